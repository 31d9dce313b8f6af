"""Captures as WARC files: what is kept comes back, whatever happens to the process."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.captures import CaptureLimits, Exchange, capture_files, captures_in, read_capture, read_captures
from newscrawl.dataset.captures.capture_files import whole_bytes
from newscrawl.dataset.captures.warc_records import exchange_members, payload_digest
from newscrawl.errors import DatasetError
from newscrawl.items import CapturePlace

from .conftest import Open, store
from .records import START

PAGE = "<html><h1>駅前に図書館</h1></html>".encode("euc_jp")
LONG = PAGE * 400
URL = "https://demo.example/article/1"
LABELS = {"kind": "article", "asked_url": URL, "article_id": "demo:1"}


def exchange(body: bytes = PAGE, *, url: str = URL, status: int = 200, minutes: int = 0, **changes: object) -> Exchange:
    made = {
        "url": url,
        "captured_at": START + timedelta(minutes=minutes),
        "method": "GET",
        "request_headers": (("User-Agent", "newscrawl/0.1"),),
        "protocol": "HTTP/1.1",
        "status": status,
        "headers": (("Content-Type", "text/html; charset=EUC-JP"), ("Transfer-Encoding", "chunked")),
        "body": body,
        "labels": LABELS,
    }
    return Exchange(**{**made, **changes})


def check(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )


def test_a_response_comes_back_as_it_was_sent(new_session: Open) -> None:
    with new_session() as session:
        place = session.add_capture(exchange())

    found = read_capture(session.layout, place)
    assert found.body == PAGE
    assert (found.url, found.status, found.captured_at) == (URL, 200, START)
    assert found.content_type == "text/html; charset=EUC-JP"
    assert found.labels == LABELS


def test_the_same_bytes_are_kept_once_and_found_from_each_visit(new_session: Open) -> None:
    with new_session() as session:
        first = session.add_capture(exchange(LONG))
        again = session.add_capture(exchange(LONG, minutes=10))
        other = session.add_capture(exchange(PAGE, minutes=20))

    assert again == first != other
    [file] = capture_files(session.layout)
    found = list(read_captures(session.layout, file))
    assert [one.body for one in found] == [LONG, LONG, PAGE]
    assert [one.is_revisit for one in found] == [False, True, False]
    assert found[1].captured_at == START + timedelta(minutes=10)


def test_a_later_run_points_to_the_bytes_of_an_earlier_one(new_session: Open) -> None:
    with new_session() as first:
        place = first.add_capture(exchange())
    with new_session(clock=Clock(START + timedelta(hours=1))) as second:
        assert second.add_capture(exchange(minutes=60)) == place

    files = capture_files(second.layout)
    assert [next(read_captures(second.layout, file)).body for file in files] == [PAGE, PAGE]


def test_bytes_whose_file_was_deleted_are_kept_again(new_session: Open) -> None:
    with new_session() as first:
        first.add_capture(exchange())
    capture_files(first.layout)[0].path.unlink()
    with new_session(clock=Clock(START + timedelta(hours=1))) as second:
        place = second.add_capture(exchange(minutes=60))

    assert read_capture(second.layout, place).body == PAGE


def pages_known(session: Session) -> int:
    with closing(sqlite3.connect(session.layout.index)) as index:
        return index.execute("SELECT count(*) FROM state WHERE key LIKE 'capture:%'").fetchone()[0]


@pytest.mark.parametrize(("days", "count"), [(90, 3), (91, 2), (141, 1)])
def test_a_page_that_does_not_come_again_is_remembered_for_90_days(days: int, count: int, new_session: Open) -> None:
    with new_session() as first:
        first.add_capture(exchange(url=f"{URL}?gone"))
        first.add_capture(exchange(url=f"{URL}?unchanged"))
    with new_session(clock=Clock(START + timedelta(days=50))) as second:
        second.add_capture(exchange(url=f"{URL}?unchanged", minutes=50 * 24 * 60))
    with new_session(clock=Clock(START + timedelta(days=days))) as last:
        last.add_capture(exchange(url=f"{URL}?new", minutes=days * 24 * 60))

    assert pages_known(last) == count


def test_a_page_is_forgotten_when_the_file_that_holds_it_is_deleted(new_session: Open) -> None:
    with new_session() as first:
        first.add_capture(exchange(url=f"{URL}?old"))
    with new_session(clock=Clock(START + timedelta(days=9)), limits=CaptureLimits(keep_days=7)) as second:
        second.add_capture(exchange(url=f"{URL}?new", minutes=9 * 24 * 60))

    assert second.retention.file_count == 1
    assert pages_known(second) == 1


def test_what_an_earlier_version_remembers_of_pages_is_forgotten(new_session: Open) -> None:
    with new_session() as first:
        place = first.add_capture(exchange())
        first.set_state(f"capture:{URL}", ["sha1:A", place.file, place.offset, "2026-11-23T22:45:01.000000Z"])
    with new_session(clock=Clock(START + timedelta(hours=1))) as second:
        again = second.add_capture(exchange(minutes=60))

    assert again != place
    assert read_capture(second.layout, again).body == PAGE


def test_an_answer_304_points_to_what_had_been_sent(new_session: Open) -> None:
    with new_session() as session:
        session.add_capture(exchange())
        session.add_capture(exchange(b"", status=304, minutes=5))

    [file] = capture_files(session.layout)
    found = list(read_captures(session.layout, file))
    assert [(one.status, one.body) for one in found] == [(200, PAGE), (304, b"")]


def test_an_error_in_between_is_not_what_a_later_visit_points_to(new_session: Open) -> None:
    with new_session() as session:
        first = session.add_capture(exchange(LONG))
        error = session.add_capture(exchange(b"busy", status=503, minutes=5))
        unchanged = session.add_capture(exchange(b"", status=304, minutes=10))
        again = session.add_capture(exchange(LONG, minutes=15))

    assert unchanged == again == first != error
    assert read_capture(session.layout, error).body == b"busy"


def test_files_are_rotated_by_size_and_other_tools_read_them(new_session: Open) -> None:
    with new_session(limits=CaptureLimits(rotate_bytes=1500)) as session:
        places = [session.add_capture(exchange(PAGE + bytes([number]), minutes=number)) for number in range(12)]

    files = capture_files(session.layout)
    assert len(files) > 2
    assert [read_capture(session.layout, place).body[-1] for place in places] == list(range(12))
    assert len([one for file in files for one in captures_in(file.path)]) == 12
    assert [check(file.path).returncode for file in files] == [0] * len(files)


@pytest.mark.parametrize("header", ["a\r\nSet-Cookie: x", "naïve\x00", "日本語".encode().decode("latin-1")])
def test_odd_headers_cannot_break_the_file(header: str, new_session: Open) -> None:
    with new_session() as session:
        session.add_capture(exchange(headers=(("X-Odd", header),)))
        place = session.add_capture(exchange(LONG))

    [file] = capture_files(session.layout)
    assert check(file.path).returncode == 0
    assert read_capture(session.layout, place).body == LONG


LATIN = st.text(st.characters(max_codepoint=255), max_size=20)


@given(headers=st.lists(st.tuples(st.text("abcdefgh-:", min_size=1, max_size=9), LATIN), max_size=4), body=st.binary())
def test_whatever_a_server_sends_another_tool_reads_its_answer(headers: list[tuple[str, str]], body: bytes) -> None:
    sent = exchange(body, headers=tuple(headers))

    content = exchange_members(sent, payload_digest(body), None)

    found = ArchiveIterator(BytesIO(content), check_digests="raise")
    assert [(one.rec_type, one.content_stream().read()) for one in found] == [("response", body), ("request", b"")]


_VALUE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)


@given(
    headers=st.lists(st.tuples(st.text("abcdefGH-", min_size=1, max_size=9), _VALUE), max_size=4),
    body=st.binary(),
    status=st.integers(200, 599),
)
def test_a_response_is_read_as_another_tool_reads_it(
    headers: list[tuple[str, str]], body: bytes, status: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sent = exchange(body, headers=tuple(headers), status=status)
    path = tmp_path_factory.mktemp("captures") / "one.warc.gz"
    path.write_bytes(exchange_members(sent, payload_digest(body), None))

    [own] = captures_in(path)

    with path.open("rb") as file:
        other = next(ArchiveIterator(file))
        sent_body = other.raw_stream.read()
    assert own.headers == tuple(other.http_headers.headers)
    assert (own.status, own.url) == (status, other.rec_headers.get_header("WARC-Target-URI"))
    assert own.body == sent_body == body


def test_of_a_field_that_is_there_twice_the_first_counts(tmp_path: Path) -> None:
    content = gzip.decompress(exchange_members(exchange(), payload_digest(PAGE), None))
    end = content.index(b"WARC/1.1", 1)
    twice = content[:end].replace(b"WARC-Date", b"warc-target-uri : https://other.example/\r\nWARC-Date", 1)
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(twice))

    assert [(one.url, one.body) for one in captures_in(path)] == [(URL, PAGE)]


def test_a_dead_run_leaves_captures_that_are_whole_but_for_their_torn_end(new_session: Open, tmp_path: Path) -> None:
    session = new_session()
    session.open()
    kept = [session.add_capture(exchange(PAGE + bytes([number]), url=f"{URL}{number}")) for number in range(5)]
    session.flush()
    [file] = capture_files(session.layout)
    copied = file.path.read_bytes()[:-7]
    session.close()
    final = session.layout.final(file.name)
    final.rename(session.layout.part(file.name))
    session.layout.part(file.name).write_bytes(copied)

    with new_session(clock=Clock(START + timedelta(hours=1))) as second:
        assert not session.layout.part(file.name).exists()

    assert [read_capture(second.layout, place).body[-1] for place in kept] == list(range(5))
    assert check(final).returncode == 0
    [torn] = second.layout.torn.glob("captures-*")
    assert copied.endswith(torn.read_bytes())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[int]]:
    """Return a capture file and the ends of its members."""
    with Session(tmp_path_factory.mktemp("whole"), "demo", clock=Clock(START)) as session:
        for number in range(4):
            session.add_capture(exchange(LONG[number:], url=f"{URL}{number}"))
    content = capture_files(session.layout)[0].path.read_bytes()
    starts = [at for at in range(len(content)) if content.startswith(b"\x1f\x8b\x08\x00\x00\x00\x00\x00", at)]
    return content, [*starts[1:], len(content)]


@given(share=st.floats(0, 1))
def test_a_file_cut_at_any_byte_is_whole_up_to_a_record(
    share: float, whole: tuple[bytes, list[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content, ends = whole
    cut = int(len(content) * share)
    path = tmp_path_factory.getbasetemp() / "cut.warc.gz"
    path.write_bytes(content[:cut])

    assert whole_bytes(path) == max((end for end in ends if end <= cut), default=0)


def test_captures_are_durable_before_the_lines_that_name_them(new_session: Open) -> None:
    with new_session() as session:
        place = session.add_capture(exchange())
        store(session, 1, captures=(place,))

    [line] = session.layout.record_files("articles")
    assert f'"offset":{place.offset}'.encode() in line.path.read_bytes()


def test_a_place_that_holds_no_response_is_told(new_session: Open) -> None:
    with new_session() as session:
        place = session.add_capture(exchange())

    with pytest.raises(DatasetError, match="expected a response at byte 0"):
        read_capture(session.layout, CapturePlace(file=place.file, offset=0))
    with pytest.raises(DatasetError, match="expected a response at byte 7"):
        read_capture(session.layout, CapturePlace(file=place.file, offset=7))
    with pytest.raises(DatasetError, match="expected a capture file"):
        read_capture(session.layout, CapturePlace(file="captures/none.warc.gz", offset=7))
