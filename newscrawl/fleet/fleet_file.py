"""Reads and checks a fleet file: which portals are crawled, how often and within which limits."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from newscrawl.clock import parse_duration
from newscrawl.errors import PortalFileError, WrongUsageError
from newscrawl.portals import Portal, load_portal, portal_names

_LEAST_INTERVAL_SECS = 1.0


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A `[[group]]` of the file: other values for some of its portals. A later group wins over an earlier one."""

    portals: tuple[str, ...]
    """Names, or patterns such as `city_*`."""
    interval: str | None = None
    max_time: str | None = None
    max_requests: int | None = None
    quiet_hours: str | None = None
    hosts: tuple[str, ...] | None = None
    """Cluster hosts that may crawl these portals; for data that is on one host's disk."""
    push: str | None = None


class Fleet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fleet file. Durations are written like `10m`, `1h30m` or `45s`."""

    portals: tuple[str, ...]
    """Names, patterns such as `city_*`, or `*` for all that have a file."""
    interval: str = "10m"
    """From the start of one crawl to the start of the next."""
    jobs: int = 2
    """Crawls at the same time, in all."""
    max_time: str | None = None
    """The longest time of one crawl; by default nine tenths of its interval."""
    max_requests: int = 0
    """The request budget of one crawl; 0: no limit."""
    quiet_hours: str = ""
    """As NEWSCRAWL_QUIET_HOURS."""
    hosts: tuple[str, ...] = ()
    """Cluster hosts that may crawl; empty: all."""
    push: str = ""
    """Where each run's dataset is copied to, such as `s3://bucket/news`; empty: nowhere."""
    retry: str = "1h"
    """How long a portal waits after a failed run or a changed layout, where its interval is shorter."""
    backoff_max: str = "24h"
    """The longest wait after refusals of a portal: its interval is doubled for each in a row."""
    data: str = "data"
    """The folder of all datasets, from the fleet file's folder."""
    logs: str = "log"
    """The folder for the output of the crawls, from the fleet file's folder."""
    group: tuple[Group, ...] = ()


class FleetMember(msgspec.Struct, frozen=True, kw_only=True):
    """One portal of a fleet."""

    name: str
    interval_secs: float
    max_time_secs: float
    max_requests: int
    quiet_hours: str
    hosts: tuple[str, ...]
    push: str = ""
    """An address of an object store; empty for no copy."""
    sites: frozenset[str]
    """The hosts with port that the portal asks. Two portals that share one are never crawled at once."""


def load_fleet(path: Path) -> Fleet:
    """Return the fleet of the file at *path*. Raises `WrongUsageError` with place, expected, got and remedy."""
    try:
        fleet = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Fleet)
    except OSError as error:
        raise WrongUsageError(f"{path}: expected a fleet file, got {error.strerror}; docs/scale.md has one") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongUsageError(f"{path}: expected TOML in UTF-8, got {error}") from error
    except msgspec.ValidationError as error:
        raise WrongUsageError(f"{path}: {error}; docs/scale.md lists the keys") from error
    if fleet.jobs < 1:
        raise WrongUsageError(f"{path}: jobs: expected a number from 1, got {fleet.jobs}")
    return fleet


def members_of(fleet: Fleet, portals_dir: Path) -> tuple[list[FleetMember], list[PortalFileError]]:
    """Return the portals of *fleet*, sorted by name, and the errors of those whose file is wrong: they are left out.

    Raises `WrongUsageError` for a name that no file has and for a value that cannot be read.
    """
    known = portal_names(portals_dir)
    members, errors = [], []
    for name in sorted(_chosen(fleet.portals, known)):
        try:
            members.append(_member(fleet, load_portal(name, portals_dir)))
        except PortalFileError as error:
            errors.append(error)
    return members, errors


def _chosen(patterns: tuple[str, ...], known: list[str]) -> set[str]:
    chosen: set[str] = set()
    for pattern in patterns:
        found = {name for name in known if fnmatchcase(name, pattern)}
        if not found:
            raise WrongUsageError(f"portals: no portal is called {pattern!r}; known portals: {', '.join(known)}")
        chosen |= found
    return chosen


def _member(fleet: Fleet, portal: Portal) -> FleetMember:
    own = [group for group in fleet.group if any(fnmatchcase(portal.name, pattern) for pattern in group.portals)]
    chosen = {
        field: next((value for group in reversed(own) if (value := getattr(group, field)) is not None), None)
        for field in ("interval", "max_time", "max_requests", "quiet_hours", "hosts", "push")
    }
    interval_secs = parse_duration("interval", chosen["interval"] or fleet.interval)
    if interval_secs < _LEAST_INTERVAL_SECS:
        raise WrongUsageError(f"interval: expected a second or more, got {interval_secs:g} s for {portal.name}")
    longest = chosen["max_time"] or fleet.max_time
    return FleetMember(
        name=portal.name,
        interval_secs=interval_secs,
        max_time_secs=parse_duration("max_time", longest) if longest else interval_secs * 0.9,
        max_requests=fleet.max_requests if chosen["max_requests"] is None else chosen["max_requests"],
        quiet_hours=fleet.quiet_hours if chosen["quiet_hours"] is None else chosen["quiet_hours"],
        hosts=fleet.hosts if chosen["hosts"] is None else chosen["hosts"],
        push=_address(fleet.push if chosen["push"] is None else chosen["push"]),
        sites=_sites(portal),
    )


def _address(printed: str) -> str:
    scheme, _, rest = printed.partition("://")
    if printed and (not scheme.isalnum() or not rest or "@" in rest or "?" in rest):
        raise WrongUsageError(
            "push: expected an address such as s3://bucket/news without credentials; they come from the environment"
        )
    return printed.rstrip("/")


def _sites(portal: Portal) -> frozenset[str]:
    starts = [urlsplit(url) for url in portal.start_urls]
    named = {start.hostname for start in starts}
    return frozenset({start.netloc for start in starts} | {host for host in portal.hosts if host not in named})
