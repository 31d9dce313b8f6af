"""Which parts of a page belong to other articles: cards, lists of titles, whole articles below the own one.

Each such part gets the zone `OTHER`, which is one of `OUTSIDE`: every reader of text, times, names, links and pictures
leaves it out. A part has a title that links another article, or is another article by its form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from sys import maxsize

from newscrawl.extraction.document.blocks import Block, Link, Outline, Span, ancestors
from newscrawl.extraction.document.comment_words import COMMENTS, COUNTED_COMMENTS
from newscrawl.extraction.document.zones import ASIDE, CAPTION, FIGURE, HEADING
from newscrawl.extraction.element import Element
from newscrawl.text import ends_sentence, letters, width

Addresses = Mapping[str, tuple[str, str]]
"""The `href` of a link → its address and what that is: `article`, `section` and so on."""

_WIDEST_NAME = 19
"""A title has more columns: a name, a section or a tag has fewer."""
_MOST_TITLES, _LEVELS, _MOST_BLOCKS, _MOST_PROSE = 400, 7, 14, 2
_WHOLE = frozenset({"body", "main", "html"})
_ROOTS = frozenset({"article", "li", "tr", "aside", "dd"})
"""One of these around a title is all of its card."""
_TEXT, _LEAST = 100, 0.15
"""A text outside of other articles has so many columns, and this share of what they hold."""
OF_PICTURES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])"
    r"|[/?&_-](?:photo|image|img|galler|picture|pic|zoom|slide|attachment|pg|page)",
    re.IGNORECASE,
)
"""In the address of a picture's own page or file."""
_OF_LISTS = re.compile(
    r"/(?:authors?|writers?|reporters?|columnists?|contributors?|journalists?|staff|people|persons?|profiles?"
    r"|autor(?:en|es|i)?|tags?|topics?|keywords?|labels?|categor(?:y|ies)|kategorien?|series|section)/",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\d{4}\s*[年/.\-]\s*\d|\d{1,2}[:時]\d\d|\d月\s?\d|\d\s*(?:分|時間|日)前"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}"
)
_LONGEST_LINE, _NEAR, _MOST_HEADS = 60, 3, 40
_HEADS = frozenset({"h1", "h2"})
_TALK = re.compile(
    r"(?:みんなの|読者の|新着|この記事への)?コメント(?:一覧|欄)?\s?(?:[（(]?\d*件?[)）]?)?|\d+件のコメント"
    r"|(?:\d+ )?(?:reader )?comments?(?: \(?\d+\)?)?|댓글.{0,6}|[评評][论論].{0,6}",
    re.IGNORECASE,
)
_LONGEST_TALK, _DIGITS = 32, "0123456789"


def mark_other_articles(outline: Outline, headline: int, addresses: Addresses, own: str) -> None:
    """Give what belongs to other articles than the one at *own*, whose headline is the block *headline*, their zone.

    Where other articles hold nearly all sentences, they are the text: a list of things, each with a link.
    """
    outline.headline = headline
    for part in _Below(outline, headline).parts():
        outline.leave_out(part)
    titles = list(islice(_titles(outline, addresses, own), _MOST_TITLES))
    cards = _Cards(outline, headline, titles, addresses)
    boxes: list[Span] = []
    for number, title in enumerate(titles):
        if (not boxes or title.first >= boxes[-1].last) and (box := cards.around(number)) is not None:
            boxes.append(box)
    is_sure = bool(boxes) and cards.leave_text(boxes)
    for box in boxes:
        if is_sure or not cards.prose_in(box) or cards.leads_on(box):
            outline.leave_out(box)


class _Below:
    """What follows a text that has a heading of its own: articles with a heading as its headline, readers' comments."""

    def __init__(self, outline: Outline, headline: int) -> None:
        self.outline = outline
        self.headline = headline
        self.proses = outline.prose_sums

    def parts(self) -> Iterator[Span]:
        """Give the parts below the text."""
        blocks, headline = self.outline.blocks, self.headline
        if headline < 0:
            return
        own, end = blocks[headline], 0
        heads = (one for one in blocks[headline + 1 :] if one.zones & HEADING and one.element is not own.element)
        titles = (one for one in heads if (one.tag in _HEADS and not one.zones & ASIDE) or _is_of_talk(one))
        for head in islice(titles, _MOST_HEADS):
            if head.index < end or not self._has_text_above(head):
                continue
            is_talk = _is_of_talk(head)
            box = self._box_of(head, is_first=is_talk)
            if box is None and (self._has_form_of(head, own) or is_talk):
                box = self._rest_of_parent(head)
            elif box is not None and not (is_talk or self._is_article(box, head, own)):
                box = None
            has_prose = box is not None and self.proses[box.last] > self.proses[box.first]
            if box is not None and (has_prose or is_talk):  # few remarks end as sentences do
                yield box
                end = box.last

    def _has_text_above(self, head: Block) -> bool:
        """Return whether a text is between the headline and *head*; a standfirst in a heading does not count."""
        between = self.outline.blocks[self.headline + 1 : head.index]
        texts = (one for one in between if self.proses[one.index + 1] > self.proses[one.index])
        return any(size >= _TEXT for size in accumulate(width(one.text) for one in texts if not one.zones & HEADING))

    def _box_of(self, head: Block, *, is_first: bool) -> Span | None:
        """Return the largest element around *head* without the headline, and without a paragraph above *head*.

        With *is_first* nothing is above *head* in it: time and author of the article may be right above comments.
        """
        largest = None
        for element in islice(ancestors(head.element), _LEVELS):
            box = self.outline.holding(element)
            if box is None:
                continue
            if box.first <= self.headline or self.proses[box.first] < self.proses[head.index]:
                break
            if is_first and box.first < head.index:
                break
            largest = box
        return largest

    def _rest_of_parent(self, head: Block) -> Span | None:
        """Return what is behind *head* in the element around it: there articles are without an element of their own."""
        around = head.element.getparent()
        span = self.outline.holding(around) if around is not None else None
        if span is None:
            return None
        places = [picture.block for picture in self.outline.pictures]
        pictured = (bisect_left(places, head.index), span.last_picture)
        return Span(head.element, head.tag, head.index, span.last, *pictured)

    def _is_article(self, box: Span, head: Block, own: Block) -> bool:
        """Return whether *box*, which begins with *head*, is an article beside the one that *own* heads."""
        if head.tag == own.tag and self._has_form_of(head, own):
            return True
        beside = self._own_box(box)
        has_text = beside is not None and self.proses[beside.last] > self.proses[beside.first]
        if head.tag == "h1":
            is_apart = has_text and beside is not None and "article" in {beside.tag, box.tag}
            return is_apart or self._is_dated(box, head)
        is_alike = beside is not None and _are_alike(beside, box)
        return has_text and (2 * head.linked > len(head.text) or (is_alike and self._is_dated(box, head)))

    def _own_box(self, box: Span) -> Span | None:
        """Return the element beside *box* that holds the headline."""
        around = box.element.getparent()
        headline = self.outline.blocks[self.headline].element
        path = [headline, *ancestors(headline)]
        own = next((inner for inner, outer in pairwise(path) if outer is around), None)
        return self.outline.holding(own) if own is not None else None

    def _is_dated(self, box: Span, head: Block) -> bool:
        lines = self.outline.blocks[max(box.first, head.index - _NEAR) : min(box.last, head.index + 1 + _NEAR)]
        return any(len(one.text) <= _LONGEST_LINE and _DATED.search(one.text) for one in lines if one is not head)

    def _has_form_of(self, head: Block, own: Block) -> bool:
        """Return whether a heading and what holds it have classes in common with the headline and what holds that."""
        mine, its = head.element.getparent(), own.element.getparent()
        if head.tag != "h1" or mine is its or mine is None or its is None:
            return False
        return _share_class(head.element, own.element) and _share_class(mine, its)


def _are_alike(one: Span, other: Span) -> bool:
    """Return whether the elements of two spans have the same tag and classes."""
    return one.tag == other.tag and one.classes == other.classes


def _is_of_talk(head: Block) -> bool:
    """Return whether *head* heads readers' comments."""
    if len(head.text) > _LONGEST_TALK:
        return False
    return _TALK.fullmatch(head.text) is not None or heads_comments(head.text)


def heads_comments(text: str) -> bool:
    """Return whether the short line *text* heads readers' comments: 3 Kommentare, Dodaj komentarz."""
    plain = letters(text)
    word = plain.strip(_DIGITS)
    return word in COMMENTS or (word != plain and word in COUNTED_COMMENTS)


def _share_class(one: Element, other: Element) -> bool:
    names = set((one.get("class") or "").split())
    return one.tag == other.tag and not names.isdisjoint((other.get("class") or "").split())


def _titles(outline: Outline, addresses: Addresses, own: str) -> Iterator[Link]:
    """Give the links to other articles that are titles: all, or nearly all, of their blocks."""
    stem = own.removesuffix("/").removesuffix(".html")
    for link in outline.links:
        size = len(link.text)
        if 2 * size <= _WIDEST_NAME or (size <= _WIDEST_NAME and width(link.text) <= _WIDEST_NAME):
            continue
        address, kind = addresses.get(link.href, ("", ""))
        if kind not in {"article", "other"} or link.first >= len(outline.blocks):
            continue
        block = outline.blocks[link.first]
        zones = block.zones
        if (kind == "other" and not zones & HEADING) or (address.startswith(stem) and _is_of(address, stem)):
            continue
        if zones & FIGURE or (zones & CAPTION and not link.has_picture):  # in a caption whose picture is not on it
            continue
        if not _is_of_no_article(address) and _is_title(block, link):
            yield link


@lru_cache(maxsize=4096)  # cards are on the next page, too
def _is_of_no_article(address: str) -> bool:
    return OF_PICTURES.search(address) is not None or _OF_LISTS.search(address) is not None


def _is_of(address: str, stem: str) -> bool:
    """Return whether *address*, which begins with the page's, is the page's or one below it."""
    return not address[len(stem) : len(stem) + 1].isalnum()


def _is_title(block: Block, link: Link) -> bool:
    """Return whether *link* is the title that *block* prints: no link in a sentence."""
    if link.last > link.first + 1 or len(link.text) == len(block.text):
        return True
    if 2 * len(link.text) < len(block.text) and (len(block.links) > 1 or len(block.unlinked) > _LONGEST_LINE):
        return False
    return not ends_sentence(block.text)


def _path(link: Link) -> str:
    return link.href.partition("#")[0].partition("?")[0]


class _Cards:
    """The titles of one page, and what their cards are weighed with."""

    def __init__(self, outline: Outline, headline: int, titles: Sequence[Link], addresses: Addresses) -> None:
        self.outline = outline
        self.headline = headline
        self.titles = titles
        self.addresses = [addresses[title.href][0] for title in titles]
        self.places = [*(title.first for title in titles), maxsize]
        """Where titles begin, and a place behind all of them."""
        self.proses = outline.prose_sums
        self.holding = outline.by_element().get

    def prose_in(self, box: Span) -> int:
        """Return how many paragraphs *box* holds."""
        return self.proses[box.last] - self.proses[box.first]

    def leave_text(self, boxes: Sequence[Span]) -> bool:
        """Return whether a text is outside of *boxes* that is no mere introduction to them."""
        proses = self.proses
        inside = {index for box in boxes if self.prose_in(box) for index in range(box.first, box.last)}
        prose = [one for one in self.outline.blocks if proses[one.index + 1] > proses[one.index]]
        least = max(_TEXT, sum(width(one.text) for one in prose if one.index in inside) * _LEAST)
        outside = (one for one in prose if one.index >= self.headline and one.index not in inside)
        return any(text >= least for text in accumulate(width(one.text) for one in outside))

    def leads_on(self, box: Span) -> bool:
        """Return whether the last line of *box* links the page of its title: Read the rest."""
        links = self.outline.links_between(box.first, box.last)
        is_line = links[-1].first == box.last - 1 and len(links[-1].text) <= _LONGEST_LINE
        return is_line and links[-1].first > links[0].first and _path(links[-1]) == _path(links[0])

    def around(self, number: int) -> Span | None:
        """Return the card of a title; None where nothing but the title is known to be the other article's."""
        title = self.titles[number]
        wide: Span | None = None
        element = title.element
        for _ in range(_LEVELS):  # a page has hundreds of titles: no generator for each
            around = element.getparent()
            if around is None or around.tag in _WHOLE:
                break
            element = around
            box = self.holding(element)
            if box is None:
                continue
            if not self._is_alone(box, number):
                break
            if self._is_root(box):
                return box if self._is_card(box, title, is_root=True) else wide
            if wide is None and self._is_furnished(box) and self._is_card(box, title, is_root=False):
                wide = box
        return wide or self._link_itself(title)

    def _is_alone(self, box: Span, number: int) -> bool:
        """Return whether *box* holds neither the headline, nor another title, nor a paragraph above its title."""
        first, last, proses, places = box.first, box.last, self.proses, self.places
        if first <= self.headline < last or proses[places[number]] > proses[first]:
            return False
        if first <= places[number] < last <= places[number + 1] and (not number or places[number - 1] < first):
            return True  # the most
        low, high = bisect_left(places, first), bisect_left(places, last)
        return high - low == 1 or len(set(self.addresses[low:high])) <= 1

    def _is_root(self, box: Span) -> bool:
        """Return whether *box* is all of a card: by its tag, or as one beside it has its form and a title, too."""
        if box.tag in _ROOTS:
            return True
        return self._is_alike(box.element.getprevious(), box) or self._is_alike(box.element.getnext(), box)

    def _is_alike(self, element: Element | None, box: Span) -> bool:
        """Return whether *element* has the form of *box*, and a title that is not the headline."""
        beside = None if element is None else self.holding(element)
        if beside is None or beside.tag != box.tag or beside.classes != box.classes:
            return False
        if beside.first <= self.headline < beside.last:
            return False
        return self.places[bisect_left(self.places, beside.first)] < beside.last

    def _is_furnished(self, box: Span) -> bool:
        """Return whether *box* has a picture or a time beside its title."""
        if box.last_picture > box.first_picture:
            return True
        lines = self.outline.blocks[box.first : box.last][:_MOST_BLOCKS]
        return any(len(one.text) <= _LONGEST_LINE and _DATED.search(one.unlinked) for one in lines)

    def _is_card(self, box: Span, title: Link, *, is_root: bool) -> bool:
        count = self.proses[box.last] - self.proses[box.first]
        is_small = count <= _MOST_PROSE and box.last - box.first <= _MOST_BLOCKS
        is_pictured = box.last_picture > box.first_picture
        if is_small and is_pictured and (is_root or not count):  # the most
            return True
        is_headed = bool(self.outline.blocks[title.first].zones & HEADING)
        if not is_small:
            return is_headed and self._is_furnished(box) and self._text_above(box)
        if is_headed or is_pictured:
            return is_headed or not count
        if box.last - box.first == 1 and not letters(self.outline.blocks[title.first].unlinked):  # one of a menu
            return False
        if is_root:
            return True
        return not count and self._text_above(box)

    def _text_above(self, box: Span) -> bool:
        """Return whether a text is between the headline and *box*."""
        return 0 <= self.headline < box.first and self.proses[box.first] > self.proses[self.headline]

    def _link_itself(self, link: Link) -> Span | None:
        """Return the link as a box where it is a whole card, of several lines."""
        if link.last <= link.first + 1 or link.first <= self.headline < link.last:
            return None
        places = [picture.block for picture in self.outline.pictures]
        pictured = (bisect_left(places, link.first), bisect_left(places, link.last))
        return Span(link.element, "a", link.first, link.last, *pictured)


def is_of_masthead(element: Element, around: Sequence[Element]) -> bool:
    """Return whether *element* is in the head of the site, where a paper prints the day of the visit.

    *around* are the elements that hold the headline. The head of the site is a `header` that does not hold it, or
    whatever is before the `main` element that does.
    """
    parents = [element, *element.iterancestors()]
    is_outside_main = any(one.tag == "main" and one not in parents for one in around)
    return is_outside_main or any(one.tag == "header" and one not in around for one in parents)
