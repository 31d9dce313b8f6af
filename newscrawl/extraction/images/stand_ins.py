"""Names and folders of picture files that are no picture of an article."""

from __future__ import annotations

import re

NO_CONTENT = re.compile(
    r"(?:^|[/_.-])(?:logo|icon|avatar|spacer|blank|pixel|tracking|tracker|button|sprite|loading|placeholder|dummy|"
    r"noimage|no_image|transparent|1x1|badge|banner|author|profile|emoji)s?(?:[/_.-]|\d*\.|$)",
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
