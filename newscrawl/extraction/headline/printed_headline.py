"""Finds the headline as the page prints it: which of its headings heads the text, and where it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, takewhile

from newscrawl.extraction.document.blocks import Block, folded, names_title
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import (
    ADVERT,
    ASIDE,
    BYLINE,
    CAPTION,
    COMMENTS,
    FIGURE,
    FOOTER,
    HEADING,
    NAV,
    OTHER,
    OUTSIDE,
)
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.clean_headline import (
    HeadlineContext,
    headline_context,
    is_section_name,
    is_site_name,
    leads_away,
    may_be_headline,
    shares_words,
    title_of,
    without_breaks,
)
from newscrawl.extraction.headline.headline_words import KICKER, LABEL, MARK, NEWS_LABEL, PAID
from newscrawl.extraction.metadata.declared_data import text_of
from newscrawl.text import character_ngrams, fold, letters, squash, width

NOT_PRINTED = -1
"""The place of a headline that no block prints: before all of them."""
_TAGS = ("h1", "h2", "h3")
_ALIKE = 0.5
"""Two wordings of one headline share this much of the shorter one."""
_SHORTEST, _SIZE = 12, 3
_TEXT, _LEAST = 40, 150
_BESIDE = 2
"""A headline and its second line are so near each other."""
_MOST_BEFORE = 0.3
"""A heading with more than this share of the page's text before it heads something else."""
_NEAR = 12
_FAR = 80


def headline_block(page: Page, headline: str | None) -> int:
    """Return the index of the block of *page* that prints *headline*, or another wording of it; -1 where none does.

    Trails and bars that repeat a headline come before it: a heading outside of them is preferred. Data often have
    a wording of their own: then the heading counts that shares most of it, and last the page's first h1 above a text.
    """
    if not headline:
        return NOT_PRINTED
    plain = fold(headline)
    longest = len(headline) * 2 + 20
    printed = [one for one in page.outline.headings("h1") if len(one.text) <= longest and plain in folded(one.text)]
    best = next((one for one in printed if not one.zones & OUTSIDE), None)
    if best is None:
        best = _printed_anywhere(page, plain, longest, printed) or _reworded(page, headline)
    if best is None and not printed:
        best = _lone(page)
    best = best or next(iter(printed), None) or _first(page, plain, longest) or _lone(page, but=NAV | FOOTER)
    return best.index if best else NOT_PRINTED


def _printed_anywhere(page: Page, plain: str, longest: int, printed: list[Block]) -> Block | None:
    """Return the first block that prints the headline in the text's part of the page, a heading if there is one."""
    blocks = page.outline.blocks[printed[0].index if printed else 0 :]
    holding = [
        one
        for one in blocks
        if len(one.text) <= longest and not one.zones & OUTSIDE and not one.links and plain in folded(one.text)
    ]
    best = next((one for one in holding if one.tag in _TAGS), None) or next(iter(holding), None)
    return best if best and heads_text(page, best) else None


def _reworded(page: Page, headline: str) -> Block | None:
    """Return the heading that shares most of *headline*'s letters, if that is much of it."""
    own = character_ngrams(headline, _SIZE)
    best: Block | None = None
    most = _ALIKE
    for heading in page.outline.headings(*_TAGS):
        if heading.zones & OUTSIDE or heading.links or len(letters(heading.text)) < _SHORTEST:
            continue
        its = character_ngrams(heading.text, _SIZE)
        shared = len(own & its) / max(1, min(len(own), len(its)))
        if shared > most and heads_text(page, heading):
            best, most = heading, shared
    return best


def _lone(page: Page, *, but: int = OUTSIDE) -> Block | None:
    headings = (one for one in page.outline.headings("h1") if not one.zones & but and not one.links)
    return next((one for one in headings if heads_text(page, one)), None)


def heads_text(page: Page, heading: Block) -> bool:
    """Return whether the page's text is behind *heading*, little of it before."""
    sums = _text_sums(page)
    return sums[heading.index] <= sums[-1] * _MOST_BEFORE and sums[-1] > sums[heading.index + 1]


def _text_sums(page: Page) -> list[int]:
    outline = page.outline
    if not outline.text_sums:
        outline.text_sums = [0, *accumulate(map(_text_size, outline.blocks))]
    return outline.text_sums


def _text_size(block: Block) -> int:
    size = len(block.text) - block.linked
    return size if size >= _TEXT and not block.zones & OUTSIDE else 0


def _first(page: Page, plain: str, longest: int) -> Block | None:
    return next((one for one in page.outline.blocks if len(one.text) <= longest and plain in folded(one.text)), None)


def above_text(page: Page, headings: list[Element]) -> list[Element]:
    """Return *headings*, the page's h1 elements, without those before the first that a text follows.

    Notices of storms and breaking news are in an h1 of their own; with none above a text, all are returned.
    """
    blocks = page.outline.blocks
    places = [one.index for one in blocks if one.tag == "h1" and not one.zones & OUTSIDE]
    first = before = -_BESIDE - 1
    for place, behind in zip(places, (*places[1:], len(blocks)), strict=False):
        first = first if place - before <= _BESIDE else place
        before = place
        if sum(map(_text_size, blocks[place + 1 : behind])) >= _LEAST and blocks[first].element in headings:
            return headings[headings.index(blocks[first].element) :]
    return headings


def blocks_behind(blocks: Sequence[Block], place: int, count: int) -> Iterator[Block]:
    """Give *count* blocks behind the headline at *place*; beside them, uncounted, what is near of side columns.

    Menus are left out, and farther on buttons and side columns. What surrounds the headline itself is not one of them,
    whatever its name; a byline is one in a side column, too.
    """
    own = blocks[place].zones if 0 <= place < len(blocks) else 0
    for block in blocks[place + 1 : place + 1 + _FAR]:
        outside = block.zones & OUTSIDE & ~own
        if not outside or (block.zones & BYLINE and not outside & ~(ADVERT | ASIDE)):
            count -= 1
        elif outside & (NAV | OTHER) or block.index - place > _NEAR:
            continue
        if count < 0:
            return
        yield block


_NEAR_LINES, _SUBHEADINGS = 8, 2
_LONGEST_LINE, _LONGEST_LATIN = 120, 80
_STANDFIRST, _WIDEST, _STOPPED, _FULL_STOPS = 2, 150, 24, "。！？」』"


def lines_behind(blocks: Sequence[Block], headline_block: int) -> Iterator[Block]:
    """Give the short lines between headline and text, whether or not subheading and standfirst part them."""
    standfirst, place = 0, -1
    own = blocks[headline_block].zones if headline_block >= 0 else 0
    for block in blocks_behind(blocks, headline_block, _NEAR_LINES):
        if (outside := block.zones & OUTSIDE & ~own) and (outside & COMMENTS or not block.zones & BYLINE):
            continue
        if block.zones & FIGURE or block.tag == "figcaption":
            continue
        place += 1
        if share := _standfirst_share(block.text):
            if standfirst >= _STANDFIRST:
                return
            standfirst = 0 if block.zones & HEADING else standfirst + share
        else:
            yield block
        if block.zones & HEADING and place >= _SUBHEADINGS:
            return


def _standfirst_share(line: str) -> int:
    """Return how much of a standfirst *line* is by its width, or as a sentence that is longer than a byline."""
    if len(line) > _LONGEST_LINE or width(line) > _WIDEST or (line[-1:] in _FULL_STOPS and len(line) > _STOPPED):
        return _STANDFIRST
    return 1 if line[-1:] in ".!?" and len(line) > _LONGEST_LATIN else 0


_NEAR_BLOCKS, _LEAST_TEXT = 6, 40
_HEADINGS = ("h1", "h2", "h3")
_OTHER_NAMES = ("name", "alternativeHeadline")
_STARTS_JOINED, _ENDS_JOINED = re.compile(r"\s*[:：|｜/／―—–-]"), re.compile(r"[:：|｜/／―—–-]\s*$")
_SHORTEST_TITLED = 8
"""A heading of fewer letters may be in a title by chance."""
_FEWEST, _MOST_HEADINGS, _MOST_PARTS, _LONGEST_MARK = 2, 20, 12, 20
_SHARED = ("og:title", "twitter:title")


def printed_heading(page: Page) -> str | None:
    """Return the heading above the text, where JSON-LD has no headline and the page prints its shared title nowhere.

    Shared titles (`og:title`) are written for other sites: `agreed_heading` weighs them where JSON-LD is a second
    witness. Where all h1s are names of site or section, and no title is shared, the headline is an h2.
    """
    declared = letters(text_of((page.article_node or {}).get("headline")) or "")
    if declared and (any(name in page.meta for name in _SHARED) or _heading_of(declared, page)):
        return None
    around = headline_context(page, None)
    headings = [one for one in page.outline.headings("h1") if _may_head(one, page, around)]
    if declared:  # It is printed nowhere: an h1 that the title repeats has two witnesses.
        return next((_as_printed(one, page) for one in _titled(headings, page)), None)
    if len({*map(letters, _printed_h1s(page))} - around.names) > 1:
        headings = [one for one in headings if shares_words(one, page)]
    headings = _chosen(headings, page, around)
    shared = {letters(title) for name in _SHARED for title in page.meta.get(name, ())}
    if not headings and not shared and any(_names_section(one, around) for one in page.outline.headings("h1")):
        minor = [one for one in page.outline.headings("h2", "h3") if _may_head(one, page, around)]
        headings = _titled(minor, page)[:1] or [one for one in minor if one.text == lone_heading(page)][:1]
    if not headings and not page.tagged("h1"):
        reworded = _reworded(page, next((title for name in _SHARED for title in page.meta.get(name, ())), ""))
        headings = [reworded] if reworded and _may_head(reworded, page, around) else []
    if not headings:
        return None
    line = next((line for line in _printed_lines(page, headings[0]) if letters(line) in shared), None)
    if line is None:
        return _as_printed(headings[0], page)
    return None if letters(line) in set(map(letters, page.meta.get("og:title", ()))) else line


def _names_section(heading: Block, around: HeadlineContext) -> bool:
    """Return whether *heading*, which is no headline, could be taken for one: it is not the site's bare name."""
    return bool(plain := letters(heading.text)) and plain not in around.names


def _titled(headings: Sequence[Block], page: Page) -> list[Block]:
    """Return those of *headings* that the document's title begins with, or holds behind the site's name."""
    title = letters(title_of(page))
    return [one for one in headings if len(plain := letters(one.text)) >= _SHORTEST_TITLED and plain in title]


def _chosen(headings: list[Block], page: Page, around: HeadlineContext) -> list[Block]:
    """Return which of *headings*, the page's h1s, heads the text; empty where that is not known.

    It is the one that the document's `title` repeats, else the one beside the text. An h2 that the title repeats wins
    over a lone h1 that it does not: that is the site's slogan. So does a line that is all of the title.
    """
    if titled := _titled(headings, page)[:1]:
        return titled
    if len({letters(one.text) for one in headings}) != 1:
        return _beside_text(headings[:_MOST_HEADINGS], page)
    major = letters(headings[0].text)  # an h2 with words of the h1 is a subheading
    minor = _titled([*page.outline.headings("h2", "h3")], page)[:_MOST_HEADINGS]
    minor = [one for one in minor if letters(one.text) not in major and _may_head(one, page, around)]
    return minor[:1] or _lines_of_title(headings[0], page, around)[:1] or headings


def _lines_of_title(heading: Block, page: Page, around: HeadlineContext) -> list[Block]:
    """Return the lines between *heading* and the text that are the whole `title` of the document.

    Then *heading* is the site's: <h1>港の便り</h1> … <div class=title>緑丘駅の広場を改装</div>.
    """
    title = letters(title_of(page))
    behind = page.outline.blocks[heading.index + 1 : heading.index + 1 + _NEAR]
    if len(title) < _SHORTEST_TITLED:
        return []
    lines = takewhile(lambda one: letters(one.text) == title or not _text_size(one), behind)  # it may be a sentence
    return [one for one in lines if letters(one.text) == title and _may_head(one, page, around)]


def _beside_text(headings: Sequence[Block], page: Page) -> list[Block]:
    """Return the one of *headings* above a text that is in the innermost element around its beginning; empty for two.

    Those behind the text head other articles.
    """
    behind = page.outline.blocks[headings[0].index + 1 :] if headings else ()
    text = next((one for one in behind if _text_size(one)), None)
    headings = [one for one in headings if text is not None and one.index < text.index]
    if text is None or len(headings) < _FEWEST:
        return []
    levels = {element: level for level, element in enumerate(text.element.iterancestors())}
    held = [min(levels[one] for one in each.element.iterancestors() if one in levels) for each in headings]
    nearest = [one for one, level in zip(headings, held, strict=True) if level == min(held)]
    return nearest if len(nearest) == 1 else []


def _as_printed(heading: Block, page: Page) -> str:
    """Return the text of *heading* without breaks, and without a mark, a day or a kicker in an element of its own."""
    text, title = heading.text, letters(title_of(page))
    for inner in islice(heading.element, _MOST_PARTS):
        mark = squash("".join(map(str, inner.itertext())))
        names, rest = inner.get("class") or "", text.removeprefix(mark).removesuffix(mark)
        is_kicker = text.startswith(mark) and KICKER.search(names) is not None
        if mark and rest != text and (is_kicker or (letters(text) not in title and letters(rest) in title)):
            is_joined = any(_ENDS_JOINED.search(one) or _STARTS_JOINED.match(one) for one in (mark, rest))
            text = text if is_joined or len(letters(rest)) < _SHORTEST_TITLED else rest.strip()
        is_mark = MARK.fullmatch(mark) or LABEL.search(names) or PAID.fullmatch(mark)
        if 0 < len(mark) <= _LONGEST_MARK and (is_mark or (NEWS_LABEL.fullmatch(mark) and letters(text) not in title)):
            text = text.removeprefix(mark).removesuffix(mark).strip()
    return (without_breaks(heading, text, page) if text else "") or heading.text


def _printed_lines(page: Page, heading: Block) -> Iterator[str]:
    """Give the text of each heading of the article's part of *page*, and of each element that is a line in *heading*.

    ``<span>緑川市</span><span>駅前広場を造り替え</span>`` is a kicker and a line; a colon between them makes them one.
    """
    yield from (one.text for one in page.outline.headings(*_HEADINGS) if not one.zones & OUTSIDE)
    for inner in islice(heading.element, _MOST_PARTS):
        text = squash("".join(map(str, inner.itertext())))
        before, _, behind = heading.text.partition(text) if text else ("", "", "")
        if text and not _ENDS_JOINED.search(before) and not _STARTS_JOINED.match(behind):
            yield from (text, "" if _STARTS_JOINED.match(text) else before, "" if _ENDS_JOINED.search(text) else behind)


def _may_head(heading: Block, page: Page, around: HeadlineContext) -> bool:
    """Return whether *heading* heads the page's text: no name of site or section, and no link to another page."""
    plain = letters(heading.text)
    if not plain or heading.zones & OUTSIDE or is_site_name(heading.text, around):
        return False
    return not is_section_name(heading, around) and not leads_away(heading, page) and heads_text(page, heading)


def agreed_heading(page: Page) -> str | None:
    """Return the heading that JSON-LD's headline repeats, where that is the printed headline; else None.

    It is where the document's title differs: head elements are then written for search engines, heading
    and JSON-LD for readers; and where `twitter:title` repeats it, too, or where title, heading and JSON-LD are the
    same letter for letter. What is in menus and trails is no heading. Where JSON-LD has `og:title` under another
    name, that is the article's headline, and no teaser.
    """
    node = page.article_node or {}
    written = squash(html.unescape(text_of(node.get("headline")) or ""))
    declared = letters(written)
    titles = page.meta.get("og:title", ())
    own = [_heading_of(letters(one), page) for one in titles] if len(titles) > 1 else []
    if own and own[0] is None and (printed := next(filter(None, own), None)):
        return printed.text  # several programs wrote the head: one of them has what is printed
    shared = letters(next(iter(titles), ""))
    if not declared or (shared and shared in {letters(text_of(node.get(key)) or "") for key in _OTHER_NAMES}):
        return None
    title = title_of(page)
    if squash(title) == written and any(squash(one) == written for one in _printed_h1s(page)):
        return written
    heading = _heading_of(declared, page)
    if heading is None or (shared and declared.endswith(shared)) or _heading_of(shared, page):
        return None  # og:title is printed itself, or is the heading without its kicker
    if letters(title).startswith(declared) and declared not in map(letters, page.meta.get("twitter:title", ())):
        return None
    is_parted = heading.tag != "h1" and len(heading.element)  # a kicker of its own: the data do not repeat it
    return None if is_parted and heading.text != written else heading.text


def _printed_h1s(page: Page) -> Iterator[str]:
    return ("".join(map(str, element.itertext())) for element in page.tagged("h1"))


def _heading_of(declared: str, page: Page) -> Block | None:
    """Return the heading with the letters `declared`: not that of a trail or a menu, and no link to an article."""
    headings = (block for block in page.outline.headings(*_HEADINGS) if not block.zones & OUTSIDE)
    return next((block for block in headings if not block.links and letters(block.text) == declared), None)


def lone_heading(page: Page) -> str | None:
    """Return the first h2 or h3 that a text follows, for pages whose h1 is the site's name; None for none."""
    blocks = page.outline.blocks
    for block in page.outline.headings("h2", "h3"):
        if may_be_headline(block):
            behind = blocks[block.index + 1 : block.index + 1 + _NEAR_BLOCKS]
            if any(len(one.text) - one.linked >= _LEAST_TEXT and not one.zones & OUTSIDE for one in behind):
                return block.text
    return None


_SHORTEST_TITLE, _LONGEST_TITLE = 4, 120


def named_title(page: Page) -> str | None:
    """Return the one line that is named for a title above the text of a page without an h1; None for none or more.

    Names such as `post-title` head teasers, too: those are links, or there are several.
    """
    if page.tagged("h1"):
        return None
    found = [block for block in page.outline.blocks if _is_title(block) and heads_text(page, block)]
    return found[0].text if len(found) == 1 else None


def _is_title(block: Block) -> bool:
    if block.links or block.zones & (OUTSIDE | CAPTION | HEADING):
        return False
    return _SHORTEST_TITLE <= len(block.text) <= _LONGEST_TITLE and names_title(block.element)
