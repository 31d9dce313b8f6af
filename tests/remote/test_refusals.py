"""What a store refuses is told in one sentence with a remedy and without secrets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import DatasetError, NewscrawlError
from newscrawl.remote import mirror, push
from tests.remote.test_push import manifest_of, store


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return store(tmp_path / "data", 1)


@pytest.fixture
def strict_s3(tmp_path: Path) -> Iterator[str]:
    """Serve S3 that checks credentials, as a real one does."""
    log = tmp_path / "log"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "INITIAL_NO_AUTH_ACTION_COUNT": "0"}
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output, env=environment) as process:
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text("utf-8"))):
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.05)
        yield found[0]
        process.kill()


@pytest.mark.parametrize("odd", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["FIFO", "device"])
def test_a_copy_on_a_disk_with_an_odd_file_is_refused_by_name(
    layout: Layout, tmp_path: Path, odd: Callable[[Path], None]
) -> None:
    push(layout, f"file://{tmp_path}/copy")
    path = min((tmp_path / "copy" / "articles").rglob("*.jsonl"))
    path.unlink()
    odd(path)

    with pytest.raises(DatasetError, match=rf"{path.name}: expected a regular file"):
        mirror(f"file://{tmp_path}/copy", tmp_path / "mirrors")


class Full(BaseHTTPRequestHandler):
    """A store without space: it answers as MinIO does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self) -> None:
        self.answer(404, b"")

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(507, b"<Error><Code>XMinioStorageFull</Code><Message>Storage backend is full</Message></Error>")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def full_s3() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Full) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def refusal(layout: Layout, url: str) -> str:
    with pytest.raises(NewscrawlError) as caught:
        push(layout, url)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert "secret" not in sentence
    assert "AKIA" not in sentence
    return sentence


def test_wrong_credentials(
    layout: Layout, environment: dict[str, str], strict_s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", strict_s3)

    assert "the store refuses the credentials; check the environment's variables" in refusal(layout, "s3://some/x")


def test_a_missing_bucket(layout: Layout, environment: dict[str, str]) -> None:
    assert "there is no such bucket; create it, or correct the address" in refusal(layout, "s3://no-such-bucket/x")


def test_a_full_store(
    layout: Layout, environment: dict[str, str], full_s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", full_s3)

    assert "the store is full; free some space, then run it again: it goes on" in refusal(layout, "s3://some/x")


def test_a_store_that_cannot_be_reached(
    layout: Layout, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")

    assert "the store cannot be reached; check the address and the network" in refusal(layout, "s3://some/x")


def test_a_refused_push_goes_on_when_the_store_is_right_again(
    layout: Layout, bucket: str, full_s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as wrong:
        wrong.setenv("AWS_ENDPOINT_URL", full_s3)
        refusal(layout, bucket)

    push(layout, bucket)

    assert manifest_of(bucket)
