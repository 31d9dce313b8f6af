"""What part of a page an element is, by its tag and the words of its class, id, role and component's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast

from newscrawl.extraction.tree import Element

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
"""Buttons for social networks, printing, fonts."""
BYLINE = 512
"""Names, times and labels around the headline."""
QUOTE = 1024
LIST = 2048
HEADING = 4096
TABLE = 8192
FIGURE = 16384
LEAD = 32768

OUTSIDE = NAV | FOOTER | ASIDE | COMMENTS | HIDDEN | ADVERT | SHARE
"""Zones whose text is not the article's."""
MARGINS = CAPTION | BYLINE | HEADER | LEAD | QUOTE | LIST
"""Zones that an element with much of the page's text cannot be either."""

_NAMED = 16
"""Zones that a word names are kept this many bits higher than those that a tag, a role or a style opens."""
SURE = (1 << _NAMED) - 1
"""The bits of zones that a tag, a role or a style opens."""

TRAIL, KEYWORDS = 1 << 2 * _NAMED, 2 << 2 * _NAMED
"""No zones: an element's class or id has a name that themes give trails (breadcrumbs), or lists of keywords."""
ZONES = TRAIL - 1
BLOCK = 4 << 2 * _NAMED
"""No zone, either: a style makes an element of a line a block of its own."""

_BY_TAG = {
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
}

_SIGN_UP = re.compile(r"sign[-_]up", re.IGNORECASE)
# A word ends at capitals, digits, hyphens and underscores: "articleBody", "article-body", "article_body".
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BY_WORD = {
    NAV: "nav navi navigation menu gnb lnb breadcrumb breadcrumbs pankuzu topicpath skip skiplink skipnav pagination "
    "pager",
    FOOTER: "footer copyright colophon imprint",
    ASIDE: "sidebar related relation recommend recommended recommends ranking rankings popular trending "
    "newsletter teaser teasers promo promotion recirculation readmore outbrain "
    "taboola mostread sidecolumn tweet instagram tiktok factbox bio profile subscribe subscription signup cta",
    COMMENTS: "comment comments disqus replies reply discussion",
    CAPTION: "caption figcaption credit credits copyrights cutline bildunterschrift",
    HIDDEN: "noprint",
    ADVERT: "ad ads adv advert advertisement advertising banner sponsor sponsored "
    "cookie cookies consent gdpr adsbygoogle dfp anzeige werbung adslot",
    SHARE: "share sharing social sns socials sharebar toolbar",
    BYLINE: "byline author authors meta published pubdate date timestamp dateline writer writers reporter reporters "
    "signature",
    LEAD: "lead lede standfirst teasertext vorspann intro subheadline",
}
# Names under which themes hide what only screen readers read out. Plain "hidden" often means: on narrow screens.
_FOR_EARS = frozenset(
    "visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only u-hidden-visually".split()
)
_TRAIL_NAME = re.compile(r"bread-?_?crumbs?|pankuzu|topic-?_?path", re.IGNORECASE)
_KEYWORD_NAMES = frozenset(
    "tag tags taglist tagcloud keyword keywords topic topics subject subjects hashtag hashtags articletag articletags "
    "posttags newstags".split()
)
_ZONE_OF_WORD = {word: zone for zone, words in _BY_WORD.items() for word in words.split()}
_ROLES = {
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
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def sure(zones: int) -> int:
    """Return those of *zones* that a tag, a role or a style opens."""
    return zones & SURE


def named(zones: int) -> int:
    """Return those of *zones* that words of a class or id name: a witness, no proof."""
    return (zones & ZONES) >> _NAMED


def zone_of(element: Element, tag: str) -> int:
    """Return the zones that *element* itself opens, as a bit mask (see `sure` and `named`); 0 for most elements.

    `TRAIL` and `KEYWORDS` are in it, too.
    """
    zones = _BY_TAG.get(tag, 0)
    # One look at all attributes: each `get` asks libxml2 anew. Those of parsed text are texts.
    for name, value in cast("list[tuple[str, str]]", element.items()):
        if read := _OF_ATTRIBUTE.get(name):
            zones |= read(value)
    return zones


@lru_cache(maxsize=8192)
def _zones_of_name(names: str) -> int:
    zones = TRAIL if _TRAIL_NAME.search(names) else 0
    words_zones = 0
    for name in names.split():
        if name.lower() in _FOR_EARS:
            zones |= HIDDEN
        words = [word.lower() for word in _WORD.findall(_SIGN_UP.sub("signup", name[:80]))]
        zones |= KEYWORDS if _names_keywords(name) else 0
        if len(words) <= 6:
            for word in words:
                words_zones |= _ZONE_OF_WORD.get(word, 0)
    return zones | words_zones << _NAMED


def names_title(element: Element) -> bool:
    """Return whether a class of *element* is that of a title: title, post-title."""
    names = (element.get("class") or "").lower().split()
    return any(name == "title" or name.endswith("-title") for name in names)


def _names_keywords(name: str) -> bool:
    return any(word.lower() in _KEYWORD_NAMES for word in _WORD.findall(name[:60]))


def _zones_of_data(name: str) -> int:
    """Return the zones that words of a component's name open: a witness, as those of a class are."""
    return _zones_of_name(name) & ZONES & ~SURE


def _zones_of_role(role: str) -> int:
    return _ROLES.get(role, 0)


def _zones_of_hidden(value: str) -> int:
    del value
    return HIDDEN


def _zones_of_style(style: str) -> int:
    if _HIDDEN_STYLE.search(style):
        return HIDDEN
    return BLOCK if _BLOCK_STYLE.search(style) else 0


_OF_ATTRIBUTE: dict[str, Callable[[str], int]] = {
    "class": _zones_of_name,
    "id": _zones_of_name,
    "data-testid": _zones_of_data,
    "data-component": _zones_of_data,
    "data-area": _zones_of_data,
    "data-qa": _zones_of_data,
    "role": _zones_of_role,
    "hidden": _zones_of_hidden,
    "style": _zones_of_style,
}
