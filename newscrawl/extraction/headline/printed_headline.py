"""Finds the headline as the page prints it: which of its headings heads the text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, takewhile

from newscrawl.extraction.document.blocks import Block, names_title
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import (
    CAPTION,
    HEADING,
    OUTSIDE,
)
from newscrawl.extraction.headline.clean_headline import (
    HeadlineContext,
    headline_context,
    is_section_name,
    is_site_name,
    leads_away,
    may_be_headline,
    title_of,
    without_breaks,
)
from newscrawl.extraction.headline.headline_place import heads_text, text_size
from newscrawl.extraction.metadata.declared_data import text_of
from newscrawl.text import character_ngrams, cjk_share, letters, squash

_NEAR = 12
_NEAR_BLOCKS, _LEAST_TEXT = 6, 40
_HEADINGS = ("h1", "h2", "h3")
_OTHER_NAMES = ("name", "alternativeHeadline")
_STARTS_JOINED, _ENDS_JOINED = re.compile(r"\s*[:：|｜/／―—–-]"), re.compile(r"[:：|｜/／―—–-]\s*$")
_WORD = re.compile(r"[^\W_]{2,}")
_SHORTEST_TITLED = 8
"""A heading of fewer letters may be in a title by chance."""
_MARK = re.compile(
    r"new!?|update|live|pr|ad|広告|有料(?:記事|会員限定(?:記事)?)?|(?:有料|無料)?会員(?:限定)?(?:記事)?"
    r"|プレミアム|無料|鍵|動画(?:あり)?|写真(?:あり)?"
    r"|[（(]?\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?(?:\s\d{1,2}:\d\d)?[）)]?",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"kicker|(?:over|top|roof)-?line|dachzeile|eyebrow|spitzmarke|(?:pre|su[pr])-?title", re.IGNORECASE
)
_LABEL = re.compile(r"\b(?:label|badge|count)s?\b|\bico(?:n|\b)", re.IGNORECASE)
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
        headings = [one for one in headings if _shares_words(one, page)]
    headings = _chosen(headings, page, around)
    shared = {letters(title) for name in _SHARED for title in page.meta.get(name, ())}
    if not headings and not shared and any(_names_section(one, around) for one in page.outline.headings("h1")):
        minor = [one for one in page.outline.headings("h2", "h3") if _may_head(one, page, around)]
        headings = _titled(minor, page)[:1] or [one for one in minor if one.text == lone_heading(page)][:1]
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


def _shares_words(heading: Block, page: Page) -> bool:
    """Return whether *heading* shares a word, or two letters in a row of a script without spaces, with the titles.

    Of several h1s, one that shares none with what the page calls itself is of a menu or a form: SEARCH. A `title`
    alone may be the site's: without a shared title beside it nothing is known.
    """
    shared = page.meta.get("og:title", ())
    titles = " ".join((title_of(page), *shared))
    pieces = partial(character_ngrams, size=2) if cjk_share(heading.text) else _words
    return not letters("".join(shared)) or not pieces(heading.text).isdisjoint(pieces(titles))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _lines_of_title(heading: Block, page: Page, around: HeadlineContext) -> list[Block]:
    """Return the lines between *heading* and the text that are the whole `title` of the document.

    Then *heading* is the site's: <h1>港の便り</h1> … <div class=title>緑丘駅の広場を改装</div>.
    """
    title = letters(title_of(page))
    behind = page.outline.blocks[heading.index + 1 : heading.index + 1 + _NEAR]
    lines = takewhile(lambda one: not text_size(one), behind) if len(title) >= _SHORTEST_TITLED else ()
    return [one for one in lines if letters(one.text) == title and _may_head(one, page, around)]


def _beside_text(headings: Sequence[Block], page: Page) -> list[Block]:
    """Return the one of *headings* above a text that is in the innermost element around its beginning; empty for two.

    Those behind the text head other articles.
    """
    behind = page.outline.blocks[headings[0].index + 1 :] if headings else ()
    text = next((one for one in behind if text_size(one)), None)
    headings = [one for one in headings if text is not None and one.index < text.index]
    if text is None or len(headings) < _FEWEST:
        return []
    levels = {element: level for level, element in enumerate(text.element.iterancestors())}
    held = [min(levels[one] for one in each.element.iterancestors() if one in levels) for each in headings]
    nearest = [one for one, level in zip(headings, held, strict=True) if level == min(held)]
    return nearest if len(nearest) == 1 else []


def _as_printed(heading: Block, page: Page) -> str:
    """Return the text of *heading* without a mark or a day in an element of its own, and without breaks behind marks.

    ``緑丘駅の広場、<br>改装へ<b>会員限定</b>`` is 緑丘駅の広場、改装へ. So is a kicker, by its name or the `title`.
    """
    text, title = heading.text, letters(title_of(page))
    for inner in islice(heading.element, _MOST_PARTS):
        mark = squash("".join(map(str, inner.itertext())))
        names, rest = inner.get("class") or "", text.removeprefix(mark).removesuffix(mark)
        is_kicker = text.startswith(mark) and _KICKER.search(names) is not None
        if mark and rest != text and (is_kicker or (letters(text) not in title and letters(rest) in title)):
            is_joined = any(_ENDS_JOINED.search(one) or _STARTS_JOINED.match(one) for one in (mark, rest))
            text = text if is_joined or len(letters(rest)) < _SHORTEST_TITLED else rest.strip()
        if 0 < len(mark) <= _LONGEST_MARK and (_MARK.fullmatch(mark) or _LABEL.search(names)):
            text = text.removeprefix(mark).removesuffix(mark).strip()
    return (without_breaks(heading, text) if text else "") or heading.text


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
