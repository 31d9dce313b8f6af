"""Sentences in the place of an article that is not there, or no more: in Japanese, English, Korean and German.

Sentences are compared without white space and punctuation (`text.letters`), and whole: an article that quotes one of
them goes on before or after it. A Japanese one ends politely, as these pages talk and headlines never do.
"""

from __future__ import annotations

import re

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
_ENGLISH_SEEK = r"(?:sorry|oops)*we(?:cant|cannot|couldnt|couldnot)find[a-z]{0,12}(?:page|article|story)[a-z]*"
_KOREAN_WHAT = r"(?:요청하신|찾으시는|찾는|해당|이)?(?:페이지|기사|게시물|문서|콘텐츠)"
_KOREAN_TAKEN = r"(?:삭제|비공개|종료)(?:되었습니다|됐습니다|되었거나.{0,24}습니다|처리되었습니다)"
_GERMAN_WHAT = (
    r"(?:leider)?(?:die|der|das|diese|dieser|dieses)?(?:vonihnen)?(?:gewünschte|angeforderte|gesuchte|aufgerufene)?[rs]?"
    r"(?:seite|artikel|beitrag|inhalt)"
)

EXPIRED = re.compile(
    rf"{_SORRY}{_WHICH}(?:{_WHAT})?(?:[はがの]|につきましては)?{_ALREADY}{_SPAN}[はがを]?{_ALREADY}{_TAKEN}{_POLITE}"
    rf"|{_SORRY}{_WHICH}{_WHAT}[はが]{_ALREADY}{_TAKEN}(?:さ|し|と|に|いた){_POLITE}"
    rf"|(?:記事の|この記事の)?{_SPAN}終了(?:のお知らせ)?|{_ENGLISH_WHAT}{_ENGLISH_TAKEN}[a-z]{{0,25}}"
    r"|(?:이미)?삭제된(?:기사|페이지|게시물|콘텐츠)입니다"
    rf"|{_KOREAN_WHAT}(?:는|은|가|이)?(?:언론사의?요청(?:으로|에따라))?{_KOREAN_TAKEN}"
    rf"|{_GERMAN_WHAT}(?:ist)?(?:leider)?nichtmehr(?:verfügbar|abrufbar|online|vorhanden)"
    rf"|{_GERMAN_WHAT}(?:wurde|ist)(?:inzwischen|leider)?(?:entfernt|gelöscht)(?:worden)?"
)
SOFT_404 = re.compile(
    rf"{_SORRY}{_WHICH}{_WHAT}(?:[はがを]|または{_WHAT}[はが])?{_ALREADY}{_MISSING}(?:でした)?(?:{_POLITE})?"
    rf"|{_ENGLISH_WHAT}{_ENGLISH_MISSING}[a-z]{{0,25}}|{_ENGLISH_SEEK}"
    rf"|(?:404)?{_KOREAN_WHAT}(?:를|을|가|이|는|은)?(?:찾을수(?:가)?없습니다|존재하지않습니다|없습니다)"
    rf"|(?:fehler)?(?:404)?{_GERMAN_WHAT}(?:wurde|konnte|kann|existiert|ist)?(?:leider)?nicht"
    r"(?:gefunden|gefundenwerden|vorhanden|oderwurdeverschoben)?"
)
BARE_404 = re.compile(  # for titles alone: inside a page, 404 may be any number
    r"(?:http)?(?:error|エラー)?404(?:error|エラー)?(?:page|ページ)?(?:(?:file)?notfound)?|(?:404)?(?:file)?notfound(?:404)?"
)
APOLOGY = re.compile(rf"{_SORRY}|sorry|oops|おっと|申し訳(?:あり|ござい)ません|죄송합니다|entschuldigung|ups")

# The headline of an article about such pages goes on.
NOT_FOUND_HEADLINE = re.compile(
    r"(?:\W*404\W*)?"
    r"(?:.{0,12}(?:ページ|記事)[がは]?(?:見つかり|存在し)ません(?:でした)?|お探しのページ.{0,24}ません(?:でした)?"
    r"|.{0,12}掲載期間が終了.{0,12}|(?:error\W*)?404(?:\W*(?:error|not found))?|.{0,12}page not found|not found"
    r"|seite nicht gefunden|.{0,12}페이지를 찾을 수 없(?:습니다|음))\W*",
    re.IGNORECASE,
)

_TRACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "ません",
        ("かりません", "けることができません", "けられません", "存在し", "表示でき", "表示する", "ページは", "記事は"),
    ),
    ("終了", ("を終了", "が終了", "は終了", "に終了", "期間終了")),
    ("過", ("期間を過", "期限を過", "期間が過", "期限が過", "経過し")),
    ("削除", ("削除され", "削除いた", "削除しま", "削除済")),
    ("非公開", ()),
    ("ot found", ()),
    ("be found", ()),
    ("t exist", ()),
    ("no longer", ()),
    ("expired", ()),
    ("removed", ()),
    ("find th", ()),
    ("니다", ("찾을 수 없", "찾을 수가 없", "존재하지 않", "삭제", "비공개", "기사가 없", "페이지가 없")),
    ("nicht", ("nicht gefunden", "nicht mehr", "nicht vorhanden", "existiert nicht")),
    ("wurde", ("entfernt", "gelöscht")),
)
"""A sign, and what is beside it in a page with one of the sentences above; few other pages have both."""


def has_traces(source: str) -> bool:
    """Return, at little cost, whether a page may be gone by its own words: only then is its text looked at."""
    return any(
        sign[0] in source  # a tenth of the search for the whole sign, and few pages have 終, 削 or 非
        and sign in source
        and (not traces or any(trace in source for trace in traces))
        for sign, traces in _TRACES
    )
