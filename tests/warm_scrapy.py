"""Runs `scrapy`, scripts and code in processes that are forked from one that has imported it all.

What a start costs falls to a twentieth. Each process has a working folder, an environment, outputs and an exit code of
its own, as a started program has.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TextIO

import scrapy
from scrapy.cmdline import execute

import newscrawl
from newscrawl.__main__ import main

_PACKAGE = Path(newscrawl.__file__).parent
_SCRAPY = Path(scrapy.__file__).parent
_SCRAPY_FOLDERS = ("commands", "downloadermiddlewares", "spidermiddlewares", "extensions", "core/downloader/handlers")
_SCRAPYS = (
    "contracts",
    "core.engine",
    "core.scheduler",
    "crawler",
    "dupefilters",
    "logformatter",
    "pqueues",
    "squeues",
    "statscollectors",
    "utils._remote_control",
    "utils.template",
    "utils.test",
)
_DEPRECATED = ("handlers.http", "extensions.statsmailer")
_OTHERS = (
    "aiohttp.web",
    "distributed.cli.dask_scheduler",
    "distributed.cli.dask_worker",
    "duckdb",
    "encodings.cp1252",
    "encodings.cp932",
    "encodings.euc_jp",
    "encodings.euc_jis_2004",
    "encodings.shift_jis",
    "encodings.utf_8_sig",
    "jinja2",
    "platformdirs",
    "requests",
    "rich._emoji_codes",
    "rich.console",
    "rich.progress",
    "tldextract",
    "unittest.mock",
)


def _own_modules() -> list[str]:
    """Return the modules of the project, but those of the demo: tests have them already, crawls have not."""
    files = (file.relative_to(_PACKAGE) for file in _PACKAGE.rglob("*.py") if file.name != "__main__.py")
    names = (".".join(("newscrawl", *file.with_suffix("").parts)) for file in files if file.parts[0] != "demo")
    return sorted(name.removesuffix(".__init__") for name in names)


def _scrapy_modules() -> list[str]:
    """Return the modules of Scrapy that a command or a crawl imports."""
    files = (file for folder in _SCRAPY_FOLDERS for file in (_SCRAPY / folder).glob("*.py"))
    names = (".".join(file.relative_to(_SCRAPY).with_suffix("").parts) for file in files)
    return [f"scrapy.{name}" for name in (*_SCRAPYS, *sorted(names)) if not name.endswith(("__init__", *_DEPRECATED))]


def _preloaded() -> list[str]:
    """Return what the processes have imported. Nothing of it may install Twisted's reactor."""
    return ["tests.warm_scrapy", "scrapy.cmdline", *_scrapy_modules(), *_OTHERS, *_own_modules(), "tests.frozen"]


class Started:
    """A process that was started warm: what `subprocess.Popen` offers of one, with its outputs in files."""

    def __init__(
        self,
        target: Callable[[list[str]], None],
        words: list[str],
        folder: Path,
        environment: Mapping[str, str],
        outputs: tuple[Path, Path] | None = None,
    ) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_preloaded())
        place = Path(tempfile.mkdtemp(prefix="warm-"))
        weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        self._out, self._err = outputs or (place / "out", place / "err")
        arguments = (target, words, folder, dict(environment), self._out, self._err)
        self._process = context.Process(target=_start, args=arguments)
        self._process.start()
        self._words = words
        self.pid = self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        """Its exit code; negative for the signal that ended it; None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """Return its exit code; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal, where it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def interrupt_group(self) -> None:
        """Send SIGINT to it and its children, as Ctrl-C in a terminal does."""
        if self.poll() is None:
            os.killpg(self.pid, signal.SIGINT)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Return its exit code when it has ended. Raises `subprocess.TimeoutExpired`, and ends it."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            self.kill()
            self._process.join()
            raise subprocess.TimeoutExpired(self._words, timeout or 0, self.stdout, self.stderr)
        return self._process.exitcode

    @property
    def stdout(self) -> str:
        """What it has printed so far."""
        return _text(self._out)

    @property
    def stderr(self) -> str:
        """What it has printed so far to stderr."""
        return _text(self._err)


def start(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Started:
    """Start `scrapy` with *arguments* in *folder*."""
    return Started(_scrapy, ["scrapy", *arguments], folder, environment)


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], timeout_secs: float
) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` with *arguments* in *folder*. Raises `subprocess.TimeoutExpired`."""
    return _ended(start(arguments, folder, environment), ["scrapy", *arguments], timeout_secs)


def start_newscrawl(arguments: Sequence[str], folder: Path) -> Started:
    """Start `newscrawl` with *arguments* in *folder*."""
    return Started(_newscrawl, ["newscrawl", *arguments], folder, os.environ)


def run_newscrawl(
    arguments: Sequence[str], folder: Path, timeout_secs: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run `newscrawl` with *arguments* in *folder*. Raises `subprocess.TimeoutExpired`."""
    return _ended(start_newscrawl(arguments, folder), ["newscrawl", *arguments], timeout_secs)


def start_script(script: Path | str, *arguments: str) -> Started:
    """Start the Python file *script*, or the code *script*, with *arguments* in this folder."""
    target = _script if isinstance(script, Path) else _code
    return Started(target, [str(script), *arguments], Path.cwd(), os.environ)


def run_script(script: Path | str, *arguments: str, timeout_secs: float = 120) -> subprocess.CompletedProcess[str]:
    """Run the Python file *script*, or the code *script*, with *arguments* in this folder."""
    return _ended(start_script(script, *arguments), [str(script), *arguments], timeout_secs)


def start_dask(words: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Started:
    """Start `dask` with *words* in *folder*; what it prints goes to *log*."""
    return Started(_dask, ["dask", *words], folder, environment, (log, log))


def start_on_terminal(arguments: Sequence[str], environment: Mapping[str, str], terminal: Path) -> Started:
    """Start `newscrawl` with *arguments* in this folder, as a program of its own on *terminal*."""
    return Started(_newscrawl, ["newscrawl", *arguments], Path.cwd(), environment, (terminal, terminal))


def serve() -> None:
    """Run `scrapy` for each order on stdin in a process forked from this one, and print its exit code.

    For tests whose processes need what only a start gives, such as LD_PRELOAD. `Serving` starts it.
    """
    for name in _preloaded():
        with suppress(ImportError):  # HTTP/2 is an extra
            import_module(name)
    for line in sys.stdin:
        words, folder, environment, out, err = json.loads(line)
        arguments = (_scrapy, words, Path(folder), environment, Path(out), Path(err))
        child = multiprocessing.get_context("fork").Process(target=_start, args=arguments)
        child.start()
        child.join()
        print(child.exitcode, flush=True)


class Serving:
    """A process that serves `scrapy`, with an environment of its own."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        code = f"from {__name__} import serve; serve()"
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, words: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run `scrapy` with *words* in this folder."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        out, err = self._folder / "out", self._folder / "err"
        for file in (out, err):
            file.unlink(missing_ok=True)
        order = (words, str(Path.cwd()), dict(environment), str(out), str(err))
        print(json.dumps(order), file=self._process.stdin, flush=True)
        code = int(self._process.stdout.readline())
        return subprocess.CompletedProcess(words, code, _text(out), _text(err))

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _ended(process: Started, words: list[str], timeout_secs: float) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess(words, process.wait(timeout_secs), process.stdout, process.stderr)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""  # no line end is translated


def _start(
    target: Callable[[list[str]], None],
    words: list[str],
    folder: Path,
    environment: dict[str, str],
    out: Path,
    err: Path,
) -> None:
    os.setsid()  # a terminal's Ctrl-C reaches a program and its children, not the tests
    for path, number in ((out, 1), (err, 2)):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)  # so a terminal becomes its own
        os.dup2(handle, number)
        os.close(handle)
    sys.stdout = _stream(1, sys.stdout.errors)  # those of the parent have the kind of its outputs
    sys.stderr = _stream(2, sys.stderr.errors)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with measured():
        target(words)


@contextmanager
def measured() -> Iterator[None]:
    """Count the lines that run, where `tests.mutants.reach` asks for it."""
    if "REACHED_BY" not in os.environ:
        yield
        return
    module = import_module("coverage")
    coverage = module.Coverage(os.environ["REACHED"], data_suffix=True, source=["newscrawl"])
    coverage.start()
    coverage.switch_context(os.environ["REACHED_BY"])
    try:
        yield
    finally:
        coverage.stop()
        with suppress(module.CoverageException):  # a test's bound for files holds for these, too
            coverage.save()


def _stream(number: int, errors: str | None) -> TextIO:
    buffering = 1 if number == 2 or os.isatty(number) else -1
    return open(number, "w", buffering, encoding="utf-8", errors=errors, closefd=False)


def _scrapy(words: list[str]) -> None:
    sys.path.insert(0, str(Path.cwd()))  # as `python -m` does
    sys.argv = words
    execute(words)


def _dask(words: list[str]) -> None:
    from dask import cli, config  # noqa: PLC0415  tests that need no cluster do not import it

    config.refresh()  # the environment is that of this process, not that of the import
    sys.argv = words
    cli.run_cli()


def _newscrawl(words: list[str]) -> None:
    sys.argv = words
    raise SystemExit(main(words[1:]))


def _script(words: list[str]) -> None:
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")


def _code(words: list[str]) -> None:
    sys.argv = ["-c", *words[1:]]
    exec(compile(words[0], "<code>", "exec"), {"__name__": "__main__"})
