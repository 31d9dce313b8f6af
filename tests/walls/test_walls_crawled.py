"""A crawl of a portal that shows every wall, notice and article of these folders: the articles are stored, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl, stored
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.test_discovery import small_portal
from tests.walls.challenges import CHALLENGES
from tests.walls.honest import HONEST
from tests.walls.notices import NOTICES
from tests.walls.unheard import NAMESAKES, TEASER, UNHEARD

WALLS = {**CHALLENGES, **{name: (200, html) for name, html in {**NOTICES, **UNHEARD}.items()}}
ARTICLES = {**HONEST, **NAMESAKES, "a teaser": TEASER}


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def test_the_dataset_holds_the_articles_and_no_wall(tmp_path: Path, server: Server) -> None:
    pages = {f"/a/{number}.html": page for number, page in enumerate(WALLS.values(), 1000)}
    pages |= {f"/a/{number}.html": (200, html) for number, html in enumerate(ARTICLES.values(), 5000)}
    items = "".join(f"<item><link>{path}</link></item>" for path in pages)
    answers = {path: Answer(status, html.encode()) for path, (status, html) in pages.items()}
    answers["/feed"] = Answer(body=f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    server.script = lambda path, nth, headers: answers.get(path, Answer(404))
    settings = small_portal(tmp_path, server, f'feeds = ["{server.url}/feed"]')

    ended = crawl(f"{server.url}/", tmp_path / "data", portal="small",
                  settings={**settings, "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.01})  # fmt: skip

    found = stored(tmp_path / "data", "small")
    fates = found.reports[-1]["fates"]
    assert {article.article_id for article in found.articles} == {
        f"small:{number}" for number, _ in enumerate(ARTICLES, 5000)
    }
    assert ended.returncode == 4, ended.stderr[-2000:]
    assert fates["stored"] + fates["read"] == len(ARTICLES) + 1
    assert fates["blocked"] >= 30
    assert sum(fates.values()) == found.reports[-1]["seen_count"] == len(pages) + 1


def test_a_portal_that_is_being_mended_has_failed_and_not_changed_its_layout(tmp_path: Path, server: Server) -> None:
    notice = NOTICES["maintenance, Japanese"].encode()
    items = "".join(f"<item><link>/a/{number}.html</link></item>" for number in range(1000, 1010))
    feed = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    server.script = lambda path, nth, headers: (
        Answer(404) if path == "/robots.txt" else Answer(body=feed if path == "/feed" else notice)
    )
    settings = small_portal(tmp_path, server, f'feeds = ["{server.url}/feed"]')

    ended = crawl(f"{server.url}/", tmp_path / "data", portal="small", settings=settings)

    report = stored(tmp_path / "data", "small").reports[-1]
    assert (ended.returncode, report["verdict"], report["failures"]) == (1, "failed", {"unavailable": 10})
    assert stored(tmp_path / "data", "small").articles == []
