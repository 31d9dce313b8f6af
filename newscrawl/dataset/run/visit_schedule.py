"""When an article is visited again: times after its publication, and the middle between two of them.

Hours of the schedule are hours after publication, ascending. An article without a time counts from its first visit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise


def scheduled_visit(begin: datetime, at: datetime, visit_hours: Sequence[float]) -> datetime | None:
    """Return the first moment of the schedule after *at*, in the zone of *at*; None when the schedule has ended."""
    moments = (begin + timedelta(hours=hours) for hours in visit_hours)
    return next((moment.astimezone(at.tzinfo) for moment in moments if moment > at), None)


def middle_of_wait(begin: datetime, at: datetime, visit_hours: Sequence[float]) -> datetime | None:
    """Return the middle of the schedule's wait at *at*, past or to come; None outside of the schedule.

    An article that deserves more has one more visit then. A constant number of visits a wait finds edits as
    well as the schedule itself; halving the rest of a wait again and again took twice as many.
    """
    moments = [begin, *(begin + timedelta(hours=hours) for hours in visit_hours)]
    waits = ((before, after) for before, after in pairwise(moments) if before <= at < after)
    return next(((before + (after - before) / 2).astimezone(at.tzinfo) for before, after in waits), None)
