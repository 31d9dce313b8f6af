"""Headlines: the printed one, letter for letter, without the site's name."""

from __future__ import annotations

import re

from newscrawl.extraction.page import Page
from newscrawl.text import fold, squash

_SEPARATOR = re.compile(r"\s+[|｜\-–—:：•·»«/]\s+|\s*[|｜]\s*|\s*[:：]\s+|\s+[-–—]\s*|[（(](?=[^（(]*[)）]$)")

_PREFIX = re.compile(r"(.{2,40}?)\s*[|｜:：\-–—»]+\s*(?=\S)")


def clean_headline(text: str, page: Page, site_title: str | None) -> str:
    """Return *text* without the site's name at its end (or start)."""
    names = {fold(name) for name in (site_title, *page.meta.get("og:site_name", ())) if name}
    text = squash(text)
    for _ in range(2):
        text = _without_name(text, names)
    return text


def _without_name(text: str, names: set[str]) -> str:
    for match in reversed(list(_SEPARATOR.finditer(text))):
        if fold(text[match.end() :].rstrip("）)")) in names and match.start() > 0:
            return text[: match.start()].rstrip()
    first = _PREFIX.match(text)
    if first and fold(first[1]) in names:
        return text[first.end() :]
    return text


def printed_headline(page: Page, wanted: str | None) -> str | None:
    """Return the page's `h1` that says *wanted*; with *wanted* None, its first one."""
    headings = [block for block in page.outline.blocks if block.tag == "h1"]
    if wanted is None:
        return headings[0].text if headings else None
    folded = fold(wanted)
    return next((block.text for block in headings if fold(block.text) == folded), None)
