"""The dataset of one portal, open for one run: its only writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from newscrawl.clock import Clock, new_run_id
from newscrawl.dataset import alike
from newscrawl.dataset.captures import CaptureStore, Exchange
from newscrawl.dataset.fates import Fates
from newscrawl.dataset.faults import Fault
from newscrawl.dataset.finishing import finish
from newscrawl.dataset.groups import LineGroups
from newscrawl.dataset.index import Index
from newscrawl.dataset.jsonl import encode_line, encode_rejected
from newscrawl.dataset.known import DueVisit, KnownArticle
from newscrawl.dataset.layout import REJECTED, Layout
from newscrawl.dataset.lines import article_row, decode_article, observation_row
from newscrawl.dataset.lock import DatasetLock, OnLock
from newscrawl.dataset.manifest import update_manifest
from newscrawl.dataset.opening import seal
from newscrawl.dataset.recovery import Recovery, recover, window_start_of
from newscrawl.dataset.report import RunReport, write_report
from newscrawl.errors import DatasetError
from newscrawl.items import Article, CapturePlace, Observation, RankingEntry


class Session:
    """The dataset `root/portal`, open for one run.

    Records become durable in groups, of *sync_record_count* records or *sync_secs* seconds, whichever comes first: the
    group's lines are synced, then the index commits what it knows of them. `add_…` methods raise `DatasetError` when
    the disk refuses; from then on the session refuses every record, and only `close` is left.
    """

    def __init__(
        self,
        root: Path,
        portal: str,
        *,
        clock: Clock,
        sync_record_count: int = 50,
        sync_secs: float = 5.0,
        on_lock: OnLock = "skip",
        lock_wait_secs: float = 0.0,
        window_days: int = 30,
        rotate_bytes: int = 1_000_000_000,
        fault: str = "",
    ) -> None:
        self.portal = portal
        self.clock = clock
        self.layout = Layout(root / portal)
        self.run_id = new_run_id(clock.now())
        self.fates = Fates()
        """What became of every URL that this run has seen."""
        self._on_lock = on_lock
        self._lock_wait_secs = lock_wait_secs
        self._window_days = window_days
        self._fault = Fault(fault)
        self.captures = CaptureStore(
            self.layout,
            self.run_id,
            self._fault,
            get_state=self.state,
            set_state=self.set_state,
            rotate_bytes=rotate_bytes,
        )
        """The responses that this run has kept."""
        self._lines = LineGroups(
            self.layout, self.run_id, self._fault, sync_record_count=sync_record_count, sync_secs=sync_secs
        )
        self._lock = DatasetLock(self.layout.lock)
        self._index: Index | None = None
        self._refusal = ""

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> Recovery:
        """Take the lock, mend what a dead run left, open the index.

        Raises `DatasetLockedError`, `IndexVersionError`.
        """
        unreported = self._lock.acquire(self.run_id, on_lock=self._on_lock, wait_secs=self._lock_wait_secs)
        recovery: Recovery | None = None
        try:
            self._index, recovery = recover(
                self.layout,
                unreported=unreported,
                window_start=window_start_of(self.clock.now(), self._window_days),
                fault=self._fault,
            )
            self._lock.reported()
        except OSError as error:
            raise DatasetError(
                f"{self.layout.folder}: {error}; make room or mend the rights, then run again"
            ) from error
        finally:
            if recovery is None:
                self._lock.give_back()
        return recovery

    @property
    def record_counts(self) -> dict[str, int]:
        """Lines that this run has written, by kind."""
        return self._lines.counts

    def article(self, article_id: str) -> KnownArticle | None:
        """Return what is known of *article_id*, this run's records included; None where no line of it is stored."""
        return self._open_index().article(article_id)

    def article_of_url(self, canonical_url: str) -> str | None:
        """Return the stored article behind an address: its canonical one, or an alias. About 6 µs."""
        return self._open_index().article_of_url(canonical_url)

    def read_article(self, article_id: str) -> Article | None:
        """Return the latest revision of *article_id* from its line."""
        known = self.article(article_id)
        return None if known is None else decode_article(self._lines.read(known), known)

    def due(self, now: datetime, limit: int) -> list[DueVisit]:
        """Return at most *limit* articles whose next visit is not after *now*, the longest due first."""
        return self._open_index().due(now, limit)

    def similar(self, signature: bytes | None) -> list[str]:
        """Return stored articles whose text may be nearly that of *signature*, the longest known first."""
        return [] if signature is None else alike.similar(self._open_index(), signature)

    def add_article(self, article: Article, observation: Observation, *, signature: bytes | None) -> None:
        """Store a revision and the visit that found it.

        *signature* is that of the text (`signatures.signature_of`), where others may be found to repeat it. Raises
        `ValueError` for a revision that does not follow the latest one.
        """
        known = self.article(article.article_id)
        expected = 1 if known is None else known.revision + 1
        if article.revision != expected:
            raise ValueError(f"{article.article_id}: expected revision {expected}, got {article.revision}")
        if article.captured_at is None or article.run_id is None:
            raise ValueError(f"{article.article_id}: expected captured_at and run_id, got null")
        lines = encode_line(article), encode_line(observation)  # both can be written before either is
        with self._refusing() as index:
            offset = self._lines.append("articles", lines[0])
            file_id = index.file_id(self._lines.name("articles"))
            index.add_article(article_row(article, file_id, offset, len(lines[0])))
            if article.url != article.canonical_url:
                index.add_alias(article.url, article.article_id)
            alike.add_signature(index, article.article_id, signature, article.captured_at)
            self._lines.append("observations", lines[1])
            index.add_observation(observation_row(observation))
        self.flush_if_due()

    def add_observation(self, observation: Observation) -> None:
        """Store a visit that brought no new revision."""
        line = encode_line(observation)
        with self._refusing() as index:
            self._lines.append("observations", line)
            index.add_observation(observation_row(observation))
        self.flush_if_due()

    def add_ranking(self, entries: Sequence[RankingEntry]) -> None:
        """Store one list, whole, in one write. Without effect when it is empty."""
        if entries:
            lines = b"".join(encode_line(entry) for entry in entries)
            with self._refusing():
                self._lines.append("rankings", lines, len(entries))
            self.flush_if_due()

    def add_alias(self, url: str, article_id: str) -> None:
        """Note that *url* leads to *article_id*."""
        self._open_index().add_alias(url, article_id)

    def add_capture(self, exchange: Exchange) -> CapturePlace:
        """Keep a response; return where its bytes stand. It is durable before any line that is added later is."""
        with self._refusing():
            place = self.captures.add(exchange)
        self._lines.begin()
        return place

    def refuse(self, error: Exception) -> None:
        """Be told of an *error* that ends all writing; the session of a run ends the run."""
        raise error

    def set_aside(self, record: object, reason: str) -> None:
        """Keep a record that broke the schema in `rejected/`, with *reason*: as JSON where it is some, else as text."""
        kept = {"reason": reason, "rejected_at": self.clock.now(), "run_id": self.run_id}
        with self._refusing():
            self._lines.append(REJECTED, encode_rejected(kept, record))
        self.flush_if_due()

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """Return the (ETag, Last-Modified) that *url* had when its records were stored; None where it had none."""
        rows = self._open_index().read("SELECT etag, last_modified FROM validators WHERE url = ?", (url,))
        return rows[0] if rows else (None, None)

    def set_validators(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Keep the validators of *url*; call it after its records were added. They stand when those do."""
        index = self._open_index()
        if etag is None and last_modified is None:
            index.write("DELETE FROM validators WHERE url = ?", (url,))
        else:
            index.write("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", (url, etag, last_modified))

    def state(self, key: str) -> Any:
        """Return the JSON value that `set_state` kept under *key*; None where there is none."""
        rows = self._open_index().read("SELECT value FROM state WHERE key = ?", (key,))
        return msgspec.json.decode(rows[0][0]) if rows else None

    def set_state(self, key: str, value: Any) -> None:
        """Keep a small JSON value of the crawl. It is gone after a rebuild of the index: never keep facts here."""
        text = msgspec.json.encode(value).decode()
        self._open_index().write("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, text))

    def flush_if_due(self) -> None:
        """End the group if it is full or old; call it from a timer so that a quiet run is durable too."""
        if self._lines.is_due:
            self.flush()

    def flush(self) -> None:
        """Make all that was added durable: sync the lines, then commit the index."""
        with self._refusing() as index:
            self.captures.sync()  # before the lines that name them
            self._lines.sync(index)
            self._fault.passes("after_sync")
            index.commit()
        self._fault.passes("after_commit")
        self._lines.end()

    def write_report(self, report: RunReport) -> None:
        """Write this run's report; call it before `close`, so that a run without report is a run that died.

        Raises `DatasetError`.
        """
        path = self.layout.report(self.run_id)
        try:
            write_report(path, report)
        except OSError as error:
            raise DatasetError(
                f"{path}: cannot write the report ({error.strerror}); make room, then run again"
            ) from error

    def close(self) -> None:
        """Make everything durable, give the files their final names, free the lock.

        A session that the disk refused keeps its `.part` files: the next run finishes them. Without effect when the
        session is not open.
        """
        if self._index is None:
            return
        try:
            if not self._refusal:
                self.flush()
                self._finish_files()
        finally:
            self._let_go()

    def _finish_files(self) -> None:
        for name in (*self.captures.names, *self._lines.names()):
            finish(self.layout, name, self._fault)
        self._fault.passes("before_manifest")
        update_manifest(self.layout)

    def _let_go(self) -> None:
        self.captures.close()
        self._lines.close()
        self._open_index().close()
        self._index = None
        if self._refusal:
            self._lock.abandon()
        else:
            seal(self.layout.index)
            self._lock.release()

    @contextmanager
    def _refusing(self) -> Iterator[Index]:
        """Let writing go on only while nothing was refused, so that the files stay what recovery expects."""
        if self._refusal:
            raise DatasetError(f"this run stores nothing more, because: {self._refusal}")
        try:
            yield self._open_index()
        except OSError as error:
            self._refusal = (
                f"{self.layout.folder}: {error.strerror}; all that was stored is sound: make room, run again"
            )
            raise DatasetError(self._refusal) from error
        except DatasetError as error:
            self._refusal = str(error)
            raise

    def _open_index(self) -> Index:
        if self._index is None:
            raise DatasetError(f"{self.layout.folder}: the session is not open; call open() first")
        return self._index
