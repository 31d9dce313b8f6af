"""A task and its outcome, as bytes that any process can carry."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from newscrawl.errors import NewscrawlError


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


def request_of(function: Callable[[Any], Any], task: Any, *, digest: str = "") -> bytes:
    """Return the request to call *function*, which must be picklable, with *task*.

    With the *digest* of this machine's code, a process with other code refuses it.
    """
    return pickle.dumps((digest, pickle.dumps(function), pickle.dumps(task)))


def outcome_of(request: bytes) -> bytes:
    """Do the task of *request* here; return its outcome, which is a result or an error."""
    try:
        digest, function, task = pickle.loads(request)  # noqa: S301  from our own command, or a client of our own cluster
        _refuse_other_code(digest)
        return pickle.dumps((False, _done(_function(function), pickle.loads(task), is_remote=bool(digest))))  # noqa: S301
    except Exception as error:  # noqa: BLE001  it is raised where the result is wanted
        return _error_outcome(error)


def _error_outcome(error: Exception) -> bytes:
    """Return the outcome *error*; as its sentence alone where it cannot be pickled, as those of lxml."""
    try:
        outcome = pickle.dumps((True, error))
        pickle.loads(outcome)  # noqa: S301  just pickled
    except Exception:  # noqa: BLE001  whatever the error's own class raises
        return pickle.dumps((True, NewscrawlError(f"{type(error).__name__}: {error}")))
    return outcome


def _done(function: Callable[[Any], Any], task: Any, *, is_remote: bool) -> Any:
    try:
        return function(task)
    except FileNotFoundError as error:
        if not is_remote:
            raise
        raise NewscrawlError(
            f"the worker on {os.uname().nodename}: {error}; a dataset must have the same path on every worker"
        ) from error


def _refuse_other_code(digest: str) -> None:
    if digest and digest != code_digest():
        raise OtherCodeError(
            f"the worker on {os.uname().nodename} has other code of newscrawl, Python or lxml than this machine; "
            "install the same versions on every worker"
        )


def result_of(outcome: bytes) -> Any:
    """Return the result in an outcome, or raise the error in it."""
    is_error, value = pickle.loads(outcome)  # noqa: S301  from a process or a worker of our own
    if is_error:
        raise value
    return value


@lru_cache(maxsize=1)
def _function(pickled: bytes) -> Any:
    """Return the function of the task before, where it is the same: it can keep values for the next task."""
    return pickle.loads(pickled)  # noqa: S301
