"""A portal is redesigned, and a field is no longer where its rule looks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl, stored
from tests.downloadermiddlewares.conftest import Server
from tests.test_discovery import small_portal
from tests.test_since import serve


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def pages(numbers: range, byline: str) -> dict[str, str]:
    links = "".join(f"<li><a href='/news/{number}.html'>見出し第{number}号</a></li>" for number in numbers)
    text = "市は二十三日、駅前の広場を来年の春から作り直すと発表した。費用はおよそ三億円で、議会が十二月に審議する。"
    return {"/": f"<html lang=ja><body><h1>例</h1><ul>{links}</ul></body></html>"} | {
        f"/news/{number}.html": f"<html lang=ja><body><h1>見出し第{number}号</h1>{byline}<p>{text}{number}</p></body></html>"
        for number in numbers
    }


def test_a_run_whose_articles_lost_a_field_says_so_and_ends_with_3(tmp_path: Path, server: Server) -> None:
    settings = small_portal(tmp_path, server, "")
    portal = tmp_path / "portals" / "small.toml"
    rules = "[fields]\nauthors = ['css:.by']\n"
    portal.write_text(portal.read_text("utf-8").replace("[discovery]\npages = false\n", rules), "utf-8")

    ends, old = [], {}
    for at, numbers, byline in (
        ("2026-11-23T09:00:00+09:00", range(1001, 1041), "<div class=by>佐藤花子</div>"),
        ("2026-11-24T09:00:00+09:00", range(1041, 1061), "<img class=who alt=佐藤花子 src=/who/7.png>"),
    ):
        old |= pages(numbers, byline)
        serve(server, old)
        settings["NEWSCRAWL_CLOCK_START"] = at
        ends.append(crawl(f"{server.url}/", tmp_path / "data", portal="small", settings=settings))
    [before, after] = stored(tmp_path / "data", "small").reports

    assert [ended.returncode for ended in ends] == [0, 3], ends[-1].stderr[-2000:]
    assert before["fields"]["authors"]["found_count"] == 40
    assert after["verdict"] == "layout_changed"
    assert "authors in 0 of the last 20 articles, in 100% of 40 before" in after["reasons"][0]
