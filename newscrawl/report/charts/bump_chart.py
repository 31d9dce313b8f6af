"""Who was where in a list over time: a line an article, broken where it was out of the list or nobody watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newscrawl.report.charts.svg import LEFT, WIDTH, drawing, element, text_at, tooltip

_ROW_HEIGHT = 22
_TOP = 14
_MOST_POSITIONS = 12

Point = tuple[float, int]
"""Place in time (0 to 1), and position from 1."""


@dataclass(frozen=True, slots=True)
class BumpLine:
    """One story."""

    headline: str
    stays: Sequence[Sequence[Point]]
    """Unbroken times in the list."""


def bump_chart(
    label: str, lines: Mapping[str, BumpLine], top: Sequence[str], ticks: Sequence[tuple[float, str]]
) -> Markup:
    """Return the chart of *lines* by article; those of *top* are coloured, in its order."""
    last = max((point[1] for line in lines.values() for stay in line.stays for point in stay), default=1)
    rows = min(last, _MOST_POSITIONS)
    bottom = _TOP + (rows - 1) * _ROW_HEIGHT
    parts = [
        text_at(LEFT - 8, _y(row) + 4, str(row), anchor="end") for row in range(1, rows + 1) if rows <= 8 or row % 2
    ]
    for place, name in ticks:
        parts.append(element("line", x1=_x(place), x2=_x(place), y1=_TOP - 8, y2=bottom + 8, class_="grid"))
        parts.append(text_at(_x(place), bottom + 24, name, anchor="middle"))
    for key in (*(one for one in lines if one not in top), *(one for one in reversed(top) if one in lines)):
        colour = f"l{top.index(key)}" if key in top else "rest"
        parts.append(_line(lines[key], colour, rows))
    return drawing(bottom + 32, label, parts, class_="bump")


def _line(line: BumpLine, colour: str, rows: int) -> Markup:
    headline = line.headline
    seen = [[point for point in stay if point[1] <= rows] for stay in line.stays]
    path = "".join(_path(stay) for stay in seen if len(stay) > 1)
    parts = [element("path", tooltip(headline), d=path)] if path else []
    parts += [
        element("circle", tooltip(headline), cx=_x(stay[0][0]), cy=_y(stay[0][1]), r=3)
        for stay in seen
        if len(stay) == 1
    ]
    return element("g", *parts, class_=colour) if parts else Markup("")


def _path(stay: Sequence[Point]) -> str:
    """Return the stay as a line; points between two of the same position are left out."""
    inner = [
        here
        for before, here, after in zip(stay, stay[1:], stay[2:], strict=False)
        if not before[1] == here[1] == after[1]
    ]
    kept = [stay[0], *inner, stay[-1]]
    return "M" + "L".join(f"{_x(place):.1f} {_y(position):g}" for place, position in kept)


def _x(place: float) -> float:
    return LEFT + place * (WIDTH - LEFT - 8)


def _y(position: int) -> float:
    return float(_TOP + (position - 1) * _ROW_HEIGHT)
