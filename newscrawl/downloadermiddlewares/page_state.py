"""Recognises pages that answer 200 and are none: not found, expired, a login, a wall of consent."""

from __future__ import annotations

import re
from typing import Literal

from newscrawl.downloadermiddlewares.page_facts import PageFacts, facts_of, titles_of
from newscrawl.text import letters

GoneReason = Literal["soft_404", "expired"]
"""`soft_404`: the page says that there is none. `expired`: it says that the article was taken down."""
WallReason = Literal["login", "consent"]

# Sentences are compared without white space and punctuation (`text.letters`), and whole: an article that quotes one of
# them goes on before or after it.
_SORRY = r"(?:404|error|エラー|notfound|申し訳(?:あり|ござい)ません(?:が)?|恐れ入りますが|大変|すみません)*"
_WHICH = (
    r"(?:(?:お探し|ご指定|ご希望|指定|アクセス|リクエスト|要求|入力|請求)(?:の|した|された|いただいた|しようとした"
    r"|頂いた)?|こちらの|ご覧の|この|当該|該当(?:の|する)?)?"
)
_WHAT = r"(?:ウェブ|web)?(?:ページ|記事|コンテンツ|ニュース|url|アドレス|情報|ファイル)"
_MISSING = (
    r"(?:見つかりません|みつかりません|見付かりません|見つけることができません|見つけられません|存在しません"
    r"|存在していません|ありません|ございません|表示できません|表示することができません)"
)
_TAKEN = r"(?:削除|終了|停止|非公開|経過|過ぎ|すぎ)"
_SPAN = r"(?:掲載|公開|配信|閲覧|提供)(?:期間|期限)?"
_REST = r".{0,45}"
_ENGLISH_MISSING = r"(?:notfound|n(?:o|')?tbefound|cannotbefound|cantbefound|doesnotexist|doesntexist)"
_ENGLISH_TAKEN = r"(?:nolongeravailable|nolongerexists|hasexpired|hasbeenremoved|wasremoved)"
_ENGLISH_WHAT = r"(?:sorry|oops|error|404|we)*.{0,14}(?:page|article|story|url).{0,32}"

_EXPIRED = re.compile(
    rf"{_SORRY}{_WHICH}(?:{_WHAT})?(?:[はがの]|につきましては)?(?:すでに|既に)?{_SPAN}(?:[はがを])?(?:すでに|既に)?{_TAKEN}{_REST}"
    rf"|{_SORRY}{_WHICH}{_WHAT}[はが](?:すでに|既に|現在)?{_TAKEN}(?:さ|し|と|に|いた){_REST}"
    rf"|{_ENGLISH_WHAT}{_ENGLISH_TAKEN}.{{0,40}}"
)
_SOFT_404 = re.compile(
    rf"{_SORRY}{_WHICH}{_WHAT}(?:[はがを]|または{_WHAT}[はが])?(?:すでに|既に|現在)?{_MISSING}{_REST}"
    rf"|(?:http)?(?:error|エラー)?404(?:error|エラー)?(?:page|ページ)?(?:not|file)?(?:found|notfound)?"
    rf"|(?:404)?(?:page)?notfound(?:404)?|{_ENGLISH_WHAT}{_ENGLISH_MISSING}.{{0,40}}"
)
_LOGIN = re.compile(
    r"(?:会員|マイページ|メンバー|アカウント)?(?:に)?(?:ログイン|サインイン|login|logon|signin)"
    r"(?:ページ|画面|フォーム|page|form|が必要です|してください)?"
)
_CONSENT = re.compile(
    r"(?:cookie|クッキー|プライバシー|個人情報)s?.{0,12}(?:同意|設定|consent|settings|preferences).{0,10}"
    r"|.{0,12}(?:同意(?:が必要です|のお願い|の確認|してください)|beforeyoucontinue|wevalueyourprivacy|yourprivacychoices).{0,12}"
)
# One of these stands in every sentence above, and on few other pages: only then are the blocks read.
_GONE_WORDS = (
    "つかりません", "付かりません", "見つけることができません", "見つけられません", "存在しません", "存在していません",
    "表示できません", "表示することができません", "ページはありません", "記事はありません", "ページはございません",
    "記事はございません", "を終了", "が終了", "は終了", "期間終了", "期間を過", "期限を過", "期間が過", "期限が過",
    "経過し", "削除され", "削除いた", "削除しま", "非公開", "ot found", "ot be found", "OT FOUND", "t exist",
    "no longer", "has expired", "been removed", "was removed",
)  # fmt: skip
_LONGEST_STATEMENT = 120
_ARTICLE_SENTENCE_COUNT = 30  # a page of so many sentences is not searched further: 0.1 instead of 1 ms
_TITLE_PROSE_MAX_COUNT = 3  # what a page that says so in its title may print beside it: a notice, a footer
_BLOCK_PROSE_MAX_COUNT = 1


def gone_in(source: str) -> GoneReason | None:
    """Return how the page whose HTML is *source* says that its article is not there; None for any other page.

    The title, a heading, or a whole block of text must say so, and the page must have (almost) no prose: an article
    about such pages has paragraphs, and its headline says more.
    """
    said = _first_reason(titles_of(source))
    if said is None and (source.count("。") > _ARTICLE_SENTENCE_COUNT or not _has_gone_words(source)):
        return None
    facts = facts_of(source)
    if said and _prose_beside(facts) <= _TITLE_PROSE_MAX_COUNT:
        return said
    said = _first_reason(facts.blocks)
    return said if said and _prose_beside(facts) <= _BLOCK_PROSE_MAX_COUNT else None


def wall_in(source: str) -> WallReason | None:
    """Return which wall the page whose HTML is *source* is: a login or consent page; None for any other.

    Its title or heading must say nothing else. A form or a notice beside an article is no wall.
    """
    says = [letters(title) for title in titles_of(source)]
    wall: WallReason | None = "login" if any(map(_LOGIN.fullmatch, says)) else None
    if wall is None and any(map(_CONSENT.fullmatch, says)):
        wall = "consent"
    if wall is None:
        return None
    facts = facts_of(source)
    is_form = wall == "consent" or facts.has_password_field or facts.prose_count == 0
    return wall if is_form and facts.prose_count <= _TITLE_PROSE_MAX_COUNT else None


def _has_gone_words(source: str) -> bool:
    return any(word in source for word in _GONE_WORDS)


def _first_reason(texts: tuple[str, ...]) -> GoneReason | None:
    return next((reason for text in texts if (reason := _statement(text))), None)


def _statement(text: str) -> GoneReason | None:
    if len(text) > _LONGEST_STATEMENT:
        return None
    said = letters(text)
    if _EXPIRED.fullmatch(said):
        return "expired"
    return "soft_404" if _SOFT_404.fullmatch(said) else None


def _prose_beside(facts: PageFacts) -> int:
    """Count the prose that is not the statement itself."""
    return facts.prose_count - sum(_statement(block) is not None for block in facts.blocks if len(block) >= 50)
