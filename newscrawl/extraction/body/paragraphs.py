"""The paragraphs of a part of a page: its blocks without what is among them and is no text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, takewhile
from operator import attrgetter, is_

from newscrawl.extraction.body.credits_within import without_credits
from newscrawl.extraction.body.line_forms import OPENS_NOTE, PAIR, TO_READ, may_take_time_to_read
from newscrawl.extraction.body.line_kinds import asks_consent, is_end, is_noise, is_picture_line, is_wall
from newscrawl.extraction.body.other_texts import box_headings, without_gibberish, without_pull_quotes
from newscrawl.extraction.dates.date_layout import is_bare, laid_out, leftover_letters
from newscrawl.extraction.dates.days_and_eras import normalised
from newscrawl.extraction.document.blocks import Block, Outline, ancestors
from newscrawl.extraction.document.zones import BYLINE, CAPTION, FIGURE, HEADER, HEADING, LIST, OUTSIDE, TABLE
from newscrawl.extraction.people.read_people import (
    byline_in,
    dateline_authors,
    is_bracketed,
    names_alone,
    signs_with_time,
    without_times,
)
from newscrawl.text import ends_sentence, fold, letters, squash

_LONGEST_NAME, _LONGEST_BYLINE, _LONGEST_BOLD, _LONGEST_LABEL, _LONGEST_TIME = 80, 160, 60, 12, 90
_SHORT_LINE, _OFTEN, _LEVELS, _ENOUGH_BEHIND, _SMALL = 40, 4, 6, 2, 30
_STANZA, _LONGEST_VERSE, _MOSTLY = 4, 80, 0.8
_NO_VERSE = re.compile(r"[\d@＠:：|｜/／・●■◆★※©→>＞]")
"""Lines with these are addresses, staff, opening hours, menus."""
_TIME_WORDS = re.compile(
    r"\b(?:[ap]\.?\s?m|at|on|à|le|um|uhr|kl|mise? à jour|updated|published|publié|alle|ore|às|h)\b\.?",
    re.IGNORECASE,
)
_REST = 0.3
"""Words that end an article do so only where less than this share of its text follows."""
_ROW = re.compile(r"[：:].*[、,，]")
_BRACKET_BEHIND = re.compile(r"\s?[（(\[［][^（(\[［）)\]］。]{1,30}[）)\]］]$")
_ENDED = re.compile(r"^[＝=]?(?:おわり|終わり|完)\s?(?=[（(【])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EMAIL = re.compile(r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a page before its text is read."""

    taken: frozenset[int] = frozenset()
    """The blocks that belong to lists."""

    host: str = ""
    """The page's."""

    headline: str = ""
    """Folded."""

    names: frozenset[str] = frozenset()
    """The authors' names, folded: a line that is one of them is a byline or a signature."""

    is_further: bool = False
    """The page is a later one of its article: its text may begin with a subheading."""

    goes_on: bool = False
    """The article has a next page: its text may end with a subheading."""


@dataclass(frozen=True, slots=True)
class BodyText:
    """The text of an article."""

    paragraphs: tuple[str, ...]
    first: int
    """The first of its blocks."""
    last: int
    """The block behind its last one."""
    has_gibberish: bool = False
    """Whether paragraphs that nobody can read were left out."""

    @property
    def text(self) -> str:
        """The paragraphs joined by blank lines."""
        return "\n\n".join(self.paragraphs)


NO_TEXT = BodyText((), 0, 0)
_ROW_OF_LABELS = re.compile(
    r"[^\s:：|｜]{1,12}\s?[:：][^:：|｜]{0,24}(?:[|｜]\s?[^\s:：|｜]{1,12}\s?[:：][^:：|｜]{0,24}){1,11}"
)
"""A row of a day and other facts, each behind a label of its own."""
_MOST_BESIDE, _MOST_FACTS = 24, 20
"""So many inline elements of a line are looked at."""


def read_paragraphs(outline: Outline, first: int, last: int, frame: Frame) -> BodyText:
    """Return the paragraphs among the blocks *first* up to *last*: no caption, byline, counter, advert or list."""
    shown = frozenset(picture.block for picture in outline.pictures)
    found = without_pull_quotes(_text_blocks(outline.blocks[first:last], frame, shown))
    readable = without_gibberish(found)
    kept, is_cut = _trimmed(readable, frame), len(readable) < len(found)
    kept = without_credits(kept) if any(one.tag == "dt" or one.text[0] in OPENS_NOTE for one in kept) else kept
    sized = [block for block in kept if _size(block)]
    if not kept or (sized and all(asks_consent(block.text) for block in sized)):
        return replace(NO_TEXT, has_gibberish=is_cut)
    return BodyText(tuple(_joined(kept)), kept[0].index, kept[-1].index + 1, is_cut)


def _text_blocks(blocks: list[Block], frame: Frame, shown: frozenset[int] = frozenset()) -> list[Block]:
    """Return those of *blocks* that are text. *shown* are the places of the page's pictures."""
    kept: list[Block] = []
    furniture = _furniture(blocks)
    boxed = box_headings(blocks)
    before, behind = 0, sum(map(_size, blocks))
    for block in blocks:
        size = _size(block)
        behind -= size
        if block.index in frame.taken or block.zones & (OUTSIDE | CAPTION):
            continue
        if kept and block.zones & HEADER and (block.links or not block.zones & HEADING):  # of a part of the text
            continue
        if kept and behind < before * _REST and _ends(block, kept, blocks):
            break
        if block.index in boxed or (block.index in shown and is_picture_line(block)):
            continue
        if block.text not in furniture and not is_noise(block) and not _is_known(block, frame):
            kept.append(block)
            before += size
    return kept


def _ends(block: Block, kept: list[Block], blocks: list[Block]) -> bool:
    return is_wall(block) or (is_end(block) and not _goes_on(block, kept, blocks))


def _goes_on(end: Block, kept: list[Block], blocks: list[Block]) -> bool:
    """Return whether what *end* opens is a box of links in the text: paragraphs of its form are behind it."""
    last = kept[-1]
    behind = blocks[end.index - blocks[0].index + 1 :]
    box = list(takewhile(lambda one: one.is_mostly_linked or len(one.text) <= _SMALL, behind))
    own = [one for one in behind[len(box) :] if _has_form(one, last) and ends_sentence(one.text) and _size(one)]
    return any(one.links for one in box) and sum(not one.is_mostly_linked for one in own) >= _ENOUGH_BEHIND


def _has_form(block: Block, last: Block) -> bool:
    """Return whether *block* is in the page as the paragraph *last* does: in one element, by the same tags."""
    mine, its = islice(ancestors(block.element), _LEVELS), islice(ancestors(last.element), _LEVELS)
    for one, other in zip(mine, its, strict=False):
        if one is other:
            return block.tag == last.tag
        if (one.tag, one.get("class")) != (other.tag, other.get("class")):
            return False
    return False


def _furniture(blocks: list[Block]) -> frozenset[str]:
    """Return the short lines that repeat among *blocks* without content: no sentence, no label."""
    counts = Counter(block.text for block in blocks if len(block.text) <= _SHORT_LINE)
    often = (text for text, count in counts.items() if count >= _OFTEN)
    return frozenset(text for text in often if not ends_sentence(text) and not text.endswith((":", "：")))


def _size(block: Block) -> int:
    """Return the characters of a block that may be a paragraph."""
    size = len(block.text) - block.linked
    return 0 if size < _SMALL or block.zones & (OUTSIDE | CAPTION) else size


def _is_known(block: Block, frame: Frame) -> bool:
    """Return whether *block* repeats the headline, or is the line of an author: the name alone or with an address."""
    if len(block.text) <= _LONGEST_BYLINE and (block.zones & BYLINE or _is_linked_byline(block, frame.names)):
        return True
    text = block.text
    if len(text) <= _LONGEST_BYLINE:
        text = _without_time_to_read(text).rstrip(" |｜•·-–") or text
    is_dated = len(text) <= _LONGEST_BYLINE and _YEAR.search(text) and not ends_sentence(text)
    if is_dated and _ROW_OF_LABELS.fullmatch(text):
        return True
    if is_dated and (signs_with_time(text, frame.names) or _is_row_of_facts(block, frame.names)):
        return True
    if is_dated and _is_labelled_time(text):
        return True
    if len(text) > max(_LONGEST_NAME, len(frame.headline) + 10):
        return False
    plain = fold(_EMAIL.sub("", text) if "@" in text or "＠" in text else text)
    bare = fold(_BRACKET_BEHIND.sub("", text)) if frame.names else plain
    return bool(plain) and (
        plain == frame.headline or not frame.names.isdisjoint((plain, bare)) or _is_byline(text, bare, frame.names)
    )


def _without_time_to_read(text: str) -> str:
    return TO_READ.sub("", text) if may_take_time_to_read(text) else text


def _is_linked_byline(block: Block, names: frozenset[str]) -> bool:
    """Return whether *block* links one of *names*, beside links and times a label at most: Written by … on … in …."""
    is_linked = bool(names) and any(fold(link.text.strip()) in names for link in block.links)
    return is_linked and len(letters(without_times(block.unlinked))) <= _LONGEST_LABEL


def _is_labelled_time(text: str) -> bool:
    """Return whether a label is before a time of day in the line *text*, beside few other words: a city, a house."""
    layout = laid_out(normalised(text))
    is_labelled = any(time.label and time.clock is not None for time in layout.times)
    return is_labelled and leftover_letters(layout.rest) <= _MOST_BESIDE


def _is_row_of_facts(block: Block, names: frozenset[str]) -> bool:
    """Return whether one inline element of *block* prints a day alone, and another one of the *names* alone."""
    parts = [text.strip() for text, _ in block.runs[:_MOST_FACTS]]
    return any(fold(part) in names for part in parts) and any(_YEAR.search(part) and _is_date(part) for part in parts)


def _is_byline(text: str, plain: str, names: frozenset[str]) -> bool:
    """Return whether the line *text*, folded *plain*, is a label or role with authors: 記者 小池和樹, Von Jane Doe."""
    named = sum(len(name) for name in names if name in plain)
    if not named or len(plain) - named > _LONGEST_LABEL:
        return False
    signing = {fold(author.name) for author in byline_in(text) or names_alone(text)}
    return bool(signing) and signing <= names


def verse_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indices of the lines among *blocks* that breaks part in one element as a poem's: four of words alone.

    Such lines are short and end no sentence, so that nothing else shows that they are text.
    """
    held = [one.element for one in blocks]
    if not any(map(is_, held, held[_STANZA - 1 :])):  # on nearly all pages
        return frozenset()
    runs = (list(run) for _, run in groupby(blocks, key=attrgetter("element")))
    return frozenset(line.index for run in runs if len(run) >= _STANZA and _are_verse(run) for line in run)


def _are_verse(run: list[Block]) -> bool:
    return sum(map(_may_be_verse, run)) >= len(run) * _MOSTLY


def _may_be_verse(line: Block) -> bool:
    return not (line.links or line.zones or _NO_VERSE.search(line.text)) and len(line.text) <= _LONGEST_VERSE


def _trimmed(blocks: list[Block], frame: Frame) -> list[Block]:
    """Cut what is before the first paragraph and behind the last one: titles, labels, links."""
    first, last = 0, len(blocks)
    verse = verse_lines(blocks)
    while first < last and blocks[first].index not in verse and _is_no_opening(blocks[first], frame):
        first += 1
    first -= bool(first) and first < last and is_initial(blocks[first - 1], blocks[first])
    end = last
    while last > first and blocks[last - 1].index not in verse and not _is_last(blocks[last - 1], blocks[first]):
        last -= 1
    while first and first < last and is_row_before(blocks[first - 1], blocks[first]):
        first -= 1
    while first < last and first and (frame.is_further or _is_heading(blocks[first - 1], blocks[first:last])):
        if not _heads(blocks[first - 1], blocks[first]):
            break
        first -= 1
    if frame.goes_on and first < last < end:
        last += _heads(blocks[last], blocks[last - 1])
    return blocks[first:last]


def _is_heading(line: Block, text: list[Block]) -> bool:
    """Return whether *line* is a heading, or wholly bold as another line of the *text* is that ends no sentence."""
    return bool(line.zones & HEADING) or (_is_bold(line) and any(map(_is_bold, text)))


def _is_bold(line: Block) -> bool:
    inner = line.element[0] if len(line.element) == 1 else None
    if inner is None or inner.tag not in {"b", "strong"} or ends_sentence(line.text):
        return False
    return len(line.text) <= _LONGEST_BOLD and not f"{line.element.text or ''}{inner.tail or ''}".strip()


def _is_no_opening(block: Block, frame: Frame) -> bool:
    if not _is_text(block) or is_time_line(block, frame.names):
        return True
    is_dateline = any(map(str.isdigit, block.text))  # a place and its day open a text: （中央社記者張三台北23日電）
    return is_bracketed(block.text) and not is_dateline and bool(dateline_authors(block.text))


def is_time_line(block: Block, names: frozenset[str]) -> bool:
    """Return whether *block* holds nothing but times, their labels and *names*; it may end as sentences do: 8 a.m."""
    text = block.text
    if len(text) > _LONGEST_TIME or not any(map(str.isdigit, text)):
        return False
    if _YEAR.search(text) and _is_date(text):
        return True
    bare = without_times(text)
    rest = letters(_TIME_WORDS.sub(" ", bare))
    beside = len(rest) - sum(len(name) for name in map(letters, names) if name in rest)
    is_row = len(block.runs) > 1 and beside <= _LONGEST_LABEL and not ends_sentence(text.rstrip("）)]］"))
    return bare != text and (not beside or is_row)


def _is_date(text: str) -> bool:
    """Return whether *text* holds times alone, or a day with its year and a time of day and is no sentence."""
    layout = laid_out(normalised(text))
    if layout.times and is_bare(layout.rest):
        return True
    is_whole = any(time.clock is not None and any(reading[1] for reading in time.day.readings) for time in layout.times)
    return is_whole and not ends_sentence(text)


def is_row_before(line: Block, paragraph: Block) -> bool:
    """Return whether *line*, a label and its value, is the paragraph's neighbour of one form: 名前：港町花子."""
    is_near = line.tag == paragraph.tag == "p" and paragraph.index - line.index <= 1 and not line.links
    one, other = line.element, paragraph.element
    if not is_near or one.getparent() is not other.getparent() or one.get("class") != other.get("class"):
        return False
    return PAIR.match(line.text) is not None and (PAIR.match(paragraph.text) is not None or not _is_date(line.text))


def is_initial(letter: Block, paragraph: Block) -> bool:
    """Return whether *letter* is the first of *paragraph*'s first word, printed large: in an element of its own."""
    text = letter.text
    if len(text) != 1 or not text.isupper() or paragraph.index != letter.index + 1 or not paragraph.text[:1].islower():
        return False
    return paragraph.element is letter.element.getparent()


def _heads(line: Block, paragraph: Block) -> bool:
    """Return whether *line* is a subheading beside *paragraph*: its neighbour in the same element."""
    if abs(line.index - paragraph.index) > 2 or line.links or line.zones & BYLINE:
        return False
    return line.element is paragraph.element or line.element.getparent() is paragraph.element.getparent()


def _is_last(block: Block, opening: Block) -> bool:
    """Return whether *block* can end a text that begins with *opening*."""
    signature = _ENDED.sub("", block.text)
    is_line = len(signature) <= _LONGEST_BYLINE and not ends_sentence(signature.strip("()[]（）［］【】"))
    if is_line and (byline_in(signature) or (is_bracketed(signature) and dateline_authors(signature))):
        return False
    return not block.zones & HEADING and (_is_text(block) or is_row(block, opening))


def is_row(block: Block, paragraph: Block) -> bool:
    """Return whether *block* is a row of linked words behind a label, in the form of the text's *paragraph*."""
    if not block.tag == paragraph.tag == "p" or len(block.links) < 2 or not _ROW.search(block.unlinked):
        return False
    return block.element.getparent() is paragraph.element.getparent()


def _is_text(block: Block) -> bool:
    if block.zones & (FIGURE | BYLINE):
        return False
    if block.linked > 0.6 * len(block.text):
        return is_linked_sentence(block)
    if block.zones & (LIST | TABLE | HEADING):
        return len(block.text) >= 8
    return len(block.text) >= 30 or ends_sentence(block.text)


def is_linked_sentence(block: Block) -> bool:
    """Return whether *block* is a sentence though most of it is on a link: it goes on, and stops, behind the link."""
    return block.tag == "p" and len(block.links) == 1 and block.runs[-1][1] is None and ends_sentence(block.text)


def _joined(blocks: list[Block]) -> list[str]:
    """Return paragraphs; where an element parts its text by double breaks, a single break ends only a line."""
    doubled = {block.element for block in blocks if block.breaks >= 2}
    paragraphs: list[str] = []
    before: Block | None = None
    for block in blocks:
        follows = before is not None and block.element is before.element and block.index == before.index + 1
        if before is not None and is_initial(before, block):
            paragraphs[-1] += block.text
        elif follows and block.breaks == 1 and block.element in doubled and not _is_indented(block):
            paragraphs[-1] = _glued(paragraphs[-1], block.text)
        else:
            paragraphs.append(block.text)
        before = block
    return _once([squash(paragraph) for paragraph in paragraphs])


def _is_indented(block: Block) -> bool:
    """Return whether *block* begins as Japanese paragraphs do: with an ideographic space."""
    return block.runs[0][0].lstrip("\r\n\t ")[:1] == "\u3000"


def _once(paragraphs: list[str]) -> list[str]:
    """Return *paragraphs* without the long ones that are repeated: a page may hold its text twice."""
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        if len(paragraph) < _SMALL or paragraph not in seen:
            kept.append(paragraph)
            seen.add(paragraph)
    return kept


def _glued(left: str, right: str) -> str:
    is_latin = left[-1:].isascii() or right[:1].isascii()
    return f"{left} {right}" if is_latin else left + right
