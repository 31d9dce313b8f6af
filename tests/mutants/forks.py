"""A plugin of pytest: tries faults in forks of a process that has collected the tests, in milliseconds a fault.

Use: `FAULTS=FILE pytest -p tests.mutants.forks TESTS`. FILE is JSON, a list of `{"module", "source", "line", "tests"}`: a path
as tests import it, its source with the fault, a line of the fault, and the tests to try, by name. FILE.fates gets a line a fault:
`noticed`, `unnoticed`, or `not here`: it is in no function, but in what runs on import.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType, FunctionType

import pytest

CPU_SECONDS, SECONDS = 20, 300
"""After so much CPU time, or so long, a test hangs: the fault is noticed."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try each fault instead of the tests as they are."""
    items = {item.nodeid: item for item in session.items}
    plan = Path(os.environ["FAULTS"])
    with plan.with_suffix(".fates").open("w", encoding="utf-8") as fates:
        for fault in json.loads(plan.read_text("utf-8")):
            print(_tried(fault, [items[name] for name in fault["tests"] if name in items]), file=fates, flush=True)
    return True


def _tried(fault: dict[str, str], items: list[pytest.Item]) -> str:
    changed = list(_changed(str(Path(fault["module"]).resolve()), fault["source"], int(fault["line"])))
    if not changed:
        return "not here"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        child = os.fork()
        if not child:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
            _try(changed, items)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what its tests started
        _, status = os.waitpid(child, 0)
    return "noticed" if status else "unnoticed"


def _try(changed: list[tuple[FunctionType, CodeType]], items: list[pytest.Item]) -> None:
    """Put the fault into its function, run the tests until one fails, and end this process."""
    os.setsid()
    for function, code in changed:
        function.__code__ = code
    for item, following in zip(items, [*items[1:], None], strict=True):
        signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)  # the deadline of a page has ITIMER_PROF
        signal.alarm(SECONDS)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            os._exit(1)
    os._exit(0)


def _changed(module: str, source: str, line: int) -> Iterator[tuple[FunctionType, CodeType]]:
    """Yield the live functions around *line*, each with its code with the fault: one, or some made by one decorator."""
    found = [one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__code__.co_filename == module]
    begins = max((one.__code__.co_firstlineno for one in found if line in _lines(one.__code__)), default=0)
    faulty = {code.co_qualname: code for code in _codes(compile(source, module, "exec", dont_inherit=True))
              if code.co_firstlineno == begins}  # fmt: skip
    for one in found:
        code = faulty.get(one.__code__.co_qualname)
        if one.__code__.co_firstlineno == begins and code and _steps(code) != _steps(one.__code__):
            yield one, code


def _lines(code: CodeType) -> range:
    numbers = [line for inner in _codes(code) for _, _, line in inner.co_lines() if line]
    return range(min(numbers), max(numbers) + 1)


def _steps(code: CodeType) -> list[tuple[object, ...]]:
    """Return what a function does, wherever it stands. Defaults and decorators are no part of it: they run on import."""
    return [
        (inner.co_code, inner.co_names, [repr(one) for one in inner.co_consts if not isinstance(one, CodeType)])
        for inner in _codes(code)
    ]


def _codes(code: CodeType) -> Iterable[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)
