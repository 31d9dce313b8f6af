"""Body text: paragraphs as they are printed, and nothing else."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

URL = "https://news.example/a/2024/12345"
ONE = "市は23日、駅前の広場を来年春に新しくする計画を発表した。工事は三か月ほどかかる見通しだという。"
TWO = "計画によると、広場には木を百本植え、夏でも歩きやすい日陰をつくる。費用は約4億円を見込んでいる。"
THREE = "住民からは「工事中の通学路が心配だ」という声も出ている。市は来月、説明会を開くことにしている。"


def _body(inside: str, head: str = "") -> str:
    html = f"<html><head><title>広場を新しく</title>{head}</head><body><h1>広場を新しく</h1>{inside}</body></html>"
    article = extract(html, URL).article
    assert article is not None
    return article.body


@pytest.mark.parametrize(
    "line",
    [
        "<p>続きを読む</p>",
        '<p><a href="/more">続きを読む</a></p>',
        "<p>引用:聯合ニュース</p>",
        "<div>会場の様子 引用:聯合ニュース</div>",
        "<p>写真：共同通信</p>",
        "<p>アクセス 1,234</p>",
        "<p>コメント12</p>",
        "<p>300</p>",
        "<p>PR</p>",
        "<p>広告</p>",
        '<div class="ad-slot"><p>今だけ半額のお得な商品を、こちらの売り場からどうぞご覧ください。</p></div>',
        '<p class="byline">小池和樹</p>',
        "<p>koike@news.example</p>",
        "<p>© 江南タイムズ 無断転載を禁じます</p>",
        "<aside><p>あわせて読まれている話題の記事を、編集部が毎日選んでここに紹介しています。</p></aside>",
        "<p>この記事は有料会員限定です。残り 1234文字</p>",
        '<figure><img src="a.jpg"><figcaption>工事が始まる前の広場。</figcaption></figure>',
        "<script>document.write('本文')</script>",
        '<p>関連記事：<a href="/a/2024/1">広場の木を市民が選ぶ投票が始まる</a></p>',
        '<p><a href="/a/2024/2">【写真】工事が始まる前の広場を空から見る</a></p>',
        '<p>▶あわせて読みたい <a href="/a/2024/3">駅前の商店街はどう変わるのか</a></p>',
        '<p>READ MORE: <a href="/a/2024/4">Why the square will be rebuilt</a></p>',
        "<p>記事のURLがコピーされました</p>",
        "<p>기사 URL이 복사되었습니다.</p>",
        "<p>$$ARTICLEAD$$</p>",
        "<p>Ich bin damit einverstanden, dass mir Inhalte von Videoportalen angezeigt werden.</p>",
    ],
)
def test_a_line_that_is_no_paragraph_is_left_out_wherever_it_stands(line: str) -> None:
    body = _body(f"{line}<p>{ONE}</p>{line}<p>{TWO}</p>{line}<p>{THREE}</p>{line}")

    assert body == f"{ONE}\n\n{TWO}\n\n{THREE}"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<p>{0}</p><p>{1}</p><p>{2}</p>", id="p"),
        pytest.param("<div>{0}</div><div>{1}</div><div>{2}</div>", id="div"),
        pytest.param("<div>{0}<br><br>{1}<br><br>{2}</div>", id="double breaks"),
        pytest.param("<div>{0}<br>{1}<br>{2}</div>", id="single breaks"),
        pytest.param("<table><tr><td><font>{0}<br><br>\n　{1}<br><br>　{2}</font></td></tr></table>", id="table cell"),
        pytest.param("<section><div><p>{0}</p></div><div><p>{1}</p></div><div><p>{2}</p></div></section>", id="nested"),
        pytest.param("<span>{0}</span><br><br><span>{1}</span><br><br><span>{2}</span>", id="spans"),
    ],
)
def test_paragraphs_are_found_in_any_markup(markup: str) -> None:
    assert _body(markup.format(ONE, TWO, THREE)) == f"{ONE}\n\n{TWO}\n\n{THREE}"


def test_subheadings_and_lists_stay() -> None:
    body = _body(
        f"<p>{ONE}</p><h2>費用の内訳</h2><p>{TWO}</p><ul><li>植樹に1億円</li><li>舗装に3億円</li></ul><p>{THREE}</p>"
    )

    assert body.split("\n\n") == [ONE, "費用の内訳", TWO, "植樹に1億円", "舗装に3億円", THREE]


def test_the_signature_is_cut_and_its_address_joined_to_the_author() -> None:
    html = f"<h1>広場を新しく</h1><div>小池和樹</div><p>{ONE}</p><p>{TWO}</p><p>小池和樹</p><p>koike@news.example</p>"
    article = extract(html, URL).article

    assert article is not None
    assert article.body == f"{ONE}\n\n{TWO}"
    assert [(author.name, author.email) for author in article.authors] == [("小池和樹", "koike@news.example")]


def test_text_that_only_a_script_holds_is_read() -> None:
    block = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{ONE}\\n{TWO}\\n{THREE}"}}</script>'
    data = f'<script id="__NEXT_DATA__">{{"props": {{"body": "<p>{ONE}</p><p>{TWO}</p><p>{THREE * 3}</p>"}}}}</script>'

    assert _body("<div id=root></div>", head=block) == f"{ONE}\n\n{TWO}\n\n{THREE}"
    assert _body(f"<div id=root></div>{data}").startswith(f"{ONE}\n\n{TWO}")


def test_a_page_without_text_is_no_article() -> None:
    extraction = extract("<html><h1>見出し</h1><p>短い</p></html>", URL)

    assert extraction.article is None
    assert extraction.reason == "no_body"


POEM = ["山のはに", "日はかたぶいて", "草の上を", "風がわたれば", "虫の音ひとつ", "灯ともる家へ帰る"]
PROSE = "今週の詩を紹介する。作者は緑川市の高校生で、県の大会で賞を受けた。"


@pytest.mark.parametrize("before", ["", f"<p>{PROSE}</p>"])
@pytest.mark.parametrize("behind", ["", f"<p>{PROSE[::-1]}。</p>"])
def test_the_short_lines_of_a_poem_are_text(before: str, behind: str) -> None:
    html = (
        f"<h1>今週の詩</h1><div class=text>{before}<p>{'<br>'.join(POEM)}</p>{behind}</div><footer>© 緑川新報</footer>"
    )

    article = extract(html, "https://minato.example/news/12345.html").article

    assert article is not None
    assert [line for line in article.body.split("\n\n") if line in POEM] == POEM


def test_lines_of_an_address_behind_a_text_are_no_poem() -> None:
    lines = "緑川市役所<br>広場課<br>電話 03-1234-5678<br>受付 9:00〜17:00<br>緑川市駅前 1-2"
    html = f"<h1>広場を新しく</h1><div class=text><p>{PROSE}</p><p>{PROSE[::-1]}。</p><p>{lines}</p></div>"

    article = extract(html, "https://minato.example/news/12345.html").article

    assert article is not None
    assert "広場課" not in article.body.split("\n\n")


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_heading_in_a_header_of_its_own_within_the_text_is_of_the_text(tag: str) -> None:
    parts = (("木と日陰", TWO), ("住民の声", THREE))
    text = "".join(
        f"<div class=frame><header><{tag}>{head}</{tag}></header><p>{line}</p></div>" for head, line in parts
    )

    assert _body(f"<div class=frame><p>{ONE}</p></div>{text}") == f"{ONE}\n\n木と日陰\n\n{TWO}\n\n住民の声\n\n{THREE}"


def test_a_linked_heading_in_a_header_behind_the_text_is_of_another_article() -> None:
    card = "<header><h2><a href=/a/2024/12346>図書館の改装が終わる</a></h2></header>"

    assert _body(f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{card}") == f"{ONE}\n\n{TWO}\n\n{THREE}"


def test_what_is_beside_the_picture_of_a_figure_that_has_a_caption_is_no_text() -> None:
    credit = "<div data-src=/a.jpg></div><span>Image copyright</span> <span>Harbour</span>"
    figure = f"<figure class='{{}}'><span>{credit}</span><figcaption>駅前の広場</figcaption></figure>"
    page = f"<p>{ONE}</p>{figure}<p>{TWO}</p><p>{THREE}</p>"

    assert _body(page.format("media has-caption")) == f"{ONE}\n\n{TWO}\n\n{THREE}"
    assert "Image copyright" in _body(page.format("media"))  # a figure of text is one, too


def test_a_line_that_shares_a_short_address_is_no_text() -> None:
    line = "<p>Read or Share this story: http://po.st/1x3DFko</p>"

    assert _body(f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{line}") == f"{ONE}\n\n{TWO}\n\n{THREE}"
