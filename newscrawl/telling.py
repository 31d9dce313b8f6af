"""How the commands speak: results on standard output, one sentence on standard error where something is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def tell(message: object) -> None:
    """Print one line on standard error: what is wrong, and what to do."""
    sys.stderr.write(f"newscrawl: {' '.join(str(message).split())}\n")


@contextmanager
def closable_output() -> Iterator[None]:
    """Let whoever reads standard output stop reading (`… | head`): what follows is left unsaid, without an error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What stands in Python's buffer would be tried again at the end of the process, and complained about.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
