"""Counts the steps of a pattern on a text, as `re` goes: one branch after the other, and back where the rest fails.

Time differs from run to run; steps do not. A step is one look at a place of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

Rest = Callable[[int], bool]
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class TooManyStepsError(Exception):
    """A pattern took more steps than it may."""


class StepCounter:
    """One pattern, to be matched against whole texts with each step counted, up to *most* of them."""

    def __init__(self, pattern: re.Pattern[str], most: int) -> None:
        self._most = most
        self._parsed = _parser.parse(pattern.pattern, pattern.flags)
        self._flags = pattern.flags
        self._signs: dict[tuple[int, int], re.Pattern[str]] = {}
        self._text = ""
        self.steps = 0

    def fullmatch(self, text: str) -> bool:
        """Return whether the whole of *text* matches; `steps` is what that took. Raises `TooManyStepsError`."""
        self.steps, self._text = 0, text
        return self._run(list(self._parsed), 0, self._flags, lambda at: at == len(text))

    def _run(self, nodes: list[Any], at: int, flags: int, rest: Rest) -> bool:
        """Match *nodes* from *at* on, and *rest* from wherever they end."""
        if not nodes:
            return rest(at)
        (op, argument), behind = nodes[0], nodes[1:]

        def then(end: int) -> bool:
            return self._run(behind, end, flags, rest)

        name = str(op)
        if name == "SUBPATTERN":
            _, added, removed, inner = argument
            return self._run(list(inner), at, (flags | added) & ~removed, then)
        if name == "BRANCH":
            self.steps += len(argument[1])
            return any(self._run(list(one), at, flags, then) for one in argument[1])
        if name in _REPEATS:
            return self._repeat(name, argument, at, flags, then)
        if name == "ATOMIC_GROUP":
            return any(then(end) for end in self._first_end(list(argument), at, flags))
        if name in {"ASSERT", "ASSERT_NOT"} and argument[0] > 0:
            found = bool(self._first_end(list(argument[1]), at, flags))
            return found == (name == "ASSERT") and then(at)
        match = self._sign(nodes[0], at, flags)
        return match is not None and then(match.end())

    def _repeat(self, name: str, argument: Any, at: int, flags: int, then: Rest) -> bool:
        least, most, inner = argument[0], argument[1], list(argument[2])
        if len(inner) == 1 and str(inner[0][0]) in {"LITERAL", "NOT_LITERAL", "IN", "ANY"}:
            end = at
            while end - at < most and self._sign(inner[0], end, flags):
                end += 1
            ends: Iterable[int] = range(end, at + least - 1, -1)
            if name == "POSSESSIVE_REPEAT":
                ends = [end] if end - at >= least else []
            return any(map(then, reversed(list(ends)) if name == "MIN_REPEAT" else ends))

        def once_more(count: int, here: int, rest: Rest) -> bool:
            def again(end: int) -> bool:
                return (end > here or count < least) and once_more(count + 1, end, rest)

            tries = [
                lambda: count < most and self._run(inner, here, flags, again),
                lambda: count >= least and rest(here),
            ]
            return any(one() for one in (reversed(tries) if name == "MIN_REPEAT" else tries))

        if name != "POSSESSIVE_REPEAT":
            return once_more(0, at, then)
        found: list[int] = []
        return once_more(0, at, lambda end: not found.append(end)) and then(found[0])  # type: ignore[func-returns-value]

    def _first_end(self, nodes: list[Any], at: int, flags: int) -> list[int]:
        """Return where the first way to match *nodes* ends; an empty list for none."""
        found: list[int] = []
        self._run(nodes, at, flags, lambda end: not found.append(end))  # type: ignore[func-returns-value]
        return found

    def _sign(self, node: Any, at: int, flags: int) -> re.Match[str] | None:
        """Return the match of *node*, which is one sign or a place, at *at*."""
        self.steps += 1
        if self.steps > self._most:
            raise TooManyStepsError
        key = (id(node), flags)
        if key not in self._signs:
            alone = _parser.SubPattern(self._parsed.state, [node])
            self._signs[key] = _compiler.compile(alone, flags)
        return self._signs[key].match(self._text, at)
