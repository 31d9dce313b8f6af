"""Texts of a page that are not the article's: notes repeated, cards and boxes that tease other articles, gibberish."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from urllib.parse import urlsplit

from newscrawl.extraction.body.line_kinds import is_end
from newscrawl.extraction.document.blocks import Block, Outline, names_title, text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import FIGURE, HEADING, OUTSIDE, QUOTE
from newscrawl.extraction.element import Element
from newscrawl.text import ends_sentence, letters, width
from newscrawl.urls import host_of

_OFTEN = 4
_TEXT = 150
"""The article of a headline holds a text of its own when it weighs this much: some 70 Japanese characters."""
_TITLED = 0.7
_LONGEST_HEADING, _LONGEST_TITLE, _TITLES = 24, 40, 2
_TALK = re.compile(
    r"(?:みんなの|読者の|新着|この記事への)?コメント(?:一覧|欄)?\s?(?:[（(]?\d*件?[)）]?)?|\d+件のコメント"
    r"|(?:\d+ )?(?:reader )?comments?(?: \(?\d+\)?)?|댓글.{0,6}|[评評][论論].{0,6}",
    re.IGNORECASE,
)
_FEWEST = 3
_CARD_LEVELS, _MOST_LINKS = 3, 12
_STOP = re.compile(r"[。．.!?！？」』”\"…:：)）]$")
_APART, _LONGEST_NOTE = 2, 200
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
    behind = [one for one in outline.blocks[span[1] :] if weighed[one.index]]
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
    forms = Counter(_form_of(block) for block in blocks)
    last, found = first.index, []
    for block in blocks:
        if block.index <= first.index:
            continue
        is_apart = block.index - last > _APART and len(block.text) <= _LONGEST_NOTE and block.tag not in _PARAGRAPHS
        if is_apart and forms[_form_of(block)] == 1 and holder not in block.element.iterancestors():
            found.append(block.index)
        else:
            last = block.index
    return found


def _form_of(block: Block) -> tuple[object, ...]:
    parent = block.element.getparent()
    return block.tag, block.element.get("class"), parent.get("class") if parent is not None else None


def box_headings(blocks: list[Block]) -> frozenset[int]:
    """Return the headings that head nothing but links to other pages: 最新記事 above two titles.

    Headings in a figure, which shows another article, and a label below a link are among them.
    """
    found = [block.index for link, block in pairwise(blocks) if _is_label_of(link, block)]
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


def _is_all_links(block: Block) -> bool:
    return bool(block.links) and block.linked * 10 >= len(block.text.replace(" ", "")) * 9


def talk_behind(outline: Outline, weighed: list[float], title: int) -> range:
    """Return the blocks behind the heading of the readers' comments, where a text is between the headline and it."""
    for block in outline.blocks[max(0, title) + 1 :]:
        is_its = block.zones & HEADING and len(block.text) <= _LONGEST_HEADING and _TALK.fullmatch(block.text)
        if is_its and sum(weighed[title + 1 : block.index]) >= _TEXT:
            return range(block.index, len(outline.blocks))
    return range(0)


def _is_title(block: Block) -> bool:
    return bool(block.zones & HEADING) or (bool(block.links) and block.linked == len(block.text.replace(" ", "")))


_LONGEST_CARD = 320
_QUERY = re.compile(r"[?#].*")
_MOST_BLOCKS, _RIGHT_BEHIND = 6, 2
_LEVELS = 4
_SHORTEST_TITLE = 12
_FEWEST_CARDS = 2
_LEAST_TEXT = 250
_MOST = 0.85
"""Where cards hold more of the page's text than this, they are its text: a list of things, each with a link."""


def teasers(outline: Outline, weighed: list[float], host: str) -> frozenset[int]:
    """Return the blocks of the cards that have others like them: those in which a block with a weight is.

    *host* is the page's: cards with links to other sites are offers that the text describes.
    """
    own = host.removeprefix("www.")
    titles = frozenset(block.index for block in outline.blocks if block.links and _is_card_title(block, own))
    if len(titles) < _FEWEST_CARDS:
        return frozenset()
    leading = _leading_on(outline, weighed, titles)
    spans = [
        span
        for block in outline.blocks
        if weighed[block.index]
        and len(block.text) <= _LONGEST_CARD
        and not titles.isdisjoint(range(block.index - _MOST_BLOCKS, block.index + _MOST_BLOCKS))
        and (span := _card_around(outline, block, titles))
    ]
    found = frozenset(index for span in spans for index in range(*span))
    whole, inside = sum(weighed), sum(weighed[index] for index in found)
    if inside <= whole * _MOST and whole - inside >= _LEAST_TEXT:
        return found | leading
    return leading


def _leading_on(outline: Outline, weighed: list[float], titles: frozenset[int]) -> frozenset[int]:
    """Return the blocks of two or more teasers of three lines: a linked title, a text, a link to the same page.

    That is sure: what is left may be little, but it is a text.
    """
    texts = [index + 1 for index in titles if _leads_on(outline, index)]
    found = frozenset(index for text in texts for index in (text - 1, text, text + 1))
    rest = sum(weight for index, weight in enumerate(weighed) if index not in found)
    return found if len(texts) >= _FEWEST_CARDS and rest >= _TEXT else frozenset()


def _leads_on(outline: Outline, title: int) -> bool:
    """Return whether the block *title*, a link, heads a text behind which a short line links the same page."""
    if title + _RIGHT_BEHIND >= len(outline.blocks):
        return False
    text, line = outline.blocks[title + 1 : title + 1 + _RIGHT_BEHIND]
    if text.links or len(line.links) != 1 or len(line.text) > _LONGEST_TITLE:
        return False
    return _QUERY.sub("", line.links[0].href) == _QUERY.sub("", outline.blocks[title].links[0].href)


def _card_around(outline: Outline, block: Block, titles: frozenset[int]) -> tuple[int, int] | None:
    for element in (block.element, *islice(block.element.iterancestors(), _LEVELS)):
        span = outline.span_of(element)
        if span is None or span[1] - span[0] > _MOST_BLOCKS:
            return None
        if span[1] - span[0] > 1 and not titles.isdisjoint(range(*span)):
            return span if any(_is_card(outline, sibling, titles) for sibling in _alike(element)) else None
    return None


def _is_card(outline: Outline, element: Element, titles: frozenset[int]) -> bool:
    span = outline.span_of(element)
    return span is not None and span[1] - span[0] <= _MOST_BLOCKS and not titles.isdisjoint(range(*span))


def _is_card_title(block: Block, own: str) -> bool:
    """Return whether *block* is nothing but a link to another page of the site *own*, with a title's words."""
    link = block.links[0]
    if len(block.links) > 1 or len(block.text) < _SHORTEST_TITLE or link.text != block.text:
        return False
    return not link.href.startswith("#") and _host(link.href) in {"", own}


def _host(href: str) -> str:
    return href.partition("//")[2].partition("/")[0].removeprefix("www.") if href.startswith(("http", "//")) else ""


def _alike(element: Element) -> Iterator[Element]:
    """Give the elements right beside *element* that have its tag and classes."""
    for other in (element.getprevious(), element.getnext()):
        if other is not None and other.tag == element.tag and other.get("class") == element.get("class"):
            yield other


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
_ONE_WORD = re.compile(r"[A-Za-z0-9+/=_-]{100,}")
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
    around = (block.element, block.element.getparent())
    return bool(block.zones & QUOTE) or any(one is not None and _is_pulled(one.get("class")) for one in around)


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
    if text.count("{") >= 2 or "ipsum" in folded or "ダミー" in text or _ONE_WORD.search(text):
        return True
    if sum(map(folded.count, _VOWELS)) > len(text) * _MANY_VOWELS:  # a European text
        return sum(map(folded.count, _COMMON)) < (len(text) - text.count(" ")) * _DOUBTFUL
    return sum(map(text.count, _RARE_KANA)) > len(text) * _DOUBTFUL_KANA


def _is_one_sign(text: str) -> bool:
    return len(text) >= _LONG_ENOUGH and len(set(text[:_LONG_ENOUGH].lower())) <= _FEW_SIGNS


def is_gibberish(text: str) -> bool:
    """Return whether the paragraph *text* is code, data, shifted letters or a dummy."""
    return _is_one_sign(text) or _is_code(text) or _DUMMY.match(text) is not None or _is_shifted(text)


def _is_code(text: str) -> bool:
    if (match := _ONE_WORD.search(text)) and len(match[0]) * 2 > len(text):
        return True
    is_braced = text.count("{") + text.count("}") > _MOST_BRACES and text.endswith(_ENDS_CODE)
    return is_braced and len(_CODE.findall(text)) > len(text) * _MUCH_CODE


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
    for box in islice(element.iterancestors(), _DEEPEST):
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
    for box in islice(heading.iterancestors(), _CARD_LEVELS):
        for link in islice(box.iter("a"), _MOST_LINKS):
            named = link.get("aria-label") or link.get("title") if not text_of_element(link) else ""
            if words and named and words in letters(named):
                return link
    return None
