"""A page that takes too long to read is given up at its deadline; everything else goes on."""

from __future__ import annotations

import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import NoneType

import pytest

from newscrawl import extract
from newscrawl.deadline import guarded, within
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.errors import TooSlowError, UnreadablePageError
from newscrawl.portals import load_portal
from tests.crawling import crawl, scrapy, start_crawl, stored
from tests.reextraction.portals import portals_with
from tests.truth import truth

ENDLESS = "a" * 40 + "!"
URL = "https://example.com/1"


def endless_match() -> object:
    return re.fullmatch("(a+)+", ENDLESS)


def endless_recursion() -> object:
    return endless_recursion()


def rule_without_end(headline: str) -> str:
    """Return a rule that never ends on the page with *headline*, and gives nothing on others."""
    return f"""section = ["xpath://title[contains(., '{headline}')][re:test('{ENDLESS}', '^(a+)+$')]"]\n"""


def test_a_match_without_end_is_interrupted_at_the_deadline() -> None:
    started = time.process_time()

    with pytest.raises(TooSlowError, match=r"example.com/1: expected to read the page within 0.2 s"):
        within(0.2, URL, endless_match)

    assert time.process_time() - started < 2


def test_a_deadline_gives_what_was_read_and_leaves_no_alarm() -> None:
    before = signal.getsignal(signal.SIGPROF)

    assert within(5, URL, lambda: "read") == "read"
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_deadline_inside_another_one_keeps_the_outer_one() -> None:
    with pytest.raises(TooSlowError, match=r"within 0\.2 s"):
        within(0.2, "outer", lambda: within(60, URL, endless_match))


def test_an_alarm_that_is_due_at_this_moment_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(signal, "getitimer", lambda which: (0.0, 0.5))  # as Linux says between alarm and handler
    monkeypatch.setattr(signal, "setitimer", lambda which, *secs: taken.append(which))

    assert within(5, URL, lambda: "read") == "read"
    assert taken == []


def test_a_page_is_not_given_up_because_the_machine_is_busy() -> None:
    def wait() -> str:
        time.sleep(0.6)
        return "read"

    assert within(0.1, URL, wait) == "read"


def test_a_page_is_not_given_up_for_what_another_thread_works() -> None:
    def wait() -> str:
        time.sleep(0.8)
        return "read"

    ends_at = time.monotonic() + 0.7
    other = threading.Thread(target=lambda: all(time.monotonic() < ends_at for _ in count()))
    other.start()
    given = within(0.2, URL, wait)
    other.join()

    assert given == "read"


def test_a_reader_that_catches_the_error_of_the_deadline_gives_no_result() -> None:
    def read() -> str:
        try:
            endless_match()
        except UnreadablePageError:
            return "half of the page"
        return "the page"

    with pytest.raises(TooSlowError):
        within(0.2, URL, read)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_deadline_is_heard_again_where_a_destructor_drops_it() -> None:
    class Deaf:
        def __del__(self) -> None:
            endless_match()

    def read() -> None:
        Deaf()
        endless_match()

    with pytest.raises(TooSlowError):
        within(0.2, URL, read)


def test_outside_the_main_thread_reading_has_no_deadline() -> None:
    given: list[int] = []
    thread = threading.Thread(target=lambda: given.append(within(0.01, URL, lambda: time.sleep(0.1) or 1)))
    thread.start()
    thread.join()

    assert given == [1]


@pytest.fixture(scope="module")
def slow_portal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Return a folder of portal files with a rule that never ends on one article, that article's id and path."""
    portal = DemoPortal(seed=5, article_count=30)
    with DemoServer(portal) as server:
        expected = truth(portal, server.now, server.base_url)
        name = min(name for name in expected.articles if len(expected.addresses[name]) == 1)
        path = min(expected.addresses[name]).removeprefix(server.base_url)
    rules = rule_without_end(expected.articles[name].headline)
    return portals_with(tmp_path_factory.mktemp("portals") / "portals", rules), name, path


def test_a_crawl_goes_on_behind_a_page_that_takes_too_long_and_so_does_the_next(
    slow_portal: tuple[Path, str, str], tmp_path: Path
) -> None:
    portals, name, path = slow_portal
    with DemoServer(DemoPortal(seed=5, article_count=30)) as server:
        settings = {
            "NEWSCRAWL_PORTALS_DIR": portals,
            "NEWSCRAWL_READING_PAGE_SECS": 0.5,
        }
        first, second = (
            crawl(server.url, tmp_path, settings={**settings, "NEWSCRAWL_CLOCK_START": start.isoformat()})
            for start in (server.now, server.now + timedelta(minutes=10))
        )
    found = stored(tmp_path)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr[-2000:] + second.stderr[-2000:]
    assert [report["failures"] for report in found.reports] == [{"too_slow": 1}] * 2
    assert len(found.articles) > 25
    assert {visit.status for visit in found.observations if visit.article_id == name} == {"failed"}
    assert f"{path}: expected to read the page within 0.5 s" in first.stderr


@pytest.mark.parametrize("signal_count", [1, 2])
def test_a_signal_is_heard_while_a_page_without_end_is_read(
    slow_portal: tuple[Path, str, str], tmp_path: Path, signal_count: int
) -> None:
    portals, _, path = slow_portal
    with DemoServer(DemoPortal(seed=5, article_count=30)) as server:
        settings = {"NEWSCRAWL_PORTALS_DIR": portals, "NEWSCRAWL_READING_PAGE_SECS": 3}
        process = start_crawl(server.url, tmp_path, settings)
        while path not in [request.path for request in server.log]:
            time.sleep(0.05)
        for _ in range(signal_count):
            process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
        began = time.monotonic()
        code = process.wait(20)

    assert time.monotonic() - began < 12
    assert signal_count > 1 or code == 6


def test_max_time_is_heard_while_pages_without_end_are_read(tmp_path: Path) -> None:
    portals = portals_with(tmp_path / "portals", rule_without_end(""))
    with DemoServer(DemoPortal(seed=5, article_count=30)) as server:
        settings = {"NEWSCRAWL_PORTALS_DIR": portals, "NEWSCRAWL_READING_PAGE_SECS": 1}
        began = time.monotonic()
        ended = crawl(server.url, tmp_path / "data", "--max-time", "3s", settings=settings)

    assert time.monotonic() - began < 40
    assert ended.returncode in {1, 3, 6}


def test_extract_says_in_one_sentence_that_a_page_takes_too_long(tmp_path: Path) -> None:
    portals = portals_with(tmp_path / "portals", rule_without_end("Slow"))
    page = tmp_path / "page.html"
    page.write_text(f"<title>Slow</title><h1>Slow</h1><p>{'text ' * 50}</p>", "utf-8")

    ended = scrapy("extract", str(page), "--portal", "demo", "-s", f"NEWSCRAWL_PORTALS_DIR={portals}",
                   "-s", "NEWSCRAWL_READING_PAGE_SECS=0.5")  # fmt: skip

    assert ended.returncode == 1
    assert "expected to read the page within 0.5 s" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_reading_a_page_from_python_has_a_deadline(tmp_path: Path) -> None:
    portal = load_portal("demo", portals_with(tmp_path / "portals", rule_without_end("Slow")))
    html = f"<title>Slow</title><h1>Slow</h1><p>{'text ' * 50}</p>"

    with pytest.raises(TooSlowError, match=r"within 0\.3 s"):
        extract(html, URL, portal, max_secs=0.3)


def test_reading_a_page_has_a_deadline_in_a_thread_that_hears_no_signal(tmp_path: Path) -> None:
    portal = load_portal("demo", portals_with(tmp_path / "portals", rule_without_end("Slow")))
    slow, good = (f"<title>{word}</title><h1>{word}</h1><p>{'text ' * 50}</p>" for word in ("Slow", "Good"))

    with ThreadPoolExecutor(3) as threads:
        found = [threads.submit(extract, html, URL, portal, max_secs=1) for html in (slow, good, slow, good)]

    assert [type(one.exception()) for one in found] == [TooSlowError, NoneType, TooSlowError, NoneType]
    assert found[1].result() == extract(good, URL, portal)


def test_what_a_reader_raises_is_the_failure_of_that_page_with_its_place() -> None:
    with pytest.raises(
        UnreadablePageError, match=r"example.com/1: .*test_deadline.py:\d+ raised RecursionError"
    ) as told:
        guarded(5, URL, endless_recursion)

    assert told.value.reason == "fault_RecursionError"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("few")
    with DemoServer(DemoPortal(seed=5, article_count=12)) as server:
        assert crawl(server.url, folder).returncode == 0
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_reextract_passes_over_a_page_that_takes_too_long(data: Path, tmp_path: Path, jobs: str) -> None:
    headline = stored(data).articles[0].headline
    portals = portals_with(tmp_path / "portals", rule_without_end(headline))
    ended = scrapy("reextract", "demo", "--jobs", jobs, "--json", "-s", f"NEWSCRAWL_DATASET_DIR={data}",
                   "-s", f"NEWSCRAWL_PORTALS_DIR={portals}", "-s", "NEWSCRAWL_READING_PAGE_SECS=0.5")  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert "too_slow" in ended.stdout
