"""Gives blocks and pictures the zones of the elements around them, each weighed by further evidence.

A tag, a role and a hiding style decide. A word of a class or id is one witness: it decides for labels, buttons and
links, and for paragraphs only where a second, independent witness agrees: links, a box's own heading or picture, an
address to the reader, or a place apart from the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, compress, islice
from operator import gt, sub

from newscrawl.extraction.document.blocks import Block, Outline, Span, ancestors, named, sure, zone_of
from newscrawl.extraction.document.zones import (
    ADVERT,
    ASIDE,
    BYLINE,
    CAPTION,
    COMMENTS,
    FOOTER,
    HEADING,
    HIDDEN,
    LEAD,
    MARGINS,
    NAMED_BITS,
    OPENS_REST,
    OUTSIDE,
    SURE,
)
from newscrawl.extraction.element import Element
from newscrawl.text import ends_sentence, width

_NAMED_BYLINE = BYLINE << NAMED_BITS
_BEHIND = COMMENTS | FOOTER
"""What is behind a text, however much it holds: comments, and a foot of the page that a tag marks."""
_LONG = 40
"""Characters outside links that make a block count as text when zones are judged."""
_TEXT, _LONGEST_NAME, _LEVELS = 200, 200, 4
_ONE_COMMENT = re.compile(r"(?:^|[\s_-])comment(?:[_-]?(?:text|body|content|copy))?(?=$|\s)", re.IGNORECASE)
_THREAD = re.compile(
    r"comments|disqus|discussion|repl(?:y|ies)|comment[_-]?(?:list|section|area|thread|wrap|box)", re.IGNORECASE
)
_MUCH, _LINKED = 0.35, 0.2
_NEARLY_ALL = 0.8
"""Hidden text is the page's own only where it is this share of all sentences: a script shows the page once loaded."""
_PROSE_WIDTH, _SENTENCE_WIDTH, _CAPTION_WIDTH = 50, 100, 250
_MOST_IN_BOX = 2
"""A box beside the text holds at most so many paragraphs."""
_LINES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "tr", "tbody", "body", "main", "article", "blockquote"})
"""Elements that can hold a picture beside text of their own."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLES = _HEADINGS | {"summary"}
_PICTURE_NAME = re.compile(r"image|photo|picture|figure|thumb|media|gallery", re.IGNORECASE)
_TEXT_BESIDE = re.compile(r"(?:media|image|photo|pic)[-_]?text|text[-_]?(?:media|image|photo|pic)", re.IGNORECASE)
_EMBED = re.compile(r"tweet|instagram|tiktok")
_NETWORK = re.compile(r"(?:https?:)?//(?:www\.|mobile\.)?(?:twitter|x|instagram|tiktok)\.com/")
_POST = re.compile(
    r"(?:https?:)?//(?:www\.|mobile\.|m\.)?(?:(?:twitter|x)\.com/\w+/status/\d|instagram\.com/(?:p|reel|tv)/\w"
    r"|tiktok\.com/@[\w.]+/video/\d|threads\.(?:net|com)/@[\w.]+/post/\w|bsky\.app/profile/[\w.:-]+/post/\w"
    r"|facebook\.com/[\w.]+/posts/\w)"
)
_ICON_SIZE = 160
"""A picture whose side has so many pixels at most shows who speaks."""
_COOKIE = re.compile(r"[Cc]ookie|クッキー|COOKIE")
_FORMS = ("input", "button", "textarea", "select")
TO_READER = re.compile(
    r"\b(?:you|your|sign up|subscribe|subscribers?|newsletter|follow us|click|download|sponsored)\b"
    r"|ください|下さい|お読み|ご覧|お申し込み|ご登録|ご購読|お届け",
    re.IGNORECASE,
)


def spread_zones(outline: Outline) -> None:
    """Give each block and picture of *outline* its zones.

    An element that holds much of the page's text is no margin of it, whatever its name is: themes hang words such
    as "sidebar" and "ad" on whole pages. Comments are, however many, where a text is between the h1 and them.
    """
    _hide(outline)
    evidence = _Evidence(outline)
    for span in outline.spans:
        is_pictured = span.last_picture > span.first_picture
        if not span.zones and not is_pictured:  # the most: nothing of it can spread
            continue
        zones, words = evidence.own_zones(span) if span.zones else (0, 0)
        if zones & HEADING and evidence.prose_count(span) > (0 if evidence.is_headed else 1):
            zones &= ~HEADING
        if evidence.is_much(span):
            kept = ~(OUTSIDE | MARGINS) | HIDDEN | (_BEHIND if evidence.is_talk(span) else 0)
            kept |= ASIDE if evidence.is_over_page(span) else 0
            kept |= ADVERT if evidence.is_on_cookies(span) else 0
            zones, words = (zones & kept) | (words & kept & ~(HIDDEN | FOOTER)), 0
        elif is_pictured and evidence.is_captioned(span):
            zones |= CAPTION
        if words and evidence.agrees(span, words):
            zones, words = zones | words, 0
        if zones or words:
            _spread(outline, span, zones, words, evidence)
    outline.prose_sums = evidence.proses
    evidence.leave_out_sign_up_boxes()
    _settle_named(outline, evidence)


def _settle_named(outline: Outline, evidence: _Evidence) -> None:
    """Make zones that only a name opened the block's own, but not those of a paragraph."""
    for block in outline.blocks:
        if block.zones > SURE:
            block.zones = sure(block.zones) | (0 if evidence.is_prose[block.index] else named(block.zones))
    titles = [block for block in outline.blocks if block.tag == "h1"]
    if len(titles) == 1 and titles[0].zones & OUTSIDE:
        titles[0].zones &= ~OUTSIDE | _of_tags(titles[0].element)


def _of_tags(element: Element) -> int:
    """Return the zones that tags, roles and styles around *element* open: names alone hide no page's only h1."""
    zones = 0
    for one in (element, *ancestors(element)):
        zones |= sure(zone_of(one, str(one.tag)))
    return zones


def _spread(outline: Outline, span: Span, zones: int, words: int, evidence: _Evidence) -> None:
    """Give *span*'s blocks *zones*, and those that are no paragraphs *words*, too."""
    if span.last - span.first == 1:  # the most: a slice costs twice as much as all of this
        outline.blocks[span.first].zones |= zones
    else:
        for block in outline.blocks[span.first : span.last]:
            block.zones |= zones
    if words:
        for block in outline.blocks[span.first : span.last]:
            block.zones |= words & LEAD if evidence.is_prose[block.index] else words
    if zones and span.last_picture > span.first_picture:
        for picture in outline.pictures[span.first_picture : span.last_picture]:
            picture.zones |= zones


def _hide(outline: Outline) -> None:
    """Mark what is hidden, but not where nearly the whole page is, nor the rest of a text that a button opens."""
    hidden = [span for span in outline.spans if span.zones & HIDDEN]
    if not hidden:
        return
    sums = _sums([len(block.text) if _is_prose(block) else 0 for block in outline.blocks])
    sums = sums if sums[-1] else _sums([_size(block) for block in outline.blocks])
    shown = sums[-1] * _NEARLY_ALL
    for span in hidden:
        size = sums[span.last] - sums[span.first]
        if 0 < shown <= size or (size and sums[span.first] and _is_opened(span.element)):
            span.zones &= ~HIDDEN
            continue
        for block in outline.blocks[span.first : span.last]:
            block.zones |= HIDDEN


def _is_opened(element: Element) -> bool:
    """Return whether a button or link right before or behind *element* opens the rest of a text."""
    near = (one for one in (element.getprevious(), element.getnext()) if one is not None)
    return any(OPENS_REST.fullmatch("".join(map(str, islice(one.itertext(), _LEVELS))).strip()) for one in near)


def _size(block: Block) -> int:
    size = len(block.text) - block.linked
    return size if size >= _LONG and not block.zones & HIDDEN else 0


def _is_prose(block: Block) -> bool:
    """Return whether *block* may be a paragraph: a sentence of some length, most of it on no link."""
    own = len(block.text) - block.linked
    if own * 2 < _PROSE_WIDTH or block.linked > own or block.zones & HIDDEN or not ends_sentence(block.text):
        return False
    return own >= _PROSE_WIDTH or width(block.text) - block.linked >= _PROSE_WIDTH


def _sums(numbers: Sequence[int]) -> list[int]:
    return list(accumulate(numbers, initial=0))


class _Evidence:
    """The evidence for a zone beside a word: counted once for the page, so that each element costs the same."""

    def __init__(self, outline: Outline) -> None:
        blocks = outline.blocks
        self.outline = outline
        letters = [len(block.text) for block in blocks]
        linked = [block.linked for block in blocks]
        own = list(map(sub, letters, linked))  # most are short: no call for these
        self.is_prose = [2 * one >= _PROSE_WIDTH and _is_prose(blocks[place]) for place, one in enumerate(own)]
        self.sizes = _sums([_size(blocks[place]) if one >= _LONG else 0 for place, one in enumerate(own)])
        self.much = max(self.sizes[-1] * _MUCH, 1)
        self.title = next((block.index + 1 for block in blocks if block.tag == "h1"), len(blocks))
        self.proses = _sums(self.is_prose)
        self.linked = _sums(linked)
        self.letters = _sums(letters)
        is_linked = map(gt, linked, own)
        self.titles = _sums([more or block.tag in _TITLES for more, block in zip(is_linked, blocks, strict=True)])
        prose = list(compress(blocks, self.is_prose))
        items = sum(block.tag == "li" for block in prose)
        headed = sum(block.tag in _HEADINGS for block in prose)
        self.is_headed = headed > 1 and headed * 2 > self.proses[-1]
        self.is_list = items * 2 > self.proses[-1]
        self.holders = Counter([block.element.getparent() for block in prose])

    def is_much(self, span: Span) -> bool:
        """Return whether *span* holds much of the page's text."""
        return self.sizes[span.last] - self.sizes[span.first] >= self.much

    def own_zones(self, span: Span) -> tuple[int, int]:
        """Return the zones that tag, role or style of *span* open, or a post that it quotes, and those of its names."""
        zones, words = span.zones & SURE, named(span.zones)
        if span.tag == "blockquote" and self._is_post(span):
            zones |= ASIDE
        elif span.first < self.title <= span.last:  # old servers put a whole page in a form
            words = 0 if span.tag == "form" else words & ~ADVERT
        return zones, words

    def is_talk(self, span: Span) -> bool:
        """Return whether a text is between the h1 and *span*, which may be comments.

        A lead alone is no text before a box named as one comment: papers call an opinion "comment", too.
        """
        before = self.sizes[span.first] - self.sizes[min(self.title, span.first)]
        return before >= _LONG and (before >= _TEXT or not _is_one_comment(span.element))

    def is_over_page(self, span: Span) -> bool:
        """Return whether *span* is a dialog over a page that holds its h1 and a text elsewhere: a notice on cookies."""
        if span.tag != "dialog" and span.element.get("role") not in {"dialog", "alertdialog"}:
            return False
        return self._is_beside_text(span)

    def _is_beside_text(self, span: Span) -> bool:
        """Return whether the page's h1 and a text are outside *span*."""
        outside = self.sizes[-1] - (self.sizes[span.last] - self.sizes[span.first])
        return outside >= 2 * _LONG and not span.first < self.title <= span.last

    def is_on_cookies(self, span: Span) -> bool:
        """Return whether *span* mentions cookies in each paragraph, beside h1 and text: its name is right."""
        if not named(span.zones) & ADVERT or not self._is_beside_text(span):
            return False
        prose = (block for block in self.outline.blocks[span.first : span.last] if self.is_prose[block.index])
        return all(_COOKIE.search(block.text) for block in prose)

    def agrees(self, span: Span, words: int) -> bool:
        """Return whether anything but a name shows that *span* is no part of the text."""
        proses = self.prose_count(span)
        if proses == 0 or sure(span.zones) & OUTSIDE:
            return True
        if words & CAPTION and not words & OUTSIDE:
            return proses <= _MOST_IN_BOX and self._is_by_picture(span)
        linked = self.linked[span.last] - self.linked[span.first]
        if linked >= _LINKED * (self.letters[span.last] - self.letters[span.first]) or self._is_listed(span):
            return True
        if _EMBED.search((span.classes or "")[:_LONGEST_NAME]) and self._leads_to_network(span):
            return True
        return self._is_box(span, words, proses) or self._turns_to_reader(span) or self._is_apart(span, proses, words)

    def _is_by_picture(self, span: Span) -> bool:
        """Return whether a picture is right before or in *span*, or in a small box around it."""
        boxes = (self.outline.holding(one) for one in islice(ancestors(span.element), _LEVELS))
        for box in (span, *boxes):
            if box is None or self.prose_count(box) > _MOST_IN_BOX:
                return False
            if box.last_picture > box.first_picture:
                return True
        return False

    def prose_count(self, span: Span) -> int:
        """Return how many blocks of *span* may be paragraphs."""
        return self.proses[span.last] - self.proses[span.first]

    def _is_box(self, span: Span, words: int, proses: int) -> bool:
        """Return whether *span* has a heading, a picture or links of its own, or a form."""
        if proses > _MOST_IN_BOX:
            return bool(words & COMMENTS) and _has_form(span.element)
        has_title = self.titles[span.last] > self.titles[span.first] or span.last_picture > span.first_picture
        return has_title or _has_form(span.element)

    def leave_out_sign_up_boxes(self) -> None:
        """Mark the boxes of forms for an e-mail address."""
        for form in [span for span in self.outline.spans if span.tag == "form"]:
            if box := self._sign_up_box(form):
                _spread(self.outline, box, ASIDE, 0, self)

    def _sign_up_box(self, form: Span) -> Span | None:
        """Return the small box around a *form* for an e-mail address whose paragraphs all turn to the reader."""
        if not any(one.get("type") == "email" for one in form.element.iter("input")):
            return None
        around = form.element.getparent()
        box = self.outline.holding(around) if around is not None else None
        if box is None or not 0 < self.prose_count(box) <= _MOST_IN_BOX or self.is_much(box):
            return None
        return box if self._turns_to_reader(box) else None

    def _is_post(self, span: Span) -> bool:
        """Return whether *span*, a quotation, is a post of a network: its last link leads to the post."""
        links = self.outline.links_between(span.first, span.last)
        return bool(links) and _POST.match(links[-1].href[:_LONGEST_NAME]) is not None and not self.is_much(span)

    def _leads_to_network(self, span: Span) -> bool:
        links = self.outline.links_between(span.first, span.last)
        return any(_NETWORK.match(link.href[:_LONGEST_NAME]) for link in links)

    def _is_listed(self, span: Span) -> bool:
        """Return whether all sentences of *span* are in list items, which most of the page's are not."""
        prose = [one for one in self.outline.blocks[span.first : span.last] if self.is_prose[one.index]]
        return not self.is_list and all(block.tag == "li" for block in prose)

    def _turns_to_reader(self, span: Span) -> bool:
        prose = (block for block in self.outline.blocks[span.first : span.last] if self.is_prose[block.index])
        return all(TO_READER.search(block.text) for block in islice(prose, _MOST_IN_BOX + 1))

    def _is_apart(self, span: Span, proses: int, words: int) -> bool:
        """Return whether *span* is by itself: above the h1, or with no paragraphs right before and behind it.

        A paragraph that a text follows may be named after the dateline that it begins with.
        """
        if span.first < self.title <= len(self.outline.blocks) and span.last <= self.title:
            return True
        element = span.element
        parent = element.getparent()
        if parent is None or self.holders.get(parent, 0) > (1 if span.last - span.first == 1 == proses else 0):
            return False
        previous = element.getprevious()
        before, behind = self._proses_in(previous), self._proses_in(element.getnext())
        is_next_of_kind = previous is not None and before == proses == 1 and previous.tag == element.tag
        if not before and behind and span.tag == "p" and words == BYLINE:
            return False
        return not before or not (behind or is_next_of_kind)

    def _proses_in(self, element: Element | None) -> int:
        span = self.outline.span_of(element) if element is not None else None
        return self.proses[span[1]] - self.proses[span[0]] if span else 0

    def is_captioned(self, span: Span) -> bool:
        """Return whether an element holds a picture and a few words that belong to it, and no sentence of a text.

        With a caption of its own, or a name for text, the rest is text. A sentence may be a caption among paragraphs.
        """
        first, last = span.first, span.last
        if not 0 < last - first <= 3 or span.tag in _LINES:
            return False
        is_byline = span.zones & _NAMED_BYLINE and span.tag != "figure"  # with icons: to print, to mail
        if is_byline or (span.classes and _is_text_beside(span.classes)):
            return False
        is_linked = self.linked[last] > self.linked[first]
        is_short = 2 * (self.letters[last] - self.letters[first]) <= _CAPTION_WIDTH
        if is_linked and is_short and self.proses[last] == self.proses[first]:  # nearly all: no look at its blocks
            return True
        blocks = self.outline.blocks[first:last]
        is_long = not is_short and sum(width(block.text) for block in blocks) > _CAPTION_WIDTH
        if is_long or (not is_linked and self._is_in_balloon(span, blocks)):
            return False
        prose = [block for block in blocks if self.is_prose[block.index]]
        return not prose or max(width(one.text) for one in prose) < _SENTENCE_WIDTH or self._is_caption(span, blocks)

    def _is_caption(self, span: Span, blocks: list[Block]) -> bool:
        """Return whether the sentences in *blocks* are the caption of the picture that *span* holds."""
        if self.titles[span.last] > self.titles[span.first]:
            return not self._is_section(span)
        if any(sure(block.zones) & CAPTION or block.tag == "figcaption" for block in blocks):
            return False
        parent = span.element.getparent()
        is_named = named(span.zones) & CAPTION or _PICTURE_NAME.search((span.classes or "")[:_LONGEST_NAME])
        return span.tag == "figure" or bool(is_named) or (parent is not None and parent in self.holders)

    def _is_section(self, span: Span) -> bool:
        """Return whether *span*, without links, is beside an element of its form with sentences and no picture."""
        element, is_linked = span.element, self.linked[span.last] > self.linked[span.first]
        beside = (one for one in (element.getprevious(), element.getnext()) if one is not None and not is_linked)
        alike = (one for one in beside if one.tag == element.tag and one.get("class") == element.get("class"))
        return any(self._proses_in(one) and next(one.iter("img"), None) is None for one in alike)

    def _is_in_balloon(self, span: Span, blocks: list[Block]) -> bool:
        """Return whether *blocks* are what the one in a small picture says, in a balloon: they end as sentences do."""
        if any(block.links for block in blocks) or not any(ends_sentence(block.text) for block in blocks):
            return False
        pictures = self.outline.pictures[span.first_picture : span.last_picture]
        return all(_is_icon(one.element) for one in pictures)


def _is_one_comment(element: Element) -> bool:
    names = f"{element.get('class')} {element.get('id')}"[:_LONGEST_NAME]
    return _ONE_COMMENT.search(names) is not None and _THREAD.search(names) is None


@lru_cache(maxsize=2048)  # a page has hundreds of cards with one name
def _is_text_beside(name: str) -> bool:
    return _TEXT_BESIDE.search(name[:_LONGEST_NAME]) is not None


def _is_icon(element: Element) -> bool:
    sides = [int(side) for name in ("width", "height") if (side := element.get(name) or "").isdecimal()]
    return bool(sides) and max(sides) <= _ICON_SIZE


def _has_form(element: Element) -> bool:
    return next(element.iter(*_FORMS), None) is not None
