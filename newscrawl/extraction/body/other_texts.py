"""Texts of a page that are not the article's: notes repeated, cards and boxes that tease other articles, gibberish."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from urllib.parse import urlsplit

from newscrawl.extraction.body.line_kinds import is_end
from newscrawl.extraction.document.blocks import Block, Outline, Span, ancestors, names_title, text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zone_evidence import TO_READER
from newscrawl.extraction.document.zones import FIGURE, HEADING, OUTSIDE, QUOTE, TABLE
from newscrawl.extraction.element import Element
from newscrawl.text import ends_sentence, letters, width
from newscrawl.urls import host_of

_OFTEN, _APART, _LONGEST_NOTE = 4, 2, 200
_TEXT = 150
"""The article of a headline holds a text of its own when it weighs this much: some 70 Japanese characters."""
_TITLED, _FEWEST = 0.7, 3
_LONGEST_HEADING, _LONGEST_TITLE, _TITLES, _CARD_LEVELS, _MOST_LINKS = 24, 40, 2, 3, 12
_STOP = re.compile(r"[。．.!?！？」』”\"…:：)）]$")
_PARAGRAPHS = frozenset({"p", "blockquote", "li", "dd", "td", "figcaption"})


def repeated(outline: Outline, weighed: list[float]) -> frozenset[int]:
    """Return the blocks whose text is printed again and again beside another text: a notice."""
    counts = Counter(block.text for block in outline.blocks if weighed[block.index])
    often = {text for text, count in counts.items() if count >= _OFTEN}
    if not often:
        return frozenset()
    found = frozenset(block.index for block in outline.blocks if block.text in often)
    rest = sum(weight for index, weight in enumerate(weighed) if index not in found)
    return found if rest >= _TEXT else frozenset()


def cards_outside(outline: Outline, weighed: list[float], title: int) -> range:
    """Return the blocks behind the article element of the headline *title* where they are cards, terms or remarks.

    Two witnesses must agree: the headline's own article holds a text, and nearly each paragraph behind it has a title
    of its own, a heading or a link, or all that is behind it has one above it and is less than the text.
    """
    nothing = range(0)
    if not 0 <= title < len(outline.blocks):
        return nothing
    article = next(outline.blocks[title].element.iterancestors("article"), None)
    span = outline.span_of(article) if article is not None else None
    if span is None or sum(weighed[title : span[1]]) < _TEXT:
        return nothing
    behind = [one for one in outline.blocks[span[1] :] if weighed[one.index] and not one.zones & HEADING]
    titled = sum(_is_title(outline.blocks[one.index - 1]) for one in behind)
    is_other = len(behind) >= _FEWEST and titled >= len(behind) * _TITLED
    if not is_other and behind:
        above = outline.blocks[span[1] : behind[0].index]
        own, others = sum(weighed[title : span[1]]), sum(weighed[span[1] :])
        is_other = others < own and any(one.zones & HEADING and not one.zones & OUTSIDE for one in above)
    return range(span[1], len(outline.blocks)) if is_other else nothing


def notes_behind(outline: Outline, weighed: list[float]) -> list[int]:
    """Return lines behind a text in paragraphs that do not belong to it: a licence, the warning of a widget.

    They weigh more than a short article does. All witnesses must agree: no other line has the form, its element is no
    `p` and outside of what holds the first paragraph, and other lines part it from the text.
    """
    blocks = [block for block in outline.blocks if weighed[block.index]]
    first = next((block for block in blocks if block.tag == "p"), None)
    holder = first.element.getparent() if first else None
    if first is None or holder is None:
        return []
    forms = Counter(form_of(block.element) for block in blocks)
    last, found = first.index, []
    for block in blocks:
        if block.index <= first.index:
            continue
        is_apart = block.index - last > _APART and len(block.text) <= _LONGEST_NOTE and block.tag not in _PARAGRAPHS
        if is_apart and forms[form_of(block.element)] == 1 and holder not in block.element.iterancestors():
            found.append(block.index)
        else:
            last = block.index
    return found


def form_of(element: Element) -> tuple[str | None, ...]:
    """Return the form of a paragraph: whether it is a `p`, and the tags and classes of the two elements around it."""
    parent = element.getparent()
    around = () if parent is None else (parent, parent.getparent())  # each paragraph is asked: no generator
    names = [part for one in around if one is not None for part in (str(one.tag), one.get("class"))]
    return ("p" if element.tag == "p" else None, *names)


def box_headings(blocks: list[Block]) -> frozenset[int]:
    """Return the headings that head nothing but links to other pages: 最新記事 above two titles.

    Headings in a figure, which shows another article, and a label below a link are among them.
    """
    pairs = enumerate(pairwise(blocks), start=2)
    found = [one.index for at, (link, one) in pairs if _is_label_of(link, one) and not _heads_text(one, blocks[at:])]
    for number, block in enumerate(blocks):
        if not block.zones & HEADING or block.links:
            continue
        behind = blocks[number + 1 : number + 1 + _TITLES]
        heads_titles = len(block.text) <= _LONGEST_TITLE and len(behind) == _TITLES and all(map(_is_all_links, behind))
        is_label = is_end(block) and any(map(_is_all_links, blocks[number + 1 : number + 2 + _TITLES]))
        if heads_titles or is_label or block.zones & FIGURE:
            found.append(block.index)
    return frozenset(found)


def _is_label_of(link: Block, block: Block) -> bool:
    """Return whether *block* is a short label in the element that prints a link to another page before it."""
    is_short = len(block.text) <= _LONGEST_HEADING and not block.links and not _STOP.search(block.text)
    return is_short and link.element is block.element.getparent() and _is_all_links(link)


def _heads_text(heading: Block, behind: list[Block]) -> bool:
    """Return whether *heading* is right before a sentence in the same element: a paragraph of the text."""
    if not heading.zones & HEADING or not behind or behind[0].links:
        return False
    return ends_sentence(behind[0].text) and behind[0].element.getparent() is heading.element.getparent()


def _is_all_links(block: Block) -> bool:
    return bool(block.links) and block.linked * 10 >= len(block.text.replace(" ", "")) * 9


def _is_title(block: Block) -> bool:
    return bool(block.zones & HEADING) or (bool(block.links) and block.linked == len(block.text.replace(" ", "")))


_BOX_LEVELS, _MOST_BLOCKS, _MOST_ELEMENTS = 4, 8, 60
_FEWEST_PARAGRAPHS, _MAIN, _MOST = 3, 0.2, 0.25
_WIDEST, _BUTTON_WIDTH = 400, 40
"""In columns: what a box holds, and a link that is a button."""
_PORTRAIT = 200
_FIELDS = frozenset({"input", "textarea", "select"})
_MORE = re.compile(r"コメント|もっと|一覧|すべて|댓글|더\s?보기|\b(?:comments?|more|all)\b", re.IGNORECASE)


def furnished_boxes(outline: Outline, weighed: list[float], start: int) -> frozenset[int]:
    """Return the blocks from *start* on of small boxes that are furnished, where others are the text's paragraphs.

    Three witnesses must agree: a box has another form than nearly all paragraphs, it holds little, and it holds a
    control of a form, or, behind the text, a link that is a button, or a small picture.
    """
    blocks = [block for block in outline.blocks[start:] if weighed[block.index]]
    elements = {block.element for block in blocks}
    forms = {element: form_of(element) for element in elements}
    held: defaultdict[object, float] = defaultdict(float)
    for block in blocks:
        held[forms[block.element]] += weighed[block.index]
    most = max(held.values(), default=0.0)
    own = {element for element, form in forms.items() if held[form] >= most * _MAIN}
    if len(own) == len(elements):
        return frozenset()
    main = {block.index for block in blocks if block.element in own}
    others = [block for block in blocks if block.element not in own]
    if len(main) < _FEWEST_PARAGRAPHS:
        return frozenset()
    first, last = min(main), max(main)
    seen, found = set[Element](), set[int]()
    for block in others:
        span = None if block.zones & (QUOTE | FIGURE | TABLE) else _box(outline, block, main, start)
        if span is None or span.element in seen:
            continue
        seen.add(span.element)
        if _is_furnished(outline, span, is_above=span.first < first, is_behind=span.first > last):
            found.update(range(span.first, span.last))
    whole, inside = sum(weighed[start:]), sum(weighed[index] for index in found)
    return frozenset(found) if inside <= whole * _MOST else frozenset()


def _box(outline: Outline, block: Block, main: set[int], start: int) -> Span | None:
    """Return the largest element around *block* that holds few blocks, and no paragraph of the text."""
    box = None
    for element in (block.element, *islice(ancestors(block.element), _BOX_LEVELS)):
        span = outline.holding(element)
        if span is None:
            continue
        is_large = span.last - span.first > _MOST_BLOCKS or span.first < start
        if is_large or not main.isdisjoint(range(span.first, span.last)):
            break
        box = span
    return box


def _is_furnished(outline: Outline, box: Span, *, is_above: bool, is_behind: bool) -> bool:
    """Return whether *box* has the furniture of one in its place. Buttons may be beside the lead above a text.

    Where its sentences turn to the reader, a button is enough in any place, and a link that is one among the text.
    """
    blocks = outline.blocks[box.first : box.last]
    if sum(width(block.text) for block in blocks) > _WIDEST:
        return False
    inside = list(islice(box.element.iter(), _MOST_ELEMENTS))
    if any(one.tag in _FIELDS and one.get("type") != "hidden" for one in inside):
        return True
    turns = all(TO_READER.search(block.text) for block in blocks if ends_sentence(block.text))
    if (turns or not is_above) and any(one.tag == "button" for one in inside):
        return True
    if not is_above and any(map(_is_button if turns else _leads_on, blocks)):
        return True
    return is_behind and (any(map(_is_button, blocks)) or any(map(_is_small, inside)))


def _leads_on(block: Block) -> bool:
    """Return whether *block* is a link to more of what its box shows: readers' comments, a list."""
    return _is_button(block) and _MORE.search(block.text) is not None


def _is_button(block: Block) -> bool:
    return bool(block.links) and not letters(block.unlinked) and width(block.text) <= _BUTTON_WIDTH


def _is_small(element: Element) -> bool:
    sizes = [element.get(name) or "" for name in ("width", "height")] if element.tag == "img" else [""]
    return all(size.isdecimal() and int(size) <= _PORTRAIT for size in sizes)


_LEAST_LETTERS = 100
"""A shorter paragraph is too little to judge its letters by."""
_COMMON, _VOWELS = "eainorts", "aeiouy"
_KANA, _RARE_KANA = "のにはをがでとしてたい", "ぬづぢぜぞぃぅぇぉゎゐゑゔ"
_FEW_COMMON, _FEW_VOWELS, _DOUBTFUL = 0.46, 0.33, 0.58
"""Eight letters are more than half of any European text; shifted by a step, a third of it or less."""
_FEW_KANA, _MUCH_RARE, _FEWEST_KANA = 0.4, 0.08, 14
_CODE = re.compile(r"[{}()\[\];=$<>|:\"]")
_ENDS_CODE = ("}", ")", ";", "]", ">")
_MUCH_CODE, _MOST_BRACES = 0.06, 3
_ONE_WORD, _LONG_WORD = re.compile(r"[A-Za-z0-9+/=_-]{100,}"), 100  # of each 100 characters it holds one
_DUMMY = re.compile(
    r"lorem ipsum\b|(?:.*\b(?:dolor|amet|consectetur|adipiscing|tempor|incididunt)\b){4}|この文章はダミー"
    r"|これはダミー(?:の)?(?:文|テキスト)|ダミーテキスト",
    re.IGNORECASE,
)
_MANY_VOWELS, _DOUBTFUL_KANA, _LONG_ENOUGH, _FEW_SIGNS = 0.15, 0.02, 40, 6
_HIRAGANA = re.compile("[ぁ-ゖ]")
_PROSE_WIDTH = 160
"""A line so many columns wide is prose: some scripts end no sentence by a mark."""
_MOST_QUOTES, _SHORTEST_QUOTE, _PULLED = 40, 8, re.compile(r"pull[_-]?quote", re.IGNORECASE)


def without_pull_quotes(blocks: list[Block]) -> list[Block]:
    """Return *blocks* without quotations that print words of another paragraph once more, large, for the eye."""
    quotes = [one for one in islice(filter(_is_quote, blocks), _MOST_QUOTES) if len(one.text) >= _SHORTEST_QUOTE]
    if not quotes:
        return blocks
    paragraphs = "\n".join(letters(block.text) for block in blocks if not _is_quote(block))
    repeats = {one.index for one in quotes if letters(one.text) in paragraphs}
    return [block for block in blocks if block.index not in repeats]


def _is_quote(block: Block) -> bool:
    if block.zones & QUOTE or _is_pulled(block.element.get("class")):
        return True
    parent = block.element.getparent()
    return parent is not None and _is_pulled(parent.get("class"))


@lru_cache(maxsize=1024)  # paragraphs have the classes of the paragraphs before them
def _is_pulled(names: str | None) -> bool:
    return names is not None and _PULLED.search(names) is not None


def without_gibberish(blocks: list[Block]) -> list[Block]:
    """Return *blocks*, the paragraphs of a text, without those that nobody can read.

    They are code and data (GraphQL, JSON, styles), letters that a paywall shifted, and dummies that a page blurs.
    Subheadings alone are no text: a paywall leaves them as they were.
    """
    whole = "\n".join(block.text for block in blocks)
    if not _is_doubtful(whole) and not any(_is_one_sign(block.text) for block in blocks):
        return blocks
    readable = [block for block in blocks if not is_gibberish(block.text)]
    is_text = any(not block.zones & HEADING and _is_prose(block.text) for block in readable)
    return readable if is_text or len(readable) == len(blocks) else []


def _is_prose(text: str) -> bool:
    return ends_sentence(text) or width(text) >= _PROSE_WIDTH


def _is_doubtful(text: str) -> bool:
    """Return, at little cost, whether *text* may hold gibberish: most letters of languages are rare in it, or marks."""
    folded = text.lower()
    if text.count("{") >= 2 or "ipsum" in folded or "ダミー" in text or _long_word(text):
        return True
    if sum(map(folded.count, _VOWELS)) > len(text) * _MANY_VOWELS:  # a European text
        return sum(map(folded.count, _COMMON)) < (len(text) - text.count(" ")) * _DOUBTFUL
    return sum(map(text.count, _RARE_KANA)) > len(text) * _DOUBTFUL_KANA


def _long_word(text: str) -> str:
    """Return the first run of 100 letters, digits and signs of code in *text*; empty for none."""
    parts = (one for one in text.split() if len(one) >= _LONG_WORD and any(map(str.isascii, one[::_LONG_WORD])))
    return next((match[0] for one in parts if (match := _ONE_WORD.search(one))), "")


def _is_one_sign(text: str) -> bool:
    if len(text) < _LONG_ENOUGH or len(set(text[: 2 * _FEW_SIGNS].lower())) > _FEW_SIGNS:  # nearly all
        return False
    return len(set(text[:_LONG_ENOUGH].lower())) <= _FEW_SIGNS


def is_gibberish(text: str) -> bool:
    """Return whether the paragraph *text* is code, data, shifted letters or a dummy."""
    return _is_one_sign(text) or _is_code(text) or _DUMMY.match(text) is not None or _is_shifted(text)


def _is_code(text: str) -> bool:
    is_braced = text.count("{") + text.count("}") > _MOST_BRACES and text.endswith(_ENDS_CODE)
    is_data = len(_long_word(text)) * 2 > len(text)
    return is_data or (is_braced and len(_CODE.findall(text)) > len(text) * _MUCH_CODE)


def _is_shifted(text: str) -> bool:
    """Return whether the letters of *text* are in none of the shares that they have in languages."""
    folded = text.lower()
    letters = sum(map(folded.count, "abcdefghijklmnopqrstuvwxyz"))
    if letters >= _LEAST_LETTERS and letters > len(text) * 0.7:
        is_rare = sum(map(folded.count, _COMMON)) < letters * _FEW_COMMON
        return is_rare and sum(map(folded.count, _VOWELS)) < letters * _FEW_VOWELS
    kana = len(_HIRAGANA.findall(text))
    is_japanese = kana >= _FEWEST_KANA and letters * 4 < kana
    is_rare = sum(map(text.count, _RARE_KANA)) > kana * _MUCH_RARE
    return is_japanese and is_rare and sum(map(text.count, _KANA)) < kana * _FEW_KANA


_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_BOXES, _DEEPEST, _WRAPPERS = 40, 8, 3
"""So many boxes side by side, levels around a text and elements that only wrap a box are looked at."""


def titled_box(element: Element, page: Page, *, is_below_title: bool = True) -> Element | None:
    """Return the innermost element around *element* with a title, where that title links another page.

    With *is_below_title*, only a title above *element* counts.
    """
    for box in islice(ancestors(element), _DEEPEST):
        if (title := _title_in(box, above=element if is_below_title else None)) is not None:
            return box if _leads_elsewhere(title, page) else None
    return None


def _title_in(box: Element, above: Element | None = None) -> Element | None:
    """Return the first heading in *box*, or the first element that is named for a title; only *above* an element."""
    inside = takewhile(lambda one: one is not above, box.iter("*"))
    return next((one for one in inside if one.tag in _HEADING_TAGS or names_title(one)), None)


def has_alike(box: Element, page: Page) -> bool:
    """Return whether a box beside *box* has its form and a title that links another page, too."""
    return any(_leads_elsewhere(_title_in(one), page) for one in islice(_boxes_alike(box), _MOST_BOXES))


def _boxes_alike(box: Element) -> Iterator[Element]:
    """Give the elements of the form of *box* beside it; where none is, those beside what holds nothing but it."""
    for _ in range(_WRAPPERS):
        parent = box.getparent()
        if parent is None:
            return
        others = [
            one for one in parent.iterchildren(box.tag) if one is not box and one.get("class") == box.get("class")
        ]
        if others or len(parent) > 1:
            yield from others
            return
        box = parent


def _leads_elsewhere(heading: Element | None, page: Page) -> bool:
    """Return whether all of *heading*, or its card, is one link to another page of the site."""
    return heading is not None and linked_elsewhere(heading, page) is not None


def linked_elsewhere(heading: Element, page: Page) -> str | None:
    """Return the other page of the site that all of *heading* links, or an empty link over its card that names it."""
    link = next(heading.iter("a"), None)
    text = text_of_element(heading)
    if link is not None and text_of_element(link) != text:
        return None
    link = link if link is not None else _stretched_over(heading, letters(text))
    target = page.absolute(link.get("href")) if link is not None else None
    if target is None or host_of(target) != host_of(page.url) or urlsplit(target).path == urlsplit(page.url).path:
        return None
    return target


def _stretched_over(heading: Element, words: str) -> Element | None:
    """Return the empty link in the card around *heading* whose `aria-label` or `title` has its *words*."""
    for box in islice(ancestors(heading), _CARD_LEVELS):
        for link in islice(box.iter("a"), _MOST_LINKS):
            named = link.get("aria-label") or link.get("title")
            if words and named and words in letters(named) and not text_of_element(link):
                return link
    return None
