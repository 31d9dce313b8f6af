"""Reads WARC files from elsewhere, in any state: pages, and what was skipped and why."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from newscrawl.dataset.captures.content_encoding import decoded
from newscrawl.dataset.captures.warc_records import read_warc_date
from newscrawl.reextraction.workers.captured_articles import KeptPage
from newscrawl.urls import absolute

MAX_RECORD_BYTES = 64 * 1024 * 1024
"""A longer record, unpacked, is skipped."""
_READ_BYTES = 64 * 1024
_BUDGET_BYTES, _BUDGET_TIMES = 256 * 1024 * 1024, 100
"""The most bytes read and unpacked of one file: a number, and times its size. Sound files need 3 to 10 times."""
_GZIP = b"\x1f\x8b\x08"
_RECORD = b"\nWARC/"
_HTML = ("text/html", "application/xhtml+xml")
_FAULTS = (ArchiveLoadFailed, ArithmeticError, AttributeError, EOFError, LookupError, OSError, TypeError, ValueError)
"""What the parser raises for bytes that are not a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPage:
    """A page of somebody's archive."""

    offset: int
    """Where its record starts in the file, in bytes; of a file that is one gzip stream, where that starts."""

    page: KeptPage
    captured_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A record that is not a page to read."""

    offset: int
    reason: str
    """From a short list, to be counted: ``damaged record``, ``status 404``, ``not HTML``, …"""

    detail: str = ""
    """What is wrong with it, or its address."""


Found = ForeignPage | Passed


class _SpentError(Exception):
    """The file asks for too much work: bombs, or records that each claim all of the others."""


class _Budget:
    """The bytes that may still be read or unpacked of one file, whatever it leads to."""

    def __init__(self, file_bytes: int) -> None:
        self._left = _BUDGET_BYTES + _BUDGET_TIMES * file_bytes

    def spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise _SpentError


class _Metered:
    """A stream whose reading is paid from a budget."""

    def __init__(self, stream: BinaryIO, budget: _Budget) -> None:
        self._stream, self._budget = stream, budget
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, count: int = -1) -> bytes:
        piece = self._stream.read(count)
        self._budget.spend(len(piece))
        return piece


def pages_in(path: Path) -> Iterator[Found]:
    """Yield the pages of a WARC file, plain or gzip, and the skipped responses. Never raises for content.

    A page is a response with status 200 and the type HTML or no type. An HTML resource is a page, too; it has no HTTP
    head. A damaged record, or one that claims a too great length, does not hide the records after it. A file that
    takes too much work is given up, and the last yielded is that.
    Raises `OSError` where the file cannot be read.
    """
    with path.open("rb") as file:
        budget = _Budget(path.stat().st_size)
        try:
            yield from _found_in(file, budget)
        except _SpentError:
            yield Passed(offset=file.tell(), reason="damaged record", detail="too much work: the rest was left out")


def _found_in(file: BinaryIO, budget: _Budget) -> Iterator[Found]:
    is_packed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    if not is_packed:
        yield from _records(_Metered(file, budget), None)
        return
    for offset, content in _members(file, budget):
        if isinstance(content, bytes):
            yield from _records(_Metered(BytesIO(content), budget), offset)
        else:
            yield content


def _members(file: BinaryIO, budget: _Budget) -> Iterator[tuple[int, bytes | Passed]]:
    """Yield each gzip member of *file* unpacked, or what is wrong with it, with its offset."""
    offset = 0
    while True:
        content, end, fault = _member(file, offset, budget)
        if content or fault:
            passed = Passed(offset=offset, reason="damaged record", detail=fault)
            yield offset, passed if fault else content
        else:
            budget.spend(_READ_BYTES)  # an empty member is read for nothing
        following = _find(file, _GZIP, offset + 1) if fault and end is None else end
        if following is None or following <= offset:
            return
        offset = following


def _member(file: BinaryIO, offset: int, budget: _Budget) -> tuple[bytes, int | None, str]:
    """Return the member at *offset*, where the next one begins (None at the end), and what is wrong (empty: nothing).

    A member that is too long is still unpacked to its end, and discarded.
    """
    file.seek(offset)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    pieces: list[bytes] = []
    size = 0
    rest = b""
    while not unpacker.eof:
        packed = rest or file.read(_READ_BYTES)
        if not packed:
            return b"", None, "" if not size and file.tell() == offset else "the file ends within a record"
        try:
            piece = unpacker.decompress(packed, _READ_BYTES * 16)
        except zlib.error as error:
            return b"", None, f"no gzip: {error}"
        rest = unpacker.unconsumed_tail
        size += len(piece)
        budget.spend(len(piece))
        if size <= MAX_RECORD_BYTES:
            pieces.append(piece)
    end = file.tell() - len(unpacker.unused_data) - len(rest)
    if size > MAX_RECORD_BYTES:
        return b"", end, f"more than {MAX_RECORD_BYTES} bytes"
    return b"".join(pieces), end, ""


def _find(file: BinaryIO | _Metered, mark: bytes, start: int) -> int | None:
    """Return the next place of *mark* in *file*, from *start* on; None where there is no mark."""
    file.seek(start)
    before = b""
    position = start
    while piece := file.read(_READ_BYTES):
        window = before + piece
        found = window.find(mark)
        if found >= 0:
            return position - len(before) + found
        position += len(piece)
        before = window[-len(mark) + 1 :]
    return None


def _records(stream: _Metered, offset: int | None) -> Iterator[Found]:
    """Yield what the unpacked *stream* holds; *offset* is what its records call their place, else their own."""
    start: int | None = 0
    last_reported = -1
    while start is not None:
        stream.seek(start)
        iterator = ArchiveIterator(stream, verify_http=False, arc2warc=True)
        whole = begin = start
        try:
            while (one := _next(iterator, start, offset)) is not None:
                whole = begin = max(begin, iterator.offset)
                yield from one
        except _FAULTS as error:
            begin = max(begin, iterator.offset)
            if begin > last_reported:
                where = begin if offset is None else offset
                yield Passed(offset=where, reason="damaged record", detail=" ".join(str(error).split())[:200])
            last_reported = max(last_reported, begin)
        else:
            return
        # From the last whole record on: its claimed length may be too great, and include the start of the next one.
        following = _find(stream, _RECORD, whole)
        start = None if following is None else following + 1


def _next(iterator: ArchiveIterator, start: int, offset: int | None) -> tuple[Found, ...] | None:
    """Return what the next record gives: one page or fault, or nothing; None at the end."""
    with redirect_stderr(StringIO()):  # warcio prints what it finds odd.
        record = next(iterator, None)
        if record is None:
            return None
        found = _found(record, max(start, iterator.offset) if offset is None else offset, is_vouched=offset is not None)
    return () if found is None else (found,)


def _found(record: Any, offset: int, *, is_vouched: bool) -> Found | None:
    """Return the page of *record*, or why it is not a page; None for a record that is not a response.

    *is_vouched*: a checksum proves where the bytes end, whatever length the record claims.
    """
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if record.rec_type == "resource":
        if _kind(record.rec_headers) not in _HTML or not absolute(url, url):
            return None
    elif record.rec_type not in {"response", "revisit"}:
        return None
    elif reason := _unfit(record, url):
        return Passed(offset=offset, reason=reason, detail=url)
    head = record.rec_headers if record.rec_type == "resource" else record.http_headers
    headers = tuple((str(name), str(value)) for name, value in head.headers)
    sent = _sent(record)
    if len(sent) <= MAX_RECORD_BYTES and _is_cut(record) and (_RECORD in sent or not is_vouched):
        raise EOFError("the file ends within the record")
    if len(sent) > MAX_RECORD_BYTES:
        return Passed(offset=offset, reason="too large", detail=url)
    try:
        body = decoded(sent, headers, MAX_RECORD_BYTES)
    except ValueError as error:
        return Passed(offset=offset, reason="body cannot be decoded", detail=f"{url}: {error}")
    page = KeptPage(url=url, body=body, content_type=head.get_header("Content-Type"))
    return ForeignPage(offset=offset, page=page, captured_at=read_warc_date(record.rec_headers.get_header("WARC-Date")))


def _unfit(record: Any, url: str) -> str:
    """Return why *record*'s page must not be read; empty where it can be read."""
    if record.rec_type == "revisit":
        return "revisit, whose bytes are elsewhere"
    if record.http_headers is None:
        return "no HTTP answer"
    status = record.http_headers.get_statuscode() or ""
    if status != "200":
        return f"status {status}" if status.isdecimal() and len(status) == 3 else "no status"
    kind = _kind(record.http_headers)
    if kind and kind not in _HTML:
        return "not HTML"
    return "" if absolute(url, url) else "no http address"


def _kind(headers: Any) -> str:
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _sent(record: Any) -> bytes:
    """Return the bytes of the body as sent, its chunks joined; of a too long body, a little more than the limit."""
    stream = record.raw_stream
    if record.http_headers and "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream, decomp_type=None)
    pieces: list[bytes] = []
    size = 0
    while size <= MAX_RECORD_BYTES and (piece := stream.read(_READ_BYTES)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _is_cut(record: Any) -> bool:
    """Return whether the file holds less than *record* claims; reads the rest that a reader of chunks has left."""
    while record.raw_stream.read(_READ_BYTES):
        pass
    return bool(getattr(record.raw_stream, "limit", 0) > 0)
