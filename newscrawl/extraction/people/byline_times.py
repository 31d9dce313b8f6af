"""Times in the lines that name writers: what is beside a name, and is none."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.read_date import read_times
from newscrawl.extraction.people.name_words import DATE_RUN

_LONGEST = 60
_UNITS = (
    r"min\w*|hours?|hrs?|days?|weeks?|months?|years?|stunden?|tage?n?|horas?|heures?|ore|timer|timmar|godzin\w*|saat"
)
_AGO = re.compile(
    rf"(?:\b(?:vor|il y a|hace|há|för|for|fa)\s)?\b\d{{1,3}}\s?(?:{_UNITS})"
    r"(?:\s(?:ago|temu|önce|siden|sedan|fa|atrás|read|lesezeit))?\b"
    r"|\d{1,3}\s?(?:分|時間|日|か月|ヶ月|年)前|\d{1,3}\s?(?:분|시간|일)\s?전",
    re.IGNORECASE,
)
_GLUED = re.compile(rf"(?<=[^\W\d_])(?=\d{{1,4}}(?:年|[./-]\d|:\d\d|\s?(?:{_UNITS})\b))", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:last\s)?(?:published|updated|posted|veröffentlicht|aktualisiert|publi\w+|actualizad\w+|aggiornat\w+|uppdaterad\w*|"
    r"publicerad\w*|opdateret|oppdatert|giriş|güncelleme|aktualizacja|dodano|入力|公開|更新|掲載|配信)(?:日時?)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[.:]\d\d(?!\d)")
_IN_WORDS = re.compile(
    r"\d\s?(?:分|時間|日|週|(?:か|ヶ|カ|ケ|箇)月|年)(?:間|後|目|ぶり|以上|以内|以下|未満|超|連続|分の)"
    r"|\d\s?(?:時間|(?:か|ヶ|カ|ケ|箇)月)(?!前)|\d\s?(?:일|년|시간|개월|분)(?:간|째|만에|\s?동안|\s?후|\s?뒤)"
    r"|(?<![年月日\d])\d{1,2}[月日時](?!間?前)(?=[一-鿿ァ-ヺ])"
)
"""How long something takes (45分間, 7年ぶり), and a lone unit before a word (4月値上げ): no line of writers."""
_MARKS = " 　|｜,，、•·‧-–—/／"
_UTC = ZoneInfo("UTC")


def without_times(text: str) -> str:
    """Return the line *text* without times and the marks around them; *text* itself where it holds none."""
    if _IN_WORDS.search(text):
        return text
    told = _GLUED.sub(" ", text)
    bare = DATE_RUN.sub("|", _AGO.sub("|", told))
    if bare == told:
        return text
    return _CLOCK.sub(" ", _LABEL.sub(" ", bare)).strip(_MARKS)


def tells_time(text: str) -> bool:
    """Return whether the short line *text* is there for a time: a day, a time of day behind a label, 3 hours ago."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    if _AGO.search(text) or (_LABEL.match(text) and _CLOCK.search(text)):
        return True
    return any(read.at is not None for read in read_times(text, zone=_UTC))
