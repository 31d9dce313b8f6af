"""Reads times that are relative to now: 3時間前, 昨日 20:00, yesterday, vor 3 Stunden, il y a 2 jours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A time relative to now, as it is printed."""

    start: int
    end: int
    count: int
    """How many *unit* ago; a negative number for what comes."""

    unit: Unit
    is_day_name: bool
    """昨日, today: a day, to which a time of day may belong."""


_UNIT_WORDS: dict[Unit, str] = {
    "second": "秒 초 second sec s sekunde seconde segundo secondo sekunda saniye sekund секунд",
    "minute": "分 分間 分钟 分鐘 분 minute min mn m minuto minut minuta dakika dk minuutti minuuttia минут мин",
    "hour": """時間 小时 小時 시간 hour hr h stunde std heure hora ora ore uur timme tim time timer saat sa
        godzina godzin godziny godz tunti tuntia час часа часов ч""",
    "day": """日 天 일 day d tag jour día dia giorno giorni dag dage dager dagar gün dzień dni den dny dní päivä
        päivää день дня дней""",
    "week": """週間 週 周 星期 주 주일 week w wk woche semaine semana settimana settimane weken veckor vecka uge
        uger uke uker hafta tydzień tygodni tygodnie viikko viikkoa неделя недели недель""",
    "month": """か月 ヶ月 カ月 ヵ月 ケ月 箇月 个月 個月 개월 달 month mo monat mois mes meses mês mese mesi maand
        maanden månad månader måned måneder ay miesiąc miesiące miesięcy kuukausi kuukautta месяц месяца месяцев""",
    "year": """年 년 year yr y jahr an année ano año anno anni jaar år yıl rok lata lat vuosi vuotta год года лет""",
}
_PLURALS = ("", "s", "es", "n", "en", "e", "er", "ar", "i", "y", "a")
_UNITS: dict[str, Unit] = {
    word + end: unit for unit, words in _UNIT_WORDS.items() for word in words.split() for end in _PLURALS
} | {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_ONE = "an a one ein eine einer einem einen un une una uno uma um een en ett et bir jeden jedna jedną godzinę".split()
_CJK_AGO = re.compile(
    "(?:約|およそ)?(?P<n>\\d{1,4})\\s?(?P<unit>秒|分钟|分鐘|分間?|時間|小时|小時|日間?|天|週間?|周|星期"
    "|[かヶカヵケ箇个個]月間?|年間?"
    "|초|분|시간|일|주일?|개월|달|년)"
    "\\s?(?:ほど|くらい)?(?:前|전)"
)
_AGO = re.compile(
    r"(?:(?P<head>\b(?:vor|il y a|hace|há|acum|pred|před|för|for))\s)?(?:(?:about|ca\.?|circa|etwa|environ)\s)?"
    rf"\b(?P<n>\d{{1,4}}|{'|'.join(_ONE)})\s?(?P<unit>[^\W\d_]+)\.?"
    r"(?P<tail>\s(?:ago|fa|atrás|geleden|sedan|siden|önce|temu|sitten|назад|тому|lalu|yang lalu|trước)\b)?"
)
_DAY_NAMES = {
    0: "今日 本日 きょう 今天 오늘 today heute aujourd'hui aujourd’hui hoy oggi hoje vandaag idag i\\ dag bugün dziś "
    "dzisiaj dnes tänään сегодня",
    1: "昨日 きのう 昨天 어제 yesterday gestern hier ayer ieri ontem gisteren igår i\\ går dün wczoraj "
    "včera eilen вчера",
    2: "一昨日 おととい 前天 그저께 vorgestern avant-hier anteayer toissapäivänä позавчера",
}
_NOW = re.compile(
    "たった今|たったいま|今さっき|刚刚|剛剛|방금(?: 전)?"
    "|\\bjust now\\b|\\bgerade eben\\b|\\bà l['’]instant\\b|\\bşimdi\\b"
)
_DAYS = {
    word.replace("\0", " "): days for days, words in _DAY_NAMES.items() for word in words.replace("\\ ", "\0").split()
}
_DAY_NAME = re.compile(
    "|".join(
        rf"(?<![^\W\d_]){re.escape(w)}(?![^\W\d_])" if w[0] < "\u0500" else w
        for w in sorted(_DAYS, key=len, reverse=True)
    )
)


def find_relative(text: str) -> RelativeTime | None:
    """Return the first time of *text* (normalised) that is relative to now."""
    if match := _CJK_AGO.search(text):
        return RelativeTime(*match.span(), int(match["n"]), _cjk_unit(match["unit"]), is_day_name=False)
    if match := _DAY_NAME.search(text):
        return RelativeTime(*match.span(), _DAYS[match[0]], "day", is_day_name=True)
    if match := _NOW.search(text):
        return RelativeTime(*match.span(), 0, "minute", is_day_name=False)
    return _ago(text)


def _ago(text: str) -> RelativeTime | None:
    for match in _AGO.finditer(text):
        unit = _UNITS.get(match["unit"])
        if unit is not None and (match["head"] or match["tail"]):
            count = int(match["n"]) if match["n"].isdecimal() else 1
            return RelativeTime(*match.span(), count, unit, is_day_name=False)
    return None


def _cjk_unit(printed: str) -> Unit:
    return _UNITS.get(printed) or _UNITS[printed.removesuffix("間")]


def instant_of(relative: RelativeTime, captured_at: datetime) -> datetime:
    """Return the time that *relative* means, seen from *captured_at* (in the portal's zone).

    Days, weeks, months and years give the midnight at which that day begins; hours and minutes the full minute.
    """
    count = relative.count
    if relative.unit in {"second", "minute", "hour"}:
        seconds = {"second": 1, "minute": 60, "hour": 3600}[relative.unit] * count
        # Through UTC: an hour is an hour also when the clocks change.
        moment = datetime.fromtimestamp(captured_at.timestamp() - seconds, captured_at.tzinfo)
        return moment.replace(microsecond=0) if relative.unit == "second" else moment.replace(second=0, microsecond=0)
    midnight = captured_at.replace(hour=0, minute=0, second=0, microsecond=0)
    if relative.unit in {"day", "week"}:
        return midnight - timedelta(days=count * (7 if relative.unit == "week" else 1))
    return _months_before(midnight, count * (12 if relative.unit == "year" else 1))


def _months_before(moment: datetime, count: int) -> datetime:
    months = moment.year * 12 + moment.month - 1 - count
    for day in range(moment.day, moment.day - 4, -1):
        try:
            return moment.replace(year=months // 12, month=months % 12 + 1, day=day)
        except ValueError:
            continue
    raise ValueError(f"expected at most {moment.year} years, got {count} months")
