"""Which of Scrapy's lines of a page and an item are made."""

from __future__ import annotations

import logging

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import DropItem
from scrapy.http import Response

from newscrawl.extensions.quiet_log import QuietLogFormatter

REQUEST, RESPONSE = Request("https://news.example/1"), Response("https://news.example/1")


@pytest.fixture(autouse=True)
def _as_in_a_run(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="scrapy")  # as Scrapy sets it


def made() -> tuple[bool, bool, bool, bool]:
    """Return which lines are made: of an answer, an item, an item dropped at DEBUG, and one dropped at ERROR."""
    lines, spider = QuietLogFormatter(), Spider("news")
    return (
        lines.crawled(REQUEST, RESPONSE, spider) is not None,
        lines.scraped({}, RESPONSE, spider) is not None,
        lines.dropped({}, DropItem("known", log_level="DEBUG"), RESPONSE, spider) is not None,
        lines.dropped({}, DropItem("wrong", log_level="ERROR"), RESPONSE, spider) is not None,
    )


def take(monkeypatch: pytest.MonkeyPatch, *levels: int, name: str | None = None) -> None:
    """Give the logger *name* a handler for each of *levels* in the place of those that it has."""
    handlers = [logging.StreamHandler() for _ in levels]
    for handler, level in zip(handlers, levels, strict=True):
        handler.setLevel(level)
    monkeypatch.setattr(logging.getLogger(name), "handlers", handlers)


def test_a_line_that_no_handler_takes_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    take(monkeypatch, logging.INFO)

    assert made() == (False, False, False, True)


def test_a_handler_that_takes_all_levels_gets_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    take(monkeypatch, logging.INFO, logging.DEBUG)

    assert made() == (True, True, True, True)


def test_a_handler_of_one_logger_gets_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    take(monkeypatch, logging.INFO)
    take(monkeypatch, logging.DEBUG, name="scrapy.core.scraper")

    assert made() == (False, True, True, True)
