"""Real crawls of the demo portal, each in a process of its own that need not import everything anew."""

from __future__ import annotations

import multiprocessing
import os
from datetime import datetime
from pathlib import Path

from newscrawl.demo.web.process import crawl_arguments

PRELOADED = [
    "benchmarks.warm_crawl",
    "scrapy.cmdline",
    "scrapy.commands.crawl",
    "newscrawl.spiders.spider_loader",
    "newscrawl.dataset.run.session",
    "newscrawl.pipelines.deduplicate",
]
"""What the server that the processes are forked from imports; none of it may install Twisted's reactor."""


def crawl(url: str, at: datetime, data: Path) -> None:
    """Run `scrapy crawl demo` at the portal's time *at* into *data*, without captures. Raises `RuntimeError` unless it ends with 0."""
    process = multiprocessing.get_context("forkserver").Process(target=_execute, args=(url, at, data))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"the run at {at} ended with {process.exitcode}")


def _execute(url: str, at: datetime, data: Path) -> None:
    from scrapy.cmdline import execute

    os.environ["SCRAPY_SETTINGS_MODULE"] = "newscrawl.settings"
    execute(["scrapy", *crawl_arguments(url, at, data), "-s", "NEWSCRAWL_CAPTURE_ENABLED=False", "-L", "ERROR"])
