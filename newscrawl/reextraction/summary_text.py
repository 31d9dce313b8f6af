"""A summary in lines, for a reader."""

from __future__ import annotations

from newscrawl.program import as_typed
from newscrawl.reextraction.compare_records import FIELDS
from newscrawl.reextraction.summary import Summary


def summary_lines(summary: Summary, *, is_applied: bool) -> list[str]:
    """Return the summary for a reader."""
    counts = summary.outcomes
    first = (
        f"{summary.read_count} articles read again in {summary.secs:.1f} s: {counts['same']} the same, "
        f"{counts['changed']} different, {counts['found']} that were not stored"
    )
    lines = [first]
    for name in FIELDS:
        if name in summary.fields:
            lines += _field_lines(name, summary)
    lines += [f"found: {url}" for url in summary.found]
    for title, reasons in (
        ("can no longer be read, stays as it is", summary.unread),
        ("gave no article then, and gives none now", summary.still_unread),
        ("cannot be read again", summary.unkept),
        ("goes on on a page that was not kept", summary.goes_on),
    ):
        for reason, count in reasons.counts.most_common():
            examples = ", ".join(reasons.examples[reason])
            lines.append(f"{count} {title} ({reason}): {examples}")
    if summary.other_id_count:
        lines.append(f"{summary.other_id_count} would have another article_id by today's rules; they keep theirs")
    if summary.damaged_count:
        lines.append(
            f"{summary.damaged_count} have captures that are damaged or gone: {as_typed('verify')!r} says what to do; "
            "the others were read"
        )
    lines.append(_last_line(summary, is_applied=is_applied))
    return lines


def _field_lines(name: str, summary: Summary) -> list[str]:
    changes = summary.fields[name]
    lines = [f"{name}: {changes.gained} gained, {changes.lost} lost, {changes.changed} changed"]
    for kind, examples in changes.examples.items():
        for one in examples:
            lines += [f"  {kind} {one.url}", f"    - {one.before}", f"    + {one.after}"]
    return lines


def _last_line(summary: Summary, *, is_applied: bool) -> str:
    how = "" if summary.is_complete else "broken off before the end; "
    waiting = summary.outcomes["changed"] + summary.outcomes["found"]
    if is_applied:
        return f"{how}{summary.written_count} revisions written by run {summary.run_id}"
    if how:
        return f"{how}nothing was written"
    return f"nothing was written; --apply writes {waiting} revisions" if waiting else "nothing to write"
