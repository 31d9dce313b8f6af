"""Reads captures: one by its place, or all of a file in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from newscrawl.dataset.captures.capture_files import CaptureFile
from newscrawl.dataset.captures.content_encoding import decoded
from newscrawl.dataset.captures.exchange import Captured, Headers
from newscrawl.dataset.captures.warc_records import LABEL, ORIGIN, read_warc_date
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.safe_files import member_at, members
from newscrawl.errors import DatasetError, UnreadableFileError
from newscrawl.items import CapturePlace

MAX_BODY_BYTES = 64 * 1024 * 1024
"""A longer page, decoded or not, is reported as unreadable."""
_HEADS_MAX_BYTES = 1024 * 1024
MAX_RECORD_BYTES = MAX_BODY_BYTES + _HEADS_MAX_BYTES
"""The most that is unpacked of a record: a body, and heads."""
BROKEN_RECORD = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, TypeError, ValueError)
"""What `warc_record` raises for bytes that are not a record."""
_READ_BYTES = 64 * 1024


def read_capture(layout: Layout, place: CapturePlace) -> Captured:
    """Return the response at *place*, with the bytes that a revisit points to. Raises `DatasetError`."""
    found = _at(layout, place)
    return _with_body(layout, found) if found.is_revisit else found


def _at(layout: Layout, place: CapturePlace) -> Captured:
    try:
        path = layout.current_path(place.file)
    except (FileNotFoundError, UnreadableFileError) as error:
        raise DatasetError(f"{place.file[:200]}: expected a capture file, got none") from error
    try:
        found = _read(member_at(path, place.offset, MAX_RECORD_BYTES), place.file, place.offset)
    except UnreadableFileError as error:
        raise DatasetError(f"{place.file}: expected a response at byte {place.offset}, got {error}") from error
    if found is None:
        raise DatasetError(f"{place.file}: expected a response at byte {place.offset}, got something else")
    if found.problem:
        raise DatasetError(f"{place.file}: expected a body that can be decoded at byte {place.offset}, {found.problem}")
    return found


def captures_in(path: Path, *, name: str = "") -> Iterator[Captured]:
    """Yield the responses of a dataset's WARC file in order; *name* is what they call their file.

    The body of a revisit is empty here: `read_capture` follows it. A response whose body cannot be decoded has a
    `problem`. Raises `DatasetError` where the file is damaged.
    """
    name = name or str(path)
    try:
        for member in members(path, MAX_RECORD_BYTES):
            found = _read(member.head, name, member.start)
            if found is not None:
                yield found
    except UnreadableFileError as error:
        raise DatasetError(f"{name}: expected a WARC record in every gzip member; {error}") from error


def read_captures(layout: Layout, file: CaptureFile) -> Iterator[Captured]:
    """Yield the responses of a dataset's capture file in order, revisits with the bytes that they point to.

    A revisit has a `problem` where its bytes cannot be read, because the file that held them was deleted. Leaves out a
    record that a run is writing now. Raises `DatasetError` where the file is damaged.
    """
    try:
        for captured in captures_in(layout.current_path(file.name), name=file.name):
            yield _followed(layout, captured) if captured.is_revisit else captured
    except DatasetError:
        if not file.is_part:
            raise


def _followed(layout: Layout, captured: Captured) -> Captured:
    try:
        return _with_body(layout, captured)
    except DatasetError as error:
        return replace(captured, problem=str(error))


def _read(member: bytes, name: str, offset: int) -> Captured | None:
    """Return the response that the unpacked *member* holds; None for a record of another kind.

    Raises `UnreadableFileError` for bytes that are not a record.
    """
    try:
        with warc_record(member) as record:
            return _captured(record, name, offset)
    except BROKEN_RECORD as error:
        raise UnreadableFileError(f"{name}: expected a WARC record at byte {offset}, got {error}") from error


@contextmanager
def warc_record(member: bytes, *, check_digests: bool = False) -> Iterator[Any]:
    """Give the first record of the unpacked *member*, as warcio reads it. The block raises `BROKEN_RECORD` without one.

    warcio prints the bytes of odd records: this output is discarded.
    """
    # A crawl writes captures and reads none: it need not import warcio, and what that imports.
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    with redirect_stderr(StringIO()):
        if len(member) > _HEADS_MAX_BYTES and member.count(b"\r\n\r\n", 0, _HEADS_MAX_BYTES) < 2:
            raise ValueError(f"heads of more than {_HEADS_MAX_BYTES} bytes")  # warcio would read them for hours
        iterator = ArchiveIterator(BytesIO(member), verify_http=False, check_digests=check_digests)
        try:
            record = next(iterator, None)
            if record is None:
                raise ValueError("none")
            yield record
        except ArchiveLoadFailed as error:
            raise ValueError(str(error)) from error


def _captured(record: Any, name: str, offset: int) -> Captured | None:
    """Return the response in *record*; None for a record of another kind."""
    if record.rec_type not in {"response", "revisit"} or record.http_headers is None:
        return None
    fields = record.rec_headers
    headers = tuple((key, value) for key, value in record.http_headers.headers)
    is_revisit = record.rec_type == "revisit"
    body, problem = (b"", "") if is_revisit else _body(record, headers)
    labels = {
        key.removeprefix(LABEL).replace("-", "_").lower(): value
        for key, value in fields.headers
        if key.startswith(LABEL) and key != ORIGIN
    }
    return Captured(
        file=name,
        offset=offset,
        url=fields.get_header("WARC-Target-URI") or "",
        captured_at=read_warc_date(fields.get_header("WARC-Date")),
        status=_status(record),
        headers=headers,
        body=body,
        labels=labels,
        origin=_origin(fields.get_header(ORIGIN)),
        is_revisit=is_revisit,
        problem=problem,
    )


def _body(record: Any, headers: Headers) -> tuple[bytes, str]:
    """Return the decoded body, and why it cannot be decoded."""
    sent = _bounded(record.raw_stream)
    if len(sent) > MAX_BODY_BYTES:
        return b"", f"got more than {MAX_BODY_BYTES} bytes"
    try:
        return decoded(sent, headers, MAX_BODY_BYTES), ""
    except ValueError as error:
        return b"", f"got {error}"


def _origin(printed: str | None) -> CapturePlace | None:
    if printed is None:
        return None
    file, _, offset = printed.rpartition("#")
    return CapturePlace(file=file, offset=int(offset))


def _status(record: Any) -> int:
    code = record.http_headers.get_statuscode() or ""
    return int(code) if code.isdecimal() else 0


def _bounded(stream: Any) -> bytes:
    """Return the bytes of *stream*; of a too long one, a little more than the limit. Raises `ValueError` if torn."""
    pieces: list[bytes] = []
    size = 0
    while size <= MAX_BODY_BYTES and (piece := stream.read(_READ_BYTES)):
        pieces.append(piece)
        size += len(piece)
    if size <= MAX_BODY_BYTES and stream.limit > 0:  # warcio returns the bytes that exist without an error
        raise ValueError(f"a torn record, whose last {stream.limit} bytes are missing")
    return b"".join(pieces)


def _with_body(layout: Layout, found: Captured) -> Captured:
    """Return *found* with the bytes of its origin. Raises `DatasetError` if that points on: it may be a circle."""
    if found.origin is None or found.status == 304:  # a 304 brought no body
        return found
    origin = _at(layout, found.origin)
    if origin.is_revisit:
        raise DatasetError(f"{found.file}: expected the response behind byte {found.offset}, got another revisit")
    return replace(found, body=origin.body)
