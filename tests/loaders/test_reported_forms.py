"""Forms of times, names and lines that users report of article readers: each as the one line that a plain page has."""

from __future__ import annotations

import json

import pytest

from newscrawl.api import extract
from newscrawl.items import Article
from tests.reported_texts import ENGLISH as ENGLISH_TEXT
from tests.reported_texts import HEADLINE, TEXT

JAPANESE, ENGLISH = "https://www.irie.example.jp/life/a30417.html", "https://www.irienews.example.com/town/branch"


COMMENTS = (
    "<details class='CommentBox'><summary>Comments</summary><p>Posted by tom: I have waited for this for ten years, so has "
    "my mother.</p><p>Posted by sue: The morning queue at the old building is the real problem here.</p></details>"
)


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in texts)


def _page(
    line: str = "",
    *,
    head: str = "",
    above: str = "",
    inside: str = "",
    lang: str = "ja",
    title: str = "",
    h1: bool = True,
) -> Article:
    is_japanese = lang in {"ja", "ca", "th"}
    text = TEXT if is_japanese else ENGLISH_TEXT
    headline = HEADLINE if is_japanese else "Library to open a branch"
    name = "入江日報" if is_japanese else "Irie News"
    html = (
        f"<html lang='{lang}'><head><title>{title or f'{headline} | {name}'}</title>{head}</head><body><nav>"
        f"<a href='/'>Top</a><a href='/town/'>Town</a></nav>{above}<main><article>{f'<h1>{headline}</h1>' if h1 else ''}{line}"
        f"<div>{_paragraphs(text)}{inside}</div></article></main><footer><p>© 2026 {name}社</p></footer></body></html>"
    )
    article = extract(html, JAPANESE if lang == "ja" else ENGLISH).article
    assert article is not None
    return article


def _names(article: Article) -> list[str]:
    return [one.name for one in article.authors]


@pytest.mark.parametrize(
    ("line", "lang", "at"),
    [
        ("<p>Veröffentlicht: 23. Nov. 2026, 8.21 Uhr</p>", "de", "2026-11-23 08:21:00+01:00"),
        ("<p>Published: November 23, 2026, 8 pm</p>", "en", "2026-11-23 20:00:00+00:00"),
        ("<p>23/11/2026 a les 10:19h</p>", "ca", "2026-11-23 10:19:00+01:00"),
        ("<p>23 พ.ย. 2569 08:21 น.</p>", "th", "2026-11-23 08:21:00+07:00"),
        ("<time datetime='1795389660'>11月23日 08:21</time>", "ja", "2026-11-23 08:21:00+09:00"),
        ("<p data-seconds='1795389660' data-datetime='2026年11月23日'>11月23日</p>", "ja", "2026-11-23 08:21:00+09:00"),
        ("<p>放送日：2026年11月20日</p><p>2026年11月23日 08:21</p>", "ja", "2026-11-23 08:21:00+09:00"),
        ("<p>施行日 2026年12月1日</p><p>2026年11月23日 08:21</p>", "ja", "2026-11-23 08:21:00+09:00"),
    ],
    ids=[
        "clock behind a label",
        "hour behind a label",
        "catalan",
        "thai",
        "unix time",
        "seconds",
        "broadcast",
        "in force",
    ],
)
def test_a_time_is_read(line: str, lang: str, at: str) -> None:
    assert str(_page(line, lang=lang).published_at) == at


@pytest.mark.parametrize(
    "above",
    ["<div class='today'>2026年11月27日（金） 12℃</div>", "<header><p>2026年11月27日 金曜日</p></header>"],
    ids=["before main", "header"],
)
def test_the_day_of_the_visit_in_the_head_of_the_site_is_not_the_articles(above: str) -> None:
    assert _page(above=above).published_at is None
    assert str(_page("<p>2026年11月23日</p>", above=above).published_at) == "2026-11-23 00:00:00+09:00"


def test_the_day_in_a_byline_with_icons_is_read() -> None:
    icons = "<a href='mail/'><img src='/mail.gif'></a><a href='print/'><img src='/print.gif'></a>"

    article = _page(
        f"<div class='byline'>By <a href='/a/1'>Jane Doe</a> | November 23, 2026 | {icons}</div>", lang="en"
    )

    assert str(article.published_at) == "2026-11-23 00:00:00+00:00"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p class='byline'>By <a href='/a/1'>Jane Doe For Irie Post Australia</a></p>", ["Jane Doe"]),
        (
            "<p class='byline'>By <a href='/a/1'>Jane Doe</a> | <a href='mailto:j@irie.example'>Email the author</a></p>",
            ["Jane Doe"],
        ),
        ("<p>By Jane Doe ❤️</p>", ["Jane Doe"]),
    ],
    ids=["for a paper", "email", "heart"],
)
def test_what_is_beside_a_name_is_left_out(line: str, names: list[str]) -> None:
    assert _names(_page(line, lang="en")) == names


def test_a_name_in_two_scripts_is_one_writer() -> None:
    assert _names(_page("<p class='name'>小池和樹 <span>Kazuki Koike</span></p>")) == ["小池和樹"]


def test_a_paper_alone_in_the_element_of_the_writer_signs() -> None:
    assert _names(_page("<p class='author'>緑川新報</p>")) == ["緑川新報"]


def test_a_labelled_writer_wins_over_a_users_name_in_data() -> None:
    assert _names(_page("<p>By Jane Doe</p>", head="<meta name='dc.creator' content='jd87'>", lang="en")) == [
        "Jane Doe"
    ]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (
            "<meta property='og:author' content='By &lt;a href=&quot;/j&quot;&gt;Jane Doe&lt;/a&gt; and Tom Roe'>",
            ["Jane Doe", "Tom Roe"],
        ),
        ("<meta name='citation_author' content='Doe, Jane'>", ["Jane Doe"]),
    ],
    ids=["og:author", "citation_author"],
)
def test_the_writers_of_a_meta_tag_are_read(head: str, names: list[str]) -> None:
    assert _names(_page(head=head, lang="en")) == names


@pytest.mark.parametrize("prefix", ["schema:", "https://schema.org/"])
def test_json_ld_with_prefixed_keys_is_read(prefix: str) -> None:
    person = {"@type": f"{prefix}Person", f"{prefix}name": "小池和樹"}
    data = {"@type": f"{prefix}NewsArticle", f"{prefix}headline": HEADLINE, f"{prefix}author": person}
    day = {f"{prefix}datePublished": "2026-11-23T08:21:00+09:00"}

    article = _page(head=f"<script type='application/ld+json'>{json.dumps(data | day)}</script>")

    assert (_names(article), str(article.published_at)) == (["小池和樹"], "2026-11-23 08:21:00+09:00")


@pytest.mark.parametrize("mark", ["｜", " | ", " - "])
def test_the_holder_of_the_rights_is_no_part_of_a_title_that_no_heading_prints(mark: str) -> None:
    assert _page(title=f"{HEADLINE}{mark}入江日報", h1=False).headline == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "<p>―― 記事は下に続きます ――</p>",
        "<div class='app'><p>アプリで速報を受け取る</p><a href='/app'>ダウンロード</a></div>",
    ],
    ids=["goes on", "app"],
)
def test_a_line_that_turns_to_the_reader_is_no_text(line: str) -> None:
    assert _page(inside=f"{line}<p>開館の日は、町の広報と図書館の掲示板で知らせる。</p>").body.split("\n\n") == [
        *TEXT,
        "開館の日は、町の広報と図書館の掲示板で知らせる。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Sign up for our morning newsletter to get stories like this in your inbox.</p>",
        "<p>Get the latest news from the harbour delivered to your inbox every morning.</p>",
        COMMENTS,
    ],
    ids=["newsletter", "inbox", "comments"],
)
def test_an_offer_or_folded_comments_behind_a_text_are_no_text(line: str) -> None:
    assert _page(inside=line, lang="en").body.split("\n\n") == ENGLISH_TEXT


@pytest.mark.parametrize(
    "wall",
    [
        "ここから先は会員限定の記事です。ログインまたは会員登録すると続きをお読みいただけます。",
        "※この記事は有料です。会員登録(無料)すると、全文をお読みいただけます。",
        "ログインまたは無料会員登録が必要です。",
        "すでに会員の方はこちらからログイン",
    ],
)
def test_a_wall_ends_the_text(wall: str) -> None:
    article = _page(inside=f"<p>{wall}</p>")

    assert (article.body.split("\n\n"), article.is_paywalled) == (TEXT, True)


@pytest.mark.parametrize(
    "wall",
    ["Register for free to continue reading.", "This is premium content.", "Want to read more? Subscribe now."],
)
def test_a_wall_in_english_ends_the_text(wall: str) -> None:
    article = _page(inside=f"<p>{wall}</p>", lang="en")

    assert (article.body.split("\n\n"), article.is_paywalled) == (ENGLISH_TEXT, True)


def test_a_figure_with_a_picture_for_pages_without_scripts_alone_shows_it() -> None:
    figure = "<figure><noscript><img src='/img/branch-900.jpg' width='900' height='600'></noscript></figure>"

    assert [one.url for one in _page(figure).images] == ["https://www.irie.example.jp/img/branch-900.jpg"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("rnews:datePublished", "2026-11-23T08:21:00+09:00"),
        ("article_date_original", "Monday, November 23, 2026, 8:21 AM"),
        ("ptime", "20261123082100"),
        ("dc:created", "2026-11-23T08:21:00+09:00"),
        ("DCTERMS:issued", "2026-11-23T08:21:00+09:00"),
        ("date_published", "2026-11-23T08:21:00+09:00"),
        ("created", "2026-11-23T08:21:00+09:00"),
    ],
)
def test_the_time_in_a_vocabulary_of_meta_tags_is_read(name: str, written: str) -> None:
    assert str(_page(head=f"<meta name='{name}' content='{written}'>").published_at) == "2026-11-23 08:21:00+09:00"


@pytest.mark.parametrize("name", ["article:modified_date", "DC.date.modified", "lastmodified", "bt:moddate"])
def test_the_update_in_a_vocabulary_of_meta_tags_is_read(name: str) -> None:
    head = f"<meta property='article:published_time' content='2026-11-23T08:21:00+09:00'><meta name='{name}' content='2026-11-25'>"

    assert str(_page(head=head).modified_at) == "2026-11-25 00:00:00+09:00"


@pytest.mark.parametrize(
    "line",
    [
        "<a class='author'>Jane Doe from Irie News</a>",
        "<a class='username' href='/u/1'>Jane Doe</a>",
        "<div class='submitted-by'><a href='/u/1'>Jane Doe</a></div>",
    ],
    ids=["from a house", "username", "submitted"],
)
def test_an_element_named_for_the_writer_names_one(line: str) -> None:
    assert _names(_page(line, lang="en")) == ["Jane Doe"]


def test_the_heading_that_the_title_repeats_wins_over_a_headline_in_data_that_is_printed_nowhere() -> None:
    data = {"@type": "NewsArticle", "name": HEADLINE, "headline": "町に新しい読書の場ができるという話題"}

    assert _page(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>").headline == HEADLINE


def test_a_part_that_is_not_free_is_a_wall() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".wall"}
    data = {"@type": "NewsArticle", "headline": HEADLINE, "hasPart": part}

    assert _page(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>").is_paywalled is True


def test_a_short_last_sentence_is_text_and_a_dated_link_among_paragraphs_is_not() -> None:
    inside = "<ul><li><a href='/life/1.html'>棚田の水路を修復、20年ぶりに水を通す</a> 2026/11/10</li></ul>"

    assert _page(inside=f"{inside}<p>{TEXT[0][:-2]}たという。</p><p>続報を待ちたい。</p>").body.split("\n\n") == [
        *TEXT,
        f"{TEXT[0][:-2]}たという。",
        "続報を待ちたい。",
    ]


@pytest.mark.parametrize(
    "name", ["data-iso", "data-publishdate", "data-epoch", "data-timeutc", "content", "data-utime"]
)
@pytest.mark.parametrize("written", ["2026-11-23T08:21:00+09:00", "1795389660"])
def test_an_attribute_of_a_time_element_tells_its_time_whatever_it_is_called(name: str, written: str) -> None:
    assert str(_page(f"<p><time {name}='{written}'>けさ</time></p>").published_at) == "2026-11-23 08:21:00+09:00"


def test_the_attribute_of_an_update_is_no_time_of_publication() -> None:
    assert _page("<p><time data-updated-time='2026-11-23T08:21:00+09:00'>けさ</time></p>").published_at is None


@pytest.mark.parametrize("name", ["datepublished", "DatePublished"])
def test_a_property_of_microdata_is_read_in_any_case(name: str) -> None:
    line = f"<span itemprop='{name}' content='2026-11-23T08:21:00+09:00'>けさ</span>"

    assert str(_page(line).published_at) == "2026-11-23 08:21:00+09:00"


@pytest.mark.parametrize("kind", ["CreativeWork", "MedicalWebPage", "HowTo"])
def test_data_with_a_headline_and_a_time_are_the_articles_where_no_others_are(kind: str) -> None:
    data = {"@type": kind, "headline": HEADLINE, "datePublished": "2026-11-23T08:21:00+09:00"}

    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"

    assert str(_page(head=head).published_at) == "2026-11-23 08:21:00+09:00"


def test_free_is_false_as_an_address_of_the_vocabulary() -> None:
    data = {"@type": "NewsArticle", "headline": HEADLINE, "isAccessibleForFree": "http://schema.org/False"}

    assert _page(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>").is_paywalled is True


@pytest.mark.parametrize("source", ["", "src='/img/blank.gif'", "src='data:image/gif;base64,R0lGODlhAQABAAAAACw='"])
@pytest.mark.parametrize(
    "late",
    [
        "data-large-file='/img/branch-900.jpg'",
        "data-thumb='/img/branch-90.jpg' data-lg='/img/branch-900.jpg'",
        "data-lazy-srcset='/img/branch-300.jpg 300w, /img/branch-900.jpg 900w'",
        "zoomfile='/img/branch-900.jpg?v=1'",
    ],
)
def test_a_picture_is_loaded_from_the_attribute_whose_value_is_one(late: str, source: str) -> None:
    images = _page(f"<figure><img {source} {late} alt='/img/no.jpg' width='900' height='600'></figure>").images

    assert [one.url.partition("?")[0] for one in images] == ["https://www.irie.example.jp/img/branch-900.jpg"]


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:image:secure_url' content='/img/branch-900.jpg'>",
        "<meta name='twitter:image:src' content='/img/branch-900.jpg'>",
        "<meta itemprop='image' content='/img/branch-900.jpg'>",
        "<meta name='thumbnail' content='/img/branch-900.jpg'>",
    ],
)
def test_the_picture_that_any_vocabulary_names_is_read(head: str) -> None:
    assert [one.url for one in _page(head=head).images] == ["https://www.irie.example.jp/img/branch-900.jpg"]


def test_a_picture_in_data_is_found_by_its_identity() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": HEADLINE, "image": {"@id": "#picture"}},
        {"@type": "ImageObject", "@id": "#picture", "url": "/img/branch-900.jpg"},
    ]

    article = _page(head=f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>")

    assert [one.url for one in article.images] == ["https://www.irie.example.jp/img/branch-900.jpg"]


@pytest.mark.parametrize(
    "line",
    ["令和8年（2026年）11月23日", "2026年（令和8年）11月23日", "2026（令和8）年11月23日", "令和8（2026）年11月23日"],
)
def test_a_year_beside_the_same_year_of_an_era_is_one(line: str) -> None:
    assert str(_page(f"<p class='date'>{line}</p>").published_at)[:10] == "2026-11-23"


def test_what_was_written_later_is_a_change() -> None:
    article = _page("<p class='date'>2026年11月23日 8:21　追記：2026年11月24日 9:05</p>")

    assert (str(article.published_at), str(article.modified_at)) == (
        "2026-11-23 08:21:00+09:00",
        "2026-11-24 09:05:00+09:00",
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Review by Mary Holt", ["Mary Holt"]),
        ("Interview by Mary Holt", ["Mary Holt"]),
        ("By Mary Holt + Dana Reyes", ["Mary Holt", "Dana Reyes"]),
    ],
)
def test_names_behind_what_was_written_and_beside_a_plus(line: str, names: list[str]) -> None:
    assert [one.name for one in _page(f"<p class='byline'>{line}</p>", lang="en").authors] == names


@pytest.mark.parametrize("label", ["文章：", "取材文／"])
def test_names_behind_the_text_they_wrote(label: str) -> None:
    assert [one.name for one in _page(f"<p class='byline'>{label}山田花子</p>").authors] == ["山田花子"]


@pytest.mark.parametrize(
    "written",
    [
        '{"@type": "NewsArticle", "description": undefined, %s}',
        '{"@type": "NewsArticle", "description": {{ page.description }}, %s}',
        '{"@type": "NewsArticle", "description": , %s}',
        'var data = {"@type": "NewsArticle", %s};',
        'Warning: Undefined index in /var/www/meta.php\n{"@type": "NewsArticle", %s}',
        '{"@type": "NewsArticle", %s, "author": {"@type": "Person", "na',
        '{"@type": "NewsArticle", %s, "description": "The libr',
    ],
)
def test_data_that_a_program_left_unfinished_are_read(written: str) -> None:
    data = written.replace("%s", f'"headline": "{HEADLINE}", "datePublished": "2026-11-23T08:21:00+09:00"')

    assert str(_page(head=f"<script type='application/ld+json'>{data}</script>").published_at) == (
        "2026-11-23 08:21:00+09:00"
    )


def test_a_wall_that_a_program_wrote_in_its_own_words_is_one() -> None:
    data = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "isAccessibleForFree": False}}'

    assert _page(head=f"<script type='application/ld+json'>{data}</script>").is_paywalled is True


SHORT = "10日に行われた試合で、入江ユナイテッドは緑川シティーと対戦し、1―0で勝った。前半12分に先制し、守備陣が最後まで守り切った。"
LIFE = [
    "山田花子は1988年に緑川町で生まれ、大学では都市計画を学んだ。卒業後は地方紙に入り、交通や福祉の分野を取材してきた。",
    "著書には各地の図書館を訪ね歩いた旅の記録があり、去年の地方出版賞の候補にもなった。",
]
OFFER = [
    "月額980円で、すべての記事と過去10年分の紙面を好きなだけ読むことができます。最初の1か月は無料です。",
    "新聞の定期購読をされている方は、追加の料金なしでご利用いただけます。お申し込みは下のページからどうぞ。",
]
BEHIND = {
    "an offer": f"<div class='offer'><h3>入江日報デジタルのご案内</h3>{_paragraphs(OFFER)}</div>",
    "a guide in polite verbs": f"<div class='guide'>{_paragraphs(OFFER)}</div>",
    "who wrote it": f"<div class='writer-box'><h2>この記事を書いた人</h2>{_paragraphs(LIFE)}</div>",
    "a profile": f"<div><h3>筆者プロフィール</h3>{_paragraphs(LIFE)}</div>",
    "a box named as a profile": f"<div class='bio'>{_paragraphs(LIFE)}</div>",
    "a newsletter": f"<aside class='newsletter'><h3>朝のメール</h3>{_paragraphs(LIFE)}</aside>",
    "a wall": f"<div class='gate'><h3>この記事は有料会員限定です</h3>{_paragraphs(OFFER)}</div>",
    "other articles": "".join(
        (
            "<div class='more'>",
            *(f"<h3><a href='/a{n}'>別の記事{n}</a></h3><p>{one}</p>" for n, one in enumerate(LIFE)),
            "</div>",
        )
    ),
}


def _short(behind: str, own: str = "") -> list[str]:
    html = (
        "<html lang='ja'><head><title>入江、緑川に先勝 | 入江日報</title></head><body><nav><a href='/'>Top</a></nav>"
        f"<article><h1>入江、緑川に先勝</h1><div class='honbun'><p>{SHORT}</p>{own}</div>{behind}</article></body></html>"
    )
    article = extract(html, JAPANESE).article
    assert article is not None
    return (article.body or "").split("\n\n")


@pytest.mark.parametrize("kind", BEHIND)
def test_what_is_behind_a_short_text_is_no_part_of_it_however_long(kind: str) -> None:
    assert _short(BEHIND[kind]) == [SHORT]


@pytest.mark.parametrize(
    "behind",
    [
        f"<section class='part'><h2>入江の守備</h2>{_paragraphs(LIFE)}</section>",
        f"<div class='honbun last'>{_paragraphs(LIFE)}</div>",
        f"<div class='subscription-content'>{_paragraphs(LIFE)}</div>",
        f"<div class='promo-body'>{_paragraphs(TEXT)}</div>",
        f"<div class='c2'>{_paragraphs([f'{one[:4]}<a href=/w/{one[:2]}>{one[4:9]}</a>{one[9:]}' for one in LIFE])}</div>",
        f"<div class='talk'>{_paragraphs(['はい、守備が良かったです。次も勝ちます。'] * 3 + OFFER)}</div>",
    ],
)
def test_the_rest_of_a_text_is_part_of_it_in_an_element_of_another_name(behind: str) -> None:
    assert {LIFE[0], TEXT[0], OFFER[0]} & set(_short(behind))


def test_the_line_that_says_what_registering_gives_is_a_wall() -> None:
    article = _page(inside="<p>ここから先は会員限定です。会員登録（無料）をすると続きをお読みいただけます。</p>")

    assert article.is_paywalled is True


@pytest.mark.parametrize(
    "label",
    "掲載終了日 配信終了 公演日 試合日 受稿日 採録日 取得日 閲覧日 撮影 生年月日 予約開始日 開催".split(),
)
def test_a_day_of_something_else_is_no_publication(label: str) -> None:
    other = f"<li>{label}：2026年9月5日</li>"

    assert _page(f"<ul>{other}</ul>").published_at is None
    assert str(_page(f"<ul>{other}<li>2026年11月23日</li></ul>").published_at)[:10] == "2026-11-23"


@pytest.mark.parametrize(
    "label",
    [
        "Available until",
        "Retrieved",
        "Recorded on",
        "Photo taken",
        "Fact-checked",
        "Event date",
        "Date of birth",
        "In print",
    ],
)
def test_an_english_day_of_something_else_is_no_publication(label: str) -> None:
    article = _page(f"<p>{label}: September 5, 2026 | Published: November 23, 2026</p>", lang="en")

    assert str(article.published_at)[:10] == "2026-11-23"


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: November 24, 2026 | Published: November 23, 2026",
        "First published: November 23, 2026 · Last updated: November 24, 2026",
    ],
)
def test_a_line_with_two_labelled_days_may_be_long(line: str) -> None:
    article = _page(f"<p>{line}</p>", lang="en")

    assert (str(article.published_at)[:10], str(article.modified_at)[:10]) == ("2026-11-23", "2026-11-24")


@pytest.mark.parametrize("label", ["<span class='label'>独自</span>", "<span class='icon-new'>速報</span>"])
def test_a_label_in_the_heading_is_no_part_of_the_headline(label: str) -> None:
    assert _page(above=f"<h1>{label}{HEADLINE}</h1>", h1=False).headline == HEADLINE
    assert _page(above=f"<h1>{HEADLINE}<span class='count'>12</span></h1>", h1=False).headline == HEADLINE


def test_a_link_to_write_a_mail_is_no_writer() -> None:
    line = "<p class='author'>山田花子 <a href='mailto:yamada@irie.example.jp'>メール</a></p>"

    assert [one.name for one in _page(line).authors] == ["山田花子"]


def test_data_without_a_zone_give_way_to_the_time_of_the_page_with_one_and_their_change_moves_with_them() -> None:
    head = "<meta name='dc.date.created' content='2026-11-23|19h18'><meta name='dc.date.modified' content='2026-11-23|21h15'>"
    line = "<p><time datetime='2026-11-23 19:18:46+00:00'>23 November 2026</time></p>"

    article = _page(line, head=head)

    assert (str(article.published_at), str(article.modified_at)) == (
        "2026-11-24 04:18:46+09:00",
        "2026-11-24 06:15:00+09:00",
    )
