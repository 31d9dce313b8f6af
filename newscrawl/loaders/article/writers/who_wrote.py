"""Who wrote an article: the signs around its headline, at the end of its text and below it, weighed together.

`printed_authors.py` reads the lines around the headline, `signs_below.py` those at the end and below. `sign_above` and
`who_signs` take the sign with the most evidence (`signs.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from newscrawl.extraction.body.paragraphs import BodyText, verse_lines
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.zones import BYLINE, LIST, NAV
from newscrawl.extraction.headline.headline_place import lines_behind
from newscrawl.extraction.people.name_words import COLLECTIVES, PARTICLES
from newscrawl.extraction.people.plausible_names import is_house, is_subject, without_house
from newscrawl.extraction.people.read_people import (
    is_agency,
)
from newscrawl.extraction.people.times_beside import is_measure, without_times
from newscrawl.items import Author
from newscrawl.loaders.article import field_forms as forms
from newscrawl.loaders.article.printed_links import is_of_topics
from newscrawl.loaders.article.writers.printed_authors import (
    authors_alone,
    before_filing,
    behind_label,
    beside_time,
    bracketed_authors,
    company_of,
    label_before,
    labelled_authors,
    linked_authors,
    listed_authors,
    marked_authors,
    parted_in,
    right_above,
)
from newscrawl.loaders.article.writers.signs import ALONE, LABEL, LEAST, LINE, MARK, NEAR, Sign
from newscrawl.loaders.article.writers.signs_below import signs_below
from newscrawl.text import letters

_WORD = re.compile(r"[^\W\d_]+")


def sign_above(
    blocks: Sequence[Block], headline_block: int, houses: Sequence[str], *, is_housed: bool = False
) -> Sign | None:
    """Return the sign around the headline with the most evidence, of several the first; None without one.

    A line that names only *houses*, the publisher, is passed over, and a house beside others is left out. Its own
    editorial department signs where nobody else does. Where the house is known as the author (*is_housed*), an
    agency without a label in its line is passed over, too.
    """
    desks: list[Sign] = []
    heaviest: Sign | None = None
    for sign in _signs_above(blocks, headline_block, houses, is_housed=is_housed):
        if all(is_house(author.name, houses) for author in sign.authors):
            desks += [Sign((one,), LEAST) for one in sign.authors if COLLECTIVES.search(one.name)]
        elif heaviest is None or sign.weight > heaviest.weight:
            heaviest = Sign(without_house(sign.authors, houses), sign.weight)
        if heaviest and heaviest.weight == LABEL:
            break
    return heaviest or next(iter(desks), None)


def _signs_above(
    blocks: Sequence[Block], headline_block: int, houses: Sequence[str], *, is_housed: bool
) -> Iterator[Sign]:
    lines = [one for one in lines_behind(blocks, headline_block) if letters(one.text)]
    lines = [one for one in lines if label_before(one, blocks) is not False]
    verse = verse_lines(lines)
    signs = ((one, _sign_of(one, blocks, houses, is_verse=one.index in verse, is_housed=is_housed)) for one in lines)
    listed = (Sign(authors, LABEL) for authors in listed_authors(blocks) if authors)
    above = (_sign_above_headline(one, blocks) for one in right_above(blocks, headline_block))
    for sign in chain(_in_rows(signs), listed, above):
        is_weak = is_housed and sign.weight < LABEL and all(is_agency(one.name) for one in sign.authors)
        if sign.authors and not is_weak:
            yield sign


def _sign_of(block: Block, blocks: Sequence[Block], houses: Sequence[str], *, is_verse: bool, is_housed: bool) -> Sign:
    """Return the sign of a line below the headline; its people are empty where it names nobody."""
    if labelled := parted_in(block, blocks, houses) or labelled_authors(block):
        return Sign(labelled, LABEL)
    if block.links and is_of_topics(block):
        return Sign(before_filing(block), LINE)
    if marked := behind_label(block, blocks) or marked_authors(block):
        return Sign(marked, MARK)
    if dated := beside_time(block, blocks):
        is_alone = not block.zones & BYLINE and without_times(block.text) == block.text
        is_measured = any(is_measure(one.text) for one in blocks[block.index + 1 :][:1])  # Prep Time, 10 Mins
        weight = ALONE if is_measured else NEAR if is_alone else LINE
        return Sign(() if is_alone and _is_filed(block) else dated, weight)
    if bracketed := bracketed_authors(block, houses):
        return Sign(bracketed, LINE)
    alone = (
        ()
        if is_verse or block.zones & LIST or _is_filed(block)
        else authors_alone(block, blocks[block.index + 1 :][:1])
    )
    return Sign(alone, ALONE) if alone else Sign(company_of(block, blocks, is_housed=is_housed), LEAST)


def _is_filed(block: Block) -> bool:
    """Return whether the name of the element of *block* shows that it holds what the article is filed under."""
    return forms.CLASS_OF_FILING.search(block.element.get("class") or "") is not None


def _sign_above_headline(block: Block, blocks: Sequence[Block]) -> Sign:
    linked = linked_authors(block)
    return Sign(linked or beside_time(block, blocks), MARK if linked else NEAR)


def _in_rows(lines: Iterable[tuple[Block, Sign]]) -> Iterator[Sign]:
    """Give the signs of *lines*, those of lines one below the other in one form as one byline."""
    before: Block | None = None
    row = Sign((), LEAST)
    for block, sign in lines:
        if before and _is_one_byline(row, sign, before, block):
            row = Sign(tuple(dict.fromkeys((*row.authors, *sign.authors))), max(row.weight, sign.weight))
        else:
            yield row
            row = sign
        before = block
    yield row


def _is_one_byline(above: Sign, sign: Sign, before: Block, block: Block) -> bool:
    """Return whether the lines *before* and *block* name writers side by side: with one evidence, or in one form.

    A name alone below one that is near a time is beside it.
    """
    if not above.authors or not sign.authors or not min(above.weight, sign.weight):
        return False
    is_alike = _form_of(block) == _form_of(before) != (block.tag, None, None)
    is_even = max(above.weight, NEAR) == max(sign.weight, NEAR) < LABEL and max(above.weight, sign.weight) >= NEAR
    return is_even or (is_alike and min(above.weight, sign.weight) >= NEAR)


def _form_of(block: Block) -> tuple[str, str | None, str | None]:
    around = block.element.getparent()
    return block.tag, block.element.get("class"), around.get("class") if around is not None else None


def who_signs(
    above: Sign | None, text: BodyText, blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> Sign | None:
    """Return the sign that counts of the one *above* the text and those at its end and below it; None without one.

    Of those below, the people come before an agency or a department. They win over the line above where they have
    more evidence: a name alone may be a topic, a company or who is spoken of. A house of *houses* beside others is
    left out.
    """
    headline = blocks[headline_block].text if headline_block >= 0 else ""
    above = _without_subjects(above, text, headline, blocks) if above else None
    signs = signs_below(text, blocks, headline_block) if text.paragraphs else ()
    counting = filter(None, (_without_subjects(one, text, headline, blocks) for one in signs if one.authors))
    below = max(counting, key=lambda one: (_names_person(one.authors, houses), one.weight), default=None)
    if above is None or (below and below.weight > above.weight and _names_others(below, above, houses)):
        return Sign(without_house(below.authors, houses), below.weight) if below else None
    return above


def _without_subjects(sign: Sign, text: BodyText, headline: str, blocks: Sequence[Block]) -> Sign | None:
    """Return *sign*; of names without label, class or link only those that are no subject of the article.

    The text or its *headline* names a team, a place or who is spoken of; a menu links a topic. Words that the page
    prints in small letters are a label.
    """
    if sign.weight > LINE:
        return sign
    named = tuple(one for one in sign.authors if not _is_of_common_words(one.name, sign.weight, blocks))
    if sign.weight > NEAR:
        return Sign(named, sign.weight) if named else None
    menus = (block for block in blocks if block.links and block.zones & NAV)
    linked = {link.text for block in menus for link in block.links if not forms.WRITERS.search(link.href)}
    others = tuple(
        one for one in named if one.name not in linked and not is_subject(one.name, headline, text.paragraphs)
    )
    return Sign(others, sign.weight) if others else None


def _is_of_common_words(name: str, weight: int, blocks: Sequence[Block]) -> bool:
    """Return whether the page prints most words of *name* in small letters, too: Prep Time, VOTO MEDIO.

    One word is enough where the name has no other evidence. A surname may be a word: Young, Hill.
    """
    if is_agency(name) or COLLECTIVES.search(name):
        return False
    words = [word for word in _WORD.findall(name) if word not in PARTICLES and word.lower() != word]
    written = [word for word in words if _prints(word.lower(), blocks)]
    return len(written) > (len(words) / 2 if weight > ALONE else 0)


def _prints(word: str, blocks: Sequence[Block]) -> bool:
    alone = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(word in block.text and alone.search(block.text) for block in blocks)


def _names_others(sign: Sign, than: Sign, houses: Sequence[str]) -> bool:
    is_other = {letters(one.name) for one in sign.authors}.isdisjoint(letters(one.name) for one in than.authors)
    return is_other and _names_person(sign.authors, houses)


def _names_person(authors: Sequence[Author], houses: Sequence[str]) -> bool:
    return any(not is_agency(one.name) and not is_house(one.name, houses) for one in authors)
