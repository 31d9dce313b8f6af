"""The output of commands: results on standard output, one sentence on standard error where something is wrong."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from types import TracebackType
from typing import Protocol

import msgspec

from newscrawl.errors import DatasetLockedError, NewscrawlError, PortalFileError, WrongUsageError
from newscrawl.text import printable, printable_json

_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PATH = frozenset({errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG})
_RIGHTS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Ending(Protocol):
    """A command, as far as its end is concerned."""

    exitcode: int


@contextmanager
def exit_code_on_error(
    command: Ending, *, interrupted: str = "interrupted; what was written is whole: run it again"
) -> Iterator[None]:
    """Give *command* the exit code of what stops the block, and print it in one sentence.

    2 for wrong usage and a wrong portal file, 5 for a dataset that a run holds, 6 (and *interrupted*) for Ctrl-C and
    SIGTERM, 1 for every other error of this project and of the system. Without any of them the exit code stays.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with ignore_broken_pipe():
            yield
    except KeyboardInterrupt:
        _end(command, 6, interrupted)
    except (WrongUsageError, PortalFileError) as error:
        _end(command, 2, error)
    except DatasetLockedError as error:
        _end(command, 5, error)
    except NewscrawlError as error:
        _end(command, 1, error)
    except OSError as error:
        _end(command, 1, system_sentence(error))
    finally:
        signal.signal(signal.SIGTERM, before)


def end_quietly_on_interrupt() -> None:
    """Have a Ctrl-C that nothing catches end this process with one sentence and exit code 6, without a traceback."""
    sys.excepthook = _on_uncaught


def _on_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        print_error("interrupted before it began; nothing was changed")
        raise SystemExit(6)
    sys.__excepthook__(kind, error, trace)


def print_error(message: object) -> None:
    """Print one line on standard error: what is wrong, and what to do."""
    sys.stderr.write(f"newscrawl: {printable(' '.join(str(message).split()))}\n")


def print_line(text: object, *, is_result: bool = True) -> None:
    """Print *text* on standard output (else on standard error), safe for a terminal; its line ends stay.

    All commands print with this function: what they show comes from pages and from the datasets of others.
    """
    lines = [printable(line) for line in str(text).split("\n")]
    stream = sys.stdout if is_result else sys.stderr
    stream.write("\n".join(lines) + "\n")
    stream.flush()


def print_json(data: object) -> None:
    """Print *data* as one line of JSON, in UTF-8 whatever the terminal's encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(printable_json(msgspec.json.encode(data)) + b"\n")
    sys.stdout.buffer.flush()


def system_sentence(error: OSError) -> str:
    """Return what the system refused, where, and what to do."""
    what = error.strerror or str(error) or type(error).__name__
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in _ROOM:
        return f"{place}{what}; make room, then run again"
    if error.errno in _RIGHTS:
        return f"{place}{what}; fix the permissions or run as a user who has them, then retry"
    if error.errno in _PATH:
        return f"{place}{what}; name another place"
    return f"{place}{what}"


@contextmanager
def ignore_broken_pipe() -> Iterator[None]:
    """Let whoever reads standard output stop reading (`… | head`): what follows is left unsaid, without an error.

    Characters that the terminal's encoding has not are printed as escapes.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()
    except OSError:
        _say_no_more_if_full()
        raise


def _end(command: Ending, code: int, message: object) -> None:
    print_error(message)
    command.exitcode = code


def _say_no_more_if_full() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _say_no_more()


def _say_no_more() -> None:
    """Send standard output nowhere: what is in its buffer would be tried again at the end of the process."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
