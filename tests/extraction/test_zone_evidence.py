"""One word of a class is no proof: a paragraph stays in the text until a second witness agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.api import extract
from newscrawl.extraction.document.zones import _BY_WORD

PARAGRAPHS = [
    f"入江町の図書館は{day}日、古い倉庫を改装した分館を来年の夏に開くと発表した。"
    "館長は「雨の日にも子どもが過ごせる場所にしたい」と語っている。"
    for day in range(1, 10)
]
WORDS = sorted({word for words in _BY_WORD.values() for word in words.split()})
HEAD = "<html lang=ja><h1>図書館の分館、来年の夏に開館</h1>"
URL = "https://www.example.jp/news/112233.html"


def _body(html: str) -> list[str]:
    article = extract(html, URL).article
    assert article is not None
    return article.body.split("\n\n")


def _page(wrapped: dict[int, str], form: str = "<div class='{name}'><p>{text}</p></div>") -> str:
    lines = [
        form.format(name=wrapped[place], text=text) if place in wrapped else f"<p>{text}</p>"
        for place, text in enumerate(PARAGRAPHS)
    ]
    return f"{HEAD}<article><div>{''.join(lines)}</div></article></html>"


@pytest.mark.parametrize("place", [0, 4, 8], ids=["first", "middle", "last"])
@pytest.mark.parametrize("name", WORDS)
def test_a_name_alone_removes_no_paragraph(name: str, place: int) -> None:
    for form in (
        "<div class='{name}'><p>{text}</p></div>",
        "<p class='{name}'>{text}</p>",
        "<div id='{name}'>{text}</div>",
    ):
        assert PARAGRAPHS[place] in _body(_page({place: f"{name}-text"}, form))


@given(st.dictionaries(st.integers(0, 8), st.sampled_from(WORDS), max_size=4))
def test_a_class_attribute_takes_nothing_from_what_is_there_without_it(wrapped: dict[int, str]) -> None:
    assert set(_body(_page(dict.fromkeys(wrapped, "")))) <= set(_body(_page(wrapped)))


BOXES = {
    "newsletter": "<div class='newsletter'><p>今週の港町の話題を毎週金曜日にメールでお届けします。ぜひご登録ください。</p></div>",
    "related": "<div class='related-box'><h3>関連する話題</h3><p>隣の谷川町でも移動図書館の車が来月から走る見通しだ。</p></div>",
    "bio": "<div class='author-bio'><img src='/a.jpg'><p>山田花子は入江日報の記者で、交通と暮らしを二十年にわたって取材している。</p></div>",
    "linked": "<div class='teaser'><p><a href='/news/445566.html'>谷川町の移動図書館、借りる人が想定の倍に</a> 試験運行の報告書をまとめた。</p></div>",
    "aside": "<aside class='share'><p>この記事の続報は来週の紙面で詳しく伝える予定となっている。</p></aside>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
def test_a_named_box_with_a_second_witness_is_left_out(box: str) -> None:
    lines = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    middle = lines.replace("</p><p>", f"</p>{box}<p>", 5).replace(f"</p>{box}<p>", "</p><p>", 4)

    assert _body(f"{HEAD}<article><div>{middle}</div></article></html>") == PARAGRAPHS


@pytest.mark.parametrize("style", ["hidden", "style='display:none'", "style='visibility: hidden'"])
def test_hidden_data_are_no_text_however_long(style: str) -> None:
    data = f"<div {style}><span>532859</span> <span>{'ＭＩＮＡＴＯ ' * 60}</span></div>"

    assert _body(f"{HEAD}<article><p>{PARAGRAPHS[0]}</p>{data}</article></html>") == PARAGRAPHS[:1]


def test_a_page_that_a_script_shows_is_read_though_it_is_hidden() -> None:
    assert _body(_page({}).replace("<article>", "<article style='display:none'>")) == PARAGRAPHS


def test_a_short_text_beside_a_picture_with_a_caption_is_no_caption() -> None:
    figure = "<figure><img src='/i/1.jpg'><figcaption>先制点を喜ぶ選手＝ロイター</figcaption></figure>"

    assert _body(f"{HEAD}<article><div>{figure}<p>{PARAGRAPHS[0]}</p></div></article></html>") == PARAGRAPHS[:1]


NOTICE = "当サイトはクッキーを使います。設定はいつでも変えられ、使い方は方針のページで説明しています。" * 3


@pytest.mark.parametrize("form", ["<div role='dialog'>{}</div>", "<dialog open>{}</dialog>"])
def test_a_dialog_that_is_longer_than_the_text_is_none_of_it(form: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:2])
    notice = form.format(f"<p>{NOTICE}</p>" * 3)

    assert _body(f"{HEAD}<div>{text}</div>{notice}</html>") == PARAGRAPHS[:2]
    assert (
        _body(f"<html lang=ja>{notice}<h1>図書館の分館、来年の夏に開館</h1><div>{text}</div></html>") == PARAGRAPHS[:2]
    )


def test_a_dialog_that_holds_the_headline_is_the_article() -> None:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)

    assert _body(f"<html lang=ja><div role='dialog'><h1>図書館の分館</h1>{text}</div></html>") == PARAGRAPHS


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">町の施設。</span>',
        "<span hidden>町の施設。</span>",
        '<b class="screen-reader-text">町の施設。</b>',
        '<i class="sr-only">町の<b>施設</b>。</i>',
    ],
)
@pytest.mark.parametrize("place", [0, 7, 20], ids=["first", "middle", "later"])
def test_words_that_a_line_hides_are_no_text(hidden: str, place: int) -> None:
    first = PARAGRAPHS[0]
    lines = [f"{first[:place]}{hidden}{first[place:]}", *PARAGRAPHS[1:]]

    assert _body(f"{HEAD}<div>{''.join(f'<p>{one}</p>' for one in lines)}</div></html>") == PARAGRAPHS


def test_words_that_a_headline_hides_are_none_of_it_but_its_marks_are() -> None:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    title = "<span class='sr-only'>記事</span>入江町<span class='visually-hidden'>：</span>分館が開館"

    article = extract(f"<html lang=ja><h1>{title}</h1>{text}</html>", URL).article

    assert article is not None
    assert article.headline == "入江町：分館が開館"


BALLOON = "<div class='balloon'><div><img src='/f.png' width='80' height='80'></div><div><p>{}</p></div></div>"


@pytest.mark.parametrize("said", ["そうなんですね！", PARAGRAPHS[0]], ids=["a word", "a paragraph"])
def test_what_somebody_says_in_a_balloon_is_text_and_no_caption(said: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[1:4])
    more = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[4:])

    assert said in _body(f"{HEAD}<div>{text}{BALLOON.format(said)}{more}</div></html>")


def test_a_card_with_a_small_picture_and_a_link_is_no_balloon() -> None:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    card = BALLOON.format("<a href='/n/2'>隣の町の美術館が新しくなる。</a>")

    assert _body(f"{HEAD}<div>{text}{card}{card}</div></html>") == PARAGRAPHS


@pytest.mark.parametrize(
    "form",
    [
        "<blockquote>{}</blockquote>",
        "<blockquote class='pull-quote'><p>「{}」</p></blockquote>",
        "<div class='pullquote'>“{}”</div>",
        "<p class='c-pull_quote'>{}</p>",
    ],
)
def test_a_quotation_that_repeats_words_of_a_paragraph_is_left_out(form: str) -> None:
    quote = form.format("雨の日にも子どもが過ごせる場所にしたい")
    lines = [f"<p>{one}</p>" for one in PARAGRAPHS]

    assert _body(f"{HEAD}<div>{''.join([*lines[:4], quote, *lines[4:]])}</div></html>") == PARAGRAPHS


def test_a_quotation_with_words_of_its_own_stays() -> None:
    quote = "<blockquote>本を読む楽しさを、町のどこに住む人にも届けたいと考えています。</blockquote>"
    lines = [f"<p>{one}</p>" for one in PARAGRAPHS]

    assert len(_body(f"{HEAD}<div>{''.join([*lines[:4], quote, *lines[4:]])}</div></html>")) == len(PARAGRAPHS) + 1


def _among(line: str) -> list[str]:
    lines = [f"<p>{text}</p>" for text in PARAGRAPHS]
    return _body(f"{HEAD}<article><div>{''.join([*lines[:4], line, *lines[4:]])}</div></article></html>")


@pytest.mark.parametrize(
    "name", ["market-share", "Gun-control", "related_work", "social-media-2", "the-comment", "profile"]
)
def test_an_id_that_repeats_its_heading_is_no_name_of_a_box(name: str) -> None:
    words = name.replace("-", " ").replace("_", " ")

    assert words in _among(f"<h2 id='{name}'>{words}</h2>")
    assert words in _among(
        f"<section id='{name}'><h2>{words}</h2><p>移動図書館は来年も走る。町はそう決めた。</p></section>"
    )


def test_an_id_that_does_not_repeat_its_heading_is_one() -> None:
    assert "隣の谷川町で" not in _among("<h2 id='related-heading'>隣の谷川町で</h2>")


@pytest.mark.parametrize("name", ["video-controls", "player-closedcaption", "vjs-settings", "widgetModal"])
def test_labels_of_players_and_windows_are_no_text(name: str) -> None:
    assert _among(f"<div class='{name}'><div>ON OFF</div><div>文字の大きさ</div></div>") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "form",
    [
        "<form><div>メールアドレス</div><input type=email><div>次へ進む</div></form>",
        "<form><label>お名前 <input></label><p>必須の項目</p></form>",
    ],
)
def test_labels_of_fields_are_no_text(form: str) -> None:
    assert _among(form) == list(PARAGRAPHS)


def test_a_form_around_a_page_or_a_paragraph_takes_nothing_from_the_text() -> None:
    lines = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    head, title = HEAD.split("<h1>")

    assert _body(f"{head}<form action=/><h1>{title}<h2>町の決定</h2>{lines}</form></html>")[-9:] == list(PARAGRAPHS)
    assert PARAGRAPHS[0] in _among(f"<form><p>{PARAGRAPHS[0]}</p></form>")


@pytest.mark.parametrize("line", ["Video", "Image", "n/a", "全景"])
def test_a_word_in_a_figure_is_no_paragraph_and_one_in_its_table_is(line: str) -> None:
    assert _among(f"<figure><div>{line}</div><img src='/a.jpg'></figure>") == list(PARAGRAPHS)
    assert any(line in one for one in _among(f"<figure><table><tr><td>{line}<td>12</table></figure>"))


def test_the_times_in_the_place_of_a_lead_are_none_of_the_text() -> None:
    times = "<div class=lede-times>December 6, 2016 — 6:22 PM EST December 7, 2016 — 1:55 PM EST</div>"
    lines = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)

    assert _body(f"{HEAD}{times}<article>{lines}</article></html>") == list(PARAGRAPHS)


POSTS = [
    "https://twitter.com/namikko/status/1",
    "https://x.com/namikko/status/1?ref=2",
    "https://www.instagram.com/p/Ab1/",
    "https://bsky.app/profile/namikko.example.com/post/3k",
    "https://www.threads.net/@namikko/post/C1",
]


@pytest.mark.parametrize("address", POSTS)
def test_a_quoted_post_of_a_network_is_no_text(address: str) -> None:
    post = f"<blockquote><p>朝市いってきた、寒いけど最高！</p>— なみっこ <a href='{address}'>2026年11月22日</a></blockquote>"
    lines = [f"<p>{one}</p>" for one in PARAGRAPHS]

    assert _body(f"{HEAD}<div>{''.join([*lines[:4], post, *lines[4:]])}</div></html>") == PARAGRAPHS


def test_a_quotation_that_links_its_writers_account_stays() -> None:
    quote = "本を読む楽しさを、町のどこに住む人にも届けたいと考えています。"
    lines = [f"<p>{one}</p>" for one in PARAGRAPHS]
    box = f"<blockquote><p>{quote}</p><a href='https://x.com/namikko'>館長</a></blockquote>"

    assert quote in _body(f"{HEAD}<div>{''.join([*lines[:4], box, *lines[4:]])}</div></html>")


@pytest.mark.parametrize("name", ["_97ad2c5ea911929a", "ad93bc1f", "sc-hgAdZ", "css-1q8Ad2", "Box__x5Ad"])
def test_a_name_that_a_machine_made_tells_nothing(name: str) -> None:
    title = "図書館の分館、来年の夏に開館"
    article = extract(
        f"<html lang=ja><h1 class='{name}'>{title}</h1><div>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</div></html>",
        URL,
    ).article

    assert article is not None
    assert article.headline == title
    assert "町の決定" in _among(f"<h2 class='{name}'>町の決定</h2>")


@pytest.mark.parametrize("name", ["ad", "ad-300x250", "ad300x250", "adSlot", "topAd", "AdBox2", "ads_1"])
def test_a_name_of_an_advert_is_one_with_a_number_or_a_size(name: str) -> None:
    assert "町の決定" not in _among(f"<div class='{name}'>町の決定</div>")


@pytest.mark.parametrize("name", ["dateline-p", "byline-first", "meta"])
def test_a_first_paragraph_that_is_named_after_its_dateline_is_text(name: str) -> None:
    rest = "".join(f"<div class='para'><p>{one}</p></div>" for one in PARAGRAPHS[1:])

    assert _body(f"{HEAD}<article><p class='{name}'>{PARAGRAPHS[0]}</p>{rest}</article></html>") == PARAGRAPHS


@pytest.mark.parametrize(
    "line", ["文・山田花子 | 2026年11月23日 8:21 | 読了時間：3分", "山田花子 | 2026.11.23 | 5 min read"]
)
def test_a_line_of_writer_time_and_minutes_to_read_is_no_text(line: str) -> None:
    lines = "".join(f"<p>{one}</p>" for one in [line, *PARAGRAPHS])

    assert _body(f"{HEAD}<div>{lines}</div></html>") == PARAGRAPHS


SIGN_UP = "毎朝7時に町の話題をメールでお届けします。登録は無料で、いつでもやめられます。ぜひご登録ください。"


def test_a_box_with_a_form_for_an_address_that_turns_to_the_reader_is_no_text() -> None:
    form = "<form action='/mm'><input type='email'><button>登録する</button></form>"
    lines = [f"<p>{one}</p>" for one in PARAGRAPHS]
    box = f"<div><p>{SIGN_UP}</p>{form}</div>"

    assert _body(f"{HEAD}<div>{''.join([*lines[:4], box, *lines[4:]])}</div></html>") == PARAGRAPHS


def test_a_form_for_an_address_takes_no_paragraph_of_the_text_beside_it() -> None:
    form = "<form action='/mm'><input type='email'><button>登録する</button></form>"
    lines = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:2])

    assert _body(f"{HEAD}<div>{lines}{form}</div></html>") == PARAGRAPHS[:2]


@pytest.mark.parametrize("name", ["comment", "comment-text", "article-comment", "story comment"])
def test_an_opinion_that_is_named_comment_is_the_text(name: str) -> None:
    rest = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])

    assert set(PARAGRAPHS[1:]) <= set(_body(f"{HEAD}<p>{PARAGRAPHS[0]}</p><div class='{name}'>{rest}</div></html>"))


@pytest.mark.parametrize("name", ["comments", "comment-list", "article-comments", "disqus"])
def test_many_comments_behind_a_short_text_are_none_of_it(name: str) -> None:
    comments = "".join(f"<div><b>読者{place}</b><p>{text}</p></div>" for place, text in enumerate(PARAGRAPHS[2:]))
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:2])

    assert _body(f"{HEAD}<div class='text'>{text}</div><div class='{name}'>{comments}</div></html>") == PARAGRAPHS[:2]
