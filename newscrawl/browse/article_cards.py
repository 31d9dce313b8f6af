"""One card for each article in the browse cache: what the search filters, counts and sorts by, without its text.

A page of a million articles reads some thousand of these rows. Cards are numbered by the printed minute, so that the
newest articles have the highest numbers, here and in the index of texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from newscrawl.browse import text_index
from newscrawl.dataset.storage.layout import RecordKind

VALUE_LETTERS = 300
"""Of a facet's value, what is kept and what an address may ask for."""
_SAME_MINUTE = 64
"""Numbers for each minute; more articles of one minute take those of the next ones."""

TABLES = (
    """CREATE TABLE cards (id INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL,
        minute INTEGER NOT NULL, best INTEGER)""",
    """CREATE TABLE facet_values (id INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL,
        card_count INTEGER NOT NULL, UNIQUE (name, value))""",
    "CREATE TABLE card_facets (value_id INTEGER, card INTEGER, PRIMARY KEY (value_id, card)) WITHOUT ROWID",
    "CREATE INDEX card_facets_by_card ON card_facets (card)",
    "CREATE TABLE article_lists (article_id TEXT, list_name TEXT, PRIMARY KEY (article_id, list_name)) WITHOUT ROWID",
)
"""`cards`: `article` is the row of the latest revision, `minute` that of its publication since 1900, `best` the best
position in a ranking. `facet_values`: each section, month, author, list and mark, and how many cards have it."""

_EPOCH_MINUTES = 36_816_480
"""From 1900 to 1970: older articles get the lowest numbers."""
_LAST_MINUTE = 200 * 366 * 24 * 60

_TOUCHED = """
INSERT OR IGNORE INTO article_lists SELECT article_id, list_name FROM rankings
    WHERE id > :rankings AND list_kind <> 'section_page';
INSERT OR IGNORE INTO touched SELECT article_id FROM articles WHERE id > :articles;
INSERT OR IGNORE INTO touched SELECT article_id FROM rankings WHERE id > :rankings AND list_kind <> 'section_page';
INSERT OR IGNORE INTO touched SELECT article_id FROM observations
    WHERE id > :observations AND status IN ('gone', 'moved')
"""
_FRESH = f"""
INSERT INTO fresh (article_id, article, minute, old_id, old_article, best, id)
SELECT t.article_id, a.id,
    max(0, min({_LAST_MINUTE}, coalesce(strftime('%s', a.published_at), strftime('%s', a.captured_at), 0) / 60
        + {_EPOCH_MINUTES})) AS minute,
    old.id, old.article,
    (SELECT min(position) FROM rankings r WHERE r.article_id = t.article_id AND r.list_kind <> 'section_page'),
    NULL
FROM touched t JOIN articles a ON a.id = (
    SELECT b.id FROM articles b WHERE b.article_id = t.article_id ORDER BY b.revision DESC LIMIT 1)
LEFT JOIN cards old ON old.article_id = t.article_id
"""
_FACETS = f"""
CREATE TEMP TABLE found AS
    SELECT 'section' AS name, substr(coalesce(a.section, ''), 1, {VALUE_LETTERS}) AS value, f.id AS card
        FROM fresh f JOIN articles a ON a.id = f.article
    UNION ALL SELECT 'month', coalesce(substr(a.published_at, 1, 7), ''), f.id
        FROM fresh f JOIN articles a ON a.id = f.article
    UNION SELECT 'author', substr(w.name, 1, {VALUE_LETTERS}), f.id FROM fresh f JOIN authors w ON w.article = f.article
    UNION SELECT 'list', substr(l.list_name, 1, {VALUE_LETTERS}), f.id
        FROM fresh f JOIN article_lists l USING (article_id)
    UNION SELECT 'only', o.status, f.id FROM fresh f JOIN observations o USING (article_id)
        WHERE o.status IN ('gone', 'moved')
    UNION SELECT 'only', 'duplicates', f.id FROM fresh f JOIN articles a ON a.id = f.article
        WHERE a.duplicate_of IS NOT NULL
    UNION SELECT 'only', CASE WHEN instr(e.fields, 'headline') THEN 'headline_edits' END, f.id
        FROM fresh f JOIN articles a USING (article_id) JOIN article_edits e ON e.article = a.id
    UNION SELECT 'only', CASE WHEN e.kind = 'silent' THEN 'silent_edits' END, f.id
        FROM fresh f JOIN articles a USING (article_id) JOIN article_edits e ON e.article = a.id;
DELETE FROM found WHERE value IS NULL
"""
_COUNT = """
UPDATE facet_values SET card_count = card_count {sign} changed.n FROM (
    SELECT c.value_id, count(*) AS n FROM fresh f JOIN card_facets c ON c.card = f.{which} GROUP BY 1) AS changed
WHERE changed.value_id = facet_values.id
"""
_REPLACE = f"""
{_COUNT.format(sign="-", which="old_id")};
DELETE FROM card_facets WHERE card IN (SELECT old_id FROM fresh);
DELETE FROM cards WHERE id IN (SELECT old_id FROM fresh);
INSERT INTO cards SELECT id, article_id, article, minute, best FROM fresh;
{_FACETS};
INSERT OR IGNORE INTO facet_values (name, value, card_count) SELECT DISTINCT name, value, 0 FROM found;
INSERT INTO card_facets SELECT v.id, found.card FROM found JOIN facet_values v USING (name, value);
{_COUNT.format(sign="+", which="id")};
DROP TABLE found
"""


def update_cards(connection: sqlite3.Connection, last: Mapping[RecordKind, int]) -> None:
    """Make the cards of all articles with rows after *last* (record kind → row), and their texts, anew.

    `article_edits` must be up to date. Runs in the caller's transaction.
    """
    _run(connection, "CREATE TEMP TABLE touched (article_id TEXT PRIMARY KEY) WITHOUT ROWID")
    _run(
        connection,
        "CREATE TEMP TABLE fresh (article_id TEXT PRIMARY KEY, article INTEGER, minute INTEGER, old_id INTEGER, "
        "old_article INTEGER, best INTEGER, id INTEGER) WITHOUT ROWID",
    )
    _run(connection, _TOUCHED, last)
    _run(connection, _FRESH)
    _number(connection)
    text_index.remove_texts(
        connection, "SELECT old_id, old_article FROM fresh WHERE old_article <> article OR old_id <> id"
    )
    _run(connection, _REPLACE)
    text_index.add_texts(
        connection,
        "SELECT id, article FROM fresh WHERE old_article IS NULL OR old_article <> article OR old_id <> id ORDER BY id",
    )
    _run(connection, "DROP TABLE touched; DROP TABLE fresh")


def _number(connection: sqlite3.Connection) -> None:
    """Give each fresh card a number; one that keeps its minute keeps its number."""
    connection.execute(
        "UPDATE fresh SET id = old_id WHERE old_id IS NOT NULL AND minute = "
        "(SELECT minute FROM cards WHERE cards.id = old_id)"
    )
    waiting = connection.execute(
        "SELECT minute, article_id FROM fresh WHERE id IS NULL ORDER BY minute, article"
    ).fetchall()
    numbers = _free_numbers(connection, [minute for minute, _ in waiting])
    named = ((number, article_id) for number, (_, article_id) in zip(numbers, waiting, strict=True))
    connection.executemany("UPDATE fresh SET id = ? WHERE article_id = ?", list(named))


def _free_numbers(connection: sqlite3.Connection, minutes: list[int]) -> Iterator[int]:
    """Yield a free number for each of *minutes*, which ascend."""
    last = -1
    for minute in minutes:
        last = max(last + 1, _first_free(connection, minute * _SAME_MINUTE))
        while connection.execute("SELECT 1 FROM cards WHERE id = ?", (last,)).fetchone():
            last = _first_free(connection, last)
        yield last


def _first_free(connection: sqlite3.Connection, start: int) -> int:
    """Return a number from *start* on behind which the minute, or twice, four times … as much, is free."""
    width = _SAME_MINUTE
    while True:
        query = "SELECT max(id) FROM cards WHERE id >= ? AND id < ?"
        (highest,) = connection.execute(query, (start, start + width)).fetchone()
        if highest is None:
            return start
        if highest < start + width - 1:
            return int(highest) + 1
        width *= 2


def _run(connection: sqlite3.Connection, script: str, values: Mapping[RecordKind, int] | None = None) -> None:
    """Run the statements of *script* in the open transaction, which `executescript` would end."""
    for statement in script.split(";"):
        names: dict[str, int] = {name: value for name, value in (values or {}).items() if f":{name}" in statement}
        connection.execute(statement, names)
