"""`docs/adding-a-portal.md`, followed word for word: its file, its commands, its promise."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/adding-a-portal.md").read_text("utf-8")


def commands() -> list[str]:
    return re.findall(r"^    (scrapy .*)$", PAGE, flags=re.MULTILINE)


def portal_file() -> str:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    return str(block)


def run(command: str, project: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    return subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_a_reader_of_the_page_ends_with_a_crawled_portal(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "newscrawl", project / "newscrawl")
    shutil.copy(ROOT / "scrapy.cfg", project)
    extract, listing, crawl = commands()
    with DemoServer(DemoPortal(seed=4, article_count=60)) as server:
        written = portal_file().replace("http://127.0.0.1:8765/", server.url)
        (project / "newscrawl/portals/example.toml").write_text(written, "utf-8")
        page = urllib.request.urlopen(f"{server.base_url}{server.portal.path(40, server.now)}").read()
        (project / "page.html").write_bytes(page)

        explained = run(extract, project)
        listed = run(listing, project)
        crawled = run(f"{crawl} -s DOWNLOAD_DELAY=0.001 -s AUTOTHROTTLE_ENABLED=0", project)

    assert explained.returncode == 0, explained.stderr
    assert "headline" in explained.stdout
    assert "example" in listed.stdout.split()
    assert crawled.returncode == 6, crawled.stderr
    (report,) = [json.loads(path.read_text("utf-8")) for path in project.glob("data/example/runs/*.json")]
    assert report["records"]["articles"] >= 20
    assert len(report["sections"]) >= 3
    assert report["fields"]["headline"]["found_count"] == report["fields"]["headline"]["record_count"]
