"""The findings of `scrapy verify`, and the losses that are already known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import is_regular, read_small, write_whole
from newscrawl.errors import DatasetError, MalformedError
from newscrawl.program import as_typed

Code = Literal[
    "damaged_line", "wrong_schema", "odd_form", "doubled_revision", "broken_list",
    "missing_revision", "missing_article_line",
    "index_missing", "index_damaged", "index_differs",
    "report_missing", "report_damaged", "report_differs",
    "dead_run", "unknown_file", "unreadable_file",
    "manifest_missing", "manifest_damaged", "missing_file", "changed_file", "unlisted_file", "cut_compaction",
    "odd_file", "missing_capture", "damaged_capture", "other_portal", "other_version",
]  # fmt: skip

_SHOWN_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class LineBytes:
    """The bytes of a line that `--repair` moves aside, or replaces."""

    name: str
    """The file's name, as in the layout."""

    offset: int
    content: bytes
    instead: bytes = b""
    """The new line; empty where `--repair` moves the line aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of a dataset."""

    code: Code
    place: str
    """File and line, article or run."""

    message: str
    """What was expected, and what was found."""

    remedy: str
    """What to do."""

    spans: tuple[LineBytes, ...] = field(default=(), repr=False)
    article_id: str = ""
    revision: int = 0
    run_id: str = ""
    file: str = ""
    """The path in the manifest, from the portal's folder."""

    missing: dict[str, int] = field(default_factory=dict, repr=False)
    """Kind → lines that a report counts and the dataset does not hold."""

    def __str__(self) -> str:
        return f"{_short(self.place)}: {_short(self.message)}; {self.remedy}"


def _short(text: str) -> str:
    """Return the first 2,000 characters of *text*: a line from somebody else may be long."""
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"


def run_repair() -> str:
    """Return the remedy that most findings have."""
    return f"run {as_typed('verify --repair')!r}"


def dead_run(path: Path, run_id: str) -> Finding:
    """Return the finding for the unfinished file *path* of a run that no longer writes."""
    return Finding(
        code="dead_run",
        place=path.as_posix(),
        message="expected a finished file, got one that a run left when it died",
        remedy=f"the next crawl finishes it; or {run_repair()}",
        run_id=run_id,
    )


def unknown_file(path: Path, expected: str) -> Finding:
    """Return the finding for the file *path*, found where only *expected* (e.g. ``files of lines``) belong."""
    message = f"expected only {expected} here, got another file"
    return Finding(code="unknown_file", place=str(path), message=message, remedy="move it out of the dataset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A stored item that is gone. `--repair` notes it, so that it is no longer a finding."""

    kind: str
    run_id: str = ""
    line_count: int = 0
    """Lines of that run and kind that the dataset no longer holds."""

    article_id: str = ""
    revision: int = 0
    reason: str
    kept_in: str = ""
    """The new place of the bytes, from the portal's folder."""

    mark: str = ""
    """Identifies a moved line, so that an interrupted repair counts it once."""

    noted_at: datetime


_LOSSES = JsonReader(list[Loss])
_LOSSES_MAX_BYTES = 256 << 20


def read_losses(layout: Layout) -> list[Loss]:
    """Return the noted losses; raises `DatasetError` for a file that cannot be read."""
    path = losses_path(layout)
    if not is_regular(path):
        return []
    try:
        return _LOSSES.decode(read_small(path, _LOSSES_MAX_BYTES))
    except MalformedError as error:
        raise DatasetError(f"{path}: expected the list of losses, got {error}; move the file away") from error


def note_losses(layout: Layout, losses: list[Loss]) -> None:
    """Add *losses* to the noted ones; one that is noted already changes nothing."""
    known = {_key(loss): loss for loss in read_losses(layout)}
    fresh = {_key(loss): loss for loss in losses if _key(loss) not in known}
    if fresh:
        content = msgspec.json.encode([*known.values(), *fresh.values()])
        write_whole(losses_path(layout), msgspec.json.format(content, indent=1) + b"\n")


def losses_path(layout: Layout) -> Path:
    """Return the path of the noted losses."""
    return layout.torn / "losses.json"


def _key(loss: Loss) -> tuple[str | int, ...]:
    return loss.kind, loss.run_id, loss.article_id, loss.revision, loss.reason, loss.mark
