"""A portal's file is checked whole before the first request."""

from pathlib import Path

import pytest

from newscrawl.errors import PortalFileError, WrongUsageError
from newscrawl.portals import load_portal, load_portal_file, portal_names
from newscrawl.urls import host_of

GOOD = r"""
title = "例"
language = "ja"
zone = "Asia/Tokyo"
hosts = ["example.com"]
start_urls = ["https://example.com/"]

[urls]
article = [
    '/(?P<number>\d+)$',
    '/news/[^/]+$',
]

[links]
next_page = ["css:a.next"]

[[lists]]
kind = "trending"
headings = ["話題"]

[[lists]]
kind = "related"
headings = ["関連記事"]

[fields]
headline = ["css:h1", "jsonld:headline"]

[discovery]
feeds = ["https://example.com/feed.xml"]
sitemaps = [
    "https://example.com/sitemap.xml",
    "https://example.com/news-sitemap.xml.gz",
]
pages = false
""".lstrip()

DISCOVERY = GOOD[GOOD.index("[discovery]") :]

FAULTS = {
    "an unknown key": ("zone =", "zonee =", 3, "did you mean 'zone'"),
    "an unknown key in a table": ("next_page =", "nextpage =", 14, "did you mean 'next_page'"),
    "an unknown field": ("headline =", "headlines =", 25, "did you mean 'headline'"),
    "a missing key": ('zone = "Asia/Tokyo"\n', "", 1, "add zone"),
    "a missing key in a list": ('kind = "related"\n', "", 20, "add kind"),
    "a wrong type": ('"ja"', "3", 2, "expected `str`, got `int`"),
    "an unknown kind of list": ('"trending"', '"trendy"', 17, "section_ranking"),
    "an unknown zone": ("Asia/Tokyo", "Asia/Tokio", 3, "write it like Asia/Tokyo"),
    "a bad regular expression": ("'/news/[^/]+$'", "'/news/[^/+$'", 10, "single quotes"),
    "a group of an unknown name": ("?P<number>", "?P<nummer>", 9, "did you mean 'number'?"),
    "a group of a name that has no meaning": ("'/news/[^/]+$'", "'/news/(?P<slug>[^/]+)$'", 10, "write (?:…)"),
    "a group of an article's name in a section": (
        "[links]",
        "section = ['/(?P<number>\\d+)/']\n\n[links]",
        13,
        "expected no named group but 'page'",
    ),
    "a language that is no tag": ('"ja"', '"japanese_x"', 2, "write it like ja"),
    "no regular expression": ("'/(?P<number>\\d+)$',\n    '/news/[^/]+$',\n", "", 8, "at least one"),
    "an invalid CSS selector": ("css:a.next", "css:a[[", 14, "expected a valid CSS selector"),
    "an invalid XPath": ("css:h1", "xpath://h1[", 25, "expected a valid XPath expression"),
    "a rule of no kind": ("css:h1", "h1", 25, "expected a rule that begins with css:"),
    "a rule without expression": ("css:h1", "css:", 25, "expected something behind css:"),
    "a host with a scheme": ('["example.com"]', '["https://example.com"]', 4, "without scheme"),
    "a start on another host": ("https://example.com/", "https://example.org/", 5, "add 'example.org' to hosts"),
    "a start with a user": (
        "https://example.com/",
        "https://me:word@example.com/",
        5,
        "take out the user before the @",
    ),
    "an empty heading": ('["話題"]', '[""]', 18, "write the heading"),
    "an unknown key in discovery": ("feeds =", "feed =", 28, "did you mean 'feeds'"),
    "a sitemap on another host": (
        "https://example.com/news-",
        "https://example.org/news-",
        31,
        "add 'example.org' to hosts",
    ),
    "a feed that is no address": ("https://example.com/feed.xml", "/feed.xml", 28, "begin it with https://"),
    "a switch that is none": ("pages = false", "pages = 0", 33, "expected `bool`, got `int`"),
    "nothing but pages, and no pages": (DISCOVERY, "[discovery]\npages = false\n", 28, "take pages = false out"),
    "a rule for an address": ("'/news/[^/]+$'", "'xpath://nav/a'", 10, "a regular expression for addresses"),
    "broken TOML": ("[urls]", "[urls", 7, "valid TOML"),
    "a name": ('title = "例"', 'title = "例"\nname = "x"', 2, "the file's name is the name"),
}


@pytest.fixture
def portal_path(tmp_path: Path) -> Path:
    return tmp_path / "example.toml"


def test_a_good_file_is_a_portal(portal_path: Path) -> None:
    portal_path.write_text(GOOD, "utf-8")

    portal = load_portal_file(portal_path)

    assert (portal.name, portal.time_zone.key, len(portal.lists)) == ("example", "Asia/Tokyo", 2)
    assert (portal.discovery.pages, len(portal.discovery.sitemaps)) == (False, 2)
    assert [str(rule) for rule in portal.rules("headline")] == ["css:h1", "jsonld:headline"]


def test_a_host_may_be_written_as_readers_see_it(portal_path: Path) -> None:
    portal_path.write_text(GOOD.replace("example.com", "例え.jp"), "utf-8")

    portal = load_portal_file(portal_path)

    assert portal.hosts == ("xn--r8jz45g.jp",)
    assert portal.start_urls == ("https://xn--r8jz45g.jp/",)
    assert portal.discovery.named_feeds == ("https://xn--r8jz45g.jp/feed.xml",)
    assert {host_of(url) for url in portal.discovery.sitemaps} == set(portal.hosts)


@pytest.mark.parametrize(("old", "new", "line", "remedy"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_one_error_with_its_line_and_remedy(
    portal_path: Path, old: str, new: str, line: int, remedy: str
) -> None:
    assert old in GOOD
    portal_path.write_text(GOOD.replace(old, new), "utf-8")

    with pytest.raises(PortalFileError) as caught:
        load_portal_file(portal_path)

    assert str(caught.value).startswith(f"{portal_path}:{line}: expected ")
    assert remedy in str(caught.value)


def test_a_file_whose_name_is_no_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "My Portal.toml"
    path.write_text(GOOD, "utf-8")

    with pytest.raises(PortalFileError, match="rename the file"):
        load_portal_file(path)


@pytest.mark.parametrize("name", ["Bad-Name", "47news"])
def test_a_file_whose_name_is_no_name_is_listed_and_told_where_it_is_asked_for(tmp_path: Path, name: str) -> None:
    for one in (name, "good", ".hidden"):
        (tmp_path / f"{one}.toml").write_text(GOOD, "utf-8")

    assert portal_names(tmp_path) == sorted([name, "demo", "good", "kangnam"])
    with pytest.raises(PortalFileError, match=r"that begins with a letter, got .*; rename the file"):
        load_portal(name, tmp_path)


def test_a_file_that_is_not_utf_8_is_told_with_its_line(portal_path: Path) -> None:
    portal_path.write_bytes(b'# portal\ntitle = "' + "例".encode("shift_jis") + b'"\n')

    with pytest.raises(PortalFileError, match=r"example\.toml:2: expected UTF-8, got the byte 0x97; save the file"):
        load_portal_file(portal_path)


def test_a_file_that_cannot_be_read_is_told(portal_path: Path) -> None:
    portal_path.mkdir()

    with pytest.raises(PortalFileError, match="expected a file that can be read, got Is a directory"):
        load_portal_file(portal_path)


def test_a_mark_of_the_order_of_bytes_is_no_fault(portal_path: Path) -> None:
    portal_path.write_text(GOOD, "utf-8-sig")

    assert load_portal_file(portal_path).title == "例"


def test_every_portal_of_the_project_is_sound() -> None:
    for name in portal_names():
        assert load_portal(name).name == name


def test_an_unknown_portal_is_told_with_the_nearest_name() -> None:
    with pytest.raises(WrongUsageError, match="did you mean 'kangnam'"):
        load_portal("kagnam")
