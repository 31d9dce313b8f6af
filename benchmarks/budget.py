"""Which part of this project a crawl's CPU time goes to: samples of the running stack, by the innermost module that is a part.

The samples come from a signal that the system sends for each 2 ms of the process's CPU time.
"""

from __future__ import annotations

import re
import signal
from collections import Counter
from types import CodeType, FrameType

PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "outline: blocks, links, pictures, zones": (
        "every block of the page with its place, for all readers",
        (
            "extraction/document/outline.py",
            "extraction/document/zone_evidence.py",
        ),
    ),
    "decoding and parsing": (
        "the tree; attributes and depth within bounds",
        (
            "extraction/charset/",
            "extraction/document/page.py:parse_tree",
            "text.py:without_excess_attributes",
            "extraction/document/page.py:parse",
        ),
    ),
    "body and pictures": (
        "the text without what is around it",
        ("extraction/body/", "extraction/images/", "loaders/article/load_article.py:add_content"),
    ),
    "parts of other articles": (
        "no time, name, picture or line of a card in the record",
        ("extraction/document/other_articles.py",),
    ),
    "next page, pager": (
        "articles of several pages",
        (
            "loaders/lists/page_lists.py:next_page_url",
            "loaders/lists/page_lists.py:has_pager",
            "loaders/lists/page_lists.py:is_further_page",
            "loaders/lists/page_lists.py:_hrefs",
            "loaders/lists/page_lists.py:_number",
            "loaders/lists/page_lists.py:_pager",
        ),
    ),
    "headed lists and their addresses": (
        "rankings and related articles, without class names",
        ("extraction/lists/", "loaders/lists/page_lists.py", "loaders/rules/site.py"),
    ),
    "printed fields": (
        "bylines and times as printed",
        ("loaders/article/printed_", "loaders/article/times.py", "loaders/article/writers/"),
    ),
    "fields by rules": (
        "headline, times, authors, tags, with their sources and disagreements",
        ("loaders/rules/", "loaders/article/"),
    ),
    "links to follow": (
        "requests for what no run has seen",
        ("loaders/lists/section_page.py", "spiders/articles.py", "spiders/base.py", "spidermiddlewares/known.py"),
    ),
    "rest of reading, and freeing the page": ("the deadline of a page", ("loaders/", "spiders/", "deadline.py")),
    "near duplicates": ("`duplicate_of`", ("pipelines/deduplicate.py", "dataset/index/index.py:signature_of")),
    "captures": ("the response, to read it again", ("dataset/captures/", "downloadermiddlewares/capture.py")),
    "index, lines, revisions": (
        "nothing lost, doubled or torn",
        ("dataset/", "pipelines/store.py", "pipelines/revise.py"),
    ),
    "record, validation": ("typed lines, the digest", ("items/", "pipelines/validate.py")),
    "own middlewares and extensions": (
        "robots.txt, budgets, validators, hosts, Retry-After",
        ("downloadermiddlewares/", "spidermiddlewares/", "extensions/", "network/", "walls/"),
    ),
}
"""Part → what it buys, and the modules (or `module:function`) that are it. The first that fits counts."""
OTHER = "Scrapy, Twisted, event loop"
BUYS_OTHER = "the download"
_FRAMEWORK = re.compile(r"/(?:scrapy|twisted|asyncio)/")
_EVERY_SECS = 0.002


class Sampler:
    """Takes samples between `start` and `stop`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._known: dict[CodeType, str | None] = {}

    def start(self) -> None:
        """Begin."""
        signal.signal(signal.SIGPROF, self._take)
        signal.setitimer(signal.ITIMER_PROF, _EVERY_SECS, _EVERY_SECS)

    def stop(self) -> dict[str, float]:
        """End; return the share of each part, 0.0 to 1.0, the largest first."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        whole = sum(self.counts.values())
        return {part: count / whole for part, count in self.counts.most_common()}

    def _take(self, _signal: int, frame: FrameType | None) -> None:
        while frame is not None and (part := self._part_of(frame.f_code)) is None:
            frame = frame.f_back
        self.counts[OTHER if frame is None or part is None else part] += 1

    def _part_of(self, code: CodeType) -> str | None:
        if code not in self._known:
            self._known[code] = part_of(code.co_filename, code.co_name)
        return self._known[code]


def part_of(file: str, function: str) -> str | None:
    """Return the part that a function of the module *file* is; None for what works for several parts."""
    _, is_own, module = file.rpartition("/newscrawl/")
    if not is_own:
        return OTHER if _FRAMEWORK.search(file) else None
    place = f"{module}:{function}"
    return next((part for part, (_, modules) in PARTS.items() if place.startswith(modules)), None)
