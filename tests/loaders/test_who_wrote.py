"""Who wrote: a name alone is weak evidence, and a topic, a team or who is asked is no writer."""

from __future__ import annotations

import pytest

from newscrawl import extract

JAPANESE = (
    "緑川市は24日、港の旧倉庫を改装した交流施設を来年春に開くと発表した。会議室や調理場を備え、団体が自由に使えるようにする。",
    "施設は延べ床面積およそ1200平方メートル。木の床と高い天井を残し、入り口には段差をなくす工事を施した。費用は3億円に上る。",
    "食堂を営む岡本実さんは「人が集まる場所が増えるのはうれしい。ただ駐車場が足りるかどうかが心配だ」と話した。",
    "市は来月から利用の受け付けを始め、料金などの詳しい条件は年内に決める方針だ。年間の来場者は6万人を見込んでいる。",
)
ENGLISH = (
    "The harbour warehouse will reopen next spring as a community centre, the town announced on Tuesday after repairs.",
    "The building keeps its wooden floor and high ceiling, and the entrance has no steps. The work cost two million dollars.",
    "Joan Abbot, who runs a diner nearby, was glad that people would gather there, but she worried about parking spaces.",
    "Bookings open next month, and the town will publish the fees before the end of the year for all of its visitors.",
)


def _names(above: str = "", below: str = "", *, language: str = "ja", last: str = "", menu: str = "") -> list[str]:
    paragraphs = JAPANESE if language == "ja" else ENGLISH
    day = "2026年11月24日 10時30分" if language == "ja" else "November 24, 2026"
    title = "港の倉庫、春に交流施設へ" if language == "ja" else "Warehouse to reopen as community centre"
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    page = (
        f"<html lang={language}><title>{title}</title><body><nav><a href='/'>Home</a>{menu}</nav><main><article><h1>{title}</h1>"
        f"<p><time>{day}</time></p>{above}<div>{text}{last}</div>{below}</article></main></body></html>"
    )
    article = extract(page, "https://paper.example/a/1.html").article
    assert article is not None
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "インタビュー：{}",
            "インタビュー　{}",
            "話し手：{}",
            "語り：{}",
            "ゲスト　{}",
            "講師：{}",
            "回答者：{}",
            "監督：{}",
        ),
        *("食堂店主　{}", "この人　{}", "登場人物：{}", "{}さん", "{}氏に聞く", "인터뷰: {}", "专访：{}", "受訪者：{}"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "h2"])
def test_who_is_asked_is_no_writer(line: str, tag: str) -> None:
    assert _names(f"<{tag}>{line.format('小池和樹')}</{tag}>") == []


@pytest.mark.parametrize(
    "line",
    [
        *("Interview: {}", "Interview with {}", "In conversation with {}", "Q&A: {}", "Guest: {}", "Meet {}", "Ask {}"),
        *("With {}", "Entrevista a {}", "Intervista a {}", "Entretien avec {}", "Im Gespräch: {}", "Interview mit {}"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "h2"])
def test_who_is_asked_is_no_writer_in_other_languages(line: str, tag: str) -> None:
    assert _names(f"<{tag}>{line.format('Jane Doe')}</{tag}>", language="en") == []


@pytest.mark.parametrize(
    "line",
    ["インタビュー・文：小池和樹　撮影：佐藤花子", "インタビュー＝小池和樹　写真＝佐藤花子", "聞き手：小池和樹"],
)
def test_an_interview_beside_another_task_names_its_writer(line: str) -> None:
    assert _names(f"<p>{line}</p>") == ["小池和樹"]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "清水エスパルス",
            "石狩川",
            "松江城",
            "前田建設",
            "小林製薬",
            "長野電鉄",
            "中川運河",
            "朝のことば",
            "山口きらら博",
        ),
        *("宮崎空港", "森林組合", "秋田杉", "岡田港", "著者近影", "浜松まつり", "鳥取砂丘"),
    ],
)
def test_a_place_a_team_or_a_company_beside_a_time_is_no_writer(name: str) -> None:
    assert _names(f"<p>{name}</p>") == []


@pytest.mark.parametrize(
    "name", ["Greenford Rovers", "Lower Ashton", "Bad Grünbach", "Zone Port et Commerce", "Unteres Tal"]
)
def test_a_place_or_a_team_is_no_writer_in_other_languages(name: str) -> None:
    assert _names(f"<p>{name}</p>", language="en") == []


def test_a_name_alone_that_the_text_names_is_no_writer() -> None:
    assert _names("<p>岡本実</p>") == []
    assert _names("<p>Joan Abbot</p>", language="en") == []
    assert _names("<p>文＝岡本実</p>") == ["岡本実"]


def test_a_name_alone_that_the_menu_links_is_no_writer() -> None:
    assert _names("<p>松本山雅</p>", menu="<a href='/yamaga/'>松本山雅</a>") == []
    assert _names("<p class='kicker'>Jane Doe</p>", language="en") == []


@pytest.mark.parametrize("words", ["Work Cost", "Town Fees", "STEPS"])
def test_words_that_the_page_prints_in_small_letters_are_a_label_and_no_writer(words: str) -> None:
    assert _names(f"<p>{words}</p>", language="en") == []
    assert _names(f"<p>{words} | Nov 24, 2026</p>", language="en") == []
    assert _names(f"<p>By {words}</p>", language="en") == [words]


def test_an_agency_of_common_words_signs() -> None:
    last = "<p>The press of the associated towns came, too, and wrote about the opening of the house.</p>"

    assert _names("<p>The Associated Press</p>", language="en", last=last) == ["The Associated Press"]


def test_a_surname_may_be_a_word() -> None:
    assert _names("<p>Jane Building</p>", language="en") == ["Jane Building"]


@pytest.mark.parametrize("measure", ["40 minutes", "up to 2 hours", "10 Mins"])
def test_what_takes_some_time_is_no_writer(measure: str) -> None:
    assert _names(f"<div class='meta'>Work Time</div><div class='meta'>{measure}</div>", language="en") == []
    assert _names(f"<h2>Steps</h2><p>Ready Inside{measure}</p>", language="en") == []
    assert _names(f"<p>Jane Doe</p><p>{measure}</p>", language="en") == ["Jane Doe"]


@pytest.mark.parametrize("line", ["About the Author", "Meet the author", "Über den Autor", "Conoce al autor"])
def test_a_label_of_a_writer_is_no_name(line: str) -> None:
    assert _names(f"<p class='byline'>{line}</p>", language="en") == []


def test_an_item_of_a_list_without_a_time_is_no_writer() -> None:
    items = "<ul><li>Dificultad Facil</li><li>Raciones Cuatro</li></ul>"

    assert _names(f"<h2>Ficha</h2>{items}", language="en") == []
    assert _names(f"<p>{ENGLISH[0]}</p><ul><li>Jane Doe</li><li>3 hours ago</li></ul>", language="en") == ["Jane Doe"]


@pytest.mark.parametrize("line", ["{}", "<span class='name'>{}</span>"])
def test_a_name_beside_a_time_is_the_writer(line: str) -> None:
    assert _names(f"<p>{line.format('小池和樹')}</p>") == ["小池和樹"]
    assert _names(f"<p>{line.format('Jane Doe')}</p>", language="en") == ["Jane Doe"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("文：トム＝ハリス", "トム＝ハリス"),
        ("ジャン＝リュック・モロー", "ジャン＝リュック・モロー"),
        ("ソウル＝小池和樹", "小池和樹"),
        ("文：中村正道", "中村正道"),
        ("ライター小池和樹", "小池和樹"),
        ("特別寄稿：小池和樹", "小池和樹"),
    ],
)
def test_a_line_above_the_text_names_its_writer(line: str, name: str) -> None:
    assert _names(f"<p>{line}</p>") == [name]


def test_names_in_lines_one_below_the_other_are_one_byline() -> None:
    assert _names("<p>小池和樹</p><p>佐藤花子</p>") == ["小池和樹", "佐藤花子"]


def test_a_paper_beside_a_time_and_a_name_is_no_writer() -> None:
    line = "<p><span>Medical Daily</span> <span>9/21/2026</span> <span>Jane Doe</span></p>"

    assert _names(line, language="en") == ["Jane Doe"]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='author-bio'><h4>{}</h4><p>海の文化を書き続ける。</p></div>",
        "<div><h3>WRITER</h3><p>{}</p><p>海の文化を書き続ける。</p></div>",
        "<h4>Blogger in Chief</h4><p>{}（jdoe）</p><p>雑誌の編集を経て独立した。</p>",
        "<p>PROFILE</p><p>{}</p><p>海の文化を書き続ける。</p>",
        "<p><b>{}</b><br>ライター。海の文化を書き続ける。</p>",
        "<p>{}（こいけ・かずき）　1984年、緑川市生まれ。作家。</p>",
        "<p>◎{}＝こいけ・かずき　ライター。</p>",
        "<p>文／{}</p>",
    ],
)
def test_a_box_below_the_text_names_its_writer(box: str) -> None:
    assert _names(below=box.format("小池和樹")) == ["小池和樹"]


def test_a_box_about_who_is_spoken_of_names_no_writer() -> None:
    assert _names(below="<div><h3>プロフィール</h3><p>岡本実</p><p>食堂を営む。</p></div>") == []
    assert _names(below="<p>岡本実（おかもと・みのる）さん　1955年、緑川市生まれ。</p>") == []


def test_a_pen_name_behind_the_label_of_a_box_is_the_writer() -> None:
    assert _names(below="<div><p>この記事を書いた人</p><p>みどり探検隊</p></div>") == ["みどり探検隊"]


def test_tasks_in_lines_one_below_the_other_each_name_writers() -> None:
    assert _names(below="<p>文／小池和樹</p><p>構成／佐藤花子</p>") == ["小池和樹", "佐藤花子"]


@pytest.mark.parametrize(
    "line",
    ["Jane Doe is a reporter at the Morning Post.", "Jane Doe covers the harbour for the Morning Post."],
)
def test_a_sentence_about_its_writer_ends_or_follows_a_text(line: str) -> None:
    assert _names(below=f"<p>{line}</p>", language="en") == ["Jane Doe"]
    assert _names(last=f"<p><em>{line}</em></p>", language="en") == ["Jane Doe"]
    assert _names(last=f"<p><em>{line}</em></p>".replace("Jane Doe", "Joan Abbot"), language="en") == []


@pytest.mark.parametrize(
    ("first", "name"),
    [("新华社绿川11月24日电 ", "新华社"), ("中央社綠川24日電 ", "中央社")],
)
def test_an_agency_before_a_place_and_a_day_signs(first: str, name: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in JAPANESE).replace("<p>", f"<p>{first}", 1)
    page = f"<html lang=zh><body><main><h1>港の倉庫、春に交流施設へ</h1><div>{text}</div></main></body></html>"
    article = extract(page, "https://paper.example/a/1.html").article
    assert article is not None

    assert [one.name for one in article.authors] == [name]


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("By Jane Doe, reporting from Greenford for the Morning Post", False),
        ("(By Jane Doe)", False),
        ("Reporting by Jane Doe and Tom Roe; Editing by Ann Hill", False),
        ("By train it takes an hour to the harbour, and by bus two.", True),
    ],
)
def test_a_byline_that_is_the_last_paragraph_is_no_text(line: str, is_text: bool) -> None:
    text = "".join(f"<p>{one}</p>" for one in (*ENGLISH, line))
    page = f"<html lang=en><body><main><h1>Warehouse to reopen as community centre</h1><div>{text}</div></main></body></html>"
    article = extract(page, "https://paper.example/a/1.html").article
    assert article is not None

    assert (line in article.body) == is_text
    assert [one.name for one in article.authors][:1] == ([] if is_text else ["Jane Doe"])


@pytest.mark.parametrize(
    "lines",
    [
        "<div class='author'><a href='/p/1'>{0}</a> <span>Journalist</span></div><div class='author'><a href='/p/2'>{1}</a> <span>Journalist</span></div>",
        "<div class='author'><a href='/authors/1'>{0}</a></div><div class='author'><a href='/authors/2'>{1}</a> <time>November 24, 2026</time></div>",
        "<ul class='authors'><li class='author'>{0},</li><li class='author'>{1}</li></ul>",
        "<dl class='author'><dt>von</dt><dd><a href='/autoren/1'>{0}</a></dd><dd>,</dd><dd><a href='/autoren/2'>{1}</a></dd></dl>",
    ],
)
def test_cards_of_writers_one_behind_the_other_are_one_byline(lines: str) -> None:
    assert _names(lines.format("Jane Doe", "Tom Roe"), language="en") == ["Jane Doe", "Tom Roe"]


def test_a_link_to_the_writer_in_the_menu_leaves_the_writer() -> None:
    menu = "<a href='/authors/doe'>Jane Doe</a>"

    assert _names("<p>Jane Doe</p>", language="en", menu=menu) == ["Jane Doe"]


@pytest.mark.parametrize("line", ["SDA/sep", "(dpa/lno)"])
def test_an_agency_before_initials_signs(line: str) -> None:
    assert [name.lower() for name in _names(below=f"<p>{line}</p>", language="en")] == [
        line.strip("()").split("/")[0].lower()
    ]


def test_a_writer_in_an_element_for_writers_signs_though_the_lead_names_the_same_person() -> None:
    assert _names(last="<p class='document_authors'>Joan Abbot</p>", language="en") == ["Joan Abbot"]


@pytest.mark.parametrize("name", ["水無瀬ひろと", "東出りお", "小暮ヒロ", "湯浅 はるか"])
def test_a_given_name_in_kana_beside_a_time_is_a_writers(name: str) -> None:
    assert _names(f"<p>{name}</p>") == [name]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Door Jane Doe en ANP", ["Jane Doe", "ANP"]),
        ("Jane Doe | Special to the Post", ["Jane Doe"]),
    ],
)
def test_a_line_above_the_text_names_its_writers_in_other_languages(line: str, names: list[str]) -> None:
    assert _names(f"<p>{line}</p>", language="en") == names


def test_an_agency_in_letters_in_a_bracket_at_the_end_signs() -> None:
    assert _names(last="<p>市は計画の詳細を来月に公表するとしている。（AP）</p>") == ["AP"]


def test_a_card_of_a_contributor_below_the_text_names_the_writer() -> None:
    card = "<div class='contributor-card'><a href='/contributors/doe'>Jane Doe</a><p>Jane writes about boats.</p></div>"

    assert _names(below=card, language="en") == ["Jane Doe"]
    assert _names(last="<p>[Jane Doe]</p>", language="en") == ["Jane Doe"]
