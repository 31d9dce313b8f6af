"""Who signs a text: at the end or the start of it, in the lines below it, in a box about its writer, or beside data.

Each place below gives a `Sign`. `who_signs` weighs all of them: the one with the most evidence counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, islice, takewhile

from newscrawl.extraction.body.line_kinds import lines_below
from newscrawl.extraction.body.paragraphs import BodyText
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
from newscrawl.loaders.article.field_forms import BRACKET_BEHIND, CONTACT, EMAIL, WRITERS
from newscrawl.loaders.article.printed_authors import (
    label_before,
    labelled_authors,
    linked_authors,
    parted_authors,
    parted_in,
    printed_authors,
)
from newscrawl.text import ends_sentence, fold, letters

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
_EDITOR = re.compile(r"\bedit(?:ors?|ed|ing|ora?)\b|編集|편집|编辑|編輯|penyunting", re.IGNORECASE)
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
_SHOWN = CAPTION | FIGURE | HEADING
_LABEL, _BOX, _NAME = 3, 2, 1
_PERSON = 4
"""How much evidence counts: a label, a bracket or a byline's element; a box; a name alone. A person comes first."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The people that one place names."""

    authors: tuple[Author, ...]
    weight: int
    """How much evidence the place has."""


def who_signs(
    text: BodyText, blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> tuple[Author, ...]:
    """Return the people who sign *text*, else the agency or department that does; empty where nobody does.

    A house of *houses* is left out beside others. Of signs with the same evidence the first counts.
    """
    heaviest = _heaviest(text, blocks, headline_block, houses)
    return without_house(heaviest.authors, houses) if heaviest else ()


def signs_instead(
    known: Sequence[Author], text: BodyText, blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> tuple[Author, ...]:
    """Return the persons who sign *text* where the line above that names *known* holds nothing else.

    A name alone may be a topic, a company or who is spoken of: a credit line or a bracket below has more evidence.
    """
    if not _stands_alone(known, blocks, headline_block):
        return ()
    heaviest = _heaviest(text, blocks, headline_block, houses)
    if heaviest is None or heaviest.weight < _LABEL or not _names_person(heaviest.authors, houses):
        return ()
    signing = without_house(heaviest.authors, houses)
    is_other = {letters(one.name) for one in signing}.isdisjoint(letters(one.name) for one in known)
    return signing if is_other else ()


def _stands_alone(known: Sequence[Author], blocks: Sequence[Block], headline_block: int) -> bool:
    """Return whether the line that prints *known* holds nothing else, and no class, link or label makes it a byline."""
    printed = letters("".join(one.name for one in known))
    for block in lines_behind(blocks, headline_block):
        if letters(block.text) == printed:
            is_labelled = label_before(block, blocks) is not None
            return not (block.zones & BYLINE or block.links or is_labelled)
    return False


def _heaviest(text: BodyText, blocks: Sequence[Block], headline_block: int, houses: Sequence[str]) -> Sign | None:
    if not text.paragraphs:
        return None
    far = blocks[text.last : text.last + _FAR_BELOW] if text.last else ()  # 0: a script holds the text
    own = _own_element(blocks, headline_block, text.last - 1)
    signs = [*_in_text(text.paragraphs), *_in_row(far[:_BELOW]), *_in_lines(far[:_BELOW], own), *_in_box(far)]
    return max(signs, key=lambda sign: sign.weight + _PERSON * _names_person(sign.authors, houses), default=None)


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
    return (Sign(authors, _LABEL) for authors in ends if authors)


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
            yield Sign(named, _LABEL)
        elif is_near and (place == 0 or block.zones & BYLINE) and (signed := _name_below(block)):
            yield Sign(signed, _NAME)


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
        yield Sign(authors, _LABEL)


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
    return (Sign(authors, _BOX) for authors in islice(filter(None, signing), 1))


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


_LONGEST_SIGNATURE = 120


@lru_cache(maxsize=4096)
def _signed(lines: tuple[str, ...]) -> tuple[Author, ...]:
    """Read a signature; the same few people sign a portal's articles."""
    return tuple(read_authors(lines))


def with_signature(authors: Sequence[Author], blocks: Sequence[Block], names: bool) -> tuple[Author, ...]:
    """Return *authors* with the e-mail addresses that the signature in *blocks*, behind a text, gives them.

    Where *names* is true and there are no authors, those of the signature are returned.
    """
    lines = [block.text for block in blocks if len(block.text) <= _LONGEST_SIGNATURE]
    if not any("@" in line or "＠" in line for line in lines) or any(map(CONTACT.search, lines)):
        return tuple(authors)
    signing = [
        line
        for number, line in enumerate(lines)
        if EMAIL.search(line) or (number + 1 < len(lines) and EMAIL.search(lines[number + 1]))
    ]
    if not signing:
        return tuple(authors)
    signed = _signed(tuple(signing))
    emails = {fold(author.name): author.email for author in signed if author.email}
    if not authors:
        return tuple(author for author in signed if author.email) if names else ()
    return tuple(author if author.email else replace(author, email=emails.get(fold(author.name))) for author in authors)
