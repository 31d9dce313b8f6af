"""The datasheet as a page for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from newscrawl.dataset.read.gaps import RunsSeen
from newscrawl.exports.datasheet.facts import Facts
from newscrawl.exports.datasheet.write_datasheet import LICENCE_NOTE, Sheet
from newscrawl.text import counted

_SHOWN_GAPS = 50
_SHOWN_RULES = 5


def readme(sheet: Sheet, package: dict[str, Any]) -> str:
    """Return the content of the README beside an export; *package* is its descriptor."""
    lines = [f"# {package['title']}", "", *_head(sheet)]
    for facts in sheet.facts:
        lines += ["", *_kind(facts)]
    lines += ["", *_runs(sheet.runs), "", *_files(package), "", *_rights(sheet, package)]
    return "\n".join(lines) + "\n"


def _head(sheet: Sheet) -> Iterator[str]:
    yield (
        f"What newscrawl {sheet.version} kept of the news portal {sheet.title}, exported at "
        f"{sheet.made_at:%Y-%m-%d %H:%M} UTC: {sheet.record_count:,} records."
    )
    chosen = sheet.selection.as_text()
    yield ""
    yield "Selection: " + ("; ".join(f"{name} = `{value}`" for name, value in chosen.items()) or "everything") + "."
    if sheet.part_count:
        yield ""
        yield f"Left out: {counted(sheet.part_count, 'file')} of runs that had not ended."
    yield ""
    yield (
        "A value that is missing was not printed on the page; it is never 0 or an empty text. Times are instants; "
        "typed forms (Parquet) give them in UTC, with the portal's own offset in `published_at_offset` and "
        "`modified_at_offset`."
    )


def _kind(facts: Facts) -> Iterator[str]:
    yield f"## {facts.kind}"
    yield ""
    yield f"- records: {facts.record_count:,} of {facts.article_count:,} articles"
    yield f"- captured: {_span(facts.first_captured_at, facts.last_captured_at)}"
    if facts.kind == "articles":
        yield f"- published: {_span(facts.first_published_at, facts.last_published_at)}"
        yield f"- nearly the same as an earlier article (`duplicate_of`): {facts.duplicate_count:,}"
        yield f"- articles of which a visit found a later revision: {facts.edited_count:,}"
        reread = facts.found_counts["reextracted_from"]
        yield f"- records that newer rules read from an old capture, no edits (`reextracted_from`): {reread:,}"
    yield from _counts("section", facts.sections)
    yield from _counts("status of visits", facts.statuses)
    yield ""
    yield "| field | records with a value | share | rules that gave it |"
    yield "| --- | ---: | ---: | --- |"
    for name, found in facts.found_counts.items():
        share = f"{found / facts.record_count:.1%}" if facts.record_count else "–"
        yield f"| `{name}` | {found:,} | {share} | {_rules(facts.rules.get(name, {}))} |"


def _counts(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if not counts:
        return
    yield ""
    yield f"| {title} | records |"
    yield "| --- | ---: |"
    for label, count in counts.items():
        yield f"| {_cell(label) or '(none printed)'} | {count:,} |"


def _runs(runs: RunsSeen) -> Iterator[str]:
    yield "## Runs and gaps"
    yield ""
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in runs.verdicts.items())
    yield f"- runs: {runs.run_count}" + (
        f" ({verdicts})" if verdicts else "; no run report is there, so gaps are unknown"
    )
    if runs.usual_interval_secs is not None:
        yield f"- usual time between runs: {runs.usual_interval_secs / 60:.0f} minutes"
    robots = ", ".join(f"{state} by {counted(count, 'run')}" for state, count in runs.robots.items()) or "unknown"
    yield f"- robots.txt: {robots}; URLs not asked for because of it: {runs.robots_refused_count}"
    for package, versions in runs.versions.items():
        yield f"- {package}: {', '.join(versions)}"
    missed = sum(gap.missed_run_count for gap in runs.gaps)
    yield f"- gaps (the schedule of that time would have made a run): {len(runs.gaps)}, {missed} missed runs"
    if runs.watched_share is not None:
        yield f"- time watched: {runs.watched_share:.1%}"
    for gap in runs.gaps[:_SHOWN_GAPS]:
        yield f"  - {gap}"
    if len(runs.gaps) > _SHOWN_GAPS:
        yield f"  - and {len(runs.gaps) - _SHOWN_GAPS} more, in the descriptor"


def _files(package: dict[str, Any]) -> Iterator[str]:
    yield "## Files"
    yield ""
    yield "| file | bytes | SHA-256 |"
    yield "| --- | ---: | --- |"
    for resource in package["resources"]:
        yield f"| {_cell(resource['path'])} | {resource['bytes']:,} | `{resource['hash'].removeprefix('sha256:')}` |"


def _rights(sheet: Sheet, package: dict[str, Any]) -> Iterator[str]:
    yield "## Rights, and how to cite"
    yield ""
    yield LICENCE_NOTE
    yield ""
    captured = [moment for one in sheet.facts for moment in (one.first_captured_at, one.last_captured_at) if moment]
    period = f", captured {min(captured):%Y-%m-%d} to {max(captured):%Y-%m-%d}" if captured else ""
    first = package["resources"][0]["hash"] if package["resources"] else ""
    mark = f", {first[:19]}…" if first else ""
    yield (
        f"> {package['title']}{period}. Collected with newscrawl {sheet.version}, "
        f"exported {sheet.made_at:%Y-%m-%d}{mark}"
    )


def _span(first: datetime | None, last: datetime | None) -> str:
    return "never" if first is None or last is None else f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC"


def _rules(rules: dict[str, int]) -> str:
    shown = [f"`{_cell(rule)}` {count:,}" for rule, count in list(rules.items())[:_SHOWN_RULES]]
    return ", ".join([*shown, *(["…"] if len(rules) > _SHOWN_RULES else [])])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
