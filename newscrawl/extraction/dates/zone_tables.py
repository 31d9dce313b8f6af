"""Time zones: what their printed letters mean, and in which order their people print the numbers of a day."""

from __future__ import annotations

MINUTES_OF_LETTERS = {
    "z": 0, "gmt": 0, "utc": 0, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
    "trt": 180, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "pht": 480, "wib": 420, "wita": 480, "pkt": 300,
    "мск": 180, "sast": 120, "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "awst": 480, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540,
    "myt": 480, "ict": 420, "npt": 345, "wit": 540, "gst": 240, "wat": 60, "eat": 180,
    "akdt": -480, "hst": -600, "brt": -180,
}  # fmt: skip
"""Minutes before UTC. Letters that several places use are left out: IST, BST, CST."""
WHERE_NO_ZONE_IS_KNOWN = {"ist": 330, "bst": 60}
"""India's and Britain's: Israel, Ireland and Bangladesh, which have these letters too, have a domain or a language."""
ZONE_OF_WORDS = {
    "日本時間": "Asia/Tokyo",
    "한국시간": "Asia/Seoul",
    "北京时间": "Asia/Shanghai",
    "北京時間": "Asia/Shanghai",
}
AMERICAN_ZONES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
"""Read as zones on American portals and where no zone is known: elsewhere they are words."""
PERHAPS_AMERICAN = ("America/", "US/", "UTC")
ZONE_LETTERS = "|".join(
    sorted((*MINUTES_OF_LETTERS, *ZONE_OF_WORDS, *AMERICAN_ZONES, "ist", "bst", "cst"), key=len, reverse=True)
)

YEAR_FIRST_ZONES = frozenset(
    "Asia/Tokyo Japan Asia/Seoul ROK Asia/Pyongyang Asia/Shanghai PRC Asia/Chongqing Asia/Harbin Asia/Urumqi "
    "Asia/Taipei ROC Asia/Ulaanbaatar Europe/Budapest Europe/Vilnius".split()
)
MONTH_FIRST_ZONES = frozenset(
    "America/New_York America/Detroit America/Chicago America/Denver America/Phoenix America/Boise America/Los_Angeles "
    "America/Anchorage America/Juneau America/Menominee Pacific/Honolulu Pacific/Guam Asia/Manila".split()
)
MONTH_FIRST_AREAS = ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")
OPEN_AREAS = ("UTC", "Etc/", "GMT", "Canada/")
OPEN_ZONES = frozenset(
    "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax America/Regina "
    "America/St_Johns America/Montreal".split()
)
DOTTED_ZONES = frozenset(
    "Europe/Berlin Europe/Vienna Europe/Zurich Europe/Vaduz Europe/Helsinki Europe/Oslo Europe/Prague "
    "Europe/Bratislava Europe/Warsaw".split()
)
"""Where people print 1.11.2025, so that 11/01/2025 is a program's American form."""
