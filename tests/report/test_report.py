"""`scrapy report`: its figures are those of the lines, whatever is in them."""

from __future__ import annotations

import json
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from benchmarks.simulated_year import simulate
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.report.figures.gather import Figures, gather
from newscrawl.report.page.atom_feed import atom_feed
from newscrawl.report.page.report_page import report_page
from tests.crawling import scrapy
from tests.dataset.records import START, article, ranking, visit
from tests.exports.made import LATER_RUN, RUN, report, store

TOKYO = ZoneInfo("Asia/Tokyo")
HOSTILE = "</title></svg><script>alert(1)</script>\u202e\"onerror='x'{{7*7}}"


class Page(HTMLParser):
    """The elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action", "xlink:href"}]


def figures_of(folder: Path, days: int = 30) -> Figures:
    return gather(DatasetReader(folder), title="デモ", day_count=days, zone=TOKYO)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty days of the simulated portal."""
    folder = tmp_path_factory.mktemp("month") / "demo"
    simulate(folder, days=20)
    return folder


def counted(folder: Path, kind: str, query: str) -> list[tuple]:
    """Return what DuckDB counts in the lines themselves."""
    source = f"read_json('{folder}/{kind}/*/*.jsonl', format='newline_delimited', maximum_object_size=100000000)"
    return duckdb.sql(query.replace("LINES", source)).fetchall()


def test_the_figures_of_articles_equal_a_recount_by_another_program(month: Path) -> None:
    figures = figures_of(month)

    ((articles, revisions),) = counted(month, "articles", "SELECT count(DISTINCT article_id), count(*) FROM LINES")
    by_section = dict(counted(month, "articles", "SELECT section, count(*) FROM LINES WHERE revision = 1 GROUP BY 1"))
    ((copies,),) = counted(month, "articles", "SELECT count(DISTINCT article_id) FROM LINES WHERE duplicate_of <> ''")
    found = counted(
        month, "articles", "SELECT count(*) FILTER (len(tags) > 0), count(lead), count(view_count) FROM LINES"
    )
    assert (figures.articles.article_count, figures.articles.revision_count) == (articles, revisions)
    assert {name: sum(counts) for name, counts in figures.articles.published.items()} == by_section
    assert figures.articles.copy_count == copies
    sums = [sum(has for has, _ in figures.articles.found[name]) for name in ("tags", "lead", "view_count")]
    assert [tuple(sums)] == found


def test_the_figures_of_edits_equal_a_recount_by_another_program(month: Path) -> None:
    figures = figures_of(month).edits

    ((edits, headlines, silent, empty),) = counted(
        month,
        "articles",
        """WITH pairs AS (SELECT *, lag(headline) OVER one AS h, lag(body) OVER one AS b, lag(modified_at) OVER one AS m
               FROM LINES WINDOW one AS (PARTITION BY article_id ORDER BY revision))
           SELECT count(*), count(*) FILTER (headline <> h),
               count(*) FILTER ((headline <> h OR body <> b) AND modified_at IS NOT DISTINCT FROM m),
               count(*) FILTER (headline = h AND body = b AND modified_at IS DISTINCT FROM m)
           FROM pairs WHERE h IS NOT NULL""",
    )
    assert (figures.edit_count, figures.headline_count) == (edits, headlines)
    assert {kind: sum(counts) for kind, counts in figures.by_kind.items()} == {
        "announced": edits - silent - empty, "silent": silent, "time only": empty,
    }  # fmt: skip


def test_the_figures_of_visits_and_runs_equal_a_recount_by_another_program(month: Path) -> None:
    figures = figures_of(month)

    statuses = dict(counted(month, "observations", "SELECT status, count(*) FROM LINES GROUP BY 1"))
    ((gone,),) = counted(month, "observations", "SELECT count(DISTINCT article_id) FROM LINES WHERE status = 'gone'")
    verdicts = dict(duckdb.sql(f"SELECT verdict, count(*) FROM read_json('{month}/runs/*.json') GROUP BY 1").fetchall())
    assert (figures.visits.statuses, figures.visits.gone_count) == (statuses, gone)
    assert figures.runs.verdicts == verdicts
    assert sum(sum(cell.values()) for cell in figures.runs.cells.values()) == sum(verdicts.values())


def test_the_figures_of_some_days_equal_a_recount_of_those_days(month: Path) -> None:
    figures = figures_of(month, days=6)

    inside = (
        "{}::TIMESTAMPTZ >= '"
        + str(figures.window.begins_at)
        + "' AND {}::TIMESTAMPTZ < '"
        + str(figures.window.ends_at)
        + "'"
    )
    captured, published = (inside.format(name, name) for name in ("captured_at", "published_at"))
    statuses = dict(counted(month, "observations", f"SELECT status, count(*) FROM LINES WHERE {captured} GROUP BY 1"))
    ((edits,),) = counted(month, "articles", f"SELECT count(*) FROM LINES WHERE revision > 1 AND {captured}")
    ((first,),) = counted(month, "articles", f"SELECT count(*) FROM LINES WHERE revision = 1 AND {published}")
    ((records,),) = counted(month, "articles", f"SELECT count(*) FROM LINES WHERE {captured}")
    assert figures.visits.statuses == statuses
    assert figures.edits.edit_count == edits > 0
    assert sum(map(sum, figures.articles.published.values())) == first
    assert sum(all_ for _, all_ in figures.articles.found["headline"]) == records


@pytest.mark.parametrize(
    ("hours", "rows"), [(0.2, 24), (1, 24), (3, 8), (3.2, 8), (4, 4), (6, 4), (12, 2), (24, 1), (72, 1)]
)
def test_the_calendar_has_no_rows_that_the_usual_interval_leaves_empty(tmp_path: Path, hours: float, rows: int) -> None:
    folder = tmp_path / "demo"
    for number in range(8):
        start = START + timedelta(hours=hours * number)
        report(folder, f"{start:%Y%m%dT%H%M%SZ}-00000{number}", started_at=start)

    assert figures_of(folder).runs.rows_a_day == rows


def test_the_page_does_not_name_the_folder_of_the_dataset(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    report(folder, RUN, reasons=(f"Articles and pages: 3 stored. Dataset: {folder}",))

    page = report_page(figures_of(folder))

    assert "Articles and pages: 3 stored." in page
    assert str(tmp_path) not in page


def test_the_time_at_number_1_equals_a_recount_by_another_program(tmp_path: Path) -> None:
    for number in range(12):  # three hours apart, without a gap
        at = START + number * timedelta(hours=3)
        run_id = f"{at:%Y%m%dT%H%M%SZ}-00000a"
        entries = ranking(1 + number % 3 // 2, run_id=run_id)

        entries = [replace(one, captured_at=at, list_name="甲", list_section=None) for one in entries]
        store(tmp_path / "demo", "rankings", entries, run_id=run_id)
        report(tmp_path / "demo", run_id, started_at=at)

    (found,) = figures_of(tmp_path / "demo").rankings

    rows = counted(
        tmp_path / "demo",
        "rankings",
        """WITH tops AS (SELECT article_id, captured_at, lead(captured_at) OVER (ORDER BY captured_at) AS after
               FROM LINES WHERE position = 1)
           SELECT article_id, sum(epoch(after) - epoch(captured_at)) FROM tops GROUP BY 1 ORDER BY 2 DESC""",
    )
    assert [(top.article_id, top.secs_at_1) for top in found.tops[:2]] == rows


def test_nobody_is_on_top_while_nobody_watches(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    for hour in (0, 1, 2, 3, 20, 21):
        at = START + hour * timedelta(hours=1)
        run_id = f"{at:%Y%m%dT%H%M%SZ}-00000a"
        store(folder, "rankings", [replace(one, captured_at=at) for one in ranking(1, run_id=run_id)], run_id=run_id)
        report(folder, run_id, started_at=at)

    (found,) = figures_of(folder).rankings

    assert found.tops[0].secs_at_1 == 5 * 3600  # three hours, the usual interval after them, and the last hour
    assert [len(stay) for stay in next(iter(found.paths.values()))] == [4, 2]
    assert len(found.leads) == 2


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ("", ["No run report of these days", "No edit was seen", "No ranking was captured", "No record was stored"]),
        ("done", ["last run", "· 1 run, 0 visits, 0 positions ·", "No edit was seen"]),
        ("failed blocked", ["2 runs that did not end with", "No ranking was captured"]),
        ("done done done done gap done", ["not watched from", "23.0 h"]),
    ],
    ids=["no run", "one run", "only failed runs", "a gap"],
)
def test_a_dataset_of_any_history_has_a_page_that_says_so(tmp_path: Path, verdicts: str, said: list[str]) -> None:
    folder = tmp_path / "demo"
    (folder / "runs").mkdir(parents=True)
    hours = 0
    for verdict in verdicts.split():
        hours += 22 if verdict == "gap" else 1
        if verdict != "gap":
            at = START + hours * timedelta(hours=1)
            report(folder, f"{at:%Y%m%dT%H%M%SZ}-00000a", started_at=at, verdict=verdict)

    page = report_page(figures_of(folder))

    assert [words for words in said if words not in page] == []


def test_hostile_values_in_every_field_stay_text(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    text = HOSTILE + "長" * 1_000_000
    evil = {"headline": text, "section": text, "canonical_url": f"javascript:{HOSTILE}", "lead": text, "body": text,
            "duplicate_of": HOSTILE, "sources": {"headline": text, HOSTILE: HOSTILE}, "tags": (text,)}  # fmt: skip
    first = article(1, run_id=RUN, **{**evil, "article_id": HOSTILE})
    second = article(
        1, run_id=RUN, revision=2, **{**evil, "article_id": HOSTILE, "headline": "x" + text, "body": "y" + text}
    )
    store(folder, "articles", [first, second])
    store(folder, "observations", [visit(first, status="gone")])

    lists = [replace(one, headline=text, list_name=text, list_section=text) for one in ranking(1, run_id=RUN)]
    store(folder, "rankings", lists)
    report(folder, RUN, started_at=START, verdict="failed", reasons=(text,), fates={HOSTILE: 1}, failures={text: 2})

    figures = figures_of(folder)
    page = report_page(figures)
    seen = Page(page)

    assert "script" not in seen.tags
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert not [link for link in seen.links if not link.startswith("#")]
    assert "\u202e" not in page
    assert "49" not in Page(page).tags
    assert len(page) < 200_000
    ET.fromstring(atom_feed(figures).encode())


def test_a_feed_without_edits_is_of_the_time_of_the_last_run(month: Path) -> None:
    figures = figures_of(month)
    feed = ET.fromstring(atom_feed(replace(figures, edits=replace(figures.edits, latest=[]))).encode())

    updated = datetime.fromisoformat(feed.findtext("{http://www.w3.org/2005/Atom}updated", ""))
    assert figures.runs.last is not None
    assert updated == figures.runs.last.started_at.replace(microsecond=0)


def test_the_page_asks_for_nothing_and_lets_nothing_be_asked(month: Path) -> None:
    page = report_page(figures_of(month))
    seen = Page(page)

    assert "default-src &#39;none&#39;" in page
    assert {"script", "img", "iframe", "form", "object", "base"}.isdisjoint(seen.tags)
    assert "style" not in seen.attributes
    assert page.count("<caption>") == page.count("<table>")


def test_the_feed_has_an_entry_an_edit_and_of_one_field_on_request(month: Path) -> None:
    figures = figures_of(month)

    entries = ET.fromstring(atom_feed(figures).encode()).findall("{http://www.w3.org/2005/Atom}entry")
    headlines = ET.fromstring(atom_feed(figures, field="headline").encode())

    assert len(entries) == figures.edits.edit_count
    assert len(headlines.findall("{http://www.w3.org/2005/Atom}entry")) == figures.edits.headline_count


def test_drift_is_a_main_rule_that_changed_for_good(month: Path) -> None:
    drifts = figures_of(month).articles.drifts

    assert {(one.field, one.before, one.since) for one in drifts} == {
        ("headline", "microdata:headline", "meta:headline"), ("body", "microdata:articleBody", "meta:articleBody"),
    }  # fmt: skip


def test_a_long_window_is_binned_by_week(month: Path) -> None:
    window = figures_of(month, days=61).window

    assert (window.step, len(window.labels)) == (7, 9)
    assert window.bin_of(window.ends_at - timedelta(seconds=1)) == 8


def test_a_month_is_shown_within_a_second_and_a_megabyte(month: Path) -> None:
    begin = time.process_time()

    page = report_page(figures_of(month))

    assert time.process_time() - begin < 3
    assert len(page.encode()) < 1_000_000


def test_the_command_writes_page_feed_and_figures(month: Path, tmp_path: Path) -> None:
    options = ["-s", f"NEWSCRAWL_DATASET_DIR={month.parent}"]

    shown = scrapy("report", "demo", "--to", str(tmp_path / "a.html"), "--feed", str(tmp_path / "a.xml"), *options)
    figures = json.loads(scrapy("report", "demo", "--json", *options).stdout)

    assert shown.returncode == 0, shown.stderr
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "a.xml").read_text("utf-8").startswith("<?xml")
    assert figures["edits"]["edit_count"] == figures_of(month).edits.edit_count


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["nothing"], 2, "no portal is called 'nothing'"),
        (["demo", "--field", "headline"], 2, "expected --feed FILE"),
        (["demo", "--days", "0"], 2, "expected a number from 1 to 3660"),
        (["demo", "--to", "README.md/a.html"], 1, "README.md"),
    ],
    ids=str,
)
def test_what_cannot_be_written_is_said(month: Path, arguments: list[str], exit_code: int, words: str) -> None:
    shown = scrapy("report", *arguments, "-s", f"NEWSCRAWL_DATASET_DIR={month.parent}")

    assert shown.returncode == exit_code
    assert words in shown.stderr


def test_a_second_run_of_the_same_day_is_in_the_figures(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    store(folder, "articles", [article(1, run_id=RUN)])
    store(folder, "articles", [article(2, run_id=LATER_RUN)], run_id=LATER_RUN)

    assert gather(DatasetReader(folder), title="", day_count=1, zone=UTC).articles.article_count == 2


def test_a_dataset_that_holds_a_revision_twice_has_a_report(tmp_path: Path) -> None:
    first = article(1, run_id="")
    second = replace(first, revision=2, headline="別の見出し", captured_at=START + timedelta(hours=1))
    folder = tmp_path / "demo"
    store(folder, "articles", [first, second, replace(second, headline="三つ目の見出し")])

    assert figures_of(folder).edits.edit_count == 2
