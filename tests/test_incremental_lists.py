"""Runs one after the other: list pages that have not changed are not sent again, and recorded all the same."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

from newscrawl.demo.web.server import DemoServer
from newscrawl.items import RankingEntry
from tests.crawling import stored
from tests.repeating import PORTAL, run
from tests.truth import comparable, truth


def list_answers(server: DemoServer, begin: int) -> Counter[int]:
    """Count the answers to list pages since the *begin*-th request, by status."""
    return Counter(one.status for one in server.log[begin:] if one.path.endswith("/"))


def test_unchanged_list_pages_are_answered_304_and_their_lists_recorded_all_the_same(
    crawled: tuple[DemoServer, Path],
) -> None:
    server, data = crawled
    server.set_now(server.now + timedelta(seconds=90))
    begin = len(server.log)
    run(server, data)
    answers = list_answers(server, begin)
    expected = truth(PORTAL, server.now, server.base_url)

    kept = stored(data)
    run_id = kept.reports[-1]["run_id"]
    again = [entry for entry in kept.rankings if entry.run_id == run_id]
    assert answers == {304: 7}
    assert [one.status for one in server.log[begin:] if one.path == "/robots.txt"] == [304]
    own_pages = {entry.page_url for entry in again if entry.list_kind == "section_page"}
    wanted = [one for one in expected.rankings if one.list_kind != "section_page" or one.page_url in own_pages]
    assert sorted(map(comparable_key, again)) == sorted(map(comparable_key, wanted))
    assert min(entry.captured_at for entry in again if entry.captured_at).timestamp() >= server.now.timestamp()
    assert len(kept.reports[-1]["sections"]) == 6
    assert all(one["is_complete"] for one in kept.reports[-1]["sections"])


def comparable_key(entry: RankingEntry) -> str:
    return repr(comparable(entry))


def test_an_article_that_was_never_read_is_asked_for_though_its_lists_have_not_changed(tmp_path: Path) -> None:
    index = PORTAL.count_at(PORTAL.start) - 1
    path = PORTAL.path(index, PORTAL.start)
    with DemoServer(PORTAL) as server:
        server.set_faults({path: "status_500"})
        run(server, tmp_path, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.01)
        server.set_faults({})
        server.set_now(server.now + timedelta(seconds=90))
        begin = len(server.log)
        paths = run(server, tmp_path)
        answers = list_answers(server, begin)

    assert answers == {304: 7}
    assert path in paths
    assert PORTAL.path(index, PORTAL.start) in {
        one.url.removeprefix(server.base_url) for one in stored(tmp_path).articles
    }


def test_without_its_index_a_run_asks_for_whole_list_pages(crawled: tuple[DemoServer, Path]) -> None:
    server, data = crawled
    (data / "demo" / "index.sqlite").unlink()
    begin = len(server.log)
    run(server, data)

    first: dict[str, int] = {}
    for one in server.log[begin:]:
        first.setdefault(one.path, one.status)
    assert {status for path, status in first.items() if path.endswith("/")} == {200}
