"""The headline of a page without an h1: the line that its element names for a title."""

from __future__ import annotations

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import CAPTION, HEADING, OUTSIDE, names_title
from newscrawl.extraction.headline.printed_headline import heads_text

_SHORTEST, _LONGEST = 4, 120


def named_title(page: Page) -> str | None:
    """Return the one line that is named for a title above the text of a page without an h1; None for none or more.

    Names such as `post-title` head teasers, too: those are links, or there are several.
    """
    if page.tagged("h1"):
        return None
    found = [block for block in page.outline.blocks if _is_title(block) and heads_text(page, block)]
    return found[0].text if len(found) == 1 else None


def _is_title(block: Block) -> bool:
    if block.links or block.zones & (OUTSIDE | CAPTION | HEADING) or not _SHORTEST <= len(block.text) <= _LONGEST:
        return False
    return names_title(block.element)
