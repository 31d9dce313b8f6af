"""`push.json` in the dataset's folder: how the last push to an object store ended, so that a status can show it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from newscrawl.clock import Clock
from newscrawl.dataset.storage.jsonl import JsonReader
from newscrawl.dataset.storage.safe_files import read_small, write_whole
from newscrawl.errors import DatasetError
from newscrawl.text import printable

PUSH_NOTE = "push.json"
_MAX_BYTES = 1 << 16
_MOST_TEXT = 500
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class LastPush(msgspec.Struct, frozen=True, kw_only=True):
    """The last push of a dataset."""

    address: str
    """Of the copy, without secrets."""
    began_at: _Moment
    ended_at: _Moment | None = None
    """Null while it runs, and where it was killed."""
    fault: str = ""
    """Why it failed; empty where it did not."""
    copied_at: _Moment | None = None
    """The end of the last push to this address that did not fail."""


_NOTE = JsonReader(LastPush)


def last_push(dataset: Path) -> LastPush | None:
    """Return the last push of the dataset in this folder; None where there was none, or its note is damaged."""
    try:
        return _NOTE.decode(read_small(dataset / PUSH_NOTE, _MAX_BYTES))
    except (OSError, DatasetError):
        return None


@contextmanager
def noted(dataset: Path, address: str, clock: Clock) -> Iterator[None]:
    """Note how the push to *address* in the block ends. *address* has no secrets."""
    before = last_push(dataset)
    copied_at = before.copied_at if before is not None and before.address == address else None
    note = LastPush(address=address, began_at=clock.now(), copied_at=copied_at)
    _write(dataset, note)
    try:
        yield
    except BaseException as error:
        fault = printable(" ".join(str(error).split()))[:_MOST_TEXT] or "interrupted"
        _write(dataset, msgspec.structs.replace(note, ended_at=clock.now(), fault=fault))
        raise
    now = clock.now()
    _write(dataset, msgspec.structs.replace(note, ended_at=now, copied_at=now))


def _write(dataset: Path, note: LastPush) -> None:
    with suppress(OSError):  # A folder that cannot be written can be pushed all the same.
        write_whole(dataset / PUSH_NOTE, msgspec.json.format(msgspec.json.encode(note)))
