"""Articles by words of any length, and by section, month, author, list and what happened to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

PAGE_COUNT = 20
_INDEXED_LETTERS = 3
"""The index holds pieces of three letters: shorter words are looked for in the texts themselves."""
_MOST_LETTERS = 100
_SNIPPET_LETTERS = 60
_FACET_COUNT = 24

_FILTERS = {
    "headline_edits": "a.article_id IN (SELECT article_id FROM headline_edits)",
    "silent_edits": "a.article_id IN (SELECT article_id FROM silent_edits)",
    "gone": "a.article_id IN (SELECT article_id FROM observations WHERE status = 'gone')",
    "moved": "a.article_id IN (SELECT article_id FROM observations WHERE status = 'moved')",
    "duplicates": "a.duplicate_of IS NOT NULL",
}
_BY = {
    "section": "coalesce(a.section, '')",
    "month": "coalesce(substr(a.published_at, 1, 7), '')",
    "author": "a.id IN (SELECT article FROM authors WHERE name = ?)",
    "list": "EXISTS (SELECT 1 FROM article_lists l WHERE l.article_id = a.article_id AND l.list_name = ?)",
}


def search(connection: sqlite3.Connection, asked: Mapping[str, str], page: int) -> dict[str, Any]:
    """Return the articles that fit *asked* (`q`, `section`, `month`, `author`, `list`, `only`), newest first."""
    words = asked.get("q", "").split()[:8]
    words = [word[:_MOST_LETTERS] for word in words]
    conditions, values = _conditions(asked, words)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY)")
    connection.execute(f"INSERT INTO hits SELECT a.id FROM latest a WHERE {' AND '.join(conditions)}", values)
    (total,) = connection.execute("SELECT count(*) FROM hits").fetchone()
    rows = connection.execute(
        "SELECT a.id, a.article_id, a.headline, a.section, a.published_at, a.revision, a.body, a.duplicate_of, "
        "(SELECT min(position) FROM rankings r WHERE r.article_id = a.article_id "
        "AND r.list_kind <> 'section_page') AS best "
        "FROM hits JOIN articles a USING (id) ORDER BY a.published_at DESC, a.id DESC LIMIT ? OFFSET ?",
        (PAGE_COUNT, (page - 1) * PAGE_COUNT),
    )
    return {
        "total": total,
        "page": page,
        "page_count": max(1, -(-total // PAGE_COUNT)),
        "articles": [_hit(row, words) for row in rows],
        "facets": {
            "section": _facet(connection, "coalesce(a.section, '')", "1"),
            "month": _facet(connection, "coalesce(substr(a.published_at, 1, 7), '')", "-n"),
            "author": _author_facet(connection),
            "list": _list_facet(connection),
        },
    }


def _conditions(asked: Mapping[str, str], words: list[str]) -> tuple[list[str], list[str]]:
    conditions, values = ["1"], []
    for word in words:
        if len(word) >= _INDEXED_LETTERS:
            conditions.append("a.id IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)")
            values.append('"' + word.replace('"', '""') + '"')
        else:
            like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
            conditions.append(
                "(a.headline LIKE ? ESCAPE '\\' OR a.body LIKE ? ESCAPE '\\' OR a.lead LIKE ? ESCAPE '\\')"
            )
            values += [like] * 3
    for name, condition in _BY.items():
        if name in asked:
            conditions.append(condition if "?" in condition else f"{condition} = ?")
            values.append(asked[name])
    if asked.get("only") in _FILTERS:
        conditions.append(_FILTERS[asked["only"]])
    return conditions, values


def _facet(connection: sqlite3.Connection, expression: str, order: str) -> list[tuple[str, int]]:
    by = "1 DESC" if order == "-n" else "2 DESC, 1"
    rows = connection.execute(
        f"SELECT {expression}, count(*) FROM hits JOIN articles a USING (id) GROUP BY 1 "
        f"ORDER BY {by} LIMIT {_FACET_COUNT}"
    )
    return [(row[0], row[1]) for row in rows]


def _author_facet(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    rows = connection.execute(
        "SELECT name, count(*) FROM hits JOIN authors ON authors.article = hits.id GROUP BY 1 "
        "ORDER BY 2 DESC, 1 LIMIT 12"
    )
    return [(row[0], row[1]) for row in rows]


def _list_facet(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    rows = connection.execute(
        "SELECT l.list_name, count(*) FROM hits JOIN articles a USING (id) JOIN article_lists l USING (article_id) "
        "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12"
    )
    return [(row[0], row[1]) for row in rows]


def _hit(row: sqlite3.Row, words: list[str]) -> dict[str, Any]:
    names = ("article_id", "headline", "section", "published_at", "revision", "duplicate_of", "best")
    return {**{name: row[name] for name in names}, "snippet": _snippet(row["body"], words)}


def _snippet(body: str, words: list[str]) -> list[tuple[str, bool]]:
    """Return the neighbourhood of the first word in *body* in pieces: text, and whether it is the word."""
    folded = body.casefold()
    places = [
        (place, word) for word in words if len(folded) == len(body) and (place := folded.find(word.casefold())) >= 0
    ]
    if not places:
        return [(body[: _SNIPPET_LETTERS * 2] + ("…" if len(body) > _SNIPPET_LETTERS * 2 else ""), False)]
    place, word = min(places)
    begin, end = max(0, place - _SNIPPET_LETTERS), place + len(word) + _SNIPPET_LETTERS
    return [
        (("…" if begin else "") + body[begin:place], False),
        (body[place : place + len(word)], True),
        (body[place + len(word) : end] + ("…" if end < len(body) else ""), False),
    ]
