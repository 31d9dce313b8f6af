"""Times of publication for a page without any near its headline, in order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.read_times import time_from_url
from newscrawl.extraction.dates.time_result import TimeResult
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ADVERT, ASIDE, COMMENTS, HEADING, HIDDEN, NAV, OTHER, OUTSIDE, SHARE
from newscrawl.extraction.people.read_people import without_times
from newscrawl.loaders.article.field_forms import DATE_LABEL, NAME_IN_SCRIPT
from newscrawl.loaders.article.times import PageClock, is_text
from newscrawl.loaders.article.times_in_scripts import time_in_scripts
from newscrawl.loaders.rules.values import TimeWitness, paired_times, witnesses_of

_SHORT, _PAIR = 60, 2
_LABELLED_RANK, _ADDRESS_RANK = 3000, 4000
"""Behind the times that are printed near a headline."""
_FOOT = re.compile(
    r"(?:this|the) (?:entry|post|article|story|item|page) (?:was|has been) (?:posted|published|written|created|first)"
    r"|dieser (?:eintrag|beitrag|artikel|text|post) (?:wurde|ist)\b"
    r"|(?:cet article|ce billet|cette entrée|cet article) (?:a été|est)\b"
    r"|(?:esta entrada|este artículo|este post|este artigo) (?:fue|foi|se)\b"
    r"|(?:questo articolo|questo post) (?:è stato|è)\b|(?:dit bericht|dit artikel) (?:is|werd)\b"
    r"|det här inlägget|(?:этот пост|эта запись) (?:был|опубликован)"
    r"|この(?:投稿|記事|エントリー?)は",
    re.IGNORECASE,
)
"""What a foot says: This entry was posted on …, この投稿は … に公開されました."""
_YEAR = re.compile(r"(?<!\d)(?:19[6-9]\d|20\d\d)(?!\d)")
_BEFORE_YEAR, _BEHIND_YEAR, _LONGEST_FOOT = 36, 28, 300
_DATELINE = re.compile(r"[(（\[［【〔](?P<words>[^()（）\[\]［］【】〔〕]{6,40})[)）\]］】〕]")
_PLACE_WORD = r"[^\W\d_a-zß-ÿ][^\W\d_]*[.'’]?(?:-[^\W\d_]+)*"
_PLACE = rf"(?:{_PLACE_WORD}(?:,?\s(?:{_PLACE_WORD}|am|an|de|del|der|di|do|la|of|sur|upon)){{0,4}})"
_WIRE = r"(?:\s?(?:/[^/\d]{2,24}/|\([^()\d]{2,24}\)))?"
_DASH = r"\s?[-–—－]{1,2}"
_DAY = r"(?P<words>[^–—－/()]{5,32}?(?:\d|日|일)\.?)"
_OF_WIRE = re.compile(
    rf"{_PLACE}(?:,\s|、|{_DASH}\s?(?:\([^()\d]{{2,24}}\){_DASH}\s?)?|(?<=[一-鿿가-힣]))(?:le\s|den\s)?{_DAY}"
    rf"{_WIRE}[.,]?(?:{_DASH}(?!\d)|(?<=\d\.)\s(?=[^\W\d_a-z]))"
    rf"|(?P<first>[^–—－/()]{{5,32}}?(?:\d|日|일)\.?)(?:(?:{_DASH}\s?|[,、]\s?){_PLACE}(?:{_DASH}(?!\d)|\.?\s?$)"
    r"|\s?(?:--|—)\s(?=[^\W\d_a-zß-ÿ]))"
)
"""The dateline of a release or a wire: ``HARBOUR CITY, Jan. 5, 2026 /Wire/ -- ``, ``2026年1月5日、港町 – ``."""
_KOREAN_DAY = " 0123456789년월일"
_LONGEST_DATELINE, _FIRST_YEAR = 120, 1995
"""Sites began about then: an older day in a dateline opens a story of history."""
_MONTH = re.compile(r"/(?P<year>(?:19[6-9]|20\d)\d)/(?P<month>0[1-9]|1[0-2])/")
_INITIALS = re.compile(r"\([^\W\d_]{2,3}(?:/[^\W\d_]{2,3})?\)")
_MOST_DAYS, _MOST_MONTHS = 31, 12
_MARKS_OF_PARTS = " ./-,，、年月日"
_MOST_SCRIPTS, _LONGEST_SCRIPT = 60, 3_000_000
_MOST_LINES, _LONGEST_DAY, _WHOLE_PAGE = 12, 20, frozenset({"body", "html", "main"})


def last_resorts(
    page: Page, headline: str, headline_block: int, zone: ZoneInfo, captured_at: datetime | None
) -> Iterator[TimeWitness]:
    """Give times of publication for a page without any near its headline.

    They are behind a label elsewhere, in the sentence at an article's foot, in brackets before the text's first word,
    in a line below the text, in a script's object with *headline*, in the address. The day in the address confirms the
    only `time` elements of a page, wherever they are, and its month a line below the text.
    """
    clock = PageClock(page, zone, captured_at)
    for order, found in enumerate((_labelled(clock), _in_foot(clock), _alone_above(clock, headline_block))):
        yield from witnesses_of(found, "general:printed_time", _LABELLED_RANK + order, "printed")
    behind = page.outline.blocks[max(0, headline_block) :]
    near = page.outline.blocks[max(0, headline_block - _PAIR - 1) : max(0, headline_block) + _MOST_LINES]
    places = (_in_cells(near, clock), _dateline(behind, clock), _below_text(behind, clock))
    for order, found in enumerate(places, start=_PAIR + 1):
        yield from witnesses_of(found, "general:printed_time", _LABELLED_RANK + order, "printed")
    written = (one.text or "" for one in islice(page.tagged("script"), _MOST_SCRIPTS))
    if scripts := [one for one in written if len(one) <= _LONGEST_SCRIPT and NAME_IN_SCRIPT.search(one)]:
        in_scripts = time_in_scripts(scripts, headline, clock)
        yield from witnesses_of(in_scripts, "script:published", _LABELLED_RANK + 3 * _PAIR, "data")
    named = time_from_url(page.url, zone)
    if named.at is not None:
        yield from witnesses_of(_marked_on(named.at.date(), clock), "html:time", _ADDRESS_RANK - 1, "attribute")
    yield from witnesses_of([named], "general:url", _ADDRESS_RANK, "address")


def _labelled(clock: PageClock) -> tuple[TimeResult, ...]:
    """Return the first time on the page that is printed by itself behind a label such as 掲載 or Datum."""
    for block in clock.page.outline.blocks:
        if len(block.text) <= _SHORT and DATE_LABEL.match(block.text) and not block.zones & OUTSIDE:
            found = clock.read(block.text)
            if _is_publication(found):
                return found
    return ()


def _is_publication(found: tuple[TimeResult, ...]) -> bool:
    return any(one.at is not None and one.label in {None, "published"} for one in found)


def _alone_above(clock: PageClock, headline_block: int) -> tuple[TimeResult, ...]:
    """Return the day that one line above the headline prints and nothing else: 令和8年12月1日. None where more do so.

    It is in the element that holds the headline: a day in the head of a site is today.
    """
    blocks = clock.page.outline.blocks
    own = next(blocks[headline_block].element.iterancestors(), None) if headline_block > 0 else None
    if own is None or own.tag in _WHOLE_PAGE:
        return ()
    short = (one for one in blocks if len(one.text) <= _LONGEST_DAY and not one.zones & OUTSIDE)
    days = [one for one in short if any(map(str.isdigit, one.text)) and not _without_initials(without_times(one.text))]
    is_own = len(days) == 1 and days[0].index < headline_block and own in days[0].element.iterancestors()
    found = clock.read(days[0].text) if is_own else ()
    return found if _is_publication(found) else ()


def _without_initials(text: str) -> str:
    """Return *text* without a writer's initials, which a newsroom puts in brackets behind a day: 14.06.2019 (ch)."""
    return "" if _INITIALS.fullmatch(text) else text


def _in_foot(clock: PageClock) -> tuple[TimeResult, ...]:
    """Return the time in the first sentence such as ``This entry was posted on 14 December 2015 and is filed …``."""
    for block in clock.page.outline.blocks:
        if not _FOOT.match(block.text) or block.zones & (NAV | ASIDE | COMMENTS | HIDDEN | ADVERT | SHARE | OTHER):
            continue
        year = _YEAR.search(block.text[:_LONGEST_FOOT])
        if year is None:
            continue
        found = clock.read(block.text[max(0, year.start() - _BEFORE_YEAR) : year.end() + _BEHIND_YEAR])
        if _is_publication(found[:1]):
            return found[:1]
    return ()


def _in_cells(near: Sequence[Block], clock: PageClock) -> tuple[TimeResult, ...]:
    """Return the day whose parts three lines or cells side by side print: 20, 11 and 2026, or a month's name."""
    for one, other, last in zip(near, near[1:], near[2:], strict=False):
        texts = [line.text.strip(_MARKS_OF_PARTS) for line in (one, other, last)]
        if not (_YEAR.fullmatch(texts[0]) or _YEAR.fullmatch(texts[2])) or any(len(text) > _PAIR + 7 for text in texts):
            continue
        is_inside = not any(line.zones & OUTSIDE for line in (one, other, last))
        if is_inside and _are_side_by_side(one, other, last) and _is_publication(found := clock.read(_joined(texts))):
            return found
    return ()


def _joined(parts: list[str]) -> str:
    """Return the three *parts* of a day as one text; nothing for two numbers that may be either way round."""
    numbers = [int(one) if one.isdecimal() else 0 for one in parts]
    if 0 in numbers:
        return " ".join(parts)
    year, month, day = numbers if numbers[0] > _MOST_DAYS else (numbers[2], numbers[1], numbers[0])
    if numbers[0] <= _MOST_DAYS and day <= _MOST_MONTHS and month != day:
        month, day = (day, month) if month > _MOST_MONTHS else (0, 0)
    return f"{year}-{month:02}-{day:02}" if month else ""


def _are_side_by_side(*lines: Block) -> bool:
    """Return whether *lines* have elements of one tag in one element, or in elements that are so."""
    elements = [one.element for one in lines]
    for _ in range(_PAIR):
        parents = [one.getparent() for one in elements]
        if len({one.tag for one in elements}) > 1 or None in parents:
            return False
        if len(set(parents)) < len(parents):
            return len(set(parents)) == 1
        elements = [one for one in parents if one is not None]
    return False


def _dateline(behind: list[Block], clock: PageClock) -> tuple[TimeResult, ...]:
    """Return the day before the first word of the text, or in the line above it.

    It is in brackets, ``(18.01.2018) Die Stadt hat …``, or beside a place: ``HARBOUR CITY, Jan. 5, 2026 -- ``.
    """
    first = next((one for one in behind if _is_paragraph(one) and not one.zones & HEADING), None)
    if first is None:
        return ()
    match = _DATELINE.match(first.text)
    if match and _YEAR.search(match["words"]):
        return tuple(one for one in clock.read(match["words"]) if one.label != "modified")[:1]
    above = (one.text for one in behind[: behind.index(first)][-1:] if len(one.text) <= _SHORT)
    for line in (first.text[:_LONGEST_DATELINE], *above):
        match = _OF_WIRE.match(line) if _YEAR.search(line) else None
        words = (match["words"] or match["first"]) if match else ""
        found = () if not words or without_times(words).strip(_KOREAN_DAY) else clock.read(words)
        if found and found[0].at and found[0].at.year >= _FIRST_YEAR:
            return found[:1]
    return ()


def _is_paragraph(block: Block) -> bool:
    return is_text(block.text) and is_text(block.unlinked) and not block.zones & OUTSIDE


def _below_text(behind: list[Block], clock: PageClock) -> tuple[TimeResult, ...]:
    """Return the time in the first dated line below the text, where the address names its year and month."""
    named = _MONTH.search(clock.page.url)
    if named is None:
        return ()
    texts = [number for number, one in enumerate(behind) if _is_paragraph(one)]
    lines = behind[texts[-1] + 1 :] if texts else []
    for line in [one for one in lines if not one.zones & OUTSIDE][:_MOST_LINES]:
        if len(line.text) > _SHORT or named["year"] not in line.text:
            continue
        found = [one for one in clock.read(line.text) if one.at is not None and one.label != "other"]
        own = [one for one in found if one.at and (one.at.year, one.at.month) == (int(named[1]), int(named[2]))]
        if own:
            return tuple(own[:1])
    return ()


def _marked_on(day: date, clock: PageClock) -> tuple[TimeResult, ...]:
    """Return the times in the page's one or two `time` elements that no link holds, the first of them on *day*.

    It is the day in the portal's zone, or in UTC where the time is: a server that makes addresses may run in UTC.
    """
    is_other = clock.page.outline.is_of_other
    marked = (
        one for one in clock.page.tagged("time") if next(one.iterancestors("a"), None) is None and not is_other(one)
    )
    written = [one.get("datetime") or "" for one in islice(marked, _PAIR + 1)]
    times = [read for text in written for read in clock.read(text)[:1] if read.at is not None]
    if not times or len(times) != len(written) or len(times) > _PAIR:
        return ()
    first = times[0].at
    if first is None:
        return ()
    days = {first.astimezone(zone).date() for zone in ([clock.zone, UTC] if times[0].is_utc else [clock.zone])}
    if day not in days:
        return ()
    return paired_times(tuple(times)) if len(times) == _PAIR else tuple(times)
