"""Two texts side by side or woven into one, with the words that came and went marked."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from newscrawl.dataset.read.revision_diff import Piece, diff_text
from newscrawl.report.charts.svg import element, one_line
from newscrawl.text import safe

_CONTEXT_LETTERS = 40
_TAGS = {"added": "ins", "removed": "del"}


def before_and_after(before: str, after: str) -> tuple[Markup, Markup]:
    """Return the older text with what went, and the newer one with what came."""
    pieces = diff_text(one_line(before), one_line(after))
    older = woven(piece for piece in pieces if piece.kind != "added")
    return older, woven(piece for piece in pieces if piece.kind != "removed")


def woven(pieces: Iterable[Piece]) -> Markup:
    """Return *pieces* as one text in its own direction, whatever letters it holds."""
    return element("bdi", Markup("").join(_marked(piece.kind, piece.text) for piece in pieces))


def in_context(pieces: Iterable[Piece], letter_count: int = _CONTEXT_LETTERS) -> Markup:
    """Return *pieces* woven; what stayed is cut to *letter_count* letters beside the changes."""
    listed = list(pieces)
    shown = [
        Piece("same", _cut(piece.text, letter_count, is_first=not index, is_last=index == len(listed) - 1))
        if piece.kind == "same"
        else Piece(piece.kind, one_line(piece.text))
        for index, piece in enumerate(listed)
    ]
    return woven(shown)


def _marked(kind: str, text: str) -> Markup:
    return Markup("").join([element(_TAGS[kind], text)]) if kind in _TAGS else Markup("{}").format(safe(text))


def _cut(text: str, letter_count: int, *, is_first: bool, is_last: bool) -> str:
    if len(text) <= letter_count * 2:
        return text
    head = "" if is_first else text[:letter_count]
    tail = "" if is_last else text[-letter_count:]
    return f"{head}…{tail}"
