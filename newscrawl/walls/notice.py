"""Recognises by its manner a page that is about itself: it needs no known sentence, only a page without a story."""

from __future__ import annotations

import re

from newscrawl.text import letters
from newscrawl.walls.page_facts import PageFacts, Titles
from newscrawl.walls.wall_words import WallState, addresses_the_reader

_LETTERS_MAX_COUNT = 400
_SENTENCE_LETTERS = 8
_SENTENCE_END = re.compile(r"[。．！？!?]|\.(?:\s|$)")
# What only articles have. A page without it may be one all the same: then it is longer, or about something else.
_ARTICLE = re.compile(r"<time\b|datePublished|published_time|NewsArticle|og:type[\"'][^<>]{0,20}article")
_TOPICS: tuple[tuple[WallState, re.Pattern[str]], ...] = (
    (
        "consent",
        re.compile(r"cookie|クッキー|쿠키|privacy|privatsphäre|datenschutz|プライバシー|개인정보", re.IGNORECASE),
    ),
    (
        "login",
        re.compile(
            r"\blog ?in\b|\bsign ?in\b|subscri|member|ログイン|会員|購読|로그인|회원|구독"
            r"|anmeld|\babo\b|abonn|mitglied",
            re.IGNORECASE,
        ),
    ),
    (
        "challenge",
        re.compile(
            r"\b(?:ro)?bots?\b|captcha|security|access|network|blocked|human\b|ロボット|ボット|セキュリティ|アクセス|ネットワーク|人間"
            r"|로봇|보안|접속|접근|네트워크|roboter|sicherheit|zugriff|zugang|netzwerk|mensch\b",
            re.IGNORECASE,
        ),
    ),
    (
        "unavailable",
        re.compile(
            r"\b(?:page|(?:web)?site|browser|server|service|error|maintenance|javascript|request|url)\b|search"
            r"|ページ|サイト|ブラウザ|サーバ|サービス|エラー|メンテナンス|混雑|混み合|検索|この記事|お探し"
            r"|페이지|사이트|브라우저|서버|서비스|오류|점검|주소|기사"
            r"|\b(?:seite|webseite|dienst|vorgang|fehler|artikel|suche)\b|wartung",
            re.IGNORECASE,
        ),
    ),
)


def has_marks_of_article(source: str) -> bool:
    """Return whether the page is an article by its markup."""
    return _ARTICLE.search(source) is not None


def may_be_notice(titles: Titles) -> bool:
    """Return, at little cost, whether title or heading name what notices are about: nearly no page does."""
    return _topic(_heads(titles)) is not None


def _heads(titles: Titles) -> str:
    return " \n".join((*titles.parts[:1], *titles.main))


def notice_in(titles: Titles, facts: PageFacts) -> WallState | None:
    """Return the kind of notice that a page is, which `may_be_notice`: its whole text is about it, or to its reader.

    It is short, and no sentence reports anything else. None for other pages.
    """
    if sum(len(letters(block)) for block in facts.blocks) > _LETTERS_MAX_COUNT:
        return None
    sentences = [one for block in facts.blocks for one in _sentences(block)]
    if not sentences or not all(_topic(one) or addresses_the_reader(one) for one in sentences):
        return None
    return _topic(" ".join((_heads(titles), *sentences)))


def _sentences(block: str) -> list[str]:
    """Return the sentences of *block*, without what is as short as a label."""
    if not _SENTENCE_END.search(block):
        return []
    return [one for one in _SENTENCE_END.split(block) if len(letters(one)) >= _SENTENCE_LETTERS]


def _topic(text: str) -> WallState | None:
    return next((state for state, words in _TOPICS if words.search(text)), None)
