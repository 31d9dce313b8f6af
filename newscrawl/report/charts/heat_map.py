"""Shares by row and day: full colour for all, pale for none, empty where nothing was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newscrawl.report.charts.svg import WIDTH, drawing, rectangle, text_at, tooltip

_LEFT = 110
_RIGHT = 48
_ROW_HEIGHT = 19


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row."""

    name: str
    counts: tuple[tuple[int, int], ...]
    """Found and counted, one a bin."""

    @property
    def share(self) -> float | None:
        """Of all bins; None where nothing was counted."""
        counted = sum(total for _, total in self.counts)
        return sum(found for found, _ in self.counts) / counted if counted else None


def heat_map(label: str, labels: Sequence[str], rows: Sequence[HeatRow]) -> Markup:
    """Return the map: a row each of *rows*, a column each of *labels*, the whole share at the right."""
    column = (WIDTH - _LEFT - _RIGHT) / max(1, len(labels))
    parts: list[Markup] = []
    for number, row in enumerate(rows):
        y = number * _ROW_HEIGHT
        parts.append(text_at(_LEFT - 8, y + 13, row.name, anchor="end"))
        for index, (found, counted) in enumerate(row.counts):
            if counted:
                title = tooltip(f"{labels[index]} {row.name}: {found} of {counted}")
                parts.append(_cell(_LEFT + index * column, y, column, found / counted, title))
        share = "–" if row.share is None else f"{row.share:.0%}"
        parts.append(text_at(WIDTH, y + 13, share, anchor="end"))
    bottom = len(rows) * _ROW_HEIGHT
    step = max(1, -(-len(labels) // 12))
    parts += [
        text_at(_LEFT + (index + 0.5) * column, bottom + 14, labels[index], anchor="middle")
        for index in range(0, len(labels), step)
    ]
    return drawing(bottom + 22, label, parts, class_="heat")


def _cell(x: float, y: float, width: float, share: float, title: Markup) -> Markup:
    level = 10 if share == 1 else min(9, int(share * 10))
    return rectangle(x + 0.5, y + 1, width - 1, _ROW_HEIGHT - 2, title, class_=f"h{level}")
