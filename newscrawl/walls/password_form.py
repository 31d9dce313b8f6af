"""Recognises a page that asks for a password in the place of its text."""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree

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


def states_password(plain: str) -> bool:
    """Return whether *plain*, a block's letters, states as a whole that a password protects the page."""
    return _STATED.fullmatch(plain) is not None


def may_ask_password(source: str) -> bool:
    """Return, at little cost, whether the page whose HTML is *source* has a field for a password."""
    return "password" in source and _INPUT.search(source) is not None


def asked_in_text(source: str) -> Literal["password", "login"] | None:
    """Return what a field for a password in the page's main part or article asks for; None for none there.

    A form that asks for nothing else is for this page alone, in whatever language: a login asks who the reader is.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(f"<body>{source}".replace("\0", "").encode("utf-8", "replace"), parser)
    asking = [one for one in root.iter("input") if _type(one) == "password" and _is_in_text(one)]
    if not asking:
        return None
    return "password" if all(map(_is_alone, asking)) else "login"


def _type(field: etree._Element) -> str:
    return (field.get("type") or "text").strip().lower()


def _is_alone(field: etree._Element) -> bool:
    """Return whether the form around *field* has no other field to write in."""
    form = next(field.iterancestors("form"), None)
    return form is not None and all(one is field or _type(one) in _NO_TEXT for one in form.iter("input"))


def _is_in_text(field: etree._Element) -> bool:
    around = {str(one.tag) for one in field.iterancestors()}
    return not around & _ASIDE and bool(around & _TEXT)
