"""Checks settings before a run begins: names, kinds and ranges of the project's own, kinds and names of Scrapy's."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.settings import default_settings as scrapy_defaults
from scrapy.utils.misc import load_object

from newscrawl import settings as defaults
from newscrawl.clock import Clock
from newscrawl.downloadermiddlewares.quiet_hours import QuietHours
from newscrawl.errors import WrongUsageError
from newscrawl.paths import DEFAULT_FOLDERS, named_folder, portals_folder

PREFIX = "NEWSCRAWL_"
OWN = {name: getattr(defaults, name) for name in dir(defaults) if name.startswith(PREFIX)}
SET_BY_THE_SPIDER = {"NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", "NEWSCRAWL_PORTAL_ZONE", "NEWSCRAWL_PORTAL_HAS_SECTIONS"}


def _hint(name: str) -> str:
    """Return the name that somebody who wrote *name* may mean."""
    now = name.replace("NEWSCRAWL_ARCHIVE_", "NEWSCRAWL_CAPTURE_")  # until November 2026
    if now in OWN:
        return f"it is called {now} now"
    near = difflib.get_close_matches(name, OWN, n=1)
    return f"did you mean {near[0]}?" if near else "docs/settings.md lists them"


def check_settings(settings: BaseSettings) -> None:
    """Raise `WrongUsageError` for an own setting of an unknown name, and for a value not of its kind or range."""
    for name in settings:
        if name.startswith(PREFIX) and name not in OWN and name not in SET_BY_THE_SPIDER:
            raise WrongUsageError(f"{name}: no such setting; {_hint(name)}")
    for name, default in OWN.items():
        _check_own(settings, name, default)
    for name, default in _scrapys(settings).items():
        _check_scrapys(settings, name, default)
    for name, path in _paths_of_classes(settings):
        _check_path(name, path)
    _check_portals(settings)
    Clock.from_setting(settings["NEWSCRAWL_CLOCK_START"])
    if settings["NEWSCRAWL_QUIET_HOURS"]:
        QuietHours.parse(settings["NEWSCRAWL_QUIET_HOURS"])


def _scrapys(settings: BaseSettings) -> dict[str, object]:
    """Return the switches and numbers of Scrapy that the project or this run sets, each with Scrapy's default."""
    lowest = SETTINGS_PRIORITIES["project"]
    known = {name: value for name, value in vars(scrapy_defaults).items() if isinstance(value, bool | int | float)}
    return {
        name: default
        for name, default in known.items()
        if (settings.getpriority(name) or 0) >= lowest and settings[name] is not None
    }


def _paths_of_classes(settings: BaseSettings) -> Iterator[tuple[str, str]]:
    """Yield each path of a class that is not the project's or Scrapy's own choice, with its setting."""
    for name, default in vars(scrapy_defaults).items():
        usual, value = getattr(defaults, name, default), settings[name]
        if isinstance(default, str) and _DOTTED.fullmatch(default) and value != usual and isinstance(value, str):
            yield name, value
        elif name in _COMPONENTS:
            yield from ((name, path) for path in value if isinstance(path, str) and path not in usual)


_DOTTED = re.compile(r"[a-z]\w*(\.[A-Za-z_]\w*)+")
_COMPONENTS = frozenset({"EXTENSIONS", "ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES"})


def _check_path(name: str, path: str) -> None:
    try:
        load_object(path)
    except (ImportError, NameError, ValueError, SyntaxError) as error:
        raise WrongUsageError(f"{name}: expected the path of a class, got {path!r} ({error})") from error


def _check_portals(settings: BaseSettings) -> None:
    """Refuse a folder of portal files that does not exist, but the usual one: own files would not be seen."""
    folder = portals_folder(settings)
    if not folder.is_dir() and folder.absolute() != portals_folder(OWN).absolute():
        raise WrongUsageError(f"NEWSCRAWL_PORTALS_DIR: expected a folder, got {str(folder)!r}, which does not exist")


_SHARES = ("_SHARE", "_SIMILARITY")
_FROM_ONE = frozenset({"NEWSCRAWL_DATASET_SYNC_COUNT", "NEWSCRAWL_SPIDER_SECTION_PAGE_COUNT"})
"""Counts that must be above 0: with 0 nothing would be done."""

_KINDS: dict[type, tuple[str, Callable[[BaseSettings, str], object]]] = {
    bool: ("true or false", lambda settings, name: settings.getbool(name)),
    int: ("a whole number", lambda settings, name: settings.getint(name)),
    float: ("a number", lambda settings, name: settings.getfloat(name)),
    list: ("numbers", lambda settings, name: [float(one) for one in settings.getlist(name)]),
}
"""Type of the default → what is expected, and what reads it; that raises for anything else."""


def _check_own(settings: BaseSettings, name: str, default: object) -> None:
    if name in DEFAULT_FOLDERS:
        named_folder(settings, name)
    if isinstance(default, str):
        if not str(settings[name] or "").isprintable() or not isinstance(settings[name], str | Path):
            raise WrongUsageError(f"{name}: expected a text of one line, got {settings[name]!r}")
        return
    if type(default) not in _KINDS:
        return
    kind, read = _KINDS[type(default)]
    low, high = (1 if name in _FROM_ONE else 0), (1 if name.endswith(_SHARES) else math.inf)
    limits = "" if isinstance(default, bool) else f" from {low}{' to 1' if high == 1 else ''}"
    remedy = f"{name}: expected {kind}{limits}, e.g. {default!r}, got {settings[name]!r}"
    value = _value(settings, name, read, remedy)
    if not all(low <= one <= high for one in (value if isinstance(value, list) else [value])):
        raise WrongUsageError(remedy)


def _check_scrapys(settings: BaseSettings, name: str, default: object) -> None:
    """Refuse a setting of Scrapy that this run has of another kind than its default: its reading would break off."""
    kind, read = _KINDS[bool if isinstance(default, bool) else float]
    is_from_zero = not isinstance(default, bool) and "PRIORITY" not in name
    limits = " from 0" if is_from_zero else ""
    remedy = f"{name}: expected {kind}{limits}, e.g. {default!r}, got {settings[name]!r}"
    if _value(settings, name, read, remedy) < 0 and is_from_zero:
        raise WrongUsageError(remedy)


def _value(settings: BaseSettings, name: str, read: Callable[[BaseSettings, str], Any], remedy: str) -> Any:
    try:
        return read(settings, name)
    except (ValueError, TypeError) as error:
        raise WrongUsageError(remedy) from error
