"""What stands behind a printed label, and the text of single elements."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml.html import HtmlElement

from newscrawl.extraction.blocks import Outline
from newscrawl.extraction.labels import until_label
from newscrawl.text import fold, squash

_SILENT = ("script", "style", "rt", "rp", "template", "noscript")
_NUMBER = re.compile(r"[\s:：(（【\[]*([\d,，]+)\s*(?:件|回|人|個|views?|pv|비)?[\s)）】\]]*", re.IGNORECASE)
_SEPARATORS = " :：|｜=＝　\t・-–—"


def text_of_element(element: HtmlElement) -> str:
    """Return *element*'s text on one line, without scripts and without the readings over Chinese characters."""
    if next(element.iter(*_SILENT), None) is None:
        return squash("".join(element.itertext()))
    return squash("".join(_spoken(element)))


def _spoken(element: HtmlElement) -> Iterator[str]:
    if element.tag in _SILENT:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _spoken(child)
        yield child.tail or ""


def values_behind(outline: Outline, label: str) -> Iterator[str]:
    """Give what is printed behind *label*: in its block, or in the next one where the label stands alone.

    An empty text where nothing is.
    """
    wanted = fold(label)
    blocks = outline.blocks
    for block in blocks:
        if len(block.text) > 200 or not (label[0] in block.text or wanted in fold(block.text)):
            continue
        folded = unicodedata.normalize("NFKC", block.text)
        start = folded.casefold().find(unicodedata.normalize("NFKC", label).casefold())
        if start < 0:
            continue
        behind = until_label(folded[start + len(unicodedata.normalize("NFKC", label)) :]).strip(_SEPARATORS)
        if behind:
            yield behind
            continue
        follower = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        is_near = follower is not None and _is_near(block.element, follower.element)
        yield follower.text if follower is not None and is_near else ""


def _is_near(one: HtmlElement, other: HtmlElement) -> bool:
    """A value stands in the label's element, in its neighbour, or in a cell of its row."""
    return one is other or one.getparent() is other.getparent() or one.getparent() is other or other.getparent() is one


def count_behind(outline: Outline, label: str) -> int | None:
    """Return the number printed right behind *label*, or None where nothing or something else stands there."""
    for behind in values_behind(outline, label):
        match = _NUMBER.match(behind)
        if match and (match.end() == len(behind) or not behind[match.end()].isalnum()):
            return int(re.sub(r"\D", "", match[1]))
    return None
