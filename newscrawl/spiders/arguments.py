"""The spider's arguments (`-a NAME=VALUE`), checked before the first request."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

import msgspec

from newscrawl.errors import WrongUsageError
from newscrawl.portals import Portal
from newscrawl.urls import has_user, host_of, with_ascii_host

_EXAMPLES = {
    "sections": "sections=国際・政治,エンタメ limits the run to these sections",
    "start_url": "start_url=URL replaces the front page",
    "max_pages": "max_pages=3 reads so many pages of each section",
    "since": "since=2026-11-01 reads sections back to that day",
    "visit": "visit=all visits every known article once more",
}
NAMES = tuple(_EXAMPLES)
ARGUMENTS_HELP = "; ".join(_EXAMPLES.values())
"""Each argument with an example, for the help of `crawl`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What a run was asked to do."""

    sections: tuple[str, ...] = ()
    """Labels of the sections to crawl; empty for all."""

    start_url: str | None = None
    """The front page, where it is not the portal file's."""

    max_pages: int | None = None
    """How many pages of each section are read."""

    since: datetime | None = None
    """How far back each section is read: until a page holds only articles that were published before."""

    visits_all: bool = False
    """Whether the run visits every known article once more, due or not (`-a visit=all`)."""

    def portal(self, portal: Portal) -> Portal:
        """Return *portal* as this run sees it."""
        if self.start_url is None:
            return portal
        url = with_ascii_host(self.start_url)
        if host_of(url) not in portal.hosts or has_user(url):
            hosts = ", ".join(portal.hosts)
            raise WrongUsageError(f"-a start_url: expected an address on {hosts}, got {self.start_url!r}")
        return msgspec.structs.replace(portal, start_urls=(url,))


def parse_arguments(given: dict[str, Any], zone: tzinfo = UTC) -> Arguments:
    """Return the arguments that *given* holds as text; a time without an offset is in *zone*.

    Raises `WrongUsageError`.
    """
    for name in given:
        if name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known arguments: {', '.join(NAMES)}"
            raise WrongUsageError(f"-a {name}: no such argument; {hint}")
    if given.get("visit") not in {None, "", "due", "all"}:
        raise WrongUsageError(f"-a visit: expected due or all, got {given['visit']!r}")
    labels = str(given.get("sections", "")).replace("、", ",").split(",")
    return Arguments(
        sections=tuple(label.strip() for label in labels if label.strip()),
        start_url=given.get("start_url") or None,
        max_pages=_count(given.get("max_pages")),
        since=_moment(given.get("since"), zone),
        visits_all=given.get("visit") == "all",
    )


def _count(printed: str | None) -> int | None:
    if not printed:
        return None
    if not str(printed).isdecimal() or int(printed) < 1:
        raise WrongUsageError(f"-a max_pages: expected a number from 1, got {printed!r}")
    return int(printed)


def _moment(printed: str | None, zone: tzinfo) -> datetime | None:
    """Return the beginning of a day, or an instant."""
    if not printed:
        return None
    try:
        moment = datetime.fromisoformat(str(printed).strip())
    except ValueError as error:
        raise WrongUsageError(
            f"-a since: expected a day or a time such as 2026-11-01 or 2026-11-01T09:00+09:00, got {printed!r}"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
