"""The lines of a list, divided into number, headline and section label."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby, islice

from msgspec import Struct

from newscrawl.extraction.document.blocks import Block, Link, Outline, Run, ancestors, folded
from newscrawl.extraction.element import Element
from newscrawl.text import squash

_NEXT_NUMBER = re.compile(r"(?:^|\s)[0-9０-９]{1,2}\s*(?:位|[.．)）:：])?\s*$")
_MOST_BLOCKS, _MOST_TEXTS = 200, 50
"""Only so many texts around a link may be its line: where a list has one link, its item is all that is around it."""
_OWN_NUMBER = re.compile(r"([0-9０-９]{1,2})\s*(?:位|[.．)）:：])?\s*$")


def item_texts(outline: Outline, groups: list[list[Link]]) -> list[list[str]]:
    """Return for each of *groups* (the links to one article) the texts that are in its item but not on its links.

    An item is the highest element around a link that holds no link of a neighbour; where a link has no element of
    its own, the text up to its neighbours in the same line.
    """
    above = [set(group[0].element.iterancestors()) for group in groups]
    lines = _Lines()
    found = []
    for number, group in enumerate(groups):
        shared = (above[number - 1] if number else set()) | (above[number + 1] if number + 1 < len(groups) else set())
        item = _item(group[0].element, shared)
        span = outline.span_of(item) if item is not None else None
        found.append(_in_span(outline, span, group) if span else _in_line(outline, group[0], lines))
    return found


def _item(element: Element, shared: set[Element]) -> Element | None:
    """Return the highest ancestor of *element* that is not in *shared*; None where its parent is."""
    item = None
    for ancestor in ancestors(element):
        if ancestor in shared:
            return item
        item = ancestor
        if not shared:
            return item
    return item


def _in_span(outline: Outline, span: tuple[int, int], links: list[Link]) -> list[str]:
    group = set(links)
    texts = (
        text
        for block in outline.blocks[span[0] : min(span[1], span[0] + _MOST_BLOCKS)]
        for text, on in block.runs
        if (on is None or block.links[on] not in group) and not text.isspace()
    )
    return list(islice(texts, _MOST_TEXTS))


class _Lines(dict[Block, dict[Link, tuple[str, str, bool]]]):
    """Block → for each link what is before and behind it, up to its neighbours, and whether none follows."""

    def __missing__(self, block: Block) -> dict[Link, tuple[str, str, bool]]:
        found: dict[Link, tuple[str, str, bool]] = {}
        last, between = None, ""
        for on, runs in groupby(block.runs, key=_link_of):
            text = "".join([text for text, _ in runs])
            if on is None:
                between = text
                continue
            link = block.links[on]
            if last is not None:
                found[last] = (found[last][0], between, False)
            found[link] = (found[link][0] if link in found else between, "", True)
            last, between = link, ""
        if last is not None:
            found[last] = (found[last][0], between, True)
        self[block] = found
        return found


def _link_of(run: Run) -> int | None:
    return run[1]


def _in_line(outline: Outline, link: Link, lines: _Lines) -> list[str]:
    """Return what is in the line before and behind a link that shares its element with its neighbours."""
    if link.first >= len(outline.blocks):
        return []
    around = lines[outline.blocks[link.first]].get(link)
    if around is None:
        return []
    before, behind, is_last = around
    number = _OWN_NUMBER.search(before.strip())
    behind = behind if is_last else _NEXT_NUMBER.sub("", behind)
    return [text for text in (number[1] if number else "", behind.strip()) if text]


_NUMBER = re.compile(r"(?:no\.?|第|#)?\s*([0-9０-９]{1,3})\s*(?:位|\.|．|\)|）|:|：)?", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"([0-9０-９]{1,2})(?:位|[.．)）:：](?![0-9０-９])|\s(?=\D))\s*")
_NOISE = re.compile(
    r"[\d/.:年月日時分\s\-（）()月火水木金土日曜]{4,}(?:前|更新|公開|配信)?|\d+\s*(?:分|時間|日|か月|ヶ月)前|"
    r"\d+\s*(?:min|hours?|days?)\s+ago|"
    r"(?:続き|つづき|もっと|詳しく|詳細)(?:を|は)?(?:読む|見る|こちら)?.{0,3}|全文(?:を)?読む|記事を読む|"
    r"read more.*|more|weiterlesen|mehr|new|new!|up|pr|・",
    re.IGNORECASE,
)
_EDGES = "[]［］【】()（）<>＜＞〈〉「」|｜/／・:： 　■●◆▼▲▶#＃"
_LONGEST_LABEL = 16
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Entry(Struct, frozen=True):
    """One line of a list."""

    url: str
    """Canonical."""

    headline: str
    """Without number and label."""

    section: str | None
    """The printed label."""

    number: int | None
    """The printed number."""


class _Draft(Struct):
    url: str
    inside: list[list[str]]
    """The texts on the link, those of one block together."""
    outside: list[str]
    """The texts around the link that belong to the same line."""
    number: int | None = None


def read_entries(
    outline: Outline, links: Sequence[Link], article_of: Callable[[str], str | None], labels: frozenset[str]
) -> list[Entry]:
    """Return an entry for each article that *links* lead to, in the list's order.

    Several links to one article (picture, headline, "read more") are one entry. *labels* are the portal's section
    labels, folded. Where all entries carry printed numbers that count from 1, the numbers are the order.
    """
    by_url: dict[str, list[Link]] = {}
    for link in links:
        url = article_of(link.href)
        if url:
            by_url.setdefault(url, []).append(link)
    texts = item_texts(outline, list(by_url.values()))
    drafts = [_draft(outline, url, group, texts[url_no]) for url_no, (url, group) in enumerate(by_url.items())]
    has_labels = _all_end_in_labels(drafts)
    entries = [entry for draft in drafts if (entry := _entry(draft, labels, has_labels=has_labels))]
    return _in_printed_order(_without_numbers(entries))


_SHORTEST_NAME, _LONGEST_NAME = 6, 300


@lru_cache(maxsize=8192)
def _on_one_line(text: str) -> str:
    return squash(text)


@lru_cache(maxsize=8192)
def label_of(text: str) -> str:
    """Return a printed section label without brackets and marks around it."""
    return squash(text).strip(_EDGES)


@lru_cache(maxsize=8192)
def is_more(text: str) -> bool:
    """Return whether *text* is a time, or words such as 続きを読む: on a link, but no headline."""
    return bool(_NOISE.fullmatch(squash(text)))


def _without_numbers(entries: list[Entry]) -> list[Entry]:
    """Take the numbers off headlines where all of them begin with one: 1. …, 2. …."""
    matches = [_LEADING_NUMBER.match(entry.headline) for entry in entries]
    numbers = [int(match[1]) if match else 0 for match in matches]
    if len(entries) < 2 or sorted(numbers) != list(range(1, len(entries) + 1)):
        return entries
    return [
        Entry(entry.url, entry.headline[match.end() :], entry.section, int(match[1]))
        for entry, match in zip(entries, matches, strict=True)
        if match
    ]


def _in_printed_order(entries: list[Entry]) -> list[Entry]:
    numbers = [entry.number for entry in entries]
    if None not in numbers and sorted(n or 0 for n in numbers) == list(range(1, len(entries) + 1)):
        return sorted(entries, key=lambda entry: entry.number or 0)
    return entries


def _draft(outline: Outline, url: str, group: list[Link], around: list[str]) -> _Draft:
    if len(group) == 1 and len(group[0].pieces) == 1 and not around:
        return _Draft(url, [[group[0].pieces[0][0]]], [])
    link = _headline_link(outline, group)
    if not link.text and (named := _name_of(link)):
        return _Draft(url, [[named]], [])
    inside = [[text for text, _ in texts] for _, texts in groupby(link.pieces, key=lambda piece: piece[1])]
    draft = _Draft(url, inside, list(around))
    if sum(map(len, inside)) + len(around) > 1:
        _take_number(draft)
    draft.inside = [kept for texts in draft.inside if (kept := [t for t in texts if not is_more(t)])] or draft.inside
    draft.outside = [text for text in draft.outside if not is_more(text)]
    headings = {index for _, place in link.pieces if _is_heading(outline, index := link.first + place)}
    if headings and len(draft.inside) > 1:
        wanted = squash(outline.blocks[min(headings)].text)
        draft.inside.sort(key=lambda texts: squash("".join(texts)) != wanted)
    return draft


def _name_of(link: Link) -> str:
    """Return what an empty link stretched over a card is called for those who do not see it; empty for no headline."""
    named = squash(link.element.get("aria-label") or link.element.get("title") or "")[:_LONGEST_NAME]
    return named if len(named) >= _SHORTEST_NAME and not is_more(named) else ""


def _take_number(draft: _Draft) -> None:
    for texts in (*draft.inside, draft.outside):
        for text in texts:
            match = _NUMBER.fullmatch(text.strip())
            if match:
                draft.number = int(match[1])
                texts.remove(text)
                draft.inside = [kept for kept in draft.inside if kept]
                return


def _headline_link(outline: Outline, group: list[Link]) -> Link:
    """Return the link of *group* that prints the headline: in a heading, else the first with words."""
    titled = [link for link in group if link.text and not is_more(link.text) and not _NUMBER.fullmatch(link.text)]
    for link in titled:
        if any(_is_heading(outline, index) for index in range(link.first, max(link.last, link.first + 1))):
            return link
    return titled[0] if titled else group[0]


def _is_heading(outline: Outline, index: int) -> bool:
    return index < len(outline.blocks) and outline.blocks[index].tag in _HEADINGS


def _all_end_in_labels(drafts: list[_Draft]) -> bool:
    if len(drafts) < 2:
        return False
    for draft in drafts:
        texts = [text for group in draft.inside for text in group]
        if len(texts) < 2 or not len(_on_one_line(texts[-1])) <= _LONGEST_LABEL < len("".join(texts[:-1])):
            return False
    return True


def _entry(draft: _Draft, labels: frozenset[str], *, has_labels: bool) -> Entry | None:
    around = [label_of(text) for text in draft.outside]
    known = [label for label in around if folded(label) in labels]
    section = known[0] if known else _take_label(draft.inside, labels, has_labels=has_labels)
    if section is None and around:
        section = next((label for label in around if 0 < len(label) <= _LONGEST_LABEL), None)
    headline = _on_one_line("".join(draft.inside[0])) if draft.inside else ""
    return Entry(draft.url, headline, section, draft.number) if headline else None


def _take_label(inside: list[list[str]], labels: frozenset[str], *, has_labels: bool) -> str | None:
    """Take the label out of the texts of a link: the first or last one that is a known label."""
    if sum(map(len, inside)) < 2:
        return None
    for group in (len(inside) - 1, 0):
        for place in (-1, 0):
            label = label_of(inside[group][place])
            if folded(label) in labels:
                return _without(inside, group, place, label)
    return _without(inside, -1, -1, label_of(inside[-1][-1])) if has_labels else None


def _without(inside: list[list[str]], group: int, place: int, label: str) -> str:
    inside[group].pop(place)
    if not inside[group]:
        inside.pop(group)
    return label
