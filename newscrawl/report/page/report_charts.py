"""Which chart shows which figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from newscrawl.report.charts.box_plot import box_plot, spread_of
from newscrawl.report.charts.bump_chart import BumpLine, bump_chart
from newscrawl.report.charts.heat_map import HeatRow, heat_map
from newscrawl.report.charts.ribbon import Lead, ribbon
from newscrawl.report.charts.run_calendar import run_calendar
from newscrawl.report.charts.stacked_bars import Series, stacked_bars
from newscrawl.report.figures.gather import Figures
from newscrawl.report.figures.ranking_figures import BUMP_DAYS, RankingList
from newscrawl.report.figures.time_window import TimeWindow
from newscrawl.report.page.html import span


@dataclass(frozen=True, slots=True)
class ListCharts:
    """One list with its charts."""

    figures: RankingList
    lead: Markup
    positions: Markup


def calendar(figures: Figures) -> Markup:
    """Return the run calendar."""
    runs, window = figures.runs, figures.window
    places = sorted(column * runs.rows_a_day + row for column, row in runs.cells)
    watched = range(places[0], places[-1] + 1) if places else range(0)
    return run_calendar(window.labels, runs.rows_a_day, runs.cells, watched)


def edits_a_day(figures: Figures) -> Markup:
    """Return the edits by kind."""
    series = [Series(kind, tuple(counts)) for kind, counts in figures.edits.by_kind.items()]
    return stacked_bars("Edits by day", figures.window.labels, series, _shaded(figures))


def published_a_day(figures: Figures) -> Markup:
    """Return the articles by section."""
    series = [Series(section, tuple(counts)) for section, counts in figures.articles.published.items()]
    return stacked_bars("Articles by printed day and section", figures.window.labels, series, _shaded(figures))


def latency(figures: Figures) -> Markup:
    """Return the time to the first capture."""
    spreads = [spread_of(values) for values in figures.articles.latency_secs]
    return box_plot("Time from the printed time to the first capture", figures.window.labels, spreads)


def fields(figures: Figures) -> Markup:
    """Return the shares of records in which each field was found."""
    rows = [HeatRow(name, tuple(counts)) for name, counts in figures.articles.found.items()]
    return heat_map("Share of stored records that have a value", figures.window.labels, rows)


def list_charts(figures: Figures, one: RankingList) -> ListCharts:
    """Return the charts of one list."""
    window = figures.window
    leads = [
        Lead(
            window.place(lead.begins_at), window.place(lead.ends_at), lead.headline, span(lead.ends_at - lead.begins_at)
        )
        for lead in one.leads
    ]
    last = max((stay[-1][0] for stays in one.paths.values() for stay in stays), default=window.ends_at)
    week = Week(last - BUMP_DAYS, last)
    lines = {
        article_id: BumpLine(
            one.headlines[article_id],
            [[(week.place(moment), position) for moment, position in stay] for stay in stays],
        )
        for article_id, stays in one.paths.items()
    }
    tops = [top.article_id for top in one.tops]
    return ListCharts(
        one,
        ribbon(f"Number 1 of {one.name}", leads, _ticks(window)),
        bump_chart(f"Positions in {one.name}, last 7 days", lines, tops, week.ticks(window)),
    )


@dataclass(frozen=True, slots=True)
class Week:
    """The time that positions are shown for."""

    begins_at: datetime
    ends_at: datetime

    def place(self, moment: datetime) -> float:
        """Return where *moment* is, from 0 to 1."""
        return min(1.0, max(0.0, (moment - self.begins_at) / (self.ends_at - self.begins_at)))

    def ticks(self, window: TimeWindow) -> list[tuple[float, str]]:
        """Return each midnight of the portal, with its day."""
        first = self.begins_at.astimezone(window.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        days = (first + timedelta(days=number) for number in range(1, 9))
        return [(self.place(day), f"{day.month}/{day.day}") for day in days if self.begins_at < day < self.ends_at]


def _ticks(window: TimeWindow) -> list[tuple[float, str]]:
    labels = window.labels
    step = max(1, -(-len(labels) // 12))
    days = (window.last - window.first).days + 1
    return [
        ((number + 0.5) * window.step / days, label)
        for number, label in enumerate(labels)
        if number % step == 0 and (number + 0.5) * window.step <= days
    ]


def _shaded(figures: Figures) -> list[tuple[float, float]]:
    window = figures.window
    return [(window.bins_before(gap.begins_at), window.bins_before(gap.ends_at)) for gap in figures.runs.gaps]
