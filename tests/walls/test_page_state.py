import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.walls.challenge import challenge_in
from newscrawl.walls.page_state import GONE_STATES, state_in
from newscrawl.walls.wall_words import WALLS
from tests.walls.pages import PARAGRAPH, article, layout

SOFT_404 = [
    "ページが見つかりません", "ページが見つかりませんでした", "お探しのページは見つかりませんでした。",
    "お探しのページは見つかりません", "申し訳ございません。お探しの記事は見つかりませんでした。", "404 Not Found",
    "404 NOT FOUND", "Not Found", "404", "404エラー", "エラー 404", "ご指定のページは存在しません",
    "指定されたページまたはファイルは存在しません。", "該当する記事はありません", "お探しのページを表示できません",
    "アクセスしようとしたページは見つかりませんでした。", "Page not found", "Error 404: page not found",
    "Sorry, the page you are looking for could not be found.", "お探しの記事が見つかりませんでした。削除された可能性があります。",
    "お探しのＵＲＬは見つかりませんでした",
]  # fmt: skip
EXPIRED = [
    "この記事は掲載期間が終了しました", "掲載期間が終了しました。", "掲載期間は終了いたしました", "記事の掲載を終了しました",
    "この記事は公開を終了しています。", "お探しの記事は掲載期間が終了したか、削除された可能性があります。",
    "申し訳ありませんが、この記事は削除されました。", "ご指定の記事はすでに削除されています", "公開期間が過ぎています",
    "配信期間が終了しました", "この記事は非公開に設定されています", "This article is no longer available.",
    "This page has been removed", "ご覧のページの掲載期間は既に終了しています。",
]  # fmt: skip
ALL = [(text, "soft_404") for text in SOFT_404] + [(text, "expired") for text in EXPIRED]


@pytest.mark.parametrize(("text", "reason"), ALL)
def test_a_page_that_says_so_in_its_title_or_heading_is_gone(text, reason):
    assert state_in(layout(text, "<p>トップページへお戻りください。</p>")) == reason
    assert state_in(layout("江南タイムズ", f"<h2>{text}</h2>")) == reason


@pytest.mark.parametrize(("text", "reason"), ALL)
def test_a_page_that_says_so_in_a_block_of_text_is_gone(text, reason):
    page = layout("お知らせ", f"<div class=x><p>{text}<br>トップへ</p></div>")

    is_bare = text in {
        "404",
        "404エラー",
        "エラー 404",
        "404 NOT FOUND",
        "404 Not Found",
        "Not Found",
    }  # no statement inside a page
    assert state_in(page) == (None if is_bare else reason)


@pytest.mark.parametrize(("text", "reason"), ALL)
@pytest.mark.parametrize("count", [1, 3, 10])
def test_an_article_that_quotes_such_a_page_is_an_article(text, reason, count):
    quoted = (
        f"サイトを開くと「{text}」と表示されるだけで、利用者からは戸惑いの声が上がっている。同社は原因を調べている。"
    )

    assert state_in(article(f"「{text}」 人気サイトに何が", quoted, count=count)) is None


@pytest.mark.parametrize(("text", "reason"), ALL)
def test_an_article_with_such_a_line_among_its_paragraphs_is_an_article(text, reason):
    assert state_in(article("消えた記事の行方", text, count=5)) is None


@pytest.mark.parametrize(
    "headline",
    [
        "404ページのデザインが話題に", "見つからない名画、100年ぶりに発見", "動画配信を終了、ファンから惜しむ声",
        "ログイン画面を装う詐欺に注意", "Cookie規制、何が変わる", "クッキー同意、各社の対応", "プライバシー設定に不備", "人気ドラマの配信期間が終了、次はどこで見られる",
        "記事が削除された理由", "404万人が視聴", "掲載期間が終了した作品も", "ページが見つかりません 広がる障害",
    ],
)  # fmt: skip
@pytest.mark.parametrize("count", [1, 8])
def test_an_article_about_such_things_is_an_article(headline, count):
    page = article(headline, count=count)

    assert state_in(page) is None
    assert challenge_in(200, {}, page) is None


def test_a_section_page_with_such_headlines_is_a_page():
    links = "".join(f"<li><a href='/a'>{text}</a></li>" for text, _ in ALL)

    assert state_in(layout("気になる", f"<h1>気になる</h1><ul>{links}</ul>")) is None


@pytest.mark.parametrize(
    "title", ["ログイン", "会員ログイン", "Login", "Sign in", "ログインページ", "ログインしてください"]
)
def test_a_login_page_is_a_wall(title):
    form = "<form><input name=id><input type='password' name=p><button>ログイン</button></form>"

    assert state_in(layout(title, f"<h1>{title}</h1>{form}")) == "login"


@pytest.mark.parametrize(
    "title",
    [
        "Cookieの同意",
        "クッキーの設定について",
        "Before you continue",
        "We value your privacy",
        "同意が必要です",
        "Cookie settings",
    ],
)
def test_a_wall_of_consent_is_a_wall(title):
    assert (
        state_in(layout(title, "<p>続けるには「同意する」を押してください。</p><button>同意する</button>")) == "consent"
    )


def test_a_login_form_or_consent_notice_beside_an_article_is_no_wall():
    extra = "<div><h2>ログイン</h2><input type=password></div><div><h2>Cookieの設定</h2><button>同意する</button></div>"

    assert state_in(article("見出し", extra=extra)) is None


@given(st.text(max_size=300))
def test_no_text_raises(source):
    assert state_in(source) in {None, *GONE_STATES, *WALLS}


def test_broken_markup_is_read_in_linear_time():
    source = "<a " * 20_000 + "<!--" * 20_000 + "ページが見つかりません" + "<script>" * 20_000 + PARAGRAPH

    assert state_in(source) in {None, "soft_404"}
