"""The dataset of one portal, open for one run: its only writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from newscrawl.clock import Clock, new_run_id
from newscrawl.dataset.captures import CaptureLimits, CaptureStore, Exchange
from newscrawl.dataset.captures.retention import DEFAULT_LIMITS, Retention, delete_old_captures
from newscrawl.dataset.captures.revisits import forget_old_pages
from newscrawl.dataset.index.index import Index, add_signature, forget_before
from newscrawl.dataset.index.record_lines import decode_article
from newscrawl.dataset.index.sync import note_articles, note_observations, seal
from newscrawl.dataset.recovery.recover import Recovery, recover, window_start_of
from newscrawl.dataset.revisions.run_visits import RunVisits
from newscrawl.dataset.run.group_commit import LineGroups
from newscrawl.dataset.run.index_session import IndexSession
from newscrawl.dataset.run.retry_attempts import forget_attempts, forget_old_attempts
from newscrawl.dataset.run.url_outcomes import UrlOutcomes
from newscrawl.dataset.storage.jsonl import encode_line, encode_rejected, finish
from newscrawl.dataset.storage.layout import REJECTED, Layout
from newscrawl.dataset.storage.lock import DatasetLock, OnLock
from newscrawl.dataset.storage.manifest import add_to_manifest, update_manifest
from newscrawl.dataset.storage.report_file import RunReport, write_report
from newscrawl.dataset.storage.safe_files import NO_CRASH, CrashPoint
from newscrawl.errors import DatasetError
from newscrawl.items import Article, CapturePlace, Observation, RankingEntry
from newscrawl.settings import (
    NEWSCRAWL_DATASET_SYNC_COUNT,
    NEWSCRAWL_DATASET_SYNC_SECS,
    NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS,
)

_LIMITS_KEPT_ON = "capture_limits_kept_on"
_PAGES_FORGOTTEN_ON = "captures_forgotten_on"


class Session(IndexSession):
    """The dataset `root/portal`, open for one run.

    Records become durable in groups, of *sync_record_count* records or *sync_secs* seconds, whichever comes first: the
    group's lines are synced, then the index commits its rows for them. `add_…` methods raise `DatasetError` when
    the disk refuses; from then on the session refuses every record, and only `close` is left.
    """

    refusal: Exception | None = None
    """Why the dataset could not be opened, written or closed. The session of a run sets it."""

    def __init__(
        self,
        root: Path,
        portal: str,
        *,
        clock: Clock,
        sync_record_count: int = NEWSCRAWL_DATASET_SYNC_COUNT,
        sync_secs: float = NEWSCRAWL_DATASET_SYNC_SECS,
        on_lock: OnLock = "skip",
        lock_wait_secs: float = 0.0,
        window_days: int = NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS,
        limits: CaptureLimits = DEFAULT_LIMITS,
        fault: CrashPoint = NO_CRASH,
    ) -> None:
        super().__init__(Layout(root / portal))
        self.portal = portal
        self.clock = clock
        self.run_id = new_run_id(clock.now())
        self.fates = UrlOutcomes()
        """The outcome of every URL that this run has seen."""
        self.visits = RunVisits()
        """The results of this run's visits to known articles."""
        self._on_lock = on_lock
        self._lock_wait_secs = lock_wait_secs
        self._window_days = window_days
        self._fault = fault
        self.captures = CaptureStore(
            self.layout, self.run_id, self._fault, memory=self, rotate_bytes=limits.rotate_bytes
        )
        """The responses that this run has kept."""
        self.retention = Retention()
        """The old captures that were deleted when the session was opened."""
        self._limits = limits
        self._lines = LineGroups(
            self.layout, self.run_id, self._fault, sync_record_count=sync_record_count, sync_secs=sync_secs
        )
        self._lock = DatasetLock(self.layout.lock)
        self._refused_write = ""
        """What refused a write, in a sentence: nothing is written after it."""
        self._is_manifest_behind = False

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> Recovery:
        """Take the lock, repair what a dead run left, open the index.

        Raises `DatasetLockedError`, `IndexVersionError`; `DatasetError` where the disk refuses.
        """
        try:
            with ExitStack() as unfinished:
                unfinished.callback(self._never_was)
                self.layout.refuse_odd_entries()
                unreported = self._lock.acquire(self.run_id, on_lock=self._on_lock, wait_secs=self._lock_wait_secs)
                window_start = window_start_of(self.clock.now(), self._window_days)
                self._index, recovery = recover(
                    self.layout, unreported=unreported, window_start=window_start, fault=self._fault
                )
                forget_before(self._index, window_start)
                self._index.commit()
                self._lock.reported()
                self._is_manifest_behind = bool(recovery.sentences())
                forget_old_attempts(self._index, self.clock.now())
                self._delete_old_captures()
                self._forget_old_pages()
                self.visits.load(self)
                unfinished.pop_all()
        except OSError as error:
            raise DatasetError(
                f"{self.layout.folder}: {error}; free some space or fix the permissions, then run again"
            ) from error
        return recovery

    def _never_was(self) -> None:
        """Leave the lock and the index as if this session had never been opened."""
        if self._index is not None:
            self._index.close()
            self._index = None
        self._lock.give_back()

    def _delete_old_captures(self) -> None:
        """Apply the limits of the settings, once a day: it may need a walk over the articles' lines."""
        limits, today = self._limits, f"{self.clock.now():%Y-%m-%d}"
        if not (limits.keep_days or limits.keep_bytes) or self.state(_LIMITS_KEPT_ON) == today:
            return
        index = self._open_index()
        self.retention = delete_old_captures(self.layout, index, limits, now=self.clock.now(), fault=self._fault)
        if self.retention.file_count:
            update_manifest(self.layout)
        self.set_state(_LIMITS_KEPT_ON, today)

    def _forget_old_pages(self) -> None:
        """Forget the pages last seen long ago, once a day: it reads all known pages."""
        today = self.clock.now().date()
        if self.state(_PAGES_FORGOTTEN_ON) != today.isoformat():
            forget_old_pages(self._open_index(), today)
            self._open_index().forget_texts()
            self.set_state(_PAGES_FORGOTTEN_ON, today.isoformat())

    @property
    def record_counts(self) -> dict[str, int]:
        """Lines that this run has written, by kind."""
        return self._lines.counts

    def read_article(self, article_id: str) -> Article | None:
        """Return the latest revision of *article_id* from its line."""
        known = self.article(article_id)
        return None if known is None else decode_article(self._lines.read(known), known)

    def add_article(self, article: Article, observation: Observation, *, signature: bytes | None) -> None:
        """Store a revision and the visit that found it.

        *signature* is that of the text (`dataset.index.index.signature_of`), if other articles may repeat it. Raises
        `ValueError` for a revision that does not follow the latest one.
        """
        known = self.article(article.article_id)
        expected = 1 if known is None else known.revision + 1
        if article.revision != expected:
            raise ValueError(f"{article.article_id}: expected revision {expected}, got {article.revision}")
        if article.captured_at is None or article.run_id is None:
            raise ValueError(f"{article.article_id}: expected captured_at and run_id, got null")
        lines = encode_line(article), encode_line(observation)  # both can be encoded before either is stored
        with self._refusing() as index:
            offset = self._lines.append("articles", lines[0])
            file_id = index.file_id(self._lines.name("articles"))
            note_articles(index, file_id, [(article, offset, lines[0])])
            if article.revision == 1:
                forget_attempts(index, article.article_id)
            add_signature(index, article.article_id, signature, article.captured_at)
            self._lines.append("observations", lines[1])
            note_observations(index, [observation])
        self.flush_if_due()

    def add_observation(self, observation: Observation) -> None:
        """Store a visit that brought no new revision."""
        line = encode_line(observation)
        with self._refusing() as index:
            self._lines.append("observations", line)
            note_observations(index, [observation])
        self.flush_if_due()

    def add_ranking(self, entries: Sequence[RankingEntry]) -> None:
        """Store one list, whole, in one write. Without effect when it is empty."""
        if entries:
            lines = b"".join(encode_line(entry) for entry in entries)
            with self._refusing():
                self._lines.append("rankings", lines, len(entries))
            self.flush_if_due()

    def add_capture(self, exchange: Exchange) -> CapturePlace:
        """Keep a response; return the place of its bytes. It is durable before any line that is added later."""
        with self._refusing():
            place = self.captures.add(exchange)
        self._lines.begin()
        return place

    def refuse(self, error: Exception) -> None:
        """Handle an *error* that ends all writing; the session of a run ends the run."""
        raise error

    def set_aside(self, record: object, reason: str) -> None:
        """Keep a record that broke the schema in `rejected/`, with *reason*: as JSON where possible, else as text."""
        kept = {"reason": reason, "rejected_at": self.clock.now(), "run_id": self.run_id}
        with self._refusing():
            self._lines.append(REJECTED, encode_rejected(kept, record))
        self.flush_if_due()

    def flush_if_due(self) -> None:
        """End the group if it is full or old; call it from a timer so that a quiet run is durable too."""
        if self._lines.is_due:
            self.flush()

    def flush(self) -> None:
        """Make everything added durable: sync the lines, then commit the index."""
        with self._refusing() as index:
            self.captures.sync()  # before the lines that name them
            self._lines.sync(index)
            self._fault.passes("after_sync")
            index.commit()
        self._fault.passes("after_commit")
        self._lines.end()

    def write_report(self, report: RunReport) -> None:
        """Write this run's report. Call it before `close`, because a run without report counts as a run that died.

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
            if not self._refused_write:
                self.flush()
                self._finish_files()
        finally:
            self._let_go()

    def _finish_files(self) -> None:
        names = [*self.captures.names, *self._lines.names()]
        for name in names:
            finish(self.layout.part(name), self.layout.final(name), self._fault)
        self._fault.passes("before_manifest")
        if self._is_manifest_behind:  # if a run before this one left files that this one has repaired
            update_manifest(self.layout, counted=self.captures.entries())
            return
        report = self.layout.report(self.run_id)
        if report.exists():
            names.append(f"runs/{report.name}")
        add_to_manifest(self.layout, names, self.captures.entries())

    def _let_go(self) -> None:
        self.captures.close()
        self._lines.close()
        self._open_index().close()
        self._index = None
        if self._refused_write:
            self._lock.abandon()
        else:
            seal(self.layout.index)
            self._lock.release()

    @contextmanager
    def _refusing(self) -> Iterator[Index]:
        """Allow a write only while no write was refused, so that the files stay what recovery expects."""
        if self._refused_write:
            raise DatasetError(f"this run stores nothing more, because: {self._refused_write}")
        try:
            yield self._open_index()
        except OSError as error:
            self._refused_write = (
                f"{self.layout.folder}: {error.strerror}; all that was stored is sound: make room, run again"
            )
            raise DatasetError(self._refused_write) from error
        except DatasetError as error:
            self._refused_write = str(error)
            raise
