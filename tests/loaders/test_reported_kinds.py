"""Kinds of faults that users report of article readers: each as the one thing that differs from a plain page."""

from __future__ import annotations

from time import process_time

import pytest

from newscrawl.api import extract
from newscrawl.loaders import Extraction
from tests.reported_texts import ENGLISH, HEADLINE, TEXT

URL = "https://www.irie.example.jp/life/a30417.html"


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in texts)


def _read(
    *, head: str = "", line: str = "", body: str | None = None, behind: str = "", url: str = URL, h1: str = HEADLINE
) -> Extraction:
    html = (
        f"<html lang='ja'><head><title>{HEADLINE}｜入江日報</title>{head}</head><body><nav><a href='/'>トップ</a>"
        "<a href='/life/'>くらし</a><a href='/econ/'>経済</a><a href='/sports/'>スポーツ</a></nav><main><article>"
        f"<h1>{h1}</h1>{line}<div>{_paragraphs(TEXT) if body is None else body}</div>{behind}</article></main></body></html>"
    )
    return extract(html, url)


def _english(**parts: str) -> Extraction:
    return _read(h1="Library to open a branch", **parts)


def test_a_day_without_a_year_takes_that_of_the_month_in_the_address() -> None:
    article = _read(line="<p>11/24(火) 18:40配信</p>", url="https://www.irie.example.jp/2026/11/life/7.html").article

    assert article is not None
    assert str(article.published_at) == "2026-11-24 18:40:00+09:00"


def test_the_day_of_a_list_below_the_text_is_no_update() -> None:
    entries = "".join(f"<li><a href='/life/a3041{n}.html'>棚田の水路を修復、{n}年ぶり</a></li>" for n in range(3))
    behind = f"<h2>アクセスランキング</h2><p>2026年11月24日 12:00 更新</p><ol>{entries}</ol>"

    article = _read(line="<p>2026年11月20日 08:00</p>", behind=behind).article

    assert article is not None
    assert (str(article.published_at), article.modified_at) == ("2026-11-20 08:00:00+09:00", None)


def test_the_day_of_the_interview_is_not_the_publication() -> None:
    article = _read(line="<p>取材日：2026年11月10日</p><p>公開日：2026年11月24日</p>").article

    assert article is not None
    assert str(article.published_at) == "2026-11-24 00:00:00+09:00"


def test_cst_is_of_america_where_no_zone_is_known() -> None:
    html = f"<html lang='en'><h1>Library to open a branch</h1><p>Posted: Nov 24, 2026 / 06:40 PM CST</p>{_paragraphs(ENGLISH)}</html>"

    article = extract(html, "https://www.example.com/news/library-1").article

    assert article is not None
    assert str(article.published_at) == "2026-11-24 18:40:00-06:00"


def test_a_teaser_in_microdata_gives_nothing_where_the_article_has_none() -> None:
    teaser = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'><a href='/life/a3.html'><span itemprop='headline'>"
        "棚田の水路を修復</span></a><meta itemprop='datePublished' content='2026-11-20T10:00:00+09:00'></div>"
    )

    article = _read(line="<p>2026年11月24日 18:40</p>", behind=teaser).article

    assert article is not None
    assert (article.headline, str(article.published_at)) == (HEADLINE, "2026-11-24 18:40:00+09:00")


def test_a_label_in_an_element_of_its_own_is_left_off_where_the_shared_title_has_none() -> None:
    head = f"<meta property='og:title' content='{HEADLINE}'>"

    article = _read(head=head, h1=f"<span>独自</span>{HEADLINE}").article

    assert article is not None
    assert article.headline == HEADLINE


@pytest.mark.parametrize(
    "label", ["次のページへ：改装の中身", "次ページ", "2ページ目へ", "2"], ids=["titled", "plain", "numbered", "number"]
)
def test_a_link_to_the_next_page_is_followed_whatever_its_words(label: str) -> None:
    assert _read(behind=f"<p>1/3ページ <a href='?page=2'>{label}</a></p>").next_page_url == f"{URL}?page=2"


@pytest.mark.parametrize("label", ["次のページへ：改装の中身", "2ページ目へ"])
def test_such_a_link_to_another_article_is_not_followed(label: str) -> None:
    assert _read(behind=f"<p><a href='/life/a30418.html'>{label}</a></p>").next_page_url is None


@pytest.mark.parametrize(
    ("links", "tags"),
    [
        ("<a rel=tag href='/tag/1'>図書館(12)</a> <a rel=tag href='/tag/2'>読書 (3)</a>", ("図書館", "読書")),
        ("<a rel=tag href='/tag/1'>(12) 図書館</a> <a rel=tag href='/tag/2'>(3) 読書</a>", ("図書館", "読書")),
        ("<a rel=tag href='/tag/1'>読書会(2)</a> <a rel=tag href='/tag/2'>図書館</a>", ("読書会(2)", "図書館")),
        (
            "<a rel=tag href=/tag/1>図書館 <b>12</b></a> <a rel=tag href=/tag/2>読書 <b>3</b></a> <a rel=tag href=/tag/3>港 <b>9</b></a>",
            ("図書館", "読書", "港"),
        ),
        ("<a rel=tag href=/tag/1>港祭り 12</a> <a rel=tag href=/tag/2>船 3</a>", ("港祭り 12", "船 3")),
        (
            "<a rel=tag href=/tag/1>港祭り 2024</a> <a rel=tag href=/tag/2>船 3</a> <a rel=tag href=/tag/3>港 9</a>",
            ("港祭り 2024", "船 3", "港 9"),
        ),
    ],
    ids=["behind", "before", "on_one_alone", "without_brackets", "on_two", "beside_a_year"],
)
def test_counts_that_all_labels_carry_are_no_part_of_them(links: str, tags: tuple[str, ...]) -> None:
    article = _read(behind=f"<p>{links}</p>").article

    assert article is not None
    assert article.tags == tags


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("図書館,RSBI:MTVID,iptc:04000000,読書", ("図書館", "読書")),
        ("図書館,Re:ゼロ,NieR:Automata", ("図書館", "Re:ゼロ", "NieR:Automata")),
        ("ニュース,入江日報,くらし,経済,スポーツ,天気", ()),
        ("図書館,くらし,経済,スポーツ", ("図書館", "くらし", "経済", "スポーツ")),
    ],
    ids=["codes", "titles_with_colons", "names_of_the_menu", "no_name_of_the_site"],
)
def test_codes_and_the_words_of_the_menu_are_no_tags(written: str, tags: tuple[str, ...]) -> None:
    article = _read(head=f"<meta name='keywords' content='{written}'>").article

    assert article is not None
    assert article.tags == tags


@pytest.mark.parametrize("last", [HEADLINE, "図書館の分館、来年…"])
def test_a_list_that_leads_from_home_to_the_headline_names_the_section(last: str) -> None:
    trail = f"<ol><li><a href='/'>ホーム</a></li><li><a href='/life/'>くらし</a></li><li>{last}</li></ol>"
    html = f"<html lang='ja'><nav>{trail}</nav><main><h1>{HEADLINE}</h1>{_paragraphs(TEXT)}</main></html>"

    article = extract(html, URL).article

    assert article is not None
    assert article.section == "くらし"


def test_the_name_of_the_site_is_no_section_and_no_lead_and_nor_is_a_word_of_a_program() -> None:
    names = ("og:site_name", "article:section")
    head = "".join(f"<meta property='{name}' content='入江日報'>" for name in names)

    for words in ("true", "入江日報"):
        article = _read(head=f"{head}<meta name='description' content='{words}'>").article

        assert article is not None
        assert (article.section, article.lead) == (None, None)


def test_a_text_in_japanese_letters_is_japanese_whatever_a_theme_declares() -> None:
    html = f"<html lang='en-US'><h1>{HEADLINE}</h1>{_paragraphs(TEXT * 3)}</html>"

    article = extract(html, URL).article

    assert article is not None
    assert article.language == "ja"


def test_the_text_that_is_shown_where_no_script_runs_is_read() -> None:
    article = _read(body=f"<noscript>{_paragraphs(TEXT * 2)}</noscript>").article

    assert article is not None
    assert article.body.split("\n\n")[: len(TEXT)] == TEXT


@pytest.mark.parametrize(("kind", "is_read"), [(" shadowrootmode=open", True), ("", False)], ids=["shown", "plain"])
def test_a_template_is_text_only_where_the_page_shows_it(kind: str, *, is_read: bool) -> None:
    found = _read(body=f"<x-text><template{kind}>{_paragraphs(TEXT)}</template></x-text>").article

    assert (found is not None and found.body.split("\n\n") == TEXT) is is_read


def test_a_notice_about_scripts_is_no_text() -> None:
    notice = "JavaScriptが無効になっています。設定を変えてからもう一度ページを開いてください。" * 12

    assert _read(body=f"<noscript><p>{notice}</p></noscript>").article is None


def test_the_picture_for_pages_without_scripts_takes_the_place_of_a_stand_in() -> None:
    body = f"<img src='/dummy.png'><noscript><img src='/p/1.jpg'></noscript>{_paragraphs(TEXT)}"

    article = _read(body=body).article

    assert article is not None
    assert [one.url for one in article.images] == ["https://www.irie.example.jp/p/1.jpg"]


@pytest.mark.parametrize("label", ["続きを読む", "全文を表示する", "もっと見る", "Read more", "더보기"])
@pytest.mark.parametrize("place", ["{0}{1}", "{1}{0}"], ids=["button_behind", "button_before"])
def test_the_rest_of_a_text_that_a_button_opens_is_text(label: str, place: str) -> None:
    rest = f"<div style='display:none'>{_paragraphs(TEXT[2:])}</div>"

    article = _read(body=_paragraphs(TEXT[:2]) + place.format(rest, f"<button>{label}</button>")).article

    assert article is not None
    assert article.body.split("\n\n") == TEXT


def test_what_another_button_hides_stays_hidden() -> None:
    rest = f"<div style='display:none'>{_paragraphs(TEXT[2:3])}</div><button>閉じる</button>"

    article = _read(body=_paragraphs([*TEXT[:2], TEXT[3]]) + rest).article

    assert article is not None
    assert TEXT[2] not in article.body


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Twitter and Facebook.",
        "Follow Ann Reed on Twitter for more.",
        "Do you have a story for us? Email newsroom@example.com",
        "Have a question? Write to the newsroom and we will answer it.",
    ],
)
def test_a_line_that_asks_readers_to_follow_or_write_is_no_text(line: str) -> None:
    article = _english(body=_paragraphs([*ENGLISH, line])).article

    assert article is not None
    assert article.body.split("\n\n") == ENGLISH


@pytest.mark.parametrize(
    "sentence",
    [
        "“Follow us on Facebook and you will see the books,” the librarian said to the children on Monday.",
        "The branch asked its readers to follow it on Twitter, and four thousand people did so in a day.",
        "“Do you have a book for us?” was the question that the librarian put to every house in the town.",
        "Write to the library and it will answer, the town wrote in its letter of last week to all houses.",
    ],
)
def test_a_sentence_about_following_or_writing_is_text(sentence: str) -> None:
    article = _english(body=_paragraphs([*ENGLISH, sentence])).article

    assert article is not None
    assert sentence in article.body


def test_a_long_notice_on_cookies_is_not_the_text_of_a_short_article() -> None:
    notice = [
        "Our site uses cookies to learn how it is used. " * 6,
        "Some cookies are set by firms that show adverts. " * 6,
    ]
    box = f"<div class='cookie-policy'>{_paragraphs(notice)}<button>OK</button></div>"

    article = _english(body=f"<p>{ENGLISH[0]}</p>", behind=box).article

    assert article is not None
    assert article.body == ENGLISH[0]


def test_an_article_on_cookies_is_text_whatever_its_box_is_called() -> None:
    texts = [one.replace("book", "cookie") for one in ENGLISH[:2]]

    article = _read(h1="Library to open a branch", body=f"<div class='ad'>{_paragraphs(texts)}</div>").article

    assert article is not None
    assert article.body.split("\n\n") == texts


def test_the_credit_at_the_end_of_a_line_below_a_picture_makes_it_a_caption() -> None:
    caption = "<p><img src='/p/1.jpg' width=600 height=400><br><em>The storehouse in the rain. Photo: Ann Reed</em></p>"

    article = _english(body=f"<p>{ENGLISH[0]}</p>{caption}{_paragraphs(ENGLISH[1:])}").article

    assert article is not None
    assert article.body.split("\n\n") == ENGLISH


def test_a_box_with_a_button_above_the_text_that_turns_to_the_reader_is_no_text() -> None:
    box = "<div class=listen><button>Listen</button><p>This reading is made by a machine. Please send us your feedback.</p></div>"

    article = _english(line=box, body=_paragraphs(ENGLISH)).article

    assert article is not None
    assert article.body.split("\n\n") == ENGLISH


def test_a_bold_line_before_the_first_paragraph_is_text_where_others_head_later_ones() -> None:
    body = f"<p><strong>改装の中身</strong></p>{_paragraphs(TEXT[:2])}<p><strong>これから</strong></p>{_paragraphs(TEXT[2:])}"

    article = _read(body=body).article

    assert article is not None
    assert article.body.split("\n\n") == ["改装の中身", *TEXT[:2], "これから", *TEXT[2:]]


def test_a_note_at_the_end_of_a_heading_is_left_off_where_the_shared_title_has_none() -> None:
    head = f"<meta property='og:title' content='{HEADLINE}'>"

    article = _read(head=head, h1=f"{HEADLINE}<span>［地図あり］</span>").article

    assert article is not None
    assert article.headline == HEADLINE


def test_the_count_behind_a_category_is_no_part_of_the_section() -> None:
    article = _read(line="<p><a href='/category/life/' rel='category tag'>くらし (25)</a></p>").article

    assert article is not None
    assert article.section == "くらし"


def test_place_and_house_before_a_korean_writer_are_no_writers() -> None:
    text = "바닷가 마을의 도서관이 내년 여름 낡은 창고에 분관을 연다. 마을은 28일 장서를 두 배로 늘리겠다고 발표했다."
    html = f"<html lang='ko'><h1>도서관 분관 내년 여름 문 연다</h1><p>(해안=해안신문) 김바다 기자 = {text}</p><p>{text}</p></html>"

    article = extract(html, URL).article

    assert article is not None
    assert [one.name for one in article.authors] == ["김바다"]


@pytest.mark.parametrize(
    "unit",
    [
        "<span>独自</span>",
        "<noscript><b>あ</b>",
        "<div style='display:none'>隠された文。</div><button>続きを読む</button>",
    ],
)
def test_many_parts_of_such_kinds_cost_no_more_than_their_size(unit: str) -> None:
    def seconds(count: int) -> float:
        begin = process_time()
        _read(head=f"<meta property='og:title' content='{HEADLINE}'>", h1=f"{unit * count}{HEADLINE}")
        return process_time() - begin

    seconds(100)
    assert seconds(4000) < 8 * seconds(1000) + 0.5


MORE = [
    "町議会は来月の定例会で費用を審議し、早ければ年明けにも工事の入札を行う予定だと議長は述べた。",
    "分館には町の歴史を伝える部屋もでき、漁師の家に残る古い地図や写真を並べることにしている。",
]
AMONG = {
    "strip_of_links": "<div class=s><span>きょうの天気</span><span>晴れ 14℃</span><a href='/weather/'>週間予報</a></div>",
    "strip_of_buttons": "<div class=s><span>フォローするテーマ</span><button>＋海</button></div>",
    "live_report": "<div class=s><b>速報</b> <a href='/live/1'>嵐が近づく、最新の情報はこちらの頁で</a> <time>10:00</time></div>",
    "offer": "<div class=s><p>朝刊の試し読みを一週間、無料でお届けします。お申し込みはお電話でも承ります。</p><a href='/t'>申し込む</a></div>",
    "comment": "<div class=s><p>昔から通っているので、なくならないと聞いて安心しました。</p><a href='/c'>コメントをもっと見る</a></div>",
}
KEPT = {
    "subheading": "<div class=s>改装の中身</div>",
    "sentence": "<div class=s>経緯は<a href='/life/1.html'>昨年の記事</a>に詳しく、図書館の年表にも載っている。</div>",
    "quotation": "<div class=s>「雨の日にも子どもが過ごせる場所にしたい」</div>",
}


def _among(box: str) -> list[str]:
    article = _read(
        line="<p>2026年11月24日 18:40</p>", body=_paragraphs(TEXT[:2]) + box + _paragraphs([*TEXT[2:], *MORE])
    ).article
    assert article is not None
    assert str(article.published_at) == "2026-11-24 18:40:00+09:00"
    return article.body.split("\n\n")


@pytest.mark.parametrize("box", AMONG.values(), ids=list(AMONG))
def test_a_strip_or_an_offer_among_paragraphs_is_no_text(box: str) -> None:
    assert _among(box) == [*TEXT, *MORE]


@pytest.mark.parametrize("box", KEPT.values(), ids=list(KEPT))
def test_a_line_of_words_among_paragraphs_is_text(box: str) -> None:
    assert len(_among(box)) == len([*TEXT, *MORE]) + 1


def test_a_time_beside_the_linked_title_of_another_article_is_not_the_articles() -> None:
    strip = "<div><a href='/live/1'>嵐が近づく、海沿いの町で避難の準備が始まる</a> <time datetime='2026-11-29T10:00:00Z'>10:00</time></div>"
    html = f"<html lang='ja'><main>{strip}<h1>{HEADLINE}</h1>{_paragraphs(TEXT)}</main></html>"

    article = extract(html, URL).article

    assert article is not None
    assert article.published_at is None


def test_pictures_in_a_row_that_lead_to_pages_of_their_own_are_not_the_articles() -> None:
    row = "".join(f"<a href='/g{n}'><img src='/t/g{n}.jpg'>霧の港{n}</a>" for n in range(3))

    article = _read(body=_paragraphs(TEXT[:2]) + f"<div><h3>写真特集</h3>{row}</div>" + _paragraphs(TEXT[2:])).article

    assert article is not None
    assert article.images == ()


def test_a_text_whose_paragraphs_hold_links_goes_on_behind_a_list() -> None:
    linked = [one.replace("町", "<a href='/m'>町</a>") for one in TEXT]
    entries = "".join(f"<li><a href='/life/3041{n}.html'>棚田の水路を修復、{n}年ぶり</a></li>" for n in range(3))
    body = (
        _paragraphs([*linked, *linked, *linked])
        + f"<div><h2>人気記事</h2><ol>{entries}</ol></div>"
        + _paragraphs(
            [
                "館内には町の歴史を伝える部屋もでき、古い地図や写真を並べる。",
                "開館の日には<a href='/m'>町</a>の楽団が演奏し、誰でも入れる。",
            ]
        )
    )

    article = _read(body=body).article

    assert article is not None
    assert article.body.endswith("誰でも入れる。")


def test_remarks_of_readers_are_no_text_though_none_of_them_ends_as_a_sentence() -> None:
    remarks = "".join(
        f"<div><span>名無しさん{n}</span><p>昔から通っている者としては古い建物のままでもよかったと思っています{n}</p></div>"
        for n in range(9)
    )

    article = _read(behind=f"<section class=cmt><h2>コメント（9件）</h2>{remarks}</section>").article

    assert article is not None
    assert article.body.split("\n\n") == TEXT
