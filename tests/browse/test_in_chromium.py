"""The pages in a real browser: no error, no request elsewhere, no horizontal scroll on a phone, dark and printed."""

from __future__ import annotations

import html
import json
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
from newscrawl.report.charts.run_calendar import SIGNS, run_calendar
from newscrawl.report.page.report_page import report_page
from tests.report.test_report import figures_of

from .test_browse import served

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: make test-browser")]

# The frame is as wide as a phone; the page in it may not be wider.
MEASURE = """<!doctype html><title>-</title><iframe id=f width=390 height=800 style="border:0"></iframe><script>
fetch("/page").then(r=>r.text()).then(t=>{f.onload=()=>{let e=f.contentDocument.documentElement;document.title=e.scrollWidth<=e.clientWidth?"fits":"too wide: "+e.scrollWidth};f.srcdoc=t})
</script>"""

# How many of the charts that end with the latest day hide their right end.
LATEST = MEASURE.replace(
    'document.title=e.scrollWidth<=e.clientWidth?"fits":"too wide: "+e.scrollWidth',
    'let a=[...e.querySelectorAll("section>.latest")];'
    'document.title=a.filter(x=>x.querySelector("svg").getBoundingClientRect().right>391).length+" of "+a.length+" hidden"',
)

CONTRAST = Path(__file__).with_name("contrast.html").read_text("utf-8")


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
            body = {"/measure": MEASURE, "/latest": LATEST, "/contrast": CONTRAST}.get(self.path, page).encode()
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


def test_charts_of_the_report_show_their_latest_days_on_a_phone(folder: Path, tmp_path: Path) -> None:
    with web(report_page(figures_of(folder))) as (address, _):
        shown = chromium(f"{address}/latest", tmp_path, "--dump-dom")

    assert re.search(r"<title>(.*?)</title>", shown.stdout)[1] == "0 of 6 hidden"


def test_the_report_prints_to_pdf(folder: Path, tmp_path: Path) -> None:
    with web(report_page(figures_of(folder))) as (address, _):
        chromium(f"{address}/page", tmp_path, f"--print-to-pdf={tmp_path / 'a.pdf'}")

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/", "/?q=市長", "/rankings", "/runs", "/runs/RUN", "/edits"])
def test_pages_of_browse_have_no_console_error_and_fit_a_phone(folder: Path, tmp_path: Path, path: str) -> None:
    path = path.replace("RUN", max(one.stem for one in (folder / "runs").iterdir()))
    with served(folder) as site:
        shown = chromium(site.address + path, tmp_path / "a", "--dump-dom")
        page = site.get(path).text
    with web(page) as (address, _):
        measured = chromium(f"{address}/measure", tmp_path / "b", "--dump-dom")

    assert "CONSOLE" not in shown.stderr
    assert "</html>" in shown.stdout
    assert re.search(r"<title>(.*?)</title>", measured.stdout)[1] == "fits"


SCHEMES = {"light": 1, "dark": 0}


def low_contrasts(page: str, profile: Path, scheme: str) -> list[str]:
    """Return the texts of *page* whose contrast is below WCAG's level AA, measured from computed styles."""
    with web(page) as (address, _):
        shown = chromium(
            f"{address}/contrast", profile, "--dump-dom", f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}"
        )
    measured = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", shown.stdout, re.DOTALL)[1]))
    assert measured["count"] > 5
    assert measured["dark"] is (scheme == "dark")
    return measured["low"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_of_the_report_has_the_contrast_of_level_aa(folder: Path, tmp_path: Path, scheme: str) -> None:
    assert low_contrasts(report_page(figures_of(folder)), tmp_path, scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["/?q=市長", "/rankings", "/runs", "/edits"])
def test_every_text_of_browse_has_the_contrast_of_level_aa(
    folder: Path, tmp_path: Path, path: str, scheme: str
) -> None:
    with served(folder) as site:
        page = site.get(path).text

    assert low_contrasts(page, tmp_path, scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_sign_of_the_calendar_has_the_contrast_of_level_aa(folder: Path, tmp_path: Path, scheme: str) -> None:
    cells = {(number, 0): {verdict: 1} for number, verdict in enumerate(SIGNS)}
    drawn = run_calendar([str(number) for number in range(len(SIGNS))], 1, cells, range(len(SIGNS)))
    style = re.search(r"<style>.*?</style>", report_page(figures_of(folder)), re.DOTALL)[0]

    assert low_contrasts(f"<html><head>{style}</head><body>{drawn}</body></html>", tmp_path, scheme) == []


def test_a_text_that_is_too_pale_is_found(tmp_path: Path) -> None:
    page = "<body style='background:#fff'>" + "<p style='color:#aaa'>pale</p>" * 6

    assert low_contrasts(page, tmp_path, "light") == ["2.32 p. pale"]
