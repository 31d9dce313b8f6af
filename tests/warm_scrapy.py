"""Runs `scrapy` in processes that are forked from one that has imported it: what a start costs falls to a tenth.

Each has a working folder, an environment, outputs and an exit code of its own, as a started program has.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from scrapy.cmdline import execute

_PRELOADED = [
    "tests.warm_scrapy",
    "scrapy.cmdline",
    "scrapy.commands.crawl",
    "scrapy.commands.shell",
    "newscrawl.spiders.loader",
    "newscrawl.dataset.run.session",
    "newscrawl.pipelines.deduplicate",
]
"""None of it may install Twisted's reactor."""


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], timeout_secs: float
) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` with *arguments* in *folder*. Raises `subprocess.TimeoutExpired`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with tempfile.TemporaryDirectory() as place:
        out, err = Path(place, "out"), Path(place, "err")
        process = context.Process(target=_execute, args=(list(arguments), folder, dict(environment), out, err))
        process.start()
        process.join(timeout_secs)
        if process.is_alive():
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["scrapy", *arguments], timeout_secs, out.read_text(), err.read_text())
        code = process.exitcode
        process.close()
        return subprocess.CompletedProcess(["scrapy", *arguments], code or 0, out.read_text(), err.read_text())


def _execute(arguments: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    for path, number in ((out, 1), (err, 2)):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(handle, number)
        os.close(handle)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path.insert(0, str(folder))  # as `python -m` does
    execute(["scrapy", *arguments])
