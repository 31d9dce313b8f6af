"""The index: what is known, in SQLite. A cache of the lines, rebuilt from them whenever it cannot be trusted.

Nearly equal texts: MinHash signatures by character n-grams, and bands to find similar ones.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest
from operator import eq, itemgetter
from pathlib import Path
from struct import unpack
from typing import Any, Self

from newscrawl.dataset.index import index_tables
from newscrawl.dataset.index.index_tables import ALONE, PRAGMAS, SCRATCH_PRAGMAS
from newscrawl.dataset.index.record_lines import ArticleRow, DueVisit, KnownArticle, ObservationRow, micros, moment_of
from newscrawl.errors import DatasetError
from newscrawl.program import as_typed
from newscrawl.text import ngram_tokens

INDEX_FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite raises for a damaged index: its message may hold bytes of the file that are not text."""


class Index:
    """The index at *path*, open for its one writer. Changes are kept once `commit` returns.

    On a network file system nobody else can read it meanwhile.
    """

    def __init__(self, path: Path, *, pragmas: str = PRAGMAS) -> None:
        self.path = path
        self.database = sqlite3.connect(path, isolation_level=None)
        self._is_changing = False
        self._last: tuple[str, int, KnownArticle | None] = ("", -1, None)
        """The article of the last query, the count of changes at that time, and the result."""
        try:
            self.database.executescript(pragmas if is_on_local_disk(path) else ALONE + pragmas)
        except INDEX_FAULTS:
            self.database.close()
            raise

    @classmethod
    def scratch(cls, path: Path) -> Self:
        """Return a new, empty index at *path*. It is filled first and made durable later: see `complete`."""
        index = cls.reopened(path, pragmas=SCRATCH_PRAGMAS)
        with index.closed_on_error():
            index.run_script(f"{index_tables.TABLES}; PRAGMA user_version = {index_tables.INDEX_VERSION}")
        return index

    @classmethod
    def reopened(cls, path: Path, *, pragmas: str = PRAGMAS) -> Self:
        """Return the index at *path*, which this process makes. Raises `DatasetError` where the disk refuses."""
        try:
            return cls(path, pragmas=pragmas)
        except INDEX_FAULTS as error:
            raise _refused(path, error) from error

    def complete(self) -> None:
        """Commit a scratch index, and make its look-ups."""
        self.commit()
        self.run_script(index_tables.LOOKUPS)

    def run_script(self, script: str) -> None:
        """Run several statements. Raises `DatasetError` where the disk refuses."""
        try:
            self.database.executescript(script)
        except INDEX_FAULTS as error:
            raise self._refused(error) from error

    def begin(self) -> None:
        """Open a transaction if none is open."""
        if not self._is_changing:
            self._execute("BEGIN IMMEDIATE")
            self._is_changing = True

    def commit(self) -> None:
        """Commit the changes."""
        if self._is_changing:
            self._execute("COMMIT")
            self._is_changing = False

    def close(self) -> None:
        """Close the index; changes without a commit are lost."""
        self.database.close()
        self._is_changing = False

    @contextmanager
    def closed_on_error(self) -> Iterator[None]:
        """Close the index where what is within raises: nobody gets it then."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def write(self, statement: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one changing *statement* within the open transaction."""
        self.begin()
        return self._execute(statement, parameters)

    def write_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one changing *statement* for each of *rows*."""
        self.begin()
        try:
            self.database.executemany(statement, rows)
        except INDEX_FAULTS as error:
            raise self._refused(error) from error

    def read(self, query: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of *query*, the run's own changes included."""
        try:
            return self.database.execute(query, parameters).fetchall()
        except INDEX_FAULTS as error:
            raise self._refused(error) from error

    def add_article(self, row: ArticleRow) -> None:
        """Note a line of an article; a known revision changes nothing."""
        self.write(index_tables.ADD_ARTICLE, row)

    def add_observation(self, row: ObservationRow) -> None:
        """Note a visit; a visit older than the latest changes nothing."""
        self.write(index_tables.ADD_OBSERVATION, row)

    def add_alias(self, url: str, article_id: str) -> None:
        """Note that *url* leads to *article_id*."""
        self.write("INSERT OR REPLACE INTO aliases VALUES (?, ?)", (url, article_id))

    def article(self, article_id: str) -> KnownArticle | None:
        """Return what is known of *article_id*; None where no line of it is stored."""
        now = (article_id, self.database.total_changes)
        if self._last[:2] != now:  # Several components ask for the same article in turn.
            rows = self.read(index_tables.KNOWN_ARTICLE, (article_id,))
            self._last = (*now, _known(rows[0]) if rows else None)
        return self._last[2]

    def article_of_url(self, url: str) -> str | None:
        """Return the article behind a canonical address or an alias."""
        rows = self.read(index_tables.ARTICLE_OF_URL, (url,))
        return rows[0][0] if rows else None

    def due(self, now: datetime, limit: int) -> list[DueVisit]:
        """Return at most *limit* articles whose next visit is not after *now*, the longest due first."""
        rows = self.read(
            "SELECT article_id, canonical_url, next_visit_at FROM articles WHERE next_visit_at <= ? "
            "ORDER BY next_visit_at LIMIT ?",
            (micros(now), limit),
        )
        return [DueVisit(article_id, url, _some(moment_of(stamp))) for article_id, url, stamp in rows]

    def unseen_since(self, moment: datetime, limit: int) -> list[DueVisit]:
        """Return at most *limit* stored articles whose latest visit was before *moment*, the longest ago first.

        Leaves out those that are gone. It reads the whole table of articles.
        """
        rows = self.read(
            "SELECT article_id, canonical_url, last_seen_at FROM articles WHERE revision > 0 AND last_seen_at < ? "
            "AND NOT (status = 'gone' AND next_visit_at IS NULL) ORDER BY last_seen_at LIMIT ?",
            (micros(moment), limit),
        )
        return [DueVisit(article_id, url, _some(moment_of(stamp))) for article_id, url, stamp in rows]

    def seen_after(self, moment: datetime) -> list[DueVisit]:
        """Return the stored articles whose latest visit was after *moment*. It reads the whole table of articles."""
        rows = self.read(
            "SELECT article_id, canonical_url, last_seen_at FROM articles WHERE revision > 0 AND last_seen_at > ?",
            (micros(moment),),
        )
        return [DueVisit(article_id, url, _some(moment_of(stamp))) for article_id, url, stamp in rows]

    def forget_texts(self) -> None:
        """Forget the earlier texts of articles that have no further visit (`revisions/text_history.py`)."""
        self.write(
            "DELETE FROM state WHERE key >= 'texts:' AND key < 'texts;' "
            "AND substr(key, 7) IN (SELECT article_id FROM articles WHERE next_visit_at IS NULL)"
        )

    def file_id(self, name: str) -> int:
        """Return the number of the file *name*; gives it one if it has no number."""
        query = "SELECT file_id FROM files WHERE name = ?"
        if not (rows := self.read(query, (name,))):
            self.write("INSERT INTO files (name, byte_count, line_count) VALUES (?, 0, 0)", (name,))
            rows = self.read(query, (name,))
        number: int = rows[0][0]
        return number

    def set_committed(self, name: str, byte_count: int, line_count: int) -> None:
        """Note that the first *byte_count* bytes of the file *name* (*line_count* lines) are in the index."""
        number = self.file_id(name)
        self.write(
            "UPDATE files SET byte_count = ?, line_count = ? WHERE file_id = ?", (byte_count, line_count, number)
        )

    def committed(self) -> dict[str, tuple[int, int]]:
        """Return, for each file's name, how many bytes and lines of it are in the index."""
        return {
            name: (size, lines) for name, size, lines in self.read("SELECT name, byte_count, line_count FROM files")
        }

    def _execute(self, statement: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self.database.execute(statement, parameters)
        except INDEX_FAULTS as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> DatasetError:
        return _refused(self.path, error)


def _refused(path: Path, error: Exception) -> DatasetError:
    return DatasetError(
        f"{path}: the index cannot be used ({error}); all lines are sound: make room if the disk is full, "
        f"else run {as_typed('verify --repair')!r}, which rebuilds it from the lines"
    )


def _known(row: tuple[Any, ...]) -> KnownArticle:
    return KnownArticle(
        article_id=row[0],
        canonical_url=row[1],
        revision=row[2],
        digest=row[3],
        published_at=moment_of(row[4]),
        modified_at=moment_of(row[5]),
        first_seen_at=_some(moment_of(row[6])),
        last_seen_at=_some(moment_of(row[7])),
        next_visit_at=moment_of(row[8]),
        duplicate_of=row[9],
        status=row[10],
        file=row[11],
        line_offset=row[12],
        line_bytes=row[13],
    )


def _some(moment: datetime | None) -> datetime:
    if moment is None:
        raise DatasetError(f"the index holds an article without a time of visit; run {as_typed('verify --repair')!r}")
    return moment


MOUNTS = Path("/proc/self/mountinfo")
_LOCAL = frozenset(
    "apfs bcachefs btrfs exfat ext2 ext3 ext4 f2fs jfs nilfs2 ntfs3 overlay ramfs reiserfs tmpfs vfat xfs zfs".split()
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def is_on_local_disk(path: Path, mounts: Path = MOUNTS) -> bool:
    """Return whether *path* is on a file system of this machine alone.

    False for NFS, CephFS, Lustre, FUSE and any other kind that is not known to be local. *mounts*: the list of proc(5);
    a system without it counts as local.
    """
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return True
    best, kind = -1, ""
    resolved = path.resolve()
    for line in lines:
        before, _, after = line.partition(" - ")
        point = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), before.split(" ")[4]))
        if resolved.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return not kind or kind in _LOCAL


PERMUTATION_COUNT = 128
BAND_COUNT = 25
BAND_ROWS = 5
_BAND_BYTES = BAND_ROWS * 4
# 25 bands of 5: of texts with a Jaccard similarity of 0.7, 99 % share a band; of those with 0.3, 6 %; with 0.1, 0.03 %.
_SEED = 20
_LEAST_NGRAM_COUNT = 20


@lru_cache(maxsize=16)  # a text is looked up and stored one after the other
def signature_of(text: str) -> bytes | None:
    """Return the MinHash signature of *text* (512 bytes: 128 unsigned 32-bit numbers); None where it is too short.

    Fewer than 20 distinct 4-grams (about 23 letters) are too few to call two texts the same.
    """
    ngrams = ngram_tokens(text)  # Repeated n-grams change no minimum.
    if _are_few(ngrams):
        return None
    # A compiled module without stubs. `scrapy status` looks at the index, and makes no signature.
    from rensa import RMinHash  # type: ignore[attr-defined]  # noqa: PLC0415

    sketch = RMinHash(num_perm=PERMUTATION_COUNT, seed=_SEED)
    sketch.update(ngrams)
    digest: list[int] = sketch.digest()
    return array("I", digest).tobytes()


def _are_few(ngrams: Sequence[str | bytes]) -> bool:
    some = 2 * _LEAST_NGRAM_COUNT
    return len(set(ngrams[:some])) < _LEAST_NGRAM_COUNT and len(set(ngrams)) < _LEAST_NGRAM_COUNT


def similarity(one: bytes, other: bytes) -> float:
    """Return the estimated Jaccard similarity of two signatures' texts, 0.0 to 1.0 (standard error about 0.04)."""
    return _equal_count(array("I", one), other) / PERMUTATION_COUNT


def _equal_count(numbers: array[int], other: bytes) -> int:
    """Return how many of a signature's *numbers* those of the signature *other* equal."""
    return sum(map(eq, numbers, array("I", other)))


_BAND_HASHES = [blake2b(digest_size=8, salt=bytes([band])) for band in range(BAND_COUNT)]


@lru_cache(maxsize=16)
def bands_of(signature: bytes) -> tuple[int, ...]:
    """Return 25 signed 64-bit numbers; texts that share one may be alike."""
    digests = []
    for band, empty in enumerate(_BAND_HASHES):
        one = empty.copy()  # half the time of one made anew with its salt
        one.update(signature[band * _BAND_BYTES : (band + 1) * _BAND_BYTES])
        digests.append(one.digest())
    return unpack(f">{BAND_COUNT}q", b"".join(digests))


LEAST_SIMILARITY, _CANDIDATE_COUNT = 0.5, 50
_KEPT_SIGNATURES = "SELECT signature_id, signature FROM signatures WHERE article_id = ?"


def add_signature(index: Index, article_id: str, signature: bytes | None, seen_at: datetime) -> None:
    """Keep *signature* as that of *article_id*'s latest text; None removes the kept one."""
    _remove_signatures(index, index.read(_KEPT_SIGNATURES, (article_id,)))
    if signature is None:
        return
    added = index.write(
        "INSERT INTO signatures (article_id, seen_at, signature) VALUES (?, ?, ?)",
        (article_id, micros(seen_at), signature),
    )
    number = added.lastrowid
    index.write_many("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, number) for band in bands_of(signature)])


def add_signatures(index: Index, found: Sequence[tuple[str, bytes | None, datetime]]) -> None:
    """Keep (article, signature, time of capture) of many texts; an article's last text replaces the others.

    Rows go in by their key's order, which is three times as fast as article by article.
    """
    latest = {article_id: (signature, seen_at) for article_id, signature, seen_at in found}
    for article_id in latest:
        _remove_signatures(index, index.read(_KEPT_SIGNATURES, (article_id,)))
    first = index.read("SELECT ifnull(max(signature_id), 0) + 1 FROM signatures")[0][0]
    rows = [
        (number, article_id, micros(seen_at), signature)
        for number, (article_id, (signature, seen_at)) in enumerate(latest.items(), first)
        if signature is not None
    ]
    index.write_many("INSERT INTO signatures VALUES (?, ?, ?, ?)", rows)
    bands = sorted((band, number) for number, _, _, signature in rows for band in bands_of(signature))
    index.write_many("INSERT OR IGNORE INTO bands VALUES (?, ?)", bands)


def similar(index: Index, signature: bytes) -> list[str]:
    """Return the articles whose text may be nearly that of *signature* (estimated similarity 0.5 or more).

    The longest known first; the 50 nearest where there are more. Thousands of articles may fill in one form (prices,
    weather), and each is read and compared. They are candidates: compare the texts before calling them the same.
    """
    marks = ", ".join("?" * len(bands_of(signature)))
    rows = index.read(
        f"SELECT article_id, signature FROM signatures JOIN articles USING (article_id) WHERE signature_id IN "  # noqa: S608 - only question marks are put in
        f"(SELECT signature_id FROM bands WHERE band IN ({marks})) ORDER BY first_seen_at, article_id",
        bands_of(signature),
    )
    numbers = array("I", signature)
    counts = ((-_equal_count(numbers, other), place) for place, (_, other) in enumerate(rows))
    nearest = nsmallest(_CANDIDATE_COUNT, (one for one in counts if -one[0] >= LEAST_SIMILARITY * PERMUTATION_COUNT))
    return [rows[place][0] for _, place in sorted(nearest, key=itemgetter(1))]


def forget_before(index: Index, window_start: datetime) -> None:
    """Drop the signatures of texts that were captured before *window_start*."""
    while rows := index.read(
        "SELECT signature_id, signature FROM signatures WHERE seen_at < ? LIMIT 1000", (micros(window_start),)
    ):
        _remove_signatures(index, rows)


def _remove_signatures(index: Index, rows: list[tuple[int, bytes]]) -> None:
    for number, signature in rows:
        index.write_many(
            "DELETE FROM bands WHERE band = ? AND signature_id = ?", [(band, number) for band in bands_of(signature)]
        )
        index.write("DELETE FROM signatures WHERE signature_id = ?", (number,))
