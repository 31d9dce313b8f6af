"""`scrapy browse` over real HTTP: what it finds, what it shows, and what it refuses."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from http.client import HTTPMessage
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
import uvicorn

from newscrawl.browse.browse_cache import BrowseCache
from newscrawl.browse.web_app import browse_app
from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.report_file import FieldCoverage, SectionCoverage
from newscrawl.errors import DatasetError
from tests.dataset.records import START, article, page, ranking, visit
from tests.exports.made import LATER_RUN, RUN, report, store

HOSTILE = "</title></svg><script>alert(1)</script>\"onerror='x'{{7*7}}"


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: HTTPMessage


class Site:
    """A served dataset."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"

    def get(self, path: str, **headers: str) -> Answer:
        request = urllib.request.Request(self.address + quote(path, safe="/?&=:%"), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Answer(answer.status, answer.read().decode(), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), error.headers)

    def json(self, path: str) -> dict:
        return json.loads(self.get(path + ("&" if "?" in path else "?") + "format=json").text)


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    cache = BrowseCache(folder)
    cache.refresh()
    with shown(cache) as site:
        yield site


@contextmanager
def shown(cache: BrowseCache) -> Iterator[Site]:
    app = browse_app(cache, title="デモ", zone=ZoneInfo("Asia/Tokyo"))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Site(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a dataset of one article."""
    store(tmp_path / "demo", "articles", [article(1, run_id=RUN)])
    return tmp_path / "demo"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three articles, one in two revisions with captures, one gone, and a list at two times."""
    root = tmp_path_factory.mktemp("data")
    with Session(root, "demo", clock=Clock(START)) as session:
        for number, revision in ((1, 1), (1, 2), (2, 1), (3, 1)):
            place = session.add_capture(page(number, revision))
            made = article(number, run_id=session.run_id, revision=revision, captures=(place,))
            if number == 2:
                made = replace(made, body="大阪の市長が会見した。\n\n100%の対応。", section="経済")
            if revision == 2:
                made = replace(made, headline="【更新】見出し", body=made.body + "追記")
            session.add_article(made, visit(made), signature=None)
        session.add_observation(
            visit(article(3, run_id=session.run_id), status="gone", captured_at=START + timedelta(1))
        )
    first = [replace(one, article_id="demo:1") if one.position == 3 else one for one in ranking(1, run_id=RUN)]
    later = [replace(one, captured_at=START + timedelta(hours=3), position=7 - one.position) for one in first]
    store(root / "demo", "rankings", first)
    store(root / "demo", "rankings", sorted(later, key=lambda one: one.position), run_id=LATER_RUN)
    report(root / "demo", RUN)
    with served(root / "demo") as site:
        yield site


def test_the_articles_of_a_ranking_are_counted_and_found(site: Site) -> None:
    (facet, *_) = site.json("/")["facets"]["list"]

    found = site.json(f"/?list={facet[0]}")

    assert facet[1] == 1
    assert [one["article_id"] for one in found["articles"]] == ["demo:1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("市長", ["demo:2"]), ("追", ["demo:1"]), ("大阪の市長", ["demo:2"]), ("100%", ["demo:2"]), ("0%", ["demo:2"]),
     ("追記", ["demo:1"]), ("会見した 対応", ["demo:2"]), ("無い", [])],
)  # fmt: skip
def test_words_of_any_length_are_found(site: Site, words: str, found: list[str]) -> None:
    assert [one["article_id"] for one in site.json(f"/?q={words}")["articles"]] == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [("section=経済", {"demo:2"}), ("only=gone", {"demo:3"}), ("only=headline_edits", {"demo:1"}),
     ("only=silent_edits", {"demo:1"}), ("only=duplicates", set()), ("author=山田花子", {"demo:1", "demo:2", "demo:3"})],
)  # fmt: skip
def test_articles_are_filtered(site: Site, asked: str, found: set[str]) -> None:
    assert {one["article_id"] for one in site.json(f"/?{asked}")["articles"]} == found


def test_two_revisions_are_compared_by_word(site: Site) -> None:
    shown = site.get("/articles/demo:1?revision=2&against=1")

    assert "<ins>【更新】</ins>" in shown.text
    assert shown.text.count("as it was") == 2


def test_a_list_says_what_rose_and_fell_since_the_capture_before(site: Site) -> None:
    data = site.json("/rankings")

    assert data["before"] < data["at"]
    assert data["after"] is None
    assert [(one["position"], one["was"]) for one in data["entries"]][:2] == [(1, 6), (2, 5)]
    assert [one["was"] for one in site.json(f"/rankings?at={data['before']}")["entries"]] == [None] * 6


def test_a_captured_page_comes_back_and_can_load_nothing(site: Site) -> None:
    capture = site.json("/articles/demo:1")["captures"][0]

    shown = site.get(f"/captures/demo:1?revision={capture['revision']}&number={capture['number']}")

    assert "見出し“1”" in shown.text
    assert shown.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert [site.get(f"/captures/{one}").status for one in ("demo:999", "demo:1?revision=9", "../lock")] == [404] * 3


def test_a_captured_page_cannot_name_another_host_ahead(tmp_path: Path) -> None:
    evil = b'<LINK rel=preconnect href="//evil.example"><meta http-equiv=refresh content="0;url=//evil.example"><base href=//e>'
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        place = session.add_capture(replace(page(1), body=evil))
        made = article(1, run_id=session.run_id, captures=(place,))
        session.add_article(made, visit(made), signature=None)

    with served(tmp_path / "demo") as site:
        shown = site.get("/captures/demo:1").text.lower()

    assert not [name for name in ("<link", "<meta", "<base") if name in shown]


@pytest.mark.parametrize("path", ["/", "/articles/demo:1", "/rankings", "/runs", f"/runs/{RUN}", "/edits"])
def test_every_page_has_a_json_twin_and_loads_nothing(site: Site, path: str) -> None:
    shown = site.get(path)

    assert shown.status == 200
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["Cache-Control"] == "no-cache, private"
    assert shown.headers["Set-Cookie"] is None
    assert "<script" not in shown.text
    assert site.json(path)


def test_the_page_of_a_run_shows_tables_and_no_value_of_the_program(folder: Path) -> None:
    report(
        folder, RUN, started_at=START, reasons=("done.",), recovery=("index rebuilt",), requests_by_kind={"article": 1200},
        sections=(SectionCoverage(section="経済", page_count=2, article_count=40, stored_count=3, is_complete=True),),
        fields={"tags": FieldCoverage(found_count=3, record_count=24, sources={"rel:tag": 3})},
    )  # fmt: skip

    with served(folder) as site:
        shown = re.sub(r"<[^>]+>", " ", site.get(f"/runs/{RUN}").text)

    words = " ".join(shown.split())
    assert "article 1,200" in words
    assert "経済 2 40 3 yes" in words
    assert "tags 3 of 24 rel:tag 3" in words
    assert "Repaired before the first request: index rebuilt" in words
    assert not re.search(r"\(&#39;|\{&#39;|\('|\{'", shown.partition("Versions, settings")[0])


@pytest.mark.parametrize("path", ["/", "/?q=無い", "/articles/demo:1?revision=2&against=1", "/rankings", "/runs", f"/runs/{RUN}",
                                  "/edits", "/nothing"])  # fmt: skip
def test_a_page_can_be_read_by_headings_and_used_by_keys(site: Site, path: str) -> None:
    text = site.get(path).text

    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    fields = re.findall(r"<(?:input|select)[^>]*>", text)
    assert levels.count(1) == 1 == levels[0]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert text.index('<a class="skip" href="#main">') < text.index("<header")
    assert all(
        "aria-label=" in one or f"<label>{text.partition(one)[0].rpartition('<label>')[2]}" in text for one in fields
    )
    assert text.count("<table") == text.count("<caption")


def test_the_feed_holds_the_edits(site: Site) -> None:
    assert site.get("/edits.xml").text.count("<entry>") == 1


def test_a_page_number_of_thousands_of_digits_is_the_first_page(site: Site) -> None:
    assert site.json(f"/?page={'1'.zfill(7)}{'0' * 5000}")["page"] == 1


@pytest.mark.parametrize("path", ["/articles/nothing", "/runs/nothing", "/nothing"])
def test_what_is_not_there_is_404(site: Site, path: str) -> None:
    assert site.get(path).status == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.evil.example:80", 421),
        ("localhost:8766", 200),
        ("[::1]:8766", 200),
        ("", 421),
    ],
)
def test_a_name_of_another_machine_is_refused(site: Site, host: str, status: int) -> None:
    assert site.get("/", Host=host).status == status


def test_new_files_are_taken_in_and_the_others_not_again(folder: Path) -> None:
    cache = BrowseCache(folder)

    counts = [cache.refresh(), cache.refresh()]
    store(folder, "articles", [article(2, run_id=LATER_RUN)], run_id=LATER_RUN)
    (folder / "articles/date=2026-11-24/20261124T234501Z-0a1b2c.jsonl.part").write_bytes(b"{")
    counts.append(cache.refresh())

    assert counts == [1, 0, 1]
    with cache.reading() as connection:
        assert connection.execute("SELECT count(*) FROM article_text('訂正 OR 見出し')").fetchone()[0] == 2


def test_thousands_of_small_files_are_taken_in_within_a_second_of_processor_time(tmp_path: Path) -> None:
    day = tmp_path / "demo" / "observations" / "date=2026-11-23"
    day.mkdir(parents=True)
    for number in range(2_000):
        (day / f"20261123T234501Z-{number:06x}.jsonl").touch()
    began = time.process_time()

    count = BrowseCache(tmp_path / "demo").refresh()

    assert (count, time.process_time() - began < 1) == (2_000, True)


def test_a_start_that_was_interrupted_goes_on_behind_what_it_had_read(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    runs = [f"20261123T{hour:02d}0000Z-000001" for hour in range(4)]
    for number, run_id in enumerate(runs):
        store(
            folder,
            "articles",
            [article(number, run_id=run_id, url="https://demo.example/" + "a" * 17_000_000)],
            run_id=run_id,
        )

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        BrowseCache(folder).refresh(stop)
    cache = BrowseCache(folder)

    assert cache.refresh() == 2  # a portion holds two of these files
    with cache.reading() as connection:
        assert connection.execute("SELECT count(*) FROM cards").fetchone()[0] == 4


def test_a_damaged_new_file_is_named_on_the_pages_and_the_others_are_shown(folder: Path) -> None:
    cache = BrowseCache(folder, refresh_secs=0)
    cache.refresh()
    store(folder, "articles", [article(1, run_id=LATER_RUN)], run_id=LATER_RUN)  # the same revision again

    cache.refresh_if_due()

    assert "each once" in cache.problem
    with shown(cache) as site:
        assert "The newest files are not shown" in site.get("/").text
        assert site.json("/")["total"] == 1


def test_a_compaction_meanwhile_is_taken_in_without_a_page_that_fails(folder: Path) -> None:
    cache = BrowseCache(folder)
    cache.refresh()
    with cache.reading() as connection:
        (folder / f"articles/date=2026-11-23/{RUN}.jsonl").rename(
            folder / "articles/date=2026-11-23/20261123-day.jsonl"
        )

        assert cache.refresh() == 1
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 1


def test_a_cache_that_is_deleted_meanwhile_is_named_in_a_sentence_and_made_again(folder: Path) -> None:
    cache = BrowseCache(folder, refresh_secs=0)
    cache.refresh()

    with shown(cache) as site:
        cache.path.unlink()
        first = site.get("/")
        end = time.monotonic() + 20
        while (last := site.get("/")).status != 200 and time.monotonic() < end:
            time.sleep(0.1)

    assert (first.status, last.status) == (503, 200)
    assert "The cache cannot be read now" in first.text


def test_pages_of_edits_hold_each_edit_once(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    both = [(number, revision) for number in range(230) for revision in (1, 2)]
    times = {number: START + timedelta(hours=1 + number // 90) for number in range(230)}
    store(folder, "articles", [
        article(number, run_id=RUN, revision=revision, captured_at=START if revision == 1 else times[number])
        for number, revision in both
    ])  # fmt: skip
    seen: list[str] = []

    with served(folder) as site:
        path = "/edits?only=silent"
        while path:
            page_ = site.json(path)
            seen += [one["article_id"] for one in page_["edits"]]
            older = page_["older"]
            path = f"/edits?only=silent&before={older['before']}&skip={older['skip']}" if older else ""

    assert len(seen) == len(set(seen)) == 230


def test_runs_are_reached_thirty_days_at_a_time(folder: Path) -> None:
    starts = [START - timedelta(days=20 * number) for number in range(5)]
    for number, start in enumerate(starts):
        report(folder, f"{start:%Y%m%dT%H%M%SZ}-00000{number}", started_at=start)
    counts = []

    with served(folder) as site:
        path = "/runs"
        while path:
            page_ = site.json(path)
            counts.append(page_["run_count"])
            path = f"/runs?at={page_['before']}" if page_["before"] else ""

    assert counts == [2, 1, 2]


def test_the_calendar_of_a_young_dataset_begins_with_its_first_run(folder: Path) -> None:
    for day in range(3):
        start = START + timedelta(days=day)
        report(folder, f"{start:%Y%m%dT%H%M%SZ}-00000{day}", started_at=start)

    with served(folder) as site:
        found = site.json("/runs")
        before = site.json("/runs?at=2026-10-01")

    first = START.astimezone(ZoneInfo("Asia/Tokyo"))
    assert (found["from"], found["to"]) == (f"{first:%Y-%m-%d}", f"{first + timedelta(days=2):%Y-%m-%d}")
    assert (before["from"], before["to"], before["run_count"]) == ("2026-09-02", "2026-10-01", 0)


def test_a_run_whose_report_is_damaged_is_named_beside_the_others(folder: Path) -> None:
    report(folder, RUN, started_at=START)
    other = f"{START - timedelta(hours=1):%Y%m%dT%H%M%SZ}-000000.json"
    (folder / "runs" / other).write_bytes(b'{"run_id": 7')

    with served(folder) as site:
        found, page_ = site.json("/runs"), site.get("/runs").text

    assert (found["run_count"], found["damaged"]) == (1, [other])
    assert "1 report of these runs cannot be read" in page_
    assert other in page_


def test_a_cache_of_files_that_are_no_more_is_made_again(folder: Path) -> None:
    BrowseCache(folder).refresh()
    (folder / f"articles/date=2026-11-23/{RUN}.jsonl").rename(folder / "articles/date=2026-11-23/20261123-day.jsonl")

    assert BrowseCache(folder).refresh() == 1
    (folder / "browse.sqlite").write_bytes(b"no database" * 1000)
    assert BrowseCache(folder).refresh() == 1


def test_a_cache_that_came_with_the_dataset_is_made_again(folder: Path, tmp_path: Path) -> None:
    BrowseCache(folder).refresh()
    copy = tmp_path / "copy" / "demo"
    shutil.copytree(folder, copy)

    assert (BrowseCache(folder).refresh(), BrowseCache(copy).refresh()) == (0, 1)


def test_a_cache_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    store(tmp_path / "demo", "articles", [article(1, run_id=RUN)])
    (tmp_path / "demo/browse.sqlite").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(DatasetError, match="got a link"):
        BrowseCache(tmp_path / "demo").refresh()
    assert not (tmp_path / "elsewhere").exists()


def test_hostile_values_stay_text(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    evil = article(
        1, run_id=RUN, article_id="demo:1", headline=HOSTILE + "\u202e", section=HOSTILE, body=HOSTILE,
        canonical_url=f"javascript:{HOSTILE}", sources={HOSTILE: HOSTILE},
    )  # fmt: skip
    store(folder, "articles", [evil])
    store(folder, "rankings", [replace(one, headline=HOSTILE, list_name=HOSTILE) for one in ranking(1, run_id=RUN)])
    report(folder, RUN, reasons=(HOSTILE,), fates={HOSTILE: 1})

    with served(folder) as site:
        pages = [
            site.get(path).text for path in ("/", "/?q=" + "script", "/articles/demo:1", "/rankings", f"/runs/{RUN}")
        ]

    for shown in pages:
        assert "<script" not in shown
        assert 'href="javascript:' not in shown
        assert "\u202e" not in shown
        assert "49" not in shown.partition("<main>")[2].partition("7*7")[0]
