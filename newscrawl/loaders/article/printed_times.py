"""When a text appeared and was changed, as it is printed around the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.read_date import ReadTime, read_times, time_from_url
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.label_values import text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE, CAPTION, HEADING, OUTSIDE

_NUMBERS = re.compile(r"[0-9０-９]{1,4}\s*[年/.\-:時月년]|昨日|[0-9０-９]\s*(?:分|時間|日)前|元年")
_WORDED = re.compile(
    r"\d{1,2}\.?(?:st|nd|rd|th)?\s(?:de\s|of\s)?[^\W\d_]{3}|[^\W\d_]{3,}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
"""14 January, Jan 14, 2025, 14. Januar."""
_MODIFIED = re.compile(r"更新|修正|수정|updat|modif|aktualis|geändert|ändrad|oppdatert|mise à jour", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:公開|掲載|配信|投稿|日時|日付|작성|입력|등록|datum|date|published|veröffentlicht|publi|pubblicat)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[。．!?！？」』”\"]|…|(?<!\d)(?<![ap]\.m)(?<!\b[A-Za-z]{3})\.)$")
"""A bracket around a time, and an abbreviation behind it, are no end of a sentence."""
_CLOCK = re.compile(r"\d{1,2}\s*[:：時시h]\s*\d{2}|\d{1,2}\.\d\d\s*Uhr|[午오][前後전후]|\d\s*[ap]\.?m\b", re.IGNORECASE)
_SHORT, _LONGEST_CLOCK, _LONGEST_TITLE = 60, 25, 40


@dataclass(slots=True)
class PrintedTimes:
    """The times that are printed around a headline."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    source: str = "general:printed_time"
    """The rule that gave `published_at`."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """What printed times are read with."""

    page: Page
    zone: ZoneInfo
    captured_at: datetime | None

    def read(self, text: str) -> tuple[ReadTime, ...]:
        return read_times(text, zone=self.zone, captured_at=self.captured_at, url=self.page.url)


def printed_times(
    page: Page, near: Sequence[Block], zone: ZoneInfo, captured_at: datetime | None, *, is_undated: bool
) -> PrintedTimes:
    """Return the times that the blocks *near* a headline print, in *zone*.

    Where a time of publication is looked for, as *is_undated* says, a labelled time anywhere on the page comes after
    them, and the day in the page's address last. Else only changes are looked for.
    """
    clock = _Clock(page, zone, captured_at)
    found = PrintedTimes()
    for block in near:
        _take_near(block, clock, found, is_undated=is_undated)
    if is_undated and found.published_at is None:
        _take_labelled(clock, found)
    if is_undated and found.published_at is None:
        found.published_at, found.source = time_from_url(page.url, zone).at, "general:url"
    return found


def _take_near(block: Block, clock: _Clock, found: PrintedTimes, *, is_undated: bool) -> None:
    """Take the times that *block* tells: those of its `time` elements, those beside its links, those of its line."""
    if not is_undated and not _MODIFIED.search(block.text):
        return
    was_dated = found.published_at is not None
    told = _with_told_times(block) if is_undated and not was_dated else block.text
    if _SENTENCE.search(block.text) or not (_NUMBERS.search(told) or _WORDED.search(told)):
        return
    if _is_of_something_else(block, told):
        return
    for text in dict.fromkeys((_with_clock_behind(told, block, clock), block.unlinked)):
        _take(_believed(clock.read(text), block, text), found)
        if found.published_at is not None:
            break
    if told != block.text and found.published_at is not None and not was_dated:
        found.source = "html:time"


def _is_of_something_else(block: Block, told: str) -> bool:
    """Tell whether a time is that of a picture, a day in its caption, or that of a programme, told by a heading."""
    if block.zones & HEADING and len(block.text) > _LONGEST_TITLE:
        return True
    return bool(block.zones & CAPTION) and not _CLOCK.search(told)


def _believed(times: Iterable[ReadTime], block: Block, text: str) -> Iterator[ReadTime]:
    """Give those of *times* that are more than a day in the words of a longer line or of a heading."""
    is_line = bool(block.zones & BYLINE) or (len(block.text) <= _SHORT and not block.zones & HEADING)
    return (one for one in times if is_line or one.precision != "day" or _NUMBERS.search(text))


def _with_clock_behind(told: str, block: Block, clock: _Clock) -> str:
    """Return *told* with the time of day in the block behind, where a day alone stands before it."""
    blocks = clock.page.outline.blocks
    behind = blocks[block.index + 1].text if block.index + 1 < len(blocks) else ""
    if len(behind) > _LONGEST_CLOCK or len(told) > _SHORT or _CLOCK.search(told) or not _CLOCK.search(behind):
        return told
    joined = clock.read(f"{told} {behind}")
    alone = clock.read(told)
    is_one = len(joined) == len(alone) == 1 and alone[0].precision == "day" and joined[0].precision != "day"
    return f"{told} {behind}" if is_one and joined[0].at and not joined[0].is_relative else told


def _with_told_times(block: Block) -> str:
    """Return *block*'s text with what its `time` elements tell in place of what they print: 5分前, Jan 14."""
    text = block.text
    for element in block.element.iter("time"):
        told, shown = (element.get("datetime") or "").strip(), text_of_element(element)
        is_finer = ":" in told or not re.search(r"[:：時시]", shown)
        if told and shown and is_finer:
            text = text.replace(shown, f" {told} ", 1).strip()
    return text


def _take_labelled(clock: _Clock, found: PrintedTimes) -> None:
    """Take the first time on the page that is printed by itself behind a label such as 掲載 or Datum."""
    for block in clock.page.outline.blocks:
        if len(block.text) <= _SHORT and _DATE_LABEL.match(block.text) and not block.zones & OUTSIDE:
            _take(clock.read(block.text), found)
            if found.published_at is not None:
                return


def _take(times: Iterable[ReadTime], found: PrintedTimes) -> None:
    for read in times:
        if read.at is None:
            continue
        if read.label == "modified":
            found.modified_at = found.modified_at or read.at
        elif read.label != "other" and found.published_at is None:
            found.published_at = read.at
