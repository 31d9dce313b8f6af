"""Numbers by day as bars of several parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newscrawl.report.charts.svg import COLOUR_COUNT, LEFT, WIDTH, bin_labels, drawing, element, rectangle, text_at
from newscrawl.report.charts.svg import tooltip as tip

_HEIGHT = 120
_TOP = 10


@dataclass(frozen=True, slots=True)
class Series:
    """One part of each bar."""

    name: str
    counts: tuple[int, ...]
    """One a bin."""


def stacked_bars(
    label: str, labels: Sequence[str], series: Sequence[Series], shaded: Sequence[tuple[float, float]] = ()
) -> Markup:
    """Return bars, a column for each of *labels*; *shaded* are stretches, in bins, with little knowledge."""
    totals = [sum(one.counts[index] for one in series) for index in range(len(labels))]
    top = max([*totals, 1])
    column = (WIDTH - LEFT) / max(1, len(labels))
    parts = [
        rectangle(LEFT + begin * column, _TOP, (end - begin) * column, _HEIGHT, class_="shade") for begin, end in shaded
    ]
    parts += _lines(top)
    for index, name in enumerate(labels):
        parts.append(_bar(index, name, series, column, _HEIGHT / top))
    parts += bin_labels(labels, _TOP + _HEIGHT + 16)
    return drawing(_TOP + _HEIGHT + 24, label, parts, class_="bars")


def _lines(top: int) -> list[Markup]:
    values = [0, top] if top < 2 else [0, top // 2, top]
    parts: list[Markup] = []
    for value in values:
        y = _TOP + _HEIGHT - value * _HEIGHT / top
        parts.append(element("line", x1=LEFT, x2=WIDTH, y1=y, y2=y, class_="grid"))
        parts.append(text_at(LEFT - 8, y + 4, f"{value:,}", anchor="end"))
    return parts


def _bar(index: int, label: str, series: Sequence[Series], column: float, scale: float) -> Markup:
    y = float(_TOP + _HEIGHT)
    parts: list[Markup] = []
    for number, one in enumerate(series):
        if count := one.counts[index]:
            y -= count * scale
            title = tip(f"{label}: {count:,} {one.name}")
            colour = f"c{number % COLOUR_COUNT}"
            parts.append(rectangle(LEFT + index * column + 1, y, column - 2, count * scale, title, class_=colour))
    return Markup("").join(parts)
