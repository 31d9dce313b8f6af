"""A round of visits to every known article, over as many runs as it takes (`-a visit=all`)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from newscrawl.clock import CLOCK_TOLERANCE, kept_time
from newscrawl.dataset.index.record_lines import DueVisit

if TYPE_CHECKING:
    from newscrawl.dataset.run.session import Session

logger = logging.getLogger(__name__)

_BEGAN = "visit_round:began"


def next_of_round(session: Session, limit: int) -> list[DueVisit]:
    """Return at most *limit* articles without a request in this round, the longest unseen first.

    A round begins with the first call, and ends with the call that finds no article left; the next call begins another.
    """
    kept = session.state(_BEGAN)
    now = session.clock.now()
    began_at = (kept_time(kept, now=now, ahead=CLOCK_TOLERANCE) if kept else None) or now
    found = session.unseen_since(began_at, limit)
    if not kept:
        session.set_state(_BEGAN, began_at.isoformat())
    elif not found:
        session.forget_state(_BEGAN)
        logger.info("every known article was asked for since %(began_at)s", {"began_at": kept})
    return found
