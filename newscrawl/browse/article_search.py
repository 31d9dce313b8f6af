"""Articles by words of any length, and by section, month, author, list and what happened to them."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Mapping
from typing import Any

from newscrawl.browse import text_index
from newscrawl.browse.article_cards import VALUE_LETTERS

PAGE_COUNT = 20
MOST_FOUND = 10_000
"""The newest articles that fit; what is older has its own address (`before`)."""
_SEARCH_SECS = 2.0
_STEPS_BETWEEN_LOOKS = 20_000
_MOST_WORDS = 8
_MOST_LETTERS = 100
_SNIPPET_LETTERS = 60
_FACETS = {"section": 24, "month": 24, "author": 12, "list": 12, "only": 5}
"""Name → how many of its values are shown."""

_READ = """ AND EXISTS (SELECT 1 FROM cards k JOIN articles a ON a.id = k.article WHERE k.id = c.id AND
    (a.headline LIKE {0} ESCAPE '\\' OR a.body LIKE {0} ESCAPE '\\' OR a.lead LIKE {0} ESCAPE '\\'))"""


def search(connection: sqlite3.Connection, asked: Mapping[str, str], page: int) -> dict[str, Any]:
    """Return the articles that fit *asked*, newest first.

    *asked*: `q`, `section`, `month`, `author`, `list`, `only`, and `before`, the number of a card. A search ends at
    `MOST_FOUND` articles or after 2 seconds. `is_whole`: there are no more. `total` and the facets count these.
    """
    words = [word[:_MOST_LETTERS] for word in asked.get("q", "").replace("\0", " ").split()[:_MOST_WORDS]]
    filters = [(name, asked[name][:VALUE_LETTERS]) for name in _FACETS if name in asked]
    before = asked.get("before", "")
    found, is_whole = _found(connection, words, filters, int(before) if _is_number(before) else None)
    is_everything = not words and not filters and not before
    total = _whole_count(connection) if is_everything else len(found)
    shown = found[(page - 1) * PAGE_COUNT : page * PAGE_COUNT]
    return {
        "total": total,
        "is_whole": is_whole or is_everything,
        "page": page,
        "page_count": max(1, -(-len(found) // PAGE_COUNT)),
        "older": None if is_whole or not found else found[-1],
        "articles": [_hit(row, words) for row in _rows(connection, shown)],
        "facets": _whole_facets(connection) if is_everything else _facets_of(connection, found),
    }


def _found(
    connection: sqlite3.Connection, words: list[str], filters: list[tuple[str, str]], before: int | None
) -> tuple[list[int], bool]:
    """Return the numbers of the cards that fit, newest first, and whether these are all."""
    expressions = {word: text_index.expression(connection, word) for word in words}
    values = _value_ids(connection, filters)
    if "" in expressions.values() or len(values) < len(filters):
        return [], True
    query, given = _query([one for one in expressions.values() if one], values, before)
    for word in (word for word, one in expressions.items() if one is None):
        given.append("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        query += _READ.format(f"?{len(given)}")
    found, is_whole = _within_time(connection, f"{query} ORDER BY c.id DESC", given)
    return found[:MOST_FOUND], is_whole and len(found) <= MOST_FOUND


def _query(expressions: list[str], values: list[int], before: int | None) -> tuple[str, list[Any]]:
    """Return the query of the cards `c.id`: it walks the texts, else the rarest value, else all cards, newest first."""
    given: list[Any] = []
    if expressions:
        given.append(" AND ".join(f"({one})" for one in expressions))
        query = "SELECT c.id FROM (SELECT rowid AS id FROM article_text WHERE article_text MATCH ?1) c WHERE 1"
    elif values:
        given.append(values.pop(0))
        query = "SELECT c.id FROM (SELECT card AS id FROM card_facets WHERE value_id = ?1) c WHERE 1"
    else:
        query = "SELECT c.id FROM cards c WHERE 1"
    for value in values:
        given.append(value)
        query += f" AND EXISTS (SELECT 1 FROM card_facets f WHERE f.value_id = ?{len(given)} AND f.card = c.id)"
    if before is not None:
        given.append(before)
        query += f" AND c.id < ?{len(given)}"
    return query, given


def _value_ids(connection: sqlite3.Connection, filters: list[tuple[str, str]]) -> list[int]:
    """Return the numbers of the values, the rarest first; one that no article has is left out."""
    query = "SELECT card_count, id FROM facet_values WHERE name = ? AND value = ? AND card_count > 0"
    rows = [row for one in filters for row in connection.execute(query, one)]
    return [value_id for _, value_id in sorted(map(tuple, rows))]


def _within_time(connection: sqlite3.Connection, query: str, given: list[Any]) -> tuple[list[int], bool]:
    """Return the first numbers of *query*, one more than `MOST_FOUND`, and whether the time was enough.

    `execute` looks for the first row, which can take as long as all others: it is within the time as well.
    """
    end = time.monotonic() + _SEARCH_SECS
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
    found: list[int] = []
    try:
        for row in itertools.islice(connection.execute(query, given), MOST_FOUND + 1):
            found.append(row[0])  # noqa: PERF401  what was found before an interruption is kept
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
            raise
        return found, False
    finally:
        connection.set_progress_handler(None, 0)
    return found, True


def _rows(connection: sqlite3.Connection, cards: list[int]) -> list[sqlite3.Row]:
    query = (
        "SELECT a.article_id, a.headline, a.section, a.published_at, a.revision, a.body, a.duplicate_of, c.best "
        "FROM cards c JOIN articles a ON a.id = c.article WHERE c.id = ?"
    )
    return [row for card in cards for row in connection.execute(query, (card,))]


def _whole_count(connection: sqlite3.Connection) -> int:
    """Return the number of articles: each has one section, if only an empty one."""
    query = "SELECT coalesce(sum(card_count), 0) FROM facet_values WHERE name = 'section'"
    return int(connection.execute(query).fetchone()[0])


def _whole_facets(connection: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
    query = "SELECT value, card_count FROM facet_values WHERE name = ? AND card_count > 0 ORDER BY {} LIMIT ?"
    return {
        name: [tuple(row) for row in connection.execute(query.format(_order(name)), (name, count))]
        for name, count in _FACETS.items()
    }


def _facets_of(connection: sqlite3.Connection, found: list[int]) -> dict[str, list[tuple[str, int]]]:
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO hits VALUES (?)", ((card,) for card in found))
    connection.execute(
        "CREATE TEMP TABLE counted AS SELECT v.name, v.value, n.card_count FROM (SELECT f.value_id, count(*) AS "
        "card_count FROM hits CROSS JOIN card_facets f ON f.card = hits.id GROUP BY 1) n "
        "JOIN facet_values v ON v.id = n.value_id"
    )
    query = "SELECT value, card_count FROM counted WHERE name = ? ORDER BY {} LIMIT ?"
    return {
        name: [tuple(row) for row in connection.execute(query.format(_order(name)), (name, count))]
        for name, count in _FACETS.items()
    }


def _order(name: str) -> str:
    return "value DESC" if name == "month" else "card_count DESC, value"


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


def _is_number(printed: str) -> bool:
    return printed.isascii() and printed.isdecimal() and len(printed) < 16
