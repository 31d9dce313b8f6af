"""Reads captures: one by its place, or all of a file in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from newscrawl.dataset.captures.content import decoded
from newscrawl.dataset.captures.encoding import LABEL, ORIGIN
from newscrawl.dataset.captures.exchange import Captured
from newscrawl.dataset.captures.files import CaptureFile
from newscrawl.dataset.layout import Layout
from newscrawl.errors import DatasetError
from newscrawl.items import CapturePlace

MAX_BODY_BYTES = 64 * 1024 * 1024
"""A longer page, decoded or not, is told as unreadable."""
_READ_BYTES = 64 * 1024


def read_capture(layout: Layout, place: CapturePlace) -> Captured:
    """Return the response at *place*, with the bytes that a revisit points to. Raises `DatasetError`."""
    try:
        path = layout.standing(place.file)
    except FileNotFoundError as error:
        raise DatasetError(f"{place.file}: expected a capture file, got none") from error
    with path.open("rb") as file:
        file.seek(place.offset)
        try:
            record = next(iter(ArchiveIterator(file, verify_http=False)), None)
            found = _captured(record, place.file, place.offset) if record is not None else None
        except (ArchiveLoadFailed, OSError, ValueError) as error:
            raise DatasetError(f"{place.file}: expected a response at byte {place.offset}, got {error}") from error
    if record is None or found is None:
        raise DatasetError(f"{place.file}: expected a response at byte {place.offset}, got something else")
    return found if record.rec_type == "response" else _with_body(layout, found, record)


def captures_in(path: Path, *, name: str = "") -> Iterator[Captured]:
    """Yield the responses of a WARC file (gzip or plain) in order; *name* is what they call their file.

    The body of a revisit is empty here: `read_capture` follows it. Raises `DatasetError` where the file is damaged.
    """
    with path.open("rb") as file:
        yield from _captures(file, name or str(path))


def read_captures(layout: Layout, file: CaptureFile) -> Iterator[Captured]:
    """Yield the responses of a dataset's capture file in order, revisits with the bytes that they point to."""
    for captured in captures_in(file.path, name=file.name):
        if captured.is_revisit:
            yield read_capture(layout, CapturePlace(file=captured.file, offset=captured.offset))
        else:
            yield captured


def _captures(file: BinaryIO, name: str) -> Iterator[Captured]:
    iterator = ArchiveIterator(file, verify_http=False, arc2warc=True)
    while True:
        try:
            record = next(iterator, None)
            if record is None:
                return
            offset = iterator.offset  # get_record_offset would read the body away
            found = _captured(record, name, offset)
        except (ArchiveLoadFailed, OSError, ValueError) as error:
            raise DatasetError(f"{name}: expected a WARC record before byte {file.tell()}, got {error}") from error
        if found is not None:
            yield found


def _captured(record: Any, name: str, offset: int) -> Captured | None:
    """Return the response that *record* is; None for a record of another kind."""
    if record.rec_type not in {"response", "revisit"} or record.http_headers is None:
        return None
    fields = record.rec_headers
    headers = tuple((key, value) for key, value in record.http_headers.headers)
    is_revisit = record.rec_type == "revisit"
    labels = {
        key.removeprefix(LABEL).replace("-", "_").lower(): value
        for key, value in fields.headers
        if key.startswith(LABEL) and key != ORIGIN
    }
    return Captured(
        file=name,
        offset=offset,
        url=fields.get_header("WARC-Target-URI") or "",
        captured_at=_moment(fields.get_header("WARC-Date")),
        status=_status(record),
        headers=headers,
        body=b"" if is_revisit else decoded(_bounded(record.raw_stream), headers, MAX_BODY_BYTES),
        labels=labels,
        is_revisit=is_revisit,
    )


def _status(record: Any) -> int:
    code = record.http_headers.get_statuscode() or ""
    return int(code) if code.isdecimal() else 0


def _bounded(stream: Any) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_READ_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BODY_BYTES:
            raise ValueError(f"a body of more than {MAX_BODY_BYTES} bytes")
    return b"".join(pieces)


def _with_body(layout: Layout, found: Captured, record: Any) -> Captured:
    place = record.rec_headers.get_header(ORIGIN)
    if place is None:
        return found
    file, _, offset = place.rpartition("#")
    origin = read_capture(layout, CapturePlace(file=file, offset=int(offset)))
    is_unsent = found.status == 304
    return Captured(
        file=found.file,
        offset=found.offset,
        url=found.url,
        captured_at=found.captured_at,
        status=found.status,
        headers=found.headers,
        body=b"" if is_unsent else origin.body,
        labels=found.labels,
        is_revisit=True,
    )


def _moment(printed: str | None) -> datetime:
    if not printed:
        raise ValueError("a record without WARC-Date")
    moment = datetime.fromisoformat(printed)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
