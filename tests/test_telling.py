"""How a command ends: an exit code and one sentence, whatever stops it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscrawl.cli.output import exit_code_on_error
from newscrawl.errors import DatasetError, DatasetLockedError, WrongUsageError
from tests.crawling import PROJECT

FULL = Path("/dev/full")
ENDS = {
    "wrong usage": (WrongUsageError("expected one portal, got 0"), 2, "expected one portal, got 0"),
    "locked": (DatasetLockedError("data/demo/lock: held"), 5, "data/demo/lock: held"),
    "damaged": (DatasetError("line 7: torn"), 1, "line 7: torn"),
    "interrupted": (KeyboardInterrupt(), 6, "interrupted; what was written is whole: run it again"),
    "no right": (
        PermissionError(errno.EACCES, "Permission denied", "data/demo/lock"),
        1,
        "data/demo/lock: Permission denied; fix the permissions or run as a user who has them, then retry",
    ),
    "full": (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device; make room, then run again"),
    "nothing there": (FileNotFoundError(errno.ENOENT, "No such file", "a.warc"), 1, "a.warc: No such file"),
}


@pytest.mark.parametrize("case", ENDS)
def test_what_stops_a_command_is_a_code_and_a_sentence(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    error, exit_code, sentence = ENDS[case]
    command = SimpleNamespace(exitcode=0)

    with exit_code_on_error(command):
        raise error

    assert command.exitcode == exit_code
    assert capsys.readouterr().err == f"newscrawl: {sentence}\n"


def test_a_command_that_comes_to_its_end_keeps_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    command = SimpleNamespace(exitcode=3)

    with exit_code_on_error(command):
        pass

    assert (command.exitcode, capsys.readouterr().err) == (3, "")


def test_sigterm_ends_a_command_as_ctrl_c_does() -> None:
    command = SimpleNamespace(exitcode=0)
    before = signal.getsignal(signal.SIGTERM)

    with exit_code_on_error(command):
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()

    assert command.exitcode == 6
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_mistake_of_this_project_is_not_hidden() -> None:
    command = SimpleNamespace(exitcode=0)

    with pytest.raises(KeyError), exit_code_on_error(command):
        raise KeyError("headline")


def speak(program: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run *program*, which prints within an outcome and ends with its code."""
    words = (
        "import sys; from types import SimpleNamespace; from newscrawl.cli.output import exit_code_on_error, print_json\n"
        f"end = SimpleNamespace(exitcode=0)\nwith exit_code_on_error(end):\n    {program}\nsys.exit(end.exitcode)"
    )
    return subprocess.run(
        [sys.executable, "-c", words], cwd=PROJECT, stderr=subprocess.PIPE, check=False, **{"stdout": -1, **options}
    )


def test_what_a_terminal_cannot_show_is_printed_as_escapes() -> None:
    done = speak("print('경제 – ♥')", env={**os.environ, "PYTHONIOENCODING": "ascii"})

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == rb"\uacbd\uc81c \u2013 \u2665" + b"\n"


def test_json_is_utf_8_on_every_terminal() -> None:
    done = speak("print('a'); print_json({'headline': '𠮷野家♥'})", env={**os.environ, "PYTHONIOENCODING": "latin-1"})

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == 'a\n{"headline":"𠮷野家♥"}\n'.encode()


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("program", ["print('x' * 100)", "print('x' * 100_000)", "print_json(['x' * 100_000])"])
def test_an_output_that_takes_no_more_is_exit_1(program: str) -> None:
    with FULL.open("wb") as full:
        done = speak(program, stdout=full)

    assert done.returncode == 1
    assert done.stderr == b"newscrawl: No space left on device; make room, then run again\n"


def test_a_reader_that_has_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = speak("print('x' * 100_000)", stdout=writing)
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")
