"""The edits in an SQLite file: one row for each, derived from the stored revisions by `dataset.read.edit_kind`."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import itemgetter
from typing import Any

import msgspec

from newscrawl.dataset.read.edit_kind import RevisionMarks, edit_steps, revision_content

TABLE = """CREATE TABLE article_edits (
    article INTEGER PRIMARY KEY REFERENCES articles (id), before INTEGER NOT NULL REFERENCES articles (id),
    judged INTEGER NOT NULL REFERENCES articles (id), kind TEXT NOT NULL, fields TEXT NOT NULL)"""
"""`article`: the row of the newer revision. `before`: that of the older one. `judged`: that of the last reading of the
newer one's captures. `kind`: `announced`, `silent` or `time only`. `fields`: the edited fields, joined by commas."""

VIEWS = (
    """CREATE VIEW edits AS SELECT a.article_id, a.canonical_url, a.section,
        coalesce(a.published_at, b.published_at) AS published_at, a.captured_at, b.revision AS before_revision,
        a.revision, b.headline AS before_headline, j.headline AS headline, e.kind, e.fields,
        e.kind = 'silent' AS is_silent
    FROM articles a JOIN article_edits e ON e.article = a.id JOIN articles b ON b.id = e.before
        JOIN articles j ON j.id = e.judged""",
    "CREATE VIEW headline_edits AS SELECT * FROM edits WHERE instr(fields, 'headline')",
    "CREATE VIEW silent_edits AS SELECT * FROM edits WHERE is_silent",
)
_EDITED = (
    "SELECT id, article_id, revision, captured_at, reextracted_from, headline, section, published_at, modified_at, "
    "body FROM articles a WHERE article_id IN (SELECT article_id FROM articles WHERE id > ?1) AND EXISTS "
    "(SELECT 1 FROM articles b WHERE b.article_id = a.article_id AND b.revision <> a.revision) "
    "ORDER BY article_id, revision"
)
_CHILDREN = {
    "authors": "SELECT name, email FROM authors WHERE article = ? ORDER BY number",
    "tags": "SELECT value FROM tags WHERE article = ? ORDER BY number",
    "images": "SELECT url, caption, credit FROM images WHERE article = ? ORDER BY number",
}
_TIMES = ("captured_at", "published_at", "modified_at")


def add_edits(connection: sqlite3.Connection, last: int = 0) -> None:
    """Write the edits of all articles with a revision in a row after *last*, once each: files may come in any order."""
    rows = _rows(connection, _EDITED, last)
    for _, revisions in itertools.groupby(rows, key=itemgetter("article_id")):
        connection.executemany(
            "INSERT OR REPLACE INTO article_edits VALUES (?, ?, ?, ?, ?)", list(_edits(connection, list(revisions)))
        )


def _edits(connection: sqlite3.Connection, revisions: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    rows = {one["revision"]: one["id"] for one in revisions}
    connection.executemany("DELETE FROM article_edits WHERE article = ?", [(row,) for row in rows.values()])
    for step in edit_steps([_content(connection, one) for one in revisions]):
        if step.kind is not None:
            judged = rows[step.judged_revision]
            yield rows[step.to_revision], rows[step.from_revision], judged, step.kind, ", ".join(step.fields)


def _content(connection: sqlite3.Connection, row: dict[str, Any]) -> RevisionMarks:
    children: dict[str, list[Any]] = {
        name: connection.execute(query, (row["id"],)).fetchall() for name, query in _CHILDREN.items()
    }
    children["tags"] = [tag for (tag,) in children["tags"]]
    times = {name: msgspec.convert(row[name], datetime | None) for name in _TIMES}
    return revision_content(
        {**row, **children, **times},
        revision=row["revision"],
        captured_at=times["captured_at"],
        reextracted_from=row["reextracted_from"],
    )


def _rows(connection: sqlite3.Connection, query: str, *values: object) -> Iterable[dict[str, Any]]:
    found = connection.execute(query, values)
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found)
