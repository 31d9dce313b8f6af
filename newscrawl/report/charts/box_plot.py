"""Times by day on a logarithmic scale: a box from the 10th to the 90th percentile, a line at the median."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newscrawl.report.charts.svg import LEFT, WIDTH, bin_labels, drawing, element, rectangle, text_at, tooltip

_HEIGHT = 130
_TOP = 10
_MARKS = ((60, "1 min"), (600, "10 min"), (3600, "1 h"), (10_800, "3 h"), (43_200, "12 h"), (86_400, "1 d"),
          (604_800, "7 d"), (2_592_000, "30 d"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """The times of one bin, in seconds."""

    count: int
    least: float
    p10: float
    p50: float
    p90: float
    most: float


def spread_of(values: Sequence[float]) -> Spread | None:
    """Return the spread of *values*, by the nearest rank; None without values."""
    ordered = sorted(values)
    if not ordered:
        return None
    p10, p50, p90 = (ordered[max(0, math.ceil(share * len(ordered)) - 1)] for share in (0.1, 0.5, 0.9))
    return Spread(len(ordered), ordered[0], p10, p50, p90, ordered[-1])


def box_plot(label: str, labels: Sequence[str], spreads: Sequence[Spread | None]) -> Markup:
    """Return the plot, a column for each of *labels*."""
    known = [one for one in spreads if one]
    low = math.log(max(60.0, min((one.least for one in known), default=60.0)))
    high = max(low + 1, math.log(max(60.0, max((one.most for one in known), default=60.0))))

    def y(secs: float) -> float:
        share = (math.log(max(60.0, secs)) - low) / (high - low)
        return _TOP + _HEIGHT * (1 - min(1.0, max(0.0, share)))

    parts: list[Markup] = []
    last = math.inf
    for secs, name in _MARKS:
        if low <= math.log(secs) <= high and last - y(secs) > 13:
            last = y(secs)
            parts.append(element("line", x1=LEFT, x2=WIDTH, y1=last, y2=last, class_="grid"))
            parts.append(text_at(LEFT - 8, last + 4, name, anchor="end"))
    column = (WIDTH - LEFT) / max(1, len(labels))
    for index, one in enumerate(spreads):
        if one:
            ys = [y(secs) for secs in (one.least, one.p10, one.p50, one.p90, one.most)]
            parts.append(_box(LEFT + index * column, column, ys, tooltip(f"{labels[index]}: {_summary(one)}")))
    parts += bin_labels(labels, _TOP + _HEIGHT + 16)
    return drawing(_TOP + _HEIGHT + 24, label, parts, class_="box")


def _box(x: float, width: float, ys: Sequence[float], title: Markup) -> Markup:
    least, p10, p50, p90, most = ys
    middle, side = x + width / 2, min(width * 0.3, 12)
    whisker = element("line", x1=middle, x2=middle, y1=least, y2=most, class_="whisker")
    box = rectangle(middle - side, p90, side * 2, max(1.0, p10 - p90), title, class_="c0")
    return whisker + box + element("line", x1=middle - side, x2=middle + side, y1=p50, y2=p50, class_="median")


def _summary(one: Spread) -> str:
    return f"{one.count} articles, 10% {_time(one.p10)}, half {_time(one.p50)}, 90% {_time(one.p90)}"


def _time(secs: float) -> str:
    return (
        f"{secs / 60:.0f} min"
        if secs < 3600
        else f"{secs / 3600:.1f} h"
        if secs < 172_800
        else f"{secs / 86_400:.1f} d"
    )
