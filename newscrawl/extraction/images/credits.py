"""Splits what is printed under a picture into its caption and whose picture it is."""

from __future__ import annotations

import re

from newscrawl.text import squash

_COLON = r"\s*[:：=＝／/]\s*"
_PHOTO_WORDS = (
    r"写真|画像|撮影者?|カメラ|フォト|図版|イラスト|動画|映像|資料|사진|이미지|자료|图片?|照片|攝影|摄影|图源|圖|"
    r"photos?|photographs?|pictures?|images?|fotos?|fotograf(?:ie|ía|ia)?|bild(?:er)?|imagen|imagem|immagine|zdjęcie|"
    r"fot|kép|kuva|bilde|billede|фото|фотография"
)
_SOURCE_WORDS = (
    r"(?:credit|crédit|crédito)s?\s(?:photo|image|foto)|引用元?|出典|出所|提供元?|クレジット|著作権者?|©|\(c\)|（c）|（Ｃ）|ⓒ|copyright|credits?|crédits?|créditos?|crediti|quelle|source|fuente|fonte|"
    r"źródło|kilde|källa|bron|rechte|courtesy of|via|제공|출처|来源|來源"
)
_LABEL = re.compile(
    rf"(?:(?:{_PHOTO_WORDS})\s*(?:(?:{_SOURCE_WORDS})\s*)?(?:[:：=＝]|[／/](?!/))"
    rf"|(?:{_PHOTO_WORDS})(?:は|・|/|／)?(?:{_SOURCE_WORDS}){_COLON}"
    rf"|(?:{_SOURCE_WORDS}){_COLON}|(?:©|\(c\)|（c）|（Ｃ）|ⓒ)\s*|(?:photo|photograph|picture|image|foto|fot\.|bild)s?\s(?:by|von|de|di|av)\s"
    r"|copyright\s)\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[（(［\[【〔<＜]([^（(［\[【〔<＜）)］\]】〕>＞]{1,120})[）)］\]】〕>＞]\s*。?$")
_BRACKET_SOURCE = re.compile(r"^[（(［\[【〔<＜]([^）)］\]】〕>＞]{1,120})[）)］\]】〕>＞]$")
_TRAILING_MARK = re.compile(r"(?<=[^=＝])[=＝]\s*(?P<credit>[^=＝。、「」\s][^=＝。「」]{0,40})$")
_PLACE_OR_DAY = re.compile(r"\d+[日年月]|[０-９]+[日年月]|(?:で|にて|前|内|付近|[都道府県市区町村駅港館])$")
"""What is behind ＝ in a caption that gives place and time: ＝22日、白浜漁港, ＝緑川市で."""
_PHOTO_MARK = re.compile(r"^[【\[［〔](?:写真|画像|図|図版|イラスト|動画)[】\]］〕]\s*(?=\S)")
_TRAILING_WORD = re.compile(r"(?P<credit>[^\s。、（）()「」=＝/／|｜]{1,20})\s?(?:撮影|提供|写す|제공)$")
_GOES_ON = re.compile("[ぁ-ゖ(（]")
_TASK = re.compile(r"(?:写真|撮影|提供|画像|カメラ)・(?=\S)")
_PROVIDED = re.compile(r"(?:\s*(?:撮影|提供|写す|より|から|제공|供图))$")
_SLASH = re.compile(
    r"\s*(?:/|／|\||｜|\s[–—-]\s)\s*(?P<credit>(?:getty|afp|ap|reuters|imago|dpa|epa|shutterstock|alamy|istock|"
    r"picture alliance|アフロ|ロイター|共同|時事|ゲッティ|聯合|ニュース1|뉴시스|뉴스1|연합뉴스)[^。]{0,60})$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<=[.!?”\"])\s*[|｜]\s*(?P<credit>[A-Z][A-Z .,'’&/-]{3,60})$")
"""Behind a sentence: A baker checks a loaf. | JO REED."""
_AGENCY_IN_BRACKETS = re.compile(
    r"(?:\b(?:afp|ap|reuters|getty|imago|dpa|epa|shutterstock|alamy|istock|anp|tt|ritzau|ntb|ansa|efe|pap|sda|keystone|apa)\b|"
    r"共同|時事|ロイター|アフロ|ゲッティ|聯合|通信|新聞社?$|提供|撮影|カメラ・|通讯|新华|뉴시스|뉴스1|연합|통신|제공)",
    re.IGNORECASE,
)


def split_caption(printed: str) -> tuple[str | None, str | None]:
    """Return caption and credit of what is *printed* under a picture; None for what is not there.

    Labels (引用:, 写真＝, Photo:, ©) are left out, brackets around the credit too; the rest is kept letter for letter,
    white space squashed. ``引用:SOURCE`` is all credit.
    """
    text = _PHOTO_MARK.sub("", squash(printed))
    if not text:
        return None, None
    return _labelled(text) or _bracketed(text) or _trailing(text) or (text, None)


def _labelled(text: str) -> tuple[str | None, str | None] | None:
    """A label at the start of the text (then all is credit), or of its last sentence or bracket."""
    inner = _inside(text)
    if inner is not None and (match := _LABEL.match(inner)):
        return None, _credit(inner[match.end() :])
    if match := _LABEL.match(text):
        return _led(text[match.end() :])
    if bracket := _BRACKETED.search(text):
        label = _LABEL.match(bracket[1])
        return (_caption(text[: bracket.start()]), _credit(bracket[1][label.end() :])) if label else None
    for match in _LABEL.finditer(text):
        if _is_mark(match) or (
            text[match.start() - 1] in " 　。.．、,／/|｜!！?？」』）)」\u200b-–—;；" and len(text) - match.end() <= 100
        ):
            return _caption(text[: match.start()]), _credit(text[match.end() :])
    return None


def _is_mark(label: re.Match[str]) -> bool:
    """Return whether *label* parts a credit from whatever is before it: ©, but not 501(c) or ビタミン（Ｃ）の."""
    written, text = label[0].strip().lower(), label.string
    if written in {"©", "ⓒ"}:
        return True
    is_glued = text[: label.start()][-1:].isdigit() or _GOES_ON.match(text, label.end()) is not None
    return written in {"(c)", "（c）", "（ｃ）"} and not is_glued


def _inside(text: str) -> str | None:
    match = _BRACKET_SOURCE.match(text)
    return match[1] if match else None


def _led(rest: str) -> tuple[str | None, str | None]:
    """Split what is behind a leading label: the credit, and a caption where a full sentence follows."""
    if bracket := _BRACKETED.search(rest):
        inner = _LABEL.sub("", bracket[1], count=1)
        if _AGENCY_IN_BRACKETS.search(inner) and len(rest) - len(bracket[0]) > 40:
            return _caption(rest[: bracket.start()]), _credit(inner)
    if "。" in rest.rstrip("。") or (rest.endswith("。") and len(rest) > 30):
        return _caption(rest), None
    return None, _credit(rest)


def _bracketed(text: str) -> tuple[str | None, str | None] | None:
    bracket = _BRACKETED.search(text)
    if bracket is None or not _AGENCY_IN_BRACKETS.search(bracket[1]):
        return None
    return _caption(text[: bracket.start()]), _credit(bracket[1])


def _trailing(text: str) -> tuple[str | None, str | None] | None:
    for pattern in (_SLASH, _CAPITALS, _TRAILING_WORD, _TRAILING_MARK):
        match = pattern.search(text)
        if match and not (pattern is _TRAILING_MARK and _PLACE_OR_DAY.search(match["credit"])):
            return _caption(text[: match.start()]), _credit(match["credit"])
    return None


def _caption(text: str) -> str | None:
    return text.rstrip(" 　/／|｜-–—・、=＝").strip() or None


def _credit(text: str) -> str | None:
    stripped = text.strip(" 　)）]］】〕>＞")
    # A bracket that belongs to the credit is kept.
    for opening, closing in ("()", "（）", "[]"):
        if stripped.count(opening) > stripped.count(closing):
            stripped += closing
    stripped = _LABEL.sub("", stripped, count=1) if _LABEL.match(stripped) else stripped
    stripped = _TASK.sub("", stripped, count=1) if _TASK.match(stripped) else stripped
    return _PROVIDED.sub("", stripped).strip(" 　=＝") or None
