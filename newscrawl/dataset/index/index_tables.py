"""The tables of the index. Raise `INDEX_VERSION` when one changes: an older index is then rebuilt from the lines."""

from __future__ import annotations

INDEX_VERSION = 1

# WITHOUT ROWID: the key's own tree holds the row, one look-up instead of two.
TABLES = """
CREATE TABLE files (
    file_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, byte_count INTEGER NOT NULL, line_count INTEGER NOT NULL
) STRICT;
CREATE TABLE articles (
    article_id TEXT PRIMARY KEY, canonical_url TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL,
    published_at INTEGER, modified_at INTEGER, first_seen_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL,
    next_visit_at INTEGER, duplicate_of TEXT, status TEXT NOT NULL,
    file_id INTEGER, line_offset INTEGER NOT NULL, line_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE aliases (url TEXT PRIMARY KEY, article_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE signatures (
    signature_id INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, seen_at INTEGER NOT NULL, signature BLOB NOT NULL
) STRICT;
CREATE TABLE bands (
    band INTEGER NOT NULL, signature_id INTEGER NOT NULL, PRIMARY KEY (band, signature_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE validators (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

# Made after a rebuild has filled the tables: one sort is many times cheaper than a million insertions.
LOOKUPS = """
CREATE INDEX articles_by_url ON articles (canonical_url) WHERE revision > 0;
CREATE INDEX articles_by_visit ON articles (next_visit_at) WHERE next_visit_at IS NOT NULL;
CREATE INDEX signatures_by_time ON signatures (seen_at);
"""

ADD_ARTICLE = """
INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, NULL, ?8, iif(?3 = 1, 'new', 'changed'), ?9, ?10, ?11)
ON CONFLICT (article_id) DO UPDATE SET
    canonical_url = excluded.canonical_url, revision = excluded.revision, digest = excluded.digest,
    published_at = excluded.published_at, modified_at = excluded.modified_at,
    first_seen_at = min(iif(articles.revision, articles.first_seen_at, excluded.first_seen_at), excluded.first_seen_at),
    last_seen_at = max(articles.last_seen_at, excluded.last_seen_at), duplicate_of = excluded.duplicate_of,
    file_id = excluded.file_id, line_offset = excluded.line_offset, line_bytes = excluded.line_bytes
WHERE excluded.revision > articles.revision
"""

# Runs whose clock went backwards are in the wrong order: revision 1 may come after revision 2.
FIRST_SEEN = "UPDATE articles SET first_seen_at = ?1 WHERE article_id = ?2 AND first_seen_at > ?1"

# An observation of an article without a line leaves a row of revision 0. If one saw a later revision than the lines
# hold, the article is due at once: its text was lost, and is fetched again. Two observations may have the same time
# (a page was read again). Then the one of the later revision counts, in any order. An article without a line was first
# seen at the earliest one, though a run whose clock went backwards may bring it last.
ADD_OBSERVATION = """
INSERT INTO articles VALUES (?1, ?2, 0, '', NULL, NULL, ?3, ?3, iif(ifnull(?6, 0) > 0, ?3, ?4), NULL, ?5, NULL, 0, 0)
ON CONFLICT (article_id) DO UPDATE SET
    first_seen_at = iif(articles.revision, articles.first_seen_at, min(articles.first_seen_at, ?3)),
    last_seen_at = max(articles.last_seen_at, ?3),
    status = iif(?3 < articles.last_seen_at, articles.status, ?5),
    next_visit_at = iif(
        ?3 < articles.last_seen_at, articles.next_visit_at, iif(ifnull(?6, 0) > articles.revision, ?3, ?4)
    )
WHERE ?3 > articles.last_seen_at
    OR (?3 = articles.last_seen_at AND ifnull(?6, 0) >= articles.revision)
    OR (articles.revision = 0 AND ?3 < articles.first_seen_at)
"""

KNOWN_ARTICLE = """
SELECT article_id, canonical_url, revision, digest, published_at, modified_at, first_seen_at, last_seen_at,
    next_visit_at, duplicate_of, status, name, line_offset, line_bytes
FROM articles JOIN files USING (file_id) WHERE article_id = ? AND revision > 0
"""

ARTICLE_OF_URL = """
SELECT article_id FROM articles WHERE canonical_url = ?1 AND revision > 0
UNION ALL SELECT article_id FROM aliases JOIN articles USING (article_id) WHERE url = ?1 AND revision > 0 LIMIT 1
"""

# The address of a visit that is not the article's own is another way to it.
ADD_VISITED_ALIAS = """
INSERT OR REPLACE INTO aliases SELECT ?1, ?2
WHERE NOT EXISTS (SELECT 1 FROM articles WHERE article_id = ?2 AND canonical_url = ?1)
"""

ADD_ALIAS = "INSERT OR REPLACE INTO aliases VALUES (?, ?)"
PRAGMAS = """
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 10000;
PRAGMA cache_size = -8192;
"""
ALONE = "PRAGMA locking_mode = EXCLUSIVE;"
"""Before the first access to a write-ahead log: SQLite then keeps its table of contents in the process's own memory.
Else it needs memory that is shared through a file, which a network file system has not (sqlite.org/wal.html, 8)."""
SCRATCH_PRAGMAS = """
PRAGMA trusted_schema = OFF;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
"""
# cache_size: 8 MB. With 32 MB a crawl into 200,000 known articles takes 25 MB more, and no look-up is faster.
# synchronous = NORMAL: a power cut may take the index back to an earlier commit, never break it. The lines were synced
# before that commit, so recovery brings the index up to them again.
