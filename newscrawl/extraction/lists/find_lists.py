"""Lists of articles: which links belong to a heading, by the repeated structure behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from newscrawl.extraction.document.blocks import Block, Link, Outline
from newscrawl.extraction.document.zones import FOOTER, NAV
from newscrawl.extraction.lists.entries import Entry, read_entries
from newscrawl.extraction.lists.headings import FoundHeading
from newscrawl.extraction.tree import Element
from newscrawl.text import width

ArticleOf = Callable[[str], str | None]
"""The canonical address of the article behind an `href`, or None where it is no article's."""

_TEXT_WIDTH = 320
"""In columns: so much unlinked text is no entry's teaser."""
_LABEL_WIDTH = 40
_MOST_BLOCKS = 500
"""A list goes on over at most so many blocks: pages with thousands of headings cost no more than their size."""
_FAR = 14
"""A list begins within this many blocks behind its heading."""


@dataclass(frozen=True)
class ArticleList:
    """A headed list of a page."""

    heading: FoundHeading
    links: tuple[Link, ...]
    first: int
    """The block where its heading begins."""
    last: int
    """The block behind its last entry."""
    read: Callable[[tuple[Link, ...]], list[Entry]]
    """Reads the links' entries."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its lines, read when they are first asked for: most lists of a page are on the page before, too."""
        return tuple(self.read(self.links))


def read_lists(
    outline: Outline, headings: list[FoundHeading], article_of: ArticleOf, labels: frozenset[str]
) -> list[ArticleList]:
    """Return the list behind each of *headings*, those without entries left out.

    *labels* are the portal's section labels, folded: they distinguish labels from headlines.
    """

    def read(links: tuple[Link, ...]) -> list[Entry]:
        return read_entries(outline, links, article_of, labels)

    found = []
    for number, heading in enumerate(headings):
        limit = _limit(outline, headings, number)
        links = _links_behind(outline, heading, limit, article_of)
        if links:
            last = max(link.last for link in links)
            found.append(ArticleList(heading, tuple(links), heading.first, last, read))
    return found


def _limit(outline: Outline, headings: list[FoundHeading], number: int) -> int:
    """Return the block where the list behind a heading ends: at the next other heading, an h1, or a text."""
    own = headings[number]
    following = (other.first for other in headings[number + 1 :] if other.name != own.name)
    return _behind_entries(outline, own.last, next(following, len(outline.blocks)))


def _behind_entries(outline: Outline, first: int, limit: int) -> int:
    """Return the block before *limit* at which something else begins: the article's h1, or more text than teases.

    An entry may have some unlinked lines below its headline. A text has more between two links that open a block.
    """
    begin, unlinked = first, 0
    limit = min(limit, first + _MOST_BLOCKS)
    for block in outline.blocks[first:limit]:
        if block.tag == "h1" and not block.links:
            return block.index
        if _opens_with_link(block):
            begin, unlinked = block.index + 1, 0
            continue
        unlinked += width(block.text) - block.linked
        if unlinked > _TEXT_WIDTH:
            return begin
    return limit


def _opens_with_link(block: Block) -> bool:
    """Return whether a link is among the first words of *block*, as in an entry: behind a number, a label or a day."""
    if not block.links:
        return False
    before = takewhile(lambda run: run[1] is None, block.runs)
    return sum(width(text) for text, _ in before) <= _LABEL_WIDTH


def _links_behind(outline: Outline, heading: FoundHeading, limit: int, article_of: ArticleOf) -> list[Link]:
    start = heading.last if not _opens_line(heading) else heading.last - 1
    links = [
        link
        for link in outline.links_between(start, limit)
        if article_of(link.href) and _is_list_place(outline, link) and link.text != heading.block.text
    ]
    if not links or links[0].first > heading.last + _FAR:
        return []
    above, part = _meeting_point(heading.block.element, links[0].element)
    inside = [link for link in links if _is_inside(link.element, part)]
    if len({article_of(link.href) for link in inside}) < 2:
        inside = _in_siblings(links, above, part)
    return _until_foreign(outline, inside)


def _opens_line(heading: FoundHeading) -> bool:
    return bool(heading.block.links) and heading.last - heading.first == 1


def _is_list_place(outline: Outline, link: Link) -> bool:
    block = outline.blocks[link.first] if link.first < len(outline.blocks) else None
    return block is None or not block.zones & (NAV | FOOTER)


def _meeting_point(heading: Element, link: Element) -> tuple[Element, Element]:
    """Return the lowest element around both, and its child that holds the link."""
    around = {heading, *heading.iterancestors()}
    part = link
    for ancestor in link.iterancestors():
        if ancestor in around:
            return ancestor, part
        part = ancestor
    return part, part


def _is_inside(element: Element, container: Element) -> bool:
    if element is container:
        return True
    for ancestor in element.iterancestors():  # noqa: SIM110 - a generator costs more; no tag: lxml refuses broken names
        if ancestor is container:
            return True
    return False


def _in_siblings(links: list[Link], above: Element, part: Element) -> list[Link]:
    """Return the links in *part* and the elements of its kind that follow it."""
    holders = {part}
    for sibling in part.itersiblings():
        if sibling.tag == part.tag:
            holders.add(sibling)
        elif sibling.tag not in {"br", "hr", "span", "b", "i", "em", "small", "font", "img", "dt"} and _says(sibling):
            break
    chosen = []
    for link in links:
        child = link.element
        for ancestor in link.element.iterancestors():
            if ancestor is above:
                break
            child = ancestor
        if child in holders:
            chosen.append(link)
    return chosen


def _says(element: Element) -> bool:
    text = "".join(map(str, element.itertext())).strip()
    return len(text) > 3


def _until_foreign(outline: Outline, links: list[Link]) -> list[Link]:
    """Cut *links* where a heading without a link is between two of them."""
    for number in range(1, len(links)):
        for block in outline.blocks[links[number - 1].last : links[number].first]:
            if block.tag in {"h1", "h2", "h3", "h4"} and not block.links:
                return links[:number]
    return links
