"""Parts the names in a line of writers from its times, and the time of day from how long something takes."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.read_times import read_times
from newscrawl.extraction.people.west_words import (
    AGO,
    CLOCK,
    DATE_RUN,
    DURATION,
    EMPTY_BRACKET,
    GLUED_TIME,
    TIME_LABEL,
)

_LONGEST_TIME = 60
_MARKS = " 　|｜,，、•·‧-–—/／"
_COUNT_BEHIND = re.compile(r"\|\s*\|?\s*\d{1,4}\s*$")
"""Comments behind a time: Jane Doe – Nov 23, 2026 | 45."""
_UTC = ZoneInfo("UTC")


@lru_cache(maxsize=2048)
def without_times(text: str) -> str:
    """Return the line *text* without times and the marks around them; *text* itself where it holds none."""
    if DURATION.search(text):
        return text
    parted = GLUED_TIME.sub(" ", text)
    bare = DATE_RUN.sub("|", AGO.sub("|", parted))
    if bare == parted:
        return text
    bare = _COUNT_BEHIND.sub("", bare)
    return EMPTY_BRACKET.sub(" ", CLOCK.sub(" ", TIME_LABEL.sub(" ", bare))).strip(_MARKS)


def is_measure(text: str) -> bool:
    """Return whether *text* says only how long something takes: 40 minutes, up to 2 hours, not 3 hours ago."""
    parted = GLUED_TIME.sub(" ", text)
    found = list(AGO.finditer(parted))
    if not found or any(any(one.groupdict().values()) for one in found):
        return False
    bare = AGO.sub(" ", parted)
    return without_times(bare) == bare and not any(map(str.isdigit, bare))


def is_for_time(text: str) -> bool:
    """Return whether the short line *text* is there for a time: a day, a time of day behind a label, 3 hours ago."""
    return len(text) <= _LONGEST_TIME and any(map(str.isdigit, text)) and _is_for_time(text)


@lru_cache(maxsize=2048)  # each of two lines asks for the other, and several witnesses for both
def _is_for_time(text: str) -> bool:
    if AGO.search(text) or (TIME_LABEL.match(text) and CLOCK.search(text)):
        return True
    return any(read.at is not None for read in read_times(text, zone=_UTC))
