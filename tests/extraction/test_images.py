"""Pictures: real addresses, captions, no decoration."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

URL = "https://news.example/a/2024/12345"
TEXT = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"


def _images(markup: str) -> list[tuple[str, str | None, str | None]]:
    html = f"<html><h1>広場を新しく</h1><p>{TEXT}</p>{markup}<p>{TEXT[::-1]}。</p></html>"
    article = extract(html, URL).article
    assert article is not None
    return [(image.url, image.caption, image.credit) for image in article.images]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<img src="/a.jpg">', "/a.jpg"),
        ('<img src="data:image/gif;base64,R0" data-src="/a.jpg">', "/a.jpg"),
        ('<img src="/s.jpg" srcset="/s.jpg 320w, /l.jpg 1600w, /m.jpg 640w">', "/l.jpg"),
        ("""<img data-src='{"default":{"w":"80","src":"/a.jpg"},"wide":{"w":"9","src":"/b.jpg"}}'>""", "/a.jpg"),
        (r"""<img data-src='[{"url":"\/pictures\/a.jpg"}]'>""", "/pictures/a.jpg"),
        ("""<img data-src='{"w":"80"}' src="/a.jpg">""", "/a.jpg"),
        ('<img src="/s.jpg" data-srcset="/s.jpg 1x, /l.jpg 2x">', "/l.jpg"),
        ('<picture><source srcset="/w.webp 1200w"><img src="/s.jpg"></picture>', "/w.webp"),
        ('<amp-img src="/a.jpg" width="800" height="600"></amp-img>', "/a.jpg"),
        ('<img src="/a.jpg" srcset="/img/loading.gif" lazyload>', "/a.jpg"),
        ('<img src="/a b.jpg">', "/a%20b.jpg"),
        ('<img src="/1x1.png" data-actualsrc="/a.jpg">', "/a.jpg"),
        ('<img src="/a-300x200.jpg" data-orig-file="/a.jpg" srcset="data:,">', "/a.jpg"),
        ('<a href="/l.jpg"><img src="/s.jpg"></a>', "/l.jpg"),
        ('<a href="/l.jpg"><img src="/s.jpg" width="300"></a>', "/l.jpg"),
        ('<a href="/l.jpg"><img src="/s.jpg" width="1024"></a>', "/s.jpg"),
        ('<a href="/l.jpg"><img src="/s.jpg" srcset="/s.jpg 320w, /m.jpg 640w"></a>', "/m.jpg"),
        ('<a class="zoom" href="/l.webp?v=2"><span><img src="/s.jpg"></span></a>', "/l.webp?v=2"),
        ('<a href="/photo/1"><img src="/s.jpg"></a>', "/s.jpg"),
        ('<img src="/img/placeholder.png" data-lazy-src="/a.jpg" srcset="/img/blank.svg">', "/a.jpg"),
    ],
)
def test_the_best_real_address_is_taken(markup: str, address: str) -> None:
    assert _images(markup) == [(f"https://news.example{address}", None, None)]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/img/logo.png">',
        '<img src="/icons/share-icon.png">',
        '<img src="/pixel.gif" width="1" height="1">',
        '<img src="/face.jpg" width="40" height="40">',
        '<img src="/face.jpg" width="80" height="80">',
        '<img src="/avatar/7.jpg">',
        '<img src="data:image/png;base64,AAAA">',
        "<img>",
    ],
)
def test_decoration_is_no_picture(markup: str) -> None:
    assert _images(markup) == []


@pytest.mark.parametrize(
    ("path", "is_content"),
    [
        ("/wp-content/themes/minato/images/calendar_month.png", False),
        ("/wp-content/plugins/player/play_audio.png", False),
        ("/sites/all/themes/minato/img/quote.png", False),
        ("/core/templates/19/grafiken/variante/menu_off.jpg", False),
        ("/skin/frontend/minato/pdf.png", False),
        ("/wp-content/uploads/2019/05/themes.jpg", True),
        ("/sites/default/files/styles/large/square.jpg", True),
        ("/wp-content/themes/minato/timthumb.php?src=/square.jpg", True),
        ("/themes/nature/templates.jpg", True),
    ],
)
def test_a_file_in_the_folder_of_a_theme_belongs_to_the_layout(path: str, is_content: bool) -> None:
    assert [one[0] for one in _images(f'<img src="{path}">')] == ([f"https://news.example{path}"] if is_content else [])


@pytest.mark.parametrize(
    "name",
    [
        "og-image.png",
        "ogp.jpg",
        "default_og_image.png",
        "minato-social-card.jpg",
        "default.png",
        "facebook.png",
        "fb.jpg",
        "opengraph_default.png",
        "share_1200x630.png",
        "twitter-card.png",
    ],
)
def test_a_preview_that_is_named_for_any_page_is_not_an_articles_picture(name: str) -> None:
    assert _images(f'<meta property="og:image" content="/img/{name}">') == []


@pytest.mark.parametrize(
    "name",
    [
        "cover.jpg",
        "hiroba.jpg",
        "12345/ogp.png",
        "og-image-4711.png",
        "photo_share.jpg",
        "image.jpg",
        "facebook-2017.jpg",
        "share-prices.png",
    ],
)
def test_a_preview_with_a_name_of_its_own_is_the_articles_picture(name: str) -> None:
    images = _images(f'<meta property="og:image" content="/img/{name}">')

    assert images == [(f"https://news.example/img/{name}", None, None)]


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        ("<figure><img src=/a.jpg><figcaption>引用:聯合ニュース</figcaption></figure>", None, "聯合ニュース"),
        ("<div><img src=/a.jpg><div>引用:聯合ニュース</div></div>", None, "聯合ニュース"),
        ("<div><img src=/a.jpg></div><div>会場の様子 引用:NEWS DEMO</div>", "会場の様子", "NEWS DEMO"),
        ("<table><tr><td><img src=/a.jpg></td></tr><tr><td>引用:スター画報</td></tr></table>", None, "スター画報"),
    ],
)
def test_captions_and_credits_are_told_apart(markup: str, caption: str | None, credit: str | None) -> None:
    assert _images(markup) == [("https://news.example/a.jpg", caption, credit)]


def _found(head: str, body: str) -> list[str]:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    article = extract(html, URL).article
    assert article is not None
    return [image.url.removeprefix("https://news.example") for image in article.images]


@pytest.mark.parametrize(
    "portrait",
    [
        pytest.param('<div class="byline"><img src="/hanako.jpg"> 記者 佐藤花子</div>', id="in a byline"),
        pytest.param('<div><a rel="author" href="/p/7"><img src="/7.jpg"></a></div>', id="on a link to the writer"),
        pytest.param('<p><a href="/p/7"><img src="/7.jpg" alt="Foto: 佐藤花子"></a></p>', id="described as the writer"),
    ],
)
def test_a_writers_portrait_is_no_picture_of_the_article(portrait: str) -> None:
    head = '<meta name="author" content="佐藤花子">'

    assert _found(head, f"<h1>広場を新しく</h1>{portrait}<img src=/a.jpg><p>{TEXT}</p><p>{TEXT[::-1]}。</p>") == [
        "/a.jpg"
    ]


_NAMED = '<meta property="og:image" content="/og/20240112_square_1200.jpg">'
_PRINTED = '<div class="{name}"><img src="/w640/20240112_square_1200.webp"></div>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{_PRINTED.format(name='hero')}<h1>広場を新しく</h1>", id="above the headline"),
        pytest.param(
            f"<h1>広場を新しく</h1>{_PRINTED.format(name='sidebar')}", id="in an element of a misleading name"
        ),
    ],
)
def test_the_picture_that_the_data_name_is_the_articles_wherever_it_stands(body: str) -> None:
    html = f"{body}<p>{TEXT}</p><img src=/b.jpg><p>{TEXT[::-1]}。</p>"

    assert _found(_NAMED, html) == ["/w640/20240112_square_1200.webp", "/b.jpg"]


def test_the_named_picture_is_taken_once_where_the_text_holds_it() -> None:
    above = '<div><img src="/w60/20240112_square_1200.webp"></div><div>市政</div>'
    html = f"{above}<h1>広場を新しく</h1>{_PRINTED.format(name='hero')}<p>{TEXT}</p><p>{TEXT[::-1]}。</p>"

    assert _found(_NAMED, html) == ["/w640/20240112_square_1200.webp"]


def test_a_file_that_a_page_holds_in_two_forms_is_one_picture() -> None:
    markup = '<img src="/a.webp?1"><p>それから。</p><a href="/a.jpg?1"><img src="/a.webp?1"></a>'

    assert _images(markup) == [("https://news.example/a.webp?1", None, None)]


CARD = '<div class="koma"><a href="/a/{n}"><span><img src="/t/{n}.jpg" width="120" height="80"></span><span>{n}年ぶり祭り</span></a><span>文化</span></div>'


def test_cards_right_behind_the_text_give_no_pictures() -> None:
    cards = "".join(CARD.format(n=number) for number in range(20241230, 20241260))
    html = f'<h1>広場を新しく</h1><img src="/own.jpg"><p>{TEXT}</p><p>{TEXT[::-1]}。</p><div>{cards}</div>'

    article = extract(html, URL).article

    assert article is not None
    assert [image.url for image in article.images] == ["https://news.example/own.jpg"]


def test_a_picture_behind_the_text_is_kept_with_its_caption() -> None:
    html = (
        f'<h1>広場を新しく</h1><p>{TEXT}</p><p>{TEXT[::-1]}。</p><figure><img src="/own.jpg"><p>新しい広場</p></figure>'
    )

    article = extract(html, URL).article

    assert article is not None
    assert [(image.url, image.caption) for image in article.images] == [("https://news.example/own.jpg", "新しい広場")]


@pytest.mark.parametrize(
    ("address", "is_logo"), [("https://partner.example/", True), ("/", True), ("/?attachment_id=7", False)]
)
def test_a_logo_that_leads_to_a_front_page_is_no_picture_of_the_article(address: str, is_logo: bool) -> None:
    line = (
        f'<div class="caption"><a href="{address}"><img alt="Medical Daily" src="/house.png?h=17"></a> 9/21/2024</div>'
    )

    assert (_images(line) == []) == is_logo


def test_a_picture_without_an_address_is_none_and_not_the_page() -> None:
    assert _images('<img data-id="3"><noscript><img alt="市内で撮影"></noscript>') == []
