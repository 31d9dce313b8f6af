"""The options that choose where tasks are done: `--jobs` on this machine, `--on` on a cluster."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from newscrawl.errors import WrongUsageError
from newscrawl.tasks import ClusterWorkers, LocalWorkers, Workers, core_count

_MOST_JOBS = 256


def add_worker_options(group: Any) -> None:
    """Add the options to a group of a parser."""
    group.add_argument("--jobs", metavar="N", help="processes on this machine (default: one a core)")
    group.add_argument(
        "--on", metavar="ADDRESS", help="work on a Dask cluster instead: tcp://scheduler:8786, or scheduler.json"
    )


@contextmanager
def workers_of(opts: argparse.Namespace) -> Iterator[Workers]:
    """Give the processes of this machine, or the workers of the cluster of `--on`. Raises `WrongUsageError`."""
    if not opts.on:
        yield LocalWorkers(_jobs(opts.jobs))
        return
    if opts.jobs:
        raise WrongUsageError("--jobs: expected it without --on, where the threads of the workers decide")
    cluster = ClusterWorkers(opts.on)
    try:
        yield cluster
    finally:
        cluster.close()


def _jobs(printed: str | None) -> int:
    if printed is None:
        return core_count()
    if not printed.isdecimal() or not 1 <= int(printed) <= _MOST_JOBS:
        raise WrongUsageError(f"--jobs: expected a number from 1 to {_MOST_JOBS}, got {printed!r}")
    return int(printed)
