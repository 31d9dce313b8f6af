"""How one body became another: which blocks are new or gone, and whether they are noise."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

from newscrawl.dataset.revisions.compare_texts import are_other_texts
from newscrawl.text import squash

SHORT = 120
"""A noise block has at most this many characters: a line, not a paragraph."""

_SOME = 20
_VALUES = re.compile(r"[0-9A-Za-z０-９]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """The blocks that differ."""

    removed: tuple[str, ...]
    """Skeletons of the short blocks that are gone, 20 at most."""

    added: tuple[str, ...]
    """Skeletons of the short blocks that are new, 20 at most."""

    is_short: bool
    """Whether only short blocks are new or gone."""

    is_noise: bool
    """Whether all new and gone blocks are of a kind that changes on many articles of the portal."""

    is_other_text: bool
    """Whether the two bodies are different texts (`are_other_texts`): a text that was cut or has grown is not."""

    @property
    def size(self) -> str:
        """`short`, `long` or `other`."""
        return "other" if self.is_other_text else "short" if self.is_short else "long"


def body_change(before: str, after: str, noise: Collection[str] = ()) -> BodyChange | None:
    """Return how *before* became *after* (paragraphs joined by a blank line); None where only white space differs.

    *noise* holds the skeletons of blocks that appear and disappear on this portal. A block in the place of such a
    block is noise, too.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    if old == new:
        return None
    removed, added, is_noise = [], [], True
    for tag, begin, end, other_begin, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone, come = old[begin:end], new[other_begin:other_end]
            removed += gone
            added += come
            is_noise = is_noise and _is_noise(gone, come, noise)
    is_short = all(len(block) <= SHORT for block in (*removed, *added))
    return BodyChange(
        removed=_skeletons(removed),
        added=_skeletons(added),
        is_short=is_short,
        is_noise=is_short and is_noise,
        is_other_text=are_other_texts(before, after),
    )


def _skeletons(blocks: list[str]) -> tuple[str, ...]:
    return tuple(skeleton(block) for block in blocks if len(block) <= SHORT)[:_SOME]


def skeleton(block: str) -> str:
    """Return *block* with each number and Latin word as one mark: `3分前に更新` and `5分前に更新` have one skeleton."""
    return _VALUES.sub("#", block)


def _is_noise(gone: list[str], come: list[str], noise: Collection[str]) -> bool:
    """Return whether one place of the body changed by noise only: each block, or its one counterpart, is noise."""
    marks = [skeleton(block) in noise for block in (*gone, *come)]
    if len(gone) == len(come):
        return all(marks[i] or marks[i + len(gone)] for i in range(len(gone)))
    return all(marks)


def without_noise(body: str, noise: Collection[str]) -> str:
    """Return *body* without the blocks whose skeletons are in *noise*."""
    return "\n\n".join(block for block in _paragraphs(body) if skeleton(block) not in noise)


def _paragraphs(body: str) -> list[str]:
    return [text for paragraph in body.split("\n\n") if (text := squash(paragraph))]
