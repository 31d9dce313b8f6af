"""Reads the PORTAL argument of the commands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from newscrawl.errors import DatasetError, WrongUsageError
from newscrawl.paths import not_a_folder
from newscrawl.program import as_typed

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""A name that can be part of a path `portal=NAME`."""


def only_portal(args: Sequence[str], known: Sequence[str], *, command: str) -> str:
    """Return the one portal that *args* names, which is one of *known*. Raises `WrongUsageError`."""
    name = only_name(args, known, command=command)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]!r}?" if near else f"known portals: {', '.join(known)}"
        raise WrongUsageError(f"no portal is called {name!r}; {hint}")
    return name


def portal_folder(args: Sequence[str], known: Sequence[str], root: Path, *, command: str) -> Path:
    """Return the folder in *root* of the one portal that *args* names.

    A dataset whose portal has no file any more can still be read. Raises `WrongUsageError` where there is neither, and
    `DatasetError` where a portal of *known* was not crawled yet.
    """
    name = only_name(args, known, command=command)
    folder = root / name
    if any(path.exists() and not path.is_dir() for path in (root, folder)):
        raise DatasetError(not_a_folder(folder))
    if folder.is_dir():
        return folder
    only_portal(args, known, command=command)
    raise DatasetError(f"{folder}: expected a portal's dataset, got none; {as_typed(f'crawl {name}')!r} makes one")


def only_name(args: Sequence[str], known: Sequence[str], *, command: str) -> str:
    """Return the only one of *args*, which is a name such as a portal has. Raises `WrongUsageError`."""
    refuse_options(args, command=command)
    if len(args) != 1:
        raise WrongUsageError(f"expected one portal, got {len(args)}; known portals: {', '.join(known)}")
    if args[0] in {"", ".", ".."} or Path(args[0]).name != args[0]:
        hint = f"; {as_typed('add URL')!r} writes a portal file for an address" if "://" in args[0] else ""
        raise WrongUsageError(f"expected a portal's name such as 'kangnam', got {args[0]!r}{hint}")
    return args[0]


def portals_matching(patterns: Sequence[str], known: Sequence[str], root: Path) -> list[str]:
    """Return the portals that names and patterns (`city_*`) choose, sorted: of a pattern those that have a dataset.

    Raises `WrongUsageError` for an unknown name and for a pattern without a dataset.
    """
    stored = [path.name for path in root.iterdir() if (path / "articles").is_dir()] if root.is_dir() else []
    chosen: set[str] = set()
    for pattern in patterns:
        found = {name for name in stored if fnmatchcase(name, pattern) and _PLAIN_NAME.fullmatch(name)}
        if not found and pattern not in known:
            raise WrongUsageError(f"no dataset matches {pattern!r} in {root}; known: {', '.join(sorted(stored)[:50])}")
        chosen |= found or {pattern}
    return sorted(chosen)


def refuse_options(args: Sequence[str], *, command: str) -> None:
    """Raise `WrongUsageError` for an unknown option: Scrapy hands it on among the arguments."""
    if unknown := [arg for arg in args if arg.startswith("-") and arg != "-"]:
        raise WrongUsageError(f"unknown option {unknown[0]}; {as_typed(f'{command} -h')!r} lists the options")
