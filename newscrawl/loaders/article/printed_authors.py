"""Who wrote a text, as printed: bylines near the headline, and lists of labels such as Datum, Autor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice, takewhile

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.zones import BYLINE, CAPTION, FIGURE, HEADING, OUTSIDE
from newscrawl.extraction.headline.printed_headline import blocks_behind
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.plausible_names import is_company, is_house, without_house
from newscrawl.extraction.people.read_people import (
    byline_in,
    dateline_authors,
    is_agency,
    is_beside_name,
    is_bracketed,
    label_alone,
    names_alone,
    read_authors,
    tells_time,
    without_times,
)
from newscrawl.items import Author
from newscrawl.loaders.article.field_forms import WRITERS
from newscrawl.loaders.article.linked_authors import is_of_topics, linked_authors, parted_authors
from newscrawl.text import ends_sentence, letters

_NEAR = 8
_SUBHEADINGS = 2
_LONGEST = 120
_SHORTEST, _LONGEST_NAMES = 2, 60
_LONGEST_ITEM = 80
_TEASER = 24
"""A link of so many characters below a text leads to another text."""
_NAME_AND_ROLE = 2
_BRACKET_BEHIND = re.compile(r"(?<=\w)\s?[（(][^（()）。]{1,24}[)）]$")
_LEVELS, _ABOVE, _MANY = 3, 3, 6
_COMMA = re.compile(r"\s?[,，、]\s?")
_COUNTERS = re.compile(r"\s*(?:(?:アクセス|閲覧|조회)(?:数|回数|수)?(?![^\W\d_])|(?:PV|views?)\b).*", re.IGNORECASE)
_BAR_AND_TIME = re.compile(r"\s*[|｜•·]\s*[^|｜•·]{0,24}\d.*$")
"""Jane Doe | Published: 23 Nov 2026."""
_PEN_NAME = re.compile(r"(?:written |posted |text )?by:?\s([\w.-]{2,20})", re.IGNORECASE)
"""A name that need not look like one, in a line that is a byline by its element's name and by its label."""
_ITEM = re.compile(
    r"(?P<label>(?:Autor(?:in|en|a|es)?(?:\s?/\s?Autor(?:in)?)?|Authors?|Auteure?s?|Autor[ei]|Written by|Reporter"
    r"|著者名?|筆者|執筆者?|記者名?|文責|작성자|기자))(?:\s*[:：]\s*|\s+|$)(?P<names>.*)",
    re.IGNORECASE,
)


def printed_authors(
    blocks: Sequence[Block], headline_block: int, houses: Sequence[str], *, is_housed: bool = False
) -> tuple[Author, ...]:
    """Return the people in a labelled line near the headline, else in a list of labels, else in a short line of names.

    A line that names only *houses*, the publisher, is passed over, and a house beside others is left out. Its own
    editorial department signs where nobody else does. Where the house is known as the author (*is_housed*), an
    agency without a label in its line is passed over, too.
    """
    lines = [one for one in _near(blocks, headline_block) if label_alone(blocks[one.index - 1].text) is not False]
    near = [one for one in lines if not (one.links and is_of_topics(one))]
    marked = (_behind_label(blocks[block.index - 1], block) or _marked(block) for block in near)
    dated = (_beside_time(block, blocks) for block in near)
    alone = (_names_alone(block, blocks[block.index + 1 :][:1]) for block in near)
    bracketed = (_bracketed(block, houses) for block in near)
    above = map(linked_authors, _right_above(blocks, headline_block))
    companies = (_company(block, blocks) for block in near)
    unlabelled = chain(_listed(blocks), _in_rows(marked), _in_rows(dated), bracketed, alone, above, companies)
    weak = (found for found in unlabelled if not is_housed or not all(is_agency(one.name) for one in found))
    first = (_parted(one, blocks, houses) or _labelled(one) for one in lines)
    own: tuple[Author, ...] = ()
    for found in filter(None, chain(first, weak)):
        if not all(is_house(author.name, houses) for author in found):
            return without_house(found, houses)
        own = own or tuple(author for author in found if COLLECTIVES.search(author.name))
    return own


def fuller_byline(
    known: Sequence[Author], blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> tuple[Author, ...] | None:
    """Return the printed byline with everyone in the data (*known*), and others beside them; None without one.

    Of many in the data, such as models and stylists, take those who sign above the text.
    Where data have users' names (``annaberg``), it is also the byline that prints them as names: Anna Berg.
    """
    names = {letters(author.name) for author in known}
    if len(known) >= _MANY:
        signing = printed_authors(blocks, headline_block, houses)
        return signing if signing and {letters(author.name) for author in signing} < names else None
    are_handles = all(author.name.isascii() and author.name.islower() and " " not in author.name for author in known)
    for block in _near(blocks, headline_block):
        printed = without_house(_labelled(block), houses)
        if not printed and _holds(block, names):
            printed = without_house(_parted(block, blocks, houses), houses)
        persons = {letters(author.name) for author in printed if not is_agency(author.name)}
        if are_handles and persons == names:
            return printed
        if persons - names and names < {letters(author.name) for author in printed}:
            return printed
    return None


def _holds(block: Block, names: set[str]) -> bool:
    """Return whether the several elements of *block* print each of *names*, in letters."""
    if len(block.runs) < _NAME_AND_ROLE:
        return False
    plain = letters(block.text)
    return all(name in plain for name in names)


def byline_below(below: Sequence[Block]) -> tuple[Author, ...]:
    """Return the people of a labelled byline in *below*, the lines below a text, as in the footer of an article.

    It is in a byline's element or links a writer's page. From the next heading or teaser on, lines are of other texts.
    """
    signed = (
        block
        for block in lines_below(below)
        if block.zones & BYLINE or any(WRITERS.search(one.href) for one in block.links)
    )
    lines = list(signed)
    return next(filter(None, map(_signed_below, lines, [None, *lines])), ())


def _signed_below(block: Block, above: Block | None) -> tuple[Author, ...]:
    """Return the people of a labelled line, or those in a byline's element right below a post: 緑川放送局 記者."""
    is_line = above is not None and block.index == above.index + 1 and is_beside_name(above.text)
    return _labelled(block) or (names_alone(block.text) if is_line and len(block.text) <= _LONGEST_NAMES else ())


def lines_below(below: Sequence[Block]) -> Iterator[Block]:
    """Give the lines of *below* up to the next heading or teaser: those of the article's own foot."""
    return takewhile(lambda block: not block.zones & HEADING and not _is_teaser(block), below)


def _is_teaser(block: Block) -> bool:
    return block.linked >= _TEASER and 2 * block.linked > len(block.text)


def _near(blocks: Sequence[Block], headline_block: int) -> Iterator[Block]:
    """Give the short lines between headline and text, whether or not subheading and standfirst part them."""
    is_behind_standfirst, place = False, -1
    own = blocks[headline_block].zones if headline_block >= 0 else 0
    for block in blocks_behind(blocks, headline_block, _NEAR):
        if block.zones & (OUTSIDE & ~own) and not block.zones & BYLINE:
            continue
        if block.zones & FIGURE or block.tag == "figcaption":
            continue
        place += 1
        if len(block.text) > _LONGEST:
            if is_behind_standfirst:
                return
            is_behind_standfirst = not block.zones & HEADING
        else:
            yield block
        if block.zones & HEADING and place >= _SUBHEADINGS:
            return


def _right_above(blocks: Sequence[Block], headline_block: int) -> Iterator[Block]:
    """Give the lines right above the headline, in the element that holds it, with a link to a writer's page."""
    around = set(islice(blocks[headline_block].element.iterancestors(), _LEVELS)) if headline_block > 0 else set()
    for block in blocks[max(0, headline_block - _ABOVE) : max(0, headline_block)]:
        is_own = not block.zones & (OUTSIDE | HEADING) and any(one in around for one in block.element.iterancestors())
        if is_own and any(WRITERS.search(link.href) for link in block.links):
            yield block


def _parted(block: Block, blocks: Sequence[Block], houses: Sequence[str]) -> tuple[Author, ...]:
    """Return the people that elements of *block* name, side by side with what they are."""
    if len(block.runs) < _NAME_AND_ROLE:
        return ()
    return parted_authors(block, houses, is_by_time=_is_by_time(block, blocks))


def _labelled(block: Block) -> tuple[Author, ...]:
    line = _COUNTERS.sub("", block.text)
    pen_name = _PEN_NAME.fullmatch(line) if block.zones & BYLINE else None
    if pen_name and (named := read_authors(pen_name[1])):
        return named
    if found := byline_in(line):
        return found
    bare = without_times(line)
    return byline_in(bare) if bare != line else ()


def _marked(block: Block) -> tuple[Author, ...]:
    """Return the people that elements of *block* mark; a line without links and outside of bylines has none."""
    return linked_authors(block) if block.links or block.zones & BYLINE else ()


def _behind_label(label: Block, block: Block) -> tuple[Author, ...]:
    """Return the people in *block* where the block before it is nothing but a label: By, von, 記者."""
    if not label_alone(label.text) or label.zones & HEADING or len(block.text) > _LONGEST_ITEM:
        return ()
    return names_alone(without_times(block.text), is_byline=True)


def _in_rows(found: Iterable[tuple[Author, ...]]) -> Iterator[tuple[Author, ...]]:
    """Give the authors of lines that follow each other as one byline."""
    for is_named, lines in groupby(found, bool):
        if is_named:
            yield tuple(dict.fromkeys(author for line in lines for author in line))


def _bracketed(block: Block, houses: Sequence[str]) -> tuple[Author, ...]:
    """Return the names in a line that is one bracket: （本社・小池和樹）, （共同）, [みなと，緑川新報]."""
    if block.zones & (HEADING | CAPTION) or not is_bracketed(block.text):
        return ()
    *names, house = _COMMA.split(block.text.strip("[]［］【】（）() "))
    if names and is_house(house, houses):
        return read_authors(names)
    return dateline_authors(block.text)


def _beside_time(block: Block, blocks: Sequence[Block]) -> tuple[Author, ...]:
    """Return the people in a short line with a time in or right beside it, or with the class of a byline."""
    if block.zones & HEADING or len(block.text) > _LONGEST_ITEM or _is_sentence(block.text):
        return ()
    names = without_times(block.text)
    if names == block.text and not block.zones & BYLINE and not _is_by_time(block, blocks):
        return ()
    return names_alone(names, is_byline=COLLECTIVES.search(names) is not None)


def _company(block: Block, blocks: Sequence[Block]) -> tuple[Author, ...]:
    """Return the company that a line beside a time names, as in a press release."""
    is_line = len(block.text) <= _LONGEST_NAMES and not block.zones & (HEADING | CAPTION) and is_company(block.text)
    return (Author(name=block.text, email=None),) if is_line and _is_by_time(block, blocks) else ()


def _is_by_time(block: Block, blocks: Sequence[Block]) -> bool:
    around = (*blocks[max(0, block.index - 1) : block.index], *blocks[block.index + 1 : block.index + 2])
    return any(tells_time(one.text) for one in around)


def _is_sentence(text: str) -> bool:
    """Return whether *text* ends as sentences do; a bracket behind a name is no such end."""
    return ends_sentence(_BRACKET_BEHIND.sub("", text))


def _names_alone(block: Block, behind: Sequence[Block]) -> tuple[Author, ...]:
    """Return the people in *block*, without a label; a counter on its line, or *behind* it, makes it a byline."""
    if block.zones & (HEADING | CAPTION):
        return ()
    text = _COUNTERS.sub("", _BAR_AND_TIME.sub("", block.text)).strip()
    is_counted = _COUNTERS.search(block.text) is not None or any(_COUNTERS.match(one.text) for one in behind)
    if not _SHORTEST <= len(text) <= _LONGEST_NAMES or _is_sentence(text) or block.links:
        return ()
    return names_alone(text, is_byline=is_counted)


def _listed(blocks: Sequence[Block]) -> Iterator[tuple[Author, ...]]:
    """Give the people in lines of lists behind a label that has an element of its own: <b>Autor</b> Jane Doe."""
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
