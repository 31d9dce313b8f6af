"""Changed pages: each is read or refused, none takes two seconds of CPU time, and memory stays under 500 MB.

`python -m benchmarks.mutations [COUNT [FOLDER]]`: COUNT pages (default 2,000) are made from the saved pages in FOLDER
(`*.html`, `*.html.gz`), or from the demo portal's, with changes drawn from a fixed seed. What fails is written to
`mutations-failed/` in the current folder, and the exit code is 1.
"""

from __future__ import annotations

import gzip
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from benchmarks.memory import peak_mb
from newscrawl.api import extract
from newscrawl.errors import UnreadablePageError

COUNT = 2_000
SECONDS = 2.0
"""CPU time that a page may take: other processes do not count."""
MEGABYTES = 500
URL = "https://example.com/2026/11/23/1"
ENCODINGS = ("utf-16", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "cp949", "big5", "gb18030", "latin-1", "utf-7")
SIGNS = (b'"', b"'", b">", b"<", b"/", b"</div>", b"</a>", b"</p>", b"</title>", b"</script>", b"-->")
ODD = (
    b"",
    b"\x00",
    b"&#xD800;",
    b"&#0;",
    b"\xff\xfe",
    b"\x1b$B",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"<![CDATA[",
    b"<!--",
)
TAGS = (
    b"<div>",
    b"<b>",
    b"<p>",
    b"<table><tr><td>",
    b'<a href="/1">',
    b"<ul><li>",
    b"<dl><dt>",
    b"<article>",
    b"<svg>",
)


def cut(page: bytes, chance: random.Random) -> bytes:
    """Return the beginning of *page*, or its end."""
    place = chance.randrange(len(page))
    return page[:place] if chance.random() < 0.8 else page[place:]


def without_a_part(page: bytes, chance: random.Random) -> bytes:
    """Return *page* without a part of it, or with the part doubled."""
    first, last = sorted(chance.randrange(len(page)) for _ in range(2))
    return page[:first] + page[last:] if chance.random() < 0.5 else page[:last] + page[first:]


def swapped_bytes(page: bytes, chance: random.Random) -> bytes:
    """Return *page* with some bytes changed."""
    changed = bytearray(page)
    for _ in range(chance.choice([5, 100, 2_000])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def nested(page: bytes, chance: random.Random) -> bytes:
    """Return *page* with elements opened in each other, up to 20,000 deep."""
    place = chance.randrange(len(page))
    return page[:place] + chance.choice(TAGS) * chance.choice([10, 300, 5_000, 20_000]) + page[place:]


def other_encoding(page: bytes, chance: random.Random) -> bytes:
    """Return *page* in another encoding, whatever it says of itself, or with its own name of it changed."""
    if chance.random() < 0.5:
        return page.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")
    return page.replace(b"utf-8", chance.choice(ENCODINGS).encode()).replace(
        b"UTF-8", chance.choice(ENCODINGS).encode()
    )


def odd_signs(page: bytes, chance: random.Random) -> bytes:
    """Return *page* with a sign replaced by something odd, everywhere or a few times."""
    return page.replace(chance.choice(SIGNS), chance.choice(ODD), chance.choice([1, 20, -1]))


def huge_attribute(page: bytes, chance: random.Random) -> bytes:
    """Return *page* with a long attribute, or many of them, in one of its elements."""
    place = page.find(b" ", chance.randrange(len(page)))
    filling = chance.choice(
        [b"a ", b"ad-", b"http://a/ 2x, ", "写真＝".encode(), b"(", b"2026-01-01 ", b"\\u0041", b"&amp;"]
    )
    name = chance.choice([b"class", b"id", b"style", b"srcset", b"href", b"content", b"datetime", b"alt", b"data-src"])
    value = filling * chance.choice([1_000, 20_000, 100_000])
    many = b"".join(b" data-a%d=1" % n for n in range(2_000)) if chance.random() < 0.2 else b""
    return page[:place] + b" " + name + b'="' + value + b'"' + many + page[place:]


def repeated(page: bytes, chance: random.Random) -> bytes:
    """Return *page* with one of its stretches repeated up to 300 times."""
    first = chance.randrange(len(page))
    part = page[first : first + chance.choice([30, 300, 3_000])]
    return page[:first] + part * chance.choice([3, 30, 300]) + page[first:]


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut,
    without_a_part,
    swapped_bytes,
    nested,
    other_encoding,
    odd_signs,
    huge_attribute,
    repeated,
)


@dataclass(slots=True)
class Tally:
    """What became of the pages."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, bytes]] = field(default_factory=list)
    """Why, and the page."""
    slowest_secs: float = 0.0


def pages_of(folder: Path | None) -> Iterator[bytes]:
    """Give the saved pages in *folder*, or the demo portal's articles and front pages in each of its markups."""
    if folder is None:
        yield from _demo_pages()
        return
    for path in sorted(folder.glob("*.html*")):
        yield gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _demo_pages() -> Iterator[bytes]:
    from newscrawl.demo.newsroom.demo_portal import DemoPortal
    from newscrawl.demo.themes import THEMES
    from newscrawl.demo.web.demo_site import Site

    world = DemoPortal(seed=11, article_count=40)
    now = world.published_at(39) + timedelta(days=1)
    for theme in THEMES:
        site = Site(world, "http://127.0.0.1:8765", theme=theme)
        paths = ["/", *(world.path(index, now) for index in range(5) if world.is_there(index, now))]
        for answer in (site.answer(path, now) for path in paths):
            if answer.status == 200:
                yield answer.body


def changed(page: bytes, chance: random.Random) -> bytes:
    """Return *page* with one to three changes."""
    for change in chance.choices(CHANGES, k=chance.choice([1, 1, 2, 3])):
        page = change(page, chance) if page else page
    return page


def try_page(page: bytes, portal: str | None, tally: Tally) -> None:
    """Read *page* and count what became of it."""
    begin = time.process_time()
    try:
        extraction = extract(page, URL, portal)
        outcome = "read" if extraction.article else "no article"
        str(extraction).encode("utf-8")
    except UnreadablePageError as error:
        outcome = "refused"
        if error.reason.startswith(("fault_", "too_slow")):
            tally.failed.append((str(error)[:200], page))
    except Exception as error:  # noqa: BLE001  # any exception is what is looked for
        outcome = type(error).__name__
        tally.failed.append((f"{outcome}: {error}"[:200], page))
    took = time.process_time() - begin
    tally.outcomes[outcome] += 1
    tally.slowest_secs = max(tally.slowest_secs, took)
    if took > SECONDS:
        tally.failed.append((f"took {took:.1f} s", page))


def run(count: int, folder: Path | None = None, *, seed: int = 7) -> Tally:
    """Read *count* changed pages."""
    pages = list(pages_of(folder))
    chance = random.Random(seed)
    tally = Tally()
    for number in range(1, count + 1):
        try_page(changed(chance.choice(pages), chance), chance.choice(["kangnam", None, None]), tally)
        if number % 1_000 == 0:
            print(f"{number} {dict(tally.outcomes)} slowest {tally.slowest_secs:.2f} s, {peak_mb():.0f} MB", flush=True)
    return tally


def main(arguments: list[str]) -> int:
    """Run, print the figures and keep what failed; return the exit code."""
    count = int(arguments[0]) if arguments else COUNT
    tally = run(count, Path(arguments[1]) if len(arguments) > 1 else None)
    used = peak_mb()
    print(f"{count} pages: {dict(tally.outcomes)}; slowest {tally.slowest_secs:.2f} s CPU; {used:.0f} MB at most")
    for number, (reason, page) in enumerate(tally.failed):
        path = Path("mutations-failed") / f"{number:04}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(page)
        print(f"{path}: {reason}")
    return int(bool(tally.failed) or used > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
