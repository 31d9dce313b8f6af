"""How one portal of a fleet is doing: its last run, when it is due, and its copy."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from newscrawl.fleet.crawl_process import GRACE_SECS
from newscrawl.fleet.due import Due
from newscrawl.fleet.fleet_file import FleetMember
from newscrawl.remote.last_push import LastPush, last_push


class PortalRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `fleet status`."""

    portal: str
    interval_secs: float
    due_at: datetime
    last: str
    """How the last run ended, and when."""
    needs_someone: str
    """Sentences for the operator; empty when all is well."""
    copy: LastPush | None
    """The last push; null where there was none, or the fleet file wants none."""


def portal_row(member: FleetMember, due: Due, data: Path, now: datetime) -> PortalRow:
    """Return how *member* is doing at *now*; its dataset is in the folder *data*."""
    copy = last_push(data / member.name) if member.push else None
    needs = (due.needs_someone, _fault_of(copy, member, now) if copy else "")
    return PortalRow(
        portal=member.name,
        interval_secs=member.interval_secs,
        due_at=due.at,
        last=due.why,
        needs_someone="; ".join(filter(None, needs)),
        copy=copy,
    )


def _fault_of(copy: LastPush, member: FleetMember, now: datetime) -> str:
    if copy.fault:
        return f"copy failed: {copy.fault}"
    longest = timedelta(seconds=member.max_time_secs + 2 * GRACE_SECS)
    if copy.ended_at is None and now - copy.began_at > longest:
        return f"a copy that began at {copy.began_at:%Y-%m-%d %H:%M} UTC was killed; the next run goes on with it"
    return ""
