"""A portal on loopback with a dozen real articles, and walks through it that never end by themselves."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_WORDS = "市場 計画 住民 説明会 費用 工事 鉄道 学校 病院 選手 試合 監督 映画 俳優 物価 輸出 気温 台風".split()
FILE = """
title = "終わりのない新聞"
language = "ja"
zone = "Asia/Tokyo"
hosts = ["127.0.0.1"]
start_urls = ["http://127.0.0.1:1/"]
allow_private_addresses = true

[urls]
article = ['^/news/(?P<number>[0-9]+)$']
section = ['^/category/']
"""


def portals_in(folder: Path) -> Path:
    folder.mkdir()
    (folder / "endless.toml").write_text(FILE, "utf-8")
    return folder


def _text(number: int, *, is_one: bool) -> str:
    chosen = random.Random(0 if is_one else number)
    lines = ("".join(chosen.choices(_WORDS, k=14)) + "ことが分かった。" for _ in range(8))
    return "".join(f"<p>{line}</p>" for line in lines) + f"<p>{number}番目の記事です。</p>"


def _article(number: int, links: str = "", *, is_one: bool = False) -> str:
    day = f"2026-11-{number % 20 + 1:02}T10:00:00+09:00"
    head = f'<title>見出し{number}</title><meta property="article:published_time" content="{day}">'
    text = _text(number, is_one=is_one)
    return f"<html><head>{head}</head><body><h1>見出し{number}</h1><article>{text}</article>{links}</body></html>"


def _list(numbers: Iterator[int] | range | list[int], links: str) -> str:
    entries = "".join(f'<li><a href="/news/{number}">見出し{number}の記事について</a></li>' for number in numbers)
    return f"<html><head><title>一覧</title></head><body><h1>一覧</h1><ul>{entries}</ul>{links}</body></html>"


def _number(path: str) -> int:
    return int(path.partition("?page=")[2] or 1)


def _next(path: str) -> str:
    return f'<a rel="next" href="/category/a/?page={_number(path) + 1}">次へ</a>'


class Pages:
    """Answers by the kind of walk."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.count = itertools.count(1)

    def page(self, path: str) -> str:
        """Return the page at *path*."""
        if path.startswith("/news/"):
            return self._article_page(int(path.removeprefix("/news/")))
        if path == "/":
            is_session = self.kind == "session_sections"
            return _list(range(1, 13), self._sessions() if is_session else '<a href="/category/a/">分類</a>')
        return getattr(self, f"_{self.kind}")(path)

    def _article_page(self, number: int) -> str:
        if self.kind != "maze":
            return _article(number)
        links = "".join(f'<a href="/news/{number * 3 + more + 100}">続きの記事{more}を読む</a>' for more in range(3))
        return _article(number, f"<div>{links}</div>", is_one=number >= 100)

    def _sessions(self) -> str:
        return "".join(f'<a href="/category/a/?k={next(self.count)}">分類</a>' for _ in range(3))

    def _session_sections(self, _path: str) -> str:
        return _list(range(1, 13), self._sessions())

    def _growing(self, path: str) -> str:
        return _list(range(1, 7), f'<a href="{path}x{path.count("/")}/">分類</a><a href="{path}x/">分類</a>')

    def _other_order(self, path: str) -> str:
        return _list(random.Random(_number(path)).sample(range(1, 13), 12), _next(path))

    def _alternating(self, path: str) -> str:
        return _list(range(1, 7) if _number(path) % 2 else range(7, 13), _next(path))

    def _maze(self, _path: str) -> str:
        return _list(range(1, 13), "")


@contextmanager
def endless_portal(kind: str) -> Iterator[tuple[str, list[str]]]:
    """Serve the portal; give its address and the paths that are asked for."""
    pages, asked = Pages(kind), []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            is_page = self.path != "/robots.txt"
            body = pages.page(self.path).encode() if is_page else b"User-agent: *"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()
