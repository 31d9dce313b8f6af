"""What the middleware keeps of a crawl, and what it does when it cannot."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newscrawl.clock import Clock
from newscrawl.dataset.captures import Captured, capture_files, read_capture, read_captures
from newscrawl.dataset.run.session import Session
from newscrawl.downloadermiddlewares.capture import CaptureMiddleware
from newscrawl.errors import DatasetError
from tests.downloadermiddlewares.conftest import Answer
from tests.downloadermiddlewares.test_budget import SESSION

PAGE = "<html><h1>駅前に図書館</h1></html>".encode()
URL = "https://demo.example/a/1"


class RefusedSession(Session):
    """Remembers why it was told to end the run."""

    reason: Exception | None = None

    def refuse(self, error: Exception) -> None:
        self.reason = error


@pytest.fixture
def session(tmp_path: Path) -> Iterator[RefusedSession]:
    with RefusedSession(tmp_path, "demo", clock=Clock(datetime(2026, 11, 24, tzinfo=UTC))) as running:
        yield running


@pytest.fixture
def archive(session: Session) -> CaptureMiddleware:
    middleware = CaptureMiddleware(get_crawler(), clock=session.clock, keeps_responses=True)
    middleware._session = session
    return middleware


def captures(session: Session) -> list[Captured]:
    return [one for file in capture_files(session.layout) for one in read_captures(session.layout, file)]


def article_request(**meta: object) -> Request:
    return Request(URL, meta={"kind": "article", "asked_url": URL, "article_id": "demo:1", **meta})


def test_a_page_is_kept_as_it_was_sent_and_its_request_told_where(archive: CaptureMiddleware, session: Session) -> None:
    request = article_request()
    response = Response(URL, headers={"Content-Encoding": "gzip", "X-A": ["1", "2"]}, body=gzip.compress(PAGE))

    assert archive.process_response(request, response) is response

    kept = read_capture(session.layout, request.meta["capture"])
    assert kept.body == PAGE
    assert ("Content-Encoding", "gzip") in kept.headers
    assert [value for name, value in kept.headers if name == "X-A"] == ["1", "2"]
    assert kept.labels == {"kind": "article", "asked_url": URL, "article_id": "demo:1"}


def test_robots_txt_is_not_kept(archive: CaptureMiddleware, session: Session) -> None:
    request = Request("https://demo.example/robots.txt")

    archive.process_response(request, Response(request.url, body=b"User-agent: *"))

    assert captures(session) == []
    assert "capture" not in request.meta


def test_a_response_that_is_no_record_is_passed_on_and_counted(archive: CaptureMiddleware, session: Session) -> None:
    odd = Response(URL + "\ud800", body=PAGE)
    request = article_request(capture="that of the page before")

    assert archive.process_response(request, odd) is odd

    assert "capture" not in request.meta
    assert archive.crawler.stats.get_value("newscrawl/capture/failed_count") == 1
    archive.process_response(article_request(), Response(URL, body=PAGE))
    assert [one.body for one in captures(session)] == [PAGE]


def test_a_disk_that_refuses_ends_the_run(
    archive: CaptureMiddleware, session: RefusedSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    (session.layout.folder / "captures").write_text("a file where a folder must stand")

    archive.process_response(article_request(), Response(URL, body=PAGE))

    assert isinstance(session.reason, DatasetError)
    assert "make room" in str(session.reason)


def test_switched_off_it_notes_when_a_page_came_and_keeps_nothing() -> None:
    settings = {"NEWSCRAWL_CAPTURE_ENABLED": False, "NEWSCRAWL_CLOCK_START": "2026-11-24T09:00+09:00"}
    middleware = CaptureMiddleware.from_crawler(get_crawler(settings_dict=settings))
    request = article_request()

    middleware.engine_started()
    middleware.process_response(request, Response(URL))

    assert request.meta["received_at"] - datetime(2026, 11, 24, tzinfo=UTC) < timedelta(minutes=1)
    assert "capture" not in request.meta


def test_redirects_errors_and_packed_pages_of_a_crawl_are_kept(server, crawl, tmp_path: Path) -> None:
    answers = {
        "/robots.txt": Answer(404),
        "/moved": Answer(301, b"moved", {"Location": "/target"}),
        "/target": Answer(200, brotli.compress(PAGE), {"Content-Encoding": "br"}),
        "/gone": Answer(410, b"gone"),
    }
    server.script = lambda path, nth, headers: answers[path]

    told = crawl(
        [f"{server.url}/moved", f"{server.url}/gone"],
        spider={"meta": {"kind": "article"}},
        **{
            **SESSION,
            "NEWSCRAWL_DATASET_DIR": str(tmp_path),
            "NEWSCRAWL_CLOCK_START": "",
            "NEWSCRAWL_CAPTURE_ENABLED": True,
        },
    )

    with Session(tmp_path, "ordered", clock=Clock()) as session:
        kept = {one.url.removeprefix(server.url): (one.status, one.body) for one in captures(session)}
    assert kept == {"/moved": (301, b"moved"), "/target": (200, PAGE), "/gone": (410, b"gone")}, told.log
