"""What pages in Japanese, Korean and Chinese print beside their text: a kind of line a row."""

from __future__ import annotations

import pytest

from newscrawl import extract
from newscrawl.items import Article

HEADLINE = "廃校の体育館がチーズ工房に"
TEXT = (
    "児童の減少で6年前に閉じた小学校の体育館が、チーズの熟成庫に生まれ変わった。21日、最初の120個が出荷された。",
    "工房を開いたのは隣の市で牧場を営む家族で、床板をはがし、断熱材を入れて温度を12度に保つ。",
    "卒業生の多くは町を離れているが、見学会には40人が集まった。黒板や校歌の額はそのまま残してある。",
)
DAY = "<p class='date'>2026年11月23日 08:21</p>"


def read(above: str = DAY, below: str = "", *, lang: str = "ja") -> Article:
    """Return the article of a page with *above* the text and *below* it."""
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    page = (
        f"<html lang='{lang}'><head><title>{HEADLINE} | 山里日報</title></head><body><header><nav><a href='/'>トップ</a></nav>"
        f"</header><main><article><h1>{HEADLINE}</h1>{above}<div class='txt'>{text}</div>{below}</article></main></body></html>"
    )
    article = extract(page, "https://www.yamazato.example.jp/local/n48213.html").article
    assert article is not None
    return article


ASKS_READERS = (
    "情報提供はこちらまで info@yamazato.example.jp",
    "ご意見・ご感想はこちらへ iken@yamazato.example.jp",
    "제보는 카카오톡 또는 이메일 report@yamazato.example.jp",
    "記事への感想をお寄せください。</p><p>メール：dokusha@yamazato.example.jp",
    "担当：広報部 西野</p><p>TEL: 000-000-0000",
    "爆料投稿邮箱：baoliao@yamazato.example.jp",
)


@pytest.mark.parametrize("line", ASKS_READERS)
def test_a_line_that_asks_readers_to_write_names_no_author(line: str) -> None:
    assert read(below=f"<p>{line}</p>").authors == ()


def test_the_address_of_a_writer_is_kept_above_that_of_the_house() -> None:
    article = read(
        below="<p>小池和樹 koike@yamazato.example.jp</p><p>情報提供はこちらまで info@yamazato.example.jp</p>"
    )

    assert [(one.name, one.email) for one in article.authors] == [("小池和樹", "koike@yamazato.example.jp")]


def test_the_first_year_of_an_era_with_slashes_is_a_day_and_nobody() -> None:
    article = read("<p class='date'>令和元/12/1</p>")

    assert (str(article.published_at), article.authors) == ("2019-12-01 00:00:00+09:00", ())


def test_attributes_give_the_seconds_of_a_publication_and_of_its_change() -> None:
    above = (
        "<div><span class='stamp _ARTICLE_DATE_TIME' data-date-time='2026-12-01 08:21:05'>2026.12.01. 오전 8:21</span>"
        "<span class='stamp _ARTICLE_MODIFY_DATE_TIME' data-modify-date-time='2026-12-01 09:22:31'>2026.12.01. 오전 9:22</span></div>"
    )

    article = read(above, lang="ko")

    assert (str(article.published_at), str(article.modified_at)) == (
        "2026-12-01 08:21:05+09:00",
        "2026-12-01 09:22:31+09:00",
    )


ABOVE_HEADLINE = {
    "a label": "<p class='detail_label'><a href='/news/economics'>地域</a></p>",
    "a genre": "<p class='genre'><a href='/r/'>地域</a></p>",
    "the class of the link": "<a class='section' href='/r/'>地域</a>",
    "one crumb": "<div class='crumb'><a href='/r/'>地域</a></div>",
    "a trail that ends in a day": "<div class='breadcrumb'><a href='/'>ホーム</a> &gt; <a href='/r/'>地域</a> &gt; <a href='/r/20261123/'>2026年11月23日</a></div>",
}


def headed(line: str) -> Article:
    """Return the article of a page with *line* above its headline."""
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    page = f"<html lang='ja'><main><article>{line}<h1>{HEADLINE}</h1>{DAY}<div>{text}</div></article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article
    assert article is not None
    return article


@pytest.mark.parametrize("line", ABOVE_HEADLINE.values(), ids=ABOVE_HEADLINE)
def test_the_line_above_the_headline_names_the_section(line: str) -> None:
    assert headed(line).section == "地域"


@pytest.mark.parametrize("name", ["tag", "series", "thumb", "scatter"])
def test_a_tag_or_a_series_above_the_headline_is_no_section(name: str) -> None:
    assert headed(f"<p class='{name}'><a href='/r/'>地域</a></p>").section is None


def test_the_theme_of_a_blog_is_its_section() -> None:
    article = read(f"{DAY}<dl><dt>テーマ：</dt><dd><a href='/theme-10098765.html'>暮らし</a></dd></dl>")

    assert article.section == "暮らし"


def names(article: Article) -> list[str]:
    return [one.name for one in article.authors]


def test_a_bracket_above_a_profile_at_the_end_signs_and_is_no_text() -> None:
    profile = "◆西野拓（にしの・たく）1998年5月3日、岬町生まれ。右投げ左打ち。180センチ、84キロ。"
    text = "".join(f"<p>{one}</p>" for one in (*TEXT, "【鈴村達也】", profile))
    page = f"<html lang='ja'><main><article><h1>{HEADLINE}</h1>{DAY}<div>{text}</div></article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert (names(article), article.body.split("\n\n")) == (["鈴村達也"], [*TEXT, profile])


def test_a_bracket_above_what_somebody_says_signs_nothing() -> None:
    said = ("【青井ひなた】", "またあの駅舎で朝を待てるのがうれしいです。床のきしむ音まで覚えています。")
    text = "".join(f"<p>{one}</p>" for one in (*TEXT, *said))
    page = f"<html lang='ja'><main><article><h1>{HEADLINE}</h1>{DAY}<div>{text}</div></article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert (names(article), said[0] in article.body) == ([], True)


def test_a_heading_in_a_box_named_writer_above_a_department_signs() -> None:
    assert names(read(below="<div class='writer'><h3>鈴村達也</h3><p>編集局第一産業部</p></div>")) == ["鈴村達也"]


def test_a_name_and_a_post_that_are_glued_below_a_text_are_two() -> None:
    below = (
        "<div class='author-box'><h2>この記事を書いた人</h2><div><a class='name' href='/author/mono/'>高野 ヒカル</a>"
        "<span>元旋盤工のライター</span></div></div>"
    )

    assert names(read(below=below)) == ["高野 ヒカル"]


@pytest.mark.parametrize("line", ["読者になる", "最新記事"])
def test_what_follows_the_label_of_a_profile_is_nobody(line: str) -> None:
    assert names(read(below=f"<div>プロフィール</div><p>id:midori_hana</p><a href='/s'>{line}</a>")) == []


PROVIDERS = {
    "a line of its own": f"<p class='v'><a href='/vender/kurashi/'>暮らしの緑</a></p>{DAY}",
    "beside the time": "<p><time>2026/11/23 08:21</time> <a href='/publisher/kurashi/'>暮らしの緑</a></p>",
}


@pytest.mark.parametrize("above", PROVIDERS.values(), ids=PROVIDERS)
def test_the_medium_whose_article_a_portal_carries_is_the_author(above: str) -> None:
    assert names(read(above)) == ["暮らしの緑"]


@pytest.mark.parametrize("line", ["by azumi_mahiru", "by 느린걸음"])
def test_a_users_name_behind_by_and_beside_a_time_is_the_author(line: str) -> None:
    assert names(read(f"<div><span>{line}</span> <time>2026. 11. 23.</time></div>")) == [line[3:]]


@pytest.mark.parametrize("line", ["by hand", "by Monday"])
def test_a_word_behind_by_is_nobody(line: str) -> None:
    assert names(read(f"<div><span>{line}</span> <time>2026.11.23</time></div>")) == []


def test_who_edits_by_the_printed_line_is_no_author_of_the_data() -> None:
    data = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + HEADLINE + '","author":['
        '{"@type":"Person","name":"高鈺庭"},{"@type":"Person","name":"鄒昀肖"}]}</script>'
    )

    assert names(read(f"{DAY}{data}<p>作者：高鈺庭｜責任編輯：鄒昀肖</p>", lang="zh-TW")) == ["高鈺庭"]


NO_TEXT = (
    "<div><span>추천</span><span>댓글</span><span>본문 요약봇</span><span>글자 크기 변경하기</span><span>인쇄하기</span></div>",
    "<div><span>文字サイズ</span><span>小</span><span>中</span><span>大</span></div>",
    "<p>大きな文字で印刷</p>",
    "<p>이 기사는 언론사에서 사회 섹션으로 분류했습니다.</p>",
    "<p>&lt;저작권자(c) 산골신문, 무단 전재-재배포, AI 학습 및 활용 금지&gt; 2026/12/01 08:21 송고</p>",
    "<p>Copyrights(C) Yamazato Press yamazato.example.jp 96</p>",
    "<p>PDFの閲覧にはAdobe Readerが必要です。</p>",
    "<p>▲圖書車。（圖／公所提供）</p>",
    "<p>原題：Cheese Ages in a Closed School（抜粋）</p>",
    "<p>(最終段落に会社のコメントを追加します)</p>",
    "<dl><dt>PHOTOGRAPHY</dt><dd>藤山由理</dd><dt>TEXT</dt><dd>高野ヒカル</dd></dl>",
)


@pytest.mark.parametrize("line", NO_TEXT)
def test_a_line_beside_the_paragraphs_is_no_text(line: str) -> None:
    text = f"<p>{TEXT[0]}</p>{line}" + "".join(f"<p>{one}</p>" for one in TEXT[1:])
    page = f"<html lang='ja'><main><article><h1>{HEADLINE}</h1>{DAY}<div>{text}</div></article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert article.body.split("\n\n") == [*TEXT]


def test_a_subheading_below_a_line_that_links_elsewhere_is_text() -> None:
    text = (
        f"<p>{TEXT[0]}</p><a href='/radar/'>＞＞今の雪雲の様子</a><h2>温度は12度</h2><p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    )
    page = f"<html lang='ja'><main><article><h1>{HEADLINE}</h1>{DAY}{text}</article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert article.body.split("\n\n") == [TEXT[0], "温度は12度", *TEXT[1:]]


def test_the_section_that_a_paper_filed_a_carried_article_under_is_taken() -> None:
    below = "<p>이 기사는 언론사에서 <em>사회</em> 섹션으로 분류했습니다.</p>"

    assert read(below=below, lang="ko").section == "사회"


SITES = {
    "in a bracket, by the name of the site": f"<meta property='og:site_name' content='山里日報'><title>【山里日報】{HEADLINE}</title>",
    "apart by a space, by the link to the front page": f"<title>山里日報 {HEADLINE}</title>",
}


@pytest.mark.parametrize("head", SITES.values(), ids=SITES)
def test_the_name_of_the_site_before_the_headline_is_left_out(head: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    page = f"<html lang='ja'><head>{head}</head><h1><a href='/'>山里日報</a></h1><h2>{HEADLINE}</h2>{DAY}<div>{text}</div></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert article.headline == HEADLINE


@pytest.mark.parametrize("line", ["2026年12月4日発売", "2026年12月4日（金）発売", "2026年12月4日号", "2026.12.04 開催"])
def test_the_day_of_a_sale_an_issue_or_an_event_is_no_publication(line: str) -> None:
    assert read(f"<p class='date'>{line}</p>").published_at is None


def release(day: str, head: str = "") -> Article:
    """Return the article of a ministry's page with *day* above its contacts, and *head* above all."""
    contacts = "<p>【照会先】生活衛生課 課長補佐 西野 拓</p><p>（代表電話）03（5253）0000</p><p>報道関係者　各位</p><p>（以下余白）</p>"
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    page = f"<html lang='ja'><body>{head}<div id='c'><div>{day}{contacts}</div><h1>{HEADLINE}</h1>{text}</div></body></html>"
    article = extract(page, "https://www.kosei.example.go.jp/stf/newpage_61234.html").article
    assert article is not None
    return article


def test_a_day_alone_in_the_element_of_the_headline_is_its_publication() -> None:
    assert str(release("<p>令和8年12月1日</p>").published_at) == "2026-12-01 00:00:00+09:00"


def test_the_day_in_the_head_of_a_site_is_no_publication() -> None:
    assert release("", head="<div>2026年12月9日</div>").published_at is None


@pytest.mark.parametrize("name", ["o-noteContentHeader__name", "user-name", "creator_name"])
def test_the_link_in_an_element_named_for_a_users_name_names_the_author(name: str) -> None:
    above = f"<div class='{name}'><a href='/azumi'>もえりん☕朝</a></div><div><time>2026年11月23日 08:21</time></div>"

    assert names(read(above)) == ["もえりん☕朝"]


def test_the_list_of_a_section_of_the_menu_below_a_text_names_the_section() -> None:
    page = (
        "<html lang='ja'><nav><a href='/s/'>社会</a><a href='/e/'>経済</a></nav><main><article>"
        f"<h1>{HEADLINE}</h1>{DAY}<div>"
        + "".join(f"<p>{one}</p>" for one in TEXT)
        + "</div><p><a href='/list?g=soc'>【社会記事一覧へ】</a></p></article></main></html>"
    )
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert article.section == "社会"


def test_the_list_of_a_writers_articles_names_no_section() -> None:
    assert read(below="<p><a href='/w/7'>小池和樹の記事一覧</a></p>").section is None


@pytest.mark.parametrize("name", ["p-blogCard", "blogcard-wrap", "link-card"])
def test_a_card_between_the_paragraphs_that_teases_another_page_is_no_text(name: str) -> None:
    card = (
        f"<div class='{name}'><div>あわせて読みたい</div><div><a href='/other/'>旋盤の音で分かる刃の寿命</a>"
        "<span>刃が減ると音が変わる。40年の職人に聞いた。</span></div></div>"
    )
    text = f"<p>{TEXT[0]}</p>{card}<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    page = f"<html lang='ja'><main><article><h1>{HEADLINE}</h1>{DAY}<div>{text}</div></article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert article.body.split("\n\n") == [*TEXT]


def test_the_account_that_runs_a_site_is_nobody_where_a_credit_signs_the_text() -> None:
    data = (
        '<script type="application/ld+json">{"@type":"Article","headline":"' + HEADLINE + '","author":'
        '{"@type":"Person","name":"yamazato_admin"}}</script>'
    )

    assert names(read(f"{DAY}{data}", below="<p>文：パク・ソジン</p><p>翻訳：堀 真由美</p>")) == ["パク・ソジン"]


def test_a_line_of_credits_below_a_profile_of_who_was_asked_signs() -> None:
    below = (
        "<div class='prof'><p>教えてくれたのは</p><p>根岸 昌さん</p><p>緑川クリニック院長。呼吸器の専門医。</p></div>"
        "<p class='credit'>取材・文／山岸こはる　イラスト／堀ナナ</p>"
    )

    assert names(read(below=below)) == ["山岸こはる"]


def test_keywords_between_bars_in_an_element_named_for_them_are_tags() -> None:
    assert read(below="<div class='keyword'>パン｜給食｜町のパン屋</div>").tags == ("パン", "給食", "町のパン屋")


def test_a_text_without_bars_in_an_element_named_for_keywords_is_no_tag() -> None:
    assert read(below="<div class='keyword'>キーワードで探す</div>").tags == ()


@pytest.mark.parametrize("line", ["지면 2026.12.01 / 12면", "지면일자 2026.12.01"])
def test_the_day_of_the_printed_paper_is_no_publication_of_the_page(line: str) -> None:
    article = read(f"<p>{line}</p><p>입력 2026-11-30 18:02</p>", lang="ko")

    assert str(article.published_at) == "2026-11-30 18:02:00+09:00"


BELOW_TEXT = {
    "<p>이서윤 객원칼럼니스트·산골대 교수</p>": ["이서윤"],
    "<p>글쓴이 : 느린걸음</p>": ["느린걸음"],
    "<p>林俐文 / 核稿編輯：陳大同</p>": ["林俐文"],
}


@pytest.mark.parametrize(("line", "wrote"), BELOW_TEXT.items(), ids=BELOW_TEXT)
def test_a_line_beside_a_text_in_korean_or_chinese_names_who_wrote(line: str, wrote: list[str]) -> None:
    assert names(read(f"{DAY}{line}", lang="ko")) == wrote


@pytest.mark.parametrize("line", ["UPDATE : 2026.12.01", "取材日：2026年11月20日"])
def test_a_day_behind_a_label_above_a_text_is_no_text(line: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in (line, *TEXT))
    page = f"<html lang='ja'><main><article><h1>{HEADLINE}</h1>{text}</article></main></html>"
    article = extract(page, "https://www.yamazato.example.jp/n48213.html").article

    assert article is not None
    assert article.body.split("\n\n") == [*TEXT]


def test_both_counts_of_years_in_one_day_are_one_day() -> None:
    assert str(read("<p>令和8年（2026）12月1日</p>").published_at) == "2026-12-01 00:00:00+09:00"
