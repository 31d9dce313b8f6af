"""The zone of times that a site prints without one, where no portal's file tells it: by domain, then by language."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

# Country domains of countries with one zone, or with one where nearly all national news sites are.
_BY_DOMAIN = {
    "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "tw": "Asia/Taipei", "cn": "Asia/Shanghai", "hk": "Asia/Hong_Kong",
    "sg": "Asia/Singapore", "my": "Asia/Kuala_Lumpur", "id": "Asia/Jakarta", "th": "Asia/Bangkok",
    "vn": "Asia/Ho_Chi_Minh", "ph": "Asia/Manila", "in": "Asia/Kolkata", "pk": "Asia/Karachi", "ae": "Asia/Dubai",
    "il": "Asia/Jerusalem", "tr": "Europe/Istanbul", "uk": "Europe/London", "ie": "Europe/Dublin", "fr": "Europe/Paris",
    "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "li": "Europe/Vaduz", "it": "Europe/Rome",
    "es": "Europe/Madrid", "pt": "Europe/Lisbon", "nl": "Europe/Amsterdam", "be": "Europe/Brussels",
    "lu": "Europe/Luxembourg", "dk": "Europe/Copenhagen", "no": "Europe/Oslo", "se": "Europe/Stockholm",
    "fi": "Europe/Helsinki", "is": "Atlantic/Reykjavik", "pl": "Europe/Warsaw", "cz": "Europe/Prague",
    "sk": "Europe/Bratislava", "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "bg": "Europe/Sofia",
    "gr": "Europe/Athens", "hr": "Europe/Zagreb", "rs": "Europe/Belgrade", "si": "Europe/Ljubljana",
    "ua": "Europe/Kyiv", "ru": "Europe/Moscow", "by": "Europe/Minsk", "lt": "Europe/Vilnius", "lv": "Europe/Riga",
    "ee": "Europe/Tallinn", "za": "Africa/Johannesburg", "na": "Africa/Windhoek", "ls": "Africa/Maseru",
    "ng": "Africa/Lagos", "ke": "Africa/Nairobi", "eg": "Africa/Cairo", "ar": "America/Argentina/Buenos_Aires",

    "au": "Australia/Sydney", "br": "America/Sao_Paulo", "ca": "America/Toronto", "mx": "America/Mexico_City",
    "cl": "America/Santiago", "co": "America/Bogota", "pe": "America/Lima", "nz": "Pacific/Auckland",
}  # fmt: skip
_BY_LANGUAGE = {
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "zh-tw": "Asia/Taipei",
    "zh-hant": "Asia/Taipei",
    "zh": "Asia/Shanghai",
    "zh-hk": "Asia/Hong_Kong",
    "en-gb": "Europe/London",
    "en-ie": "Europe/Dublin",
    "en-au": "Australia/Sydney",
    "en-nz": "Pacific/Auckland",
    "en-in": "Asia/Kolkata",
    "en-ca": "America/Toronto",
    "fr-ca": "America/Toronto",
    "pt-br": "America/Sao_Paulo",
    "pt-pt": "Europe/Lisbon",
    "es-es": "Europe/Madrid",
    "es-mx": "America/Mexico_City",
    "es-ar": "America/Argentina/Buenos_Aires",
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "it": "Europe/Rome",
    "pl": "Europe/Warsaw",
    "tr": "Europe/Istanbul",
    "sv": "Europe/Stockholm",
    "nb": "Europe/Oslo",
    "no": "Europe/Oslo",
    "da": "Europe/Copenhagen",
    "nl": "Europe/Amsterdam",
    "uk": "Europe/Kyiv",
    "cs": "Europe/Prague",
    "hu": "Europe/Budapest",
    "el": "Europe/Athens",
    "fi": "Europe/Helsinki",
    "he": "Asia/Jerusalem",
    "th": "Asia/Bangkok",
    "vi": "Asia/Ho_Chi_Minh",
    "id": "Asia/Jakarta",
}


@cache
def zone_of_site(host: str, language: str) -> ZoneInfo:
    """Return the zone of *host*'s printed times: by its country domain, by *language* (BCP 47), else UTC."""
    name = _BY_DOMAIN.get(host.rpartition(".")[2])
    written = language.lower().replace("_", "-")
    if name is None:
        name = _BY_LANGUAGE.get(written) or _BY_LANGUAGE.get(written.partition("-")[0])
    return ZoneInfo(name or "UTC")
