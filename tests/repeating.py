"""Runs one after the other over a portal that goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.crawling import crawl

PORTAL = DemoPortal(seed=5, article_count=200)


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


def make_due(data: Path) -> None:
    """Let every article's visit be due."""
    index = sqlite3.connect(data / "demo" / "index.sqlite")
    index.execute("UPDATE articles SET next_visit_at = 1 WHERE next_visit_at IS NOT NULL OR status = 'new'")
    index.commit()
    index.close()
