"""The report of a run: what it did, and its verdict. Its JSON Schema is generated from here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from newscrawl.clock import is_countable
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.safe_files import read_small, write_whole
from newscrawl.errors import DatasetError, MalformedError

REPORT_VERSION = 1
REPORT_MAX_BYTES = 64 << 20
Verdict = Literal[
    "done", "failed", "wrong_usage", "layout_changed", "suspicious", "blocked", "locked", "stopped", "died", "unknown"
]
EXIT_CODES: dict[Verdict, int] = {
    "done": 0, "failed": 1, "wrong_usage": 2, "layout_changed": 3, "suspicious": 3, "blocked": 4, "locked": 5,
    "stopped": 6,
}  # fmt: skip
"""The exit code of a run by its verdict; one that died has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCoverage:
    """How far one section was read."""

    section: str
    """The section's label or address."""

    page_count: int
    """List pages that were read."""

    article_count: int
    """Links to articles on these pages."""

    stored_count: int
    """Revisions that were stored from them."""

    is_complete: bool
    """Whether the walk reached known articles, the last page or the asked limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCoverage:
    """How often one field of the stored articles was found, and by which rules."""

    found_count: int
    """Records that have a value."""

    record_count: int
    """Records that were stored."""

    sources: dict[str, int] = field(default_factory=dict)
    """Rule → how many values it gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCoverage:
    """The results of the visits to known articles."""

    visit_count: int = 0
    """Visits with an answer."""

    reads_differently: dict[str, dict[str, int]] = field(default_factory=dict)
    """Field → `rule before → rule now` → visits that read it in another way, though nobody edited it."""

    counts: dict[str, int] = field(default_factory=dict)
    """`noisy` pages that differ at every visit, `flipping` ones that print an earlier text again, `one_text` that the
    portal served for many, `gone_at_once`, `wrong_canonical`, `new_text` altogether, and `returned` → articles."""

    article_ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The same names → the first 20 articles of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """`runs/<run_id>.json`: what one run did. Counts cover this run only."""

    report_version: int = REPORT_VERSION
    """1. Raised when a field changes its meaning."""

    portal: str
    """The name of the portal's file."""

    run_id: str
    """The run."""

    command: Literal["crawl", "reextract"] = "crawl"
    """The task of the run: visit the portal, or read the kept responses again."""

    started_at: datetime
    """UTC."""

    finished_at: datetime | None = None
    """UTC; null for a run that died."""

    verdict: Verdict
    """The result of the run; the next run writes `died`, `verify --repair` writes `unknown`."""

    exit_code: int | None
    """0 done, 1 failed, 2 wrong usage, 3 layout changed, 4 blocked, 5 locked, 6 stopped; null without a code."""

    reasons: tuple[str, ...] = ()
    """The reasons, in sentences."""

    versions: dict[str, str] = field(default_factory=dict)
    """Package → version: newscrawl, scrapy, python and all others that shape the data."""

    settings: dict[str, Any] = field(default_factory=dict)
    """The settings that matter for the data, by name."""

    arguments: dict[str, str] = field(default_factory=dict)
    """The spider's arguments (`-a`)."""

    requests_by_kind: dict[str, int] = field(default_factory=dict)
    """Kind of page → requests that were sent."""

    responses_by_status: dict[str, int] = field(default_factory=dict)
    """HTTP status (or `error`) → answers."""

    records: dict[str, int] = field(default_factory=dict)
    """`articles`, `rankings`, `observations`, `rejected` → lines that were written."""

    captures: dict[str, int] = field(default_factory=dict)
    """`responses` that were kept, `revisits` among them that only point to bytes kept before, `bytes` written."""

    sections: tuple[SectionCoverage, ...] = ()
    """How far each section was read."""

    fields: dict[str, FieldCoverage] = field(default_factory=dict)
    """Field of an article → its coverage."""

    visits: VisitCoverage = field(default_factory=VisitCoverage)
    """The results of the visits to known articles."""

    seen_count: int = 0
    """Distinct URLs seen; the fates add up to it."""

    fates: dict[str, int] = field(default_factory=dict)
    """Fate → URLs."""

    failures: dict[str, int] = field(default_factory=dict)
    """Reason → URLs whose fate is `failed`."""

    request_bytes: int = 0
    """Sent."""

    response_bytes: int = 0
    """Received, as on the wire."""

    peak_memory_bytes: int | None = None
    """Largest resident size of the process; null where unknown."""

    recovery: tuple[str, ...] = ()
    """What was repaired before the first request, in sentences."""

    @property
    def robots_state(self) -> str:
        """Whether the run obeyed robots.txt: obeyed, ignored, or unknown in reports of old versions."""
        state = self.settings.get("ROBOTSTXT_OBEY")
        return "unknown" if state is None else "obeyed" if str(state) in {"True", "1"} else "ignored"


def reason_without(verdict: str, reason: str) -> str:
    """Return *reason*, the sentence of a run, without the *verdict* that it may begin with."""
    return reason.removeprefix(verdict).lstrip(":, ")


def write_report(path: Path, report: RunReport) -> None:
    """Write *report* to *path*, whole or not at all."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")


_REPORT = JsonReader(RunReport)


def read_report(path: Path) -> RunReport:
    """Return the report at *path*; raises `DatasetError` for a file that is not a report."""
    try:
        report = _REPORT.decode(read_small(path, REPORT_MAX_BYTES))
    except MalformedError as error:
        raise DatasetError(f"{path}: expected a run report, got {error}; move the file out of the folder") from error
    for moment in (report.started_at, report.finished_at):
        if moment is not None and not is_countable(moment):
            raise DatasetError(f"{path}: expected a run's times with an offset, got {moment}; move the file away")
    return report
