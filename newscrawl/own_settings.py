"""Checks the project's own settings before a run begins: names, numbers, times."""

from __future__ import annotations

import difflib
from collections.abc import Callable

from scrapy.settings import BaseSettings

from newscrawl import settings as defaults
from newscrawl.clock import Clock
from newscrawl.downloadermiddlewares.quiet_hours import QuietHours
from newscrawl.errors import WrongUsageError

PREFIX = "NEWSCRAWL_"
OWN = {name: getattr(defaults, name) for name in dir(defaults) if name.startswith(PREFIX)}
SET_BY_THE_SPIDER = {"NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", "NEWSCRAWL_PORTAL_ZONE", "NEWSCRAWL_PORTAL_HAS_SECTIONS"}


def check_settings(settings: BaseSettings) -> None:
    """Raise `WrongUsageError` for a setting of an unknown name, or whose value is not of its kind."""
    for name in settings:
        if name.startswith(PREFIX) and name not in OWN and name not in SET_BY_THE_SPIDER:
            near = difflib.get_close_matches(name, OWN, n=1)
            hint = f"did you mean {near[0]}?" if near else "docs/settings.md lists them"
            raise WrongUsageError(f"{name}: no such setting; {hint}")
    for name, default in OWN.items():
        _check_kind(settings, name, default)
    Clock.from_setting(settings["NEWSCRAWL_CLOCK_START"])
    if settings["NEWSCRAWL_QUIET_HOURS"]:
        QuietHours.parse(settings["NEWSCRAWL_QUIET_HOURS"])


_READERS: dict[type, tuple[str, Callable[[BaseSettings, str], bool]]] = {
    bool: ("true or false", lambda settings, name: settings.getbool(name) >= 0),
    int: ("a whole number from 0", lambda settings, name: settings.getint(name) >= 0),
    float: ("a number from 0", lambda settings, name: settings.getfloat(name) >= 0),
    list: ("numbers from 0", lambda settings, name: all(float(one) >= 0 for one in settings.getlist(name))),
}
"""Type of the default → what is expected, and whether a setting is that."""


def _check_kind(settings: BaseSettings, name: str, default: object) -> None:
    if type(default) not in _READERS:
        return
    kind, is_good = _READERS[type(default)]
    remedy = f"{name}: expected {kind}, e.g. {default!r}, got {settings[name]!r}"
    try:
        is_well = is_good(settings, name)
    except (ValueError, TypeError) as error:
        raise WrongUsageError(remedy) from error
    if not is_well:
        raise WrongUsageError(remedy)
