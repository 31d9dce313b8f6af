"""A box with a form, a button, a portrait or an advert among the paragraphs changes neither the text nor the pictures."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article
from tests.loaders.test_bars_and_boxes import TEXT, URL

PARAGRAPHS = [*TEXT[:1], *TEXT[2:], "町議会は来月の定例会で費用を審議し、早ければ年明けにも工事の入札を行う予定だ。"]
_FIELD = "<form action='/nl'><input type='email'><button>登録する</button></form>"
BEHIND = {
    "newsletter": f"<h3>朝のメール便</h3><p>毎朝7時、選りすぐりの記事をメールでお届けする便です。</p>{_FIELD}",
    "button": "<p>週末ごとに、編集部が選んだ記事が届く便りの申し込みを受け付けている。</p><a href='/nl'>申し込みはこちら</a>",
    "subscription": "<h3>入江日報デジタル</h3><p>月額980円で過去の紙面まで調べられる。初月は無料。</p><a href='/sub'>申し込む</a>",
    "poll": "<h3>分館ができたら通いますか？</h3><button>はい</button><button>いいえ</button>",
    "portrait": "<img src='/f/9.jpg' width=80 height=80><p>山田花子</p><p>2012年入社。海と魚の取材が長い。趣味は釣り。</p>",
    "event": "<p>12月20日に入江市民会館で読者の集いを開く。申し込みは15日まで。</p><a href='/event'>詳細</a>",
}
PICTURES = {
    "advert": "<a href='https://ads.example/c?1'><img src='https://ads.example/b.png' width=300 height=250 alt=''></a>",
    "card": "<a href='/world/48100.html'><img src='/t/1.jpg'><h3>棚田の水路を修復、10年ぶりに水が流れる</h3></a>",
    "video": "<a href='/v/1'><img src='/v1.jpg'><span>1:24</span><p>上空から見た棚田</p></a>",
}
OWN_PICTURES = {
    "enlarged": "<a href='/world/48213/photo/1'><img src='/p/1.jpg'><p>改装される倉庫</p></a>",
    "file": "<a href='/p/large/1.jpg'><img src='/p/1.jpg'></a>",
    "described": "<a href='https://photos.example/9'><img src='/p/1.jpg' alt='改装される倉庫'></a>",
    "credited": "<a href='https://photos.example/9'><img src='/p/1.jpg'></a><p>写真：入江日報</p>",
}


def _article(*, before: str = "", among: str = "", behind: str = "") -> Article:
    texts = [f"<p>{one}</p>" for one in PARAGRAPHS]
    html = (
        "<html lang='ja'><title>図書館の分館、来年の夏に開館</title><main><article><h1>図書館の分館、来年の夏に開館</h1>"
        f"<p>2026年11月23日 08時21分 山田花子記者</p>{before}<div>{texts[0]}{among}{''.join(texts[1:])}{behind}</div>"
        "</article></main></html>"
    )
    article = extract(html, URL).article
    assert article is not None
    return article


@pytest.mark.parametrize("box", BEHIND.values(), ids=list(BEHIND))
@pytest.mark.parametrize("tag", ["div", "section class='css-9f2c1'"])
def test_a_furnished_box_behind_the_text_is_no_text(box: str, tag: str) -> None:
    article = _article(behind=f"<{tag}>{box}</{tag.split(maxsplit=1)[0]}>")

    assert article.body.split("\n\n") == PARAGRAPHS
    assert article.images == ()


@pytest.mark.parametrize("kind", ["newsletter", "poll"])
def test_a_box_with_a_control_among_the_paragraphs_is_no_text(kind: str) -> None:
    assert _article(among=f"<div>{BEHIND[kind]}</div>").body.split("\n\n") == PARAGRAPHS


def test_a_lead_with_buttons_to_share_beside_it_is_text() -> None:
    lead = "古い倉庫が図書館に変わる。入江町の計画と、それを支える人たちを追った。"
    box = f"<div class='top'><p>{lead}</p><button>シェア</button></div>"

    assert _article(before=box).body.split("\n\n") == [lead, *PARAGRAPHS]


def test_a_paragraph_with_a_link_alone_behind_it_is_text_where_all_have_one_form() -> None:
    texts = "".join(f"<div><p>{one}</p><a href='/m'>詳細</a></div>" for one in PARAGRAPHS)
    html = f"<html lang='ja'><main><article><h1>図書館の分館、来年の夏に開館</h1>{texts}</article></main></html>"

    article = extract(html, URL).article

    assert article is not None
    assert [one for one in PARAGRAPHS if one not in article.body] == []


@pytest.mark.parametrize("picture", PICTURES.values(), ids=list(PICTURES))
@pytest.mark.parametrize("place", ["before", "among"])
def test_a_picture_that_leads_away_is_not_the_articles(picture: str, place: str) -> None:
    assert _article(**{place: f"<div>{picture}</div>"}).images == ()


@pytest.mark.parametrize("picture", OWN_PICTURES.values(), ids=list(OWN_PICTURES))
def test_a_picture_on_a_link_to_its_own_page_or_with_words_of_its_own_is_the_articles(picture: str) -> None:
    assert len(_article(among=f"<div>{picture}</div>").images) == 1
