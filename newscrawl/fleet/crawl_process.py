"""One crawl of a fleet: a process of its own that ends with the worker that started it."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from newscrawl.fleet.warm_process import Started, WarmProcess, can_start_warm
from newscrawl.text import printable

GRACE_SECS = 60.0
"""How long after its own time limit a crawl may take to end before it gets SIGTERM; half as long again: SIGKILL."""
SITE_BUSY = 75
"""The exit code of a crawl that found its site asked by another one (EX_TEMPFAIL of sysexits.h)."""
_WITHOUT_RUN = frozenset({2, 5, SITE_BUSY})
"""Exit codes of crawls that changed nothing."""
_KEPT_LOGS = 20
_PR_SET_PDEATHSIG = 1


class CrawlJob(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker needs to crawl one portal. Paths must mean the same on every worker."""

    portal: str
    data: str
    logs: str
    locks: str
    """The folder of the locks of sites, in the folder of logs."""
    sites: tuple[str, ...]
    max_time_secs: float
    push: str = ""
    """Where the dataset is copied to after the crawl; empty: nowhere."""
    settings: tuple[tuple[str, str], ...] = ()


class CrawlResult(msgspec.Struct, frozen=True, kw_only=True):
    """How a crawl ended. Small: the records are in the dataset, the output in its log file."""

    portal: str
    exit_code: int
    log: str
    last_line: str
    push_fault: str = ""
    """Why the copy was not brought up to date; empty where it was, or none is wanted."""


def run_crawl(job: CrawlJob, started: Callable[[Started], None] = lambda _: None) -> CrawlResult:
    """Crawl one portal in a process of its own and wait for its end; then copy its dataset where that is wanted.

    Runs in a worker. *started* gets each process. A copy that fails changes nothing else: the next one catches up.
    """
    log = _log_file(job)
    exit_code = _run("crawl", job, log, started)
    last_line, push_fault = printable(_last_line(log)), ""
    if job.push and exit_code >= 0 and exit_code not in _WITHOUT_RUN and _run("push", job, log, started):
        push_fault = printable(_last_line(log))
    return CrawlResult(portal=job.portal, exit_code=exit_code, log=str(log), last_line=last_line, push_fault=push_fault)


def _run(verb: str, job: CrawlJob, log: Path, started: Callable[[Started], None]) -> int:
    log.touch()
    content = msgspec.json.encode(job).decode()
    process: Started = WarmProcess(main, (verb, content), log) if can_start_warm() else _cold(verb, content, log)
    started(process)
    return _wait(process, job.max_time_secs + GRACE_SECS)


def _cold(verb: str, content: str, log: Path) -> Started:
    code = f"import sys; from {__name__} import main; main(*sys.argv[1:3], int(sys.argv[3]))"
    command = [sys.executable, "-c", code, verb, content, str(os.getpid())]
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603  our own module
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )


def _wait(process: Started, secs: float) -> int:
    for end in (process.terminate, process.kill):
        try:
            return process.wait(secs)
        except subprocess.TimeoutExpired:
            end()
            secs = GRACE_SECS / 2
    return process.wait()


def _log_file(job: CrawlJob) -> Path:
    folder = Path(job.logs) / job.portal
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.log"))[: -(_KEPT_LOGS - 1)]:
        old.unlink(missing_ok=True)
    return folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.log"


def _last_line(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 2000))
        lines = file.read().decode("utf-8", "replace").splitlines()
    return next((line for line in reversed(lines) if line.startswith("newscrawl: ")), lines[-1] if lines else "")


def main(verb: str, argument: str, parent: int | None = None) -> None:
    """Become the crawl or the copy: end with the worker, hold the locks of a crawl's sites, hand over to Scrapy.

    *parent*: the worker's process, where that is the parent; else see `warm_process.py`.
    """
    _end_with_parent(parent)
    job = msgspec.json.decode(argument, type=CrawlJob)
    if verb == "crawl" and not _lock_sites(job):
        print(f"newscrawl: another crawl asks {', '.join(job.sites)} now; {job.portal} waits its turn")  # noqa: T201
        sys.exit(SITE_BUSY)
    own = {"NEWSCRAWL_DATASET_DIR": job.data, "CLOSESPIDER_TIMEOUT": str(job.max_time_secs)}
    settings = {"LOG_LEVEL": "INFO"} | dict(job.settings) | own  # nobody looks on: the log file has it all
    arguments = [job.portal] if verb == "crawl" else [job.portal, job.push]
    words = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    from scrapy.cmdline import execute  # noqa: PLC0415  a busy site must not pay for it

    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newscrawl.settings")  # a worker may start anywhere
    execute(["scrapy", verb, *arguments, *words])


def _end_with_parent(parent: int | None) -> None:
    """Let the kernel send SIGTERM when the parent (its thread) ends; end now where it has ended before this call."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        sys.exit(SITE_BUSY)


def _lock_sites(job: CrawlJob) -> bool:
    """Take the lock of each site, in one order for all; the kernel frees them when this process ends."""
    folder = Path(job.locks)
    folder.mkdir(parents=True, exist_ok=True)
    for site in sorted(job.sites):
        name = sha256(site.encode()).hexdigest()[:16]
        handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
