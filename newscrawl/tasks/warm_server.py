"""A process that has imported what tasks need, and forks a process for each thread that has some.

It is the one way to start processes: for `--jobs`, for the threads of a cluster's worker, for the crawls of a fleet.
`multiprocessing` has such a server too, but Dask's nanny forbids it to its workers, and it runs the main program anew.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from newscrawl.errors import LostProcessError
from newscrawl.tasks.task import outcome_of

IDLE_SECS = 120.0
"""A process without a task for so long ends."""
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    f"from {__name__} import serve; serve(int(sys.argv[2]), sys.argv[3:])"
)


class WarmServer:
    """Does tasks in other processes, one for each thread that calls it. It starts with the first task.

    When it is closed, or when this process ends in any way, all its processes get SIGTERM, and what they have forked.
    """

    def __init__(self, modules: Sequence[str] = ()) -> None:
        self._modules = modules
        """What tasks need; it is imported once."""
        self._lock = threading.Lock()
        self._own = threading.local()
        self._control: socket.socket | None = None
        self._program: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def done(self, request: bytes) -> bytes:
        """Do the task of *request* in this thread's process and return its outcome.

        Raises `LostProcessError` where that process ends first.
        """
        try:
            connection = self._connection()
            connection.send_bytes(request)
            outcome = connection.recv_bytes()
        except (OSError, EOFError) as error:
            self._own.connection = None
            raise LostProcessError(
                f"a process on {os.uname().nodename} was killed, perhaps because memory was short; "
                "run again with fewer --jobs, on a cluster with fewer threads a worker"
            ) from error
        self._own.used_at = time.monotonic()
        return outcome

    def close(self) -> None:
        """End all processes, also those in the middle of a task."""
        with self._lock:
            self._is_closed = True
            self._end()

    def _connection(self) -> Connection:
        """Return the connection to this thread's process, a new one where that has ended or is about to."""
        kept: Connection | None = getattr(self._own, "connection", None)
        if kept is None or time.monotonic() - self._own.used_at > IDLE_SECS / 2:
            kept = self._own.connection = self._forked()
        return kept

    def _forked(self) -> Connection:
        with self._lock:
            if self._is_closed:
                raise EOFError
            if self._program is None or self._program.poll() is not None:
                self._end()
                self._start()
            ours, theirs = Pipe()
            with theirs:
                assert self._control is not None  # noqa: S101  it has just been started
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        return ours

    def _start(self) -> None:
        self._control, its = socket.socketpair()
        with its:
            # A session of its own: Ctrl-C does not reach it. What a task prints goes to stderr.
            self._program = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), str(its.fileno()), *self._modules],
                stdin=subprocess.DEVNULL, stdout=2, pass_fds=[its.fileno()], start_new_session=True,
            )  # fmt: skip

    def _end(self) -> None:
        if self._control is not None and self._program is not None:
            self._control.close()
            self._program.wait()


def serve(control: int, modules: Sequence[str]) -> None:
    """Import *modules*, then fork a process for each connection that comes through the socket *control*."""
    for name in modules:
        with suppress(ImportError):  # The task that needs it raises it.
            import_module(name)
    gc.freeze()  # The memory stays shared.
    signal.signal(signal.SIGCHLD, lambda *_: _reap(os.WNOHANG))
    with socket.socket(fileno=control) as requests:
        while handles := socket.recv_fds(requests, 1, 1)[1]:
            _serve_one(Connection(handles[0]), requests)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    _reap(0)


def _serve_one(connection: Connection, requests: socket.socket) -> None:
    """Fork a process that does the tasks of *connection*; this one goes on without it."""
    with connection:
        if os.fork() == 0:
            requests.close()
            _do_tasks(connection)


def _do_tasks(connection: Connection) -> None:
    """Do what comes until nothing comes for a while or the other end is closed; then end this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        while connection.poll(IDLE_SECS):
            connection.send_bytes(outcome_of(connection.recv_bytes()))
    except (EOFError, OSError):
        pass  # Nobody waits for the outcome.
    finally:
        os._exit(0)


def _reap(options: int) -> None:
    """Wait for the processes that have ended, or for all: their times then count as those of this process."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, options) != (0, 0):
            pass
