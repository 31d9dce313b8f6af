"""The same content in markups that have nothing else in common."""

import re
from html import unescape
from itertools import combinations

import pytest
from lxml import html

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.themes import THEMES
from newscrawl.demo.web.demo_site import Site
from newscrawl.portals import kind_of, load_portal, portal_url
from newscrawl.text import fold, squash
from tests.truth import article_record

BASE = "http://127.0.0.1:8765"
PORTAL = DemoPortal(1, 200)
EACH_THEME = pytest.mark.parametrize("theme", THEMES)


def page(theme, path):
    answer = Site(PORTAL, BASE, theme=theme).answer(path, PORTAL.start)
    charset = re.search(rb'charset="?([\w-]+)', answer.body)[1].decode()
    return answer.body.decode(charset)


def article_paths(count=25):
    there = [index for index in range(200) if PORTAL.is_there(index, PORTAL.start)]
    return [PORTAL.path(index, PORTAL.start) for index in there[:count]]


def class_names(theme):
    source = page(theme, article_paths()[0]) + page(theme, "/") + page(theme, "/cars/")
    return {name for names in re.findall(r'(?i)class="([^"]+)"', source) for name in names.split()}


@pytest.mark.parametrize(("one", "other"), list(combinations(THEMES, 2)))
def test_two_themes_share_no_class_name(one, other):
    assert not class_names(one) & class_names(other)


@EACH_THEME
def test_pages_weigh_what_real_pages_weigh(theme):
    sizes = [len(Site(PORTAL, BASE, theme=theme).answer(path, PORTAL.start).body) for path in article_paths()]

    assert min(sizes) > 36_000
    assert max(sizes) < 90_000


@EACH_THEME
def test_all_values_of_the_truth_stand_on_the_page(theme):
    numbers = [number for number in range(120) if PORTAL.is_there(number, PORTAL.start)]

    missing = []
    for number in numbers:
        record = article_record(PORTAL, number, PORTAL.start, BASE)
        pages = len(Site(PORTAL, BASE).portal.draft(number).blocks)
        source = whole_article(theme, number, pages)
        texts = [record.headline, record.section, *record.body.split("\n\n"), *record.tags]
        texts += [author.name for author in record.authors]
        texts += [author.email for author in record.authors if author.email]
        texts += [image.credit for image in record.images] + [image.url.removeprefix(BASE) for image in record.images]
        texts += [link.headline for link in record.related] + ([record.lead] if record.lead else [])
        missing += [(number, text) for text in texts if squash(text) not in source]

    assert missing == []


def whole_article(theme, number, page_count):
    path = PORTAL.path(number, PORTAL.start)
    paths = [path, *(path.replace(".html", f"_{n}.html") for n in range(2, page_count))]
    site = Site(PORTAL, BASE, theme=theme)
    sources = [page(theme, each) for each in paths if site.answer(each, PORTAL.start).status == 200]
    source = "".join(sources)
    escapes = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), source)
    return squash(unescape(source)) + squash(unescape(escapes))


@EACH_THEME
def test_every_block_of_an_article_page_is_printed_in_its_order(theme):
    text = fold(html.fromstring(page(theme, article_paths()[3]).encode(), parser=utf8()).text_content())
    words = [
        "メインメニューへスキップ(上段)",
        "アクセス",
        "引用:",
        "ランキング",
        "こんな記事も読まれています",
        "おすすめニュース",
        "話題",
    ]

    places = [text.rindex(fold(word)) for word in words[3:]]

    assert all(fold(word) in text for word in words)
    assert places == sorted(places)
    assert text.count(fold("こんな記事も読まれています")) == 2


@EACH_THEME
def test_a_comment_count_is_printed_twice_and_the_limit_is_300(theme):
    number = next(n for n in range(200) if article_record(PORTAL, n, PORTAL.start, BASE).comment_count)
    record = article_record(PORTAL, number, PORTAL.start, BASE)

    source = page(theme, record.canonical_url.removeprefix(BASE))
    text = fold(html.fromstring(source.encode(), parser=utf8()).text_content())

    assert text.count(f"コメント{record.comment_count}") == 2
    assert "300" in text


def utf8():
    return html.HTMLParser(encoding="utf-8")


@EACH_THEME
def test_all_links_fit_the_portals_file(theme):
    portal = load_portal("demo")
    root = html.fromstring(page(theme, "/").encode(), parser=utf8(), base_url=f"{BASE}/")
    root.make_links_absolute()
    links = {url for *_, url, _ in root.iterlinks() if url.startswith("http")}

    kinds = {kind_of(portal_url(url, portal), portal) for url in links}

    assert kinds >= {"article", "section", "offsite", "other", "ignored"}


@EACH_THEME
def test_the_portals_file_names_no_class_of_a_theme(theme):
    written = " ".join(rule for rules in load_portal("demo").fields.values() for rule in rules)

    assert not [name for name in class_names(theme) if re.search(rf"\b{re.escape(name)}\b", written)]
