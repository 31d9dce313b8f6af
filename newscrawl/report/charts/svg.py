"""SVG and HTML elements made of values: texts and attributes are escaped, numbers are short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from newscrawl.text import safe

WIDTH = 920
LEFT = 56
"""Room for labels at the left of each chart."""
COLOUR_COUNT = 8
_SHOWN_LETTERS = 300


def one_line(text: str, letter_count: int = _SHOWN_LETTERS) -> str:
    """Return *text* on one line, without characters that turn or hide others, cut after *letter_count*."""
    cut = text[: letter_count * 2]
    line = " ".join(safe(cut).split())
    return line if len(line) <= letter_count and len(cut) == len(text) else f"{line[:letter_count]}…"


def element(name: str, *children: str | Markup, **attributes: object) -> Markup:
    """Return an element; ``class_`` gives the attribute *class*, other underscores become hyphens, None is left out."""
    written = Markup("").join(
        Markup(' {}="{}"').format(_attribute(key), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    start = Markup(f"<{name}") + written  # noqa: S704  the name of an element is written in this package
    if not children:
        return start + Markup("/>")
    return start + Markup(">") + Markup("").join(_child(child) for child in children) + Markup(f"</{name}>")  # noqa: S704


def tooltip(text: str) -> Markup:
    """Return the element that a browser shows where one points."""
    return element("title", one_line(text))


def drawing(height: float, label: str, parts: Iterable[Markup], *, class_: str) -> Markup:
    """Return an SVG of `WIDTH` by *height* that a reader of screens calls *label*."""
    body = Markup("").join(parts)
    return element(
        "svg",
        body,
        viewBox=f"0 0 {WIDTH} {height:g}",
        role="img",
        aria_label=one_line(label),
        class_=f"chart {class_}",
    )


def text_at(x: float, y: float, text: str, *, anchor: str = "start", class_: str = "label") -> Markup:
    """Return a text at a place; *anchor* is ``start``, ``middle`` or ``end``."""
    return element("text", one_line(text), x=x, y=y, text_anchor=anchor, class_=class_)


def rectangle(x: float, y: float, width: float, height: float, *children: Markup, **attributes: object) -> Markup:
    """Return a rectangle."""
    return element("rect", *children, x=x, y=y, width=max(0.0, width), height=max(0.0, height), **attributes)


def bin_labels(labels: Sequence[str], y: float, *, right: float = WIDTH) -> list[Markup]:
    """Return at most twelve of *labels* under the columns that share the width."""
    if not labels:
        return []
    column = (right - LEFT) / len(labels)
    step = max(1, -(-len(labels) // 12))
    return [
        text_at(LEFT + (index + 0.5) * column, y, label, anchor="middle")
        for index, label in enumerate(labels)
        if index % step == 0
    ]


def _child(child: str | Markup) -> Markup:
    return child if isinstance(child, Markup) else escape(safe(child))


def _attribute(key: str) -> str:
    return "class" if key == "class_" else key if key == "viewBox" else key.replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else safe(str(value))
