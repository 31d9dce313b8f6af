"""An article whose address redirects to another number, and a page that names another article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl, stored
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.test_discovery import small_portal

TEXT = "市は二十三日、駅前の広場を来年の春から作り直すと発表した。費用はおよそ三億円で、議会が十二月に審議する。"
OTHER = "県の水産試験場は、沿岸で取れるサバの量が昨年の半分に落ちたと報告した。漁協は出漁の日を減らす方針である。"


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def page(headline: str, text: str, head: str = "") -> Answer:
    html = f"<html lang=ja><head>{head}</head><body><h1>{headline}</h1><p>{text}</p><p>{text[:30]}と述べた。</p></body></html>"
    return Answer(body=html.encode())


def run(folder: Path, server: Server, at: str, answers: dict[str, Answer]) -> None:
    links = "".join(f"<li><a href='{path}'>見出し{path}</a></li>" for path in answers)
    front = Answer(body=f"<html lang=ja><body><h1>例</h1><ul>{links}</ul></body></html>".encode())
    server.script = lambda path, nth, headers: {"/": front, **answers}.get(path, Answer(404))
    settings = {**small_portal(folder, server, ""), "NEWSCRAWL_CLOCK_START": at}
    portal = folder / "portals" / "small.toml"
    portal.write_text(portal.read_text("utf-8").replace("[discovery]\npages = false\n", ""), "utf-8")
    crawl(f"{server.url}/", folder / "data", portal="small", settings=settings)


@pytest.mark.parametrize(("text", "status"), [(TEXT, "moved"), (OTHER, "gone")], ids=["its own text", "another text"])
def test_an_article_that_redirects_to_another_number_has_moved_or_is_gone(
    tmp_path: Path, server: Server, text: str, status: str
) -> None:
    run(tmp_path, server, "2026-11-23T09:00:00+09:00", {"/1017.html": page("広場を作り直す", TEXT)})
    moved = Answer(301, headers={"Location": "/9017.html"})
    answers = {"/1017.html": moved, "/9017.html": page("広場を作り直す", text)}
    run(tmp_path, server, "2026-11-23T11:00:00+09:00", answers)
    found = stored(tmp_path / "data", "small")

    assert [one.status for one in found.observations if one.article_id == "small:1017"] == ["new", status]
    [new] = [one for one in found.articles if one.article_id == "small:9017"]
    assert (new.url, new.duplicate_of) == (f"{server.url}/9017.html", "small:1017" if status == "moved" else None)


def test_one_page_that_names_another_article_keeps_its_own_number(tmp_path: Path, server: Server) -> None:
    swapped = f"<link rel=canonical href='{server.url}/1001.html'>"
    answers = {"/1001.html": page("広場を作り直す", TEXT), "/1002.html": page("サバが減る", OTHER, swapped)}
    run(tmp_path, server, "2026-11-23T09:00:00+09:00", answers)
    found = stored(tmp_path / "data", "small")

    assert sorted((one.article_id, one.headline) for one in found.articles) == [
        ("small:1001", "広場を作り直す"),
        ("small:1002", "サバが減る"),
    ]
    assert found.reports[-1]["visits"]["counts"] == {"wrong_canonical": 1}
