"""What an address is: by its page, its links, feeds and sitemaps."""

from __future__ import annotations

import pytest
from lxml import etree

from newscrawl.extraction.document.page import Page
from newscrawl.loaders import section_links
from newscrawl.loaders.feeds.feed import Feed, FeedEntry
from newscrawl.onboarding.address_forms import without_page
from newscrawl.onboarding.inference.address_labels import address_labels_of
from newscrawl.onboarding.inference.site_facts import language_of, zone_of_portal
from newscrawl.onboarding.seen import Seen, SeenPage
from newscrawl.portals import Portal, Urls

SITE = "https://news.example"
MENU = '<nav><a href="/about/">このサイトについて</a><a href="/world/">国際</a></nav>'
PORTAL = Portal(
    name="example", title="例", language="ja", zone="Asia/Tokyo", hosts=("news.example",), start_urls=(f"{SITE}/",),
    urls=Urls(article=(r"^/\d+$",), section=(r"^/world/(?:page/(?P<page>\d+)/)?$",)),
)  # fmt: skip


def seen_page(path: str, body: str) -> SeenPage:
    html = f"<html lang=ja><head><title>例</title></head><body>{MENU}<main>{body}</main></body></html>"
    return SeenPage(
        f"{SITE}{path}", Page.parse(html.encode(), f"{SITE}{path}", content_type="text/html; charset=utf-8")
    )


def article(path: str, beside: str = "") -> SeenPage:
    text = "<p>市は二十日、港の祭りを来年も開くと発表した。来場者は昨年より一割ほど多かったという。</p>" * 4
    return seen_page(
        path, f"<article><h1>港の祭り、来年も開催へ</h1><time>2026年11月20日</time>{text}</article>{beside}"
    )


def test_a_link_to_the_next_article_in_a_menu_is_an_article():
    pages = [
        article("/2026/11/20/one/", f'<nav><a href="{SITE}/2026/11/19/two/">となりの記事の見出しはこちら</a></nav>')
    ]
    pages += [article(f"/2026/11/1{number}/story-{number}/") for number in range(3)]
    seen = Seen(front=seen_page("/", "<h1>例</h1>"), pages={page.url: page for page in pages})

    labels = address_labels_of(seen)

    assert labels[f"{SITE}/2026/11/19/two/"].kind == "article"
    assert labels[f"{SITE}/about/"].kind == "page"


def test_a_link_that_a_page_calls_a_tag_is_no_section_but_a_category_is():
    links = '<a rel="tag" href="/category/sea/">海</a><a rel="category tag" href="/category/town/">町</a>'
    links += '<div class="taxonomy-category"><a rel="tag" href="/category/hill/">丘</a></div>'
    pages = [article("/2026/11/20/one/", links), article("/2026/11/20/three/")]
    listed = "".join(f'<h2><a href="/2026/11/1{one}/x/">見出しがここに長く続く{one}</a></h2>' for one in range(5))
    pages.append(seen_page("/category/town/", listed))
    seen = Seen(front=seen_page("/", ""), pages={page.url: page for page in pages})

    labels = address_labels_of(seen)

    assert labels[f"{SITE}/category/sea/"].kind == "page"
    assert labels[f"{SITE}/category/town/"].kind == "section"
    assert labels[f"{SITE}/category/hill/"].kind == "section"


@pytest.mark.parametrize(
    "pager",
    ['<a rel="prev" href="/world/">« 戻る</a>', '<a href="/world/">1</a>', '<a href="/world/">«</a>'],
)
def test_a_pagers_way_back_to_the_first_page_gives_no_label(pager):
    html = f"<html><body><main>{pager}</main></body></html>"
    page = Page.parse(html.encode(), f"{SITE}/world/page/2/", content_type="text/html; charset=utf-8")

    assert section_links(page, PORTAL) == ()


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/world/page/2/", "/world/"),
        ("/world?page=3", "/world"),
        ("/?cat=politics&paged=2", "/?cat=politics"),
        ("/?p=12", "/?p=12"),
        ("/world/", "/world/"),
    ],
)
def test_a_numbered_page_belongs_to_its_list(path, first):
    assert without_page(path) == first


def test_a_list_of_cards_with_the_name_of_a_box_is_a_section():
    cards = "".join(
        f'<article class="c-teaser"><h2><a href="/1{one}">港の祭り、来年も開催へ{one}</a></h2><p>{"短い紹介の文。" * 9}</p></article>'
        for one in range(5)
    )

    assert seen_page("/world/", f"<h1>国際</h1>{cards}").kind == "section"


def test_the_name_of_the_site_above_an_article_is_no_list():
    page = article("/2026/11/20/one/")
    html = f'<html lang=ja><body><header><a href="/">港町の新聞社のニュース</a></header>{MENU}<main>'
    made = Page.parse((html + _inner(page)).encode(), page.url, content_type="text/html; charset=utf-8")

    assert SeenPage(page.url, made).kind == "article"


def test_a_cloud_of_tags_above_an_article_is_no_list():
    cloud = "".join(f'<a href="/tags/{number}/">港の話題{number}<sup>{number}</sup></a>' for number in range(12))
    entries = "".join(f'<div><a href="/2026/11/1{one}/x/">見出しがここに長く続く{one}</a></div>' for one in range(5))
    page = article("/2026/11/20/one/", entries)
    inner = _inner(page)

    assert seen_page("/2026/11/20/one/", f"<div>{cloud}</div>{inner}").kind == "article"


def test_a_list_of_cards_under_links_stretched_over_them_is_a_section():
    card = "<article><h2>港の記事{0}の見出し</h2><p>港の委員会は{0}日、渡し船の時刻を見直す方針を固めた。冬の便を増やす。</p>"
    card += (
        '<span>2026年11月{0}日</span><a aria-label="post link to 港の記事{0}の見出し" href="/news/{0}/"></a></article>'
    )

    assert (
        seen_page("/economy/", "<h1>経済</h1>" + "".join(card.format(day) for day in range(10, 16))).kind == "section"
    )


@pytest.mark.parametrize(("is_linked", "kind"), [(True, "page"), (False, "article")])
def test_an_address_that_leads_on_to_a_linked_article_of_another_form_is_no_form_of_articles(
    is_linked: bool, kind: str
):
    target = article("/2026/11/20/one/")
    links = "".join(f'<a href="/{number}/">港の記事{number}への短い番地</a>' for number in (5, 6))
    links += f'<a href="{target.url}">港の祭り、来年も開催へ</a>' if is_linked else ""
    seen = Seen(front=seen_page("/", links), pages={f"{SITE}/5/": target})

    labels = address_labels_of(seen)

    assert labels[f"{SITE}/5/"].kind == kind
    assert (labels.get(f"{SITE}/6/") is not None and labels[f"{SITE}/6/"].kind == "article") is not is_linked


def _inner(page: SeenPage) -> str:
    return "".join(etree.tostring(one, encoding="unicode") for one in page.page.root.iter("article"))


def test_a_signed_page_about_the_site_without_a_time_is_no_article():
    text = "<p>港の町の小さな新聞です。町に住む人が書き、埠頭を気にかけるすべての人が読んでいます。</p>" * 4
    page = seen_page("/about/", f'<h1>このサイトについて</h1><p class="author">文・佐野一郎</p>{text}')
    seen = Seen(front=seen_page("/", ""), pages={page.url: page})

    assert address_labels_of(seen)[page.url].kind == "page"


@pytest.mark.parametrize(("path", "kind"), [("/2026/11/20/two/", "article"), ("/about/", "page")])
def test_a_dated_text_of_one_sentence_is_an_article_where_its_address_has_the_form_of_others(path: str, kind: str):
    brief = "<h1>桟橋を点検</h1><time>2026年11月20日</time><p>桟橋を点検するため、あすの正午まで立ち入りを禁じる。</p>"
    pages = [article("/2026/11/20/one/"), seen_page(path, f"<article>{brief}</article>")]
    seen = Seen(front=seen_page("/", ""), pages={page.url: page for page in pages})

    assert address_labels_of(seen)[f"{SITE}{path}"].kind == kind


def test_a_text_without_a_time_is_an_article_where_those_of_the_feed_have_none_either():
    text = "<p>" + "市は駅前の広場を来年の春から作り直すと発表した。" * 8 + "</p>"
    pages = {f"{SITE}{path}": seen_page(path, f"<h1>広場の話 {path}</h1>{text}") for path in ("/1", "/2", "/about/")}
    feed = Feed(kind="feed", title="例", entries=(FeedEntry(url=f"{SITE}/1", position=1),))
    seen = Seen(front=seen_page("/", ""), pages=pages, feeds={f"{SITE}/rss": feed})

    labels = address_labels_of(seen)

    assert [labels[f"{SITE}{path}"].kind for path in ("/1", "/2", "/about/")] == ["article", "article", "page"]


def undated(path: str, headline: str, lang: str = "ja") -> SeenPage:
    text = "<p>市は二十日、港の祭りを来年も開くと発表した。来場者は昨年より一割ほど多かったという。</p>" * 4
    html = f"<html lang={lang}><body>{MENU}<main><article><h1>{headline}</h1>{text}</article></main></body></html>"
    url = f"{SITE}{path}"
    return SeenPage(url, Page.parse(html.encode(), url, content_type="text/html; charset=utf-8"))


HEADLINES = {f"/posts/{number}/": f"港の祭り、来年も開催へ 第{number}回" for number in range(4)}


def seen_undated(listed: int, lang: str = "ja") -> Seen:
    links = "".join(f'<h2><a href="{path}">{headline}</a></h2>' for path, headline in [*HEADLINES.items()][:listed])
    pages = [undated(path, headline, lang) for path, headline in HEADLINES.items()]
    return Seen(
        front=seen_page("/", links), pages={one.url: one for one in [*pages, undated("/about/", "この港について")]}
    )


@pytest.mark.parametrize(("listed", "kind"), [(4, "article"), (2, "page")])
def test_texts_without_a_date_are_articles_where_a_list_links_three_by_their_headlines(listed: int, kind: str):
    labels = address_labels_of(seen_undated(listed))

    assert {labels[f"{SITE}{path}"].kind for path in HEADLINES} == {kind}
    assert labels[f"{SITE}/about/"].kind == "page"


def test_a_dated_article_leaves_texts_without_a_date_no_articles():
    seen = seen_undated(4)
    seen.pages[f"{SITE}/2026/11/20/one/"] = article("/2026/11/20/one/")

    assert address_labels_of(seen)[f"{SITE}/posts/1/"].kind == "page"


@pytest.mark.parametrize("lang", ["en", "en-US"])
def test_the_language_is_that_of_the_articles_script_where_a_template_names_another(lang: str):
    seen = seen_undated(4, lang)
    seen.front.page.root.set("lang", lang)

    language, reason = language_of(seen)

    assert (language, "script" in reason) == ("ja", True)
    assert zone_of_portal(seen, language, [])[0] == "Asia/Tokyo"


def test_a_section_with_a_long_name_beside_the_time_is_no_list_above_an_article():
    facts = "".join(f'<li><a href="/c/{one}/">{one}</a></li>' for one in ("Business", "Environment", "Transport"))
    text = "<p>The harbour town will rebuild its oldest quay next spring, the council said on Friday.</p>" * 4
    head = f'<div class="title">A quay is rebuilt</div><div class="meta"><time>2026-11-20</time><ul>{facts}</ul></div>'

    assert seen_page("/2026/11/20/one/", f"<article>{head}{text}</article>").kind == "article"


@pytest.mark.parametrize(("path", "kind"), [("/2026/11/19/two/", "article"), ("/2026/11/17/four/", "section")])
def test_a_text_below_lists_is_an_article_where_the_feed_names_such_and_a_list_links_its_headline(path, kind):
    def below_lists(path: str, headline: str) -> SeenPage:
        lists = "".join(f'<div><a href="/archives/{one}/">2026年{one}月の記事の一覧</a></div>' for one in range(1, 6))
        text = "<p>" + "市は駅前の広場を来年の春から作り直すと発表した。" * 8 + "</p>"
        return seen_page(path, f"{lists}<h1>{headline}</h1>{text}")

    named, headline = "/2026/11/20/one/", "広場の屋根を新しくする計画"
    linked = {named: "広場を作り直す計画", "/2026/11/19/two/": headline, "/2026/11/17/four/": "別の話"}
    front = seen_page("/", "".join(f'<h2><a href="{url}">{text}</a></h2>' for url, text in linked.items()))
    pages = [below_lists(named, linked[named]), below_lists(path, headline)]
    feed = Feed(kind="feed", title="例", entries=(FeedEntry(url=f"{SITE}{named}", position=1),))
    seen = Seen(front=front, pages={page.url: page for page in pages}, feeds={f"{SITE}/rss": feed})

    assert [page.kind for page in pages] == ["section", "section"]
    labels = address_labels_of(seen)
    assert labels[f"{SITE}{named}"].kind == "article"
    assert labels[f"{SITE}{path}"].kind == kind


@pytest.mark.parametrize(("path", "kind"), [("/about/", "page"), ("/2026/11/19/about-the-quay/", "article")])
def test_a_dated_page_about_the_site_is_no_article_where_those_of_the_feed_have_other_addresses(path, kind):
    pages = [article("/2026/11/20/one-two/"), article(path)]
    feed = Feed(kind="feed", title="例", entries=(FeedEntry(url=pages[0].url, position=1),))
    seen = Seen(front=seen_page("/", ""), pages={page.url: page for page in pages}, feeds={f"{SITE}/rss": feed})

    assert address_labels_of(seen)[f"{SITE}{path}"].kind == kind


@pytest.mark.parametrize("has_other", [False, True])
def test_a_menu_that_lists_articles_shows_that_those_of_its_form_are_such_unless_another_page_has_it(has_other: bool):
    menu = "".join(f'<a href="/town/story-{one}">港の祭りの話、その{one}つづき</a>' for one in range(9))
    menu = f'<nav>{menu}<a href="/town/about-this">この町のたよりについて書く</a></nav>'
    pages = [article("/town/story-0", menu), article("/town/story-9", menu)]
    pages += [seen_page("/town/terms-of-use", menu)] if has_other else []
    seen = Seen(front=seen_page("/", menu), pages={page.url: page for page in pages})

    labels = address_labels_of(seen)

    assert {labels[f"{SITE}/town/story-{one}"].kind for one in range(1, 9)} == {"page" if has_other else "article"}
    assert labels[f"{SITE}/town/about-this"].kind == "page"


def test_a_list_of_cards_whose_linked_headers_are_lines_themselves_is_a_section():
    text = "<p>市は駅前の広場を来年の春から作り直すと発表した。来場者は昨年より多い。</p>" * 4
    cards = "".join(
        f'<article><a href="/2026/11/1{one}/x/"><header>見出しがここに長く続く{one}</header></a>{text}'
        f'<div><span itemprop="author">佐野一郎</span></div></article>'
        for one in range(5)
    )

    assert seen_page("/all/", cards).kind == "section"
