"""Reads captures: one by its place, or all of a file in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

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
HEADS_MAX_BYTES = 1024 * 1024
MAX_RECORD_BYTES = MAX_BODY_BYTES + HEADS_MAX_BYTES
"""The most that is unpacked of a record: a body, and heads."""
_END_OF_HEAD = b"\r\n\r\n"
_MOST_DIGITS = 16


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
        return _captured(member, name, offset)
    except ValueError as error:
        raise UnreadableFileError(f"{name}: expected a WARC record at byte {offset}, got {error}") from error


def _captured(member: bytes, name: str, offset: int) -> Captured | None:
    version, fields, start = _head(member, 0)
    if not version.startswith("WARC/"):
        raise ValueError(f"none, but {version[:40]!r}")
    known = {key.lower(): value for key, value in reversed(fields)}
    kind = known.get("warc-type")
    if kind not in {"response", "revisit"} or not known.get("content-type", "").startswith("application/http"):
        return None
    status_line, headers, body_start = _head(member, start)
    sent = member[body_start : start + _length(known)]
    missing_count = start + _length(known) - body_start - len(sent)
    if missing_count and len(sent) <= MAX_BODY_BYTES:
        raise ValueError(f"a torn record, whose last {missing_count} bytes are missing")
    is_revisit = kind == "revisit"
    body, problem = (b"", "") if is_revisit else _body(sent, headers)
    code = status_line.split(" ")[1:2]
    return Captured(
        file=name,
        offset=offset,
        url=known.get("warc-target-uri", ""),
        captured_at=read_warc_date(known.get("warc-date")),
        status=int(code[0]) if code and code[0].isdecimal() else 0,
        headers=headers,
        body=body,
        labels={
            key.removeprefix(LABEL).replace("-", "_").lower(): value
            for key, value in fields
            if key.startswith(LABEL) and key != ORIGIN
        },
        origin=_origin(known.get(ORIGIN.lower())),
        is_revisit=is_revisit,
        problem=problem,
    )


def _head(member: bytes, start: int) -> tuple[str, Headers, int]:
    """Return the first line and the fields of the head at byte *start*, and where what is behind it begins."""
    end = member.find(_END_OF_HEAD, start, start + HEADS_MAX_BYTES)
    if end < 0:
        raise ValueError(f"a head without its end, or of more than {HEADS_MAX_BYTES} bytes")
    first, *lines = member[start:end].decode("utf-8", "backslashreplace").split("\r\n")
    parted = (line.partition(":") for line in lines)
    return first, tuple((key.rstrip(), value.strip()) for key, _, value in parted), end + len(_END_OF_HEAD)


def _length(fields: dict[str, str]) -> int:
    written = fields.get("content-length", "")
    if not (written.isascii() and written.isdecimal() and len(written) < _MOST_DIGITS):
        raise ValueError(f"a length of {written[:40]!r}")
    return int(written)


def _body(sent: bytes, headers: Headers) -> tuple[bytes, str]:
    """Return the decoded body, and why it cannot be decoded."""
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


def _with_body(layout: Layout, found: Captured) -> Captured:
    """Return *found* with the bytes of its origin. Raises `DatasetError` if that points on: it may be a circle."""
    if found.origin is None or found.status == 304:  # a 304 brought no body
        return found
    origin = _at(layout, found.origin)
    if origin.is_revisit:
        raise DatasetError(f"{found.file}: expected the response behind byte {found.offset}, got another revisit")
    return replace(found, body=origin.body)
