"""Gives due portals to free workers, over and over. Its only memory is what runs now: it can end and begin anywhere."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newscrawl.clock import Clock, parse_duration
from newscrawl.dataset.storage.report_file import EXIT_CODES
from newscrawl.errors import NewscrawlError
from newscrawl.fleet.backends import Engine
from newscrawl.fleet.crawl_process import GRACE_SECS, SITE_BUSY, CrawlJob, CrawlResult, new_log, reports_changed_at
from newscrawl.fleet.due import Due, next_run, recent_runs
from newscrawl.fleet.fleet_file import Fleet, FleetMember
from newscrawl.fleet.running_crawl import RunningCrawl
from newscrawl.tasks.dask_client import ClusterLostError
from newscrawl.tasks.task import result_of

logger = logging.getLogger(__name__)

_LOOK_SECS = 0.2
_LOOK_AGAIN_SECS = 5.0
_ASK_AGAIN_SECS = 5.0
"""How long a portal waits whose dataset or site another crawl holds."""
_LOST_SECS = 2.0
"""How long the crawl of a lost worker may take to end: it got SIGTERM."""
_ANSWER_SECS = 10.0
"""How long after the report of its crawl a worker may take to answer."""
_UNFIT_SECS = 60.0
"""How long a worker gets nothing that could not crawl at all, or this machine where it could not make a log."""
_VAIN_SECS = 120.0
"""How long a single round waits for a worker or a scheduler."""


@dataclass(slots=True)
class Coordinator:
    """Crawls the portals of *fleet* on *engine*.

    What is due follows from the datasets' own run reports. Two coordinators do no harm: the locks of dataset and site
    decide, and a crawl that finds one of them taken is asked for again a little later.
    """

    fleet: Fleet
    jobs: int
    """Crawls at the same time, in all."""
    members: list[FleetMember]
    make_engine: Callable[[], Engine]
    data: Path
    logs: Path
    settings: tuple[tuple[str, str], ...] = ()
    clock: Clock = field(default_factory=Clock)
    running: dict[str, RunningCrawl] = field(default_factory=dict)
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
    _unfit: dict[str, tuple[float, str]] = field(default_factory=dict)
    """Worker → monotonic time until which it gets nothing, and why: other code, or no such folders there."""
    _reported: dict[str, str] = field(default_factory=dict)
    """Portal, copy or worker → the state that was reported last."""
    _busy_at: float = field(default_factory=time.monotonic)
    """When a crawl ran last (monotonic)."""

    def run(self, *, once: bool = False) -> None:
        """Crawl what is due until interrupted; with *once*, each portal that is due now, once, then return.

        Waits for a scheduler that does not answer; with *once*, raises `ClusterLostError` where it never did, and
        `NewscrawlError` where no crawl could start for two minutes.
        """
        engine = self.make_engine() if once else self._connected()
        if once:
            self.wanted = {member.name for member in self.members if self.due(member).at <= self.clock.now()}
        try:
            while self.wanted is None or self.wanted or self.running:
                try:
                    self._collect(engine)
                    self._hand_out(engine)
                except ClusterLostError as error:
                    self._warn_once("scheduler", str(error), f"{error}; waiting for it")
                    self._give_up_all()
                    engine.close()
                    engine = self._connected()
                self._end_in_vain()
                time.sleep(_LOOK_SECS)
        finally:
            engine.close()

    def due(self, member: FleetMember) -> Due:
        """Return when *member* is due; the reports are read again only when one was added."""
        changed = reports_changed_at(self.data / member.name)
        kept = self._due.get(member.name)
        if kept is None or kept[0] != changed:
            found = next_run(
                member,
                recent_runs(self.data / member.name, self.clock.now()),
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
                engine = self.make_engine()
            except ClusterLostError as error:
                self._warn_once("scheduler", str(error), f"{error}; waiting for it")
            else:
                if self._reported.pop("scheduler", ""):
                    logger.info("the scheduler answers")
                return engine
            self._end_in_vain()
            time.sleep(wait_secs)
            wait_secs = min(30.0, wait_secs * 2)

    def _hand_out(self, engine: Engine) -> None:
        """Give the portals that are due, the longest due first, to free slots."""
        waiting = sorted(self._waiting(), key=lambda pair: pair[0])
        if not waiting:
            return
        free = self._fit(engine)
        free.subtract(Counter(one.worker for one in self.running.values()))
        for _, member in waiting:
            if len(self.running) >= self.jobs:
                return
            worker = self._worker_for(engine, member, free)
            if worker is None or any(one.member.sites & member.sites for one in self.running.values()):
                continue
            free[worker] -= 1
            try:
                self._start(engine, worker, member)
            except OSError as error:  # its log cannot be made
                self._set_unfit(worker, f"{error.filename}: {error.strerror}")
                return

    def _worker_for(self, engine: Engine, member: FleetMember, free: Counter[str]) -> str | None:
        """Return the worker with the most free slots that may crawl *member*."""
        hosts = {worker: engine.host_of(worker) for worker in free}
        able = [worker for worker in free if not member.hosts or hosts[worker] in member.hosts]
        lack = f"no worker is on {' or '.join(member.hosts)}, its hosts; all are on {', '.join(set(hosts.values()))}"
        self._warn_once(f"hosts of {member.name}", "" if able or not free else lack, f"{member.name} waits: {lack}")
        best = max(able, key=free.__getitem__, default=None)
        return best if best is not None and free[best] > 0 else None

    def _fit(self, engine: Engine) -> Counter[str]:
        """Return the workers that can crawl. Raises `NewscrawlError` where *once* would wait for one in vain."""
        now, all_workers = time.monotonic(), engine.slots()
        lack = "" if all_workers or self.running else "there is no worker that answers; waiting for one"
        self._warn_once("workers", lack, lack)
        unfit = {worker: why for worker, (until, why) in self._unfit.items() if until > now and worker in all_workers}
        if self.wanted is not None and unfit and len(unfit) == len(all_workers) and not self.running:
            raise NewscrawlError(f"no worker can crawl: {next(iter(unfit.values()))}")
        return Counter({worker: count for worker, count in all_workers.items() if worker not in unfit})

    def _waiting(self) -> Iterator[tuple[datetime, FleetMember]]:
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

    def _start(self, engine: Engine, worker: str, member: FleetMember) -> None:
        own = dict(self.settings)
        own["NEWSCRAWL_BUDGET_REQUEST_COUNT"] = str(member.max_requests)
        if member.quiet_hours:
            own["NEWSCRAWL_QUIET_HOURS"] = member.quiet_hours
        job = CrawlJob(
            portal=member.name,
            data=str(self.data),
            log=str(new_log(self.logs / member.name)),
            locks=str(self.logs / ".sites"),
            sites=tuple(sorted(member.sites)),
            max_time_secs=member.max_time_secs,
            reports_at=self._due[member.name][0],
            push=member.push,
            settings=tuple(own.items()),
        )
        deadline = time.monotonic() + (1 + bool(member.push)) * (member.max_time_secs + 3 * GRACE_SECS)
        future = engine.submit(worker, job)
        self.running[member.name] = RunningCrawl(member, worker, future, deadline, before=self._newest(member))
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

    def _give_up(self, one: RunningCrawl) -> None:
        """Wait no longer for a crawl whose worker does not answer; one that has its report is done."""
        name = one.member.name
        one.future.cancel()
        logger.warning("%s: its worker %s does not answer; the dataset decides what is due", name, one.worker)
        if one.reported_at and self.wanted is not None:
            self.wanted.discard(name)

    def _is_silent(self, one: RunningCrawl) -> bool:
        """Return whether a crawl is late, or its report has been there for a while and its worker has not answered."""
        now = time.monotonic()
        if not one.reported_at and self._newest(one.member) != one.before:
            one.reported_at = now
        longest = _ANSWER_SECS + (one.member.max_time_secs + 2 * GRACE_SECS if one.member.push else 0.0)
        return now > one.deadline or (one.reported_at > 0 and now - one.reported_at > longest)

    def _newest(self, member: FleetMember) -> str:
        return self.due(member).run_id

    def _end(self, one: RunningCrawl) -> None:
        name = one.member.name
        try:
            outcome = one.future.result()
        except (Exception, CancelledError) as error:  # noqa: BLE001  whatever the loss of a worker raises
            logger.warning("%s on %s was lost (%s); it is due again", name, one.worker, type(error).__name__)
            self.not_before[name] = time.monotonic() + _LOOK_SECS
            return
        try:
            result: CrawlResult = result_of(outcome)
        except Exception as error:  # noqa: BLE001  whatever the worker has raised
            self._set_unfit(one.worker, str(error))
            return
        self._reported[one.worker] = ""
        self.ended[result.exit_code] += 1
        if self.wanted is not None and result.exit_code != SITE_BUSY and result.exit_code >= 0:
            self.wanted.discard(name)
        self.not_before[name] = time.monotonic() + min(_ASK_AGAIN_SECS, one.member.interval_secs / 2)
        if result.exit_code == EXIT_CODES["wrong_usage"]:
            self.left_out[name] = result.last_line
            logger.error("%s is left out: %s", name, result.last_line)
        elif result.exit_code in {EXIT_CODES["locked"], SITE_BUSY}:
            logger.info("%s is crawled by another process now", name)
        else:
            logger.info("%s ended with %d: %s", name, result.exit_code, result.last_line)
        due, fault = self.due(one.member), result.push_fault
        next_at = f"next try at {due.at:%Y-%m-%d %H:%M} UTC"
        self._warn_once(name, due.needs_someone, f"{name}: {due.needs_someone}; {next_at}")
        self._warn_once(f"copy of {name}", fault, f"{name}: the run is stored; its copy is not up to date: {fault}")

    def _set_unfit(self, worker: str, fault: str) -> None:
        """Report once why a worker cannot crawl, and give it nothing for a while: others may be able to."""
        self._unfit[worker] = (time.monotonic() + _UNFIT_SECS, fault)
        self._warn_once(worker, fault, f"{worker} cannot crawl, and gets nothing for {_UNFIT_SECS:.0f} s: {fault}")

    def _warn_once(self, subject: str, state: str, sentence: str) -> None:
        """Log *sentence* when the *state* of a worker, a portal or a copy is a new one; an empty one is good."""
        if state and self._reported.get(subject) != state:
            logger.warning("%s", sentence)
        self._reported[subject] = state

    def _give_up_all(self) -> None:
        for one in self.running.values():
            one.future.cancel()
        self.running.clear()

    def _end_in_vain(self) -> None:
        """Raise `NewscrawlError` where a single round waits in vain: cron would start one beside the other."""
        if self.running or self.wanted is None:
            self._busy_at = time.monotonic()
        elif time.monotonic() - self._busy_at > _VAIN_SECS:
            lacks = "; ".join(filter(None, self._reported.values()))
            raise NewscrawlError(f"no crawl could start for {_VAIN_SECS:.0f} s: {lacks}")
