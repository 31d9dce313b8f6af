"""The demo portal in a process of its own, and the real crawl of it in another."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newscrawl.errors import NewscrawlError

PROGRESS_SECS = 0.2
_PROGRESS = re.compile(r"(\d+) pages read, (\d+) articles stored")
_KEPT_LINES = 30


class ServerNotStartedError(NewscrawlError):
    """The demo portal could not be served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Which demo portal is served, and at which of its times."""

    seed: int
    article_count: int
    theme: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How a crawl ended."""

    exit_code: int
    last_lines: tuple[str, ...]
    """The end of its log."""

    was_interrupted: bool
    """Whether Ctrl-C came while it ran."""


@contextmanager
def served(world: World, ports: Sequence[int]) -> Iterator[str]:
    """Serve *world* on the first of *ports* that is free (0: any) as long as the block runs; gives the portal's URL.

    Raises `ServerNotStartedError` with the server's own sentence.
    """
    process, url = _started(world, ports)
    try:
        yield url
    finally:
        process.terminate()
        process.communicate()


def _started(world: World, ports: Sequence[int]) -> tuple[subprocess.Popen[str], str]:
    output = ""
    for port in ports:
        # In a session of its own, so that Ctrl-C ends the crawl first; its end of the pipe closes with this process.
        process = subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-m", "newscrawl.demo", *_arguments(world, port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        if process.stdout and (url := process.stdout.readline().strip()):
            return process, url
        output = process.communicate()[1].strip()
    raise ServerNotStartedError(output or "the server ended without a word")


def _arguments(world: World, port: int) -> list[str]:
    return [
        "--ends-with-stdin",
        f"--port={port}",
        f"--seed={world.seed}",
        f"--articles={world.article_count}",
        f"--theme={world.theme}",
        f"--at={world.at.isoformat()}",
    ]


def crawl_arguments(url: str, at: datetime, dataset_dir: Path) -> list[str]:
    """Return what follows `scrapy` to crawl the demo portal at *url* at its time *at* as fast as this machine can."""
    return [
        "crawl",
        "demo",
        "-a",
        f"start_url={url}",
        *_settings(
            NEWSCRAWL_DATASET_DIR=str(dataset_dir),
            NEWSCRAWL_CLOCK_START=at.isoformat(),
            DOWNLOAD_DELAY=0,
            AUTOTHROTTLE_ENABLED=False,
            CONCURRENT_REQUESTS_PER_DOMAIN=8,
            CONCURRENT_REQUESTS=8,
        ),
    ]


def _settings(**values: object) -> list[str]:
    return [word for name, value in values.items() for word in ("-s", f"{name}={value}")]


def crawl(arguments: Sequence[str], progress: Callable[[int, int], None]) -> CrawlEnd:
    """Run `scrapy` with *arguments* to its end; call *progress* with the pages read and articles stored so far.

    An interrupt from the keyboard reaches the crawl too: it ends what it has begun, and is waited for.
    """
    command = [sys.executable, "-m", "scrapy", *arguments, *_settings(NEWSCRAWL_PROGRESS_SECS=PROGRESS_SECS)]
    kept: deque[str] = deque(maxlen=_KEPT_LINES)
    process = subprocess.Popen(  # noqa: S603  our own command
        command, stderr=subprocess.PIPE, text=True, errors="replace"
    )
    with process, _interrupts_noted() as interrupts:
        for line in process.stderr or ():
            kept.append(line.rstrip())
            if match := _PROGRESS.search(line):
                progress(int(match[1]), int(match[2]))
        return CrawlEnd(process.wait(), tuple(kept), was_interrupted=bool(interrupts))


@contextmanager
def _interrupts_noted() -> Iterator[list[int]]:
    interrupts: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: interrupts.append(number))
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)
