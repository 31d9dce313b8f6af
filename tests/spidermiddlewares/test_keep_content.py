"""Which readings of list pages are kept for the next run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.run.unchanged_pages import kept_content
from newscrawl.items import MissedPage
from newscrawl.spidermiddlewares.keep_content import KeepContentMiddleware
from tests.dataset.records import START

URL = "https://demo.example/"
MISSED = MissedPage(
    kind="front_page", url=URL, article_id=None, fate="failed", reason="too_slow", http_status=200, captured_at=START
)


async def given(*found: object) -> AsyncIterator[object]:
    for one in found:
        yield one


@pytest.mark.parametrize(
    ("found", "status", "is_kept"),
    [((), 200, True), ((MISSED,), 200, False), ((MISSED, "a request"), 200, False), ((), 304, False)],
    ids=["whole", "given up", "given up before its end", "not sent"],
)
def test_a_page_that_was_not_read_whole_is_not_kept(
    tmp_path: Path, found: tuple[object, ...], status: int, is_kept: bool
) -> None:
    request = Request(URL, meta={"content": {"links": []}, "rules": "r1"})
    response = Response(URL, status=status, headers={"ETag": '"1"'}, request=request)

    async def run(middleware: KeepContentMiddleware) -> list[object]:
        return [one async for one in middleware.process_spider_output(response, given(*found))]

    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        passed_on = asyncio.run(run(KeepContentMiddleware(session)))
        kept = kept_content(session, URL, rules="r1")

    assert passed_on == list(found)
    assert (kept is not None) == is_kept
