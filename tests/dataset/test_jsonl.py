from __future__ import annotations

import gzip
import resource
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from newscrawl.dataset import open_reader
from newscrawl.dataset.storage.jsonl import LineFile, encode_line, read_lines, read_span
from newscrawl.dataset.storage.safe_files import NO_CRASH
from newscrawl.errors import DamagedLineError, DatasetError
from newscrawl.items import Article
from tests.killing.kill import Kill

from .records import article

RUN = "20261123T224501Z-5f3a9c"
ODD_TEXTS = some.text(some.characters(exclude_categories=["Cs"]), max_size=40)
ON_TMP = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ON_TMP
@given(headline=ODD_TEXTS, body=ODD_TEXTS, tags=some.lists(ODD_TEXTS, max_size=3), count=some.none() | some.integers(0))
def test_what_is_written_is_read_the_same(headline: str, body: str, tags: list[str], count: int | None) -> None:
    made = article(1, run_id=RUN, headline=headline, body=body, tags=tuple(tags), view_count=count and count % 2**63)

    line = encode_line(made)

    assert msgspec.json.decode(line, type=Article) == made
    assert line.count(b"\n") == 1


def test_a_time_keeps_its_offset() -> None:
    published_at = datetime.fromisoformat("2026-11-24T07:45:01+09:00")

    line = encode_line(
        article(1, run_id=RUN, published_at=published_at, captured_at=datetime(2026, 11, 23, tzinfo=UTC))
    )

    assert b'"published_at":"2026-11-24T07:45:01+09:00"' in line
    assert b'"captured_at":"2026-11-23T00:00:00Z"' in line


CONTENT = b"".join(encode_line(article(number, run_id=RUN)) for number in range(4))
WHOLE = [article(number, run_id=RUN) for number in range(4)]


@ON_TMP
@given(cut=some.integers(0, len(CONTENT)))
def test_a_file_cut_at_any_byte_reads_as_a_prefix_while_its_run_writes(tmp_path: Path, cut: int) -> None:
    folder = place(tmp_path, CONTENT[:cut], ".part")

    read = list(open_reader(folder).articles())

    assert read == WHOLE[: CONTENT[:cut].count(b"\n")]


@ON_TMP
@given(cut=some.integers(0, len(CONTENT)))
def test_a_finished_file_cut_at_any_byte_reads_as_a_prefix_and_then_tells_the_line(tmp_path: Path, cut: int) -> None:
    folder = place(tmp_path, CONTENT[:cut])
    read: list[Article] = []

    try:
        read.extend(open_reader(folder).articles())
        is_told = False
    except DamagedLineError as error:
        is_told = error.line == CONTENT[:cut].count(b"\n") + 1

    ends_between_lines = cut == 0 or CONTENT[cut - 1 : cut] == b"\n" or CONTENT[cut : cut + 1] == b"\n"
    assert is_told is not ends_between_lines
    assert read == WHOLE[: len(read)]


def place(root: Path, content: bytes, end: str = "") -> Path:
    folder = root / "demo"
    day = folder / "articles" / "date=2026-11-23"
    day.mkdir(parents=True, exist_ok=True)
    (day / f"{RUN}.jsonl{end}").write_bytes(content)
    return folder


@pytest.mark.parametrize(("end", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)], ids=["gzip", "zstd"])
def test_compressed_partitions_read_the_same(tmp_path: Path, end: str, pack: object) -> None:
    folder = place(tmp_path, pack(CONTENT), end)
    path = folder / "articles" / "date=2026-11-23" / f"{RUN}.jsonl{end}"
    offset, line = list(read_lines(path))[2]

    assert list(open_reader(folder).articles()) == WHOLE
    assert read_span(path, offset, len(line)) == encode_line(WHOLE[2])


@pytest.mark.parametrize(("end", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)], ids=["gzip", "zstd"])
def test_a_cut_compressed_partition_is_told(tmp_path: Path, end: str, pack: object) -> None:
    folder = place(tmp_path, pack(CONTENT)[:-20], end)

    with pytest.raises(DatasetError):
        list(open_reader(folder).articles())


def test_a_write_that_does_not_fit_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "day" / "lines.jsonl.part"
    file = LineFile(path, NO_CRASH)
    file.append(b"first\n")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9, before[1]))

    try:
        with pytest.raises(DatasetError, match="make room, then run again"):
            file.append(b"second\n")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert path.read_bytes() == b"first\n"
    assert file.append(b"third\n") == 6
    file.close()


@pytest.mark.parametrize(
    "spec", ["write", "write:1", "write:a:b", "lunch:1", "after_sync", "after_sync:1:2", "write:-1:0"]
)
def test_a_kill_that_names_no_moment_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match="expected MOMENT:N"):
        Kill(spec)
