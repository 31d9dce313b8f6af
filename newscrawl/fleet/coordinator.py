"""Gives due portals to free workers, over and over. Its only memory is what runs now: it can end and begin anywhere."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newscrawl.clock import Clock, parse_duration
from newscrawl.fleet.backends import Engine
from newscrawl.fleet.crawl_process import GRACE_SECS, SITE_BUSY, CrawlJob, CrawlResult
from newscrawl.fleet.due import Due, next_run, recent_runs
from newscrawl.fleet.fleet_file import Fleet, Member
from newscrawl.tasks.dask_client import ClusterLostError

logger = logging.getLogger(__name__)

_LOOK_SECS = 0.2
_LOOK_AGAIN_SECS = 5.0
_ASK_AGAIN_SECS = 5.0
"""How long a portal waits whose dataset or site another crawl holds."""
_LOST_SECS = 2.0
"""How long the crawl of a lost worker may take to end: it got SIGTERM."""
_ANSWER_SECS = 10.0
"""How long after the report of its crawl a worker may take to answer."""
WRONG_USAGE, LOCKED = 2, 5


@dataclass(slots=True)
class Running:
    """A crawl that was given to a worker."""

    member: Member
    worker: str
    future: Future[CrawlResult]
    deadline: float
    """Monotonic: a crawl that is not back by then is given up. Its dataset's lock keeps a second one out."""
    before: str
    """The newest reported run when the crawl started."""
    reported_at: float = 0.0
    """Monotonic: when a newer report was first seen; 0 before."""


@dataclass(slots=True)
class Coordinator:
    """Crawls the portals of *fleet* on *engine*.

    What is due follows from the datasets' own run reports. Two coordinators do no harm: the locks of dataset and site
    decide, and a crawl that finds one of them taken is asked for again a little later.
    """

    fleet: Fleet
    jobs: int
    """Crawls at the same time, in all."""
    members: list[Member]
    make_engine: Callable[[], Engine]
    data: Path
    logs: Path
    settings: tuple[tuple[str, str], ...] = ()
    clock: Clock = field(default_factory=Clock)
    running: dict[str, Running] = field(default_factory=dict)
    not_before: dict[str, float] = field(default_factory=dict)
    """Portal → monotonic time: it was tried a moment ago, without a report."""
    left_out: dict[str, str] = field(default_factory=dict)
    """Portal → why it is crawled no more by this coordinator: its file or settings are wrong."""
    wanted: set[str] | None = None
    """With *once*: the portals that are still to be crawled."""
    ended: Counter[int] = field(default_factory=Counter)
    """Exit code → crawls that ended so."""
    _due: dict[str, tuple[int, Due, float]] = field(default_factory=dict)
    """Portal → the time of its reports' folder, what they gave, and when they were looked at (monotonic)."""
    _told: dict[str, str] = field(default_factory=dict)
    _told_of_copies: dict[str, str] = field(default_factory=dict)

    def run(self, *, once: bool = False) -> None:
        """Crawl what is due until interrupted; with *once*, each portal that is due now, once, then return."""
        engine = self._connected()
        if once:
            self.wanted = {member.name for member in self.members if self.due(member).at <= self.clock.now()}
        try:
            while self.wanted is None or self.wanted or self.running:
                try:
                    self._collect(engine)
                    self._hand_out(engine)
                except ClusterLostError as error:
                    logger.warning("%s; waiting for it", error)
                    self._give_up_all()
                    engine = self._connected()
                time.sleep(_LOOK_SECS)
        finally:
            engine.close()

    def due(self, member: Member) -> Due:
        """Return when *member* is due; the reports are read again only when one was added."""
        runs = self.data / member.name / "runs"
        try:
            changed = runs.stat().st_mtime_ns
        except OSError:
            changed = 0
        kept = self._due.get(member.name)
        if kept is None or kept[0] != changed:
            found = next_run(
                member,
                recent_runs(self.data / member.name),
                retry_secs=parse_duration("retry", self.fleet.retry),
                backoff_max_secs=parse_duration("backoff_max", self.fleet.backoff_max),
                now=self.clock.now(),
            )
        else:
            found = kept[1]
        self._due[member.name] = (changed, found, time.monotonic())
        return found

    def _connected(self) -> Engine:
        wait_secs = 1.0
        while True:
            try:
                return self.make_engine()
            except ClusterLostError as error:
                logger.warning("%s; trying again in %.0f s", error, wait_secs)
            time.sleep(wait_secs)
            wait_secs = min(30.0, wait_secs * 2)

    def _hand_out(self, engine: Engine) -> None:
        """Give the portals that are due, the longest due first, to free slots."""
        waiting = sorted(self._waiting(), key=lambda pair: pair[0])
        if not waiting:
            return
        free = Counter(engine.slots())
        free.subtract(Counter(one.worker for one in self.running.values()))
        for _, member in waiting:
            if len(self.running) >= self.jobs:
                return
            worker = next(
                (name for name, count in free.most_common() if count > 0 and _may(engine, member, name)), None
            )
            if worker is None or any(one.member.sites & member.sites for one in self.running.values()):
                continue
            free[worker] -= 1
            self._start(engine, worker, member)

    def _waiting(self) -> Iterator[tuple[datetime, Member]]:
        now, moment = self.clock.now(), time.monotonic()
        for member in self.members:
            if member.name in self.running or member.name in self.left_out:
                continue
            if self.wanted is not None and member.name not in self.wanted:
                continue
            kept = self._due.get(member.name)
            # A portal that is not due is looked at now and then alone: somebody else may crawl it.
            is_recent = kept is not None and kept[1].at > now and moment - kept[2] < _LOOK_AGAIN_SECS
            due = kept[1] if kept is not None and is_recent else self.due(member)
            if due.at > now and self.wanted is not None:
                self.wanted.discard(member.name)  # somebody else crawled it meanwhile
            if due.at <= now and self.not_before.get(member.name, 0.0) <= moment:
                yield due.at, member

    def _start(self, engine: Engine, worker: str, member: Member) -> None:
        own = dict(self.settings)
        own["NEWSCRAWL_BUDGET_REQUEST_COUNT"] = str(member.max_requests)
        if member.quiet_hours:
            own["NEWSCRAWL_QUIET_HOURS"] = member.quiet_hours
        job = CrawlJob(
            portal=member.name,
            data=str(self.data),
            logs=str(self.logs),
            locks=str(self.logs / ".sites"),
            sites=tuple(sorted(member.sites)),
            max_time_secs=member.max_time_secs,
            push=member.push,
            settings=tuple(own.items()),
        )
        deadline = time.monotonic() + (1 + bool(member.push)) * (member.max_time_secs + 3 * GRACE_SECS)
        future = engine.submit(worker, job)
        self.running[member.name] = Running(member, worker, future, deadline, before=self._newest(member))
        logger.info("%s starts on %s", member.name, worker)

    def _collect(self, engine: Engine) -> None:
        """Take the crawls that have ended, and give up those that should have, or whose worker has gone."""
        for name, one in list(self.running.items()):
            is_done = one.future.done()
            is_lost = not is_done and engine.has_lost(one.worker)
            if not (is_done or is_lost or self._is_silent(one)):
                continue
            del self.running[name]
            if is_done:
                self._end(one)
            elif is_lost:
                self.not_before[name] = time.monotonic() + _LOST_SECS
                logger.warning("%s was lost with its worker %s; it is due again", name, one.worker)
            else:
                self._give_up(one)

    def _give_up(self, one: Running) -> None:
        """Wait no longer for a crawl whose worker does not answer; one that has its report is done."""
        name = one.member.name
        one.future.cancel()
        logger.warning("%s: its worker %s does not answer; the dataset decides what is due", name, one.worker)
        if one.reported_at and self.wanted is not None:
            self.wanted.discard(name)

    def _is_silent(self, one: Running) -> bool:
        """Return whether a crawl is late, or its report has been there for a while and its worker has not answered."""
        now = time.monotonic()
        if not one.reported_at and self._newest(one.member) != one.before:
            one.reported_at = now
        longest = _ANSWER_SECS + (one.member.max_time_secs + 2 * GRACE_SECS if one.member.push else 0.0)
        return now > one.deadline or (one.reported_at > 0 and now - one.reported_at > longest)

    def _newest(self, member: Member) -> str:
        return self.due(member).run_id

    def _end(self, one: Running) -> None:
        name = one.member.name
        try:
            result = one.future.result()
        except (Exception, CancelledError) as error:  # noqa: BLE001  whatever a worker or its loss raises
            logger.warning("%s on %s was lost (%s); it is due again", name, one.worker, type(error).__name__)
            self.not_before[name] = time.monotonic() + _LOOK_SECS
            return
        self.ended[result.exit_code] += 1
        if self.wanted is not None and result.exit_code != SITE_BUSY and result.exit_code >= 0:
            self.wanted.discard(name)
        self.not_before[name] = time.monotonic() + min(_ASK_AGAIN_SECS, one.member.interval_secs / 2)
        if result.exit_code == WRONG_USAGE:
            self.left_out[name] = result.last_line
            logger.error("%s is left out: %s", name, result.last_line)
        elif result.exit_code in {LOCKED, SITE_BUSY}:
            logger.info("%s is crawled by another process now", name)
        else:
            logger.info("%s ended with %d: %s", name, result.exit_code, result.last_line)
        self._tell_once(one.member, result.push_fault)

    def _tell_once(self, member: Member, push_fault: str) -> None:
        """Warn when the last run needs someone, or its copy does, once for each state."""
        needs = self.due(member).needs_someone
        if needs and self._told.get(member.name) != needs:
            logger.warning("%s: %s; next try at %s", member.name, needs, f"{self.due(member).at:%Y-%m-%d %H:%M} UTC")
        self._told[member.name] = needs
        if push_fault and self._told_of_copies.get(member.name) != push_fault:
            logger.warning("%s: the run is stored; its copy is not up to date: %s", member.name, push_fault)
        self._told_of_copies[member.name] = push_fault

    def _give_up_all(self) -> None:
        for one in self.running.values():
            one.future.cancel()
        self.running.clear()


def _may(engine: Engine, member: Member, worker: str) -> bool:
    return not member.hosts or engine.host_of(worker) in member.hosts
