"""Who gives an article's times: data, by rules; attributes and lines around its headline; its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import cast
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.date_words import LABEL
from newscrawl.extraction.dates.read_times import read_times, time_from_url
from newscrawl.extraction.dates.time_result import TimeResult
from newscrawl.extraction.document.blocks import Block, Outline, block_before, text_of_element, zone_of
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE, CAPTION, HEADING, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.loaders.article.field_forms import (
    CHANGE_NAME,
    DATE_LABEL,
    GLUED_TIMES,
    NUMBERS_OF_TIME,
    PUBLICATION_NAME,
    SENTENCE_END,
    TIME_ATTRIBUTES,
    TIME_OF_DAY,
    TIMED_ELEMENTS,
    WORDED_DAY,
)
from newscrawl.loaders.article.times import Kind, TimeField, TimeWitness
from newscrawl.loaders.rules.site import CompiledRule
from newscrawl.loaders.rules.values import ReadContext, read_moments
from newscrawl.text import fold, width

_PAIR = 2
_SHORT, _LONGEST_CLOCK, _LONGEST_TITLE, _LONGEST_LABEL = 60, 25, 40, 12
_LONGEST_LINE, _WIDEST_LINE = 60, 90
_MOST_ELEMENTS, _MOST_BUTTONS = 12, 40

_STRONG = frozenset({"jsonld:datePublished", "meta:article:published_time", "microdata:datePublished"})
"""The rules for times that are compared with each other, and with what is printed."""
_FIELDS: tuple[TimeField, ...] = ("published_at", "modified_at")
_ATTRIBUTE_RANK, _PRINTED_RANK, _LABELLED_RANK, _ADDRESS_RANK = 1000, 2000, 3000, 4000
"""Behind every rule for data: those are in the order of the rules."""
_WEAK, _WEAK_RANK = frozenset({"meta:last-modified"}), 2900
"""A page's last change is its publication only where nothing is printed, either."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """What printed times are read with."""

    page: Page
    zone: ZoneInfo
    captured_at: datetime | None
    marked: dict[Element, list[Element]] = field(default_factory=dict)
    """Element → the first elements in it with a time in an attribute: many lines may be in one element."""

    def marked_in(self, element: Element) -> list[Element]:
        """Return the first elements in *element* with a time in an attribute."""
        if element not in self.marked:
            self.marked[element] = cast("list[Element]", TIMED_ELEMENTS(element))[:_MOST_ELEMENTS]
        return self.marked[element]

    def read(self, text: str) -> tuple[TimeResult, ...]:
        spaced = GLUED_TIMES.sub(" ", text)
        times = read_times(spaced, zone=self.zone, captured_at=self.captured_at, url=self.page.url)
        return _paired(times) if len(times) == _PAIR else times


def _paired(times: tuple[TimeResult, ...]) -> tuple[TimeResult, ...]:
    """Return two *times* of one line without labels: the later one is the update."""
    if any(one.label or one.at is None or one.is_relative for one in times):
        return times
    first, second = sorted(times, key=lambda one: one.at or datetime.max.replace(tzinfo=UTC))
    return times if first.at == second.at else (first, replace(second, label="modified"))


def data_times(rules: Mapping[str, Sequence[CompiledRule]], setting: ReadContext) -> Iterator[TimeWitness]:
    """Give the times that *rules*, by field, read: of the weaker ones only until one gives more than a day."""
    for name in _FIELDS:
        is_known = False
        for rank, rule in enumerate(rules[name]):
            if is_known and rule.source not in _STRONG:
                continue
            is_weak = name == "published_at" and rule.source in _WEAK
            times = _of_field(name, read_moments(rule.find(setting.page), setting))
            found = list(_witnesses(times, rule.source, _WEAK_RANK if is_weak else rank, "data", name))
            is_known = is_known or not all(one.is_day for one in found)
            yield from found


def _of_field(name: TimeField, times: Sequence[TimeResult]) -> list[TimeResult]:
    """Return those of *times* that a rule for the field *name* is about, where labels distinguish them."""
    if name == "published_at":
        return [one for one in times if one.label in {None, "published"}]
    return [one for one in times if one.label == "modified"] or [one for one in times if one.label != "other"]


def printed_times(
    page: Page, headline_block: int, near: Sequence[Block], zone: ZoneInfo, captured_at: datetime | None
) -> Iterator[TimeWitness]:
    """Give the times that the blocks *near* a headline print, and those in attributes of elements there."""
    clock = _Clock(page, zone, captured_at)
    for order, block in enumerate(near):
        yield from _of_block(block, clock, order)
    yield from _beside_blocks(clock, headline_block)


def last_resorts(page: Page, zone: ZoneInfo, captured_at: datetime | None) -> Iterator[TimeWitness]:
    """Give times of publication for a page without any near its headline: behind a label elsewhere, in its address.

    The day in the address confirms the only `time` elements of a page, wherever they are.
    """
    clock = _Clock(page, zone, captured_at)
    yield from _labelled_elsewhere(clock)
    named = time_from_url(page.url, zone)
    if named.at is not None:
        yield from _witnesses(_marked_on(named.at.date(), clock), "html:time", _ADDRESS_RANK - 1, "attribute")
    yield from _witnesses([named], "general:url", _ADDRESS_RANK, "address")


def _marked_on(day: date, clock: _Clock) -> tuple[TimeResult, ...]:
    """Return the times in the page's one or two `time` elements that no link holds, the first of them on *day*."""
    marked = (one for one in clock.page.root.iter("time") if next(one.iterancestors("a"), None) is None)
    written = [one.get("datetime") or "" for one in islice(marked, _PAIR + 1)]
    times = [read for text in written for read in clock.read(text)[:1] if read.at is not None]
    if not times or len(times) != len(written) or len(times) > _PAIR:
        return ()
    first = times[0].at
    if first is None or first.astimezone(clock.zone).date() != day:
        return ()
    return _paired(tuple(times)) if len(times) == _PAIR else tuple(times)


def _witnesses(
    times: Iterable[TimeResult], source: str, rank: int, kind: Kind, name: TimeField | None = None
) -> Iterator[TimeWitness]:
    """Give *times* as witnesses of the field *name*, or of the one that their labels name."""
    for read in times:
        if read.at is not None and read.label != "other":
            field = name or ("modified_at" if read.label == "modified" else "published_at")
            yield TimeWitness(field, read.at, source, rank, kind, read, is_strong=source in _STRONG)


def _of_block(block: Block, clock: _Clock, order: int) -> Iterator[TimeWitness]:
    """Give the times of the line *block*: those in its elements' attributes, and those that it prints."""
    exact = _with_attributes(block, clock)
    if SENTENCE_END.search(block.text) or not (NUMBERS_OF_TIME.search(exact) or WORDED_DAY.search(exact)):
        return
    if _is_of_something_else(block, exact):
        return
    label = _label_before(block, clock.page.outline)
    if exact != block.text:
        found = _believed(clock.read(label + exact), block, exact)
        yield from _witnesses(found, "html:time", _ATTRIBUTE_RANK + order, "attribute")
    for text in dict.fromkeys((_with_clock_behind(block.text, block, clock), block.unlinked)):
        times = tuple(_believed(clock.read(label + text), block, text))
        yield from _witnesses(times, "general:printed_time", _PRINTED_RANK + order, "printed")
        if any(one.at is not None for one in times):
            return


def _label_before(block: Block, outline: Outline) -> str:
    """Return the label of *block* that has a line or cell of its own: <dt>公開日</dt><dd>…</dd>."""
    before = outline.blocks[block.index - 1] if block.index else None
    if before is None or len(before.text) > _LONGEST_LABEL or before.zones & HEADING:
        return ""
    match = LABEL.search(fold(before.text))
    return f"{before.text}: " if match and not any(map(str.isdigit, before.text)) else ""


def _is_of_something_else(block: Block, exact: str) -> bool:
    """Return whether a time is that of a picture, a day in its caption, or that of a programme, by its heading."""
    if block.zones & HEADING and len(block.text) > _LONGEST_TITLE:
        return True
    return bool(block.zones & CAPTION) and not TIME_OF_DAY.search(exact)


def _believed(times: Iterable[TimeResult], block: Block, text: str) -> Iterator[TimeResult]:
    """Give those of *times* that are more than a day in the words of a longer line or of a heading."""
    is_line = bool(block.zones & BYLINE) or (len(block.text) <= _SHORT and not block.zones & HEADING)
    return (one for one in times if is_line or one.precision != "day" or NUMBERS_OF_TIME.search(text))


def _with_clock_behind(text: str, block: Block, clock: _Clock) -> str:
    """Return *text* with the time of day in the block behind, where a day alone is before it."""
    blocks = clock.page.outline.blocks
    behind = blocks[block.index + 1].text if block.index + 1 < len(blocks) else ""
    if len(behind) > _LONGEST_CLOCK or len(text) > _SHORT or TIME_OF_DAY.search(text) or not TIME_OF_DAY.search(behind):
        return text
    joined = clock.read(f"{text} {behind}")
    alone = clock.read(text)
    is_one = len(joined) == len(alone) == 1 and alone[0].precision == "day" and joined[0].precision != "day"
    return f"{text} {behind}" if is_one and joined[0].at and not joined[0].is_relative else text


def _with_attributes(block: Block, clock: _Clock) -> str:
    """Return *block*'s text with the attributes of its elements in place of what they print: 5分前, Jan 14.

    An attribute is one time: an element that prints several keeps its text.
    """
    text = block.text
    for element in clock.marked_in(block.element):
        exact, shown = _attribute(element), text_of_element(element)
        is_finer = ":" in exact or not re.search(r"[:：時시]", shown)
        if exact and shown and is_finer and shown in text and _is_one(shown, clock):
            text = text.replace(shown, f" {_kept_label(shown)}{_label_of(element)}{exact} ", 1).strip()
    return text


def _is_one(shown: str, clock: _Clock) -> bool:
    return sum(one.at is not None for one in clock.read(shown)) < 2


def _kept_label(shown: str) -> str:
    match = LABEL.match(fold(shown))
    return f"{match[0]}: " if match else ""


def _attribute(element: Element) -> str:
    names = ("title",) if element.tag == "abbr" and element.get("title") else TIME_ATTRIBUTES
    written = next((value for name in names if (value := (element.get(name) or "").strip(" \\\"'"))), "")
    return written if any(map(str.isdigit, written)) else ""


def _label_of(element: Element) -> str:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return "updated: " if CHANGE_NAME.search(names) and not PUBLICATION_NAME.search(names) else ""


def _beside_blocks(clock: _Clock, headline_block: int) -> Iterator[TimeWitness]:
    """Give the times between headline and text of what is in no block: <time datetime="…"></time>, buttons."""
    blocks = clock.page.outline.blocks[max(0, headline_block) :]
    text = next((one.index for one in blocks[1:] if _is_text(one.text) and not one.zones & OUTSIDE), 0)
    times = islice(clock.page.tagged("time"), _MOST_ELEMENTS)
    buttons = islice(clock.page.tagged("button"), _MOST_BUTTONS)
    dated = [
        one
        for one in buttons
        if NUMBERS_OF_TIME.search("".join(map(str, islice(one.itertext(), _MOST_ELEMENTS)))[:_SHORT])
    ]
    for order, element in enumerate([*(one for one in times if not text_of_element(one)), *dated[:_MOST_ELEMENTS]]):
        place = block_before(element, clock.page.outline)
        if not headline_block <= place < text or any(zone_of(one, one.tag) & OUTSIDE for one in _around(element)):
            continue
        if element.tag == "button":
            found = clock.read(text_of_element(element)[:_SHORT])
            yield from _witnesses(found, "general:printed_time", _PRINTED_RANK + _MOST_ELEMENTS + order, "printed")
            continue
        found = clock.read(_label_of(element) + _attribute(element))
        yield from _witnesses(found, "html:time", _ATTRIBUTE_RANK + _MOST_ELEMENTS + order, "attribute")


def _is_text(text: str) -> bool:
    return len(text) > _LONGEST_LINE or width(text) > _WIDEST_LINE


def _around(element: Element) -> Iterator[Element]:
    return (one for one in element.iterancestors() if one.tag not in {"body", "html"})


def _labelled_elsewhere(clock: _Clock) -> Iterator[TimeWitness]:
    """Give the first time on the page that is printed by itself behind a label such as 掲載 or Datum."""
    for block in clock.page.outline.blocks:
        if len(block.text) <= _SHORT and DATE_LABEL.match(block.text) and not block.zones & OUTSIDE:
            found = list(_witnesses(clock.read(block.text), "general:printed_time", _LABELLED_RANK, "printed"))
            if any(one.field == "published_at" for one in found):
                yield from found
                return
