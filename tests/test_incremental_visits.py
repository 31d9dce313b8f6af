"""Runs one after the other: which known articles are visited again, and what is found there."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import timedelta
from pathlib import Path

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.crawling import stored
from tests.repeating import article_paths, make_due, run


def test_a_due_article_that_no_list_shows_is_visited(crawled: tuple[DemoServer, Path]) -> None:
    server, data = crawled
    index = sqlite3.connect(data / "demo" / "index.sqlite")
    last = index.execute(
        "SELECT canonical_url, article_id FROM articles WHERE revision > 0 ORDER BY published_at LIMIT 1"
    ).fetchone()
    index.execute("UPDATE articles SET next_visit_at = 1 WHERE article_id = ?", (last[1],))
    index.commit()
    index.close()

    paths = run(server, data)

    assert last[0].removeprefix(server.base_url) in paths
    visits = [visit.status for visit in stored(data).observations if visit.article_id == last[1]]
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
            make_due(tmp_path)
            run(server, tmp_path)
    visits = sorted(stored(tmp_path).observations, key=lambda visit: visit.captured_at)
    for number in (moved, ended):
        statuses[number] = [visit.status for visit in visits if visit.article_id == f"demo:{40001 + number}"]

    assert statuses[moved][:2] == ["new", "moved"]
    assert "moved" not in statuses[moved][2:]
    assert statuses[ended] == ["new", "gone", "gone"]


def test_due_articles_that_have_not_changed_are_answered_304_and_follow_their_schedule(
    crawled: tuple[DemoServer, Path],
) -> None:
    server, data = crawled
    index = sqlite3.connect(data / "demo" / "index.sqlite")
    index.execute(
        "UPDATE articles SET next_visit_at = 1 WHERE article_id IN (SELECT article_id FROM articles LIMIT 40)"
    )
    index.commit()
    index.close()
    begin = len(server.log)
    paths = run(server, data)
    answers = Counter(request.status for request in server.log[begin:] if request.path in article_paths(paths))

    visits = [visit for visit in stored(data).observations if visit.status == "not_modified"]
    assert answers[304] >= 20
    assert len(visits) == answers[304]
    assert all(visit.revision == 1 for visit in visits)
    assert all(visit.next_visit_at is None or visit.next_visit_at > visit.captured_at for visit in visits)


def test_an_article_of_several_pages_is_read_whole_again(crawled: tuple[DemoServer, Path]) -> None:
    server, data = crawled
    index = sqlite3.connect(data / "demo" / "index.sqlite")
    kept = {url for (url,) in index.execute("SELECT url FROM validators")}
    index.close()
    several = {request.path.replace("_2.html", ".html") for request in server.log if "_2.html" in request.path}

    assert several
    assert kept
    assert {server.base_url + path for path in several} & kept == set()


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
