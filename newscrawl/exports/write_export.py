"""One export, from the stored lines to the renamed files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.dataset.read.gaps import runs_seen
from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.storage.layout import Layout, RecordKind
from newscrawl.dataset.storage.report_file import RunReport
from newscrawl.errors import DatasetError, NewscrawlError, WrongUsageError
from newscrawl.exports.datasheet.facts import Facts, facts_of
from newscrawl.exports.datasheet.readme import readme
from newscrawl.exports.datasheet.write_datasheet import Sheet, descriptor
from newscrawl.exports.formats.database import write_database
from newscrawl.exports.formats.database_tables import datasette_metadata
from newscrawl.exports.formats.flat_file import write_flat
from newscrawl.exports.formats.line_file import write_lines
from newscrawl.exports.formats.parquet import write_parquet
from newscrawl.exports.selection import Selection, labels_query
from newscrawl.exports.source import MEMORY_MB, Source
from newscrawl.exports.target import Target, written_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What to export, and where to."""

    folder: Path
    """The portal's dataset."""

    title: str
    """The portal's printed name."""

    target: Target
    kinds: tuple[RecordKind, ...]
    """One, or several where the target is a folder or SQLite."""

    selection: Selection
    is_safe: bool = False
    """CSV for spreadsheets."""

    is_forced: bool = False
    """Whether an earlier export is replaced."""

    memory_mb: int = MEMORY_MB


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDone:
    """What was exported."""

    path: Path
    record_counts: dict[RecordKind, int]
    byte_count: int
    part_count: int
    """Files of runs that had not ended and were left out."""

    sheet_paths: tuple[Path, ...]
    unknown_sections: tuple[str, ...]
    """Labels that the user asked for and that the dataset does not have."""

    known_sections: tuple[str, ...]
    """The labels that exist, where some are unknown; else empty."""


def export(request: ExportRequest, *, now: datetime) -> ExportDone:
    """Export as *request* asks; no file has the target's name before all is written and synced.

    Raises `WrongUsageError` for an impossible request. Raises `DatasetError` where there is no dataset, a line is
    damaged or the target exists already. Raises `NewscrawlError` for a full disk or where DuckDB is not installed.
    """
    _check(request)
    reports = list(open_reader(request.folder).runs())
    try:
        return _exported(request, reports, now)
    except OSError as error:
        raise NewscrawlError(
            f"{request.target.path}: not exported, and nothing was left there ({error}); free some space "
            "or repair what it names, then export again"
        ) from error


def _exported(request: ExportRequest, reports: list[RunReport], now: datetime) -> ExportDone:
    with written_aside(request.target, is_forced=request.is_forced) as aside:
        source = Source(
            Layout(request.folder),
            scratch=aside,
            memory_mb=request.memory_mb,
            is_joined=request.selection.is_joined,
        )
        try:
            facts = _write(source, request, aside)
            unknown, known = _unknown_sections(source, request)
        finally:
            source.close()
        sheet = Sheet(
            portal=request.folder.name,
            title=request.title,
            made_at=now,
            version=version("newscrawl"),
            target=request.target,
            selection=request.selection,
            facts=facts,
            runs=runs_seen(report for report in reports if _is_within(report.started_at, request.selection)),
            part_count=source.part_count,
        )
        package = _write_sheets(sheet, request, aside)
    home = request.target.path if request.target.is_folder else request.target.path.parent
    return ExportDone(
        path=request.target.path,
        record_counts={one.kind: one.record_count for one in facts},
        byte_count=sum(resource["bytes"] for resource in package["resources"]),
        part_count=source.part_count,
        sheet_paths=tuple(home / name for name in request.target.sheet_names),
        unknown_sections=unknown,
        known_sections=known,
    )


def _write_sheets(sheet: Sheet, request: ExportRequest, aside: Path) -> dict[str, Any]:
    """Write the datasheet's files into *aside*; return its descriptor."""
    package = descriptor(sheet, aside)
    package_name, readme_name, *metadata_names = request.target.sheet_names
    (aside / package_name).write_bytes(msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")
    (aside / readme_name).write_text(readme(sheet, package), "utf-8")
    for name in metadata_names:
        content = datasette_metadata(request.target.path.stem, request.title, request.kinds)
        (aside / name).write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n")
    return package


def _check(request: ExportRequest) -> None:
    target = request.target
    if len(request.kinds) > 1 and not target.is_folder and target.form != "sqlite":
        raise WrongUsageError(f"--records: a {target.form} file holds one kind, got {', '.join(request.kinds)}")
    if len(request.kinds) > 1 and request.selection.where:
        raise WrongUsageError("--where: expected one kind of records, whose columns it names; choose it by --records")
    if request.is_safe and target.form != "csv":
        raise WrongUsageError(f"--csv-safe: expected a .csv target, got {target.path.name}")


def _unknown_sections(source: Source, request: ExportRequest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels that the user asked for and that do not exist; if there are any, also those that exist."""
    asked = request.selection.sections
    rows = [row for kind in request.kinds for row in source.run(labels_query(kind))] if asked else []
    known = tuple(dict.fromkeys(label for (label,) in rows))
    unknown = tuple(label for label in asked if label not in known)
    return unknown, known if unknown else ()


def _is_within(moment: datetime, selection: Selection) -> bool:
    ends = [bound for bound in (selection.until, selection.as_of) if bound is not None]
    return all(moment < end for end in ends) and (selection.since is None or moment >= selection.since)


def _write(source: Source, request: ExportRequest, aside: Path) -> tuple[Facts, ...]:
    views = {kind: source.select(kind, request.selection) for kind in request.kinds}
    if request.target.form == "parquet":
        return tuple(_parquet_facts(source, request, aside, kind, view) for kind, view in views.items())
    found = tuple(facts_of(source, kind, view) for kind, view in views.items())  # stops at a line that is not a record
    counts = _write_lines(source, request, aside, views)
    for one in found:
        if one.record_count != counts[one.kind]:
            raise DatasetError(
                f"{request.folder}: counted {one.record_count} {one.kind}, then wrote {counts[one.kind]}; export again"
            )
    return found


def _parquet_facts(source: Source, request: ExportRequest, aside: Path, kind: RecordKind, view: str) -> Facts:
    is_folder = request.target.is_folder
    path = aside / kind / request.target.partition if is_folder else aside / request.target.path.name
    return facts_of(source, kind, write_parquet(source, kind, view, path, is_partitioned=is_folder))


def _write_lines(
    source: Source, request: ExportRequest, aside: Path, views: Mapping[RecordKind, str]
) -> dict[RecordKind, int]:
    path = aside / request.target.path.name
    if request.target.form == "sqlite":
        # One view after the other: a connection streams one result at a time.
        return write_database(path, {kind: source.lines(kind, view) for kind, view in views.items()})
    ((kind, view),) = views.items()
    lines = source.lines(kind, view)
    if request.target.form == "csv":
        return {kind: write_flat(path, lines, kind, is_safe=request.is_safe)}
    return {kind: write_lines(path, lines, request.target.compression)}
