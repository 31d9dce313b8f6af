"""What links around a text give: its keywords, and in the article's own foot its writers and times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, takewhile

from newscrawl.extraction.document.blocks import Block, Link, Outline, folded, text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, FOOTER, HEADER, HEADING, KEYWORDS, NAV, OTHER, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.extraction.people.plausible_names import is_house
from newscrawl.extraction.people.read_people import without_times
from newscrawl.loaders.article.field_forms import (
    BUTTON_OF_TAGS,
    CATEGORY,
    FILED_BEHIND,
    HEADING_OF_TAGS,
    KEYWORD_NAME,
    NUMBERS_OF_TIME,
    OF_THIS_ARTICLE,
    TAGS,
    TAGS_AND_TOPICS,
    TOPICS,
    WRITERS,
)
from newscrawl.loaders.rules.compiled_rules import CompiledRule
from newscrawl.loaders.rules.values import ReadContext, houses_of, read_tags
from newscrawl.text import ends_sentence, fold, letters, squash, width

_TAG_DATA = frozenset({"jsonld:keywords", "microdata:keywords"})
_SHORTER_TAGS = ("meta:article:tag", "meta:news_keywords", "meta:keywords")
_LEVELS, _ABOVE, _MOST_INNER = 5, 4, 8
_COUNT_BEHIND = re.compile(r"\s?[（(]?\d{1,5}[）)]?$")
_IN_BRACKETS = re.compile(r"[（(]\d{1,5}[）)]$")
_LONGEST_TAG, _MOST_TAGS = 40, 25
_LONGEST_USUAL_TAG = 30
"""In columns: a Chinese character has two."""
_FEWEST_SECTIONS = 3
_OF_ANY_SITE = re.compile(
    r"(?:最新)?(?:ニュース|新聞|速報|報道|メディア)|(?:latest |breaking )?news(?:papers?)?|media|뉴스|신문|新闻"
)
_NO_TAGS = (BUTTON_OF_TAGS, HEADING_OF_TAGS)
_BETWEEN = " ,，、;；|｜/／·・"
"""What parts keywords may be on the link before it."""
_SHARE = 0.6
"""An element is a list of keywords where links are at least this share of its text."""


def settled_tags(
    taken: tuple[str, ...], source: str, rules: Sequence[CompiledRule], setting: ReadContext
) -> tuple[tuple[str, ...], str]:
    """Return the keywords *taken* from *source*, or those of a meta tag that are fewer of the same; with their source.

    Data hold marks of the publishing machine beside keywords; what the head repeats of them is meant for readers.
    General `keywords` name the site, too: that is left out.
    """
    if source == "meta:keywords":
        houses = houses_of(setting)
        others = tuple(tag for tag in taken if not is_house(tag, houses))
        return () if _are_of_site(taken, others, setting.page) else others or taken, source
    if source not in _TAG_DATA:
        return taken, source
    known = {fold(tag) for tag in taken}
    for rule in rules:
        if rule.source in _SHORTER_TAGS and (raw := rule.find(setting.page)):
            shorter = read_tags(raw, setting) or ()
            if len(shorter) > 1 and {fold(tag) for tag in shorter} < known:
                return shorter, rule.source
    return taken, source


def _are_of_site(tags: Sequence[str], others: Sequence[str], page: Page) -> bool:
    """Return whether *tags*, of which *others* are not the site's name, are the site's: several name its sections.

    They hold its name, or a word for any site of news, and three or more of the menu, a third of them.
    """
    named = len(others) < len(tags) or any(_OF_ANY_SITE.fullmatch(folded(tag)) for tag in tags)
    if not named or len(tags) <= _FEWEST_SECTIONS:
        return False
    blocks = page.outline.blocks
    links = (one for one in page.outline.links if len(one.text) <= _LONGEST_USUAL_TAG and one.first < len(blocks))
    menu = {folded(one.text) for one in links if blocks[one.first].zones & (NAV | HEADER | FOOTER)}
    shared = sum(folded(tag) in menu for tag in tags)
    return shared >= _FEWEST_SECTIONS and 3 * shared >= len(tags)


def other_tags(page: Page, start: int, general: Sequence[str], linked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keywords printed behind the block *start* where the *general* ones of the head are the site's.

    They name none of the printed ones, which are in place of *linked*; or less than half of those in an element named
    for keywords: a heading may be that of the site's topics.
    """
    known = {fold(tag) for tag in general}
    named = printed_tags(page, start, is_named=True) or ()
    if 2 * len(known & {fold(tag) for tag in named}) < len(named):
        return named
    printed = printed_tags(page, start) or linked
    return printed if known.isdisjoint(map(fold, printed)) else ()


def printed_tags(page: Page, start: int, *, is_named: bool = False) -> tuple[str, ...] | None:
    """Return the keywords that the page prints behind the block *start*, mostly as links; None where it prints none.

    They are in an element named for them, without *is_named* also behind a heading for them.
    """
    outline = page.outline
    lists = (_links_named_for_tags,) if is_named else (_links_named_for_tags, _links_behind_heading, _links_by_address)
    linked = chain.from_iterable(find(outline, start) for find in lists)
    for texts in chain(
        (_without_counts(links) for links in linked), () if is_named else _unlinked_tags(outline, start)
    ):
        tags = tuple(dict.fromkeys(tag for text in texts if (tag := squash(text.lstrip("#＃").rstrip(_BETWEEN)))))
        tags = tuple(tag for tag in tags if not any(one.fullmatch(folded(tag)) for one in _NO_TAGS))
        titles = [tag for tag in tags if width(tag) > _LONGEST_USUAL_TAG]
        if len(titles) * 2 < len(tags):  # else they are links to other articles
            return tags
    return None


def _without_counts(links: Sequence[Link]) -> list[str]:
    """Return the texts of *links*, without the number in brackets, or in an element of its own, that each ends in."""
    texts = [_COUNT_BEHIND.sub("", link.text) for link in links]
    is_counted = all(
        text and text != link.text and (_ends_in_count(link) or (len(links) > 1 and _IN_BRACKETS.search(link.text)))
        for text, link in zip(texts, links, strict=True)
    )
    return texts if is_counted else [link.text for link in links]


def _ends_in_count(link: Link) -> bool:
    inner = islice(link.element.iterdescendants(), _MOST_INNER)
    return any(_COUNT_BEHIND.fullmatch(squash(text_of_element(one))) for one in inner)


def _unlinked_tags(outline: Outline, start: int) -> Iterator[list[str]]:
    """Give the texts in an element named for keywords where each element in it is named for one, too, without links.

    It may be right above the headline.
    """
    for element in [one for one, kinds in outline.named if kinds & KEYWORDS]:  # in order: a set has another each time
        span = outline.span_of(element)
        if span is None or span[1] < start - _ABOVE or next(element.iter("a"), None) is not None:
            continue
        parts = list(islice(element, _MOST_TAGS + 1))
        texts = ["".join(map(str, one.itertext())) for one in parts]
        is_named = all(KEYWORD_NAME.search(one.get("class") or "") for one in parts)
        texts = texts or re.split(r"\s*[|｜]\s*", squash(element.text or ""))  # パン｜給食｜町のパン屋
        if len(texts) > (not parts) and len(texts) <= _MOST_TAGS and is_named and max(map(len, texts)) <= _LONGEST_TAG:
            yield texts


def _links_named_for_tags(outline: Outline, start: int) -> Iterator[list[Link]]:
    groups: dict[Element, list[Link]] = {}
    lists = outline.named_as(KEYWORDS)
    for link in outline.links if lists else ():
        if (
            link.first < start
            or CATEGORY.search(link.href)
            or not 0 < len(link.text) <= _LONGEST_TAG
            or _is_menu(outline, link)
        ):
            continue
        if around := [one for one in islice(link.element.iterancestors(), _LEVELS) if one in lists]:
            groups.setdefault(around[-1], []).append(link)
    for elements in _side_by_side(groups):
        links = [link for element in elements for link in groups[element]]
        spans = [span for element in elements if (span := outline.span_of(element))]
        if spans and len(links) <= _MOST_TAGS:
            whole = sum(_length(block) for first, end in spans for block in outline.blocks[first:end])
            linked = sum(len(link.text) for first, end in spans for link in outline.links_between(first, end))
            if linked >= whole * _SHARE:
                yield links


def _length(block: Block) -> int:
    """Return the length of what *block* prints, without a label for keywords beside links to them."""
    is_labelled = block.links and HEADING_OF_TAGS.fullmatch(letters(block.unlinked))
    return block.linked if is_labelled else len(block.text)


def _side_by_side(elements: Iterable[Element]) -> list[list[Element]]:
    """Return *elements* in groups of neighbours: a list may have the name of keywords on each of its items."""
    found: list[list[Element]] = []
    for element in elements:
        if found and element.getprevious() is found[-1][-1]:
            found[-1].append(element)
        else:
            found.append([element])
    return found


def _is_menu(outline: Outline, link: Link) -> bool:
    """Return whether *link* is in a menu, such as a list of all topics, and not in an article's own foot.

    So is a topic with the count of its articles in a side column: 環境 (7).
    """
    zones = outline.blocks[link.first].zones if link.first < len(outline.blocks) else 0
    is_cloud = bool(zones & ASIDE) and _IN_BRACKETS.search(link.text) is not None
    return bool(zones & (NAV | OTHER)) or (
        (is_cloud or bool(zones & FOOTER)) and next(link.element.iterancestors("article"), None) is None
    )


def _links_behind_heading(outline: Outline, start: int) -> Iterator[list[Link]]:
    """Give the links behind each heading for keywords, or beside it in one line.

    In a menu or the site's foot it must name this article.
    """
    for block in outline.blocks[max(0, start) :]:
        label = block.unlinked if block.linked else block.text
        if 0 < len(label) <= _LONGEST_TAG and (heading := _heading_of_tags(label)):
            behind = outline.blocks[block.index + 1 :]
            end = next((one.index for one in behind if letters(one.unlinked)), len(outline.blocks))
            is_own = OF_THIS_ARTICLE.search(heading)
            between = block.links if block.linked else outline.links_between(block.index + 1, end)
            links = [link for link in between if link.text and (is_own or not _is_menu(outline, link))]
            links = _of_one_form(links)
            if links and len(links) <= _MOST_TAGS and all(len(link.text) <= _LONGEST_TAG for link in links):
                yield links


@lru_cache(maxsize=4096)  # the short lines of a page are on the next one, too
def _heading_of_tags(line: str) -> str | None:
    """Return the heading for keywords that *line* is, folded; None for another line."""
    heading = folded(line).rstrip(":：,，、|·/#＃")
    return heading if HEADING_OF_TAGS.fullmatch(heading) else None


def _of_one_form(links: list[Link]) -> list[Link]:
    """Return the first of *links* that are held alike: a link to the front page below keywords is in something else."""
    forms = [[one.tag for one in islice(link.element.iterancestors(), 2)] for link in links]
    return [link for link, _ in takewhile(lambda pair: pair[1] == forms[0], zip(links, forms, strict=True))]


_LONGEST_BESIDE, _TITLE = 24, 24
"""A row has so many letters beside its links at most; so many columns on a link are a title."""
_NEIGHBOURS = frozenset({"prev", "next"})
_FAR_APART = 3
"""So many lines without a link to a tag part two rows."""


def _links_by_address(outline: Outline, start: int) -> Iterator[list[Link]]:
    """Give the links of the one row behind the block *start* whose addresses are those of tags' lists: /tag/harbour.

    A row has no heading right above and no linked title beside it. Several rows are those of teasers.
    """
    rows = _rows_of_tags(outline, start) if 0 <= start < len(outline.blocks) else []
    if len(rows) != 1 or len(rows[0]) > _MOST_TAGS:
        return
    if not any(TAGS.search(one.href) for one in rows[0]) and not _are_below_text(rows[0], start, outline):
        return
    above, below = rows[0][0].first - 1, rows[0][-1].first + 1
    is_headed = above != start and bool(outline.blocks[above].zones & HEADING)
    around = [one for at in (above, below) if at != start for one in outline.blocks[at : at + 1]]
    if not is_headed and not any(map(_is_linked_title, around)):
        yield rows[0]


def _rows_of_tags(outline: Outline, start: int) -> list[list[Link]]:
    """Return links to tags and topics behind the block *start*, row by row.

    A row has no more words beside its links than a label has. It is in the headline's `article`, or in the `main`
    around that, where there is one.
    """
    own = _article_of(outline.blocks[start].element)
    places = [own] if own is None else [own, *own.iterancestors("main")]
    rows: list[list[Link]] = []
    last = -1
    for link in outline.links_between(start + 1, len(outline.blocks)):
        if not 0 < len(link.text) <= _LONGEST_TAG or not _leads_to_topic(link.href):
            continue
        block = outline.blocks[link.first]
        if _article_of(link.element) not in places or not _is_row(block, is_in_article=own is not None):
            continue
        if link.first - last > _FAR_APART or not rows:
            rows.append([])
        rows[-1].append(link)
        last = link.first
    return rows


@lru_cache(maxsize=8192)  # menus are on every page
def _leads_to_topic(href: str) -> bool:
    return TAGS_AND_TOPICS.search(href) is not None


def _are_below_text(links: Sequence[Link], start: int, outline: Outline) -> bool:
    """Return whether *links*, two at least, are behind a sentence below the block *start*: one above is a section."""
    return len(links) > 1 and any(ends_sentence(one.text) for one in outline.blocks[start + 1 : links[0].first])


def _is_linked_title(block: Block) -> bool:
    if block.zones & (NAV | OTHER) or any(
        not _NEIGHBOURS.isdisjoint((one.element.get("rel") or "").split()) for one in block.links
    ):
        return False  # the article before or after this one
    long = (one for one in block.links if width(one.text) >= _TITLE and not TOPICS.search(one.href))
    return any(2 * len(one.text) > len(block.text) for one in long)


def _article_of(element: Element) -> Element | None:
    return next(element.iterancestors("article", "main"), None)


def _is_row(block: Block, *, is_in_article: bool) -> bool:
    outside = OUTSIDE & ~FOOTER if is_in_article else OUTSIDE
    if block.zones & (outside | HEADING) or ends_sentence(block.text):
        return False
    return len(letters(without_times(block.unlinked))) <= _LONGEST_BESIDE


_LONGEST_LINE, _MOST_FOOTERS, _MOST_LINES = 120, 3, 8
_MOST_DATED = 2


def dated_below(page: Page, headline_block: int) -> list[Block]:
    """Return the lines below the headline's text that hold its time: those of its foot, else the only marked one."""
    if not 0 <= headline_block < len(page.outline.blocks):
        return []
    return _foot_lines(page, headline_block) or _marked_below(page, headline_block)


def _foot_lines(page: Page, headline_block: int) -> list[Block]:
    """Return the one or two lines with a time in the `footer` of the `article` that holds the headline.

    Where it links other articles, nothing is returned. The foot of an `article` inside it is of a comment or a teaser.
    """
    outline = page.outline
    own = next(outline.blocks[headline_block].element.iterancestors("article"), None)
    if own is None:
        return []
    footers = [one for one in own.iter("footer") if next(one.iterancestors("article"), None) is own]
    spans = [span for one in footers[:_MOST_FOOTERS] if (span := outline.span_of(one))]
    lines = [block for first, last in spans for block in outline.blocks[first:last]]
    if len(lines) > _MOST_LINES or any(len(one.text) > _LONGEST_LINE or _links_another(one, page) for one in lines):
        return []
    dated = [one for one in lines if NUMBERS_OF_TIME.search(one.text)]
    return dated if len(dated) <= _MOST_DATED else []


_MOST_TIMES, _LEVELS_OF_TIME, _NEAR_TIME = 40, 4, 2


def _marked_below(page: Page, headline_block: int) -> list[Block]:
    """Return the line with the only `time` elements that the page has beside those of comments, menus and others.

    It is below the first paragraph, in the headline's `article` or `main` where there is one, and no title of another
    article is beside it. Themes of blocks print the time below a text, in no `article` and no `footer`.
    """
    outline = page.outline
    own = _article_of(outline.blocks[headline_block].element)
    outside = OUTSIDE if own is None else OUTSIDE & ~FOOTER
    lines: list[Block] = []
    for element in outline.own_among(page.tagged("time"))[:_MOST_TIMES]:
        line = _line_of(element, outline)
        if line is None or line.zones & outside or not element.get("datetime"):
            continue
        if line not in lines:
            lines.append(line)
    if len(lines) != 1 or (own is not None and own not in lines[0].element.iterancestors()):
        return []
    line, near = lines[0], _NEAR_TIME
    above = outline.blocks[headline_block + 1 : line.index]
    around = outline.blocks[max(headline_block + 1, line.index - near) : line.index + near + 1]
    is_below = any(ends_sentence(one.text) and width(one.text) > _LONGEST_TAG for one in above)
    is_own = is_below and not any(map(_is_linked_title, around)) and not _links_another(line, page)
    return [line] if is_own and len(line.text) <= _LONGEST_LINE else []


def _line_of(element: Element, outline: Outline) -> Block | None:
    """Return the line that prints *element*; None where no line near holds it."""
    shown = text_of_element(element)
    for around in islice(element.iterancestors(), _LEVELS_OF_TIME):
        if span := outline.span_of(around):
            return next((one for one in islice(outline.blocks, *span) if shown and shown in one.text), None)
    return None


def _links_another(block: Block, page: Page) -> bool:
    """Return whether *block* may link another article: a link that is of no writer, category or tag, nor of *page*."""
    others = (one.href for one in block.links if not WRITERS.search(one.href) and not TOPICS.search(one.href))
    return any(page.absolute(href) != page.url for href in others)


def before_topics(block: Block) -> str:
    """Return what *block* prints before its first link to a tag's or category's list, without the label of that."""
    if not any(TOPICS.search(one.href) for one in block.links):
        return ""
    links = block.links
    runs = takewhile(lambda run: run[1] is None or not TOPICS.search(links[run[1]].href), block.runs)
    return FILED_BEHIND.sub("", squash("".join(text for text, _ in runs)))


def is_of_topics(block: Block) -> bool:
    """Return whether *block* links lists of a tag or category and no writer: カテゴリ スポーツ is no name."""
    hrefs = [link.href for link in block.links]
    return any(map(TOPICS.search, hrefs)) and not any(map(WRITERS.search, hrefs))
