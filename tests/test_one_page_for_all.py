"""A portal begins to serve one page for all in the middle of a run, after the visits that show whether it is itself."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl, stored
from tests.dataset.records import text_of
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.test_discovery import small_portal

FIRST, LATER, NEXT_DAY = "2026-11-23T09:00:00+09:00", "2026-11-23T10:00:00+09:00", "2026-11-24T11:00:00+09:00"
ONE_BY_ONE = {"CONCURRENT_REQUESTS": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
NUMBERS = range(1001, 1013)
OTHER = 9999


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def page(number: int) -> Answer:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in text_of(number).split("\n\n"))
    return Answer(body=f"<html lang=ja><body><h1>{number}番の見出し</h1>{text}</body></html>".encode())


def run(
    folder: Path, server: Server, at: str, shown: dict[int, int] | None = None, fails_after: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Crawl a portal whose article *number* has the page `shown[number]`, its own by default.

    After *fails_after* answers each article has one page.
    """
    shown = shown or {}
    links = "".join(f"<li><a href='/{number}.html'>{number}番の見出し</a></li>" for number in NUMBERS)
    front = Answer(body=f"<html lang=ja><body><h1>例</h1><ul>{links}</ul></body></html>".encode())
    asked: list[int] = []

    def script(path: str, nth: int, headers: dict[str, str]) -> Answer:
        if not path.endswith(".html"):
            return front if path == "/" else Answer(404)
        number = int(path.strip("/").removesuffix(".html"))
        asked.append(number)
        if fails_after is not None and len(asked) > fails_after:
            number = OTHER
        return page(shown.get(number, number))

    server.script = script
    settings = {**small_portal(folder, server, ""), "NEWSCRAWL_CLOCK_START": at, **ONE_BY_ONE}
    portal = folder / "portals" / "small.toml"
    portal.write_text(portal.read_text("utf-8").replace("[discovery]\npages = false\n", ""), "utf-8")
    return crawl(f"{server.url}/", folder / "data", portal="small", settings=settings)


def headlines(folder: Path) -> dict[str, list[str]]:
    """Return article → the headlines of its revisions."""
    found: dict[str, list[str]] = {}
    for record in stored(folder / "data", "small").articles:
        found.setdefault(record.article_id, []).append(record.headline)
    return found


OWN = {f"small:{number}": [f"{number}番の見出し"] for number in NUMBERS}


def test_new_articles_with_the_page_of_those_before_them_are_read_when_the_portal_is_itself(
    tmp_path: Path, server: Server
) -> None:
    failing = run(tmp_path, server, FIRST, fails_after=4)
    during = headlines(tmp_path)
    recovered = run(tmp_path, server, LATER)
    after = headlines(tmp_path)
    [wrong] = [name for name, found in during.items() if found == [f"{OTHER}番の見出し"]]

    assert (failing.returncode, recovered.returncode) == (3, 0)
    assert "the portal serves one text for 8 articles" in failing.stderr
    assert len(during) == 5  # the first one with the page of all is stored: nothing is known of it yet
    assert after[wrong] == [*during[wrong], *OWN[wrong]]  # and visited again at once
    assert after | {wrong: OWN[wrong]} == OWN


@pytest.mark.parametrize("copies", [[1005, 1006, 1007, 1008], [1001, 1003, 1005, 1007, 1009, 1011], [1011, 1012]])
def test_articles_that_share_a_page_are_stored_where_others_come_between_or_few_follow_each_other(
    tmp_path: Path, server: Server, copies: list[int]
) -> None:
    ended = run(tmp_path, server, FIRST, dict.fromkeys(copies, copies[0]))
    found = stored(tmp_path / "data", "small").articles
    originals = {record.duplicate_of for record in found if record.duplicate_of}

    assert ended.returncode == 0, ended.stderr
    assert sorted(int(record.article_id.partition(":")[2]) for record in found) == list(NUMBERS)
    assert (sum(record.duplicate_of is not None for record in found), len(originals)) == (len(copies) - 1, 1)


def test_many_articles_in_a_row_with_one_page_are_stored_where_another_day_finds_the_same(
    tmp_path: Path, server: Server
) -> None:
    shown = dict.fromkeys(range(1003, 1010), 1003)
    counts = []
    for at in (FIRST, LATER, NEXT_DAY):
        run(tmp_path, server, at, shown)
        counts.append(len(headlines(tmp_path)))

    assert counts[0] == 6 <= counts[1] < counts[2] == 12
