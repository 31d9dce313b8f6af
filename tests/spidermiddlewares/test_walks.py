"""Where a walk through a section stops, where it goes on, and what is kept of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from newscrawl.clock import Clock
from newscrawl.dataset.run.section_state import SectionState, section_state
from newscrawl.dataset.run.session import Session
from newscrawl.items import MissedFate, MissedPage, Ranking, RankingEntry
from newscrawl.spidermiddlewares.sections import SectionsMiddleware
from newscrawl.spidermiddlewares.walks import Limits, Walks
from tests.dataset.records import START, article, visit

SECTION = "国際・政治"


class Portal:
    """A section with twenty articles a page, of which a session stores some."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.hours = 0

    def session(self) -> Session:
        """Open a run, an hour after the last one."""
        self.hours += 1
        return Session(self.root, "demo", clock=Clock(START + timedelta(hours=self.hours)))

    def store(self, session: Session, numbers: range) -> None:
        for number in numbers:
            record = article(number, run_id=session.run_id, captured_at=session.clock.now())
            session.add_article(record, visit(record), signature=None)


def page_of(*numbers: int) -> list[RankingEntry]:
    return [
        RankingEntry(
            schema_version=1,
            portal="demo",
            list_name=SECTION,
            list_kind="section_page",
            list_section=SECTION,
            position=position,
            article_id=f"demo:{number}",
            url=f"https://demo.example/a/{number}",
            headline="見出し",
            section=None,
            page_url="https://demo.example/world/",
            captured_at=START,
            run_id=None,
        )
        for position, number in enumerate(numbers, 1)
    ]


def url(page: int) -> str:
    return f"https://demo.example/world/page/{page}/"


def state(session: Session) -> SectionState:
    return section_state(session, SECTION)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    return Portal(tmp_path)


def break_off(portal: Portal, pages: int, *, open_page: int | None = None) -> None:
    """Let a run die after *pages* pages of four articles, with the articles of *open_page* not fetched."""
    with portal.session() as session:
        walks = Walks(session)
        for page in range(1, pages + 1):
            numbers = range(page * 4, page * 4 + 4)
            walks.read(SECTION, page, url(page), page_of(*numbers), set())
            if page != open_page:
                portal.store(session, numbers)
            walks.keep(SECTION, {f"demo:{n}" for n in range(pages * 4 + 4) if n // 4 != open_page})


def complete(portal: Portal, numbers: range) -> None:
    with portal.session() as session:
        portal.store(session, numbers)
        walks = Walks(session)
        walks.walk(SECTION).has_joined = True
        walks.complete()


def test_a_walk_stops_at_a_page_that_was_stored_when_the_section_was_complete(portal: Portal) -> None:
    complete(portal, range(8))

    with portal.session() as session:
        walks = Walks(session)
        assert walks.read(SECTION, 1, url(1), page_of(101, 102, 103, 0), set()) is None
        assert not walks.walk(SECTION).has_joined
        walks.read(SECTION, 2, url(2), page_of(1, 2, 3, 4), set())
        assert walks.walk(SECTION).has_joined


def test_a_pinned_article_alone_makes_no_walk_go_on(portal: Portal) -> None:
    complete(portal, range(8))

    with portal.session() as session:
        walks = Walks(session)
        walks.read(SECTION, 1, url(1), page_of(101, 1, 2, 3), set())
        assert walks.walk(SECTION).has_joined


def test_articles_that_are_known_in_a_section_that_was_never_complete_stop_no_walk(portal: Portal) -> None:
    with portal.session() as session:
        portal.store(session, range(4))

    with portal.session() as session:
        walks = Walks(session)
        assert walks.read(SECTION, 1, url(1), page_of(0, 1, 2, 3), set()) is None
        assert not walks.walk(SECTION).has_joined


def test_a_walk_that_broke_off_goes_on_one_page_before_it(portal: Portal) -> None:
    break_off(portal, 9)

    with portal.session() as session:
        assert Walks(session).read(SECTION, 1, url(1), page_of(4, 5, 6, 7), set()) == (url(8), 8)


def test_a_walk_goes_on_before_the_first_page_whose_articles_were_not_fetched(portal: Portal) -> None:
    break_off(portal, 9, open_page=5)

    with portal.session() as session:
        assert Walks(session).read(SECTION, 1, url(1), page_of(4, 5, 6, 7), set()) == (url(4), 4)


def test_what_is_new_above_a_broken_walk_is_read_before_the_jump(portal: Portal) -> None:
    break_off(portal, 9)

    with portal.session() as session:
        walks = Walks(session)
        assert walks.read(SECTION, 1, url(1), page_of(101, 102, 103, 104), set()) is None
        walks.keep(SECTION, set())
        assert state(session).resume_page == 8
        assert walks.read(SECTION, 2, url(2), page_of(4, 5, 6, 7), set()) == (url(8), 8)


def test_articles_of_a_run_that_broke_off_above_are_no_ground_to_jump_from(portal: Portal) -> None:
    break_off(portal, 9)
    with portal.session() as session:
        walks = Walks(session)
        portal.store(session, range(100, 104))
        walks.read(SECTION, 1, url(1), page_of(100, 101, 102, 103), set())
        walks.keep(SECTION, set())

    with portal.session() as session:
        assert Walks(session).read(SECTION, 1, url(1), page_of(100, 101, 102, 103), set()) is None


def test_a_section_read_to_its_end_is_complete_and_has_nothing_to_resume(portal: Portal) -> None:
    break_off(portal, 9)
    complete(portal, range(100, 104))

    with portal.session() as session:
        kept = state(session)
        assert (kept.resume_url, kept.resume_page) == (None, 0)
        assert kept.complete_as_of is not None


def test_a_page_to_resume_at_that_is_gone_is_forgotten(portal: Portal) -> None:
    break_off(portal, 9)

    with portal.session() as session:
        Walks(session).forget(SECTION)
        assert state(session) == SectionState()


def test_a_walk_that_ended_at_a_day_is_covered_for_that_day_and_not_for_an_earlier_one(portal: Portal) -> None:
    day = START - timedelta(days=3)
    with portal.session() as session:
        walks = Walks(session, Limits(since=day))
        for page in (1, 2):
            walks.read(SECTION, page, url(page), page_of(*range(page * 4, page * 4 + 4)), set())
            portal.store(session, range(page * 4, page * 4 + 4))
        walks.stop(SECTION, 2, day)
        walks.complete()

    for since, is_covered, goes_on in ((day, True, None), (day - timedelta(days=1), False, None), (None, False, None)):
        with portal.session() as session:
            walks = Walks(session, Limits(since=since))
            elsewhere = walks.read(SECTION, 1, url(1), page_of(4, 5, 6, 7), set())

            assert (walks.walk(SECTION).is_covered, elsewhere) == (is_covered, goes_on)
            assert not section_state(session, SECTION).is_complete


def test_new_articles_do_not_lengthen_the_next_limited_walk(portal: Portal) -> None:
    with portal.session() as session:
        walks = Walks(session, Limits(page_limit=2))
        for page in (1, 2):
            walks.read(SECTION, page, url(page), page_of(*range(page * 4, page * 4 + 4)), set())
            portal.store(session, range(page * 4, page * 4 + 4))
        walks.stop(SECTION, 2)
        walks.complete()
    with portal.session() as session:
        walks = Walks(session, Limits(page_limit=2))
        walks.read(SECTION, 1, url(1), page_of(20, 21, 4, 5), set())
        portal.store(session, range(20, 22))
        walks.complete()

    with portal.session() as session:
        walks = Walks(session, Limits(page_limit=2))
        walks.read(SECTION, 1, url(1), page_of(22, 23, 20, 21), set())

        assert walks.walk(SECTION).is_covered


def test_a_list_that_lost_more_than_a_page_is_landed_in_too_deep(portal: Portal) -> None:
    break_off(portal, 6)
    with portal.session() as session:
        walks = Walks(session)
        elsewhere = walks.read(SECTION, 1, url(1), page_of(4, 5, 6, 7), set())
        assert elsewhere is not None
        walks.read(SECTION, elsewhere[1], elsewhere[0], page_of(40, 41, 42, 43), set())

        assert walks.has_landed_too_deep(SECTION, elsewhere[1])


@pytest.mark.parametrize(("fate", "settled"), [("failed", {"demo:1"}), ("gone", {"demo:1"}), ("budget", set())])
def test_a_missed_article_is_settled_unless_it_is_left_to_the_next_run(
    portal: Portal, fate: MissedFate, settled: set[str]
) -> None:
    missed = MissedPage(
        kind="article", url="https://demo.example/a/1", article_id="demo:1", fate=fate, reason="reason",
        http_status=None, captured_at=START,
    )  # fmt: skip
    with portal.session() as session:
        middleware = SectionsMiddleware(get_crawler(), session)
        middleware.item_done(missed, None)

    assert middleware.settled == settled


@pytest.mark.parametrize(
    ("item", "settled"),
    [(article(1, run_id=""), {"demo:1"}), (Ranking(entries=tuple(page_of(2, 3))), set())],
    ids=["article", "list"],
)
def test_a_stored_article_is_settled_and_a_list_settles_none(portal: Portal, item: object, settled: set[str]) -> None:
    response = Response(url(1), request=Request(url(1), meta={"article_id": "demo:1"}))
    with portal.session() as session:
        middleware = SectionsMiddleware(get_crawler(), session)
        middleware.item_done(item, response)

    assert middleware.settled == settled


def given_on(middleware: SectionsMiddleware, page: int, *numbers: int) -> list[str]:
    """Return the addresses that the walk asks for after *page*, which lists the articles *numbers* and a next page."""

    def meta(page: int) -> dict[str, object]:
        return {"kind": "section", "section_url": SECTION, "section": SECTION, "page": page, "asked_url": url(page)}

    async def read() -> AsyncIterator[object]:
        yield Ranking(entries=tuple(page_of(*numbers)))
        yield Request(url(page + 1), meta=meta(page + 1))

    async def walked() -> list[object]:
        response = Response(url(page), request=Request(url(page), meta=meta(page)))
        return [one async for one in middleware.process_spider_output(response, read())]

    return [one.url for one in asyncio.run(walked()) if isinstance(one, Request)]


@pytest.mark.parametrize(
    ("numbers", "asked"), [((40, 21), [url(2), url(6)]), ((20, 41), [url(6)])], ids=["begins unknown", "begins known"]
)
def test_a_walk_that_landed_too_deep_goes_on_where_it_jumped_as_well(
    portal: Portal, numbers: tuple[int, ...], asked: list[str]
) -> None:
    break_off(portal, 6)

    with portal.session() as session:
        middleware = SectionsMiddleware(get_crawler(), session)
        assert given_on(middleware, 1, 4, 5, 6, 7) == [url(5)]
        assert given_on(middleware, 5, *numbers) == asked


def test_a_walk_that_reaches_known_ground_asks_no_further_and_counts_it(portal: Portal) -> None:
    complete(portal, range(8))

    crawler = get_crawler()
    with portal.session() as session:
        assert given_on(SectionsMiddleware(crawler, session), 1, 0, 1, 2, 3) == []

    assert crawler.stats.get_value("newscrawl/sections/joined_count") == 1


def test_two_parts_of_a_section_that_wait_for_their_articles_both_go_on(portal: Portal) -> None:
    """A limited walk that landed too deep goes on from there, and from the page that it had jumped over."""
    asked: list[Request] = []
    crawler = SimpleNamespace(engine=SimpleNamespace(crawl=asked.append), stats=MemoryStatsCollector(get_crawler()))

    with portal.session() as session:
        middleware = SectionsMiddleware(crawler, session)
        middleware.walks.limits = Limits(since=START - timedelta(days=30))
        for page in (9, 2):
            assert given_on(middleware, page, page * 4, page * 4 + 1) == []
            portal.store(session, range(page * 4, page * 4 + 2))
        middleware.spider_idle()

    assert [request.url for request in asked] == [url(10), url(3)]
