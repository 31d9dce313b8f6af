"""One line of a terminal that is painted again and again; plain escapes that every terminal but a dumb one has.

It needs no library: a carriage return and "erase to the end of the line". The cursor stays visible, so a killed process
leaves nothing behind. No colour is used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TextIO

from newscrawl.text import printable, width

_ERASE = "\r\x1b[K"
_FEWEST_COLUMNS = 20
_PAINT_SECS = 0.5


def can_paint(stream: TextIO) -> bool:
    """Return whether *stream* is a terminal on which a line can be painted again."""
    return stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"


class TerminalLine:
    """The line. What else is written to the terminal goes through `above`, and the line is painted again below it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._painted = ""

    def show(self, parts: Sequence[str]) -> None:
        """Paint *parts*, the most important first, as many as the terminal is wide."""
        self._painted = fitting(parts, _columns(self.stream) - 1)
        self._write(f"{_ERASE}{self._painted}")

    def clear(self) -> None:
        """Take the line away."""
        if self._painted:
            self._painted = ""
            self._write(_ERASE)

    def write(self, text: str) -> int:
        """Write *text*, whole lines, above the line: so the line can be the stream of a log handler."""
        below = self._painted if text.endswith("\n") else ""
        self._write(f"{_ERASE}{text}{below}" if self._painted else text)
        return len(text)

    def flush(self) -> None:
        """Flush the terminal."""
        self.stream.flush()

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def fitting(parts: Sequence[str], columns: int) -> str:
    """Return the first of *parts* that fit into *columns*, with two spaces between them; the first one is cut."""
    shown = ""
    for part in parts:
        longer = f"{shown}  {printable(part)}" if shown else printable(part)
        if width(longer) > columns:
            break
        shown = longer
    return shown or _cut(printable(parts[0]) if parts else "", columns)


def _cut(text: str, columns: int) -> str:
    while text and width(text) > columns:
        text = text[:-1]
    return text


def _columns(stream: TextIO) -> int:
    try:
        return max(_FEWEST_COLUMNS, os.get_terminal_size(stream.fileno()).columns)
    except OSError:
        return 80


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show *what* and the seconds since it began, where standard error is a terminal, until the block ends."""
    if not can_paint(sys.stderr):
        yield
        return
    line, begun, is_done = TerminalLine(sys.stderr), monotonic(), Event()

    def paint() -> None:
        while not is_done.wait(_PAINT_SECS):
            line.show([what, f"{monotonic() - begun:.0f} s"])

    painter = Thread(target=paint, name="terminal line", daemon=True)
    painter.start()
    try:
        yield
    finally:
        is_done.set()
        painter.join()
        line.clear()
