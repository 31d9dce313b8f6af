"""The box about the writer below a text: behind its label (この記事を書いた人), or by the name of its element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.zones import BYLINE, COMMENTS, FOOTER, HEADING, LIST
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.plausible_names import names_topic
from newscrawl.extraction.people.read_people import is_beside_name, is_east, names_alone, read_authors
from newscrawl.items import Author
from newscrawl.loaders.article import field_forms as forms
from newscrawl.loaders.article.writers.printed_authors import parted_authors
from newscrawl.loaders.article.writers.signs import NEAR, Sign
from newscrawl.text import ends_sentence

_BELOW, _RIGHT_BEHIND, _LEVELS = 8, 3, 3
"""A box without a label is within so many blocks below the text, and the name so near a label."""
_LONGEST_LINE, _LONGEST_PEN_NAME = 40, 12


def signs_in_box(below: Sequence[Block]) -> Iterator[Sign]:
    """Give the names in a box *below* a text, behind its label (この記事を書いた人) or by its class (author-bio)."""
    for place, block in enumerate(below):
        is_in_menu = block.zones & (LIST | FOOTER) == LIST | FOOTER  # My account: Profile, Newsletters
        is_line = not is_in_menu and len(block.text) <= _LONGEST_LINE
        is_labelled = is_line and forms.AUTHOR_BOX.fullmatch(block.text)
        is_near = place < _BELOW
        if not is_labelled and not (is_near and (_is_marked_box(block) or _heads_box(below[place:]))):
            continue
        start = place + 1 if is_labelled else place
        lines = [one for one in below[start : start + _RIGHT_BEHIND] if len(one.text) <= _LONGEST_LINE]
        named = (parted_authors(one, (), is_by_time=False) or names_alone(one.text, is_byline=True) for one in lines)
        signing = [people for people in named if not any(_names_list(one.name) for one in people)]
        pen_name = _pen_name(below[start].text) if is_labelled and start < len(below) else ()
        yield Sign(next(filter(None, signing), pen_name), NEAR)
        return


def _names_list(name: str) -> bool:
    """Return whether *name* is the heading of a list behind the box: 最新記事."""
    return names_topic(name) and not COLLECTIVES.search(name)


def _is_marked_box(block: Block) -> bool:
    if not block.zones & BYLINE and not any(forms.WRITERS.search(link.href) for link in block.links):
        return False
    around = islice(block.element.iterancestors(), _LEVELS)
    return not block.zones & COMMENTS and any(
        forms.CLASS_OF_BOX.search(one.get("class") or "") for one in (block.element, *around)
    )


def _pen_name(line: str) -> tuple[Author, ...]:
    """Return who is in the *line* right behind the label of a writer's box; a pen name need not look like a name."""
    is_name = len(line) <= _LONGEST_PEN_NAME and is_east(line) and not names_topic(line) and not ends_sentence(line)
    return read_authors(line) if is_name else ()


def _heads_box(blocks: Sequence[Block]) -> bool:
    """Return whether the first of *blocks* is a heading in an element named writer, above a post or a department."""
    heading, behind = blocks[0], blocks[1:2]
    if not heading.zones & HEADING or heading.links or len(heading.text) > _LONGEST_LINE:
        return False
    around = islice(heading.element.iterancestors(), 2)
    is_named = any(forms.WRITERS_CLASS.fullmatch(one.get("class") or "") for one in around)
    return is_named and any(is_beside_name(one.text) for one in behind)
