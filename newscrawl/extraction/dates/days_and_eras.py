"""Finds days: printed in numeric, Chinese, Japanese (eras: 令和) and Korean forms, by names of months, in addresses.

`normalised` gives a text the one form that all readers of this folder take.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from newscrawl.extraction.dates.date_words import ARABIC_MONTHS, MONTHS, THAI, THAI_YEARS
from newscrawl.text import nfkc, safe

_CLOCK = re.compile(r"\d:\d\d")
# Elements without space between them: March 7, 20247:55 AM.
_GLUED_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)(?=\d{1,2}:\d\d)")
_DOTTED_CLOCK = re.compile(r"(?<=\.\d\d)\.(?=\d\d:\d\d)")
"""2026.11.17.08:21."""
_POSTED_AT = re.compile(r"\bposted at (?=\d{1,2}:\d\d)")
_MARKS = re.compile("[\u0307\u200c-\u200f]")
_NUMERALS = re.compile("[〇零一二三四五六七八九十廿卅]+(?=\\s?[年月日号號時点分秒])")
_ERA_NAME = "(?:令和|平成|昭和)"
_BOTH_YEARS = re.compile(
    rf"(?P<year>\d{{4}}|{_ERA_NAME}\s?(?:\d{{1,2}}|元))\s?(?:年\s?\({_ERA_NAME}?\s?(?:\d{{1,4}}|元)年?\)"
    rf"|\({_ERA_NAME}?\s?(?:\d{{1,4}}|元)年?\)\s?年)(?=\s?\d{{1,2}}\s?月)"
)
"""令和8年(2026年)11月23日, 2026(令和8)年11月23日."""
_NUMERAL_HINTS = re.compile("[〇零一二三四五六七八九十][年月日時]")
_ARABIC = re.compile("[\u0621-\u064a]")
_TWO_WORDS = re.compile("((?:كانون|تشرين) (?:الثاني|الأول|الاول))")
"""The months of the Levant that have two words."""
_TWO_MONTHS = re.compile(r"([\u0621-\u064a]{2,8})\s?/\s?([\u0621-\u064a]{2,8})")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "廿": 2, "卅": 3}
_ASIAN_COMMAS = str.maketrans({"،": ",", "、": ",", "。": ".", "﹕": ":", "‐": "-", "‑": "-", "–": "-", "—": "-"})


def normalised(printed: str) -> str:
    """Return *printed* in the form that the readers of dates take. Idempotent."""
    if printed.isascii():
        text = printed.lower()
    else:
        text = nfkc(safe(printed)).translate(_ASIAN_COMMAS)
        text = _MARKS.sub("", text.lower())
        text = _BOTH_YEARS.sub(r"\g<year>年", text) if "(" in text else text
        if _NUMERAL_HINTS.search(text):
            text = _NUMERALS.sub(_number, text)
        if _ARABIC.search(text):
            text = _TWO_MONTHS.sub(_one_month, _TWO_WORDS.sub(lambda match: ARABIC_MONTHS[match[1]], text))
        text = "".join(map(_digit, text)) if _FOREIGN_DIGIT.search(text) else text
    if _CLOCK.search(text):
        text = _DOTTED_CLOCK.sub(" ", _GLUED_YEAR.sub(" ", text))
    text = " ".join(text.replace("\0", " ").split())
    return _POSTED_AT.sub("at ", text) if "posted" in text else text


def _one_month(match: re.Match[str]) -> str:
    """Return the second name of a month that is printed with both: 14 آب/أغسطس 2025."""
    is_one = match[1] in MONTHS and MONTHS[match[1]] == MONTHS.get(match[2])
    return match[2] if is_one else match[0]


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


Order = Literal["ymd", "dmy", "mdy"]


class PrintedDay(NamedTuple):
    """A day as it is printed: where it is, and the ways to read it."""

    start: int
    end: int
    readings: tuple[tuple[Order, int | None, int, int], ...]
    """(order, year or None, month, day). More than one where the order of the numbers is open."""

    is_weak: bool = False
    """A form that is a day only when nothing but labels is around it: 1/14, 14.01.25."""

    needs_company: bool = False
    """A form that is a day only with a time of day, a weekday or a label: 1/14 alone may be page 1 of 14."""

    is_day_before: bool = False
    """No day is printed: the time of day is on the day before it in the text, as in 公開 2025/1/14 20:00 更新 21:30."""

    is_slashed: bool = False
    """The numbers have slashes between them and the year last: 11/01/2025."""

    clock: str | None = None
    """The time of day where the form holds it in its middle: ``Tue Jan 14 20:00:00 2025``."""


_ERA_STARTS = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911,
    "r": 2018, "h": 1988, "s": 1925, "t": 1911, "m": 1867,
}  # fmt: skip
_ERA_LENGTHS = {"平成": 31, "h": 31, "昭和": 64, "s": 64, "大正": 15, "t": 15, "明治": 45, "m": 45}
_ERA = r"(?P<era>令和|平成|昭和|大正|明治|民國|民国|(?<![a-z])[rhstm]\.?(?=\s?\d))"
_OPENS_ERA = "".join({name[0] for name in _ERA_STARTS})
_YEAR, _MONTH, _DAY = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"

_CJK_DAY = re.compile(
    rf"(?=[\d元{_OPENS_ERA}])(?:(?:{_ERA}\s?)?(?P<y>元|(?<!\d)\d{{1,4}})\s?(?:年度?|년)\s?)?"
    r"(?<![\d.])(?P<m>\d{1,2})\s?(?:月|월)\s?(?P<d>\d{1,2})\s?[日号號일]"
)
_NAMED_MONTH = re.compile(r"[月월][\s,]")
_CJK_MONTH_NAME = re.compile(
    rf"(?<![\d.年])(?:(?P<d>\d{{1,2}})[日일]?[\s,]{{1,2}})?{_MONTH}\s?[月월][\s,]{{1,2}}"
    rf"(?(d)|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|日|일)?[\s,]{{1,2}}){_YEAR}(?!\d|:\d\d)"
)
"""11月 23, 2026 and 23 11月 2026: themes print the name of the month where English has it."""
_ERA_DAY = re.compile(rf"{_ERA}\s?(?P<y>\d{{1,2}}|元)\s?(?P<sep>[./-])\s?{_MONTH}\s?(?P=sep)\s?{_DAY}(?!\d)")
_ERA_HINT = re.compile("[rhstm和成正治國国]\\.?\\s?[\\d元]")
_YEAR_FIRST = re.compile(rf"(?<![\d.]){_YEAR}\s?(?P<sep>[./-])\s?{_MONTH}\s?(?P=sep)\s?{_DAY}(?!\d|[./]\d)")
_YEAR_APART = re.compile(
    r"(?<!\d)(?P<y>20\d\d)\s(?P<m>\d{1,2})[./](?P<d>\d{1,2})(?![\d./])"
    r"|(?<![\d./])(?P<a>\d{1,2})[./](?P<b>\d{1,2})\s(?P<last>20\d\d)(?!\d)"
)
"""2026 11.23, 11/23 2026: in elements of their own."""
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?=$|[\s,t_-]|\d{4}(?:\d\d)?(?!\d))"
)
_YEAR_LAST = re.compile(r"(?<![\d./])(?P<a>\d{1,2})(?P<sep>[./-]\s?)(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?<![\d./-])'?(?P<a>\d{1,2})(?P<sep>[./-]\s?)(?P<b>\d{1,2})(?P=sep)(?P<c>\d{2})(?!\d|[/-]\d|\.\d|:)"
)
_NO_YEAR = re.compile(
    r"(?<![\d./-])(?<!\d:)(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})(?![\d:%]|/\d)"
    # Dots and hyphens are numbers and scores elsewhere: a weekday or a time of day has to follow.
    r"|[.-]\s?(?P<c>\d{1,2})\.?(?=\s?\(\D{1,4}\)|[\s,(]{1,2}\d{1,2}[:時시]))"
)

_DIGIT = re.compile(r"\d")
"""No form of a day is without one."""
_PARTED = re.compile(r"\d\s?[./-]")
"""Nor one of numbers alone without a mark behind a number, but for `_COMPACT`."""
_WORD = re.compile(r"[\u0e00-\u0e7f.]{3,}|[^\W\d_](?:[^\W\d_]|[\u0900-\u0dff\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff])+")
"""With the vowel signs of India, Laos, Burma and Cambodia."""
_OPENS_MONTH = re.compile(f"[{''.join({name[0] for name in MONTHS})}]")
_DAY_BEFORE = re.compile(
    r"(?<![\d:.])(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th|er|ers|re|ste|de|e|º|ª|°|o|-го|г|η|ης)\b)?[.\s/,_-]{0,3}"
    r"(?:(?:de|of|di|d['’]|del|ta|den|يوم)\s?)?$"
)
_YEAR_OF = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\.?\s(?:gada|жылғы|жылы)\s$")
"""2021. gada 3. janvāris: the year is before the day."""
_YEAR_BEFORE = re.compile(r"(?<!\d)(?P<y>\d{4})[.,\s/_-]{0,3}(?:m\.\s?|(?:e|ko|ren)\s)?$")
_DAY_AFTER = re.compile(
    r"\.?[\s/,_-]{0,2}(?:den |the |de )?(?P<d>\d{1,2})(?:st|nd|rd|th|ης)?(?![\d:]|[.]\d|\s?(?:am|pm)\b)"
)
_YEAR_AFTER = re.compile(
    r"\.?(?:[\s/,._-]{0,3}(?:(?:de|del|of|ve|ου|พ\.ศ\.|ค\.ศ\.)\s)?(?P<y>\d{4})(?!\d|:\d\d)|[\s,]*['’](?P<s>\d\d)(?!\d)|-(?P<t>\d\d)(?!\d|:)|\s(?P<u>\d\d)(?=$|\s?[|)]))"
)
_CLOCK_THEN_YEAR = re.compile(
    r"\s(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?(?:\s(?:[a-z]{3,4}|[+-]\d{4}))?)\s(?P<y>\d{4})(?!\d)"
)
_VIETNAMESE = re.compile(rf"(?<!\d){_DAY}\s?tháng\s?{_MONTH},?\s(?:năm\s)?{_YEAR}")


def find_days(text: str) -> list[PrintedDay]:
    """Return the days that *text* prints, in order; of forms that overlap, the most complete one."""
    if not _DIGIT.search(text):
        return []
    found: list[PrintedDay] = []
    for find in _FINDERS:
        for day in find(text):
            if all(day.end <= other.start or day.start >= other.end for other in found):
                found.append(day)
    return sorted(found, key=lambda day: day.start)


def _east(text: str) -> Iterator[PrintedDay]:
    if "月" in text or "월" in text:
        for match in _CJK_DAY.finditer(text):
            year = _year(match["era"], match["y"]) if match["y"] else None
            yield _one(match, "ymd", year, is_weak=not match["y"])
        for match in _CJK_MONTH_NAME.finditer(text) if _NAMED_MONTH.search(text) else ():
            reading: tuple[Order, int | None, int, int] = (
                "mdy",
                int(match["y"]),
                int(match["m"]),
                int(match["d"] or match["d2"]),
            )
            yield PrintedDay(*match.span(), (reading,))
    if _PARTED.search(text) and _ERA_HINT.search(text):
        for match in _ERA_DAY.finditer(text):
            yield _one(match, "ymd", _year(match["era"], match["y"]))


def _year(era: str | None, printed: str) -> int:
    """Return the year of our count; 0, which no reader takes, for a year that the era does not have."""
    number = 1 if printed == "元" else int(printed)
    if era is None:
        return number if len(printed) == 4 else 2000 + number if len(printed) == 2 else 0
    era = era.rstrip(".")
    if not 1 <= number <= _ERA_LENGTHS.get(era, 200):
        return 0
    return _ERA_STARTS[era] + number


def _numeric(text: str) -> Iterator[PrintedDay]:
    is_parted = _PARTED.search(text) is not None
    for pattern in (_YEAR_FIRST, _COMPACT) if is_parted else (_COMPACT,):
        for match in pattern.finditer(text):
            yield _one(match, "ymd", int(match["y"]))
    for match in _YEAR_LAST.finditer(text) if is_parted else ():
        yield _year_last(match)


def _year_last(match: re.Match[str]) -> PrintedDay:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first: tuple[Order, int | None, int, int] = ("dmy", year, b, a)
    if (match["sep"][0] == "." and b <= 12) or a == b:
        return PrintedDay(*match.span(), (day_first,))
    return PrintedDay(*match.span(), (day_first, ("mdy", year, a, b)), is_slashed=match["sep"][0] == "/")


def _weak_numeric(text: str) -> Iterator[PrintedDay]:
    if not _PARTED.search(text):
        return
    for match in _SHORT_YEAR.finditer(text):
        a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
        readings: list[tuple[Order, int | None, int, int]] = [("dmy", 2000 + c, b, a), ("mdy", 2000 + c, a, b)]
        if len(match["a"]) == 2 and "uhr" not in text:
            readings.insert(0, ("ymd", 2000 + a, b, c))
        if match["sep"][0] == ".":
            readings.remove(("mdy", 2000 + c, a, b))
        yield PrintedDay(*match.span(), tuple(readings), is_weak=True)
    for match in _YEAR_APART.finditer(text):
        if match["y"]:
            yield _one(match, "ymd", int(match["y"]), is_weak=True)
        else:
            a, b, year = int(match["a"]), int(match["b"]), int(match["last"])
            yield PrintedDay(*match.span(), (("mdy", year, a, b), ("dmy", year, b, a)), is_weak=True)
    for match in _NO_YEAR.finditer(text):
        a, b = int(match["a"]), int(match["b"] or match["c"])
        yield PrintedDay(*match.span(), (("mdy", None, a, b), ("dmy", None, b, a)), is_weak=True, needs_company=True)


def _named(text: str) -> Iterator[PrintedDay]:
    for word in _WORD.finditer(text) if _OPENS_MONTH.search(text) else ():
        month = MONTHS.get(word[0]) or MONTHS.get(word[0].rstrip("."))
        if month is not None and (day := _around(text, word, month)) is not None:
            yield day
    if "tháng" in text:
        for match in _VIETNAMESE.finditer(text):
            yield _one(match, "dmy", int(match["y"]))


def _around(text: str, word: re.Match[str], month: int) -> PrintedDay | None:
    before = text[max(0, word.start() - 16) : word.start()]
    offset = word.start() - len(before)
    if day := _DAY_BEFORE.search(before):
        return _day_month(text, word, month, offset + day.start(), int(day["d"]))
    if year := _YEAR_BEFORE.search(before):
        return _year_month(text, word, month, offset + year.start(), int(year["y"]))
    return _month_day(text, word, month)


def _day_month(text: str, word: re.Match[str], month: int, start: int, day: int) -> PrintedDay:
    year = _YEAR_AFTER.match(text, word.end())
    if year is None and (of := _YEAR_OF.search(text, max(0, start - 16), start)):
        return PrintedDay(of.start(), word.end(), (("ymd", int(of["y"]), month, day),))
    if year is None:
        return PrintedDay(start, word.end(), (("dmy", None, month, day),), is_weak=True)
    printed = year["y"] or "20" + (year["s"] or year["t"] or year["u"])
    return PrintedDay(start, year.end(), (("dmy", _western_year(printed, word[0]), month, day),))


def _year_month(text: str, word: re.Match[str], month: int, start: int, year: int) -> PrintedDay | None:
    day = _DAY_AFTER.match(text, word.end())
    if day is None:
        return None
    return PrintedDay(start, day.end(), (("ymd", year, month, int(day["d"])),))


def _month_day(text: str, word: re.Match[str], month: int) -> PrintedDay | None:
    day = _DAY_AFTER.match(text, word.end())
    if day is None:
        return None
    if between := _CLOCK_THEN_YEAR.match(text, day.end()):
        reading: tuple[Order, int | None, int, int] = ("mdy", int(between["y"]), month, int(day["d"]))
        return PrintedDay(word.start(), between.end(), (reading,), clock=between["clock"])
    year = _YEAR_AFTER.match(text, day.end())
    if year is None:
        return PrintedDay(word.start(), day.end(), (("mdy", None, month, int(day["d"])),), is_weak=True)
    printed = year["y"] or "20" + (year["s"] or year["t"] or year["u"])
    return PrintedDay(word.start(), year.end(), (("mdy", _western_year(printed, word[0]), month, int(day["d"])),))


def _western_year(printed: str, month_name: str) -> int:
    year = int(printed)
    return year - THAI_YEARS if THAI.match(month_name) and year > 2400 else year


def _one(match: re.Match[str], order: Order, year: int | None, *, is_weak: bool = False) -> PrintedDay:
    return PrintedDay(*match.span(), ((order, year, int(match["m"]), int(match["d"])),), is_weak=is_weak)


_FINDERS: tuple[Callable[[str], Iterator[PrintedDay]], ...] = (_east, _numeric, _named, _weak_numeric)


_URL_YEAR = r"(?P<y>19[6-9]\d|20\d\d)"
_PARTS = re.compile(rf"(?<!\d){_URL_YEAR}(?P<sep>[/_.-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)")
_NAMED_PART = re.compile(
    rf"/{_URL_YEAR}/(?P<name>[a-z]{{3,10}})/(?P<d>\d{{1,2}})/|/(?P<yy>\d\d)_(?P<name2>[a-z]{{3,10}})_(?P<d2>\d\d)/"
)
_AROUND_SECTION = re.compile(
    rf"/{_URL_YEAR}(?:/[^\W\d][^/\d]{{1,24}}){{1,2}}/(?P<m>0?[1-9]|1[0-2])/(?P<d>0?[1-9]|[12]\d|3[01])/"
)
"""/2010/world/europe/08/13/."""
_HALVES = re.compile(rf"(?<!\d){_URL_YEAR}[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
# The day in front of a running number or a time: 8 digits and 4, 5, 6 or 10 more.
_NUMBERED = re.compile(rf"(?<!\d){_URL_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:\d{{4,6}}|\d{{10}})(?!\d)")

_INNER = re.compile(r"^.*https?:/+")
"""What is before an address in an address: the day when an archive copied the page."""


@lru_cache(maxsize=64)
def day_in_url(url: str) -> date | None:
    """Return the day that *url* names in path or query, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    where = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path).lower()
    return next(_days_in(_INNER.sub("", where)), None)


def _days_in(where: str) -> Iterator[date]:
    for match in _NAMED_PART.finditer(where):
        month = MONTHS.get(match["name"] or match["name2"])
        year = match["y"] or "20" + match["yy"]
        if month and (day := day_at(int(year), month, int(match["d"] or match["d2"]))):
            yield day
    for pattern in (_PARTS, _AROUND_SECTION, _HALVES, _NUMBERED):
        for match in pattern.finditer(where):
            if day := day_at(int(match["y"]), int(match["m"]), int(match["d"])):
                yield day


_FOLDERS = re.compile(rf"/{_URL_YEAR}[/-]?(?P<m>0[1-9]|1[0-2])/")


@lru_cache(maxsize=64)
def month_in_url(url: str) -> date | None:
    """Return the middle of the month that a folder of *url* names, or None: /2025/01/, /202501/."""
    match = _FOLDERS.search(_INNER.sub("", url))
    return date(int(match["y"]), int(match["m"]), 15) if match else None


def day_at(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
