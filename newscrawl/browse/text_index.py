"""The index of the texts of articles as they are now: it finds words of any length, newest articles first.

SQLite's trigram index finds pieces of three letters and more. A shorter word is looked up in the index's own list of
pieces: those that begin with it. A text ends in two line ends, so that its last letters begin a piece as well.
"""

from __future__ import annotations

import sqlite3

TABLES = (
    "CREATE VIRTUAL TABLE article_text USING fts5(text, content='', columnsize=0, tokenize='trigram')",
    "CREATE VIRTUAL TABLE text_pieces USING fts5vocab(article_text, row)",
)
PIECE_LETTERS = 3
_MOST_PIECES = 2_000
"""A short word that begins more pieces than this is frequent: looking through the newest texts finds it sooner."""
_TEXT = "a.headline || char(10, 10) || coalesce(a.lead || char(10, 10), '') || a.body || char(10, 10)"
# By default SQLite merges the pieces of the index as they arrive, and rewrites each of them many times: 33 s for 50,000
# articles, 15 s where it merges 100 at once.
_WHILE_BUILDING = {"automerge": 0, "crisismerge": 100}
# Afterwards it merges a little with each update. By default it would also merge sixteen of a kind at once: for a
# million articles that is a gigabyte, for which all pages would wait.
_AFTERWARDS = {"automerge": 4, "crisismerge": 1_000}


def begin_building(connection: sqlite3.Connection) -> None:
    """Prepare the index for many texts; `end_building` undoes it."""
    _configure(connection, _WHILE_BUILDING)


def end_building(connection: sqlite3.Connection) -> None:
    """Prepare the index for a few texts at a time."""
    _configure(connection, _AFTERWARDS)


def add_texts(connection: sqlite3.Connection, rows: str) -> None:
    """Add the texts of *rows*: a query that gives the numbers of a card and of a row of `articles`."""
    connection.execute(
        f"WITH f (card, article) AS ({rows}) INSERT INTO article_text (rowid, text) "
        f"SELECT f.card, {_TEXT} FROM f CROSS JOIN articles a ON a.id = f.article"
    )


def remove_texts(connection: sqlite3.Connection, rows: str) -> None:
    """Remove the texts that `add_texts` added for the same *rows*."""
    connection.execute(
        f"WITH f (card, article) AS ({rows}) INSERT INTO article_text (article_text, rowid, text) "
        f"SELECT 'delete', f.card, {_TEXT} FROM f CROSS JOIN articles a ON a.id = f.article"
    )


def expression(connection: sqlite3.Connection, word: str) -> str | None:
    """Return what the index finds *word* by; empty where no text has it, None where the texts must be read."""
    if len(word) >= PIECE_LETTERS:
        return _quoted(word)
    start = word.lower()
    if len(start) != len(word):
        return None
    query = "SELECT term FROM text_pieces WHERE term >= ? AND term < ? LIMIT ?"
    pieces = [term for (term,) in connection.execute(query, (start, _after(start), _MOST_PIECES + 1))]
    return None if len(pieces) > _MOST_PIECES else " OR ".join(map(_quoted, pieces))


def _after(start: str) -> str:
    """Return a text behind all that begin with *start*."""
    return start + "\U0010ffff"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _configure(connection: sqlite3.Connection, options: dict[str, int]) -> None:
    for option in options.items():
        connection.execute("INSERT INTO article_text (article_text, rank) VALUES (?, ?)", option)
