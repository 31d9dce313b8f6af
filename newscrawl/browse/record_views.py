"""What each page shows, as plain data: an article with its history, a list at a moment, runs, edits."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from newscrawl.dataset.read.revision_diff import diff_text
from newscrawl.dataset.read.text_matching import REVISION_STEPS, Effort

_MOST_VISITS = 200
_MOST_EDITS = 100
_COMPARED_LETTERS = 400
"""Of a paragraph: longer ones are compared as a whole."""
_MOST_PARAGRAPHS = 400

Data = dict[str, Any]
Piece = tuple[str, str]
"""`same`, `added` or `removed`, and the text."""


def article(connection: sqlite3.Connection, article_id: str, asked: Mapping[str, str]) -> Data | None:
    """Return an article at one revision, compared with another; None where it is not stored."""
    revisions = _rows(connection, "SELECT * FROM articles WHERE article_id = ? ORDER BY revision", article_id)
    if not revisions:
        return None
    by_number = {row["revision"]: row for row in revisions}
    shown = by_number.get(_number(asked.get("revision")), revisions[-1])
    older = by_number.get(_number(asked.get("against")))
    return {
        "article": shown,
        "authors": _rows(connection, "SELECT name, email FROM authors WHERE article = ? ORDER BY number", shown["id"]),
        "revisions": _steps(connection, revisions),
        "against": older["revision"] if older else None,
        "headline": _woven(older["headline"] if older else None, shown["headline"]),
        "paragraphs": _paragraphs(older["body"] if older else None, shown["body"]),
        "rules": _rows(connection, "SELECT field, rule FROM sources WHERE article = ? ORDER BY field", shown["id"]),
        "disagreements": _rows(
            connection,
            "SELECT field, source, value FROM disagreements WHERE article = ? ORDER BY field, number",
            shown["id"],
        ),
        **_history(connection, article_id),
        "same_story": _rows(
            connection,
            "SELECT article_id, headline FROM latest WHERE article_id <> ?1 AND "
            "(duplicate_of = ?1 OR article_id = ?2 OR duplicate_of = ?2) LIMIT 12",
            article_id,
            shown["duplicate_of"],
        ),
    }


def _history(connection: sqlite3.Connection, article_id: str) -> Data:
    """Return an article's captures, visits, lists and best positions over time, of all its revisions."""
    return {
        "captures": _rows(
            connection,
            "SELECT a.revision, a.captured_at, c.number FROM captures c JOIN articles a ON a.id = c.article "
            "WHERE a.article_id = ? ORDER BY a.revision, c.number",
            article_id,
        ),
        "visits": _rows(
            connection,
            "SELECT captured_at, status, http_status, comment_count, view_count FROM observations WHERE article_id = ? "
            f"ORDER BY captured_at DESC LIMIT {_MOST_VISITS}",
            article_id,
        ),
        "lists": _rows(
            connection,
            "SELECT list_name, min(position) AS best, count(*) AS capture_count, min(captured_at) AS first_at, "
            "max(captured_at) AS last_at FROM rankings WHERE article_id = ? AND list_kind <> 'section_page' "
            "GROUP BY list_name ORDER BY best, capture_count DESC LIMIT 12",
            article_id,
        ),
        "positions": _rows(
            connection,
            "SELECT captured_at, min(position) AS position FROM rankings WHERE article_id = ? AND list_kind <> "
            "'section_page' GROUP BY captured_at ORDER BY captured_at LIMIT 500",
            article_id,
        ),
    }


def ranking(connection: sqlite3.Connection, asked: Mapping[str, str]) -> Data:
    """Return a list as it was at a moment, with what moved since the capture before."""
    lists = _rows(
        connection,
        "SELECT DISTINCT list_kind, list_name FROM rankings WHERE list_kind <> 'section_page' "
        "ORDER BY list_kind = 'front_page', 1, 2 LIMIT 100",
    )
    name = asked.get("list") or (lists[0]["list_name"] if lists else "")
    kind = asked.get("kind") or next((one["list_kind"] for one in lists if one["list_name"] == name), "")
    key = (kind, name)
    of_list = "FROM rankings WHERE list_kind = ? AND list_name = ? AND captured_at"
    at = _one(connection, f"SELECT max(captured_at) {of_list} <= ?", *key, asked.get("at") or "9")
    before = _one(connection, f"SELECT max(captured_at) {of_list} < ?", *key, at)
    after = _one(connection, f"SELECT min(captured_at) {of_list} > ?", *key, at)
    query = f"SELECT position, article_id, headline {of_list} = ? ORDER BY position LIMIT 300"
    was = {row["article_id"]: row["position"] for row in _rows(connection, query, *key, before)}
    entries = [{**row, "was": was.get(row["article_id"])} for row in _rows(connection, query, *key, at)]
    tops = _rows(
        connection,
        "SELECT article_id, headline, capture_count, first_at, last_at FROM top_stories "
        "WHERE list_kind = ? AND list_name = ? ORDER BY capture_count DESC LIMIT 12",
        *key,
    )
    return {"lists": lists, "name": name, "kind": kind, "at": at, "before": before, "after": after, "entries": entries,
            "was_at_1": tops}  # fmt: skip


def edits(connection: sqlite3.Connection, asked: Mapping[str, str]) -> Data:
    """Return a page of edits, newest first, of headlines or silent ones alone where that is asked.

    `older` asks for the next page: `before`, a time, and `skip`, the edits of that time that are shown already.
    """
    conditions = {
        "+instr(fields, 'headline')": asked.get("field") == "headline",
        "+is_silent": asked.get("only") == "silent",  # + keeps SQLite at the index of times
        "captured_at <= ?1": True,
    }
    rows = _rows(
        connection,
        f"SELECT * FROM edits WHERE {' AND '.join(one for one, is_asked in conditions.items() if is_asked)} "
        "ORDER BY captured_at DESC, article_id, revision LIMIT ?2 OFFSET ?3",
        asked.get("before") or "9",
        _MOST_EDITS + 1,
        _number(asked.get("skip")),
    )
    shown, more = rows[:_MOST_EDITS], rows[_MOST_EDITS:]
    return {"edits": shown, "field": asked.get("field", ""), "only": asked.get("only", ""),
            "older": _place_after(shown, asked) if more else None}  # fmt: skip


def _place_after(shown: list[Data], asked: Mapping[str, str]) -> Data:
    before = shown[-1]["captured_at"]
    skipped = _number(asked.get("skip")) if asked.get("before") == before else 0
    return {"before": before, "skip": skipped + sum(row["captured_at"] == before for row in shown)}


def capture_place(connection: sqlite3.Connection, article_id: str, asked: Mapping[str, str]) -> tuple[str, int] | None:
    """Return file and offset of a captured page: of the revision `revision`, the one of that `number` (from 1)."""
    rows = _rows(
        connection,
        'SELECT c.file, c."offset" FROM captures c JOIN articles a ON a.id = c.article '
        "WHERE a.article_id = ? AND a.revision = ? AND c.number = ?",
        article_id,
        _number(asked.get("revision", "1")),
        _number(asked.get("number", "1")),
    )
    return (rows[0]["file"], rows[0]["offset"]) if rows else None


def _steps(connection: sqlite3.Connection, revisions: list[Data]) -> list[Data]:
    """Return for each revision when it was captured and what was edited."""
    query = "SELECT e.* FROM article_edits e JOIN articles a ON a.id = e.article WHERE a.article_id = ?"
    edits = {row["article"]: row for row in _rows(connection, query, revisions[0]["article_id"])}
    steps = []
    for row in revisions:
        edit = edits.get(row["id"])
        what = f"{edit['fields']}, {edit['kind']}" if edit else "no edit"
        if row["reextracted_from"] is not None:
            what = "read again"
        elif row is revisions[0]:
            what = "first"
        steps.append({"revision": row["revision"], "captured_at": row["captured_at"], "what": what})
    return steps


def _paragraphs(before: str | None, after: str) -> list[list[Piece]]:
    newer = after.split("\n\n")[:_MOST_PARAGRAPHS]
    if before is None:
        return [[("same", text)] for text in newer]
    older = before.split("\n\n")[:_MOST_PARAGRAPHS]
    kept = set(newer)
    waiting = [text for text in older if text not in kept]
    known = set(older)
    found: list[list[Piece]] = []
    effort = Effort(REVISION_STEPS)
    for text in newer:
        if text in known:
            found.append([("same", text)])
            continue
        source = next((one for one in waiting if _is_near(one, text)), None)
        if source is not None:
            waiting.remove(source)
        found.append(_woven(source or "", text, effort))
    return found + [[("removed", text)] for text in waiting]


def _is_near(one: str, other: str) -> bool:
    """Return whether two paragraphs share a beginning or an end: an edit leaves one of them."""
    size = min(12, len(one), len(other))
    return bool(size) and (one[:size] == other[:size] or one[-size:] == other[-size:])


def _woven(before: str | None, after: str, effort: Effort | None = None) -> list[Piece]:
    if before is None or before == after:
        return [("same", after)]
    if max(len(before), len(after)) > _COMPARED_LETTERS * 5:
        return [("removed", before), ("added", after)]
    return [(piece.kind, piece.text) for piece in diff_text(before, after, effort)]


def _rows(connection: sqlite3.Connection, query: str, *values: object) -> list[Data]:
    return [dict(row) for row in connection.execute(query, values)]


def _one(connection: sqlite3.Connection, query: str, *values: object) -> str | None:
    found: str | None = connection.execute(query, values).fetchone()[0]
    return found


def _number(printed: str | None) -> int:
    return int(printed) if printed and printed.isascii() and printed.isdecimal() and len(printed) < 10 else 0
