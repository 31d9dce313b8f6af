"""Runs one after the other over a portal that goes on: what they store, and what they ask for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from newscrawl.demo.comparison import differences
from newscrawl.demo.portal import DemoPortal
from newscrawl.demo.server import DemoServer
from newscrawl.demo.site import Answer
from newscrawl.demo.truth import comparable, truth
from newscrawl.items import RankingEntry
from tests.crawling import crawl, stored

PORTAL = DemoPortal(seed=5, article_count=300)


def run(server: DemoServer, data: Path, *arguments: str, **settings: object) -> list[str]:
    """Crawl at the portal's time; return the paths that were asked for."""
    begin = len(server.log)
    ended = crawl(server.url, data, *arguments, settings={"NEWSCRAWL_CLOCK_START": server.now.isoformat(), **settings})
    assert ended.returncode in {0, 6}, ended.stderr[-2000:]
    return [request.path for request in server.log[begin:]]


def section_pages(paths: list[str]) -> list[str]:
    return [path for path in paths if path.endswith("/") and path != "/"]


def article_paths(paths: list[str]) -> list[str]:
    return [path for path in paths if ".html" in path or path.startswith("/news/")]


def test_a_repeat_run_asks_for_the_front_page_and_one_page_a_section(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        server.set_now(server.now + timedelta(seconds=90))

        paths = run(server, tmp_path)

    assert sorted(section_pages(paths)) == sorted(
        f"/{slug}/" for slug in ("world", "entertainment", "curious", "cars", "economy", "sports")
    )
    assert len(article_paths(paths)) <= 3


def test_a_run_limited_to_pages_leaves_its_sections_open_and_the_next_one_goes_on(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        limited = run(server, tmp_path, "-a", "max_pages=2")
        paths = run(server, tmp_path)
        expected = truth(PORTAL, server.now, server.base_url)

    assert all("/page/3/" not in path for path in limited)
    assert differences(expected, stored(tmp_path).articles, expected.rankings) == []
    assert any("/page/3/" in path for path in paths)


def test_runs_that_use_up_their_budget_store_everything_in_the_end(tmp_path: Path) -> None:
    pages: Counter[str] = Counter()
    with DemoServer(PORTAL) as server:
        for _ in range(6):
            paths = run(server, tmp_path, "--max-requests", "150")
            pages.update(section_pages(paths))
            if len(paths) < 140:
                break
        expected = truth(PORTAL, server.now, server.base_url)

    deep = [count for path, count in pages.items() if "/page/" in path]
    assert differences(expected, stored(tmp_path).articles, expected.rankings) == []
    assert max(deep) <= 6


def test_a_lost_index_costs_the_lists_and_no_article(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        (tmp_path / "demo" / "index.sqlite").unlink()

        paths = run(server, tmp_path)

    assert any("/page/2/" in path for path in paths)
    assert article_paths(paths) == []


def test_a_due_article_that_no_list_shows_is_visited(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        index = sqlite3.connect(tmp_path / "demo" / "index.sqlite")
        last = index.execute(
            "SELECT canonical_url, article_id FROM articles WHERE revision > 0 ORDER BY published_at LIMIT 1"
        ).fetchone()
        index.execute("UPDATE articles SET next_visit_at = 1 WHERE article_id = ?", (last[1],))
        index.commit()
        index.close()

        paths = run(server, tmp_path)

    assert last[0].removeprefix(server.base_url) in paths
    visits = [visit.status for visit in stored(tmp_path).observations if visit.article_id == last[1]]
    assert sorted(visits) in (["new", "unchanged"], ["new", "not_modified"])  # as the server has it: 200 or 304


def test_an_article_with_a_new_slug_has_moved_and_one_that_ended_is_gone_once_more_then_never(tmp_path: Path) -> None:
    portal = DemoPortal(seed=1, article_count=40, new_article_mins=240)
    moved, ended = (
        next(
            index
            for index in range(40)
            if (fate := portal.fate(index))
            and fate.kind in kinds
            and timedelta(hours=1) < fate.at - portal.start < timedelta(days=6)
            and not any(portal.start < edit.at <= portal.start + timedelta(days=12) for edit in portal.edits(index))
        )
        for kinds in ({"moved"}, {"gone", "not_found", "expired", "front_page"})
    )
    statuses: dict[int, list[str]] = {}
    with DemoServer(portal) as server:
        run(server, tmp_path)
        for days in (7, 9, 11):
            server.set_now(portal.start + timedelta(days=days))
            index = sqlite3.connect(tmp_path / "demo" / "index.sqlite")
            index.execute("UPDATE articles SET next_visit_at = 1 WHERE next_visit_at IS NOT NULL OR status = 'new'")
            index.commit()
            index.close()
            run(server, tmp_path)
    visits = sorted(stored(tmp_path).observations, key=lambda visit: visit.captured_at)
    for number in (moved, ended):
        statuses[number] = [visit.status for visit in visits if visit.article_id == f"demo:{40001 + number}"]

    assert statuses[moved][:2] == ["new", "moved"]
    assert "moved" not in statuses[moved][2:]
    assert statuses[ended] == ["new", "gone", "gone"]


def test_due_articles_that_have_not_changed_are_answered_304_and_follow_their_schedule(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        index = sqlite3.connect(tmp_path / "demo" / "index.sqlite")
        index.execute(
            "UPDATE articles SET next_visit_at = 1 WHERE article_id IN (SELECT article_id FROM articles LIMIT 40)"
        )
        index.commit()
        index.close()
        begin = len(server.log)
        paths = run(server, tmp_path)
        answers = Counter(request.status for request in server.log[begin:] if request.path in article_paths(paths))

    visits = [visit for visit in stored(tmp_path).observations if visit.status == "not_modified"]
    assert answers[304] >= 20
    assert len(visits) == answers[304]
    assert all(visit.revision == 1 for visit in visits)
    assert all(visit.next_visit_at is None or visit.next_visit_at > visit.captured_at for visit in visits)


def test_an_article_of_several_pages_is_read_whole_again(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        index = sqlite3.connect(tmp_path / "demo" / "index.sqlite")
        kept = {url for (url,) in index.execute("SELECT url FROM validators")}
        index.close()
        several = {request.path.replace("_2.html", ".html") for request in server.log if "_2.html" in request.path}

    assert several
    assert kept
    assert {server.base_url + path for path in several} & kept == set()


def list_answers(server: DemoServer, begin: int) -> Counter[int]:
    """Count the answers to list pages since the *begin*-th request, by status."""
    return Counter(one.status for one in server.log[begin:] if one.path.endswith("/"))


def test_unchanged_list_pages_are_answered_304_and_their_lists_recorded_all_the_same(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        server.set_now(server.now + timedelta(seconds=90))
        begin = len(server.log)
        run(server, tmp_path)
        answers = list_answers(server, begin)
        expected = truth(PORTAL, server.now, server.base_url)

    kept = stored(tmp_path)
    run_id = kept.reports[-1]["run_id"]
    again = [entry for entry in kept.rankings if entry.run_id == run_id]
    assert answers == {304: 7}
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


def test_without_its_index_a_run_asks_for_whole_list_pages(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        run(server, tmp_path)
        (tmp_path / "demo" / "index.sqlite").unlink()
        begin = len(server.log)
        run(server, tmp_path)

    first: dict[str, int] = {}
    for one in server.log[begin:]:
        first.setdefault(one.path, one.status)
    assert {status for path, status in first.items() if path.endswith("/")} == {200}


def test_a_run_back_to_a_day_reads_no_further_and_a_later_one_without_it_goes_on(tmp_path: Path) -> None:
    since = PORTAL.start - timedelta(days=1)
    with DemoServer(PORTAL) as server:
        first = run(server, tmp_path, "-a", f"since={since:%Y-%m-%dT%H:%M}")
        limited = stored(tmp_path)
        server.set_now(server.now + timedelta(seconds=90))
        again = run(server, tmp_path, "-a", f"since={since:%Y-%m-%dT%H:%M}")
        server.set_now(server.now + timedelta(seconds=90))
        whole = run(server, tmp_path)
        expected = truth(PORTAL, server.now, server.base_url)

    wanted = {name for name, one in expected.articles.items() if one.published_at and one.published_at >= since}
    assert wanted <= {one.article_id for one in limited.articles}
    assert not any("/page/3/" in path for path in first)
    assert not any("/page/" in path for path in again)
    assert any("/page/3/" in path for path in whole)
    reports = stored(tmp_path).reports
    assert [all(one["is_complete"] for one in report["sections"]) for report in reports] == [False, False, True]
    assert differences(expected, stored(tmp_path).articles, expected.rankings) == []


class MovingServer(DemoServer):
    """A portal whose clock jumps to *later* when *trigger* is asked for."""

    trigger = ""
    later = PORTAL.start

    def answer(self, target: str) -> tuple[Answer, bytes]:
        if target == self.trigger:
            self.now = self.later
        return super().answer(target)


def test_a_page_from_which_an_article_was_deleted_during_the_walk_is_read_once_more(tmp_path: Path) -> None:
    portal = DemoPortal(seed=3, article_count=300, new_article_mins=120)
    at, slug = deletion_on_a_first_page(portal)
    with MovingServer(portal, at - timedelta(minutes=1)) as server:
        server.trigger, server.later = f"/{slug}/page/2/", at + timedelta(minutes=1)
        run(server, tmp_path)
        answers = [one.status for one in server.log if one.path == f"/{slug}/"]
        expected = truth(portal, server.later, server.base_url)

    assert answers == [200, 200]  # looked at once more behind the second page, and no longer as it was
    assert set(expected.articles) - {one.article_id for one in stored(tmp_path).articles} == set()


def deletion_on_a_first_page(portal: DemoPortal) -> tuple[datetime, str]:
    """Return when an article of a section's first page ends, and the section, where nothing new appears around it."""
    for index in range(200, 300):
        fate = portal.fate(index)
        if fate and fate.kind != "moved" and fate.at > portal.start - timedelta(days=8):
            at, section = fate.at, portal.section(index)
            newer = [n for n in range(index + 1, portal.count_at(at)) if portal.section(n) == section]
            soon = timedelta(minutes=1)
            if len(newer) < 10 and portal.count_at(at - soon) == portal.count_at(at + soon):
                return at, section.slug
    raise AssertionError("no such article")


def make_due(data: Path) -> None:
    """Let every article's visit be due."""
    index = sqlite3.connect(data / "demo" / "index.sqlite")
    index.execute("UPDATE articles SET next_visit_at = 1 WHERE next_visit_at IS NOT NULL OR status = 'new'")
    index.commit()
    index.close()


def test_an_article_that_was_gone_and_stands_in_a_list_again_is_asked_for_once_a_day(tmp_path: Path) -> None:
    portal = DemoPortal(seed=9, article_count=20, new_article_mins=100_000)
    statuses: list[list[str]] = []
    with DemoServer(portal) as server:
        path = next(path for path in article_paths(run(server, tmp_path)) if path.endswith("40020.html"))
        server.set_faults({path: "status_404"})
        for days, faults in ((1, {path: "status_404"}), (2, {path: "status_404"}), (4, {}), (4, {})):
            server.set_faults(faults)
            server.set_now(portal.start + timedelta(days=days))
            if days < 4:
                make_due(tmp_path)
            run(server, tmp_path)
            visits = sorted(stored(tmp_path).observations, key=lambda visit: visit.captured_at)
            statuses.append([visit.status for visit in visits if visit.article_id == "demo:40020"])

    assert statuses[1][:3] == ["new", "gone", "gone"]
    assert statuses[2][-1] in {"unchanged", "changed", "not_modified"}
    assert statuses[3] == statuses[2]


def test_a_run_limited_to_a_section_visits_the_due_articles_of_that_section_only(tmp_path: Path) -> None:
    with DemoServer(DemoPortal(seed=9, article_count=40)) as server:
        run(server, tmp_path)
        sections = {article.article_id: article.section for article in stored(tmp_path).articles}
        make_due(tmp_path)
        first = stored(tmp_path).reports[0]["run_id"]

        run(server, tmp_path, "-a", "sections=エンタメ")

    found = stored(tmp_path)
    visited = {visit.article_id for visit in found.observations if visit.run_id != first} & set(sections)
    own = {article_id for article_id, section in sections.items() if section == "エンタメ"}
    listed = {entry.article_id for entry in found.rankings if entry.list_section == "エンタメ"}
    assert own <= visited <= own | listed
    assert len(visited) < len(sections)
