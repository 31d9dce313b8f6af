"""All figures of a report: each kind of lines is walked once, articles twice more for numbers and for shown texts.

A walk reads a line whole only where the window needs it: of a million articles few are of the last thirty days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

import msgspec

from newscrawl.dataset.read.gaps import LEAST_GAP
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.items import Article
from newscrawl.report.figures.article_figures import ArticleCounter, ArticleFigures
from newscrawl.report.figures.edit_figures import EditCounter, EditFigures, Shown, edit_figures, shown_of, with_texts
from newscrawl.report.figures.ranking_figures import PositionLine, RankingCounter, RankingList
from newscrawl.report.figures.run_figures import RunFigures, run_figures
from newscrawl.report.figures.time_window import TimeWindow, is_plausible
from newscrawl.report.figures.visit_figures import VisitCounter, VisitFigures, VisitLine

_LONGEST_RUN = timedelta(days=7)
"""A file is of the day on which its run began: those of some days before the window can hold lines of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a report shows."""

    portal: str
    title: str
    window: TimeWindow
    runs: RunFigures
    articles: ArticleFigures
    edits: EditFigures
    visits: VisitFigures
    position_count: int
    rankings: list[RankingList]
    headlines: dict[str, str]
    """Article → its headline, for those that the page names by their number alone."""


class _RevisionLine(msgspec.Struct, frozen=True, gc=False):
    article_id: str
    revision: int
    captured_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(slots=True)
class _Survey:
    """Of the whole dataset, what the window does not bound."""

    article_ids: set[int] = field(default_factory=set)
    revision_count: int = 0
    edited_at: dict[str, datetime] = field(default_factory=dict)
    """Article with a second revision → when its last one was captured."""

    last: datetime | None = None
    """When the last line was captured."""


def gather(dataset: DatasetReader, *, title: str, day_count: int, zone: tzinfo) -> Figures:
    """Return the figures of the last *day_count* days of *dataset*, in *zone*.

    The days end with the last run, or without a run with the last revision: the same dataset gives the same page
    on any day. Raises `DatasetError` for a damaged line.
    """
    reports = list(dataset.runs())
    end = max((report.started_at for report in reports if report.command == "crawl"), default=None)
    survey = _survey(dataset)
    window = TimeWindow.ending(end or survey.last or datetime(1970, 1, 2, tzinfo=UTC), day_count, zone)
    runs = run_figures(reports, window)
    articles, edits = ArticleCounter(window, runs.first_run_at), EditCounter(_since(survey.edited_at, window))
    for article in _articles(dataset, lambda line: edits.counts(line.article_id) or _is_inside(line, window)):
        articles.add(article)
        edits.add(article)
    since = f"{window.begins_at.astimezone(UTC) - _LONGEST_RUN:%Y-%m-%d}"
    visits = VisitCounter(window)
    for visit in dataset.records("observations", VisitLine, since_date=since):
        visits.add(visit)
    positions = RankingCounter(window)
    for line in dataset.records("rankings", PositionLine, since_date=since):
        positions.add(line)
    found = Figures(
        portal=dataset.portal,
        title=title,
        window=window,
        runs=runs,
        articles=articles.figures(article_count=len(survey.article_ids), revision_count=survey.revision_count),
        edits=edit_figures(edits.edits(), window),
        visits=visits.figures(),
        position_count=positions.position_count,
        rankings=positions.lists(runs.gaps, runs.usual_interval_secs or LEAST_GAP.total_seconds()),
        headlines={},
    )
    _add_texts(found, dataset)
    return found


def _since(edited_at: dict[str, datetime], window: TimeWindow) -> set[str]:
    return {article_id for article_id, moment in edited_at.items() if moment >= window.begins_at}


def _survey(dataset: DatasetReader) -> _Survey:
    found = _Survey()
    for line in dataset.records("articles", _RevisionLine):
        found.article_ids.add(hash(line.article_id))
        found.revision_count += 1
        if line.captured_at is not None and is_plausible(line.captured_at):
            found.last = max(found.last or line.captured_at, line.captured_at)
            if line.revision > 1:
                edited = found.edited_at.get(line.article_id, line.captured_at)
                found.edited_at[line.article_id] = max(edited, line.captured_at)
    return found


def _is_inside(line: _RevisionLine, window: TimeWindow) -> bool:
    return window.contains(line.captured_at) or (line.revision == 1 and window.contains(line.published_at))


def _articles(dataset: DatasetReader, wants: Callable[[_RevisionLine], bool]) -> Iterator[Article]:
    """Yield the revisions that *wants* is true for; only these are read whole."""
    peek, read = JsonReader(_RevisionLine).decode, JsonReader(Article).decode
    found = dataset.decoded("articles", lambda line: read(line) if wants(peek(line)) else None, wants=bool)
    return (article for article in found if article is not None)


def _add_texts(figures: Figures, dataset: DatasetReader) -> None:
    """Look up the texts that are shown: changed paragraphs, and headlines of what is known by its number alone."""
    edits = figures.edits
    needed = {place for edit in (*edits.latest, *edits.headlines) for place in edit.needed}
    texts = {place for one in edits.texts for place in one.edit.needed}
    lost = {one.article_id for one in figures.visits.lost}
    named = {*figures.articles.originals, *(copy.original_id for copy in figures.articles.copies)}
    ids = {article_id for article_id, _ in needed | texts} | lost | named
    if not ids:
        return
    shown: dict[tuple[str, int], Shown] = {}
    latest: dict[str, Shown] = {}
    for article in _articles(dataset, lambda line: line.article_id in ids):
        place = (article.article_id, article.revision)
        if place in needed or place in texts:
            shown[place] = shown_of(article, has_body=place in texts)
        if article.article_id in lost or article.article_id in named:
            latest[article.article_id] = shown_of(article, has_body=False)
    with_texts(edits, shown)
    figures.headlines.update({name: latest[name].headline[:600] for name in sorted(named) if name in latest})
    for one in figures.visits.lost:
        if found := latest.get(one.article_id):
            one.headline, one.section = found.headline[:600], found.section
            one.canonical_url, one.published_at = found.canonical_url, found.published_at
