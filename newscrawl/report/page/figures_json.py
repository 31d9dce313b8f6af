"""The figures as one JSON object, for programs."""

from __future__ import annotations

from typing import Any

import msgspec

from newscrawl.report.charts.box_plot import spread_of
from newscrawl.report.figures.gather import Figures


def figures_json(figures: Figures) -> dict[str, Any]:
    """Return *figures* as JSON may hold them: without the cells and paths that only charts use."""
    window, runs, articles, edits = figures.window, figures.runs, figures.articles, figures.edits
    return {
        "portal": figures.portal,
        "window": {
            "first": window.first,
            "last": window.last,
            "zone": str(window.zone),
            "days_a_bin": window.step,
            "bins": window.labels,
        },
        "runs": _without(runs, "cells", "last") | {"last_run_id": runs.last.run_id if runs.last else None},
        "articles": _without(articles, "latency_secs")
        | {"latency": [spread_of(values) for values in articles.latency_secs]},
        "edits": _without(edits, "texts"),
        "visits": msgspec.to_builtins(figures.visits),
        "position_count": figures.position_count,
        "rankings": [
            {"name": one.name, "kind": one.kind, "capture_count": one.capture_count, "tops": one.tops}
            for one in figures.rankings
        ],
    }


def _without(record: object, *names: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: getattr(record, name) for name in getattr(record, "__dataclass_fields__", {}) if name not in names
    }
    return found
