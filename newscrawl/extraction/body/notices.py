"""Whole lines that turn to the reader of a page: the rest is for subscribers, rights, passwords, embedded contents.

A line is one of these only where the whole of it has the form. A sentence that only holds such a word is text.
"""

from __future__ import annotations

import re

_THIS = r"(?:この|本|こちらの|当)?"
_PIECE = r"(?:記事|コンテンツ|ページ|投稿|全文|続き|本文|サービス)"
_POLITE = r"(?:です|ます|ました|ません|ください|下さい|でしょう|しょう)?[。.!！]?"
_WALL = re.compile(
    rf"{_THIS}{_PIECE}?(?:は|の続きは|の全文は)?、?(?:こちらは)?(?:有料|無料)?(?:会員|購読者|登録者)(?:様|の方)?(?:だけの|のみの?|限定|専用)(?:の)?"
    rf"{_PIECE}?(?:となります|となっております|となっています|になります|公開中|です|でご利用いただけます)?[。.]?(?:残り[：:]?[\d,]+文字.{{0,12}})?"
    rf"|{_THIS}{_PIECE}は有料(?:会員|購読者)?(?:限定|専用|向け)?(?:の)?{_PIECE}?(?:です|となります|となっています)[。.]?"
    r"|[（(\[【]?(?:この記事は)?(?:全文|続き|本文)?[：:]?残り\s*[：:]?\s*約?[\d,]+\s*(?:文字|字)(?:[/／]全文[：:]?[\d,]+(?:文字|字))?(?:です|あります)?[）)\]】。]?"
    rf"|.{{0,24}}(?:続き|全文)(?:を(?:お)?(?:読む|読み(?:いただく|になる)?|ご覧(?:いただく|になる)|閲覧(?:する)?)に?は|は)、?"
    rf"[^「」]{{0,40}}(?:登録|ログイン|購読|会員|契約)[^「」]{{0,24}}(?:が必要|ください|下さい|いただけ|お読み|ご覧|閲覧){_POLITE}"
    rf"|(?:有料|無料)?会員(?:登録)?(?:に(?:なる|登録する)|する)と、?[^「」]{{0,24}}(?:記事|全文|続き|コンテンツ|機能)"
    rf"[^「」]{{0,24}}(?:読み放題|お?読め|お読み|ご覧|閲覧|利用|使え)(?:いただけ|になれ|でき)?{_POLITE}"
    r"|(?:全)?(?:記事|コンテンツ)が?読み放題(?:の)?(?:プラン|コース)?(?:[へは]?(?:こちら|登録(?:する)?))?[!！]?"
    r"|(?:初回|初月|今なら|月額).{0,24}読み放題[!！]?"
    r"|(?:this |the )?(?:article|content|story|page)? ?(?:is )?(?:available |reserved |exclusive(?:ly)? )?(?:for |to )?"
    r"(?:our )?(?:paying |registered )?(?:subscribers?|members?)[- ]only(?: (?:article|content|story))?\W*"
    r"|(?:dieser (?:artikel|beitrag|inhalt) ist )?(?:exklusiv )?nur für (?:abonnentinnen und )?abonnenten"
    r"(?: (?:lesbar|zugänglich))?\W*",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    rf"{_THIS}{_PIECE}?[はを]?(?:閲覧する|読む|見る)?(?:に|ため|の)?[はに]?パスワード(?:で保護されて(?:いるため|おり)?[^「」]{{0,50}}"
    rf"(?:います|おります|ください)|を(?:ご)?入力してください)[。.]?(?:閲覧するには[^「」]{{0,24}}ください[。.]?)?"
    r"|(?:this|the) (?:content|post|page|article) is password[- ]protected\..{0,90}"
    r"|이 (?:콘텐츠|글|페이지)[은는] 비밀번호로 보호되어 있습니다.{0,60}",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"[^「」。]{0,60}(?:無断(?:での|で)?|許可なく|許諾なく)[^「」。]{0,30}(?:お断り(?:します|いたします|しております)?|(?:を|は)?(?:固く)?禁(?:じます|ず|じております)|"
    r"(?:を|は)?(?:固く)?禁止(?:します|いたします|です|されています)?|厳禁(?:です)?)[。.]?"
    r"|[^「」。]{0,30}(?:の)?著作権は[^「」。]{0,40}(?:に帰属(?:します|しています|いたします)|が(?:保有|所有)(?:します|しています))[。.]?(?:[^「」。]{0,60}禁[^「」。]{0,8}。?)?"
    r"|(?:.{0,80}(?:©|\(c\)|（c）|copyright|\d{4}).{0,60})?all rights reserved\W*"
    r"|[^.。]{0,60}무단\s*전재[^.。]{0,40}(?:금지|금합니다)\W*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:[©ⓒ]|[(（]c[)）]|&copy;|copyright\s*(?:[©ⓒ:：,]|\(c\)|\d{4}|by\b|(?:notice|information)\W*$)|(?:著作権|copyrights?)\s*[:：=＝])"
    r"[^。]{0,150}",
    re.IGNORECASE,
)
_EMBED = re.compile(
    r"an dieser stelle find\w+ (?:du|sie) (?:einen externen|externe).*|ich bin damit einverstanden, dass mir .*|"
    r"(?:du kannst|sie können) (?:ihn|sie|es) (?:dir|sich) mit einem klick.*|"
    r"(?:damit |dadurch )?(?:können )?personenbezogene daten (?:können|werden)?.{0,40}drittplattform.*|"
    r"(?:this|the) (?:content|video|post) is (?:not available (?:by|due|from)|hosted by|provided by)"
    r".{0,60}(?:cookies?|consent|settings|privacy|region|third part|embed).*|"
    r"(?:to|um) (?:view|see) this (?:content|post|video).*"
    r"(?:cookies?|consent|settings|accept|enable|javascript|click|log ?in).*",
    re.IGNORECASE,
)
"""Notices in place of what another site shows."""

_STOP = re.compile("[。！]")
_LONGEST_CREDIT = 100
"""A longer line that begins with © and ends as a sentence is a credit that a text follows."""


def is_wall_line(text: str) -> bool:
    """Return whether the whole line *text* states that the rest is for subscribers, or behind a password."""
    if _PASSWORD.fullmatch(text):
        return True
    sentences = [one for one in _STOP.split(text) if one.strip()]
    return bool(sentences) and all(_WALL.fullmatch(one.replace("　", " ").strip()) for one in sentences)


def claims_rights(text: str) -> bool:
    """Return whether each sentence of the line *text* claims a right: ©, 無断転載を禁じます, all rights reserved."""
    if len(text) > _LONGEST_CREDIT and text.endswith("."):
        return _RIGHTS.fullmatch(text) is not None
    sentences = [one.strip() for one in text.split("。") if one.strip()]
    return bool(sentences) and all(_RIGHTS.fullmatch(one) or _COPYRIGHT.fullmatch(one) for one in sentences)


def replaces_embed(text: str) -> bool:
    """Return whether the whole line *text* is a notice in place of what another site shows."""
    return _EMBED.fullmatch(text) is not None
