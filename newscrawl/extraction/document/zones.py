"""The parts of a page (zones) as bits, and the tags, words and roles that open them."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

from newscrawl.extraction.metadata.metadata_words import ENTRY_CLASSES

NAV = 1
"""Menus, breadcrumbs, skip links."""
FOOTER = 2
ASIDE = 4
"""Beside the text: side columns, related articles, rankings, newsletters."""
COMMENTS = 8
CAPTION = 16
"""Below a picture."""
HEADER = 32
"""The head of page or article."""
HIDDEN = 64
ADVERT = 128
SHARE = 256
"""Buttons and fields: social networks, printing, fonts, players, forms."""
BYLINE = 512
"""Names, times and labels around the headline."""
QUOTE = 1024
LIST = 2048
HEADING = 4096
TABLE = 8192
FIGURE = 16384
LEAD = 32768
OTHER = 65536
"""Parts of other articles (`other_articles.py`): known once the headline is."""

OUTSIDE = NAV | FOOTER | ASIDE | COMMENTS | HIDDEN | ADVERT | SHARE | OTHER
"""Zones whose text is not the article's."""
MARGINS = CAPTION | BYLINE | HEADER | LEAD | QUOTE | LIST
"""Zones that an element with much of the page's text cannot be either."""

NAMED_BITS = 17
"""Zones that a word names are kept this many bits higher than those that a tag, a role or a style opens."""
SURE = (1 << NAMED_BITS) - 1
"""The bits of zones that a tag, a role or a style opens."""

TRAIL, KEYWORDS = 1 << 2 * NAMED_BITS, 2 << 2 * NAMED_BITS
"""No zones: an element's class or id has a name that themes give trails (breadcrumbs), or lists of keywords."""
ZONES = TRAIL - 1
BLOCK = 4 << 2 * NAMED_BITS
"""No zone, either: a style makes an element of a line a block of its own."""
RELATED = 8 << 2 * NAMED_BITS
"""No zone, either: the element has a `rel`."""
ENTRY = 16 << 2 * NAMED_BITS
"""No zone, either: the element has the class of an h-entry."""

BY_TAG = {
    "nav": NAV,
    "menu": NAV,
    "footer": FOOTER,
    "aside": ASIDE,
    "figcaption": CAPTION,
    "header": HEADER,
    "address": BYLINE,
    "time": BYLINE,
    "blockquote": QUOTE,
    "li": LIST,
    "dd": LIST,
    "dt": LIST,
    "h1": HEADING,
    "h2": HEADING,
    "h3": HEADING,
    "h4": HEADING,
    "h5": HEADING,
    "h6": HEADING,
    "table": TABLE,
    "figure": FIGURE,
    "picture": FIGURE,
    "amp-sidebar": NAV,
    "dialog": ASIDE,
    "form": SHARE << NAMED_BITS,  # as a name does: a form may hold the whole page
}

_SIGN_UP = re.compile(r"sign[-_]up", re.IGNORECASE)
# A word ends at capitals, digits, hyphens and underscores: "articleBody", "article-body", "article_body".
_WORD_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# A digit before a letter, or capitals inside short pieces: _97ad2c, sc-hgAdZ. A size does not count: ad300x250.
_MACHINE_MADE = re.compile(
    r"(?<!\d)(?<!\dx)\d++(?!x\d)(?=[A-Za-z])|(?:^|[-_])(?!(?:[Aa]d|AD)s?[A-Z])[A-Za-z]{1,2}[A-Z][a-z]{1,2}[A-Z0-9]"
)
_SHORT_WORDS = frozenset({"ad", "ads", "adv", "bio", "cta", "dfp"})
"""Words that are by chance in names that machines make."""
_BY_WORD = {
    NAV: "nav navi navigation menu gnb lnb breadcrumb breadcrumbs pankuzu topicpath skip skiplink skipnav pagination "
    "pager",
    FOOTER: "footer copyright colophon imprint",
    ASIDE: "sidebar related relation recommend recommended recommends ranking rankings popular trending "
    "newsletter teaser teasers promo promotion recirculation readmore outbrain modal "
    "taboola mostread playlist sidecolumn tweet instagram tiktok factbox bio profile subscribe subscription signup cta",
    COMMENTS: "comment comments disqus replies reply discussion",
    CAPTION: "caption figcaption credit credits copyrights cutline bildunterschrift",
    HIDDEN: "noprint",
    ADVERT: "ad ads adv advert advertisement advertising banner sponsor sponsored "
    "cookie cookies consent gdpr adsbygoogle dfp anzeige werbung adslot",
    SHARE: "share sharing social sns socials sharebar toolbar control controls closedcaption jwplayer vjs mejs plyr "
    "videoplayer",
    BYLINE: "byline author authors meta published pubdate date timestamp dateline writer writers reporter reporters "
    "signature submitted username contributor contributors columnist journalist",
    LEAD: "lead lede standfirst teasertext vorspann intro subheadline chapo chapeau sapo entradilla bajada catenaccio "
    "sommario ingress preamble perex ingressi",
}
# Names under which themes hide what only screen readers read out. Plain "hidden" often means: on narrow screens.
_FOR_EARS = frozenset(
    "visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only u-hidden-visually".split()
)
_TRAIL_NAME = re.compile("bread-?_?crumbs?|pankuzu|topic-?_?path|(?<![a-z])crumbs?(?![a-z])")
"""It is looked for in a name in lower case."""
_CARD_NAME = re.compile("(?:blog|link|ogp)-?_?card|also-?_?read|(?:read|see)-?_?also")
"""Of a card in a text that teases the page behind its link."""
_KEYWORD_NAMES = frozenset(
    "tag tags taglist tagcloud keyword keywords topic topics subject subjects hashtag hashtags articletag articletags "
    "posttags newstags".split()
)
_ZONE_OF_WORD = {word: zone for zone, words in _BY_WORD.items() for word in words.split()}
ROLES = {
    "navigation": NAV,
    "menu": NAV,
    "menubar": NAV,
    "contentinfo": FOOTER,
    "complementary": ASIDE,
    "banner": HEADER,
    "search": NAV,
    "dialog": ASIDE,
    "alertdialog": ASIDE,
}
BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid)", re.IGNORECASE)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


SKIPPED_TAGS = frozenset(
    "script style noscript template svg math iframe object embed canvas select option textarea title link meta "
    "base rt rp rtc audio input map noframes frameset frame param datalist progress meter button "
    "amp-ad amp-analytics amp-iframe amp-social-share".split()
)
INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rb rbc s samp "
    "small span strike strong sub sup time tt u var wbr output center-inline".split()
)
PICTURE_TAGS = frozenset({"img", "amp-img", "video"})
OPENS_REST = re.compile(
    r"(?:(?:この)?(?:記事の)?(?:続き|全文|すべて|残り)を(?:もっと)?(?:読む|見る|表示(?:する)?)|もっと(?:見る|読む|表示)"
    r"|(?:read|show|view|see) (?:more|all|the (?:rest|full (?:article|story|text)))|continue reading|더\s?보기"
    r"|(?:展开|展開|阅读|閱讀)(?:全文|更多)|mehr (?:lesen|anzeigen)|lire la suite|leer más)[\s.…>»▼↓+]*",
    re.IGNORECASE,
)
"""What is printed on the button that shows the rest of a text."""

_OF_STATE = frozenset("no not non without has hasnt have havent with isnt doesnt hide hides disable disabled".split())
"""A name that begins so says what is or is not in or beside an element: has-sidebar, hasnt-bio."""
_LONGEST_NAME = 80
_APART = {code: " " for code in range(128) if not chr(code).islower()}
"""All ASCII characters but small letters → what is between words."""


@lru_cache(maxsize=1024)
def zones_of_label(label: str) -> int:
    """Return `TRAIL` where *label*, which names an element for who hears a page, is that of a trail."""
    return TRAIL if "crumb" in label.lower() else 0


@lru_cache(maxsize=8192)
def zones_of_names(names: str) -> int:
    """Return the zones that words of *names*, a class or id, open as witnesses, with `TRAIL` and `KEYWORDS`."""
    return reduce(or_, map(_zones_of_name, [name[:_LONGEST_NAME] for name in names.split()]), 0)


def zones_of_figure(names: str) -> int:
    """Return the zones that the class *names* of a figure opens; a name such as has-caption is a witness, too."""
    return zones_of_names(names) | (CAPTION << NAMED_BITS if "caption" in names else 0)


@lru_cache(maxsize=8192)  # an article's own number makes its list of classes another one, its other classes are known
def _zones_of_name(name: str) -> int:
    plain = name.lower()
    zones = (HIDDEN if plain in _FOR_EARS else 0) | (ENTRY if name in ENTRY_CLASSES else 0)
    if ("crumb" in plain or "pankuzu" in plain or "path" in plain) and _TRAIL_NAME.search(plain):
        zones |= TRAIL
    if ("card" in plain or "also" in plain) and _CARD_NAME.search(plain):
        zones |= ASIDE << NAMED_BITS
    words = _words_of_name(name, plain)
    if words and words[0] in _OF_STATE:
        words = []
    if not _SHORT_WORDS.isdisjoint(words) and _MACHINE_MADE.search(name):
        words = [word for word in words if word not in _SHORT_WORDS]
    if not _KEYWORD_NAMES.isdisjoint(words):
        zones |= KEYWORDS
    if len(words) <= 6:
        for word in words:
            zones |= _ZONE_OF_WORD.get(word, 0) << NAMED_BITS
    return zones


def _words_of_name(name: str, plain: str) -> list[str]:
    """Return the words of *name*, in lower case; *plain* is the name so."""
    if "sign" in plain:
        name = _SIGN_UP.sub("signup", name)
    elif name == plain and name.isascii():  # the most: no capital begins a word
        return name.translate(_APART).split()
    return " ".join(_WORD_OF_NAME.findall(name)).lower().split()
