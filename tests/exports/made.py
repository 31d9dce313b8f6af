"""Datasets for the tests of exports: lines on disk, as finished runs leave them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newscrawl.dataset.storage.jsonl import encode_line
from newscrawl.dataset.storage.layout import Layout, RecordKind
from newscrawl.dataset.storage.report_file import RunReport, write_report
from newscrawl.exports import ExportDone, ExportRequest, Selection, export, target_of
from newscrawl.items import Article
from tests.dataset.records import START

RUN = "20261123T224501Z-5f3a9c"
LATER_RUN = "20261124T224501Z-0a1b2c"


def store(folder: Path, kind: RecordKind, records: Iterable[object], *, run_id: str = RUN) -> None:
    """Write *records* as the lines of one finished run."""
    layout = Layout(folder)
    path = layout.final(layout.name(kind, run_id))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(encode_line(record) for record in records))


def report(folder: Path, run_id: str, **changes: object) -> None:
    """Write a run's report."""
    told = {"portal": folder.name, "run_id": run_id, "started_at": START, "verdict": "done", "exit_code": 0}
    write_report(Layout(folder).report(run_id), RunReport(**{**told, **changes}))


def stored_lines(articles: Iterable[Article]) -> bytes:
    return b"".join(encode_line(article) for article in articles)


def exported(folder: Path, to: Path | str, *kinds: RecordKind, **options: object) -> ExportDone:
    """Export *folder* to *to*; *options* are those of the request and of its selection."""
    of_request = {name: options.pop(name) for name in ("is_safe", "is_forced", "memory_mb") if name in options}
    request = ExportRequest(
        folder=folder,
        title="デモ通信",
        target=target_of(str(to)),
        kinds=kinds or ("articles",),
        selection=Selection(**options),
        **of_request,
    )
    return export(request, now=START)
