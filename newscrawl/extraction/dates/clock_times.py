"""Finds printed times of day and offsets: 20:00, 午後8時, 25時, 8 p.m., 20 Uhr, 오후 8시, GMT+9, JST."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo


class PrintedClock(NamedTuple):
    """A time of day as it is printed."""

    start: int
    end: int
    hour: int
    """0 to 29: Japanese and television clocks go on after midnight. 99 where the printed hour cannot be."""

    minute: int
    second: int
    microsecond: int
    precision: Literal["second", "minute", "hour"]
    offset: tzinfo | str | None
    """What is printed behind: an offset, the letters of a zone that must be looked up, or nothing."""

    is_loose: bool = False
    """A form that is a time of day only right behind a day: ``20.00``."""


_FIXED = {
    "z": 0, "gmt": 0, "utc": 0, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
    "trt": 180, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "pht": 480, "wib": 420, "wita": 480, "pkt": 300,
    "sast": 120, "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "awst": 480, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540,
    "myt": 480, "ict": 420, "npt": 345, "wit": 540, "gst": 240, "wat": 60, "eat": 180,
    "akdt": -480, "hst": -600, "brt": -180,
}  # fmt: skip
"""Minutes before UTC. Letters that several places use are left out: IST, BST, CST."""
_PLACES = {"日本時間": "Asia/Tokyo", "한국시간": "Asia/Seoul", "北京时间": "Asia/Shanghai", "北京時間": "Asia/Shanghai"}
_AMERICAN = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
"""Read as zones on American portals and where no zone is known: elsewhere they are words."""
_PERHAPS_AMERICAN = ("America/", "US/", "UTC")
_AM = r"午前|오전|上午|凌晨|早上|清晨"
_PM = r"午後|오후|下午|晚上|夜间|傍晚"
_HALF = rf"(?P<half>{_AM}|{_PM}|\b[ap]m\b|sáng|chiều|tối)"
_ZONES = "|".join(sorted((*_FIXED, *_PLACES, *_AMERICAN, "ist", "bst", "cst"), key=len, reverse=True))
_OFFSET = (
    r"(?:\s?[\(\[]?\s?(?:(?:(?:gmt|utc)\s?)?(?P<sign>[+\u2212-])(?P<oh>\d{1,2})(?::?(?P<om>\d\d))?(?![\d:.])"
    rf"|(?P<zone>(?<![a-z])(?:{_ZONES})(?![a-z])|[現当當]地[時时][間间]|(?:현지|한국)\s?시간|local time)"
    r")\s?[\)\]]?)?"
)
_COLON = re.compile(
    rf"(?:{_HALF}\s?)?(?<![\d:])(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,](?P<f>\d{{1,40}}))?)?(?![\d:]|\s?min)"
    rf"(?:\s?(?P<after>[ap]\.?\s?m\b\.?|öö|ös|{_AM}|{_PM}))?(?:\s?(?:uhr|hrs|h)\b)?{_OFFSET}"
)
_EAST = re.compile(
    rf"(?:{_HALF}\s?)?(?<!\d)(?P<h>\d{{1,2}})\s?(?:時(?!間)|时(?!间)|点|點|시(?!간))"
    rf"(?:\s?(?P<mi>\d{{1,2}})\s?[分분]|(?P<hm>半|반))?(?:\s?(?P<s>\d{{1,2}})\s?[秒초])?(?!\s?前)(?:頃|ごろ)?{_OFFSET}"
)
_WEST = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})(?:(?:[.:](?P<mi>\d\d))?\s?(?P<after>[ap]\.?\s?m\b\.?)|\s?(?:h|hs|u)\s?(?P<mh>\d\d)(?:min)?\b"
    rf"|\s?h\b|(?:[.:](?P<mu>\d\d))?\s?uhr(?:\s(?P<mv>\d\d)\b)?){_OFFSET}"
)
_NOON = re.compile(rf"(?P<noon>正午|정오|中午12[点點]|\bnoon\b)|(?P<midnight>자정|\bmidnight\b){_OFFSET}")
_DOT = re.compile(rf"(?<![\d.])(?P<h>[01]?\d|2[0-3])\.(?P<mi>[0-5]\d)(?![\d%]|[.,]\d){_OFFSET}")
_PACKED = re.compile(r"(?<=[\0t\s])(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?(?P<zone>z)?(?![\d:])")
_IMPOSSIBLE_HOUR = 99
_PM_WORDS = frozenset([*_PM.split("|"), "ös", "chiều", "tối"])


def find_clocks(text: str) -> list[PrintedClock]:
    """Return the times of day of *text*, in which the days have been blanked out with NULs."""
    found: list[PrintedClock] = []
    for pattern in _patterns(text):
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(_clock(match, is_loose=pattern in (_DOT, _PACKED)))
    return sorted(found, key=lambda clock: clock.start)


def _patterns(text: str) -> tuple[re.Pattern[str], ...]:
    if ":" in text:
        return (_COLON,) if text.isascii() else (_COLON, _EAST)
    return (_WEST, _DOT, _PACKED, _NOON) if text.isascii() else (_EAST, _WEST, _NOON, _DOT, _PACKED)


def _clock(match: re.Match[str], *, is_loose: bool) -> PrintedClock:
    groups = match.groupdict()
    if groups.get("noon") or groups.get("midnight"):
        hour, minute = (12 if groups["noon"] else 0), 0
    else:
        hour = _hour(int(groups["h"]), groups.get("half") or groups.get("after"))
        minute = int(
            next((groups[n] for n in ("mi", "mh", "mu", "mv") if groups.get(n)), 30 if groups.get("hm") else 0)
        )
    second, fraction = groups.get("s"), groups.get("f")
    has_minute = any(groups.get(name) for name in ("mi", "mh", "mu", "mv", "hm", "noon", "midnight"))
    if minute > 59 or int(second or 0) > 60:
        hour = _IMPOSSIBLE_HOUR
    return PrintedClock(
        *match.span(), hour, minute, min(59, int(second or 0)), int((fraction or "0")[:6].ljust(6, "0")),
        "second" if second else "minute" if has_minute else "hour", _offset(groups), is_loose,
    )  # fmt: skip


def _hour(hour: int, half: str | None) -> int:
    """Return *hour* counted from midnight; *half* is the printed half of the day."""
    if half is None:
        return hour if hour < 30 else _IMPOSSIBLE_HOUR
    is_afternoon = half in _PM_WORDS or half.startswith("p")
    if hour > 12:
        return hour if is_afternoon and hour < 30 else _IMPOSSIBLE_HOUR
    return hour % 12 + (12 if is_afternoon else 0)


def _offset(groups: dict[str, str | None]) -> tzinfo | str | None:
    if (sign := groups.get("sign")) is not None:
        minutes = int(groups["oh"] or 0) * 60 + int(groups["om"] or 0)
        if minutes > 14 * 60 + 45:
            return "?"
        return timezone(timedelta(minutes=minutes if sign == "+" else -minutes))
    zone = groups.get("zone")
    return zone.replace(" ", "") if zone else None


def zone_of(letters: str, zone: ZoneInfo, local_names: frozenset[str]) -> tzinfo | None:
    """Return the zone that the printed *letters* name; None where they name none or several.

    *local_names* are the letters that *zone* itself uses: what the portal's own clock is called wins, so that CST is
    China's on a Chinese portal.
    """
    if letters in local_names:
        return zone
    if letters == "cst" and zone.key.startswith(_PERHAPS_AMERICAN[:2]):
        return timezone(timedelta(hours=-6))
    if letters in _AMERICAN:
        return ZoneInfo(_AMERICAN[letters]) if zone.key.startswith(_PERHAPS_AMERICAN) else zone
    if letters in _PLACES:
        return ZoneInfo(_PLACES[letters])
    minutes = _FIXED.get(letters)
    return None if minutes is None else timezone(timedelta(minutes=minutes))
