"""The log of a crawl holds nothing that a terminal obeys, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.crawling import crawl_options, scrapy

SETTINGS = """
from newscrawl.settings import *
EXTENSIONS = {**EXTENSIONS, "hostile_words.Words": 900}
"""
WORDS = """
import logging
from scrapy import signals

class Words:
    @classmethod
    def from_crawler(cls, crawler):
        self = cls()
        crawler.signals.connect(self.speak, signal=signals.spider_opened)
        crawler.signals.connect(self.speak, signal=signals.spider_closed)
        return self

    def speak(self):
        logging.getLogger("words").error("a headline: \\x1b[31mred\\x07 \\u202eback")
"""


@pytest.mark.parametrize("arguments", [(), ("--logfile", "crawl.log")], ids=["standard error", "a file"])
def test_no_line_of_a_run_has_what_a_terminal_obeys(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = hostile_settings\n", "utf-8")
    (tmp_path / "hostile_settings.py").write_text(SETTINGS, "utf-8")
    (tmp_path / "hostile_words.py").write_text(WORDS, "utf-8")
    with DemoServer(DemoPortal(seed=4, article_count=20)) as server:
        options = crawl_options(server.url, tmp_path / "data", {"CLOSESPIDER_PAGECOUNT": 2})
        ended = scrapy("crawl", "demo", *options, *arguments, folder=tmp_path, settings_module="hostile_settings")

    log = (tmp_path / "crawl.log").read_text("utf-8") if arguments else ended.stderr
    assert log.count(r"a headline: \x1b[31mred\x07 \u202eback") == 2
    assert "\x1b" not in log
