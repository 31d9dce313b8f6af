"""Every error that this project raises on purpose.

NewscrawlError
├── WrongUsageError            wrong arguments or settings; exit code 2
├── PortalFileError            a portal's file is wrong; has file, line and remedy
├── LostProcessError           a process that did part of the work was ended
├── UnreadablePageError        a page that cannot be read; has a reason from a closed list
│   └── TooSlowError           reading the page took too long
└── DatasetError               what lies on disk is not what it should be; has a remedy
    ├── DamagedLineError       a line that is no record
    ├── UnreadableFileError    a file that cannot be read: cut, damaged, too large, a link, a device
    ├── MalformedError         text that is not the JSON it should be
    ├── DatasetLockedError     another run holds the dataset
    └── IndexVersionError      the index was written by a newer version
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from newscrawl.program import as_typed

READER_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
    re.error,
)
"""What a reader or a rule raises that meets something unforeseen. It is the failure of that page, never of the run."""


class NewscrawlError(Exception):
    """The root of this project's errors; its message has place, expected, got and next step."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Let any of them go from one process to another, whatever its constructor takes."""
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(kind: type[NewscrawlError], args: tuple[Any, ...], values: dict[str, Any]) -> NewscrawlError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(values)
    return error


class WrongUsageError(NewscrawlError):
    """Wrong arguments or settings."""


class LostProcessError(NewscrawlError):
    """Another program ended a process that did part of the work."""


class PortalFileError(NewscrawlError):
    """A portal's file has something wrong."""

    def __init__(self, path: Path, line: int, expected: str, got: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: expected {expected}, got {got}; {remedy}")
        self.path = path
        self.line = line


class UnreadablePageError(NewscrawlError):
    """A page that cannot be read as HTML.

    *reason* is one of `empty`, `binary`, `too_large`, `mojibake`, `no_content`, `too_slow`, or `wall_` and what is
    in the place of the page: it ends up in a stat's name.
    """

    def __init__(self, url: str, reason: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.reason = reason
        self.detail = detail


class TooSlowError(UnreadablePageError):
    """Reading the page took more processor time than its deadline."""

    def __init__(self, url: str, limit_secs: float) -> None:
        detail = f"expected to read the page within {limit_secs:g} s of processor time, and stopped there"
        super().__init__(url, "too_slow", detail)


class DatasetError(NewscrawlError):
    """What lies on disk is not what it should be."""


class DamagedLineError(DatasetError):
    """A line of a dataset's file that is no record."""

    def __init__(self, path: Path, line: int, offset: int, detail: str) -> None:
        super().__init__(
            f"{path}:{line}: expected one JSON record, got {detail} (byte {offset}); run {as_typed('verify')!r}"
        )
        self.path = path
        self.line = line
        self.offset = offset


class UnreadableFileError(DatasetError):
    """A file that cannot be read to its end: cut, damaged, too large, or no regular file."""


class MalformedError(DatasetError):
    """Bytes that are not the JSON that they should be; the message is the decoder's."""


class DatasetLockedError(DatasetError):
    """Another run holds the dataset's lock."""


class IndexVersionError(DatasetError):
    """The index was written by a newer version of this project."""
