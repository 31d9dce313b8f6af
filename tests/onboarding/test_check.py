"""`newscrawl check PORTAL` over real HTTP: what each line of a portal file matched, and what it promises in vain."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.themes import THEMES
from newscrawl.demo.web.server import DemoServer
from newscrawl.portals import PORTALS_DIR
from tests.crawling import FAST, scrapy
from tests.onboarding.small_site import HTML, TEXT, XML, served

SETTINGS = [option for name, value in FAST.items() for option in ("-s", f"{name}={value}")]
DEMO_FILE = (PORTALS_DIR / "demo.toml").read_text("utf-8")


def check(
    folder: Path, url: str, *arguments: str, change: tuple[str, str] = ("", "")
) -> subprocess.CompletedProcess[str]:
    """Check the portal at *url* by the demo's file with one text of it changed."""
    text = DEMO_FILE.replace("http://127.0.0.1:8765/", url)
    assert change[0] in text
    (folder / "town.toml").write_text(text.replace(*change, 1) if change[0] else text, "utf-8")
    places = ("-s", f"NEWSCRAWL_PORTALS_DIR={folder}", "-s", f"NEWSCRAWL_DATASET_DIR={folder / 'data'}")
    return scrapy("check", "town", *places, *SETTINGS, *arguments)


@pytest.fixture(scope="module")
def demo():
    with DemoServer(DemoPortal(seed=11, article_count=150)) as server:
        yield server


@pytest.mark.parametrize("theme", THEMES)
def test_a_file_that_fits_is_found_good_with_at_most_12_requests_and_nothing_stored(tmp_path, theme):
    with DemoServer(DemoPortal(seed=11, article_count=150), theme=theme) as server:
        ended = check(tmp_path, server.url)
        asked_count = len(server.log)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert asked_count <= 12
    assert "6 sections; next page: /world/page/2/" in ended.stdout
    assert "3 articles read" in ended.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ('headings = ["話題"]', 'headings = ["人気の話題"]', "lists[3].headings[0]"),
        (
            "'^/(?:world|entertainment|curious|cars|economy|sports)/(?:page",
            "'^/(?:politics)/(?:page",
            "urls.section[0]",
        ),
        ('view_count = ["text:アクセス"]', 'view_count = ["css:.views-of-1999"]', "fields.view_count[0]"),
        ('view_count = ["text:アクセス"]', 'view_count = ["text:閲覧数"]', "fields.view_count[0]"),
        ("[[lists]]", '[discovery]\nsitemaps = ["{url}none.xml"]\n\n[[lists]]', "discovery.sitemaps[0]"),
        ("[[lists]]", '[links]\nnext_page = ["css:a.older-posts"]\n\n[[lists]]', "links.next_page[0]"),
    ],
    ids=["heading", "section", "rule", "label", "sitemap", "link rule"],
)
def test_a_promise_that_is_not_kept_ends_with_3_and_the_line_of_the_file(tmp_path, demo, before, after, place):
    ended = check(tmp_path, demo.url, change=(before, after.replace("{url}", demo.url)))

    assert ended.returncode == 3, ended.stdout + ended.stderr
    complaints = [line for line in ended.stderr.splitlines() if line.startswith("newscrawl: ")]
    assert len(complaints) == 1
    assert f" {place}: " in complaints[0].replace(f"{tmp_path / 'town.toml'}", "")
    line = int(complaints[0].partition("town.toml:")[2].partition(":")[0])
    assert (tmp_path / "town.toml").read_text("utf-8").splitlines()[line - 1].strip()


def test_a_pattern_that_takes_no_article_ends_with_3(tmp_path, demo):
    text = DEMO_FILE.replace(
        "^/(?:world|entertainment|curious|cars|economy|sports)/(?P<number>", "^/(?:nowhere)/(?P<number>"
    )
    wrong = text.replace("'^/news/", "'^/nothing/")
    ended = check(
        tmp_path,
        demo.url,
        change=(
            DEMO_FILE.replace("http://127.0.0.1:8765/", demo.url),
            wrong.replace("http://127.0.0.1:8765/", demo.url),
        ),
    )

    assert ended.returncode == 3
    assert "takes no address" in ended.stdout


def test_a_page_that_takes_too_long_is_counted_by_its_reason_and_the_check_goes_on(tmp_path, demo):
    endless = f"""[fields]\nsection = ["xpath://title[re:test('{"a" * 40}!', '^(a+)+$')]"]\n"""
    ended = check(tmp_path, demo.url, "-s", "NEWSCRAWL_READING_PAGE_SECS=0.5", change=("[fields]\n", endless))

    assert ended.returncode == 3
    assert "0 of 3 pages with the address of an article read as one; 3 not: too_slow" in ended.stdout


def test_json_has_an_object_for_each_line_of_the_file(tmp_path, demo):
    ended = check(tmp_path, demo.url, "--json")

    objects = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {"file", "line", "key", "written", "found", "is_found", "is_broken"} == set(objects[0])
    assert "lists[3].headings[0]" in {one["key"] for one in objects}


def test_a_portal_that_does_not_answer_ends_with_1(tmp_path):
    ended = check(tmp_path, "http://127.0.0.1:9/")

    why = "expected a page, got no answer (connection refused); check the address and the network"
    assert (ended.returncode, ended.stderr) == (1, f"newscrawl: http://127.0.0.1:9/: {why}\n")


def test_an_unknown_portal_ends_with_2_and_the_nearest_name(tmp_path):
    ended = scrapy("check", "kangnan", "-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}")

    assert ended.returncode == 2
    assert "did you mean 'kangnam'?" in ended.stderr


@pytest.mark.parametrize(
    ("robots", "status", "words"),
    [("User-agent: *\nDisallow: /", 200, "robots.txt does not allow"), ("", 403, "refuses the request (HTTP 403)")],
    ids=["robots.txt", "403"],
)
def test_a_site_that_refuses_ends_with_4(tmp_path, robots, status, words):
    answers = {"/robots.txt": (200, TEXT, robots), "/": (status, HTML, "<p>No</p>")}
    with served(answers) as (url, _):
        ended = check(tmp_path, f"{url}/")

    assert ended.returncode == 4
    assert words in ended.stderr


def test_a_page_made_by_scripts_is_named_as_the_cause(tmp_path):
    answers = {"/": (200, HTML, "<div id=app></div><script src=/app.js></script>")}
    with served(answers) as (url, _):
        ended = check(tmp_path, f"{url}/")

    assert ended.returncode == 1
    assert "JavaScript makes the page" in ended.stderr


def test_a_front_page_that_leads_nowhere_is_a_broken_promise_where_pages_are_read(tmp_path, demo):
    entries = "".join(f"<url><loc>{{site}}/world/4000{number}.html</loc></url>" for number in range(3))
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    shell = '<html lang="ja"><title>江南タイムズ デモ</title><div id="app"></div></html>'
    with served({"/": (200, HTML, shell), "/map.xml": (200, XML, sitemap)}) as (url, _):
        ended = check(
            tmp_path, f"{url}/", change=("[[lists]]", f'[discovery]\nsitemaps = ["{url}/map.xml"]\n\n[[lists]]')
        )

    assert ended.returncode == 3
    assert "start_urls[0]: " in ended.stderr
    assert "none to an article or a section; with feeds or sitemaps, write pages = false" in ended.stdout
