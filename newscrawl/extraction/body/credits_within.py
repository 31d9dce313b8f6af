"""Finds the writer's name in a bracket of its own before the notes at the end: 【小池和樹】, then ◆ profiles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from newscrawl.extraction.body.line_forms import OPENS_NOTE
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.people.read_people import dateline_authors, is_bracketed, label_alone

_MOST_NOTES, _LONGEST, _TERMS = 6, 24, frozenset({"dt", "dd"})


def without_credits(blocks: list[Block]) -> list[Block]:
    """Return *blocks* without the one that signs their text, and without the terms of a list of who did what."""
    inner = inner_signature(blocks)
    left_out = set() if inner is None else {inner.index}
    for is_listed, run in groupby(blocks, key=lambda block: block.tag in _TERMS):
        row = list(run) if is_listed else []
        is_short = all(len(one.text) <= _LONGEST for one in row)
        if is_short and any(one.tag == "dt" and label_alone(one.text) is not None for one in row):
            left_out |= {one.index for one in row}
    return [one for one in blocks if one.index not in left_out] if left_out else blocks


def inner_signature(blocks: Sequence[Block]) -> Block | None:
    """Return the block that signs the text of *blocks*, where all behind it, at least one, are notes; None without."""
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 2 - _MOST_NOTES), -1):
        line = blocks[place]
        if line.text.startswith(tuple(OPENS_NOTE)):
            continue
        is_signed = place + 1 < len(blocks) and len(line.text) <= _LONGEST and is_bracketed(line.text)
        return line if is_signed and dateline_authors(line.text) else None
    return None
