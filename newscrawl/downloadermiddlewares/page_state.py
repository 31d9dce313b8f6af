"""Recognises pages that answer 200 and are none: not found, expired, a login, a wall of consent."""

from __future__ import annotations

import re
from typing import Literal

from newscrawl.downloadermiddlewares.page_facts import PageFacts, facts_of, has_many_sentences, titles_of
from newscrawl.text import letters

PageState = Literal["soft_404", "expired", "login", "consent"]
"""`soft_404`: the page says that there is none. `expired`: it says that the article was taken down. `login`, `consent`:
a wall before the site."""

GONE_STATES: frozenset[PageState] = frozenset({"soft_404", "expired"})
"""The states in which there is no article any more."""

# Sentences are compared without white space and punctuation (`text.letters`), and whole: an article that quotes one of
# them goes on before or after it. A Japanese one ends politely, as these pages talk and headlines never do.
_SORRY = r"(?:404|error|エラー|notfound|申し訳(?:あり|ござい)ません(?:が)?|恐れ入りますが|大変|すみません)*"
_WHICH = (
    r"(?:(?:お探し|ご指定|ご希望|指定|アクセス|リクエスト|要求|入力|請求)(?:の|した|された|いただいた|しようとした"
    r"|頂いた)?|こちらの|ご覧の|この|当該|該当(?:の|する)?)?"
)
_WHAT = r"(?:ウェブ|web)?(?:ページ|記事|コンテンツ|ニュース|url|アドレス|情報|ファイル)"
_ALREADY = r"(?:すでに|既に|現在)?"
_MISSING = (
    r"(?:見つかりません|みつかりません|見付かりません|見つけることができません|見つけられません|存在しません"
    r"|存在していません|ありません|ございません|表示できません|表示することができません)"
)
_TAKEN = r"(?:削除|終了|停止|非公開|経過|過ぎ|すぎ)"
_SPAN = r"(?:掲載|公開|配信|閲覧|提供)(?:期間|期限)?"
_POLITE = r".{0,36}?(?:ます|ました|ません|ませんでした|です|でした|ください)"
_ENGLISH_MISSING = r"(?:notfound|notbefound|cannotbefound|cantbefound|doesnotexist|doesntexist)"
_ENGLISH_TAKEN = r"(?:nolongeravailable|nolongerexists|hasexpired|hasbeenremoved|wasremoved)"
_ENGLISH_WHAT = r"(?:sorry|oops|error|404|we)*[a-z]{0,14}(?:page|article|story|url)[a-z]{0,32}"

_EXPIRED = re.compile(
    rf"{_SORRY}{_WHICH}(?:{_WHAT})?(?:[はがの]|につきましては)?{_ALREADY}{_SPAN}[はがを]?{_ALREADY}{_TAKEN}{_POLITE}"
    rf"|{_SORRY}{_WHICH}{_WHAT}[はが]{_ALREADY}{_TAKEN}(?:さ|し|と|に|いた){_POLITE}"
    rf"|(?:記事の|この記事の)?{_SPAN}終了(?:のお知らせ)?|{_ENGLISH_WHAT}{_ENGLISH_TAKEN}[a-z]{{0,25}}"
)
_SOFT_404 = re.compile(
    rf"{_SORRY}{_WHICH}{_WHAT}(?:[はがを]|または{_WHAT}[はが])?{_ALREADY}{_MISSING}(?:でした)?(?:{_POLITE})?"
    rf"|{_ENGLISH_WHAT}{_ENGLISH_MISSING}[a-z]{{0,25}}"
)
_BARE_404 = re.compile(  # for titles alone: inside a page, 404 may be any number
    r"(?:http)?(?:error|エラー)?404(?:error|エラー)?(?:page|ページ)?(?:(?:file)?notfound)?|(?:404)?(?:file)?notfound(?:404)?"
)
_APOLOGY = re.compile(rf"{_SORRY}|sorry|oops|おっと|申し訳(?:あり|ござい)ません")
_QUOTES = re.compile('[「『“”"]')
_SENTENCE = re.compile(r"[。．！？!?]|\.(?:\s|$)")
_LOGIN = re.compile(
    r"(?:会員|マイページ|メンバー|アカウント)?(?:に)?(?:ログイン|サインイン|login|logon|signin)"
    r"(?:ページ|画面|フォーム|page|form|が必要です|してください)?"
)
_CONSENT = re.compile(
    r"(?:cookies?|クッキー|プライバシー)(?:の)?(?:使用|利用)?(?:に関する|への|に|の)?(?:同意|設定|consent|settings|preferences)"
    r"(?:のお願い|の確認)?(?:について)?"
    r"|(?:続行|閲覧|利用)?(?:する)?(?:には)?同意(?:が必要です|のお願い|の確認|してください)"
    r"|beforeyoucontinue(?:to[a-z]{0,20})?|wevalueyourprivacy|yourprivacychoices"
)
# One of these stands in every sentence above, and on few other pages: only then are the blocks read.
_GONE_WORDS = (
    "つかりません", "付かりません", "見つけることができません", "見つけられません", "存在しません", "存在していません",
    "表示できません", "表示することができません", "ページはありません", "記事はありません", "ページはございません",
    "記事はございません", "を終了", "が終了", "は終了", "に終了", "期間終了", "期間を過", "期限を過", "期間が過",
    "期限が過", "経過し", "削除され", "削除いた", "削除しま", "非公開", "ot found", "ot be found", "t exist",
    "no longer", "has expired", "been removed", "was removed",
)  # fmt: skip
_LONGEST_STATEMENT = 120
_TITLE_PROSE_MAX_COUNT = 3  # what a page that says so in its title may print beside it: a notice, a footer
_BLOCK_PROSE_MAX_COUNT = 1


def state_in(source: str) -> PageState | None:
    """Return what the page whose HTML is *source* is, if it stands in the place of another; None for any other page.

    For a page that is gone, the title, a heading, or a whole block of text must say so; a wall's title or heading
    must say nothing else. And the page must have (almost) no prose: an article about such pages has paragraphs, and
    its headline says more. A form or a notice beside an article is no wall.
    """
    titles = titles_of(source)
    gone = _gone_by(titles)
    if gone or (not has_many_sentences(source) and _has_gone_words(source)):
        facts = facts_of(source)
        if gone and _prose_beside(facts) <= _TITLE_PROSE_MAX_COUNT:
            return gone
        gone = _first_statement(facts.blocks)
        if gone and _prose_beside(facts) <= _BLOCK_PROSE_MAX_COUNT:
            return gone
    return _wall_in(source, titles)


def _gone_by(titles: tuple[str, ...]) -> PageState | None:
    if stated := _first_statement(titles):
        return stated
    return "soft_404" if any(_BARE_404.fullmatch(letters(title)) for title in titles) else None


def _wall_in(source: str, titles: tuple[str, ...]) -> PageState | None:
    says = [letters(title) for title in titles]
    is_login = any(map(_LOGIN.fullmatch, says))
    if not is_login and not any(map(_CONSENT.fullmatch, says)):
        return None
    facts = facts_of(source)
    if facts.prose_count > _TITLE_PROSE_MAX_COUNT:
        return None
    if not is_login:
        return "consent"
    return "login" if facts.has_password_field or facts.prose_count == 0 else None


def _has_gone_words(source: str) -> bool:
    return any(word in source for word in _GONE_WORDS)


def _first_statement(texts: tuple[str, ...]) -> PageState | None:
    return next((stated for text in texts if (stated := _statement(text))), None)


def _statement(text: str) -> PageState | None:
    """Return what *text* states in its first sentence that says anything."""
    if len(text) > _LONGEST_STATEMENT or _QUOTES.search(text):
        return None
    for sentence in _SENTENCE.split(text):
        said = letters(sentence)
        if _EXPIRED.fullmatch(said):
            return "expired"
        if _SOFT_404.fullmatch(said):
            return "soft_404"
        if said and not _APOLOGY.fullmatch(said):
            return None
    return None


def _prose_beside(facts: PageFacts) -> int:
    """Count the prose that is not the statement itself."""
    return facts.prose_count - sum(_statement(block) is not None for block in facts.blocks if len(block) >= 50)
