"""A page that asks for a password is a wall only where the form is in the place of the text."""

from __future__ import annotations

import pytest

from newscrawl.extraction.body.line_kinds import is_wall_line
from newscrawl.walls import state_in
from tests.walls.pages import article, layout

FORM = '<form action="/pass" method="post"><label>Password</label><input name=pw type="password" size=20><input type=submit></form>'
NOTICES = [
    "このコンテンツはパスワードで保護されています。閲覧するには以下にパスワードを入力してください。",
    "この投稿はパスワードで保護されているため、閲覧するにはパスワードを入力してください。",
    "この記事を読むにはパスワードを入力してください。",
    "This content is password protected. Please enter a password to view.",
    "This content is password protected. To view it please enter your password below:",
    "이 콘텐츠는 비밀번호로 보호되어 있습니다. 이 콘텐츠를 보려면 아래에 비밀번호를 입력하세요:",
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("around", ["article", "div"])
def test_a_protected_post_is_a_wall(notice: str, around: str) -> None:
    main = f"<{around}><h1>保護中: 議会の議事録</h1><div><p>{notice}</p>{FORM}</div></{around}>"

    assert state_in(layout("保護中: 議会の議事録", main)) == "password"


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ("<input type=hidden name=token><input type=password name=post_password>", "password"),
        ("<input name=user><input type=password name=pw>", "login"),
        ("<input type=email name=mail><input type=password name=pw><input type=checkbox name=keep>", "login"),
    ],
)
@pytest.mark.parametrize("words", ["鍵：", "这是一篇受密码保护的文章，您需要提供访问密码：", "Contenuto protetto:"])
def test_a_form_without_a_known_notice_is_the_pages_own_where_it_asks_for_a_password_alone(
    fields: str, state: str, words: str
) -> None:
    form = f'<form action="/pass" method="post">{fields}<input type=submit></form>'

    assert state_in(layout("議会の議事録", f"<article><h1>議会の議事録</h1><p>{words}</p>{form}</article>")) == state


@pytest.mark.parametrize("place", ["header", "aside", "article"])
def test_a_login_form_beside_a_text_is_no_wall(place: str) -> None:
    page = article("議会が条例案を可決した", count=1, extra=f"<{place}>{FORM}</{place}>")

    assert state_in(page) is None


def test_a_login_box_in_the_head_of_a_short_page_is_no_wall() -> None:
    page = layout("市長が会見", f"<div><h1>市長が会見</h1><p>市長が会見した。</p></div><header>{FORM}</header>")

    assert state_in(page) is None


@pytest.mark.parametrize("notice", NOTICES)
def test_the_notice_is_no_paragraph(notice: str) -> None:
    assert is_wall_line(notice)


ASKS_WHO = "<form action=/s><input name=user><input type=password name=pw><input type=submit></form>"
LOGINS = (
    """
Log in to the Harbour Post|Customer Login|Member sign in|My account - Sign in|Login or create an account|Register
Anmelden oder Benutzerkonto erstellen|Bei der Hafenpost registrieren|Connexion à votre compte|Identifiez-vous|Iniciar sesión
Inicia sesión en tu cuenta|Accedi al tuo account|Entrar na sua conta|Inloggen bij De Haven|Logga in|Logg inn på Havna|Log ind
Kirjaudu sisään|Zaloguj się lub utwórz konto|Přihlášení uživatele|Prihlásiť sa|Bejelentkezés|Autentificare|Вход в сайта|Авторизация
Вхід до кабінету|Giriş Yap|Σύνδεση μέλους|تسجيل الدخول|ورود به حساب|התחברות לחשבון|เข้าสู่ระบบ|Đăng nhập tài khoản|用户登录|會員登入
港新聞会員ログイン|港新聞IDでサインイン|新規会員登録|港日報 로그인
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("title", LOGINS)
def test_a_page_that_calls_itself_a_login_and_asks_for_a_password_is_one_in_any_element(title: str) -> None:
    assert state_in(layout(title, f"<div><h1>{title}</h1><div>{ASKS_WHO}</div></div>")) == "login"


def test_a_login_may_explain_itself_in_a_few_sentences() -> None:
    line = "<p>Nach der Anmeldung stehen alle Ausgaben der Zeitung seit dem ersten Jahrgang zum Lesen bereit.</p>"
    page = layout("Hafenpost | Anmelden", f"<div><h1>Anmelden</h1>{line * 3}{ASKS_WHO}</div>")

    assert state_in(page) == "login"
    assert state_in(page.replace(line * 3, line * 5)) is None
    assert state_in(page.replace("<h1>", "<article itemscope itemtype='https://schema.org/NewsArticle'><h1>")) is None


@pytest.mark.parametrize("place", ["header", "nav", "aside", "footer"])
def test_such_a_form_in_a_margin_makes_no_login_of_an_article_about_logins(place: str) -> None:
    title = "港市がマイページのログイン方法を変更"

    assert (
        state_in(layout(title, f"<div><h1>{title}</h1><p>市が発表した。</p></div><{place}>{ASKS_WHO}</{place}>"))
        is None
    )


def test_a_list_beside_a_login_is_no_wall() -> None:
    page = layout("Anmelden", f"<div><h1>Anmelden</h1>{ASKS_WHO}</div>")

    assert state_in(page, is_article=False) == "login"  # `anmelden` alone states it
    assert state_in(page.replace("Anmelden", "Kundenlogin"), is_article=False) is None
