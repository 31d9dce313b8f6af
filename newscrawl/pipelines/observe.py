"""What one visit to an article leaves behind, and when the next one is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from newscrawl.items import Article, Observation, VisitStatus


def observation_of(article: Article, status: VisitStatus, *, run_id: str, visit_hours: Sequence[float]) -> Observation:
    """Return the observation of a visit that read *article* whole, as its `revision`."""
    assert article.captured_at is not None  # noqa: S101  ValidatePipeline stands before
    return Observation(
        portal=article.portal,
        article_id=article.article_id,
        url=article.url,
        captured_at=article.captured_at,
        run_id=run_id,
        status=status,
        http_status=200,
        revision=article.revision,
        comment_count=article.comment_count,
        view_count=article.view_count,
        next_visit_at=next_visit(article.published_at, article.captured_at, visit_hours),
    )


def next_visit(published_at: datetime | None, captured_at: datetime, visit_hours: Sequence[float]) -> datetime | None:
    """Return the next due visit, in the zone of *captured_at*; None when the schedule has ended.

    *visit_hours* are hours after publication, ascending; an article without a time counts from its capture.
    """
    begin = published_at or captured_at
    for hours in visit_hours:
        due = begin + timedelta(hours=hours)
        if due > captured_at:
            return due.astimezone(captured_at.tzinfo)
    return None
