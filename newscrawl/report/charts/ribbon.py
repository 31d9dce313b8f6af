"""Who was number 1 over the whole time: a band that changes its colour with the lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newscrawl.report.charts.svg import LEFT, WIDTH, drawing, rectangle, text_at, tooltip

_HEIGHT = 22
_SHADE_COUNT = 3


@dataclass(frozen=True, slots=True)
class Lead:
    """A time in which one story was at the top; begin and end from 0 to 1."""

    begin: float
    end: float
    headline: str
    label: str
    """How long, for whoever points at it."""


def ribbon(label: str, leads: Sequence[Lead], ticks: Sequence[tuple[float, str]]) -> Markup:
    """Return the band; neighbours differ in shade, times without a lead stay empty."""
    parts = [
        rectangle(
            _x(lead.begin),
            2,
            max(0.7, _x(lead.end) - _x(lead.begin) - 0.5),
            _HEIGHT,
            tooltip(f"{lead.label}: {lead.headline}"),
            class_=f"r{number % _SHADE_COUNT}",
        )
        for number, lead in enumerate(leads)
    ]
    parts += [text_at(_x(place), _HEIGHT + 18, name, anchor="middle") for place, name in ticks]
    return drawing(_HEIGHT + 26, label, parts, class_="ribbon")


def _x(place: float) -> float:
    return LEFT + place * (WIDTH - LEFT - 8)
