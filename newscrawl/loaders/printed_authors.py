"""Who wrote a text, as printed: bylines near the headline, and lists of labels such as Datum, Autor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscrawl.extraction.blocks import Block
from newscrawl.extraction.paragraphs import ends_sentence
from newscrawl.extraction.people import byline_in, is_agency, names_alone, read_authors
from newscrawl.extraction.people_houses import is_house, without_house
from newscrawl.extraction.zones import CAPTION, FIGURE, HEADING, OUTSIDE
from newscrawl.items import Author
from newscrawl.text import letters

_NEAR = 8
_SUBHEADINGS = 2
_LONGEST = 120
_SHORTEST, _LONGEST_NAMES = 2, 60
_LONGEST_ITEM = 80
_COUNTERS = re.compile(r"\s*(?:(?:アクセス|閲覧|조회)(?:数|回数|수)?(?![^\W\d_])|(?:PV|views?)\b).*", re.IGNORECASE)
_WRITERS = re.compile(
    r"/(?:authors?|writers?|reporters?|columnists?|contributors?|journalists?|staff|autor(?:en|es|i|zy)?|auteurs?|"
    r"forfatter|skribent|penulis)(?:[/=_-]|\.\w+[?]|$)",
    re.IGNORECASE,
)
_BAR_AND_TIME = re.compile(r"\s*[|｜•·]\s*[^|｜•·]{0,24}\d.*$")
"""Jane Doe | Published: 23 Nov 2026."""
_ITEM = re.compile(
    r"(?P<label>(?:Autor(?:in|en|a|es)?(?:\s?/\s?Autor(?:in)?)?|Authors?|Auteure?s?|Autor[ei]|Written by|Reporter"
    r"|著者名?|筆者|執筆者?|記者名?|文責|작성자|기자))(?:\s*[:：]\s*|\s+|$)(?P<names>.*)",
    re.IGNORECASE,
)


def printed_authors(blocks: Sequence[Block], headline_block: int, houses: Sequence[str]) -> tuple[Author, ...]:
    """Return whom a labelled line near the headline names, else a list of labels, else a short line of names.

    Lines that name nobody but one of *houses*, the publisher, are passed over; beside others it is left out.
    """
    near = list(_near(blocks, headline_block))
    alone = (_names_alone(block, blocks[block.index + 1 :][:1]) for block in near)
    for found in (*map(_labelled, near), *_listed(blocks), *map(_linked, near), *alone):
        if found and not all(is_house(author.name, houses) for author in found):
            return without_house(found, houses)
    return ()


def fuller_byline(
    known: Sequence[Author], blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> tuple[Author, ...] | None:
    """Return the printed byline that names all whom data name (*known*), and persons beside them; None for none."""
    names = {letters(author.name) for author in known}
    for block in _near(blocks, headline_block):
        printed = without_house(_labelled(block), houses)
        persons = {letters(author.name) for author in printed if not is_agency(author.name)}
        if persons - names and names < {letters(author.name) for author in printed}:
            return printed
    return None


def _near(blocks: Sequence[Block], headline_block: int) -> Iterator[Block]:
    """Give the short lines between headline and text, whether or not subheading and standfirst part them."""
    is_behind_standfirst = False
    start = headline_block + 1
    for place, block in enumerate(blocks[start : start + _NEAR]):
        if block.zones & (OUTSIDE | FIGURE) or block.tag == "figcaption":
            continue
        if len(block.text) > _LONGEST:
            if is_behind_standfirst:
                return
            is_behind_standfirst = True
        else:
            yield block
        if block.zones & HEADING and place >= _SUBHEADINGS:
            return


def _labelled(block: Block) -> tuple[Author, ...]:
    return tuple(byline_in(_COUNTERS.sub("", block.text)))


def _linked(block: Block) -> tuple[Author, ...]:
    """Return whom *block* names on links whose address says that it is a writer's page: /author/7, /reporters/doe."""
    if block.zones & (HEADING | CAPTION):
        return ()
    texts = [link.text for link in block.links if _WRITERS.search(link.href)]
    return tuple(dict.fromkeys(author for text in texts for author in names_alone(text, is_byline=True)))


def _names_alone(block: Block, behind: Sequence[Block]) -> tuple[Author, ...]:
    """Return whom *block* names without a label; a counter on its line, or *behind* it, makes it a byline."""
    if block.zones & (HEADING | CAPTION):
        return ()
    text = _COUNTERS.sub("", _BAR_AND_TIME.sub("", block.text)).strip()
    is_counted = _COUNTERS.search(block.text) is not None or any(_COUNTERS.match(one.text) for one in behind)
    if not _SHORTEST <= len(text) <= _LONGEST_NAMES or ends_sentence(text) or block.links:
        return ()
    return names_alone(text, is_byline=is_counted)


def _listed(blocks: Sequence[Block]) -> Iterator[tuple[Author, ...]]:
    """Give whom lines of lists name behind a label that has an element of its own: <b>Autor</b> Jane Doe."""
    for block in blocks:
        if len(block.text) > _LONGEST_ITEM or block.zones & OUTSIDE:
            continue
        match = _ITEM.match(block.text)
        if match is None:
            continue
        if match["names"]:
            first = next(iter(block.element), None)
            if first is not None and letters("".join(map(str, first.itertext()))) == letters(match["label"]):
                yield tuple(read_authors(match["names"]))
        elif block.tag in {"dt", "th"} and block.index + 1 < len(blocks):
            yield tuple(read_authors(blocks[block.index + 1].text))
