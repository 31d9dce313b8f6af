"""Which files of the package an action enters: what a person opens to follow it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import newscrawl

_PACKAGE = Path(newscrawl.__file__).parent


def files_entered(action: Callable[[], object]) -> list[str]:
    """Return the files whose functions run in *action*, below newscrawl/, by name."""
    files: set[str] = set()

    def note(frame: FrameType, _event: str, _argument: object) -> None:
        if frame.f_code.co_name != "<module>":
            files.add(frame.f_code.co_filename)

    gc.disable()  # what other tests have left is not of this action
    before = sys.gettrace()
    sys.settrace(note)  # hears the calls of Python functions alone: nothing within them, and no function in C
    try:
        action()
    finally:
        sys.settrace(before)
        gc.enable()
    return sorted(str(Path(file).relative_to(_PACKAGE)) for file in files if Path(file).is_relative_to(_PACKAGE))
