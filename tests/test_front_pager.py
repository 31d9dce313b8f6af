"""A front page that goes on over numbered pages: without a menu they are read, and they are of no section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import Stored, crawl, stored
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.test_discovery import small_portal

TEXT = "市は二十三日、駅前の広場を来年の春から作り直すと発表した。費用はおよそ三億円で、議会が十二月に審議する。"
FORMS = {"path": "/page/{}/", "query": "/?page={}"}
LINKS = {"number": "<a rel='next' href='{}'>2</a>", "icon": "<a href='{}'><i class='arrow'></i></a>"}
MENU = '<nav><a href="/category/world/">国際</a></nav>'


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def html(body: str) -> Answer:
    return Answer(body=f"<html lang=ja><body>{body}</body></html>".encode())


def list_page(numbers: list[int], following: str, menu: str = "", link: str = LINKS["number"]) -> Answer:
    entries = "".join(f"<li><a href='/{number}.html'>広場の話その{number}</a></li>" for number in numbers)
    pager = f"<p>{link.format(following)}</p>" if following else ""
    return html(f"<h1>小さな新聞</h1>{menu}<ul>{entries}</ul>{pager}")


def crawled(
    folder: Path, server: Server, form: str, menu: str, link: str = LINKS["number"]
) -> tuple[Stored, Counter[str]]:
    """Crawl a front page of three pages, and a section of one; return what is stored, and path → requests."""
    asked: Counter[str] = Counter()
    pages = {
        "/": list_page([1001, 1002], form.format(2), menu, link),
        form.format(2): list_page([1003, 1004], form.format(3), menu, link),
        form.format(3): list_page([1005], "", menu),
        "/category/world/": list_page([1001, 1002, 1003, 1004, 1005], "", menu),
        **{
            f"/{number}.html": html(f"<h1>広場の話その{number}</h1><p>{number}：{TEXT}</p>")
            for number in range(1001, 1006)
        },
    }

    def answer(path: str, nth: int, headers: object) -> Answer:
        asked[path] += 1
        return pages.get(path, Answer(404))

    server.script = answer
    settings = small_portal(folder, server, "")
    file = folder / "portals" / "small.toml"
    sections = "section = ['^/category/', '^/page/(?P<page>[0-9]+)/$', '[?&]page=(?P<page>[0-9]+)$']"
    text = file.read_text("utf-8").replace("[discovery]\npages = false\n", "")
    file.write_text(text.replace("[urls]\n", f"[urls]\n{sections}\n"), "utf-8")
    done = crawl(f"{server.url}/", folder / "data", portal="small", settings=settings)
    assert done.returncode == 0, done.stderr
    return stored(folder / "data", "small"), asked


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_without_a_menu_its_pages_are_read_and_name_no_section(
    tmp_path: Path, server: Server, form: str, link: str
) -> None:
    found, asked = crawled(tmp_path, server, form, "", link)

    assert sorted(one.article_id for one in found.articles) == [f"small:{number}" for number in range(1001, 1006)]
    assert [asked[path] for path in ("/", form.format(3))] == [1, 1]
    assert {one.list_section for one in found.rankings} == {None}
    assert {one.section for one in found.articles} == {None}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_with_a_menu_the_sections_are_read_and_its_pages_are_not(tmp_path: Path, server: Server, form: str) -> None:
    found, asked = crawled(tmp_path, server, form, MENU)

    assert sorted(one.article_id for one in found.articles) == [f"small:{number}" for number in range(1001, 1006)]
    assert [asked[path] for path in ("/", "/category/world/", form.format(2))] == [1, 1, 0]
    assert {one.list_section for one in found.rankings if one.list_kind == "section_page"} == {"国際"}
