"""Text that a page holds only in its scripts, as data from which a browser builds it."""

from __future__ import annotations

import json
import re

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.outline import read_outline
from newscrawl.extraction.paragraphs import BodyText, Frame, read_paragraphs
from newscrawl.extraction.tree import Element, parse_tree
from newscrawl.text import squash

# Longest first is not enough: a page's data also holds terms of use. So only strings under a name that means a text.
_NAMED = re.compile(
    r'"(?:articleBody|article_body|bodyHtml|body_html|contentHtml|content_html|htmlContent|body|content|contents|'
    r'text|html|story)"\s*:\s*"((?:[^"\\]|\\.){200,})"'
)
_MOST_CHARACTERS = 3_000_000


def text_in_scripts(root: Element, url: str, frame: Frame) -> BodyText:
    """Return the longest named text in the scripts of *root*, as paragraphs; empty where there is none."""
    longest = ""
    for script in root.iter("script"):
        written = script.text or ""
        if len(written) > _MOST_CHARACTERS or "ld+json" in (script.get("type") or ""):
            continue
        if '\\"' in written and written.lstrip().startswith(("self.__next_f", "(self.__next_f")):
            written = _unescaped(written[written.find('"') : written.rfind('"') + 1])
        for match in _NAMED.finditer(written):
            if len(match[1]) > len(longest):
                longest = match[1]
    return paragraphs_of(_unescaped(f'"{longest}"'), url, frame)


def _unescaped(literal: str) -> str:
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def paragraphs_of(text: str, url: str, frame: Frame) -> BodyText:
    """Return the paragraphs of *text*, which is HTML or has a line for each."""
    if "</" in text or "<br" in text or "<p>" in text:
        try:
            outline = read_outline(parse_tree(text, url)[0])
        except UnreadablePageError:
            return BodyText((), 0, 0)
        found = read_paragraphs(outline, 0, len(outline.blocks), frame)
        return BodyText(found.paragraphs, 0, 0)
    return BodyText(tuple(line for part in text.splitlines() if (line := squash(part))), 0, 0)
