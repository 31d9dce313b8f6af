"""How Python looks for garbage while a crawl runs."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from newscrawl.extensions.garbage import GarbageExtension

YOUNG_COUNT = 10_000


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_was_there_before_a_run_is_left_alone_until_its_end() -> None:
    before, crawler = gc.get_threshold(), get_crawler(settings_dict={"NEWSCRAWL_GARBAGE_YOUNG_COUNT": YOUNG_COUNT})
    extension = GarbageExtension.from_crawler(crawler)

    crawler.signals.send_catch_log(signals.spider_opened)
    within = (gc.get_threshold()[0], gc.get_freeze_count() > 10_000)
    crawler.signals.send_catch_log(signals.spider_closed)

    assert extension.before == before == gc.get_threshold()
    assert within == (YOUNG_COUNT, True)
    assert gc.get_freeze_count() == 0


def test_cycles_that_a_run_makes_are_still_freed() -> None:
    class Node:
        pass

    crawler = get_crawler(settings_dict={"NEWSCRAWL_GARBAGE_YOUNG_COUNT": YOUNG_COUNT})
    extension = GarbageExtension.from_crawler(crawler)
    crawler.signals.send_catch_log(signals.spider_opened)
    for _ in range(3 * YOUNG_COUNT):
        node = Node()
        node.itself = node
    del node

    left = sum(isinstance(one, Node) for one in gc.get_objects())

    extension.spider_closed()
    assert left <= YOUNG_COUNT * 1.01  # Python may search a few objects later


def test_python_keeps_its_own_habit_where_the_setting_is_0() -> None:
    with pytest.raises(NotConfigured):
        GarbageExtension.from_crawler(get_crawler(settings_dict={"NEWSCRAWL_GARBAGE_YOUNG_COUNT": 0}))
