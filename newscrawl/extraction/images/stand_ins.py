"""What is in the place of an article's picture: names of other files, attributes that a script loads it from."""

from __future__ import annotations

import re

from newscrawl.extraction.element import Element

NO_CONTENT = re.compile(
    r"(?:^|[/_.-])(?:logo|icon|avatar|ico|spacer|blank|pixel|tracking|tracker|button|sprite|loading|dummy|"
    r"placeholder[A-Z]{0,4}|"
    r"noimage|no_image|transparent|1x1|badge|banner|author|profile|emoji|(?:no|sem|sin|kein|ohne|bez|sans)[_-]"
    r"(?:photo|foto|image|imagem|imagen|bild|pic|picture|zdjecia))s?(?:[/_.-]|\d*\.|$)"
    r"|/ic_[a-z]|/(?:share|social|sns)/[a-z]{2,12}\.png$",
    re.IGNORECASE,
)
PREVIEW = re.compile(
    r"(?:(?:[a-z]{1,20}[_-])?(?:og|(?:social|share)[_-]?(?:card|image|img))"
    r"|(?:(?:site|common|page|post|default|fallback|facebook|fb|twitter|sns|og|ogp|open[_-]?graph|social|shar(?:e|ing)|preview"
    r"|card|image|img|pic|thumb(?:nail)?)[_-]?){0,4}(?:default|fallback|facebook|fb|twitter|sns|og|ogp|open[_-]?graph|shar(?:e|ing))"
    r"(?:[_-]?(?:image|img|pic|card|thumb(?:nail)?|preview|default|fallback)){0,3})"
    r"(?:[_-]?\d{1,4}x\d{1,4})?",
    re.IGNORECASE,
)
"""The whole name of a file that no article has for itself: a number, a day or a word of its own would be in it."""
OF_LAYOUT = re.compile(
    r"/(?:wp-content/(?:themes|plugins)|sites/[^/]+/(?:themes|modules)|typo3conf/ext|skins?"
    r"|templates?/[^/]+/(?:images?|img|grafiken|css))/.+\.(?:png|jpe?g|webp)$",
    re.IGNORECASE,
)
"""Of a file in the folder of a theme: it belongs to the layout."""

IN_JSON = re.compile(r'"(?:src|url)"\s*:\s*"([^"]{1,2000})"')
"""The first address in an attribute with versions of a picture for several sizes of the window."""
LATE_NAMES = (
    "data-orig-file", "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-url",
    "data-image", "data-hi-res-src", "data-full-src", "data-echo", "data-actualsrc", "data-srv", "data-img-src",
    "data-lazyload", "data-cfsrc", "data-ezsrc", "src",
)  # fmt: skip
"""Attributes that name a picture's address, the larger versions first."""

_PICTURE = re.compile(r"\s*\S+\.(?:jpe?g|png|webp|avif)(?:[?#]\S*)?(?:\s*|\s+\d.*)", re.IGNORECASE | re.DOTALL)
"""The address of a picture's file, or several with their sizes, as the whole of an attribute."""
_SMALL = re.compile(r"thumb|small|preview|mobile|low|-(?:sm|xs)$", re.IGNORECASE)
_LONGEST = 5000


def late_values(element: Element) -> list[str]:
    """Return what attributes of the picture *element* name for a script to load, the larger versions first.

    Scripts of themes call the attribute as they like: its value shows what it is.
    """
    written = [(str(name), str(value)) for name, value in element.attrib.items() if name not in {"alt", "title", "src"}]
    named = [(name, value) for name, value in written if len(value) <= _LONGEST and _PICTURE.fullmatch(value)]
    return [value for _, value in sorted(named, key=lambda one: _SMALL.search(one[0]) is not None)]
