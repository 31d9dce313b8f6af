"""A page as a reader sees it."""

from __future__ import annotations

import pytest

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import (
    ADVERT,
    ASIDE,
    BYLINE,
    CAPTION,
    FOOTER,
    HIDDEN,
    KEYWORDS,
    NAMED_BITS,
    NAV,
    TRAIL,
    zones_of_names,
)

URL = "https://news.example/"


def _texts(html: str) -> list[str]:
    return [block.text for block in Page.parse(html, URL).outline.blocks]


def test_lines_end_at_blocks_and_breaks_but_not_at_inline_elements() -> None:
    assert _texts("<div>あ<b>い</b>う<br>え<p>お</p>か</div>") == ["あいう", "え", "お", "か"]


def test_furigana_is_not_doubled_into_the_text() -> None:
    assert _texts("<p><ruby>諜報<rp>（</rp><rt>ちょうほう</rt><rp>）</rp></ruby>機関</p>") == ["諜報機関"]


def test_scripts_styles_and_templates_print_nothing() -> None:
    assert _texts("<p>あ</p><script>var x</script><style>p{}</style><template><p>い</p></template>") == ["あ"]


def test_a_link_knows_its_text_over_several_blocks() -> None:
    outline = Page.parse('<a href="/1"><span>1</span><div>見出し</div></a>', URL).outline

    assert [(link.href, link.text) for link in outline.links] == [("/1", "1見出し")]
    assert [text for text, _ in outline.links[0].pieces] == ["1", "見出し"]


def test_parts_of_a_page_are_known_by_tag_class_and_role() -> None:
    html = (
        '<nav>a</nav><div class="site-footer">b</div><div role="navigation">c</div>'
        '<span class="byline">d</span><figure><img src="x.jpg"><figcaption>e</figcaption></figure>'
    )
    zones = {block.text: block.zones for block in Page.parse(html, URL).outline.blocks}

    assert zones["a"] & NAV
    assert zones["b"] & FOOTER
    assert zones["c"] & NAV
    assert zones["d"] & BYLINE
    assert zones["e"] & CAPTION


def test_a_name_on_most_of_the_page_says_nothing() -> None:
    text = "長い段落がここにあり、ページの本文の大部分を占めている。" * 4
    html = f'<body class="sidebar-right has-ads"><div class="footer">x</div><p>{text}</p></body>'
    zones = {block.text[:2]: block.zones for block in Page.parse(html, URL).outline.blocks}

    assert zones["長い"] == 0
    assert zones["x"] & FOOTER


@pytest.mark.parametrize(
    ("names", "zones"),
    [
        ("side-caption", CAPTION << NAMED_BITS),
        ("sideCaption", CAPTION << NAMED_BITS),
        ("SIDE_CAPTION2", CAPTION << NAMED_BITS),
        ("éditorial-caption", CAPTION << NAMED_BITS),
        ("sidecaption", 0),
        ("sign-up-box", ASIDE << NAMED_BITS),
        ("Sign_Up", ASIDE << NAMED_BITS),
        ("sign up", 0),
        ("ad-top", ADVERT << NAMED_BITS),
        ("css-1ad9", 0),
        ("a-b-c-d-e-f-caption", 0),
        ("sr-only", HIDDEN),
        ("Bread-Crumbs", TRAIL),
        ("topic_path x", TRAIL | KEYWORDS),
        ("myBreadcrumbList", TRAIL | NAV << NAMED_BITS),
        ("entry newsTags", KEYWORDS),
        ("", 0),
    ],
)
def test_words_of_a_name_are_apart_by_capitals_and_signs(names: str, zones: int) -> None:
    assert zones_of_names(names) == zones


@pytest.mark.parametrize(
    "name",
    [
        "has-sidebar", "with-related", "no-ads", "hasnt-bio", "hasCaption", "without-comments", "not-a-teaser",
    ],
)  # fmt: skip
def test_a_name_of_what_an_element_has_or_has_not_is_no_name_of_the_element(name: str) -> None:
    assert zones_of_names(name) == 0


def test_a_link_knows_whether_a_picture_is_on_it() -> None:
    links = Page.parse('<a href="/1"><img src="1.jpg">あ</a><a href="/2">い</a><img src="2.jpg">', URL).outline.links

    assert [link.has_picture for link in links] == [True, False]


@pytest.mark.parametrize("sign", ["#", " ¶ ", "§", "&para;", "&sect;\n"])
@pytest.mark.parametrize("end", ["</a>", "</A>"])
def test_a_link_with_which_a_heading_leads_to_itself_prints_nothing(sign: str, end: str) -> None:
    assert _texts(f'<h2>計画<a href="#plans">{sign}{end}</h2><p>本文。</p>') == ["計画", "本文。"]
