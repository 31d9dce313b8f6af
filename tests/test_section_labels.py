"""Sections that bear one label are two sections all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl, stored
from tests.downloadermiddlewares.conftest import Server
from tests.test_discovery import small_portal
from tests.test_since import serve


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def test_sections_of_one_label_are_reported_each_with_its_own_pages(tmp_path: Path, server: Server) -> None:
    def listing(first: int, following: str = "") -> str:
        links = "".join(f"<li><a href='/a/{number}.html'>見出し第{number}号</a></li>" for number in (first, first + 1))
        return f"<html lang=ja><body><h1>速報</h1><main><ul>{links}</ul>{following}</main></body></html>"

    serve(server, {
        "/": "<html lang=ja><body><nav><a href=/east/>速報</a><a href=/west/>速報</a></nav></body></html>",
        "/east/": listing(1001, "<a rel=next href='/east/page/2/'>次へ</a>"), "/east/page/2/": listing(1003),
        "/west/": listing(1005),
    })  # fmt: skip
    settings = small_portal(tmp_path, server, "")
    portal = tmp_path / "portals" / "small.toml"
    written = portal.read_text("utf-8").replace("[discovery]\npages = false\n", "")
    portal.write_text(written.replace("[urls]\n", "[urls]\nsection = ['/[a-z]+/(page/\\d+/)?$']\n"), "utf-8")

    ended = crawl(f"{server.url}/", tmp_path / "data", portal="small", settings=settings)
    sections = stored(tmp_path / "data", "small").reports[-1]["sections"]

    assert ended.returncode == 0, ended.stderr[-2000:]
    assert [(one["section"], one["page_count"], one["article_count"], one["stored_count"]) for one in sections] == [
        ("速報", 2, 4, 4), ("速報", 1, 2, 2),
    ]  # fmt: skip
    assert all(one["is_complete"] for one in sections)
