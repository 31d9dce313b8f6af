"""The time of day, as one object that tests and the demo can set."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from newscrawl.errors import WrongUsageError

_RUN_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{1,32}", re.ASCII)
_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", re.ASCII)


CLOCK_TOLERANCE = timedelta(hours=1)
"""What lies further ahead than this was noted under a clock that was wrong."""


def kept_time(printed: object, *, now: datetime, ahead: timedelta) -> datetime | None:
    """Return the time *printed* (ISO 8601 with an offset) that an earlier run kept; None where it cannot be right.

    That is what is no time, and what lies further than *ahead* after *now*: the earlier run's clock was wrong, or this
    run's is.
    """
    try:
        moment = datetime.fromisoformat(str(printed))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and moment - now <= ahead else None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that shows *start* when it is made and runs on from there; without *start* it shows the real time."""

    start: datetime | None = None
    _made_at: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """Return the time in UTC."""
        if self.start is None:
            return datetime.now(UTC)
        return (self.start + timedelta(seconds=time.monotonic() - self._made_at)).astimezone(UTC)

    @classmethod
    def from_setting(cls, printed: str | None) -> Clock:
        """Return the clock of the setting ``NEWSCRAWL_CLOCK_START``: empty, or ISO 8601 with an offset."""
        if not printed:
            return cls()
        try:
            return cls(instant_of(printed))
        except ValueError as error:
            raise WrongUsageError(f"NEWSCRAWL_CLOCK_START: {error}") from error


def instant_of(printed: str) -> datetime:
    """Return the time that *printed*, ISO 8601 with an offset, is. Raises `ValueError` with what was expected."""
    try:
        instant = datetime.fromisoformat(printed)
    except ValueError as error:
        raise ValueError(f"expected a time such as 2026-11-23T09:00+09:00, got {printed!r}") from error
    if instant.tzinfo is None:
        raise ValueError(f"expected an offset such as +09:00, got {printed!r}")
    return instant


def duration_text(time: timedelta) -> str:
    """Return e.g. ``25 min``, ``3.5 h``, ``4.2 d``."""
    hours = time.total_seconds() / 3600
    if abs(hours) < 1:
        return f"{hours * 60:.0f} min"
    return f"{hours:.1f} h" if abs(hours) < 48 else f"{hours / 24:.1f} d"


def parse_duration(option: str, printed: str) -> float:
    """Return the seconds of *printed*: `9m`, `1h30m`, `45s` or plain seconds. Raises `WrongUsageError`."""
    match = _DURATION.fullmatch(printed.strip())
    if not match or not any(match.groups()):
        raise WrongUsageError(f"{option}: expected a time such as 9m, 1h30m or 540, got {printed!r}")
    hours, minutes, secs = (int(part or 0) for part in match.groups())
    if not hours + minutes + secs:
        raise WrongUsageError(f"{option}: expected a duration above zero, got {printed!r}")
    return float(hours * 3600 + minutes * 60 + secs)


def new_run_id(now: datetime) -> str:
    """Return e.g. ``20261123T224501Z-5f3a9c``: *now* in UTC, and six random hex digits."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def run_date(run_id: str) -> str:
    """Return the ``date=`` of a run's files, e.g. ``2026-11-23``."""
    return f"{run_id[:4]}-{run_id[4:6]}-{run_id[6:8]}"


def run_start(run_id: str) -> datetime:
    """Return the second at which the run *run_id* began, in UTC. Raises `ValueError` for what is no run's name."""
    if not _RUN_ID.fullmatch(run_id):
        raise ValueError(f"expected a run such as 20261123T224501Z-5f3a9c, got {run_id!r}")
    day, second = run_id[:8], run_id[9:15]
    return datetime(
        int(day[:4]), int(day[4:6]), int(day[6:]), int(second[:2]), int(second[2:4]), int(second[4:]), tzinfo=UTC
    )


@lru_cache(maxsize=4096)  # a run has many lines
def is_run_id(text: str) -> bool:
    """Return whether *text* is the name of a run: of a time that there is, and hex digits."""
    try:
        run_start(text)
    except ValueError:
        return False
    return True


def is_countable(moment: datetime) -> bool:
    """Return whether *moment* can be shown in any zone and compared: it has an offset, and is not of year 1 or 9999."""
    return moment.tzinfo is not None and 1 < moment.year < 9999
