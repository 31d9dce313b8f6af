"""What a run took for no article is none when its capture is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.errors import UnreadablePageError
from newscrawl.reextraction.workers.captured_articles import KeptPage, read_page
from tests.crawling import crawl, scrapy, stored
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.test_discovery import small_portal
from tests.walls.honest import HONEST
from tests.walls.notices import NOTICES

URL = "https://www.kangnamtimesjp.com/articles/48213"


def kept(html: str) -> KeptPage:
    return KeptPage(url=URL, body=html.encode(), content_type="text/html; charset=utf-8")


def test_a_kept_notice_is_named_and_a_kept_article_read() -> None:
    with pytest.raises(UnreadablePageError, match="another page \\(unavailable\\)"):
        read_page(kept(NOTICES["maintenance, Japanese"]), None, captured_at=None)

    assert read_page(kept(HONEST["captchas, Japanese"]), None, captured_at=None).article is not None


def test_a_portal_that_was_being_mended_gives_no_article_when_its_pages_are_read_again(tmp_path: Path) -> None:
    server = Server()
    feed = b'<rss version="2.0"><channel><item><link>/a/1000.html</link></item></channel></rss>'
    notice = NOTICES["maintenance, English"].encode()
    server.script = lambda path, nth, headers: (
        Answer(404) if path == "/robots.txt" else Answer(body=feed if path == "/feed" else notice)
    )
    settings = small_portal(tmp_path, server, f'feeds = ["{server.url}/feed"]')
    crawl(f"{server.url}/", tmp_path / "data", portal="small", settings=settings)
    server.close()

    done = scrapy("reextract", "small", "--apply", "--json", "--jobs", "1", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}",
                  "-s", f"NEWSCRAWL_PORTALS_DIR={settings['NEWSCRAWL_PORTALS_DIR']}")  # fmt: skip

    assert stored(tmp_path / "data", "small").observations[0].status == "failed"
    assert list(DatasetReader(tmp_path / "data" / "small").articles()) == []
    assert "wall_unavailable" in json.dumps(json.loads(done.stdout)["still_unread"])
