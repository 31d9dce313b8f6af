"""What is behind a printed label, and the text of single elements."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from newscrawl.extraction.counts import count_at
from newscrawl.extraction.document.blocks import SHORT, Outline
from newscrawl.extraction.document.labels import until_label
from newscrawl.extraction.tree import Element, folded
from newscrawl.text import squash

_SILENT = ("script", "style", "rt", "rp", "template", "noscript")
_BEFORE = re.compile(r"[\s:：(（【\[]*")
_BEHIND = re.compile(r"\s*(?:件|回|人|個|views?|pv|비)?[\s)）】\]]*", re.IGNORECASE)
_GOES_ON = re.compile(r"[.．、~〜～/:：-]?\w")  # 2.4メートル, 3、4人: a number that is no count
_SEPARATORS = " :：|｜=＝　\t・-–—"


def text_of_element(element: Element) -> str:
    """Return *element*'s text on one line, without scripts and without the readings over Chinese characters."""
    if next(element.iter(*_SILENT), None) is None:
        return squash("".join(map(str, element.itertext())))
    return squash("".join(_spoken(element)))


def _spoken(element: Element) -> Iterator[str]:
    """Yield the text of *element* without that of silent elements. Pages nest deeper than functions may."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walk:
        if event != "start":
            yield "" if one is element else one.tail or ""
            continue
        if one.tag in _SILENT:
            walk.skip_subtree()
            continue
        yield one.text or ""


def values_behind(outline: Outline, label: str) -> Iterator[str]:
    """Give what is printed behind *label*: in its block, or in the next one where the label is alone.

    An empty text where nothing is.
    """
    wanted = folded(label)
    if not outline.may_print(wanted):
        return
    blocks = outline.blocks
    for block in blocks:
        text = block.text
        if len(text) > SHORT or wanted not in folded(text):
            continue
        behind = _behind(text, label)
        if behind:
            yield behind
        elif behind is not None:
            follower = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
            yield follower.text if follower and _is_near(block.element, follower.element) else ""


def _behind(text: str, label: str) -> str | None:
    """Return what is behind *label* in *text* up to the next label; None where the label is not in it as such."""
    plain = unicodedata.normalize("NFKC", text)
    wanted = unicodedata.normalize("NFKC", label).casefold()
    start = plain.casefold().find(wanted)
    return until_label(plain[start + len(wanted) :]).strip(_SEPARATORS) if start >= 0 else None


def _is_near(one: Element, other: Element) -> bool:
    """A value is in the label's element, in its neighbour, or in a cell of its row."""
    return one is other or one.getparent() is other.getparent() or one.getparent() is other or other.getparent() is one


def count_behind(outline: Outline, label: str) -> int | None:
    """Return the number printed right behind *label*, or None where nothing or something else is there."""
    for behind in values_behind(outline, label):
        found = count_at(behind, _end(_BEFORE, behind, 0))
        if found and not _GOES_ON.match(behind, _end(_BEHIND, behind, found[1])):
            return found[0]
    return None


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
