"""JSON Lines, byte for byte as they are stored."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from backports import zstd

from newscrawl.exports.target import Compression

_BUFFER_BYTES = 1 << 20
_ZSTD: dict[int, int] = {
    zstd.CompressionParameter.compression_level: 3,
    zstd.CompressionParameter.nb_workers: 1,  # parallel to the reading; any number of workers gives the same bytes
}


def write_lines(path: Path, lines: Iterable[bytes], compression: Compression) -> int:
    """Write *lines* to *path*; return their number. The same lines give the same bytes."""
    count = 0
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("wb", buffering=_BUFFER_BYTES))
        file = stack.enter_context(_packed(raw, compression))
        gathered = bytearray()  # A call of the compressor for each line costs more than the line.
        for line in lines:
            gathered += line
            gathered += b"\n"
            count += 1
            if len(gathered) >= _BUFFER_BYTES:
                file.write(gathered)
                gathered.clear()
        file.write(gathered)
    return count


def _packed(raw: IO[bytes], compression: Compression) -> IO[bytes]:
    if compression == "gz":
        return gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0)  # type: ignore[return-value]
    if compression == "zst":
        return zstd.ZstdFile(raw, "wb", options=_ZSTD)  # type: ignore[return-value]
    return raw
