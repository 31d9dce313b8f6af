"""A scripted server on loopback, and crawls of it in their own process (a reactor runs once a process)."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CRAWL = (sys.executable, "-m", "tests.downloadermiddlewares.crawl")
"""The command of `crawl.py`, to be run in ROOT."""


@dataclass
class Answer:
    status: int = 200
    body: bytes = b"<html><title>t</title><p>ok</p></html>"
    headers: dict[str, str] = field(default_factory=dict)


Script = Callable[[str, int, dict[str, str]], Answer]


class Server:
    """Answers by a script `(path, how often it was asked before, headers) -> Answer`; `log` has (seconds, path)."""

    def __init__(self) -> None:
        self.script: Script = lambda path, nth, headers: Answer(404 if path == "/robots.txt" else 200)
        self.log: list[tuple[float, str]] = []
        self.headers: list[dict[str, str]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                nth = sum(path == self.path for _, path in server.log)
                server.log.append((time.monotonic(), self.path))
                server.headers.append(headers)
                answer = server.script(self.path, nth, headers)
                self.send_response_only(answer.status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **answer.headers}.items():
                    self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.status != 304:
                    self.wfile.write(answer.body)

            def log_message(self, *args: object) -> None:
                pass

        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._httpd.daemon_threads = True
        self.port = self._httpd.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._httpd.shutdown()
        self._httpd.server_close()
        self._thread.join()

    def asked(self, path: str | None = None) -> list[float]:
        return [moment for moment, asked in self.log if path is None or asked == path]

    def gaps(self, path: str | None = None) -> list[float]:
        times = self.asked(path)
        return [later - earlier for earlier, later in itertools.pairwise(times)]


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@dataclass
class Crawl:
    reason: str
    stats: dict[str, object]
    fates: dict[str, object]
    log: str
    secs: float


@pytest.fixture(scope="session")
def crawl_server() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*CRAWL, "--serve"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def crawl(crawl_server, tmp_path_factory) -> Callable[..., Crawl]:
    def run(
        urls: list[str],
        *,
        spider: dict[str, object] | None = None,
        names: dict[str, str] | None = None,
        **settings: object,
    ) -> Crawl:
        folder = tmp_path_factory.mktemp("crawl")
        told, log = folder / "told.json", folder / "log"
        order = {
            "urls": urls, "spider": spider or {}, "names": names or {}, "settings": settings,
            "told": str(told), "log": str(log),
            "environment": {name: value for name, value in os.environ.items() if name.startswith("REACHED")},
        }  # fmt: skip
        begun = time.monotonic()
        crawl_server.stdin.write(json.dumps(order) + "\n")
        crawl_server.stdin.flush()
        assert crawl_server.stdout.readline() == "done\n"
        secs = time.monotonic() - begun
        assert told.exists(), log.read_text()
        return Crawl(**json.loads(told.read_text()), log=log.read_text(), secs=secs)

    return run
