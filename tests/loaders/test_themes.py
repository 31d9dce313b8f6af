"""What popular themes print around an article: category, tags, a licence. A short text must not be outweighed by it."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.items import Article

URL = "https://minato.example/2026/11/23/kiji-41/"
BRIEF = "漁協は二十日、桟橋の点検のため、あすの正午まで立ち入りを禁じると発表した。雨の日は延期する。詳しくは窓口まで。"
LICENCE = "このサイトの記事は、特に書かれていないかぎり、すべて表示と継承の条件で使うことができます。使うときは出典を書いてください。"


def _article(meta: str = "", below: str = "", above: str = "") -> Article:
    html = (
        f"<html lang=ja><body><div>{above}<h1>桟橋を点検へ</h1>{meta}</div>"
        f"<main><article class=post><p>{BRIEF}</p></article>{below}</main></body>"
    )
    article = extract(html, URL).article
    assert article is not None
    return article


def test_a_category_beside_the_date_is_the_section() -> None:
    meta = '<div class=meta><time>2026-11-23</time> <i></i>カテゴリ <a href="/categories/%E5%9C%B0/"><span>地域</span></a></div>'

    article = _article(meta)

    assert (article.section, article.sources["section"]) == ("地域", "general:category")


def test_the_only_category_right_above_the_headline_is_the_section() -> None:
    assert _article(above='<p><a href="/category/local/">地域</a></p>').section == "地域"


@pytest.mark.parametrize("tag", ["p", "span"])
def test_a_menu_of_categories_above_the_headline_gives_no_section(tag: str) -> None:
    menu = "".join(f'<{tag}><a href="/category/{one}/">{one}</a></{tag}> ' for one in ("経済", "地域", "文化", "政治"))

    assert _article(above=f"<div>{menu}</div>").section is None


def test_a_category_of_a_teaser_below_the_text_gives_no_section() -> None:
    assert _article(below='<div><a href="/category/sports/">スポーツ</a></div>').section is None


_TAGS = '<div class="post-meta__tag-list"><a href="/tags/1/">水族館</a><a href="/tags/2/">防災無線</a></div>'
_BOX = (
    '<div class="post-copyright"><div><span>著者: </span><span><a href="/">編集部</a></span></div>'
    f'<div><span>リンク: </span><a href="{URL}">{URL}</a></div><div><span>ライセンス: </span><span>{LICENCE}</span></div></div>'
)


def test_a_licence_that_outweighs_a_short_text_is_not_body() -> None:
    article = _article(below=_BOX + _TAGS)

    assert article.body == BRIEF


def test_tags_in_a_row_named_for_metadata_are_not_authors() -> None:
    assert [author.name for author in _article(below=_TAGS).authors] == []


def test_a_warning_of_a_widget_behind_the_tags_of_a_short_text_is_not_body() -> None:
    warning = "<div class=warning>You need to set <code>key</code> to use this button. Please set it in <code>conf</code>.</div>"

    assert _article(below=f"<div>この記事は</div>{_TAGS}<div>共有する</div>{warning}").body == BRIEF


def test_lines_without_paragraph_elements_right_behind_a_lead_are_body() -> None:
    rest = "工事は来月に始まり、春までに終わる見通しだという。費用は市と県が半分ずつ受け持つ。"

    assert _article(below=f"<div class=rest>{rest}</div>").body == f"{BRIEF}\n\n{rest}"
