"""`newscrawl add` on sites that it does not know, over real HTTP: then a crawl with the written file, and the truth."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.themes import THEMES
from newscrawl.demo.web.server import DemoServer
from tests.crawling import FAST, scrapy, stored
from tests.truth import truth

SETTINGS = [option for name, value in FAST.items() for option in ("-s", f"{name}={value}")]


def add(folder: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    places = ("-s", f"NEWSCRAWL_PORTALS_DIR={folder}", "--allow-private-addresses")
    return scrapy("add", url, "--name", "town", *places, *SETTINGS, *arguments)


@pytest.mark.parametrize("theme", THEMES)
def test_a_crawl_with_the_written_file_finds_every_article_and_nothing_else(tmp_path, theme):
    with DemoServer(DemoPortal(seed=11, article_count=100), theme=theme) as server:
        added = add(tmp_path, server.url)
        assert added.returncode == 0, added.stderr
        asked_count = len(server.log)
        ended = scrapy("crawl", "town", *SETTINGS, "-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}",
                       "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}",
                       "-s", f"NEWSCRAWL_CLOCK_START={server.now.isoformat()}")  # fmt: skip
        known = truth(server.portal, server.now, server.base_url)

    assert asked_count <= 30
    assert ended.returncode == 0, ended.stderr
    found = {article.canonical_url for article in stored(tmp_path / "data", "town").articles}
    strange = found - frozenset().union(*known.addresses.values())
    missing = [addresses for addresses in known.addresses.values() if not found & addresses]
    assert not strange
    assert len(missing) <= 0.01 * len(known.addresses), missing[:5]
