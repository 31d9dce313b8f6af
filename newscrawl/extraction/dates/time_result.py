"""What reading a printed time gives: the time, or why it gives no time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

Precision = Literal["second", "minute", "hour", "day", "week", "month", "year"]

Label = Literal["published", "modified", "other"]
"""`other`: a period, a deadline, the start of something, a submission."""

Unreadable = Literal[
    "empty",  # no text
    "no_date",  # nothing in the text is a date
    "incomplete",  # a day without month, a month without day, a time of day without day
    "no_year",  # no year is printed, and neither capture nor URL gives it
    "in_text",  # a form too weak to be the page's date is among other words: 1月14日に…
    "ambiguous",  # day and month could be either way round
    "impossible",  # 30 February, 31時
    "out_of_range",  # before 1800, after 2100, the start of Unix time
    "unknown_zone",  # an offset is printed that nobody can know: 現地時間, IST
    "relative",  # relative to now, and the time of the capture is unknown
    "future",  # more than a day after the capture
    "too_long",  # a text, not a date
]
"""Why a text has no time; a closed list."""


class TimeResult(NamedTuple):
    """One printed time as it was read."""

    at: datetime | None
    """In the portal's zone; None where it is unreadable."""

    reason: Unreadable | None = None
    """Why it is unreadable; None where it is not."""

    precision: Precision = "minute"
    """The smallest unit that is printed. A day means its midnight."""

    is_relative: bool = False
    """It is relative to now (3時間前), so it is right to its precision only."""

    label: Label | None = None
    """What the page calls it."""

    has_offset: bool = False
    """An offset or zone is printed; else the portal's zone was taken."""

    is_utc: bool = False
    """The printed offset is that of UTC: `Z`, `+00:00`, GMT. Programs often write it behind local digits."""

    offset: timedelta | None = None
    """The printed offset, but UTC's: that of the clock that the site shows."""
