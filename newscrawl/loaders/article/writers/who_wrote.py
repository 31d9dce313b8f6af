"""Who wrote an article: the signs around its headline, at the end of its text and below it, weighed together.

`printed_authors.py` reads the lines around the headline, this module those at the end and below (`signs.py`: evidence).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, islice, takewhile

from newscrawl.extraction.body.credits_within import inner_signature
from newscrawl.extraction.body.line_forms import OPENS_NOTE
from newscrawl.extraction.body.line_kinds import lines_below
from newscrawl.extraction.body.paragraphs import BodyText, verse_lines
from newscrawl.extraction.document.blocks import Block, is_in, own_element
from newscrawl.extraction.document.zones import BYLINE, CAPTION, FIGURE, FOOTER, HEADING, LIST, NAV, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.printed_headline import lines_behind
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.plausible_names import (
    is_house,
    is_of_common_words,
    is_subject,
    without_house,
)
from newscrawl.extraction.people.read_people import (
    byline_in,
    dateline_authors,
    is_agency,
    is_beside_name,
    is_bracketed,
    is_credit_line,
    is_east,
    is_for_time,
    is_measure,
    label_alone,
    names_alone,
    profiled_author,
    without_times,
)
from newscrawl.items import Author
from newscrawl.loaders.article import field_forms as forms
from newscrawl.loaders.article.printed_links import is_of_topics
from newscrawl.loaders.article.writers.box_of_writer import signs_in_box
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
    parted_authors,
    parted_in,
    right_above,
)
from newscrawl.loaders.article.writers.signs import ALONE, LABEL, LEAST, LINE, MARK, NEAR, Sign
from newscrawl.text import ends_sentence, letters

_BELOW, _RIGHT_BELOW, _MOST_IN_ROW, _FAR_BELOW = 8, 3, 4, 40
"""A signature is within `_BELOW` blocks below the text; one without the class of a byline right below it. A box about
the writer is within `_FAR_BELOW` blocks."""
_LONGEST_BRACKET, _LONGEST_NAMES, _LONGEST_LINE, _LONGEST_TAIL = 40, 60, 120, 160
_LEVELS, _SHOWN = 3, CAPTION | FIGURE | HEADING


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
    signs = _signs_below(text, blocks, headline_block) if text.paragraphs else ()
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
    named = tuple(
        one for one in sign.authors if not is_of_common_words(one.name, blocks, is_alone=sign.weight <= ALONE)
    )
    if sign.weight > NEAR:
        return Sign(named, sign.weight) if named else None
    menus = (block for block in blocks if block.links and block.zones & NAV)
    linked = {link.text for block in menus for link in block.links if not forms.WRITERS.search(link.href)}
    others = tuple(
        one for one in named if one.name not in linked and not is_subject(one.name, headline, text.paragraphs)
    )
    return Sign(others, sign.weight) if others else None


def _names_others(sign: Sign, than: Sign, houses: Sequence[str]) -> bool:
    known = {letters(one.name) for one in than.authors}
    return known.isdisjoint(letters(one.name) for one in sign.authors) and _names_person(sign.authors, houses)


def _names_person(authors: Sequence[Author], houses: Sequence[str]) -> bool:
    return any(not is_agency(one.name) and not is_house(one.name, houses) for one in authors)


def _signs_below(text: BodyText, blocks: Sequence[Block], headline_block: int) -> Iterator[Sign]:
    """Give the signs at the end of *text*, and in lines and boxes below it."""
    far = blocks[text.last : text.last + _FAR_BELOW] if text.last else ()  # 0: a script holds the text
    own = own_element(blocks, headline_block, text.last - 1)
    has_notes = text.paragraphs[-1][0] in OPENS_NOTE
    inner = inner_signature(blocks[text.first : text.last]) if has_notes else None
    within = chain(_in_text((inner.text,)) if inner else (), _in_text(text.paragraphs))
    return chain(
        within, _in_row(far[:_BELOW]), _in_lines(far[:_BELOW], own), signs_in_box(far) if _may_hold_box(far) else ()
    )


def _may_hold_box(far: Sequence[Block]) -> bool:
    """Return whether a short line of *far* may open a box about the writer: by class, link or label; a quick look."""
    short = [one for one in far if len(one.text) <= _LONGEST_BRACKET]
    if any(one.zones & BYLINE or any(forms.WRITERS.search(link.href) for link in one.links) for one in short[:_BELOW]):
        return True
    return any(forms.AUTHOR_BOX.fullmatch(one.text) for one in short)


def _in_text(paragraphs: Sequence[str]) -> Iterator[Sign]:
    """Give the signs in the first and the last paragraph: datelines, brackets, credit lines."""
    last = paragraphs[-1]
    tail = forms.TAIL.search(last[-_LONGEST_TAIL:])
    ends = (
        dateline_authors(paragraphs[0]),
        dateline_authors(last),
        byline_in(last) or _named_with_role(last) if len(last) <= _LONGEST_LINE else (),
        byline_in(tail["line"]) if tail else (),
    )
    yield from (Sign(authors, LINE) for authors in ends if authors)
    yield from (Sign(authors, NEAR) for authors in map(_in_bio, (last, paragraphs[0])) if authors)


def _in_bio(line: str) -> tuple[Author, ...]:
    """Return who is in *line*, a sentence about a writer: Jane Doe is a reporter at the Morning Post."""
    match = forms.BIO.match(line)
    return names_alone(match["name"]) if match else ()


def _in_lines(below: Sequence[Block], own: Element | None) -> list[Sign]:
    """Return the signs in the lines *below* a text, up to the next heading or teaser.

    Lines in the footer of *own*, the element that holds headline and text, are the article's own. Credit lines one
    below the other are one sign.
    """
    above: Block | None = None
    signs: list[Sign] = []
    is_in_row = False
    for place, block in enumerate(lines_below(below)):
        is_own = not block.zones & OUTSIDE or (not block.zones & OUTSIDE & ~FOOTER and is_in(block, own))
        is_right_below = place < _RIGHT_BELOW or is_credit_line(block.text)
        is_near = is_own and is_right_below and not _is_of_another(block, below[place + 1 :][:1])
        authors: tuple[Author, ...] = ()
        if block.zones & BYLINE or any(forms.WRITERS.search(one.href) for one in block.links):
            authors, above = _in_byline(block, above), block
        elif place == 1 and is_near and _is_post(below[0].text):
            authors = names_alone(block.text)
        authors = authors or (_in_line(block) if is_near else ())
        if authors and is_in_row and is_credit_line(block.text):
            authors = tuple(dict.fromkeys((*signs.pop().authors, *authors)))
        is_in_row = bool(authors)
        if authors:
            signs.append(Sign(authors, LINE))
        elif is_near and (place == 0 or block.zones & BYLINE):
            named = _name_below(block, below[place + 1 :][:1]) or _in_bio(block.text)
            signs.append(Sign(named, LINE if block.zones & BYLINE else NEAR))
        elif is_own and place < _RIGHT_BELOW:
            signs.append(Sign(_in_bio(block.text), NEAR))
    return signs


def _in_row(below: Sequence[Block]) -> Iterator[Sign]:
    """Give the people in lines one right below the other that each link a writer's page: behind a label, or several.

    A longer row is a menu.
    """
    lines = list(lines_below(below))
    behind = list(dropwhile(lambda block: not _is_all_writer(block), lines))
    row = list(takewhile(_is_all_writer, behind))
    above = lines[len(lines) - len(behind) - 1] if len(behind) < len(lines) else None
    authors = tuple(dict.fromkeys(one for block in row for one in linked_authors(block)))
    if authors and len(row) <= _MOST_IN_ROW and (len(row) > 1 or (above is not None and label_alone(above.text))):
        yield Sign(authors, LINE)


def _is_all_writer(block: Block) -> bool:
    return len(block.links) == 1 and not block.unlinked and forms.WRITERS.search(block.links[0].href) is not None


def _is_post(line: str) -> bool:
    """Return whether *line* is a post in a newsroom and no name: 緑川放送局 記者."""
    return len(line) <= _LONGEST_BRACKET and forms.NEWSROOM_POST.search(line) is not None and is_beside_name(line)


def _is_of_another(block: Block, behind: Sequence[Block]) -> bool:
    """Return whether *block* is of a picture, a list, or the linked heading right *behind* it."""
    is_above_title = any(one.zones & HEADING and one.links for one in behind)
    if block.zones & CAPTION and not block.zones & (FIGURE | HEADING):
        return not (is_credit_line(block.text) or COLLECTIVES.search(block.text))
    is_item = any(one.tag == "li" for one in (block.element, *islice(block.element.iterancestors(), _LEVELS)))
    return bool(block.zones & _SHOWN) or is_item or is_above_title


def _in_line(block: Block) -> tuple[Author, ...]:
    """Return the people in a line right below a text: （山田太郎）, 〔共同〕, 文／山田太郎, By Jane Doe."""
    line = block.text
    bare = line.strip("＝=おわり終 ")
    is_whole = len(line) <= _LONGEST_BRACKET and (is_bracketed(bare) or line.startswith(tuple("―—◇◆■▽＝")))
    named = dateline_authors(line) if is_whole else ()  # not [経済] ランキング
    return named or (labelled_authors(block) if len(line) <= _LONGEST_LINE else ()) or profiled_author(line)


def _in_byline(block: Block, above: Block | None) -> tuple[Author, ...]:
    """Return the people of a labelled or dated line, or those in a byline's element below a post: 緑川放送局 記者."""
    is_parted = bool(block.links) or len(block.runs) > 1
    apart = parted_authors(block, (), is_by_time=False) if is_parted else ()  # a name and a post or a label, glued
    if found := apart or labelled_authors(block):
        return found
    if is_for_time(block.unlinked) and any(forms.WRITERS.search(one.href) for one in block.links):
        return linked_authors(block)
    is_line = above is not None and block.index == above.index + 1 and is_beside_name(above.text)
    return names_alone(block.text) if is_line and len(block.text) <= _LONGEST_NAMES else ()


def _name_below(block: Block, behind: Sequence[Block]) -> tuple[Author, ...]:
    """Return who is named and no more in the first line below a text: 小池和樹 弁護士, — Jane Doe, or set to the right.

    So is who is above a line that opens with a post or a calling (*behind*): ライター。港町で育つ。

    A name without any of these may be a place, a company or a topic.
    """
    line = block.text
    if len(line) > _LONGEST_BRACKET or block.links or ends_sentence(forms.BRACKET_BEHIND.sub("", line)):
        return ()
    if COLLECTIVES.search(line):
        return names_alone(line, is_byline=True)
    dash = forms.DASH.match(line)
    is_apart = (
        dash is not None
        or is_bracketed(line)
        or _is_set_apart(block)
        or any(forms.OPENS_BIO.match(one.text) for one in behind)
    )
    named = (
        names_alone(without_times(line[dash.end() :] if dash else line.strip("()[]")))
        if is_apart
        else _named_with_role(line)
    )
    return () if any(forms.OPENS_TITLE.match(one.name) for one in named) else named


def _named_with_role(line: str) -> tuple[Author, ...]:
    """Return the people of *line*, in East Asian script, that holds more than a name: 小池和樹（緑川大学教授）."""
    if len(line) > _LONGEST_BRACKET or not is_east(line) or ends_sentence(forms.BRACKET_BEHIND.sub("", line)):
        return ()
    named = names_alone(without_times(line))
    return named if named and letters(named[0].name) != letters(line) else ()


def _is_set_apart(block: Block) -> bool:
    """Return whether the line *block* is set to the right, or its element is named for a signature."""
    around = [block.element, *islice(block.element.iterancestors(), 1), *islice(block.element, 1)]
    return any(
        forms.CLASS_OF_SIGNATURE.search(f"{one.get('style')} {one.get('align')} {one.get('class')}") for one in around
    )
