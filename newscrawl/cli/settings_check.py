"""Checks settings before a run begins: names, kinds and ranges of the project's own, kinds and names of Scrapy's."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable
from typing import Any

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.settings import default_settings as scrapy_defaults

from newscrawl import settings as defaults
from newscrawl.clock import Clock
from newscrawl.downloadermiddlewares.quiet_hours import QuietHours
from newscrawl.errors import WrongUsageError

PREFIX = "NEWSCRAWL_"
OWN = {name: getattr(defaults, name) for name in dir(defaults) if name.startswith(PREFIX)}
SET_BY_THE_SPIDER = {"NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", "NEWSCRAWL_PORTAL_ZONE", "NEWSCRAWL_PORTAL_HAS_SECTIONS"}


def check_settings(settings: BaseSettings) -> None:
    """Raise `WrongUsageError` for an own setting of an unknown name, and for a value not of its kind or range."""
    for name in settings:
        if name.startswith(PREFIX) and name not in OWN and name not in SET_BY_THE_SPIDER:
            near = difflib.get_close_matches(name, OWN, n=1)
            hint = f"did you mean {near[0]}?" if near else "docs/settings.md lists them"
            raise WrongUsageError(f"{name}: no such setting; {hint}")
    for name, default in OWN.items():
        _check_own(settings, name, default)
    for name, default in _scrapys(settings).items():
        _check_scrapys(settings, name, default)
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
    _value(settings, name, read, f"{name}: expected {kind}, e.g. {default!r}, got {settings[name]!r}")


def _value(settings: BaseSettings, name: str, read: Callable[[BaseSettings, str], Any], remedy: str) -> Any:
    try:
        return read(settings, name)
    except (ValueError, TypeError) as error:
        raise WrongUsageError(remedy) from error
