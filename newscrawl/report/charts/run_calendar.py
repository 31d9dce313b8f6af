"""Every run by day and hour: a colour and a sign for its outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from newscrawl.report.charts.svg import LEFT, WIDTH, bin_labels, drawing, rectangle, text_at, tooltip

SIGNS = {
    "done": "", "stopped": "–", "layout_changed": "?", "suspicious": "?", "blocked": "!", "failed": "×", "died": "†",
    "locked": "=",
}  # fmt: skip
"""Verdict → what is written in its cell, so that colour alone does not carry it; worse ones come later."""
_ROW_HEIGHT = 16
_TOP = 4

Cell = tuple[int, int]
"""Column (bin) and row (hours)."""


def run_calendar(
    labels: Sequence[str], row_count: int, cells: Mapping[Cell, Mapping[str, int]], watched: range
) -> Markup:
    """Return the calendar: a column a bin, *row_count* rows a day, *cells* with the verdicts of their runs.

    *watched* are the numbers of the cells (column x rows + row) between the first run and the last: of them, those
    without a run are grey.
    """
    column = (WIDTH - LEFT) / max(1, len(labels))
    height = _ROW_HEIGHT if row_count <= 8 else _ROW_HEIGHT * 8 / row_count * 1.6
    parts = [
        text_at(LEFT - 8, _TOP + row * height + height * 0.8, f"{row * 24 // row_count:02d}:00", anchor="end")
        for row in range(0, row_count, max(1, row_count // 4))
    ]
    for number in watched:
        place = divmod(number, row_count)
        x, y = LEFT + place[0] * column, _TOP + place[1] * height
        parts.append(_cell(x, y, column, height, cells.get(place, {}), _when(labels, place, row_count)))
    bottom = _TOP + row_count * height
    parts += bin_labels(labels, bottom + 16)
    return drawing(bottom + 24, "Every run, by day and hour", parts, class_="calendar")


def worst(verdicts: Mapping[str, int]) -> str:
    """Return the verdict that a cell shows; empty where no run was."""
    order = list(SIGNS)
    return max(verdicts, key=lambda verdict: order.index(verdict) if verdict in order else len(order), default="")


def _cell(x: float, y: float, width: float, height: float, verdicts: Mapping[str, int], when: str) -> Markup:
    shown = worst(verdicts)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items()) or "no run"
    kind = f"v-{shown}" if shown in SIGNS else "v-other" if shown else "v-none"
    box = rectangle(x + 0.5, y + 0.5, width - 1, height - 1, tooltip(f"{when}: {counts}"), rx=2, class_=kind)
    sign = SIGNS.get(shown, "·") if shown else ""
    if not sign:
        return box
    return box + text_at(x + width / 2, y + height * 0.8, sign, anchor="middle", class_="sign")


def _when(labels: Sequence[str], place: Cell, row_count: int) -> str:
    return f"{labels[place[0]]} {place[1] * 24 // row_count:02d}:00"
