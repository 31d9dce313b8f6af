"""Runs `scrapy`, scripts and code in processes that are forked from one that has imported it all.

What a start costs falls to a twentieth. Each process has a working folder, an environment, outputs and an exit code of
its own, as a started program has.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scrapy.cmdline import execute

import newscrawl

_PACKAGE = Path(newscrawl.__file__).parent
_SCRAPYS = (
    "core.downloader.handlers.http11",
    "core.engine",
    "core.scheduler",
    "crawler",
    "extensions.corestats",
    "extensions.feedexport",
    "extensions.memusage",
    "pqueues",
    "squeues",
    "statscollectors",
)
_OTHERS = ("aiohttp", "jinja2", "requests", "rich.console", "rich.progress", "tldextract", "unittest.mock")


def _own_modules() -> list[str]:
    """Return the modules of the project, but those of the demo: tests have them already, crawls have not."""
    files = (file.relative_to(_PACKAGE) for file in _PACKAGE.rglob("*.py") if file.name != "__main__.py")
    names = (".".join(("newscrawl", *file.with_suffix("").parts)) for file in files if file.parts[0] != "demo")
    return sorted(name.removesuffix(".__init__") for name in names)


def _preloaded() -> list[str]:
    """Return what the processes have imported. Nothing of it may install Twisted's reactor."""
    return ["tests.warm_scrapy", "scrapy.cmdline", *(f"scrapy.{name}" for name in _SCRAPYS), *_OTHERS, *_own_modules()]


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], timeout_secs: float
) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` with *arguments* in *folder*. Raises `subprocess.TimeoutExpired`."""
    return _run(_scrapy, ["scrapy", *arguments], folder, environment, timeout_secs)


def run_script(script: Path | str, *arguments: str, timeout_secs: float = 120) -> subprocess.CompletedProcess[str]:
    """Run the Python file *script*, or the code *script*, with *arguments* in this folder."""
    path = str(script)
    return _run(
        _script if isinstance(script, Path) else _code, [path, *arguments], Path.cwd(), os.environ, timeout_secs
    )


def _run(
    target: Callable[[list[str]], None],
    words: list[str],
    folder: Path,
    environment: Mapping[str, str],
    timeout_secs: float,
) -> subprocess.CompletedProcess[str]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_preloaded())
    with tempfile.TemporaryDirectory() as place:
        out, err = Path(place, "out"), Path(place, "err")
        process = context.Process(target=_start, args=(target, words, folder, dict(environment), out, err))
        process.start()
        process.join(timeout_secs)
        if process.is_alive():
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(words, timeout_secs, _text(out), _text(err))
        code = process.exitcode
        process.close()
        return subprocess.CompletedProcess(words, code or 0, _text(out), _text(err))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # no line end is translated


def _start(
    target: Callable[[list[str]], None],
    words: list[str],
    folder: Path,
    environment: dict[str, str],
    out: Path,
    err: Path,
) -> None:
    for path, number in ((out, 1), (err, 2)):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(handle, number)
        os.close(handle)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    target(words)


def _scrapy(words: list[str]) -> None:
    sys.path.insert(0, str(Path.cwd()))  # as `python -m` does
    sys.argv = words
    execute(words)


def _script(words: list[str]) -> None:
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")


def _code(words: list[str]) -> None:
    sys.argv = ["-c", *words[1:]]
    exec(compile(words[0], "<code>", "exec"), {"__name__": "__main__"})
