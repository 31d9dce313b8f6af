"""Recognises a page that asks for a password in the place of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from lxml import etree

from newscrawl.text import letters

_INPUT = re.compile(r"""<input\b[^<>]{0,2000}?\btype\s*=\s*["']?password\b""", re.IGNORECASE)
_ASIDE = frozenset({"nav", "header", "footer", "aside", "dialog"})
_TEXT = frozenset({"main", "article"})
_NO_TEXT = frozenset({"submit", "hidden", "button", "image", "reset", "checkbox"})
_STATED = re.compile(
    r"(?:この|こちらの|本|当)?(?:コンテンツ|投稿|記事|ページ)?[はを]?(?:閲覧(?:する)?|読む|見る|表示する)?(?:に|ため|の)?[はに]?"
    r"パスワード(?:で保護されて(?:います|いるため|おります|おり).{0,40}|の?(?:入力)?が必要です.{0,24}|を(?:ご)?入力して(?:ください|下さい).{0,16})"
    r"|(?:this|the)?(?:content|post|page|article|entry)is(?:password)?protected(?:by(?:a)?password)?.{0,80}"
    r"|(?:please)?enter(?:the|a|your)?password(?:below)?to(?:view|read|access|see).{0,40}"
    r"|(?:dieser?|dieses)?(?:inhalt|beitrag|seite|artikel)ist(?:passwortgeschützt|durcheinpasswortgeschützt).{0,80}"
    r"|(?:이|본)?(?:콘텐츠|글|페이지|게시물|기사)[은는]?비밀번호로보호(?:되어|된).{0,60}"
)
_LOGIN = re.compile(
    r"login|logon|loggin|loggain|logind|signin|signon|signup|createanaccount|createaccount|register|registration|memberarea"
    r"|anmeld|einlogg|kundenkonto|registrier|connexion|connecter|identifi|authenti[fc]|inscription|iniciarse[sc]|identificarse"
    r"|autenti[ck]|acceder|accede|accedi|accesso|entrar|registr|inlogg|kirjaudu|rekisteröi|zalog|logowani|zarejestruj|přihlá"
    r"|prihlás|bejelentkez|belépés|regisztr|intră|conecteaza|conectează|вход|войти|войдите|авториз|регистр|увійти|вхід|реєстр|влез"
    r"|girişyap|üyegirişi|oturumaç|kayıtol|prijav|σύνδεση|είσοδος|تسجيل|دخول|ورود|ثبتنام|התחבר|כניסה|הרשמה|เข้าสู่ระบบ|ลงชื่อเข้า|đăngnhập|đăngký|masukke|daftarakun|登录|登入"
    r"|登錄|注册|註冊|ログイン|サインイン|会員登録|新規登録|マイページ|로그인|회원가입"
)
"""What a page for logging in, or for becoming a member, calls itself, among other words; in letters alone."""


_GOOD_PART = 0.25
"""A headline about logins has more words."""


def calls_itself_login(titles: Iterable[str]) -> bool:
    """Return whether one of *titles*, a page's own, is for a good part a word of pages that ask who the reader is."""
    plain = [letters(title) for title in titles]
    found = [(match, title) for title in plain if (match := _LOGIN.search(title))]
    return any(len(match[0]) >= len(title) * _GOOD_PART for match, title in found)


def states_password(plain: str) -> bool:
    """Return whether *plain*, a block's letters, states as a whole that a password protects the page."""
    return _STATED.fullmatch(plain) is not None


def may_ask_password(source: str) -> bool:
    """Return, at little cost, whether the page whose HTML is *source* has a field for a password."""
    return "password" in source and _INPUT.search(source) is not None


def asked_in_text(source: str, *, is_anywhere: bool = False) -> Literal["password", "login"] | None:
    """Return what a field for a password in the page's main part or article asks for; None for none there.

    A form that asks for nothing else is for this page alone, in whatever language: a login asks who the reader is.
    *is_anywhere*: in any part but menus, head, foot and margins.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(f"<body>{source}".replace("\0", "").encode("utf-8", "replace"), parser)
    asking = [
        one for one in root.iter("input") if _type(one) == "password" and _is_in_text(one, is_anywhere=is_anywhere)
    ]
    if not asking:
        return None
    return "password" if all(map(_is_alone, asking)) else "login"


def _type(field: etree._Element) -> str:
    return (field.get("type") or "text").strip().lower()


def _is_alone(field: etree._Element) -> bool:
    """Return whether the form around *field* has no other field to write in."""
    form = next(field.iterancestors("form"), None)
    return form is not None and all(one is field or _type(one) in _NO_TEXT for one in form.iter("input"))


def _is_in_text(field: etree._Element, *, is_anywhere: bool) -> bool:
    around = {str(one.tag) for one in field.iterancestors()}
    return not around & _ASIDE and (is_anywhere or bool(around & _TEXT))
