"""Which blocks of a page are the article's text, by the density of sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import islice

from newscrawl.extraction.body.line_kinds import asks_consent, is_end, is_sentence, is_wall
from newscrawl.extraction.body.other_texts import (
    cards_outside,
    form_of,
    furnished_boxes,
    notes_behind,
    repeated,
)
from newscrawl.extraction.body.paragraphs import (
    NO_TEXT,
    BodyText,
    Frame,
    is_linked_sentence,
    is_row,
    is_row_before,
    read_paragraphs,
    verse_lines,
)
from newscrawl.extraction.document.blocks import Block, Outline, Span, ancestors, named, zone_of
from newscrawl.extraction.document.zone_evidence import TO_READER
from newscrawl.extraction.document.zones import (
    BYLINE,
    CAPTION,
    FIGURE,
    HEADING,
    LIST,
    NAMED_BITS,
    OUTSIDE,
    QUOTE,
    TABLE,
)
from newscrawl.extraction.element import Element
from newscrawl.text import density, ends_sentence, width

_SHARE = 0.72
"""A part of the page is the text's own when it holds this share of what its whole holds."""
_MAIN = 0.2
"""Paragraphs of one form are the text's when they hold this share of what the most common form holds."""
_BEFORE = 1
"""A subheading may be right above the first paragraph."""
_GAP = 3
_TEXT = 200
_LEAST = 2
"""A single paragraph is no part of a page that holds a text; what is around it is."""
_ENOUGH = 0.5
_NEXT = 2
_LEVELS = 4
_CONSENT = 0.05
"""A cookie banner may be longer than a news text; a sentence of the news may mention cookies."""
_VERSE = 0.5
"""A line of a poem weighs as half a paragraph of its width."""
_OWN_TEXT, _FEW, _BOX_LEVELS = 130, 3, 8
"""A text of its own weighs this much at least: some 60 Japanese characters."""
_LONGEST_LABEL = 40
_LABEL = re.compile(
    r".{0,16}(?:のご案内|プロフィール|略歴|読者の声)|(?:この|本)?(?:連載|シリーズ|コーナー|欄|紙)について"
    r"|この記事を(?:書いた|執筆した|担当した).{1,8}"
    r"|about the (?:authors?|writers?|series|column|newsletter)|.{0,20}\bnewsletter",
    re.IGNORECASE,
)
_POLITE = re.compile(r"(?:ます|です|ません|でした|ました|ください)[かねよ]?[。！？!?）)]*\Z")
_ENDING = 12
_ABOVE = re.compile(r"lead|intro|summary|abstract|excerpt|standfirst|teaser|desc|head|title", re.IGNORECASE)
_MOST_HEADS = 20
_STRUCTURED, _WIDEST_STRIP = HEADING | LIST | TABLE | QUOTE | FIGURE, 160
_FAR = 60
"""A text may go on behind so many blocks of other things."""


def weights(outline: Outline, frame: Frame, *, start: int = 0) -> list[float]:
    """Return how much each block looks like a paragraph of the text that begins behind the block *start* - 1."""
    blocks = outline.blocks
    weighed = [0.0 if one.index < start or one.index in frame.taken else _weight(one) for one in blocks]
    for index in verse_lines(blocks):
        if index >= start and index not in frame.taken:
            weighed[index] = max(weighed[index], _VERSE * width(blocks[index].text))
    return weighed


def without_boxes(outline: Outline, frame: Frame, weighed: list[float], *, start: int = 0) -> Frame:
    """Return *frame* with furnished boxes beside the text taken; their blocks have no weight any more."""
    boxes = furnished_boxes(outline, weighed, start) | _strips(outline, weighed, start)
    for index in boxes:
        weighed[index] = 0.0
    return replace(frame, taken=frame.taken | boxes) if boxes else frame


def _strips(outline: Outline, weighed: list[float], start: int) -> frozenset[int]:
    """Return the lines of other elements among paragraphs that end no sentence and hold a link or a button.

    They are strips of weather, live reports, topics to follow. A line behind a picture is its caption.
    """
    own = [block for block in outline.blocks[start:] if weighed[block.index]]
    if 2 * sum(block.tag == "p" for block in own) <= len(own):
        return frozenset()
    behind = {picture.block for picture in outline.pictures}
    among = (one for one in outline.blocks[own[0].index + 1 : own[-1].index] if one.index not in behind)
    lines = (one for one in among if one.tag == "div" and not weighed[one.index] and not one.zones & _STRUCTURED)
    return frozenset(
        one.index
        for one in lines
        if width(one.text) <= _WIDEST_STRIP
        and not ends_sentence(one.text)
        and (one.links or next(one.element.iter("button"), None) is not None)
    )


def read_body(outline: Outline, frame: Frame, weighed: list[float], *, start: int = 0) -> BodyText:
    """Return the article's text among the blocks from *start*, which is behind the headline.

    *weighed* are the blocks' `weights`.
    """
    weighed = list(weighed)
    notices = repeated(outline, weighed)
    frame = replace(frame, taken=frame.taken | notices) if notices else frame
    for index in notices:
        weighed[index] = 0.0
    for index in cards_outside(outline, weighed, start - 1):
        weighed[index] = 0.0
    for index in notes_behind(outline, weighed):
        weighed[index] = 0.0
    for index in _boxes_behind(outline, weighed, start):
        weighed[index] = 0.0
    sums = [0.0]
    for weight in weighed:
        sums.append(sums[-1] + weight)
    if sums[-1] <= 0.0:
        return NO_TEXT
    first, last = _densest(outline, sums)
    first, last = _main_stretch(outline, weighed, (max(first, start), last), start)
    return read_paragraphs(outline, first, last, frame)


def _boxes_behind(outline: Outline, weighed: list[float], start: int) -> list[int]:
    """Return the blocks of boxes behind an element that holds a text of its own: they may weigh more than it does.

    A box is beside what holds the text, and has other names. A second witness must agree: see `_is_rest`.
    """
    blocks = outline.blocks
    first = next((block for block in blocks[start:] if weighed[block.index] and block.tag == "p"), None)
    holder = first.element.getparent() if first is not None else None
    span = outline.span_of(holder) if holder is not None else None
    if holder is None or span is None or span[0] < start or not _is_text_of_its_own(holder):
        return []
    behind = [block for block in blocks[span[1] :] if weighed[block.index]]
    if not behind or sum(weighed[span[0] : span[1]]) < _OWN_TEXT:
        return []
    around = (holder, *islice(ancestors(holder), _BOX_LEVELS))
    beside = {parent: one for one in around if (parent := one.getparent()) is not None}
    is_plain = not any(weighed[one.index] and _is_polite(one) for one in blocks[span[0] : span[1]])
    found: list[int] = []
    end = span[1]
    for block in behind:
        if block.index < end:
            continue
        elements = (block.element, *islice(ancestors(block.element), _BOX_LEVELS))
        box, of_text = next(((one, beside[up]) for one in elements if (up := one.getparent()) in beside), (None, None))
        held = outline.holding(box) if box is not None else None
        if box is None or of_text is None or held is None:
            continue
        end = held.last
        prose = [one for one in blocks[held.first : end] if weighed[one.index]]
        if not _are_alike(box, of_text) and _is_rest(outline, held, prose, is_plain=is_plain):
            found.extend(range(held.first, end))
    return found


def _is_text_of_its_own(holder: Element) -> bool:
    """Return whether *holder*, around a paragraph, is named, but not as what is above a text."""
    is_named = any(holder.get(name) for name in ("class", "id", "itemprop"))
    return is_named and not named(zone_of(holder, str(holder.tag))) and not _ABOVE.search(holder.get("class") or "")


def _are_alike(one: Element, other: Element) -> bool:
    """Return whether two elements have one tag, and a class in common or none."""
    names, others = (set((element.get("class") or "").split()) for element in (one, other))
    return one.tag == other.tag and (bool(names & others) or names == others)


def _is_rest(outline: Outline, box: Span, prose: list[Block], *, is_plain: bool) -> bool:
    """Return whether *box* begins with a label of what follows articles, turns to the reader, or is named as a margin.

    A name is enough for a few paragraphs, or where each has a title that is a link. Where the verbs of the text are
    plain (*is_plain*), as papers write Japanese, a few paragraphs with polite verbs turn to the reader.
    """
    opening, is_small = outline.blocks[box.first], len(prose) <= _FEW
    if is_end(opening) or is_wall(opening) or _LABEL.fullmatch(opening.text[:_LONGEST_LABEL]):
        return True
    is_for_subscribers = "subscri" in (box.element.get("class") or "")  # the rest of a text is, too
    if is_small and not is_for_subscribers and zone_of(box.element, box.tag) & (OUTSIDE | OUTSIDE << NAMED_BITS):
        return True
    rest = [block for block in prose if not TO_READER.search(block.text)]
    if not rest or (is_small and is_plain and all(map(_is_polite, rest))):
        return True
    between = [(one, outline.blocks[one.first]) for one in outline.links_between(box.first, box.last)]
    titles = {one.href for one, line in between if len(one.text) >= len(line.text) and not line.zones & OUTSIDE}
    return len(prose) > 1 and len(titles) >= len(prose)


def _is_polite(block: Block) -> bool:
    return _POLITE.search(block.text[-_ENDING:]) is not None


def _weight(block: Block) -> float:
    """Return how much *block* looks like a paragraph: its characters outside links, 0 for anything else."""
    if block.zones & (OUTSIDE | CAPTION | BYLINE):
        return 0.0
    own = len(block.text) - block.linked
    if own < 12 or (block.linked > own and not is_linked_sentence(block)):
        return 0.0
    size = own * density(block.text)
    if size < 60 and not ends_sentence(block.text):
        return 0.0
    size *= _CONSENT if asks_consent(block.text) else 1.0
    return size * 0.3 if block.zones & (HEADING | LIST) else size


def _densest(outline: Outline, sums: list[float]) -> tuple[int, int]:
    """Return the blocks of the smallest element that holds most of the text, by going down from the whole page."""
    first, last = 0, len(sums) - 1
    held = sums[-1]
    for span in outline.spans:
        if span.first < first or span.last > last or span.last - span.first < _LEAST:
            continue
        inside = sums[span.last] - sums[span.first]
        if inside >= held * _SHARE:
            first, last, held = span.first, span.last, inside
    return first, last


def _main_stretch(outline: Outline, weighed: list[float], within: tuple[int, int], start: int) -> tuple[int, int]:
    """Return the range *within* drawn in to the paragraphs of the most common forms, and those that adjoin them.

    A form is what is around a paragraph: its parent and that one's parent, by tag and class. Where a text shares
    its element with other things (offers, other stories, notes about the writer), those have other forms.
    """
    first, last = within
    held: defaultdict[tuple[str | None, ...], float] = defaultdict(float)
    forms = {}
    for block in outline.blocks[first:last]:
        if weighed[block.index]:
            forms[block.index] = form_of(block.element)
            held[forms[block.index]] += weighed[block.index]
    most = max(held.values(), default=0.0)
    main = [index for index, form in forms.items() if held[form] >= most * _MAIN]
    if not main:
        return first, last
    stretch = _weightiest(_stretches(outline, main), weighed)
    begin = _begin(outline, weighed, stretch, start)
    end = _end(outline, weighed, stretch, last)
    return max(min(first, begin), begin - _BEFORE), max(end, _continued(outline, weighed, stretch) + 1)


def _weightiest(stretches: list[list[int]], weighed: list[float]) -> list[int]:
    """Return the stretch with the most text; an earlier one with half as much is preferred: it follows the headline."""
    sizes = [sum(weighed[index] for index in indices) for indices in stretches]
    enough = max(sizes) * _ENOUGH
    return next(indices for indices, size in zip(stretches, sizes, strict=True) if size >= enough)


def _stretches(outline: Outline, main: list[int]) -> list[list[int]]:
    """Part the blocks *main* where other things are between two of them that have no near element in common."""
    stretches = [[main[0]]]
    for index in main[1:]:
        before = stretches[-1][-1]
        one, other = outline.blocks[before], outline.blocks[index]
        if _are_apart(one, other) or (index - before > _GAP and not _belong(one, other)):
            stretches.append([])
        stretches[-1].append(index)
    return stretches


def _end(outline: Outline, weighed: list[float], stretch: list[int], last: int) -> int:
    """Return the end of a stretch: paragraphs right behind it are its own, whatever their form."""
    end = stretch[-1]
    for index in range(end + 1, last):
        if index - end > _NEXT:
            break
        block = outline.blocks[index]
        is_own = weighed[index] or is_row(block, outline.blocks[stretch[-1]]) or _closes(block, outline.blocks[end])
        if is_own and _are_near(outline.blocks[end], block):
            end = index
    return end + 1


def _closes(block: Block, before: Block) -> bool:
    """Return whether *block* is a short sentence in the form of the paragraph *before* it, such as 続報を待ちたい."""
    is_alike = block.tag == before.tag == "p" and block.element.getparent() is before.element.getparent()
    return (
        is_alike
        and block.element.get("class") == before.element.get("class")
        and not block.links
        and is_sentence(block.text)
    )


def _begin(outline: Outline, weighed: list[float], stretch: list[int], first: int) -> int:
    """Return the beginning of a stretch: paragraphs before it are its own, whatever their form.

    Another block may be between them, behind two paragraphs of sentences a box of links, and behind one what is not
    the article's.
    """
    begin, between = stretch[0], 0
    for index in range(begin - 1, first - 1, -1):
        block = outline.blocks[index]
        are_sentences = all(map(_is_sentence, outline.blocks[max(0, index - 1) : index + 1]))
        is_own = weighed[index] and (begin - index <= _NEXT or are_sentences or _is_box_between(outline, index, begin))
        if is_own and _are_near(outline.blocks[begin], block):
            begin, between = index, 0
        elif not block.zones & (LIST | OUTSIDE):
            between += 1
        if between >= _NEXT:
            break
    begin = _preceded(outline, weighed, begin, first)
    while begin > first and is_row_before(outline.blocks[begin - 1], outline.blocks[begin]):
        begin -= 1
    return begin


def _is_box_between(outline: Outline, index: int, begin: int) -> bool:
    """Return whether nothing of the article is between the blocks *index* and *begin*."""
    return all(block.zones & OUTSIDE for block in outline.blocks[index + 1 : begin])


def _is_sentence(block: Block) -> bool:
    return not block.zones & (LIST | HEADING) and not block.links and ends_sentence(block.text)


def _preceded(outline: Outline, weighed: list[float], begin: int, first: int) -> int:
    """Return the first paragraph behind the headline that has the form of the block *begin*.

    Adverts and pictures part a text into containers of one form: none of them holds all of it.
    """
    opening, found = outline.blocks[begin], begin
    for block in reversed(outline.blocks[max(first, begin - _FAR) : begin]):
        if weighed[block.index] and block.tag == opening.tag and _is_one_form(opening, block):
            found = block.index if _article_of(opening) is _article_of(block) else found
    return found


def _continued(outline: Outline, weighed: list[float], stretch: list[int]) -> int:
    """Return the last paragraph behind a stretch that has the very form of its last one: its element was too narrow."""
    last = outline.blocks[stretch[-1]]
    end = stretch[-1]
    for block in outline.blocks[end + 1 : end + 1 + _FAR]:
        if is_end(block):
            break
        if weighed[block.index] and block.tag == last.tag and _is_one_form(last, block, _LEVELS):
            end = block.index if _article_of(last) is _article_of(block) else end
    return end


def _belong(one: Block, other: Block) -> bool:
    """Return whether two paragraphs are one text: in one article element, and near each other or of one named form."""
    return _are_near(one, other) or (_article_of(one) is _article_of(other) and _is_one_form(one, other))


def _is_one_form(one: Block, other: Block, levels: int = 2) -> bool:
    """Return whether what is around two paragraphs has the same tags and classes, and some class.

    Where the parent has no class, more *levels* are looked at.
    """
    parent = one.element.getparent()
    if parent is None or not parent.get("class"):
        levels = _LEVELS
    names, others = _around(one, levels), _around(other, levels)
    return names == others and any(name for _, name in names)


def _around(block: Block, levels: int) -> list[tuple[str, str | None]]:
    return [(str(around.tag), around.get("class")) for around in islice(ancestors(block.element), levels)]


def _are_apart(one: Block, other: Block) -> bool:
    """Return whether two blocks are in different articles: elements of different names that hold not each other."""
    mine, its = _article_of(one), _article_of(other)
    if mine is its or mine is None or its is None:
        return False
    return mine.get("id") != its.get("id") and mine not in its.iterancestors() and its not in mine.iterancestors()


def _article_of(block: Block) -> Element | None:
    return next((one for one in ancestors(block.element) if one.tag == "article"), None)


def _are_near(one: Block, other: Block) -> bool:
    """Return whether two blocks share one of the elements right around them, and the article element."""
    around = set(islice(ancestors(one.element), _LEVELS))
    is_near = any(element in around for element in islice(ancestors(other.element), _LEVELS))
    return is_near and _article_of(one) is _article_of(other)
