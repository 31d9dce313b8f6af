"""Who wrote an article: the signs around its headline, at the end of its text and below it, weighed together.

`printed_authors.py` reads the lines around the headline, this module those at the end and below. `sign_above` and
`who_signs` take the sign with the most evidence (`signs.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, groupby, islice, takewhile

from newscrawl.extraction.body.line_kinds import lines_below
from newscrawl.extraction.body.paragraphs import BodyText, verse_lines
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.zones import BYLINE, CAPTION, FIGURE, FOOTER, HEADING, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.printed_headline import lines_behind
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.plausible_names import is_house, without_house
from newscrawl.extraction.people.read_people import (
    byline_in,
    dateline_authors,
    is_agency,
    is_beside_name,
    is_bracketed,
    is_credit_line,
    is_east,
    is_for_time,
    label_alone,
    names_alone,
    profiled_author,
    read_authors,
    without_times,
)
from newscrawl.items import Author
from newscrawl.loaders.article.field_forms import BRACKET_BEHIND, WRITERS
from newscrawl.loaders.article.printed_authors import (
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
from newscrawl.loaders.article.printed_links import is_of_topics
from newscrawl.loaders.article.signs import ALONE, LABEL, LEAST, LINE, MARK, NEAR, Sign
from newscrawl.text import ends_sentence, letters

_BELOW, _RIGHT_BELOW, _MOST_IN_ROW = 8, 3, 4
"""A signature is within so many blocks below the text; one without the class of a byline right below it."""
_FAR_BELOW, _RIGHT_BEHIND = 40, 3
"""A box about the writer is within so many blocks below the text, and the name so near its label."""
_LONGEST_BRACKET, _LONGEST_NAMES, _LONGEST_LINE, _LONGEST_TAIL = 40, 60, 120, 160
_MARKS = ("―", "—", "◇", "◆", "■", "▽")
_TAIL = re.compile(r"[。．.!?！？」』”\"]\s*(?P<line>[（(【\[［〔<＜〈◆◇■●©](?:[^。！？!?]{2,160}))$")
"""Behind the last sentence of a paragraph: …した。【取材・文】小池和樹, … said. (Reporting by Jane Doe)."""
_PEN_NAME = re.compile(r"[ァ-ヺー]{2,10}|[ぁ-ゖー]{2,8}")
_POST = re.compile("記者|记者|기자|reporter|correspondent|redakteur", re.IGNORECASE)
_DASH = re.compile(r"\s*[―—–~-]{1,3}\s?(?=[^\W\d_])")
_OPENS_TITLE = re.compile(r"(?:the|a|an|la|le|les|el|los|der|die|das|il)\s", re.IGNORECASE)
_APART = re.compile(
    r"\bright\b|(?<![a-z])(?:txt-?r|tar|sign(?:ature|ed)?|writer|byline|author)(?![a-z])", re.IGNORECASE
)
_AUTHOR_BOX = re.compile(
    r"[\W_]*(?:(?:この)?記事を書いた(?:人|ライター|記者)|(?:この記事の)?(?:著者|筆者|執筆者|執筆|ライター"
    r"|担当記者)(?:の?(?:紹介|プロフィール|情報)|について)?"
    r"|about the author|the author|written by|über (?:den autor|die autorin)|à propos de l['’]auteur"
    r"|sobre el autor)[\W_]*",
    re.IGNORECASE,
)
_LEVELS, _MANY = 3, 6
_EDITOR = re.compile(r"\bedit(?:ors?|ed|ing|ora?)\b|編集|편집|编辑|編輯|penyunting", re.IGNORECASE)
_SHOWN = CAPTION | FIGURE | HEADING


def printed_authors(
    blocks: Sequence[Block], headline_block: int, houses: Sequence[str], *, is_housed: bool = False
) -> tuple[Author, ...]:
    """Return the people of the sign around the headline that has the most evidence; empty without one."""
    sign = sign_above(blocks, headline_block, houses, is_housed=is_housed)
    return sign.authors if sign else ()


def sign_above(
    blocks: Sequence[Block], headline_block: int, houses: Sequence[str], *, is_housed: bool = False
) -> Sign | None:
    """Return the sign around the headline with the most evidence, of several the first; None without one.

    A line that names only *houses*, the publisher, is passed over, and a house beside others is left out. Its own
    editorial department signs where nobody else does. Where the house is known as the author (*is_housed*), an
    agency without a label in its line is passed over, too.
    """
    lines = [one for one in lines_behind(blocks, headline_block) if label_before(one, blocks) is not False]
    labelled = (Sign(parted_in(one, blocks, houses) or labelled_authors(one), LABEL) for one in lines)
    others = _without_label(lines, blocks, headline_block, houses, is_housed=is_housed)
    desks: list[Sign] = []
    heaviest: Sign | None = None
    for sign in chain(labelled, others):
        is_own = all(is_house(author.name, houses) for author in sign.authors)
        if is_own:
            desks += [Sign((one,), LEAST) for one in sign.authors if COLLECTIVES.search(one.name)]
        elif heaviest is None or sign.weight > heaviest.weight:
            heaviest = Sign(without_house(sign.authors, houses), sign.weight)
        if heaviest and heaviest.weight == LABEL:
            break
    return heaviest or next(iter(desks), None)


def _without_label(
    lines: Sequence[Block], blocks: Sequence[Block], headline_block: int, houses: Sequence[str], *, is_housed: bool
) -> Iterator[Sign]:
    """Give the signs of lines without a label in them: by class, link, bracket, time or place."""
    yield from (Sign(authors, LABEL) for authors in listed_authors(blocks) if authors)
    near = [one for one in lines if not (one.links and is_of_topics(one))]
    verse = verse_lines(near)
    signs = [_sign_of(one, blocks, houses, is_verse=one.index in verse, is_housed=is_housed) for one in near]
    signs = [*_in_rows(signs), *(Sign(before_filing(one), LINE) for one in lines if one not in near)]
    signs += [_sign_above_headline(one, blocks) for one in right_above(blocks, headline_block)]
    for sign in signs:
        if sign.authors and not (is_housed and all(is_agency(one.name) for one in sign.authors)):
            yield sign


def _sign_of(block: Block, blocks: Sequence[Block], houses: Sequence[str], *, is_verse: bool, is_housed: bool) -> Sign:
    """Return the sign of a line below the headline; its people are empty where it names nobody."""
    if marked := behind_label(block, blocks) or marked_authors(block):
        return Sign(marked, MARK)
    if dated := beside_time(block, blocks):
        is_alone = not block.zones & BYLINE and without_times(block.text) == block.text
        return Sign(dated, NEAR if is_alone else LINE)
    if bracketed := bracketed_authors(block, houses):
        return Sign(bracketed, LINE)
    if not is_verse and (alone := authors_alone(block, blocks[block.index + 1 :][:1])):
        return Sign(alone, ALONE)
    return Sign(company_of(block, blocks, is_housed=is_housed), LEAST)


def _sign_above_headline(block: Block, blocks: Sequence[Block]) -> Sign:
    linked = linked_authors(block)
    return Sign(linked or beside_time(block, blocks), MARK if linked else NEAR)


def _in_rows(signs: Iterable[Sign]) -> Iterator[Sign]:
    """Give *signs*, those of lines that follow each other with the same evidence as one byline."""
    for weight, row in groupby(signs, lambda sign: sign.weight if sign.authors else None):
        if weight is not None and weight >= NEAR:
            yield Sign(tuple(dict.fromkeys(author for sign in row for author in sign.authors)), weight)
        else:
            yield from row


def who_signs(
    above: Sign | None, text: BodyText, blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> Sign | None:
    """Return the sign that counts of the one *above* the text and those at its end and below it; None without one.

    Of those below, the people come before an agency or a department. They win over the line above where they have
    more evidence: a name alone may be a topic, a company or who is spoken of. A house of *houses* beside others is
    left out.
    """
    below = _heaviest(text, blocks, headline_block, houses)
    if above is None or (below and below.weight > above.weight and _names_others(below, above, houses)):
        return Sign(without_house(below.authors, houses), below.weight) if below else None
    return above


def _names_others(sign: Sign, than: Sign, houses: Sequence[str]) -> bool:
    is_other = {letters(one.name) for one in sign.authors}.isdisjoint(letters(one.name) for one in than.authors)
    return is_other and _names_person(sign.authors, houses)


def _heaviest(text: BodyText, blocks: Sequence[Block], headline_block: int, houses: Sequence[str]) -> Sign | None:
    if not text.paragraphs:
        return None
    far = blocks[text.last : text.last + _FAR_BELOW] if text.last else ()  # 0: a script holds the text
    own = _own_element(blocks, headline_block, text.last - 1)
    signs = [*_in_text(text.paragraphs), *_in_row(far[:_BELOW]), *_in_lines(far[:_BELOW], own), *_in_box(far)]
    return max(signs, key=lambda sign: (_names_person(sign.authors, houses), sign.weight), default=None)


def fuller_byline(
    known: Sequence[Author], blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> tuple[Author, ...] | None:
    """Return the printed byline with everyone in the data (*known*), and others beside them; None without one.

    Of many in the data, such as models and stylists, take those who sign above the text.
    Where data have users' names (``annaberg``), it is also the byline that prints them as names: Anna Berg. Where the
    page prints the one in the data as its editor, it is the byline of another.
    """
    names = {letters(author.name) for author in known}
    if len(known) >= _MANY:
        signing = printed_authors(blocks, headline_block, houses)
        return signing if signing and {letters(author.name) for author in signing} < names else None
    are_handles = all(author.name.isascii() and author.name.islower() and " " not in author.name for author in known)
    for block in lines_behind(blocks, headline_block):
        printed = without_house(labelled_authors(block), houses)
        if not printed and _holds(block, names):
            printed = without_house(parted_in(block, blocks, houses), houses)
        persons = {letters(author.name) for author in printed if not is_agency(author.name)}
        if are_handles and persons == names:
            return printed
        if persons - names and names < {letters(author.name) for author in printed}:
            return printed
    if len(known) == 1 and any(_edits(block.text, known[0].name) for block in blocks):
        return tuple(one for one in printed_authors(blocks, headline_block, houses) if one.name not in known[0].name)
    return None


def _edits(line: str, name: str) -> bool:
    """Return whether the short *line* names *name* as the editor and nobody as the writer: Editor: Jane Doe."""
    return name in line and len(line) <= _LONGEST_NAMES and _EDITOR.search(line) is not None and is_beside_name(line)


def _holds(block: Block, names: set[str]) -> bool:
    """Return whether the several elements of *block* print each of *names*, in letters."""
    return len(block.runs) > 1 and all(name in letters(block.text) for name in names)


def _names_person(authors: Sequence[Author], houses: Sequence[str]) -> bool:
    return any(not is_agency(one.name) and not is_house(one.name, houses) for one in authors)


def _in_text(paragraphs: Sequence[str]) -> Iterator[Sign]:
    """Give the signs in the first and the last paragraph: datelines, brackets, credit lines."""
    last = paragraphs[-1]
    tail = _TAIL.search(last[-_LONGEST_TAIL:])
    ends = (
        dateline_authors(paragraphs[0]),
        dateline_authors(last),
        byline_in(last) or _named_with_role(last) if len(last) <= _LONGEST_LINE else (),
        byline_in(tail["line"]) if tail else (),
    )
    return (Sign(authors, LINE) for authors in ends if authors)


def _in_lines(below: Sequence[Block], own: Element | None) -> Iterator[Sign]:
    """Give the signs in the lines *below* a text, up to the next heading or teaser.

    Lines in the footer of *own*, the element that holds headline and text, are the article's own.
    """
    above: Block | None = None
    for place, block in enumerate(lines_below(below)):
        is_own = not block.zones & OUTSIDE or (not block.zones & OUTSIDE & ~FOOTER and _is_in(block, own))
        is_near = is_own and place < _RIGHT_BELOW and not _is_of_another(block, below[place + 1 :][:1])
        authors: tuple[Author, ...] = ()
        if block.zones & BYLINE or any(WRITERS.search(one.href) for one in block.links):
            authors, above = _in_byline(block, above), block
        elif place == 1 and is_near and _is_post(below[0].text):
            authors = names_alone(block.text)
        if named := authors or (_in_line(block) if is_near else ()):
            yield Sign(named, LINE)
        elif is_near and (place == 0 or block.zones & BYLINE) and (signed := _name_below(block)):
            yield Sign(signed, NEAR)


def _in_row(below: Sequence[Block]) -> Iterator[Sign]:
    """Give the people in lines one right below the other that each link a writer's page: behind a label, or several.

    A longer row is a menu.
    """
    lines = list(lines_below(below))
    behind = list(dropwhile(lambda block: not _is_all_writer(block), lines))
    row = list(takewhile(_is_all_writer, behind))
    if not 0 < len(row) <= _MOST_IN_ROW:
        return
    above = lines[len(lines) - len(behind) - 1] if len(behind) < len(lines) else None
    authors = tuple(dict.fromkeys(one for block in row for one in linked_authors(block)))
    if authors and (len(row) > 1 or (above is not None and label_alone(above.text))):
        yield Sign(authors, LINE)


def _is_all_writer(block: Block) -> bool:
    return len(block.links) == 1 and not block.unlinked and WRITERS.search(block.links[0].href) is not None


def _is_post(line: str) -> bool:
    """Return whether *line* is a post in a newsroom and no name: 緑川放送局 記者."""
    return len(line) <= _LONGEST_BRACKET and _POST.search(line) is not None and is_beside_name(line)


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
    is_whole = len(line) <= _LONGEST_BRACKET and (is_bracketed(bare) or bare.startswith(_MARKS))
    named = dateline_authors(line) if is_whole else ()  # not [経済] ランキング
    return named or (labelled_authors(block) if len(line) <= _LONGEST_LINE else ()) or profiled_author(line)


def _in_byline(block: Block, above: Block | None) -> tuple[Author, ...]:
    """Return the people of a labelled or dated line, or those in a byline's element below a post: 緑川放送局 記者."""
    if found := labelled_authors(block):
        return found
    if is_for_time(block.unlinked) and any(WRITERS.search(one.href) for one in block.links):
        return linked_authors(block)
    is_line = above is not None and block.index == above.index + 1 and is_beside_name(above.text)
    return names_alone(block.text) if is_line and len(block.text) <= _LONGEST_NAMES else ()


def _name_below(block: Block) -> tuple[Author, ...]:
    """Return who is named and no more in the first line below a text: 小池和樹 弁護士, — Jane Doe, or set to the right.

    A name without any of these may be a place, a company or a topic.
    """
    line = block.text
    if len(line) > _LONGEST_BRACKET or block.links or ends_sentence(BRACKET_BEHIND.sub("", line)):
        return ()
    if COLLECTIVES.search(line):
        return names_alone(line, is_byline=True)
    dash = _DASH.match(line)
    is_apart = dash is not None or _is_set_apart(block)
    named = names_alone(without_times(line[dash.end() :] if dash else line)) if is_apart else _named_with_role(line)
    return () if any(_OPENS_TITLE.match(one.name) for one in named) else named


def _named_with_role(line: str) -> tuple[Author, ...]:
    """Return the people of *line*, in East Asian script, that holds more than a name: 小池和樹（緑川大学教授）."""
    if len(line) > _LONGEST_BRACKET or not is_east(line) or ends_sentence(BRACKET_BEHIND.sub("", line)):
        return ()
    named = names_alone(without_times(line))
    return named if named and letters(named[0].name) != letters(line) else ()


def _is_set_apart(block: Block) -> bool:
    """Return whether the line *block* is set to the right, or its element is named for a signature."""
    around = [block.element, *islice(block.element.iterancestors(), 1), *islice(block.element, 1)]
    return any(_APART.search(f"{one.get('style')} {one.get('align')} {one.get('class')}") for one in around)


def _in_box(below: Sequence[Block]) -> Iterator[Sign]:
    """Give the names in a box *below* a text, behind its label: この記事を書いた人, About the author."""
    label = next((one for one in below if len(one.text) <= _LONGEST_BRACKET and _AUTHOR_BOX.fullmatch(one.text)), None)
    behind = below[label.index - below[0].index + 1 :][:_RIGHT_BEHIND] if label else ()
    lines = (one for one in behind if len(one.text) <= _LONGEST_BRACKET)
    signing = (parted_authors(one, (), is_by_time=False) or _in_box_line(one.text) for one in lines)
    return (Sign(authors, NEAR) for authors in islice(filter(None, signing), 1))


def _in_box_line(line: str) -> tuple[Author, ...]:
    """Return who is named in a line of a writer's box; a pen name need not look like a name: ホリプー."""
    return names_alone(line, is_byline=True) or (read_authors(line) if _PEN_NAME.fullmatch(line) else ())


def _own_element(blocks: Sequence[Block], headline_block: int, last: int) -> Element | None:
    """Return the smallest element that holds the headline and the text's last block; None for the whole page."""
    if headline_block < 0 or last < 0:
        return None
    around = set(blocks[headline_block].element.iterancestors())
    own = next((one for one in blocks[last].element.iterancestors() if one in around), None)
    return None if own is None or own.tag in {"body", "html"} else own


def _is_in(block: Block, own: Element | None) -> bool:
    return own is not None and any(one is own for one in block.element.iterancestors())
