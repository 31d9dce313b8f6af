"""Which records an export takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.errors import WrongUsageError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to take of the records. Bounds are on `captured_at`; *latest* is found before the other filters apply."""

    is_latest: bool = False
    """Only the last revision (articles), capture (rankings), visit (observations) of each."""

    as_of: datetime | None = None
    """The dataset as it was known before this time."""

    since: datetime | None = None
    """Captured at or after."""

    until: datetime | None = None
    """Captured before."""

    sections: tuple[str, ...] = ()
    """Section labels as printed; empty for all."""

    where: str = ""
    """An SQL condition over the columns; empty for no condition."""

    @property
    def is_joined(self) -> bool:
        """Whether the choice of a record depends on other records."""
        return self.is_latest or bool(self.sections)

    def as_text(self) -> dict[str, str]:
        """Return option → value of what the user asked for, in the words of the command line."""
        options = {
            "latest": "yes" if self.is_latest else "",
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "section": ",".join(self.sections),
            "where": self.where,
        }
        return {name: value for name, value in options.items() if value}


def time_bound(printed: str | None, option: str, *, is_end: bool = False) -> datetime | None:
    """Return the time that *printed* (ISO 8601) names, UTC where it has no offset; None where *printed* is empty.

    A day without a time is its first moment. With *is_end* it is the first moment of the next day.
    Raises `WrongUsageError` for any other form.
    """
    if not printed:
        return None
    try:
        moment = datetime.fromisoformat(printed)
        if is_end and _DAY.match(printed):
            moment += timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise WrongUsageError(
            f"{option}: expected a day such as 2026-11-23 or a time such as 2026-11-23T09:00+09:00, got {printed!r}"
        ) from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def conditions(kind: RecordKind, selection: Selection) -> list[str]:
    """Return SQL conditions over the columns of *kind*; *where* and *is_latest* are not among them."""
    bounds = ((">=", selection.since), ("<", selection.until))
    found = [f"captured_at {sign} {time_literal(bound)}" for sign, bound in bounds if bound is not None]
    if selection.as_of:
        found.append(_known_at(selection.as_of))
    if selection.sections:
        labels = ", ".join(literal(label) for label in selection.sections)
        found.append(_SECTION_CONDITIONS[kind].format(labels=labels))
    return found


def latest(kind: RecordKind, selection: Selection) -> str:
    """Return the SQL condition that keeps the last record of each thing, as it was known at *as_of*."""
    key = _THINGS[kind]
    order = "revision" if kind == "articles" else "captured_at"
    known = f" WHERE {_known_at(selection.as_of)}" if selection.as_of else ""
    return f"row({key}, {order}) IN (SELECT row({key}, max({order})) FROM all_{kind}{known} GROUP BY {key})"


def _known_at(as_of: datetime) -> str:
    """Return the condition for what was stored before *as_of*: a re-reading keeps the time of an older capture.

    A run's id begins with the second of its start.
    """
    second = (as_of.astimezone(UTC) + timedelta(microseconds=999_999)).strftime("%Y%m%dT%H%M%SZ")
    return f"captured_at < {time_literal(as_of)} AND (run_id IS NULL OR run_id < {literal(second)})"


def labels_query(kind: RecordKind) -> str:
    """Return the SQL query for the labels by which `Selection.sections` can choose *kind*, frequent ones first."""
    return f"SELECT label FROM ({_LABELS[kind]}) WHERE label <> '' GROUP BY label ORDER BY count(*) DESC, label"


def literal(text: str) -> str:
    """Return *text* as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def time_literal(moment: datetime) -> str:
    """Return *moment* as an SQL literal."""
    return f"TIMESTAMPTZ {literal(moment.isoformat())}"


_SECTION_CONDITIONS: dict[RecordKind, str] = {
    "articles": "section IN ({labels})",
    "rankings": "(list_section IN ({labels}) OR section IN ({labels}))",
    "observations": "article_id IN (SELECT article_id FROM all_articles WHERE section IN ({labels}))",
}
_OF_ARTICLES = "SELECT section AS label FROM all_articles"
_LABELS: dict[RecordKind, str] = {
    "articles": _OF_ARTICLES,
    "rankings": "SELECT unnest([list_section, section]) AS label FROM all_rankings",
    "observations": _OF_ARTICLES,
}
_THINGS: dict[RecordKind, str] = {
    "articles": "article_id",
    "rankings": "list_kind, list_name, coalesce(list_section, ''), "
    "CASE WHEN list_kind = 'section_page' THEN page_url ELSE '' END",
    "observations": "article_id",
}
"""Kind → the columns by which records are one thing over time."""
