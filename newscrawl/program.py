"""The program that this process runs as, so that a message names the commands that its reader can type."""

from __future__ import annotations

import sys
from pathlib import Path


def as_typed(words: str) -> str:
    """Return *words*, a verb and its arguments, as a command: ``scrapy verify --repair`` or ``newscrawl verify …``."""
    return f"{program_name(sys.argv[0] if sys.argv else '')} {words}"


def program_name(called: str) -> str:
    """Return ``scrapy`` where the program *called* is that, also by ``python -m scrapy``; else ``newscrawl``.

    `newscrawl` works in every folder; `scrapy` only in one that belongs to a project.
    """
    path = Path(called)
    return "scrapy" if "scrapy" in {path.stem, path.parent.name if path.name == "__main__.py" else ""} else "newscrawl"
