"""Printed dates in one form: half-width digits, small letters, no invisible marks, numerals as digits."""

from __future__ import annotations

import re
import unicodedata

from newscrawl.text import safe

_SPACES = re.compile(r"\s+")
# Elements without space between them: March 7, 20247:55 AM.
_GLUED_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)(?=\d{1,2}:\d\d)")
_DOTTED_CLOCK = re.compile(r"(?<=\.\d\d)\.(?=\d\d:\d\d)")
"""2026.11.17.08:21."""
_POSTED_AT = re.compile(r"\bposted at (?=\d{1,2}:\d\d)")
_MARKS = re.compile("[\u0307\u200c-\u200f]")
_NUMERALS = re.compile("[〇零一二三四五六七八九十廿卅]+(?=\\s?[年月日号號時点分秒])")
_NUMERAL_HINTS = re.compile("[〇零一二三四五六七八九十][年月日時]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "廿": 2, "卅": 3}
_ASIAN_COMMAS = str.maketrans({"،": ",", "、": ",", "。": ".", "﹕": ":", "‐": "-", "‑": "-", "–": "-", "—": "-"})


def normalised(printed: str) -> str:
    """Return *printed* in the form that the readers of dates take. Idempotent."""
    text = printed
    if not text.isascii():
        text = unicodedata.normalize("NFKC", safe(text)).translate(_ASIAN_COMMAS)
        text = _MARKS.sub("", text.lower())
        if _NUMERAL_HINTS.search(text):
            text = _NUMERALS.sub(_number, text)
        text = "".join(map(_digit, text)) if _FOREIGN_DIGIT.search(text) else text
    text = _SPACES.sub(" ", _DOTTED_CLOCK.sub(" ", _GLUED_YEAR.sub(" ", text)).lower().replace("\0", " ")).strip()
    return _POSTED_AT.sub("at ", text)


def _number(match: re.Match[str]) -> str:
    """Return 二〇二五 as 2025, 十四 as 14, 二十 as 20."""
    numeral = match[0].replace("廿", "二十").replace("卅", "三十")
    if "十" not in numeral:
        return "".join(str(_DIGITS[c]) for c in numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return match[0]
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


def _digit(character: str) -> str:
    if character.isascii() or not character.isdecimal():
        return character
    return str(unicodedata.decimal(character))
