"""What the middleware learns of the lists that pass it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newscrawl.items import Ranking
from newscrawl.spidermiddlewares.known import KnownMiddleware
from tests.dataset.records import ranking

PAGE = "https://demo.example/"


async def passed(middleware: KnownMiddleware, *given: Any) -> list[Any]:
    async def result() -> AsyncIterator[Any]:
        for one in given:
            yield one

    request = Request(PAGE, meta={"kind": "front_page", "asked_url": PAGE})
    return [one async for one in middleware.process_spider_output(Response(PAGE, request=request), result())]


@pytest.fixture
def middleware() -> KnownMiddleware:
    crawler = get_crawler()
    crawler.spider = crawler._create_spider("demo")
    crawler.spider.arguments = type("Arguments", (), {"since": None})
    return KnownMiddleware(crawler, None)


def test_only_the_first_three_of_a_ranking_are_visited_sooner(middleware: KnownMiddleware) -> None:
    given = Ranking(entries=tuple(ranking(1, run_id="r")))

    assert asyncio.run(passed(middleware, given)) == [given]
    assert middleware.ranked == {"demo:11", "demo:12", "demo:13"}


def test_an_address_is_asked_for_once_and_its_places_are_joined(middleware: KnownMiddleware) -> None:
    requests = [
        Request("https://demo.example/a/1", meta={"kind": "article", "article_id": "demo:1", "found_in": [place]})
        for place in ("front page", "ranking", "front page")
    ]

    assert asyncio.run(passed(middleware, *requests)) == requests[:1]
    assert requests[0].meta["found_in"] == ["front page", "ranking"]
