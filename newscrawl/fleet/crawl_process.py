"""One crawl of a fleet: a process of its own, forked from one that has imported everything. It ends with its worker."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from newscrawl.dataset.storage.report_file import EXIT_CODES
from newscrawl.errors import NewscrawlError
from newscrawl.text import printable

PRELOADED = (
    "newscrawl.fleet.crawl_process",
    "scrapy.cmdline",
    "scrapy.commands.crawl",
    "newscrawl.spiders.spider_loader",
    "newscrawl.dataset.run.session",
    "newscrawl.pipelines.deduplicate",
)
"""What crawls are forked with: it halves the processor time of one with nothing new. None of it installs a reactor."""
GRACE_SECS = 60.0
"""How long after its own time limit a crawl may take to end before it gets SIGTERM; half as long again: SIGKILL."""
SITE_BUSY = 75
"""The exit code of a crawl that found its site asked by another one (EX_TEMPFAIL of sysexits.h)."""
_WITHOUT_RUN = frozenset({EXIT_CODES["wrong_usage"], EXIT_CODES["locked"], SITE_BUSY})
"""Exit codes of crawls that changed nothing."""
_KEPT_LOGS = 20
_LAST_BYTES = 2000


class CrawlJob(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker needs to crawl one portal. Paths must mean the same on every worker."""

    portal: str
    data: str
    log: str
    """The file for the output. The coordinator has made it, so it shows whether a worker has the same folders."""
    locks: str
    """The folder of the locks of sites."""
    sites: tuple[str, ...]
    max_time_secs: float
    reports_at: int = 0
    """`reports_changed_at` when the portal was found due: a crawl that waited in a queue may be due no more."""
    push: str = ""
    """Where the dataset is copied to after the crawl; empty: nowhere."""
    settings: tuple[tuple[str, str], ...] = ()


class CrawlResult(msgspec.Struct, frozen=True, kw_only=True):
    """How a crawl ended. Small: the records are in the dataset, the output in its log file."""

    portal: str
    exit_code: int
    """Negative for a signal."""
    last_line: str
    push_fault: str = ""
    """Why the copy was not brought up to date; empty where it was, or none is wanted."""


def new_log(folder: Path) -> Path:
    """Make the file for the output of a crawl, and drop the oldest where there are many."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.log"))[: -(_KEPT_LOGS - 1)]:
        old.unlink(missing_ok=True)
    log = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.log"
    log.touch(exist_ok=False)
    return log


def reports_changed_at(dataset: Path) -> int:
    """Return when a run report of *dataset* was added last, in ns; 0 before the first."""
    try:
        return (dataset / "runs").stat().st_mtime_ns
    except OSError:
        return 0


def run_crawl(job: CrawlJob) -> CrawlResult:
    """Crawl one portal and wait for its end; then copy its dataset where that is wanted.

    Runs in a process of a worker that has one thread. A copy that fails changes nothing else: the next one catches up.
    Raises `NewscrawlError` on a machine without the coordinator's folders.
    """
    if not Path(job.log).is_file():
        raise NewscrawlError(
            f"{os.uname().nodename}: expected the folders of the coordinator, got no {job.log}; put data and logs on a "
            "shared file system, or name the hosts that have them in 'hosts'"
        )
    exit_code = _run("crawl", job)
    last_line, push_fault = _last_line(job.log), ""
    if job.push and exit_code >= 0 and exit_code not in _WITHOUT_RUN and _run("push", job):
        push_fault = _last_line(job.log)
    return CrawlResult(portal=job.portal, exit_code=exit_code, last_line=last_line, push_fault=push_fault)


def _run(verb: str, job: CrawlJob) -> int:
    process = multiprocessing.get_context("fork").Process(target=_become, args=(verb, job))
    process.start()
    for end, secs in ((process.terminate, job.max_time_secs + GRACE_SECS), (process.kill, GRACE_SECS / 2)):
        process.join(secs)
        if process.exitcode is None:
            end()
    process.join()
    return process.exitcode or 0


def _last_line(log: str) -> str:
    with Path(log).open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST_BYTES))
        lines = file.read().decode("utf-8", "replace").splitlines()
    own = (line for line in reversed(lines) if line.startswith("newscrawl: "))
    return printable(next(own, lines[-1] if lines else ""))


def _become(verb: str, job: CrawlJob) -> None:
    """Become the crawl or the copy: write to the log, hold the locks of a crawl's sites, hand over to Scrapy."""
    output = os.open(job.log, os.O_WRONLY | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    if verb == "crawl" and not _lock_sites(job):
        print(f"newscrawl: another crawl asks {', '.join(job.sites)} now; {job.portal} waits its turn")  # noqa: T201
        sys.exit(SITE_BUSY)
    if verb == "crawl" and reports_changed_at(Path(job.data) / job.portal) != job.reports_at:
        print(f"newscrawl: {job.portal} was crawled meanwhile; it waits its turn")  # noqa: T201
        sys.exit(SITE_BUSY)
    own = {"NEWSCRAWL_DATASET_DIR": job.data, "CLOSESPIDER_TIMEOUT": str(job.max_time_secs)}
    settings = {"LOG_LEVEL": "INFO"} | dict(job.settings) | own  # nobody looks on: the log file has it all
    arguments = [job.portal] if verb == "crawl" else [job.portal, job.push]
    words = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    from scrapy.cmdline import execute  # noqa: PLC0415  a coordinator must not pay for it

    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "newscrawl.settings")  # a worker may start anywhere
    execute(["scrapy", verb, *arguments, *words])


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
