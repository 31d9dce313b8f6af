"""The edits as an Atom feed (RFC 4287): an entry for each, with the words that came and went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

from markupsafe import Markup

from newscrawl.report.charts.svg import element, one_line
from newscrawl.report.charts.word_diff import before_and_after
from newscrawl.report.figures.edit_figures import ReportedEdit
from newscrawl.report.figures.gather import Figures
from newscrawl.report.page.html import web_address

_MOST_ENTRIES = 200
_START = Markup('<?xml version="1.0" encoding="utf-8"?>\n')


def atom_feed(figures: Figures, *, field: str | None = None) -> str:
    """Return the feed of the latest edits of the window; with *field* of those alone that changed it."""
    edits = [edit for edit in figures.edits.latest if field is None or field in edit.fields]
    last = figures.runs.last
    end = figures.window.ends_at if last is None else last.started_at
    return edits_feed(figures.portal, figures.title, edits[:_MOST_ENTRIES], end=end)


def edits_feed(portal: str, title: str, edits: Iterable[ReportedEdit], *, end: datetime) -> str:
    """Return a feed of *edits*, newest first; *end* is its time where it has no edit."""
    entries = [(edit, _entry(edit)) for edit in edits]
    updated = max((edit.captured_at for edit, _ in entries), default=end)
    feed = element(
        "feed",
        element("id", f"urn:newscrawl:{quote(portal)}:edits"),
        element("title", f"{one_line(title, 100)}: edits"),
        element("updated", _stamp(updated)),
        element("author", element("name", "newscrawl")),
        *(entry for _, entry in entries),
        xmlns="http://www.w3.org/2005/Atom",
    )
    return str(_START + feed) + "\n"


def _entry(edit: ReportedEdit) -> Markup:
    address = web_address(edit.canonical_url)
    link = [element("link", rel="alternate", href=address)] if address else []
    return element(
        "entry",
        element("id", f"urn:newscrawl:{quote(edit.article_id[:200])}:{edit.revision}"),
        element("title", one_line(edit.after, 200) or "(no headline)"),
        element("updated", _stamp(edit.captured_at)),
        *link,
        element("category", term=edit.kind),
        element("content", str(_content(edit)), type="html"),
    )


def _content(edit: ReportedEdit) -> Markup:
    summary = element("p", f"{edit.kind}: {', '.join(edit.fields)}")
    if edit.before == edit.after:
        return summary
    before, after = before_and_after(edit.before, edit.after)
    return element("p", before) + element("p", after) + summary


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
