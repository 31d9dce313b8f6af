"""What an article's own foot gives, the lines below its text: who signs it, and when it was published."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extraction.body.line_kinds import lines_below
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE
from newscrawl.extraction.people.read_people import is_beside_name, is_for_time, names_alone
from newscrawl.items import Author
from newscrawl.loaders.article.field_forms import NUMBERS_OF_TIME, TOPICS, WRITERS
from newscrawl.loaders.article.printed_authors import labelled_authors, linked_authors

_LONGEST_NAMES, _LONGEST_LINE, _MOST_FOOTERS, _MOST_LINES = 60, 120, 3, 8
_MOST_DATED = 2


def byline_below(below: Sequence[Block]) -> tuple[Author, ...]:
    """Return the people of a byline in *below*, the lines below a text, as in the footer of an article.

    It has a label, or a time beside a link to a writer's page. It is in a byline's element or links such a page. From
    the next heading or teaser on, lines are of other texts.
    """
    signed = (
        block
        for block in lines_below(below)
        if block.zones & BYLINE or any(WRITERS.search(one.href) for one in block.links)
    )
    lines = list(signed)
    return next(filter(None, map(_signed_below, lines, [None, *lines])), ())


def _signed_below(block: Block, above: Block | None) -> tuple[Author, ...]:
    """Return the people of a labelled or dated line, or those in a byline's element below a post: 緑川放送局 記者."""
    if found := labelled_authors(block):
        return found
    if is_for_time(block.unlinked) and any(WRITERS.search(one.href) for one in block.links):
        return linked_authors(block)
    is_line = above is not None and block.index == above.index + 1 and is_beside_name(above.text)
    return names_alone(block.text) if is_line and len(block.text) <= _LONGEST_NAMES else ()


def foot_lines(page: Page, headline_block: int) -> list[Block]:
    """Return the one or two lines with a time in the `footer` of the `article` that holds the headline.

    There are none where it links other articles. The foot of an `article` inside it is of a comment or of a teaser.
    """
    outline = page.outline
    if not 0 <= headline_block < len(outline.blocks):
        return []
    own = next(outline.blocks[headline_block].element.iterancestors("article"), None)
    if own is None:
        return []
    footers = [one for one in own.iter("footer") if next(one.iterancestors("article"), None) is own]
    spans = [span for one in footers[:_MOST_FOOTERS] if (span := outline.span_of(one))]
    lines = [block for first, last in spans for block in outline.blocks[first:last]]
    if len(lines) > _MOST_LINES or any(len(one.text) > _LONGEST_LINE or _links_another(one, page) for one in lines):
        return []
    dated = [one for one in lines if NUMBERS_OF_TIME.search(one.text)]
    return dated if len(dated) <= _MOST_DATED else []


def _links_another(block: Block, page: Page) -> bool:
    """Return whether *block* may link another article: a link that is of no writer, category or tag, nor of *page*."""
    others = (one.href for one in block.links if not WRITERS.search(one.href) and not TOPICS.search(one.href))
    return any(page.absolute(href) != page.url for href in others)
