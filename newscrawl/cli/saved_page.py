"""Reads saved pages within a size, packed or not."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from newscrawl.errors import UnreadablePageError, WrongUsageError

SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")


def saved_pages(folder: Path) -> list[Path]:
    """Return the saved pages below *folder*, by name. A FIFO or a device is no page: it may never end."""
    return sorted(path for path in folder.rglob("*") if path.name.endswith(SUFFIXES) and path.is_file())


def read_saved_page(target: str, max_bytes: int) -> bytes:
    """Return the page in the file *target*, unpacked where its name ends in ``.gz``; ``-`` is standard input.

    Raises `UnreadablePageError` for more than *max_bytes*, and `WrongUsageError` where the file cannot be read.
    """
    try:
        with _opened(target) as file:
            body = file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongUsageError(f"{target}: expected a saved page, an address or a folder; {reason}") from error
    if len(body) > max_bytes:
        raise UnreadablePageError(
            target, "too_large", f"expected a page of at most {max_bytes} bytes, got more; DOWNLOAD_MAXSIZE allows them"
        )
    return body


@contextmanager
def _opened(target: str) -> Iterator[BinaryIO]:
    if target == "-":
        yield sys.stdin.buffer
        return
    with Path(target).open("rb") as file:
        if target.endswith(".gz"):
            with gzip.open(file) as unpacked:
                yield cast("BinaryIO", unpacked)
        else:
            yield file
