"""All figures of a report: each kind of lines is walked once, articles twice more for numbers and for shown texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

import msgspec

from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.exports.datasheet.gaps import LEAST_GAP
from newscrawl.items import Article
from newscrawl.report.figures.article_figures import ArticleCounter, ArticleFigures
from newscrawl.report.figures.edit_figures import EditCounter, EditFigures, edit_figures, with_texts
from newscrawl.report.figures.ranking_figures import PositionLine, RankingCounter, RankingList
from newscrawl.report.figures.run_figures import RunFigures, run_figures
from newscrawl.report.figures.time_window import TimeWindow, is_plausible
from newscrawl.report.figures.visit_figures import VisitCounter, VisitFigures, VisitLine


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


def gather(dataset: DatasetReader, *, title: str, day_count: int, zone: tzinfo) -> Figures:
    """Return the figures of the last *day_count* days of *dataset*, in *zone*.

    The days end with the last run, or where there is none with the last revision: the same dataset gives the same page
    on any day. Raises `DatasetError` for a damaged line.
    """
    reports = list(dataset.runs())
    end = max((report.started_at for report in reports if report.command == "crawl"), default=None)
    edited_at, last = _edited(dataset)
    window = TimeWindow.ending(end or last or datetime(1970, 1, 2, tzinfo=UTC), day_count, zone)
    runs = run_figures(reports, window)
    articles, edits = ArticleCounter(window, runs.first_run_at), EditCounter(_since(edited_at, window))
    for article in dataset.articles():
        articles.add(article)
        edits.add(article)
    visits = VisitCounter(window)
    for visit in dataset.records("observations", VisitLine):
        visits.add(visit)
    positions = RankingCounter(window)
    for line in dataset.records("rankings", PositionLine, since_date=f"{window.begins_at.astimezone(UTC):%Y-%m-%d}"):
        positions.add(line)
    found = Figures(
        portal=dataset.portal,
        title=title,
        window=window,
        runs=runs,
        articles=articles.figures(),
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


def _edited(dataset: DatasetReader) -> tuple[dict[str, datetime], datetime | None]:
    """Return when each article with a second revision had its last one, and when the last line was captured."""
    edited: dict[str, datetime] = {}
    last: datetime | None = None
    for line in dataset.records("articles", _RevisionLine):
        if line.captured_at is not None and is_plausible(line.captured_at):
            last = max(last or line.captured_at, line.captured_at)
            if line.revision > 1:
                edited[line.article_id] = max(edited.get(line.article_id, line.captured_at), line.captured_at)
    return edited, last


def _add_texts(figures: Figures, dataset: DatasetReader) -> None:
    """Look up the texts that are shown: changed paragraphs, and headlines of what is known by its number alone."""
    texts = {(one.edit.article_id, one.edit.revision - back) for one in figures.edits.texts for back in (0, 1)}
    lost = {one.article_id for one in figures.visits.lost}
    named = {*figures.articles.originals, *(copy.original_id for copy in figures.articles.copies)}
    if not (texts or lost or named):
        return
    kept: dict[tuple[str, int], Article] = {}
    latest: dict[str, Article] = {}
    for article in dataset.articles():
        if (article.article_id, article.revision) in texts:
            kept[article.article_id, article.revision] = article
        if article.article_id in lost or article.article_id in named:
            latest[article.article_id] = article
    figures.edits.texts = with_texts(figures.edits.texts, kept)
    figures.headlines.update({name: latest[name].headline[:600] for name in sorted(named) if name in latest})
    for one in figures.visits.lost:
        if found := latest.get(one.article_id):
            one.headline, one.section = found.headline[:600], found.section
            one.canonical_url, one.published_at = found.canonical_url, found.published_at
