"""WARC files from elsewhere: what they hold is read, what is damaged is told."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawl.items import Article
from newscrawl.portals import load_portal
from newscrawl.reextraction.workers.warc_articles import ArchiveSummary, article_lines, write_article_lines
from newscrawl.reextraction.workers.warc_import import ForeignPage, Passed, pages_in
from newscrawl.tasks import LocalWorkers

TEXT = "政府は26日の会見で、新しい予算の案を来月までにまとめると述べた。専門家は慎重な見方を示している。" * 3
PAGE = f"<html lang=ja><h1>見出し{{number}}</h1><article><p>{TEXT}</p><p>{TEXT[::-1]}</p></article></html>"
HTML = ("Content-Type", "text/html; charset=utf-8")


def record(
    writer: WARCWriter,
    number: int,
    *,
    status: str = "200 OK",
    headers: tuple[tuple[str, str], ...] = (HTML,),
    body: bytes | None = None,
    url: str = "https://news.example/{number}.html",
) -> None:
    content = PAGE.format(number=number).encode() if body is None else body
    message = StatusAndHeaders(status, list(headers), "HTTP/1.1")
    made = writer.create_warc_record(
        url.format(number=number), "response", payload=BytesIO(content), length=len(content), http_headers=message
    )
    made.rec_headers.replace_header("WARC-Date", f"2026-11-{number:02}T00:00:00Z")
    writer.write_record(made)


def archive(path: Path, *, is_packed: bool = True, count: int = 3) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=is_packed)
        for number in range(1, count + 1):
            record(writer, number)
    return path


def read(path: Path, **options: object) -> tuple[list[Article], ArchiveSummary]:
    summary = ArchiveSummary()
    lines = article_lines(
        path, None, **{"workers": LocalWorkers(1), "summary": summary, "progress": lambda done: None, **options}
    )
    return [msgspec.json.decode(line, type=Article) for line in lines], summary


@pytest.mark.parametrize("is_packed", [True, False], ids=["gzip", "plain"])
def test_every_page_becomes_an_article_that_names_its_place(tmp_path: Path, is_packed: bool) -> None:
    path = archive(tmp_path / "some.warc.gz", is_packed=is_packed)

    articles, summary = read(path)

    assert [article.headline for article in articles] == ["見出し1", "見出し2", "見出し3"]
    assert [article.captured_at.day for article in articles] == [1, 2, 3]
    assert {article.captures[0].file for article in articles} == {"some.warc.gz"}
    for article in articles:
        content = path.read_bytes()[article.captures[0].offset :]
        assert content.startswith(b"\x1f\x8b" if is_packed else b"WARC/1.")
    assert (summary.response_count, summary.article_count) == (3, 3)


@pytest.mark.parametrize("is_packed", [True, False], ids=["gzip", "plain"])
def test_a_damaged_record_does_not_hide_those_behind_it(tmp_path: Path, is_packed: bool) -> None:
    path = archive(tmp_path / "some.warc", is_packed=is_packed)
    places = [one.offset for one in pages_in(path)]
    content = bytearray(path.read_bytes())
    content[places[1] + (30 if is_packed else 0) : places[1] + 60] = b"\xff" * (30 if is_packed else 60)
    path.write_bytes(content)

    articles, summary = read(path)

    assert [article.headline for article in articles] == ["見出し1", "見出し3"]
    assert summary.damaged_count == 1
    assert f"byte {places[1]}" in summary.passed.examples["damaged record"][0]


def test_a_record_that_unpacks_to_too_much_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawl.reextraction.workers.warc_import.MAX_RECORD_BYTES", 100_000)
    path = tmp_path / "bomb.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        record(writer, 1, body=(bytes(range(256)) * 40 + b"\x1f\x8b\x08") * 40)
        record(writer, 2)

    articles, summary = read(path)

    assert [article.headline for article in articles] == ["見出し2"]
    assert summary.passed.counts == {"damaged record": 1}


def test_what_is_no_page_is_counted_by_reason(tmp_path: Path) -> None:
    path = tmp_path / "odd.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        record(writer, 1, status="404 Not Found")
        record(writer, 2, headers=(("Content-Type", "image/png"),), body=b"\x89PNG")
        record(
            writer, 3, headers=(HTML, ("Content-Encoding", "gzip")), body=gzip.compress(PAGE.encode())[:-30] + b"?" * 30
        )
        record(writer, 4, url="ftp://news.example/{number}")
        record(writer, 5, body=b"<html><p>nothing</p></html>")
        record(writer, 6, body=b"")

    articles, summary = read(path)

    assert articles == []
    assert dict(summary.passed.counts) == {
        "status 404": 1, "not HTML": 1, "body cannot be decoded": 1, "no HTTP answer": 1, "no_headline": 1, "empty": 1,
    }  # fmt: skip


def test_chunks_and_encodings_of_the_wire_are_undone(tmp_path: Path) -> None:
    path = tmp_path / "wire.warc.gz"
    packed = gzip.compress(PAGE.format(number=7).encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    with path.open("wb") as file:
        headers = (HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
        record(WARCWriter(file, gzip=True), 7, headers=headers, body=chunked)

    articles, _ = read(path)

    assert [article.headline for article in articles] == ["見出し7"]


def test_pages_of_other_hosts_are_left_out_where_a_portal_is_given(tmp_path: Path) -> None:
    summary = ArchiveSummary()
    path = archive(tmp_path / "some.warc.gz")

    lines = list(
        article_lines(path, load_portal("demo"), workers=LocalWorkers(1), summary=summary, progress=lambda done: None)
    )

    assert lines == []
    assert summary.passed.counts == {"other host": 3}


SOUND = BytesIO()
for _number in (1, 2):
    record(WARCWriter(SOUND, gzip=False), _number)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), st.lists(st.tuples(st.integers(0, 5_000), st.binary(min_size=1, max_size=8)), max_size=6))
def test_no_damage_raises(tmp_path: Path, is_packed: bool, edits: list[tuple[int, bytes]]) -> None:
    content = bytearray(SOUND.getvalue())
    if is_packed:
        content = bytearray(gzip.compress(bytes(content)))
    for place, junk in edits:
        content[place % len(content) : place % len(content) + len(junk)] = junk
    path = tmp_path / "damaged.warc"
    path.write_bytes(content)

    found = list(pages_in(path))

    assert all(isinstance(one, ForeignPage | Passed) for one in found)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> object:
        yield b"one\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_article_lines(broken(), tmp_path / "out.jsonl")

    assert list(tmp_path.iterdir()) == []
