"""Words of Western pages, and Chinese and Korean ones, that end a text; and those of cookie banners."""

from __future__ import annotations

import re

ENDS = (
    r"(?:more|recent|latest|top|popular) (?:stories|articles|posts|headlines)\b.*|"
    r"(?:most |popular )(?:read|popular|now|this week).*|trending(?: now)?|"
    r"you (?:may|might) (?:also )?(?:like|be interested).*|recommended(?: for you| stories| articles)?|"
    r"(?:am )?meist(?:gelesen|geklickt).*|das könnte (?:sie|dich) auch .*|weitere (?:artikel|meldungen|nachrichten).*|"
    r"(?:les )?(?:articles les )?plus lus.*|sur le même (?:sujet|thème).*|à lire (?:aussi|également).*|"
    r"te puede interesar.*|lo más (?:leído|visto).*|noticias relacionadas.*|mais lid[oa]s.*|"
    r"(?:i )?più letti.*|potrebbe(?:ro)? interessarti.*|najczęściej czytane.*|zobacz (?:też|także|również).*|"
    r"ilgili haberler.*|(?:en )?çok okunan.*|meest gelezen.*|(?:mest|meist) (?:lest|läst|læst).*|"
    r"推[薦荐][閱阅][讀读].*|[熱热][門门](?:新[聞闻]|文章|排行).*|猜你喜[歡欢]|(?:인기|추천)\s?기사.*"
)
"""What opens the lists behind a text, as a pattern."""

_COOKIES = ("ookie", "COOKIE", "クッキー", "ersonal information", "ersonal data", "hird parties")
_SITE = re.compile(
    r"\b(?:your browser|(?:this|our) (?:web)?sites?|we (?:use|store)|opt[- ]?out|"
    r"wir (?:verwenden|nutzen|setzen)|unsere[rm]? website|nous utilisons|utilizamos|utilizziamo|używamy|"
    r"vi bruger|vi använder|wij gebruiken)\b|当サイト|本サイト|このサイト",
    re.IGNORECASE,
)


def asks_consent(text: str) -> bool:
    """Return whether *text* is a paragraph of a cookie banner, which may be longer than a news text.

    It speaks of cookies or personal data, and of the site or its reader's browser.
    """
    return any(word in text for word in _COOKIES) and _SITE.search(text) is not None
