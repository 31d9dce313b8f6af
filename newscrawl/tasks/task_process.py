"""A process that does the tasks of one thread, one after the other.

A page that hangs is ended by an alarm signal, which reaches the main thread of a process alone: a worker's tasks run in
its other threads. Dask's nanny forbids its workers to use `multiprocessing`, so this is a plain subprocess.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from newscrawl.errors import LostProcessError, NewscrawlError
from newscrawl.tasks.local_workers import core_count

IDLE_SECS = 120.0
"""A process without a task for so long ends."""
_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct("!Q")
_own = threading.local()


class OtherCodeError(NewscrawlError):
    """A worker runs other code of this project: its results would differ."""


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return a digest of what shapes the results: this project's code, and the versions of Python and lxml."""
    home = Path(__file__).parent.parent
    digest = hashlib.sha256(f"{sys.version_info[:2]} {version('lxml')}".encode())
    for path in sorted(home.rglob("*.py")):
        digest.update(f"{path.relative_to(home)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def request_of(function: bytes, task: Any) -> bytes:
    """Return the request to call the pickled *function* with *task*."""
    return pickle.dumps((code_digest(), function, pickle.dumps(task)))


def done_in_process(request: bytes) -> bytes:
    """Do a task in this thread's process and return its pickled outcome. Raises `LostProcessError` where that dies."""
    process = getattr(_own, "process", None)
    if process is None or process.poll() is not None:
        process = _own.process = _started()
    try:
        _write(process.stdin, request)
        answer = _read(process.stdout)
    except OSError as error:
        raise _lost(process) from error
    if answer is None:
        raise _lost(process)
    return answer


def in_a_process(function: Callable[[Any], Any], task: Any) -> Any:
    """Return `function(task)`, done in the main thread of one of a few processes that this process keeps, one a core.

    Raises what *function* raises, and `LostProcessError` where its process dies. Both arguments are pickled.
    """
    return result_of(_keepers(os.getpid()).submit(done_in_process, request_of(pickle.dumps(function), task)).result())


@lru_cache(maxsize=1)
def _keepers(_process: int) -> ThreadPoolExecutor:
    """Return threads that keep a process each. A process that is forked makes its own."""
    return ThreadPoolExecutor(core_count(), thread_name_prefix="newscrawl-process")


def result_of(outcome: bytes) -> Any:
    """Return the result in a pickled outcome, or raise the error in it."""
    is_error, value = pickle.loads(outcome)  # noqa: S301  from a worker of our own cluster
    if is_error:
        raise value
    return value


def _lost(process: subprocess.Popen[bytes]) -> LostProcessError:
    process.kill()
    return LostProcessError(
        f"a process on {os.uname().nodename} ended with {process.wait()}, perhaps for want of memory; "
        "run again with fewer threads a worker"
    )


def _started() -> subprocess.Popen[bytes]:
    # Not -m: a class of a module that runs as __main__ cannot be unpickled elsewhere.
    command = [sys.executable, "-c", f"from {__name__} import main; main({os.getpid()})"]
    return subprocess.Popen(  # noqa: S603  our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


def main(parent: int) -> None:
    """Do what comes through standard input until it ends, or nothing comes for a while, or the worker dies."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not reach the answers.
    with answers, os.fdopen(0, "rb", buffering=0, closefd=False) as requests:
        while os.getppid() == parent and select.select([requests], [], [], IDLE_SECS)[0]:
            request = _read(requests)
            if request is None:
                return
            _write(answers, _outcome(request))


def _outcome(request: bytes) -> bytes:
    try:
        digest, function, task = pickle.loads(request)  # noqa: S301  from the client of our own cluster
        _check_code(digest)
        return pickle.dumps((False, _function(function)(pickle.loads(task))))  # noqa: S301
    except Exception as error:  # noqa: BLE001  it is raised where the result is wanted
        return pickle.dumps((True, error))


def _check_code(digest: str) -> None:
    if digest != code_digest():
        raise OtherCodeError(
            f"the worker on {os.uname().nodename} has other code of newscrawl, Python or lxml than this machine; "
            "install the same versions on every worker"
        )


@lru_cache(maxsize=1)
def _function(pickled: bytes) -> Any:
    return pickle.loads(pickled)  # noqa: S301


def _write(stream: IO[bytes] | None, content: bytes) -> None:
    assert stream is not None  # noqa: S101  a pipe
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def _read(stream: IO[bytes] | None) -> bytes | None:
    """Return the next message; None at the end of the stream."""
    assert stream is not None  # noqa: S101  a pipe
    head = _exactly(stream, _LENGTH.size)
    return None if head is None else _exactly(stream, _LENGTH.unpack(head)[0])


def _exactly(stream: IO[bytes], count: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < count:
        if not (piece := stream.read(count - len(pieces))):
            return None
        pieces += piece
    return bytes(pieces)
