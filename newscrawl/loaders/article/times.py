"""One decision on an article's times, whoever gives them: data, attributes, lines around its headline, its address.

A witness keeps what its reader found: offset or none, precision, label. `reconcile` is a function of the set of
witnesses alone: their order changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.date_words import LABEL
from newscrawl.extraction.dates.days_and_eras import normalised
from newscrawl.extraction.dates.read_times import read_times
from newscrawl.extraction.dates.time_result import TimeResult
from newscrawl.extraction.document.blocks import Block, Outline, block_before, text_of_element, zone_of
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE, CAPTION, HEADING, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.items import SourcedValue
from newscrawl.loaders.article.field_forms import (
    CHANGE_NAME,
    FILE_MADE,
    GLUED_TIMES,
    NUMBERS_OF_TIME,
    PUBLICATION_NAME,
    SENTENCE_END,
    TIME_OF_DAY,
    TIMED,
    TITLED,
    WORDED_DAY,
    WRITERS,
    time_in_attributes,
)
from newscrawl.loaders.rules.values import TimeWitness, paired_times, witnesses_of
from newscrawl.text import width

_MINUTE, _HALF_HOUR = timedelta(minutes=1), timedelta(minutes=30)
_FAR = timedelta(hours=27)
"""Two zones are less than this apart: the same digits in two zones are the same time."""


class ChosenTime(NamedTuple):
    """The time that was taken for one field, and the rule that gave it."""

    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class ArticleTimes:
    """What all witnesses come to."""

    published: ChosenTime | None = None
    modified: ChosenTime | None = None
    disagreements: dict[str, tuple[SourcedValue, ...]] = field(default_factory=dict)
    """Field → the value that was taken, and those of other witnesses that differ from it."""

    has_zone: bool = True
    """Whether the time of publication has an offset of its own, or is a day; else the site's zone was taken."""


def reconcile(witnesses: Iterable[TimeWitness], zone: ZoneInfo) -> ArticleTimes:
    """Return the times of the article that *witnesses* give, whose site prints times in *zone*."""
    ordered = sorted(set(witnesses), key=_trust)
    published = [one for one in ordered if one.field == "published_at"]
    modified = [one for one in ordered if one.field == "modified_at"]
    taken = _publication(published, modified)
    if taken is None:
        return ArticleTimes(modified=_chosen(modified[0], ordered, zone) if modified else None)
    chosen = _chosen(taken, ordered, zone)
    found = {"published_at": _differing(chosen, taken, published, modified)}
    change, refused = _change(modified, taken, chosen, ordered, zone)
    found["modified_at"] = refused
    has_zone = taken.read.has_offset or taken.is_day or chosen.source != taken.source
    disagreements = {name: values for name, values in found.items() if values}
    return ArticleTimes(chosen, change, disagreements, has_zone=has_zone)


def _trust(one: TimeWitness) -> tuple[int, str, float, str, str, bool, bool, str]:
    read = one.read
    found = (read.precision, read.has_offset, read.is_utc, repr(read.label))
    return (one.rank, one.source, one.at.timestamp(), one.kind, *found)


def _publication(published: Sequence[TimeWitness], modified: Sequence[TimeWitness]) -> TimeWitness | None:
    """Return the witness that is believed: the first, but no update where other data differ, and no day for a time."""
    if not published:
        return None
    taken = published[0]
    if any(_is_same(taken, one) for one in modified):
        earlier = (one for one in published if one.at < taken.at - _MINUTE and one.is_strong and not one.is_day)
        taken = next(earlier, taken)
    if taken.source in FILE_MADE:
        taken = next((one for one in published if one.kind == "printed" and abs(one.at - taken.at) > _FAR), taken)
    if taken.is_day:
        finer = (one for one in published if not one.is_day and one.at.date() == taken.at.date())
        taken = next(finer, taken)
    return taken


def _is_same(one: TimeWitness, other: TimeWitness) -> bool:
    """Return whether two witnesses agree as far as both are precise."""
    if one.is_day or other.is_day:
        return one.at.date() == other.at.date()
    return one.at == other.at or _minute(one.at) == _minute(other.at)


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _digits(at: datetime, zone: tzinfo) -> datetime:
    """Return what a clock in *zone* shows at *at*, to the minute."""
    return at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def _chosen(taken: TimeWitness, others: Sequence[TimeWitness], zone: ZoneInfo) -> ChosenTime:
    """Return the time of *taken* in the zone that its digits are in."""
    if taken.read.is_utc and (local := _local_twin(taken, others, zone)):
        return ChosenTime(_moved(taken.at, UTC, zone), local.source)
    if not taken.read.has_offset and taken.kind != "printed" and (zoned := _zoned(taken, others)):
        own = taken if zoned.kind == "printed" else zoned  # a printed time has no seconds
        return ChosenTime(zoned.at.replace(second=own.at.second, microsecond=own.at.microsecond), zoned.source)
    return ChosenTime(taken.at, taken.source)


def _moved(at: datetime, wrong: tzinfo, right: tzinfo) -> datetime:
    """Return the time at which a clock in *right* shows what one in *wrong* shows at *at*."""
    return at.astimezone(wrong).replace(tzinfo=right)


def _local_twin(taken: TimeWitness, others: Sequence[TimeWitness], zone: ZoneInfo) -> TimeWitness | None:
    """Return the witness of local time with the digits that *taken* has with ``Z``; None where the instant is right."""
    if _digits(taken.at, UTC) == _digits(taken.at, zone):
        return None
    local = [one for one in others if _is_local(one)]
    if any(one.field == taken.field and _is_same(one, taken) for one in local):
        return None
    shown = _digits(taken.at, UTC)
    twins = (one for one in local if one.field == taken.field and _digits(one.at, zone) == shown)
    # A fraction of a second is of a real instant: such a page prints the time of its server, which is in UTC.
    twin = next((one for one in twins if one.read.has_offset or not taken.at.microsecond), None)
    return twin or _change_before(taken, local, zone)


def _is_local(one: TimeWitness) -> bool:
    """Return whether a witness's digits are those of the site's own clock: printed without offset, or data with one."""
    if one.is_day or one.read.is_utc or one.read.is_relative:
        return False
    return one.read.has_offset or one.kind == "printed"


def _change_before(taken: TimeWitness, local: Sequence[TimeWitness], zone: ZoneInfo) -> TimeWitness | None:
    """Return the change with an offset that would be before its publication at *taken*, and is not in local digits."""
    if taken.field != "published_at":
        return None
    moved = _moved(taken.at, UTC, zone)
    changes = (one for one in local if one.field == "modified_at" and one.read.has_offset)
    return next((one for one in changes if moved <= one.at < taken.at), None)


def _zoned(taken: TimeWitness, others: Sequence[TimeWitness]) -> TimeWitness | None:
    """Return the page's time with a zone that *taken*, data without one, is about: so many half hours away."""
    printed = (one for one in others if one.kind != "data" and one.field == taken.field and one.read.has_offset)
    near = (one for one in printed if not one.is_day and abs(one.at - taken.at) < _FAR)
    return next((one for one in near if not (_minute(one.at) - _minute(taken.at)) % _HALF_HOUR), None)


def _change(
    modified: Sequence[TimeWitness],
    taken: TimeWitness,
    published: ChosenTime,
    others: Sequence[TimeWitness],
    zone: ZoneInfo,
) -> tuple[ChosenTime | None, tuple[SourcedValue, ...]]:
    """Return the change that is not before the publication, and without one the values that differ."""
    if not modified:
        return None, ()
    first = next((one for one in modified if not one.is_day and one.at.date() == modified[0].at.date()), modified[0])
    chosen = _chosen(first, others, zone)
    was_moved = published.at != taken.at and taken.read.is_utc
    if was_moved and first.read.is_utc and chosen.at == first.at:
        chosen = ChosenTime(_moved(first.at, UTC, zone), published.source)
    if published.at != taken.at and chosen.at == first.at and _are_zoneless_data(taken, first):
        chosen = ChosenTime(first.at + (_minute(published.at) - _minute(taken.at)), first.source)
    if chosen.at >= published.at - _MINUTE:
        return ChosenTime(max(chosen.at, published.at), chosen.source), ()
    if first.is_day and chosen.at.date() == published.at.date():
        return None, ()
    return None, _shown((chosen.source, chosen.at), (published.source, published.at))


def _are_zoneless_data(*witnesses: TimeWitness) -> bool:
    """Return whether all of *witnesses* are data without a zone: an error of one is that of the others."""
    return all(one.kind == "data" and not one.read.has_offset and not one.is_day for one in witnesses)


def _differing(
    chosen: ChosenTime, taken: TimeWitness, published: Sequence[TimeWitness], modified: Sequence[TimeWitness]
) -> tuple[SourcedValue, ...]:
    """Return the value that was *chosen* and those of strong witnesses that differ from it; empty for none."""
    own = TimeWitness("published_at", chosen.at, chosen.source, 0, taken.kind, taken.read)
    printed = next((one for one in published if one.kind == "printed" and not one.read.is_relative), None)
    weighed = [one for one in published if one.is_strong or one is printed or one is taken]
    others = [
        (one.source, one.at)
        for one in weighed
        if not _is_same(own, one) and (one.kind == "data" or not any(_is_same(one, change) for change in modified))
    ]
    return _shown((chosen.source, chosen.at), *others) if others else ()


def _shown(*values: tuple[str, datetime]) -> tuple[SourcedValue, ...]:
    return tuple(SourcedValue(source=source, value=at.isoformat()) for source, at in dict.fromkeys(values))


_SHORT, _LONGEST_CLOCK, _LONGEST_TITLE, _LONGEST_LABEL, _LONGEST_LINE, _WIDEST_LINE = 60, 25, 40, 12, 60, 90
_MOST_ELEMENTS, _MOST_BUTTONS, _PAIR, _TITLE_WIDTH = 12, 40, 2, 30
_ATTRIBUTE_RANK, _PRINTED_RANK = 1000, 2000
"""Behind every rule for data: those are in the order of the rules."""


@dataclass(frozen=True, slots=True)
class PageClock:
    """What printed times are read with."""

    page: Page
    zone: ZoneInfo
    captured_at: datetime | None
    marked: dict[Element, list[Element]] = field(default_factory=dict)
    """Element → the first elements in it with a time in an attribute: many lines may be in one element."""

    def marked_in(self, element: Element) -> list[Element]:
        """Return the first elements in *element* with a time in an attribute."""
        if element not in self.marked:
            self.marked[element] = list(islice(_timed_in(element), _MOST_ELEMENTS))
        return self.marked[element]

    def read(self, text: str) -> tuple[TimeResult, ...]:
        """Return every time in *text*; the later one of two without labels is an update."""
        times = read_times(GLUED_TIMES.sub(" ", text), zone=self.zone, captured_at=self.captured_at, url=self.page.url)
        return paired_times(times) if len(times) == _PAIR else times


def _timed_in(element: Element) -> Iterator[Element]:
    """Give the elements in *element* with an attribute that may hold a time: any of a `time`, a `title` of some."""
    for one in element.iter():  # XPath with so many names takes five times as long
        names = one.keys()
        if names and (
            not TIMED.isdisjoint(names)
            or (one.tag == "time" and names != ["class"])
            or (one.tag in TITLED and "title" in names)
        ):
            yield one


def printed_times(
    page: Page, headline_block: int, near: Sequence[Block], zone: ZoneInfo, captured_at: datetime | None
) -> Iterator[TimeWitness]:
    """Give the times that the blocks *near* a headline print, and those in attributes of elements there."""
    clock = PageClock(page, zone, captured_at)
    for order, block in enumerate(one for one in near if not _teases(one)):
        yield from _of_block(block, clock, order)
    yield from _beside_blocks(clock, headline_block)


def _teases(block: Block) -> bool:
    """Return whether *block* is mostly the title of another article, on a link: a time beside it is of that one."""
    long = (one for one in block.links if width(one.text) >= _TITLE_WIDTH and not WRITERS.search(one.href))
    return not block.zones & (BYLINE | HEADING) and any(2 * len(one.text) > len(block.text) for one in long)


def _of_block(block: Block, clock: PageClock, order: int) -> Iterator[TimeWitness]:
    """Give the times of the line *block*: those in its elements' attributes, and those that it prints."""
    if SENTENCE_END.search(block.text, max(0, len(block.text) - 2)):
        return
    exact = _with_attributes(block, clock)
    apart = " ".join([run for run, _ in block.runs])  # elements side by side: <b>11月</b><b>23</b><b>2026</b>
    if not (NUMBERS_OF_TIME.search(exact) or WORDED_DAY.search(f"{exact} {apart}")):
        return
    if _is_of_something_else(block, exact):
        return
    label = _label_before(block, clock.page.outline)
    if exact != block.text:
        found = _believed(clock.read(label + exact), block, exact)
        yield from witnesses_of(found, "html:time", _ATTRIBUTE_RANK + order, "attribute")
    whole = _with_clock_behind(block.text, block, clock)
    link = block.links[-1] if block.links and WRITERS.search(block.links[-1].href) else None
    behind_writer = block.text.rpartition(link.text)[2] if link else ""
    for text in dict.fromkeys((whole, block.unlinked, apart, behind_writer)):
        times = tuple(_believed(clock.read(label + text), block, text))
        yield from witnesses_of(times, "general:printed_time", _PRINTED_RANK + order, "printed")
        if any(one.at is not None for one in times):
            return


def _label_before(block: Block, outline: Outline) -> str:
    """Return the label of *block* that has a line or cell of its own: <dt>公開日</dt><dd>…</dd>."""
    before = outline.blocks[block.index - 1] if block.index else block
    if before is block or len(before.text) > _LONGEST_LABEL * (2 if before.text.endswith((":", "：")) else 1):
        return ""
    is_label = not before.zones & HEADING and LABEL.search(normalised(before.text))
    return f"{before.text}: " if is_label and not any(map(str.isdigit, before.text)) else ""


def _is_of_something_else(block: Block, exact: str) -> bool:
    """Return whether a time is that of a picture, a day in its caption, or that of a programme, by its heading."""
    if block.zones & HEADING and len(block.text) > _LONGEST_TITLE and not LABEL.match(normalised(block.text)):
        return True
    return bool(block.zones & CAPTION) and not TIME_OF_DAY.search(exact)


def _believed(times: Sequence[TimeResult], block: Block, text: str) -> Iterator[TimeResult]:
    """Give those of *times* that are more than a day in the words of a longer line or of a heading.

    A line with a label before each of several days is as much longer.
    """
    longest = _SHORT * (sum(one.label is not None for one in times) or 1)
    is_line = bool(block.zones & BYLINE) or (len(block.text) <= longest and not block.zones & HEADING)
    return (one for one in times if is_line or one.precision != "day" or NUMBERS_OF_TIME.search(text))


def _with_clock_behind(text: str, block: Block, clock: PageClock) -> str:
    """Return *text* with the time of day in the block behind, where a day alone is before it."""
    blocks = clock.page.outline.blocks
    behind = blocks[block.index + 1].text if block.index + 1 < len(blocks) else ""
    if len(behind) > _LONGEST_CLOCK or len(text) > _SHORT or TIME_OF_DAY.search(text) or not TIME_OF_DAY.search(behind):
        return text
    joined = clock.read(f"{text} {behind}")
    alone = clock.read(text)
    is_one = len(joined) == len(alone) == 1 and alone[0].precision == "day" and joined[0].precision != "day"
    return f"{text} {behind}" if is_one and joined[0].at and not joined[0].is_relative else text


def _with_attributes(block: Block, clock: PageClock) -> str:
    """Return *block*'s text with the attributes of its elements in place of what they print: 5分前, Jan 14.

    An attribute is one time: an element that prints several keeps its text.
    """
    text, end = block.text, 0
    for element in clock.marked_in(block.element):
        exact, shown = time_in_attributes(element), text_of_element(element)
        is_finer = ":" in exact or not re.search(r"[:：時시]", shown)
        at = text.find(shown, end) if exact and shown and is_finer else -1
        if at >= 0 and sum(one.at is not None for one in clock.read(shown)) < _PAIR and _may_be(exact, shown, clock):
            before = f"{text[:at]} {_kept_label(shown)}{_label_of(element)}{exact} "
            text, end = before + text[at + len(shown) :], len(before)
    return text if end == 0 else text.strip()


def _may_be(exact: str, shown: str, clock: PageClock) -> bool:
    """Return whether *exact* may be the time that *shown* prints: a day behind a label is no other day."""
    if not LABEL.match(normalised(shown)):
        return True
    printed, written = clock.read(shown)[0], clock.read(exact)[0]
    if printed.at is None or written.at is None or printed.is_relative:
        return True
    return abs(printed.at - written.at) < 2 * _FAR


def _kept_label(shown: str) -> str:
    return f"{match[0]}: " if (match := LABEL.match(normalised(shown))) else ""


def _label_of(element: Element) -> str:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return "updated: " if CHANGE_NAME.search(names) and not PUBLICATION_NAME.search(names) else ""


def _beside_blocks(clock: PageClock, headline_block: int) -> Iterator[TimeWitness]:
    """Give the times between headline and text of what is in no block: empty elements, buttons."""
    blocks = clock.page.outline.blocks[max(0, headline_block) :]
    text = next((one.index for one in blocks[1:] if is_text(one.text) and not one.zones & OUTSIDE), 0)
    times = islice(clock.page.tagged("time"), _MOST_ELEMENTS)
    buttons = islice(clock.page.tagged("button"), _MOST_BUTTONS)
    texts = ((one, "".join(map(str, islice(one.itertext(), _MOST_ELEMENTS)))[:_SHORT]) for one in buttons)
    dated = [one for one, text in texts if NUMBERS_OF_TIME.search(text)]
    for order, element in enumerate([*(one for one in times if not text_of_element(one)), *dated[:_MOST_ELEMENTS]]):
        place = block_before(element, clock.page.outline)
        around = (one for one in element.iterancestors() if one.tag not in {"body", "html"})
        is_near = headline_block <= place < text and not clock.page.outline.is_of_other(element)
        if not is_near or any(zone_of(one, one.tag) & OUTSIDE for one in around):
            continue
        if element.tag == "button":
            found = clock.read(text_of_element(element)[:_SHORT])
            yield from witnesses_of(found, "general:printed_time", _PRINTED_RANK + _MOST_ELEMENTS + order, "printed")
            continue
        found = clock.read(_label_of(element) + time_in_attributes(element))
        yield from witnesses_of(found, "html:time", _ATTRIBUTE_RANK + _MOST_ELEMENTS + order, "attribute")


def is_text(text: str) -> bool:
    """Return whether *text* is too long for a line of a headline's bits."""
    return len(text) > _LONGEST_LINE or (2 * len(text) > _WIDEST_LINE and width(text) > _WIDEST_LINE)
