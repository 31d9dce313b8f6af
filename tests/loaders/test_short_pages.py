"""What single habits of publishing systems do to a record: one habit a page, the rest of the page plain."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

HEADLINE = "駅前広場、来春に造り替え"
TEXT = (
    "緑川市は23日、駅前広場を来年春までに造り替える計画を発表した。歩道を広げ、雨をしのげる屋根を付ける。",
    "広場は45年前に造られ、舗装の傷みが目立っていた。市の調査では、利用者の6割が「歩きにくい」と答えている。",
    "計画では、バス乗り場を南側に集め、北側には木を植えて休める場所を設ける。タクシー乗り場はそのまま残す。",
)
H1 = f"<h1>{HEADLINE}</h1>"
P = "".join(f"<p>{one}</p>" for one in TEXT)
CAPTURED_AT = datetime.fromisoformat("2026-11-24T12:00:00+09:00")
EVENING = datetime.fromisoformat("2026-11-23T20:00:00+09:00")


def _data(**properties: Any) -> str:
    node = json.dumps({"@type": "NewsArticle", **properties}, ensure_ascii=False)
    return f'<script type="application/ld+json">{node}</script>'


def _read(markup: str) -> Article:
    html = f'<html lang="ja">{markup}</html>'
    article = extract(
        html.encode(), "https://www.example.jp/news/20261123/112233.html", captured_at=CAPTURED_AT
    ).article
    assert article is not None
    return article


def _title(printed: str) -> str:
    return f'<head><title>{printed}</title><meta property="og:site_name" content="緑川新報"></head>'


@pytest.mark.parametrize(
    "printed",
    [
        f"{HEADLINE}｜緑川新報",
        f"{HEADLINE}│緑川新報",
        f"{HEADLINE}―緑川新報",
        f"{HEADLINE}：緑川新報",
        f"{HEADLINE} « 緑川新報",
        f"{HEADLINE} / 緑川新報",
        f"{HEADLINE} [緑川新報]",
        f"{HEADLINE}【緑川新報】",
        f"{HEADLINE} | 緑川新報デジタル",
        f"{HEADLINE} - 株式会社緑川新報社",
        f"緑川新報｜{HEADLINE}",
    ],
)
def test_the_sites_name_is_known_behind_any_mark_and_in_its_forms(printed: str) -> None:
    assert _read(_title(printed) + P).headline == HEADLINE


def test_a_papers_name_in_brackets_is_left_out_where_the_heading_is_printed_without_it() -> None:
    assert _read(f"<title>{HEADLINE}（緑川新報） - Gニュース</title><h2>{HEADLINE}</h2>{P}").headline == HEADLINE


@pytest.mark.parametrize(
    ("head", "printed", "moment"),
    [
        pytest.param({"datePublished": "2026-11-23"}, "2026年11月23日 20:00", EVENING, id="the page prints the time"),
        pytest.param({"datePublished": "2026-11-23"}, "2026年11月23日", None, id="the page prints no more than data"),
        pytest.param({"datePublished": "2026-11-23"}, "更新 2026年11月23日 20:00", None, id="of a change"),
        pytest.param({"datePublished": 1795431600}, "", EVENING, id="Unix seconds"),
        pytest.param({"datePublished": [str(EVENING)]}, "", EVENING, id="a list"),
        pytest.param({}, "公開:11/23 20:00", EVENING, id="a day without year right behind a colon"),
    ],
)
def test_the_time_of_publication_is_as_fine_as_the_page_tells_it(
    head: dict[str, Any], printed: str, moment: datetime | None
) -> None:
    article = _read(f"<head>{_data(headline=HEADLINE, **head)}</head>{H1}<p>{printed}</p>{P}")

    assert article.published_at == (moment or EVENING.replace(hour=0))


def test_a_web_page_that_tells_when_it_was_published_speaks_for_its_article() -> None:
    node = {"@type": "WebPage", "name": f"{HEADLINE} | 緑川新報", "datePublished": "2026-11-23T11:00:00Z"}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'

    assert _read(f"<head>{script}</head>{H1}{P}").published_at == EVENING


CRUMBS = [{"@type": "ListItem", "position": i, "name": name} for i, name in enumerate(("トップ", "社会", HEADLINE), 1)]

TRAIL = json.dumps({"@type": "BreadcrumbList", "itemListElement": CRUMBS})


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        (
            f'<script type="application/ld+json">{TRAIL}</script>',
            "general:breadcrumbs",
        ),
        (
            f'<ol class="breadcrumb"><li><a href="/">ホーム</a></li><li><a href="/s/">社会</a></li><li>{HEADLINE}</li></ol>',
            "general:trail",
        ),
        ('<div id="topicPath"><a href="/">TOP</a> &gt; <a href="/s/">社会</a></div>', "general:trail"),
        ('<p><a href="/">ホーム</a> &gt; <a href="/s/">社会</a></p>', "general:trail"),
        (
            "<ul class=breadcrumb><li><a href=/>ホーム</a><li><a href=/s/>社会</a><li><a href=/author/a.berg>Anna Berg</a></ul>",
            "general:trail",
        ),
    ],
)
def test_the_trail_names_the_section(markup: str, source: str) -> None:
    article = _read(f"{markup}{H1}{P}")

    assert (article.section, article.sources["section"]) == ("社会", source)


@pytest.mark.parametrize("home", ["Acasă", "Início", "Strona główna", "Главная", "الرئيسية"])
def test_neither_the_front_page_nor_a_year_in_a_trail_is_a_section(home: str) -> None:
    trail = f'<p class="breadcrumb"><a href="/">{home}</a> &gt; <a href="/y/2016/">2016</a> &gt; <a href="/w/15/">KW 15</a></p>'

    assert _read(f"{trail}{H1}{P}").section is None
    data = json.dumps({"@type": "NewsArticle", "articleSection": "2016"})
    assert _read(f'<script type="application/ld+json">{data}</script>{H1}{P}').section is None


@pytest.mark.parametrize(
    ("written", "section"),
    [
        ("社会,地域,速報", "社会"),
        ("Beef,Easy Dinners,Recipes", "Beef"),
        ("Food, Drink", "Food, Drink"),
        ("Town,Country, and Sea", "Town,Country, and Sea"),
        ("Under $1,000", "Under $1,000"),
    ],
)
def test_the_section_is_the_first_name_of_a_list(written: str, section: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "articleSection": written})

    assert _read(f'<script type="application/ld+json">{data}</script>{H1}{P}').section == section


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("【11月23日 AFP】", "AFP"),
        ("［ソウル　２３日　ロイター］ - ", "ロイター"),
        ("【ソウル聯合ニュース】", "聯合ニュース"),
    ],
)
def test_an_agencys_dateline_names_the_agency(opening: str, name: str) -> None:
    article = _read(f"{H1}<p>{opening}{TEXT[0]}</p><p>{TEXT[1]}</p>")

    assert [author.name for author in article.authors] == [name]


@pytest.mark.parametrize(
    "name",
    [{"@value": "山田太郎", "@language": "ja"}, ["山田太郎"], "山田太郎"],
)
def test_a_persons_name_is_found_however_deep_it_is_wrapped(name: Any) -> None:
    article = _read(f"<head>{_data(headline=HEADLINE, author=[[{'name': name}]])}</head>{H1}{P}")

    assert [author.name for author in article.authors] == ["山田太郎"]


NEXT = "<p>" + "次に読み込まれた別の記事の文章が長く続いている。" * 20 + "</p>"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(f"{H1}<pre>{TEXT[0]}\n\n{TEXT[1]}\n\n{TEXT[2]}</pre>", id="preformatted"),
        pytest.param(f"{H1}<span>{'<br/><br/>'.join(TEXT)}</span>", id="breaks in a span"),
        pytest.param(
            f"{H1}<p>{TEXT[0]}</p><p>［広告］</p><p>{TEXT[1]}</p><p>PR</p><p>{TEXT[2]}</p>", id="marks of ads"
        ),
        pytest.param(f"{H1}{P}<p>【あわせて読みたい】</p>", id="a pointer without links"),
        pytest.param(
            f"<article>{H1}{P}</article><article><h1>二つ目の記事</h1>{NEXT}{NEXT}</article>",
            id="the next article below",
        ),
        pytest.param(f"{H1}<p>（2026年11月23日　朝刊）</p>{P}", id="a day in brackets"),
    ],
)
def test_the_body_is_the_articles_paragraphs(markup: str) -> None:
    assert _read(markup).body == "\n\n".join(TEXT)


@pytest.mark.parametrize("written", ['彼は"はい"と言った', "line\nbreak", "tab\there"])
def test_data_with_signs_that_were_not_escaped_are_read(written: str) -> None:
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{written}",}} // end</script>'

    assert _read(f"<head>{script}</head>{P}").headline == " ".join(written.split())


def test_a_summary_that_microdata_marks_stays_out_of_a_short_body() -> None:
    body = f'<div itemprop="articleBody"><p>{TEXT[1]}</p><p>{TEXT[2]}</p></div>'
    summary = f'<p itemprop="description">{TEXT[0] * 2}</p>'
    markup = f'<article itemscope itemtype="https://schema.org/NewsArticle">{H1}{summary}{body}</article>'

    article = _read(markup)

    assert (article.lead, article.body) == (TEXT[0] * 2, f"{TEXT[1]}\n\n{TEXT[2]}")


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("<p>アクセス <output></output></p><p>2.4メートルの看板が立つ。</p>", None),
        ("<p>アクセス</p><p>3、4人が並んだ。</p>", None),
        ("<p>アクセス</p><p>10:30</p>", None),
        ("<p>アクセス 1,234</p>", 1234),
        ("<p>アクセス</p><p>（12）</p>", 12),
    ],
)
def test_a_number_that_begins_a_sentence_is_no_count(printed: str, count: int | None) -> None:
    html = f'<html lang="ja">{H1}{printed}{P}</html>'

    article = extract(html.encode(), "http://127.0.0.1:8765/cars/40001.html", portal="demo").article

    assert article is not None
    assert article.view_count == count
