"""The report's HTML: from figures to one text."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version

from markupsafe import Markup

from newscrawl.report.charts.box_plot import Spread, spread_of
from newscrawl.report.charts.run_calendar import SIGNS
from newscrawl.report.charts.word_diff import before_and_after, in_context
from newscrawl.report.figures.gather import Figures
from newscrawl.report.figures.run_figures import reasons_of
from newscrawl.report.page import html, report_charts

_OPEN_LISTS = 1
"""So many lists are shown at once, the others folded."""


def report_page(figures: Figures) -> str:
    """Return the whole page."""
    charts = {
        name: getattr(report_charts, name)(figures)
        for name in ("calendar", "edits_a_day", "published_a_day", "latency", "fields")
    }
    made = html.environment("newscrawl.report.page")
    made.globals.update(when=partial(html.in_zone, figures.window.zone), pair=before_and_after, context=in_context)
    return made.get_template("report.html").render(
        figures=figures,
        charts=charts,
        lists=[report_charts.list_charts(figures, one) for one in figures.rankings],
        open_lists=_OPEN_LISTS,
        spread=_all_latency(figures),
        signs=SIGNS,
        style=html.style_element(),
        policy=f"default-src 'none'; style-src {html.style_source()}; base-uri 'none'; form-action 'none'",
        version=version("newscrawl"),
        sentence=_sentence(figures),
    )


def _all_latency(figures: Figures) -> Spread | None:
    return spread_of([secs for values in figures.articles.latency_secs for secs in values])


def _sentence(figures: Figures) -> Markup:
    last = figures.runs.last
    if last is None:
        return Markup("No run in these days.")
    fates = ", ".join(f"{count:,} {fate.replace('_', ' ')}" for fate, count in last.fates.items() if count)
    return html.shown("; ".join(reasons_of(last)) or (f"addresses: {fates}" if fates else "nothing was counted"), 400)
