"""The pages in a real browser: no error, no request elsewhere, no horizontal scroll on a phone, dark and printed."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks.simulated_year import simulate
from newscrawl.report.page.report_page import report_page
from tests.report.test_report import figures_of

from .test_browse import served

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: make test-browser")]

# The frame is as wide as a phone; the page in it may not be wider.
MEASURE = """<!doctype html><title>-</title><iframe id=f width=390 height=800 style="border:0"></iframe><script>
fetch("/page").then(r=>r.text()).then(t=>{f.onload=()=>{let e=f.contentDocument.documentElement;document.title=e.scrollWidth<=e.clientWidth?"fits":"too wide: "+e.scrollWidth};f.srcdoc=t})
</script>"""


def chromium(address: str, profile: Path, *options: str) -> subprocess.CompletedProcess[str]:
    fixed = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --enable-logging=stderr --virtual-time-budget=4000"
    ).split()
    command = [str(CHROMIUM), *fixed, f"--user-data-dir={profile}", *options, address]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)


@contextmanager
def web(page: str) -> Iterator[tuple[str, list[str]]]:
    """Serve *page*, and note every path that is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = (MEASURE if self.path == "/measure" else page).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "demo"
    simulate(folder, days=10)
    return folder


def test_the_report_asks_for_nothing_and_has_no_console_error(folder: Path, tmp_path: Path) -> None:
    with web(report_page(figures_of(folder))) as (address, asked):
        shown = chromium(f"{address}/page", tmp_path, f"--screenshot={tmp_path / 'a.png'}")

    assert (tmp_path / "a.png").stat().st_size > 10_000
    assert "CONSOLE" not in shown.stderr
    assert set(asked) <= {"/page", "/favicon.ico"}


def test_the_report_does_not_scroll_sideways_on_a_phone(folder: Path, tmp_path: Path) -> None:
    with web(report_page(figures_of(folder))) as (address, _):
        shown = chromium(f"{address}/measure", tmp_path, "--dump-dom")

    assert re.search(r"<title>(.*?)</title>", shown.stdout)[1] == "fits"


def test_the_report_prints_to_pdf(folder: Path, tmp_path: Path) -> None:
    with web(report_page(figures_of(folder))) as (address, _):
        chromium(f"{address}/page", tmp_path, f"--print-to-pdf={tmp_path / 'a.pdf'}")

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/", "/?q=市長", "/rankings", "/runs", "/edits"])
def test_pages_of_browse_have_no_console_error_and_fit_a_phone(folder: Path, tmp_path: Path, path: str) -> None:
    with served(folder) as site:
        shown = chromium(site.address + path, tmp_path / "a", "--dump-dom")
        page = site.get(path).text
    with web(page) as (address, _):
        measured = chromium(f"{address}/measure", tmp_path / "b", "--dump-dom")

    assert "CONSOLE" not in shown.stderr
    assert "</html>" in shown.stdout
    assert re.search(r"<title>(.*?)</title>", measured.stdout)[1] == "fits"
