"""Kept bodies are unpacked as the crawl unpacks them, and one that cannot be takes no other with it."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from backports import zstd
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import ACCEPTED_ENCODINGS, HttpCompressionMiddleware
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newscrawl.dataset import Session
from newscrawl.dataset.captures import capture_files, captures_in, read_capture, read_captures
from newscrawl.dataset.captures.content_encoding import decoded
from newscrawl.dataset.storage.safe_files import members
from newscrawl.errors import DatasetError

from .conftest import Open
from .test_captures import LONG, PAGE, exchange

MANY = 10_000_000


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def two_members(content: bytes) -> bytes:
    return gzip.compress(content[:100]) + gzip.compress(content[100:])


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip in two members": ("gzip", two_members),
    "deflate": ("deflate", zlib.compress),
    "deflate without its header": ("deflate", raw_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}


def as_the_crawl_sees_it(body: bytes, encoding: str) -> bytes:
    middleware = HttpCompressionMiddleware.from_crawler(get_crawler())
    response = Response("https://demo.example/", headers={"Content-Encoding": encoding}, body=body)
    return middleware.process_response(Request("https://demo.example/"), response).body


@pytest.mark.parametrize("encoding", [name.decode() for name in ACCEPTED_ENCODINGS])
def test_whatever_the_crawl_asks_for_can_be_read_again(encoding: str) -> None:
    assert encoding in {name for name, _ in PACKERS.values()}


@pytest.mark.parametrize(("encoding", "pack"), PACKERS.values(), ids=list(PACKERS))
def test_a_packed_body_is_read_as_the_crawl_read_it(
    encoding: str, pack: Callable[[bytes], bytes], new_session: Open
) -> None:
    with new_session() as session:
        place = session.add_capture(exchange(pack(LONG), headers=(("Content-Encoding", encoding),)))

    assert read_capture(session.layout, place).body == LONG == as_the_crawl_sees_it(pack(LONG), encoding)


@pytest.mark.parametrize(("encoding", "pack"), PACKERS.values(), ids=list(PACKERS))
def test_of_a_body_that_was_cut_off_the_beginning_is_read(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    content = bytes(range(256)) * 40
    cut = pack(content)[:-3]

    found = decoded(cut, (("content-encoding", encoding),), MANY)

    assert content.startswith(found)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_not_unpacked(encoding: str) -> None:
    pack = PACKERS[encoding][1]

    with pytest.raises(ValueError, match="more than 100000 bytes"):
        decoded(pack(bytes(MANY)), (("Content-Encoding", encoding),), 100_000)


def test_two_encodings_are_undone_in_turn() -> None:
    sent = brotli.compress(gzip.compress(PAGE))

    assert decoded(sent, (("Content-Encoding", "gzip, br"),), MANY) == PAGE


@pytest.mark.parametrize(("encoding", "body"), [("br", b"nonsense"), ("gzip", b"\x1f\x8bno"), ("lzma2", b"x")])
def test_a_body_that_cannot_be_unpacked_is_told_and_the_others_are_read(
    encoding: str, body: bytes, new_session: Open
) -> None:
    with new_session() as session:
        place = session.add_capture(exchange(body, headers=(("Content-Encoding", encoding),)))
        session.add_capture(exchange(LONG))

    [file] = capture_files(session.layout)
    odd, good = captures_in(file.path)
    assert (odd.body, good.body, good.problem) == (b"", LONG, "")
    assert odd.problem
    with pytest.raises(DatasetError, match="can be decoded"):
        read_capture(session.layout, place)


def test_a_revisit_whose_bytes_are_gone_takes_no_other_with_it(new_session: Open) -> None:
    with new_session() as first:
        first.add_capture(exchange(LONG))
    [gone] = capture_files(first.layout)
    with new_session() as second:
        second.add_capture(exchange(LONG))
        second.add_capture(exchange(PAGE))
    gone.path.unlink()

    [file] = capture_files(second.layout)
    [lost, kept] = read_captures(second.layout, file)
    assert "expected a capture file, got none" in lost.problem
    assert kept.body == PAGE


def noise(seed: int, byte_count: int = 5000) -> bytes:
    """Return bytes that no packing makes smaller."""
    return random.Random(seed).randbytes(byte_count)


def test_a_damaged_file_is_told(new_session: Open, tmp_path: Path) -> None:
    with new_session() as session:
        places = [session.add_capture(exchange(LONG + bytes([number]))) for number in range(3)]
    content = capture_files(session.layout)[0].path.read_bytes()
    path = tmp_path / "odd.warc.gz"

    for begin in (places[1].offset, places[2].offset, *range(50, len(content) - 60, 90)):
        path.write_bytes(content[:begin] + b"\x00" * 50 + content[begin + 50 :])
        with pytest.raises(DatasetError, match=r"odd\.warc\.gz: expected a WARC record"):
            list(captures_in(path))


def test_a_capture_that_is_damaged_anywhere_is_told_and_the_next_one_is_read(new_session: Open) -> None:
    with new_session() as session:
        place, next_place = (session.add_capture(exchange(noise(number, 200_000))) for number in range(2))
    sound = read_capture(session.layout, next_place)
    [file] = capture_files(session.layout)
    content = file.path.read_bytes()
    end = next(member.end for member in members(file.path) if member.end > place.offset)

    for begin in (*range(place.offset, end - 8, 9000), end - 8, end - 4):  # at the end: checksum and length
        damage = bytes(255 - byte for byte in content[begin : begin + 4])
        file.path.write_bytes(content[:begin] + damage + content[begin + 4 :])
        with pytest.raises(DatasetError, match=f"expected a response at byte {place.offset}, got"):
            read_capture(session.layout, place)
        assert read_capture(session.layout, next_place) == sound


@pytest.fixture
def torn(new_session: Open) -> Iterator[Session]:
    """Return a run that is at work, whose last record has been written in part."""
    session = new_session()
    session.open()
    for number in range(3):
        session.add_capture(exchange(noise(number), url=f"https://demo.example/{number}"))
    [file] = capture_files(session.layout)
    file.path.write_bytes(file.path.read_bytes()[:-3000])
    yield session
    session._lines.close()
    session.captures.close()
    session._index.close()
    session._lock.abandon()


def test_a_torn_record_is_told_and_never_taken_for_a_short_one(torn: Session) -> None:
    [file] = capture_files(torn.layout)

    found = captures_in(file.path)

    assert [len(next(found).body) for _ in range(2)] == [5000, 5000]
    with pytest.raises(DatasetError, match="torn record"):
        next(found)


def test_what_a_running_crawl_is_writing_is_left_out(torn: Session) -> None:
    [file] = capture_files(torn.layout)

    assert [len(one.body) for one in read_captures(torn.layout, file)] == [5000, 5000]
