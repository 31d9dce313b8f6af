"""The words of times that are relative to now: units, names of days, and how languages print "ago"."""

from __future__ import annotations

import re
from typing import Literal

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]


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
UNITS: dict[str, Unit] = {
    word + end: unit for unit, words in _UNIT_WORDS.items() for word in words.split() for end in _PLURALS
} | {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_ONE = "an a one ein eine einer einem einen un une una uno uma um een en ett et bir jeden jedna jedną godzinę".split()
CJK_AGO = re.compile(
    "(?:約|およそ)?(?P<n>\\d{1,4})\\s?(?P<unit>秒|分钟|分鐘|分間?|時間|小时|小時|日間?|天|週間?|周|星期"
    "|[かヶカヵケ箇个個]月間?|年間?"
    "|초|분|시간|일|주일?|개월|달|년)"
    "\\s?(?:ほど|くらい)?(?:前|전)"
)
_OPENS_AGO = "".join({word[0] for word in _ONE} | set("acefhipv"))
AGO = re.compile(
    rf"(?=[\d{_OPENS_AGO}])"
    r"(?:(?P<head>\b(?:vor|il y a|hace|há|acum|pred|před|för|for))\s)?(?:(?:about|ca\.?|circa|etwa|environ)\s)?"
    rf"\b(?P<n>\d{{1,4}}|{'|'.join(_ONE)})\s?(?P<unit>[^\W\d_]+)\.?"
    r"(?P<tail>\s(?:ago|fa|atrás|geleden|sedan|siden|önce|temu|sitten|назад|тому|lalu|yang lalu|trước)\b)?"
)
LONGER = re.compile(
    r"(?<![\d月])(?P<n>\d{1,4})\s?(?P<unit>年|[かヶカヵケ箇个個]月間?|週間|日|년|개월|주|일|[^\W\d_]+\.?)"
    r"(?:\s?[,、]|\s(?:and|und|et|y|e|og|och|en)\b|と)?\s?$"
)
"""A longer unit right before another one, its start left to find: the "1 week, " of "1 week, 2 days ago"."""
_DAY_NAMES = {
    0: "今日 本日 きょう 今天 오늘 today heute aujourd'hui aujourd’hui hoy oggi hoje vandaag idag i\\ dag bugün dziś "
    "dzisiaj dnes tänään сегодня",
    1: "昨日 きのう 昨天 어제 yesterday gestern hier ayer ieri ontem gisteren igår i\\ går dün wczoraj "
    "včera eilen вчера",
    2: "一昨日 おととい 前天 그저께 vorgestern avant-hier anteayer toissapäivänä позавчера",
}
NOW = re.compile(
    "(?=[た今刚剛방jgàş])(?:たった今|たったいま|今さっき|刚刚|剛剛|방금(?: 전)?"
    "|\\bjust now\\b|\\bgerade eben\\b|\\bà l['’]instant\\b|\\bşimdi\\b)"
)
DAYS = {
    word.replace("\0", " "): days for days, words in _DAY_NAMES.items() for word in words.replace("\\ ", "\0").split()
}
_LONGEST_FIRST = sorted(DAYS, key=len, reverse=True)
_WHOLE_WORDS = "|".join([re.escape(word) for word in _LONGEST_FIRST if word[0] < "\u0500"])
_EAST = "|".join([word for word in _LONGEST_FIRST if word[0] >= "\u0500"])
_OPENS_DAY = "".join({word[0] for word in DAYS})
DAY_NAME = re.compile(rf"(?=[{_OPENS_DAY}])(?:(?<![^\W\d_])(?:{_WHOLE_WORDS})(?![^\W\d_])|{_EAST})")
