"""What the bounds of a page cost: `python -m benchmarks.bounds FOLDER`, a folder of saved pages (`.html`, `.html.gz`).

Each bound that runs once a page is timed alone, in processor time, beside the whole reading of the same pages. Bounds
inside loops (a count of blocks, a cut list) are comparisons of numbers and too small to be seen.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from scrapy.http import HtmlResponse
from twisted.internet.protocol import Protocol
from twisted.internet.testing import StringTransport
from twisted.protocols.policies import WrappingFactory

from newscrawl import extract
from newscrawl.deadline import guarded
from newscrawl.items.article import bounded
from newscrawl.network.bounded_reactor import BoundedProtocol, note_progress
from newscrawl.network.completeness import Completeness
from newscrawl.spiders.walk_bounds import WalkBounds
from newscrawl.text import without_excess_attributes

_MOST_BYTES = 10 * 2**20
_TRIES = 5
_URL = "https://news.example/a/1.html"


def pages_in(folder: Path) -> Iterator[bytes]:
    """Give the pages in *folder*."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith((".html", ".html.gz")):
            content = path.read_bytes()
            yield gzip.decompress(content) if path.suffix == ".gz" else content


def ms_a_page(run: Callable[[bytes], object], pages: list[bytes]) -> float:
    """Return the least processor time of some rounds over *pages*, in milliseconds a page."""
    least = float("inf")
    for _ in range(_TRIES):
        began = time.process_time()
        for page in pages:
            run(page)
        least = min(least, time.process_time() - began)
    return least / len(pages) * 1000


def received() -> Callable[[bytes], None]:
    """Return what a connection does with a page: bytes in pieces of 64 KB, each of which is of use."""
    factory: WrappingFactory[BoundedProtocol] = WrappingFactory(None)  # type: ignore[no-untyped-call]
    protocol = BoundedProtocol(factory, Protocol())
    protocol.makeConnection(StringTransport())

    def run(page: bytes) -> None:
        for start in range(0, len(page), 65_536):
            protocol.dataReceived(page[start : start + 65_536])
            protocol.unused_bytes = 0
            note_progress()

    return run


def judged() -> Callable[[bytes], None]:
    """Return the gate for whole answers, for pages that are not compressed: others must be unpacked anyway."""
    completeness, headers = Completeness(_MOST_BYTES), {"Content-Type": "text/html"}
    return lambda page: completeness.judged(HtmlResponse(_URL, body=page, headers=headers)) and None


def bounds() -> dict[str, Callable[[bytes], object]]:
    """Return each bound that runs once a page."""
    values = {
        "headline": "市場の計画" * 5,
        "body": "文" * 3000,
        "tags": ("題",) * 8,
        "comment_count": 7,
        "lead": "文" * 80,
    }
    walk = WalkBounds(None, section_count=500, barren_section_count=10, near_equal_share=0.5)  # type: ignore[arg-type]
    ids = [f"x:{number}" for number in range(30)]
    return {
        "bytes of a connection": received(),
        "whole answers": judged(),
        "making a response (is inside the line above)": lambda page: HtmlResponse(_URL, body=page),
        "deadline": lambda page: guarded(10.0, _URL, page.__len__),
        "attributes of a tag": without_excess_attributes,
        "values": lambda _: [
            bounded(name, value) for name, value in (*values.items(), *values.items(), *values.items())
        ],
        "walks": lambda page: walk.lists("/a/", 2, ids),
    }


def main(folder: str) -> None:
    """Print a line for each bound, and their share."""
    pages = list(pages_in(Path(folder)))
    reading = ms_a_page(lambda page: extract(page, _URL, max_secs=0), pages)
    costs = {name: ms_a_page(run, pages) for name, run in bounds().items()}
    for name, cost in costs.items():
        sys.stdout.write(f"{cost:8.4f} ms  {name}\n")
    total = sum(cost for name, cost in costs.items() if "inside" not in name)
    total -= sum(cost for name, cost in costs.items() if "inside" in name)
    sys.stdout.write(f"{total:8.4f} ms  all bounds: {total / reading:.2%} of reading alone, {reading:.2f} ms a page\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
