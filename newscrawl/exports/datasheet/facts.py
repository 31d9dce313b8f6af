"""What an export holds, counted from what was written: period, sections, coverage, rules, duplicates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.exports.columns import Column, columns
from newscrawl.exports.source import Source

SECTION_COUNT = 200
RULE_COUNT = 500
"""The largest numbers of sections and rules that a datasheet lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts about one kind's records of an export."""

    kind: RecordKind
    record_count: int
    article_count: int
    """Distinct articles."""

    first_captured_at: datetime | None
    last_captured_at: datetime | None
    first_published_at: datetime | None = None
    last_published_at: datetime | None = None
    found_counts: dict[str, int] = field(default_factory=dict)
    """Field → records in which it has a value (not null, not empty)."""

    sections: dict[str, int] = field(default_factory=dict)
    """Section label → records; the empty label counts records without a section."""

    duplicate_count: int = 0
    """Records that point to an earlier article with nearly the same text."""

    edited_count: int = 0
    """Articles for which a visit found a later revision."""

    statuses: dict[str, int] = field(default_factory=dict)
    """Result of a visit → visits; for observations only."""

    rules: dict[str, dict[str, int]] = field(default_factory=dict)
    """Field → rule → values that it gave."""


def facts_of(source: Source, kind: RecordKind, relation: str) -> Facts:
    """Return the facts of *relation* (what SQL reads *kind*'s records from)."""
    known = columns(kind)
    counted = ", ".join(f"count(*) FILTER ({_is_found(column)})" for column in known)
    is_article = kind == "articles"
    published = _ends("published_at") if is_article else "NULL, NULL"
    row = source.run(
        f"SELECT count(*), count(DISTINCT article_id), {_ends('captured_at')}, {published}, {counted} FROM {relation}"
    )[0]
    found = dict(zip((column.name for column in known), row[6:], strict=True))
    return Facts(
        kind=kind,
        record_count=row[0],
        article_count=row[1],
        first_captured_at=_moment(row[2]),
        last_captured_at=_moment(row[3]),
        first_published_at=_moment(row[4]),
        last_published_at=_moment(row[5]),
        found_counts=found,
        sections=_sections(source, relation) if is_article else {},
        duplicate_count=found.get("duplicate_of", 0),
        edited_count=_edited_count(source, relation) if is_article else 0,
        statuses=_statuses(source, relation) if kind == "observations" else {},
        rules=_rules(source, relation) if is_article else {},
    )


def _ends(name: str) -> str:
    # As numbers: DuckDB hands zoned times to Python only where pytz is installed.
    return f"epoch_us(min({name})), epoch_us(max({name}))"


def _moment(micros: int | None) -> datetime | None:
    """Return the time *micros* after 1970; None where there is no time, or Python's calendar cannot hold it."""
    try:
        return None if micros is None else datetime.fromtimestamp(0, UTC) + timedelta(microseconds=micros)
    except OverflowError:
        return None


def _is_found(column: Column) -> str:
    if column.is_nested:
        return f'len("{column.name}") > 0' if column.sql_type.endswith("[]") else f'cardinality("{column.name}") > 0'
    return f"\"{column.name}\" <> ''" if column.sql_type == "VARCHAR" else f'"{column.name}" IS NOT NULL'


def _sections(source: Source, relation: str) -> dict[str, int]:
    return dict(
        source.run(
            f"SELECT coalesce(section, ''), count(*) AS n FROM {relation} GROUP BY 1 ORDER BY n DESC, 1 "
            f"LIMIT {SECTION_COUNT}"
        )
    )


def _edited_count(source: Source, relation: str) -> int:
    query = f"SELECT count(DISTINCT article_id) FROM {relation} WHERE revision > 1 AND reextracted_from IS NULL"
    return int(source.run(query)[0][0])


def _statuses(source: Source, relation: str) -> dict[str, int]:
    return dict(source.run(f"SELECT status, count(*) AS n FROM {relation} GROUP BY 1 ORDER BY n DESC, 1"))


def _rules(source: Source, relation: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, rule, count in source.run(
        f"SELECT entry.key, entry.value, count(*) AS n FROM (SELECT unnest(map_entries(sources)) AS entry "
        f"FROM {relation}) GROUP BY ALL ORDER BY n DESC, 1, 2 LIMIT {RULE_COUNT}"
    ):
        found.setdefault(name, {})[rule] = count
    return found
