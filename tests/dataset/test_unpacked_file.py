"""Packed lines as a stream: any cut into members reads the same, from any place, and nothing is read for ever."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from newscrawl.dataset.storage.jsonl import open_lines, read_lines
from newscrawl.dataset.storage.safe_files import members
from newscrawl.dataset.storage.unpacked_file import EMPTY_MAX_COUNT
from newscrawl.errors import UnreadableFileError

PACKS = [(".gz", gzip.compress), (".zst", zstd.compress)]
Pack = Callable[[bytes], bytes]
each_pack = pytest.mark.parametrize(("ending", "pack"), PACKS, ids=["gzip", "zstd"])
pieces = some.lists(some.binary(max_size=300), min_size=1, max_size=9)
ON_TMP = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def packed(folder: Path, ending: str, content: bytes) -> Path:
    path = folder / f"lines.jsonl{ending}"
    path.write_bytes(content)
    return path


@each_pack
@ON_TMP
@given(parts=pieces, start=some.integers(0, 3000), back=some.integers(0, 3000))
def test_members_read_as_one_content_from_any_place(
    tmp_path: Path, ending: str, pack: Pack, parts: list[bytes], start: int, back: int
) -> None:
    path, content = packed(tmp_path, ending, b"".join(map(pack, parts))), b"".join(parts)

    with open_lines(path) as file:
        found = [file.read()]
        for place in (start, back):
            file.seek(place)
            found.append(file.read())

    assert found == [content, content[start:], content[back:]]


@each_pack
@ON_TMP
@given(cut=some.integers(1, 400))
def test_packed_lines_that_are_cut_inside_a_member_are_unreadable(
    tmp_path: Path, ending: str, pack: Pack, cut: int
) -> None:
    whole = pack(b"first\n" * 99) + pack(bytes(range(256)) * 9)
    path = packed(tmp_path, ending, whole[: -min(cut, len(pack(bytes(range(256)) * 9)) - 1)])

    with pytest.raises(UnreadableFileError, match="expected whole compressed lines"):
        list(read_lines(path))


def test_zeros_behind_a_member_are_no_damage(tmp_path: Path) -> None:
    path = packed(tmp_path, ".gz", gzip.compress(b"a\n") + bytes(99) + gzip.compress(b"b\n") + bytes(99_999))

    assert [line for _, line in read_lines(path)] == [b"a\n", b"b\n"]


@each_pack
def test_a_million_empty_members_are_unreadable_at_once(tmp_path: Path, ending: str, pack: Pack) -> None:
    path = packed(tmp_path, ending, pack(b"") * 1_000_000)

    with pytest.raises(UnreadableFileError, match=f"more than {EMPTY_MAX_COUNT} packed pieces that hold nothing"):
        list(read_lines(path))


def test_a_million_empty_records_of_captures_are_unreadable_at_once(tmp_path: Path) -> None:
    path = packed(tmp_path, ".warc.gz", gzip.compress(b"") * 1_000_000)

    with pytest.raises(UnreadableFileError, match="packed pieces that hold nothing"):
        list(members(path))


@each_pack
def test_a_few_empty_members_are_read(tmp_path: Path, ending: str, pack: Pack) -> None:
    path = packed(tmp_path, ending, pack(b"") * EMPTY_MAX_COUNT + pack(b"a line\n"))

    assert [line for _, line in read_lines(path)] == [b"a line\n"]
