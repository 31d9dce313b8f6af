"""What a list prints around each of its links: numbers, labels and times of the same line."""

from __future__ import annotations

import re

from newscrawl.extraction.document.blocks import Link, Outline
from newscrawl.extraction.tree import Element

_NEXT_NUMBER = re.compile(r"(?:^|\s)[0-9０-９]{1,2}\s*(?:位|[.．)）:：])?\s*$")
_OWN_NUMBER = re.compile(r"([0-9０-９]{1,2})\s*(?:位|[.．)）:：])?\s*$")


def item_texts(outline: Outline, groups: list[list[Link]]) -> list[list[str]]:
    """Return for each of *groups* (the links to one article) the texts that are in its item but not on its links.

    An item is the highest element around a link that holds no link of a neighbour; where a link has no element of
    its own, the text up to its neighbours in the same line.
    """
    above = [set(group[0].element.iterancestors()) for group in groups]
    found = []
    for number, group in enumerate(groups):
        shared = (above[number - 1] if number else set()) | (above[number + 1] if number + 1 < len(groups) else set())
        item = _item(group[0].element, shared)
        span = outline.span_of(item) if item is not None else None
        found.append(_in_span(outline, span, group) if span else _in_line(outline, group[0]))
    return found


def _item(element: Element, shared: set[Element]) -> Element | None:
    """Return the highest ancestor of *element* that is not in *shared*; None where its parent is."""
    item = None
    for ancestor in element.iterancestors():
        if ancestor in shared:
            return item
        item = ancestor
        if not shared:
            return item
    return item


def _in_span(outline: Outline, span: tuple[int, int], group: list[Link]) -> list[str]:
    return [
        text
        for block in outline.blocks[span[0] : span[1]]
        for text, link in block.runs
        if link not in group and not text.isspace()
    ]


def _in_line(outline: Outline, link: Link) -> list[str]:
    """Return what is in the line before and behind a link that shares its element with its neighbours."""
    if link.first >= len(outline.blocks):
        return []
    runs = outline.blocks[link.first].runs
    places = [place for place, (_, of) in enumerate(runs) if of is link]
    if not places:
        return []
    before, behind = "", ""
    for text, of in reversed(runs[: places[0]]):
        if of is not None:
            break
        before = text + before
    is_last = True
    for text, of in runs[places[-1] + 1 :]:
        if of is not None:
            is_last = False
            break
        behind += text
    number = _OWN_NUMBER.search(before.strip())
    behind = behind if is_last else _NEXT_NUMBER.sub("", behind)
    return [text for text in (number[1] if number else "", behind.strip()) if text]
