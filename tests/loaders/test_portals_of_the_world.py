"""What portals in other scripts and countries print: paragraphs without our stops, leads, bylines, zones."""

from __future__ import annotations

from datetime import UTC

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

PLAIN = """
The crews of the two small ferries said on Tuesday that they would keep sailing after the county ends its timetable.
The board voted six to five last week to end the sailings in winter, a cut that its treasurer says will save money.
A hearing is set for the second week of the month, and until then the boats will leave at seven in the morning.
""".strip().split("\n")
# The last paragraph is short: its stop shows that it is one.
TEXTS = {
    "bn": """
সুনামগঞ্জের হাওরে আবার চালু হয়েছে নৌকায় চলা পাঠাগার। শুক্রবার প্রথম দিনে ১২০ জন শিশু বই নিয়েছে।
নৌকাটিতে দুই হাজার বই রয়েছে। সপ্তাহে চার দিন এটি নয়টি গ্রামের ঘাটে ভিড়বে।
স্থানীয় প্রশাসন জ্বালানির খরচ দেবে।
""",
    "ur": """
شمالی گاؤں کے نوجوانوں نے تین کلومیٹر طویل پہاڑی راستہ اپنی مدد آپ کے تحت تعمیر کر لیا ہے۔
مقامی استاد نے بتایا کہ پہلے مریضوں کو چارپائی پر نیچے لایا جاتا تھا، اب گاڑی گاؤں تک پہنچتی ہے۔
انتظامیہ نے وعدہ کیا ہے۔
""",
    "th": """
ชาวบ้านช่วยกันขุดลอกคลองร้างยาวสองกิโลเมตร และเปลี่ยนให้เป็นห้องเรียนกลางแจ้งของโรงเรียนในตำบล
ครูวิทยาศาสตร์กล่าวว่าเด็กวัดคุณภาพน้ำด้วยเครื่องมือที่ทำจากขวดพลาสติกซึ่งนำมาจากบ้าน
องค์การบริหารส่วนตำบลมีแผนขยายไปยังคลองอีกสามสาย
""",
}


def read(body: str, *, lang: str = "en", head: str = "", host: str = "www.news.example.com") -> Article:
    page = (
        f"<html lang={lang}><head><title>Ferry crews refuse to leave</title>{head}</head><body><main><article>"
        f"<h1>Ferry crews refuse to leave</h1>{body}</article></main></body></html>"
    )
    article = extract(page, f"https://{host}/news/2026/ferry-crews-4711.html").article
    assert article is not None
    return article


def text(paragraphs: list[str] = PLAIN) -> str:
    return f"<div class=text>{''.join(f'<p>{one}</p>' for one in paragraphs)}</div>"


def names(body: str, **page: str) -> list[str]:
    return [one.name for one in read(body, **page).authors]


@pytest.mark.parametrize("lang", TEXTS)
def test_a_last_paragraph_in_a_script_with_other_stops_is_text(lang: str) -> None:
    paragraphs = TEXTS[lang].strip().split("\n")
    assert read(text(paragraphs), lang=lang).body == "\n\n".join(paragraphs)


LEAD = "Seven hands say a cut hurts."


@pytest.mark.parametrize(
    "line",
    [
        "<p class=header-teaserText>{}</p>",
        "<p class=ArticleTeaser>{}</p>",
        "<h2 class=underline>{}</h2>",
        "<div class=newsletter-title>{}</div>",
    ],
)
def test_a_line_that_is_all_of_the_description_is_the_lead(line: str) -> None:
    described = f'<meta name=description content="{LEAD}">'
    assert read(line.format(LEAD) + text(), head=described).body.split("\n\n") == [LEAD, *PLAIN]
    assert read(line.format(LEAD) + text()).body.split("\n\n")[-3:] == PLAIN


@pytest.mark.parametrize(
    "described",
    [f"{LEAD[:-1]}, and a hearing will come", "Seven hands"],
)
def test_a_teaser_that_is_not_all_of_the_description_is_no_lead(described: str) -> None:
    body = f"<p class=ArticleTeaser>{LEAD}</p>{text()}"
    assert read(body, head=f'<meta name=description content="{described}">').body.split("\n\n") == PLAIN


def test_a_lead_is_printed_once() -> None:
    quoted = "The county’s last boat leaves at seven, its crew says."
    head = f'<meta name=description content="{quoted}">'
    body = f"<p class=ArticleTeaser>{quoted.replace('’', chr(39))}</p>{text([quoted, *PLAIN])}"
    assert read(body, head=head).body.split("\n\n") == [quoted, *PLAIN]


BYLINES = {
    "two elements with a joint, one of them in the data": (
        "<div class=head_author><a href=/p/7>Salomé Brizé</a> et <span>Clément Hardy</span></div>",
        ["Salomé Brizé", "Clément Hardy"],
    ),
    "places behind names of one class": (
        (
            "<div class=byline><a class=tag--author href=/s/1>Salomé Brizé</a> in Port Ellis and "
            "<a class=tag--author href=/s/2>Aanya Rao</a> in London</div>"
        ),
        ["Salomé Brizé", "Aanya Rao"],
    ),
    "a post with its house": (
        "<div class=authors><span>Salomé Brizé</span><span>Dziennikarz Wieści</span></div>",
        ["Salomé Brizé"],
    ),
}


@pytest.mark.parametrize("kind", BYLINES)
def test_a_printed_byline_beside_data(kind: str) -> None:
    line, expected = BYLINES[kind]
    data = '<script type=application/ld+json>{"@type":"NewsArticle","author":{"@type":"Person","name":"Salomé Brizé"}}</script>'
    assert names(line + text(), head=data) == expected
    assert names(line + text()) == expected


def test_agencies_and_staff_in_data_yield_to_a_printed_person() -> None:
    data = (
        '<script type=application/ld+json>{"@type":"NewsArticle","author":[{"@type":"Person","name":"Agencies"},'
        '{"@type":"Person","name":"Port Ellis Staff"}]}</script>'
    )
    assert names("<div class=byline>By Shoshanna Keller and Agencies</div>" + text(), head=data) == ["Shoshanna Keller"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Berg Harbour", ["Anna Berg"]),
        ("Anna Berg HP", ["Anna Berg HP"]),
        ("Anna Harbour", ["Anna Harbour"]),
        ("Anna Maria Berg", ["Anna Maria Berg"]),
    ],
)
def test_the_house_behind_a_name_in_data_is_left_out(name: str, expected: list[str]) -> None:
    head = (
        '<meta property="og:site_name" content="Harbour">'
        f'<script type=application/ld+json>{{"@type":"NewsArticle","author":"{name}"}}</script>'
    )
    assert names(text(), head=head) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            (
                "<div class=info><span>23 ноября 2026 г., 09:40</span> <span>Автор: Зоя Мартынюк</span> "
                "<span>Просмотров: 322</span></div>"
            ),
            ["Зоя Мартынюк"],
        ),
        ("<div class=szerzo><a href=/szerzo/1>Kelemen Zsolt</a></div>", ["Kelemen Zsolt"]),
        (
            "<p class=byline><span>SØREN BAK JESPERSEN</span><span>bak@news.example.dk</span></p>",
            ["SØREN BAK JESPERSEN"],
        ),
        ("<p class=summary>اهالی محله هزینه بازسازی را پرداختند</p>", []),
        ("<div><p>27 พ.ย. 2569 09:30 น.</p><span>ข่าว</span> <span>ทั่วไทย</span></div>", []),
        ("<div class=banner1><div class=byline>By Shoshanna Keller</div></div>", ["Shoshanna Keller"]),
    ],
)
def test_bylines_of_portals(line: str, expected: list[str]) -> None:
    assert names(line + text()) == expected


def test_a_label_glued_to_a_name_below_the_text() -> None:
    assert names(text() + "<div class=authors><span>Autor</span><span>Hedvika Malá</span></div>") == ["Hedvika Malá"]


def test_an_element_around_the_only_h1_is_no_advert() -> None:
    page = (
        "<html lang=en><head><title>Ferry crews refuse to leave</title></head><body><section class=banner1>"
        "<h1>Ferry crews refuse to leave</h1><div class=by><span>By <a href=/w/1>Shoshanna Keller</a></span></div>"
        f"</section><div class=the-content>{''.join(f'<p>{one}</p>' for one in PLAIN)}</div></body></html>"
    )
    article = extract(page, "https://www.news.example.com/ferry/").article
    assert article is not None
    assert [one.name for one in article.authors] == ["Shoshanna Keller"]


@pytest.mark.parametrize(
    ("host", "printed", "expected"),
    [
        ("www.gazette.example.sn", "20 novembre 2026 à 14:11", "2026-11-20 14:11"),
        ("www.gazette.example.bd", "20 November 2026 14:11", "2026-11-20 08:11"),
        ("www.gazette.example.uy", "20 de noviembre de 2026 14:11", "2026-11-20 17:11"),
        ("www.music.example.mu", "2026年11月20日 14:11", "2026-11-20 05:11"),  # portals elsewhere use this domain
        ("www.news.example.com", "Nov 18, 2026, 07:14 IST", "2026-11-18 01:44"),
        ("www.news.example.com", "18 July 2026, 07:14 BST", "2026-07-18 06:14"),
        ("www.news.example.co.il", "Nov 18, 2026, 07:14 IST", "2026-11-18 05:14"),
    ],
)
def test_the_zone_of_a_country_and_of_letters(host: str, printed: str, expected: str) -> None:
    article = read(f"<p class=date>{printed}</p>{text()}", host=host, lang="ja" if "年" in printed else "en")
    assert article.published_at is not None
    assert f"{article.published_at.astimezone(UTC):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2026-11-19 23:15:00'>19.nov.2026 às 23h15</time> <time>Atualizado: 20.nov.2026 às 7h02</time>",
        "<time datetime='2026-11-19T23:15:00'>19.11.2026 kl 23.15</time> <i>Uppdaterad 20 november 2026 kl 07.02</i>",
    ],
)
def test_the_day_of_an_update_yields_to_its_printed_time(line: str) -> None:
    article = read(f"<div class=dates>{line}</div>{text()}")
    assert article.modified_at is not None
    assert f"{article.modified_at:%Y-%m-%d %H:%M}" == "2026-11-20 07:02"


def test_a_time_of_day_glued_to_how_long_it_takes_to_read() -> None:
    line = "<time datetime='2026-11-22T16:10:00'>22 Novembre 2026 alle 16:10</time> <b>Aggiornato alle 18:25</b><i>2 minuti</i>"
    article = read(f"<div class=dates>{line}</div>{text()}", lang="it", host="www.news.example.it")
    assert article.modified_at is not None
    assert f"{article.modified_at:%H:%M}" == "18:25"


@pytest.mark.parametrize(
    "line",
    [
        "Passer la publicité",
        "Kindly share this story:",
        "Únete a nuestro canal de WhatsApp para recibir las últimas noticias",
        "Follow our WhatsApp channel for breaking news updates and more stories like this.",
        "Подписывайтесь на наш Telegram-канал",
        "Dołącz do nas na Facebooku",
        "تابعنا على قناة واتساب",
    ],
)
def test_a_line_that_invites_readers_is_no_text(line: str) -> None:
    assert read(text([*PLAIN[:2], line, PLAIN[2]])).body.split("\n\n") == PLAIN


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the boatmen say, and the county's new Facebook page leads nowhere at all.",
        "Facebook said on Tuesday that our reporters may read what its users wrote about the ferries.",
        "Join us at seven, the poster says, and it names no channel and no network at all.",
    ],
)
def test_a_sentence_about_a_network_is_text(line: str) -> None:
    assert read(text([*PLAIN[:2], line, PLAIN[2]])).body.split("\n\n") == [*PLAIN[:2], line, PLAIN[2]]


def test_a_wall_in_german_with_a_short_name() -> None:
    article = read(text() + "<div><h3>Jetzt mit F+ weiterlesen</h3></div>", lang="de")
    assert article.is_paywalled
    assert article.body.split("\n\n") == PLAIN


MENU = "<nav><ul><li><a href='/societe/'>Société</a></li><li><a href='/sport/'>Sport</a></li></ul></nav>"
SECTIONS = {
    "a trail that a label names": (
        "<nav aria-label='breadcrumb'><a href='/a/'>Aktuell</a><a href='/a/g/'>Gesellschaft</a></nav><header>{}</header>",
        "Gesellschaft",
    ),
    "a link of the menu without its last slash": (
        "<header><p><a href='/societe'>Société</a></p>{}</header>",
        "Société",
    ),
    "a folder of the address beside the day": (
        "<header><p><a href='/news/2026/'>Indland</a> <time>27.11.2026 kl. 10:15</time></p>{}</header>",
        "Indland",
    ),
    "an element named for it": ("<header><div class=rubric><a href='/r/7'>Regiony</a></div>{}</header>", "Regiony"),
    "an address named for it": ("<header><div><a href='/rubrika/regiony'>Regiony</a></div>{}</header>", "Regiony"),
    "a link to anywhere": ("<header><p><a href='/x/7'>Read it now</a></p>{}</header>", None),
}


@pytest.mark.parametrize("kind", SECTIONS)
def test_the_section_above_the_headline(kind: str) -> None:
    above, expected = SECTIONS[kind]
    page = (
        f"<html lang=en><head><title>Ferry crews refuse</title></head><body>{MENU}<main><article>"
        f"{above.format('<h1>Ferry crews refuse</h1>')}{text()}</article></main></body></html>"
    )
    article = extract(page, "https://www.news.example.com/news/2026/ferry-crews-4711.html").article
    assert article is not None
    assert article.section == expected


def test_a_heading_in_a_box_to_read_also_is_no_text() -> None:
    box = "<div class='media-block also-read'><span>SEE ALSO:</span><h4>Bridge toll to rise twice before summer</h4></div>"
    body = f"<div class=text><p>{PLAIN[0]}</p>{box}<p>{PLAIN[1]}</p><p>{PLAIN[2]}</p></div>"
    assert read(body).body.split("\n\n") == PLAIN
