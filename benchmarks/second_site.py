"""A news site that is unlike the demo: other markup, 230 links a page, and no printed heading that the project knows.

`python -m benchmarks.second_site --articles N` serves it and prints its URL.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from datetime import datetime, timedelta
from functools import lru_cache

SECTIONS = {"seiji": "政治", "keizai": "経済", "kurashi": "くらし", "bunka": "文化", "undo": "運動"}
FIRST = 1_000_001
PER_LIST = 60
_START = datetime.fromisoformat("2026-11-23T09:00:00+09:00")
_SUBJECTS = "市は 県は 町の商店街は 水族館は 図書館は 鉄道会社は 研究班は 漁協は 球団は 劇場は".split()
_OBJECTS = "新しい橋の計画を 来年の予算案を 閉館後の使い道を 駅前の広場を 夜の便を 古い地図を 子どもの席を".split()
_VERBS = "発表した。 見直す方針だ。 来春にも始める。 市民に説明した。 三年かけて調べる。 取りやめると決めた。".split()
_WORDS = "橋 港 予算 図書館 祭り 鉄道 水族館 商店街 地図 球場 劇場 漁業 観光 病院 学校 公園".split()
_LEXICON = [f"{chr(0x4E00 + number * 7 % 5003)}{chr(0x4E00 + number * 13 % 5009)}" for number in range(3000)]
"""Words of two characters: with a few whole sentences every text would be nearly the text of another."""


class Pages:
    """The site's pages, made when they are first asked for."""

    def __init__(self, article_count: int, base: str = "") -> None:
        self.count = article_count
        self.base = base
        self.menu = "".join(f'<li class="m"><a href="/bu/{key}">{name}</a></li>' for key, name in SECTIONS.items())
        self.page = lru_cache(maxsize=None)(self._page)

    def _page(self, target: str) -> bytes | None:
        path, _, query = target.partition("?")
        if path == "/":
            return self._list("", 1)
        if path.startswith("/bu/") and path[4:] in SECTIONS:
            return self._list(path[4:], int(query.removeprefix("page=") or 1))
        if path.startswith("/kiji/") and path[6:].isdigit() and 0 <= int(path[6:]) - FIRST < self.count:
            return self._article(int(path[6:]))
        if path == "/sitemap.xml":
            return self._sitemap()
        return b"User-agent: *\nAllow: /\n" if path == "/robots.txt" else None

    def _sitemap(self) -> bytes:
        """Name the articles, for crawlers that follow no links."""
        places = "".join(
            f"<url><loc>{self.base}/kiji/{number}</loc></url>" for number in range(FIRST, FIRST + self.count)
        )
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'.encode()

    def headline(self, number: int) -> str:
        draw = random.Random(number)
        return f"{draw.choice(_WORDS)}と{draw.choice(_WORDS)}、{draw.randint(2, 90)}年ぶり{draw.choice(_WORDS)}の{number % 9973}"

    def section(self, number: int) -> str:
        return list(SECTIONS)[number % len(SECTIONS)]

    def _list(self, section: str, page: int) -> bytes | None:
        newest_first = range(FIRST + self.count - 1, FIRST - 1, -1)
        numbers = [number for number in newest_first if section in {"", self.section(number)}]
        shown = numbers[(page - 1) * PER_LIST : page * PER_LIST]
        items = "".join(self._entry(number) for number in shown)
        more = (
            f'<a class="tsugi" href="/bu/{section}?page={page + 1}">次へ</a>'
            if section and numbers[page * PER_LIST :]
            else ""
        )
        return self._whole("ことば日報", f'<div class="narabi">{items}</div>{more}') if shown else None

    def _entry(self, number: int) -> str:
        return (
            f'<div class="koma"><a href="/kiji/{number}" data-k="{number}"><span class="e"><img src="/e/{number}.jpg" '
            f'width="120" height="80" alt=""></span><span class="t">{self.headline(number)}</span></a>'
            f'<span class="h">{SECTIONS[self.section(number)]}</span></div>'
        )

    def _article(self, number: int) -> bytes:
        draw = random.Random(number)
        at = _START - timedelta(minutes=7 * (FIRST + self.count - number))
        text = "".join(f'<div class="dan">{self._paragraph(draw)}</div>' for _ in range(14))
        beside = "".join(self._entry(draw.randrange(FIRST, FIRST + self.count)) for _ in range(90))
        body = (
            f'<div id="kiji-oku"><div class="michi"><a href="/">ことば日報</a> ＞ <a href="/bu/{self.section(number)}">'
            f'{SECTIONS[self.section(number)]}</a></div><h1 class="midashi">{self.headline(number)}</h1>'
            f'<div class="shomei"><span>{at:%Y年%-m月%-d日 %-H時%M分}</span><span>記者　山田{"太次三"[number % 3]}郎</span></div>'
            f'<div class="e"><img src="/e/{number}-dai.jpg" width="900" height="600" alt=""><div class="kyapu">市内で撮影</div></div>'
            f'<div class="honbun">{text}</div></div><div class="waki">{beside}</div>'
        )
        head = (
            f'<meta property="og:title" content="{self.headline(number)}"><meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{at.isoformat()}"><meta name="author" content="山田{"太次三"[number % 3]}郎">'
            f'<link rel="canonical" href="/kiji/{number}">'
        )
        return self._whole(self.headline(number) + " - ことば日報", body, head)

    def _paragraph(self, draw: random.Random) -> str:
        return "".join(
            f"{draw.choice(_LEXICON)}{draw.choice(_SUBJECTS)}{draw.choice(_LEXICON)}の{draw.choice(_OBJECTS)}{draw.choice(_VERBS)}"
            for _ in range(6)
        )

    def _whole(self, title: str, body: str, head: str = "") -> bytes:
        popular = "".join(self._entry(FIRST + number * 7 % self.count) for number in range(80))
        foot = "".join(f'<li><a href="/annai/{number}.php">案内{number}</a></li>' for number in range(50))
        script = "var kotoba={};" + "function k(n){return n*2}" * 300
        return (
            f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title>{head}<script>{script}</script>'
            f'<style>{".koma{margin:0}" * 300}</style></head><body><div id="atama"><ul>{self.menu}</ul></div>{body}'
            f'<div class="ninki">{popular}</div><div id="soko"><ul>{foot}</ul></div></body></html>'
        ).encode()


async def serve(article_count: int) -> None:
    """Answer requests until the process ends."""
    pages = Pages(article_count)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                target = head.split(b" ", 2)[1].decode("ascii", "replace")
                body = pages.page(target)
                kind = "application/xml" if target == "/sitemap.xml" else "text/html; charset=utf-8"
                status, kind = ("200 OK", kind) if body else ("404 Not Found", "text/plain")
                body = body or b"none"
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    pages.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    print(f"{pages.base}/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1500)
    asyncio.run(serve(parser.parse_args().articles))
