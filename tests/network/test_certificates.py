"""A site whose certificate nobody vouches for: each command ends in a sentence that names the certificate."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newscrawl.portals import PORTALS_DIR
from tests.crawling import FAST, scrapy

WORDS = "the site's certificate is not trusted: it has expired, is of another name, or the site made it itself"


@pytest.fixture(params=["tls", "nameless_tls"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    context: ssl.SSLContext = request.getfixturevalue(request.param)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # the client ends the handshake
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"https://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("verb", ["add", "check", "crawl"])
def test_a_certificate_that_is_not_trusted_is_named(tmp_path: Path, url: str, verb: str) -> None:
    text = (PORTALS_DIR / "demo.toml").read_text("utf-8").replace("http://127.0.0.1:8765/", url)
    (tmp_path / "town.toml").write_text(text, "utf-8")
    settings = {**FAST, "RETRY_TIMES": 0, "NEWSCRAWL_PORTALS_DIR": tmp_path, "NEWSCRAWL_DATASET_DIR": tmp_path / "data"}
    what = (url, "--dry-run", "--allow-private-addresses") if verb == "add" else ("town",)

    ended = scrapy(verb, *what, *(part for name, value in settings.items() for part in ("-s", f"{name}={value}")))

    assert ended.returncode == 1
    assert WORDS in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr
