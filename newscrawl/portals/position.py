"""Finds the line of a key or value in a TOML text, so that an error can point at it."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_STRING = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"")


def line_of(source: str, where: str) -> int:
    """Return the line (from 1) at which *where*, e.g. `$.lists[1].kind` or `$.urls.article[2]`, is in *source*.

    For a path that is not there, the line of the deepest table or key on the way to it; 1 for none.
    """
    steps = [name or int(number) for name, number in _STEP.findall(where)]
    lines = source.splitlines()
    start, end, rest = _table(lines, steps)
    if not rest or not isinstance(rest[0], str):
        return max(start, 1)
    key = re.compile(rf"^\s*[\"']?{re.escape(rest[0])}[\"']?\s*(?:=|\.)")
    for number in range(start, end):
        if key.match(lines[number]):
            return _element(lines, number, end, rest[1:])
    return max(start, 1)


def _table(lines: list[str], steps: list[str | int]) -> tuple[int, int, list[str | int]]:
    """Return where the table on the way to *steps* begins (its header's line, from 1) and ends, and what is left."""
    headers: list[tuple[int, list[str | int]]] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if match := _HEADER.match(line):
            name = match[2].strip()
            path: list[str | int] = [part.strip().strip("\"'") for part in name.split(".")]
            if match[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                path.append(counts[name])
            headers.append((number, path))
    best, end, rest = 0, headers[0][0] - 1 if headers else len(lines), steps
    for position, (number, path) in enumerate(headers):
        if path and steps[: len(path)] == path:
            best, rest = number, steps[len(path) :]
            end = headers[position + 1][0] - 1 if position + 1 < len(headers) else len(lines)
    return best, end, rest


def _element(lines: list[str], number: int, end: int, rest: list[str | int]) -> int:
    """Return the line of the n-th text of the array that begins on line *number* (from 0)."""
    if not rest or not isinstance(rest[0], int):
        return number + 1
    left = rest[0]
    for current in range(number, end):
        text = lines[current].partition("=")[2] if current == number else lines[current]
        found = len(_STRING.findall(text))
        if found > left:
            return current + 1
        left -= found
    return number + 1
