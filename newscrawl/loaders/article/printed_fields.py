"""What no rule gives: writers, times, section and keywords, as printed around the headline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from newscrawl.extraction.body.line_kinds import card_of_facts, field_of, is_end, labelled_values
from newscrawl.extraction.body.other_texts import titled_box
from newscrawl.extraction.document.blocks import Block, Link, Outline
from newscrawl.extraction.document.other_articles import is_of_masthead
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, BYLINE, CAPTION, HEADING, NAV, OTHER, QUOTE, TRAIL
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.clean_headline import is_front, is_home
from newscrawl.extraction.headline.printed_headline import NOT_PRINTED, blocks_behind
from newscrawl.extraction.metadata.declared_data import Node, text_of, types_of
from newscrawl.extraction.people.plausible_names import is_house
from newscrawl.extraction.people.read_people import read_authors
from newscrawl.items import Author
from newscrawl.loaders.article.article_loader import RULED, ArticleLoader
from newscrawl.loaders.article.field_forms import (
    ARROWS,
    BETWEEN_KEYWORDS,
    CATEGORY,
    CATEGORY_NAME,
    FILED_IN,
    LAST_PART,
    TERMS,
    TOPICS,
)
from newscrawl.loaders.article.printed_authors import labelled_authors, parted_authors
from newscrawl.loaders.article.printed_links import dated_below, printed_tags
from newscrawl.loaders.article.signs import Sign
from newscrawl.loaders.article.times import printed_times, reconcile
from newscrawl.loaders.article.times_elsewhere import last_resorts
from newscrawl.loaders.article.who_wrote import sign_above
from newscrawl.loaders.rules.values import ReadContext, data_times, houses_of
from newscrawl.text import ends_sentence, letters, squash, width

_FAR, _BEFORE, _BYLINES_BEFORE = 12, 3, 8
_LONGEST, _MOST_LINKS, _LEAST_TEXT, _SHORTEST_TITLE = 120, 40, 80, 8


def add_printed(loader: ArticleLoader) -> None:
    """Add what is printed around the headline, and in the page's lists, to the fields that no rule gave."""
    missing = {name for name in RULED if not loader.get_collected_values(name)}
    is_housed = loader.house is not None
    houses = houses_of(loader.setting)
    byline = printed_byline(loader.page, loader.headline_block, missing=missing, houses=houses, is_housed=is_housed)
    _settle_times(loader)
    loader.add_reading("authors", byline.authors or None, "general:byline")
    loader.sign = byline.sign
    if loader.house and not loader.value("authors"):
        loader.add_reading("authors", loader.house.value, loader.house.source, is_settled=True)
    if not loader.value("authors"):  # a card names who posted: often not the printed writer
        loader.add_rule("authors", "meta:twitter:author")
    _cut_author(loader)
    if loader.explains or not loader.value("tags"):
        printed = printed_tags(loader.page, loader.headline_block) or ()
        if not set(byline.tags) < set(printed):  # a label's first cell may be one of a list
            loader.add_reading("tags", byline.tags or None, "general:label")
        loader.add_reading("tags", printed or None, "general:tags")
    loader.add_reading("section", byline.section, "general:label")
    _add_section(loader)
    loader.add_reading("language", loader.page.language, "html:lang")
    if loader.site.portal:
        loader.add_reading("language", loader.site.portal.language, "general:portal_language")


def _settle_times(loader: ArticleLoader) -> None:
    """Set the times to what all witnesses come to: those that rules gave first may be refused or made finer."""
    page, zone, at = loader.page, loader.setting.zone, loader.captured_at
    witnesses = [*data_times(loader.site.rules, loader.setting)]
    witnesses += printed_times(page, loader.headline_block, near_lines(page, loader.headline_block), zone, at)
    if not any(one.field == "published_at" for one in witnesses):
        witnesses += printed_times(page, NOT_PRINTED, dated_below(page, loader.headline_block), zone, at)
    if not any(one.field == "published_at" for one in witnesses):
        witnesses += last_resorts(page, loader.headline_block, zone, at)
    times = reconcile(witnesses, zone)
    for name, chosen in (("published_at", times.published), ("modified_at", times.modified)):
        reading = loader.get_output_value(name)
        if loader.has_own(name):
            continue
        if chosen is None:
            loader.refuse(name)
        elif reading is None or (reading.value, reading.source) != (chosen.at, chosen.source):
            loader.add_reading(name, chosen.at, chosen.source, is_settled=True)
        loader.disagreements |= {key: value for key, value in times.disagreements.items() if key == name}
    loader.has_zone = times.has_zone or loader.site.portal is not None or zone.key != "UTC"


def _cut_author(loader: ArticleLoader) -> None:
    """Cut an author's name off a headline that no block prints: titles end in one."""
    headline = loader.get_output_value("headline")
    if headline is None or loader.headline_block != NOT_PRINTED:
        return
    match = LAST_PART.match(headline.value)
    if match and letters(match["last"]) in {letters(author.name) for author in loader.value("authors") or ()}:
        loader.add_reading("headline", match["first"], headline.source, is_settled=True)


def _add_section(loader: ArticleLoader) -> None:
    """Add the section in the heading of the section's own ranking, else that of the trail above the article."""
    if loader.value("section"):
        return
    headings = (one.heading for one in loader.lists.lists if one.heading.kind == "section_ranking")
    if own := next((heading for heading in headings if heading.section), None):
        loader.add_reading("section", own.section, "general:ranking_heading")
    elif trail := section_of_trail(loader.page, loader.setting, loader.value("headline")):
        loader.add_reading("section", *trail)
    else:
        named = section_of_category(loader.page, loader.headline_block)
        named = named or section_of_address(lines_above_text(loader.page, loader.headline_block))
        named = named or section_above(loader.page, loader.headline_block)
        loader.add_reading("section", named, "general:category")


@dataclass(slots=True)
class Byline:
    """What the lines around a headline give."""

    authors: tuple[Author, ...] = ()
    sign: Sign | None = None
    """The line that names the authors, where none has a label of the page's list."""
    section: str | None = None
    tags: tuple[str, ...] = ()


def printed_byline(
    page: Page,
    headline_block: int,
    *,
    missing: Collection[str],
    houses: Sequence[str] = (),
    is_housed: bool = False,
) -> Byline:
    """Return what is printed near the block *headline_block* of the fields that are *missing*.

    Authors who are nobody but the house (*houses*) are taken where nobody else is named; where data name the house
    already (*is_housed*), an agency needs a label to take its place.
    """
    blocks = page.outline.blocks
    found = Byline()
    for block in near_lines(page, headline_block):
        if not block.zones & CAPTION:
            _take_labelled(block, blocks, found, houses)
    for block in card_of_facts(page.outline) if {"authors", "section", "tags"} & {*missing} else ():
        _take_labelled(block, blocks, found, houses)
    if "authors" in missing and all(is_house(author.name, houses) for author in found.authors):
        found.sign = sign_above(blocks, headline_block, houses, is_housed=is_housed)
        found.authors = found.sign.authors if found.sign else found.authors
    return found


def near_lines(page: Page, headline_block: int) -> list[Block]:
    """Return the short lines behind the block *headline_block*, those right before it, and bylines a little farther.

    Those in an `article` that does not hold the headline, as others do, are of a teaser.
    """
    blocks = page.outline.blocks
    near = [*_above_cards(blocks_behind(blocks, headline_block, _FAR))]
    nearest = headline_block - _BEFORE
    before = blocks[max(0, headline_block - _BYLINES_BEFORE) : max(0, headline_block)]
    around = [*blocks[headline_block].element.iterancestors()] if headline_block >= 0 else []
    own = (one for one in before if not one.zones & (NAV | OTHER) and not is_of_masthead(one.element, around))
    near += [block for block in own if block.index >= nearest or block.zones & BYLINE]
    articles = {None, *(one for one in around if one.tag == "article")}
    if len(articles) > 1:
        near = [block for block in near if next(block.element.iterancestors("article"), None) in articles]
    return [block for block in near if len(block.text) <= _LONGEST and not block.zones & QUOTE]


def _above_cards(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give *blocks* up to a heading behind a text that is on a link, or names a list: other articles begin there."""
    is_behind = False
    for block in blocks:
        is_title = block.zones & (HEADING | BYLINE) == HEADING and block.linked * 2 > len(block.text) >= _SHORTEST_TITLE
        if is_behind and (is_title or (block.zones & HEADING and is_end(block))):
            return
        is_behind = is_behind or (ends_sentence(block.text) and width(block.text) > _LEAST_TEXT)
        yield block


def lines_above_text(page: Page, headline_block: int) -> list[Block]:
    """Return the short lines around the block *headline_block* that are above the first line of a text.

    A line right before a headline is its own where it has the only link to a category there: others are a menu.
    """
    blocks = page.outline.blocks
    behind = takewhile(
        lambda block: len(block.text) <= _LONGEST and not ends_sentence(block.text),
        blocks_behind(blocks, headline_block, _FAR),
    )
    before = blocks[max(0, headline_block - _BEFORE) : max(0, headline_block)]
    filing = [
        one for one in before if not one.zones & (NAV | OTHER) for link in one.links if CATEGORY.search(link.href)
    ]
    return [*(filing if len(filing) == 1 else ()), *behind]


def _take_labelled(block: Block, blocks: Sequence[Block], found: Byline, houses: Sequence[str]) -> None:
    values = [(one.field, _on_links(one.value, block) or one.value) for one in labelled_values(block.text)]
    if any(name == "authors" for name, _ in values):
        found.authors = found.authors or parted_authors(block, houses, is_by_time=True) or labelled_authors(block)
    if block.tag in TERMS and (named := field_of(block.text)):
        values = [(named, _cell(behind)) for behind in blocks[block.index + 1 : block.index + 2]]
    if filed := _filed_in(block):
        values.append(("section", filed))
    for name, value in values:
        _take(name, value, found)


def _filed_in(block: Block) -> str | None:
    """Return the category that *block* links as a whole line such as ``In Sports.``, ``Filed under: 経済``."""
    if len(block.links) != 1 or not CATEGORY.search(block.links[0].href):
        return None
    name = squash(block.links[0].text)
    before, _, behind = squash(block.text).partition(name)
    return name if name and behind in {"", ".", "。"} and FILED_IN.fullmatch(before.rstrip()) else None


def _take(name: str, value: str, found: Byline) -> None:
    """Take the first *value* that is printed for a field."""
    if name == "section":
        found.section = found.section or value or None
    elif name == "tags":
        found.tags = found.tags or keywords_of(value)
    elif name == "authors":
        found.authors = found.authors or tuple(read_authors(value))


def _on_links(value: str, block: Block) -> str | None:
    """Return the *value* of a label as a list, where links in *block* print all of it up to a full stop or bar."""
    texts = [link.text for link in block.links[:_MOST_LINKS] if link.text]
    before, last, behind = value.rpartition(texts[-1] if texts else "\n")
    value = f"{before}{last}" if behind.lstrip().startswith((".", "。", "|", "｜")) else value
    tails = (texts[start:] for start in range(len(texts)))
    return next(("、".join(tail) for tail in tails if letters("".join(tail)) == letters(value)), None)


def _cell(block: Block) -> str:
    """Return the value in a cell: the words on its links, where it holds several."""
    return "、".join(link.text for link in block.links) if len(block.links) > 1 else block.text


def keywords_of(text: str) -> tuple[str, ...]:
    """Return the keywords of a printed list, each once."""
    return tuple(dict.fromkeys(word for part in BETWEEN_KEYWORDS.split(text) if (word := squash(part))))


_LONGEST_CRUMB = 24
_CATEGORY_LEVELS, _TRAIL_LEVELS = 2, 5
_LEAST_TITLE, _LONGEST_TITLE, _MOST_CRUMBS = 6, 200, 6
_MOST_CATEGORIES = 3
_HEADER_LEVELS, _MOST_TEASED = 2, 40
_WHOLE_PAGE = frozenset({"main", "body", "html"})


def section_of_trail(page: Page, setting: ReadContext, headline: str | None) -> tuple[str, str] | None:
    """Return the section that the page's trail names right before the headline, and the rule; None for none."""
    own = letters(headline or "")
    printed = _printed(page) or _leading_to(own, page.outline)
    trails = (("general:breadcrumbs", _declared_crumbs(page)), ("general:trail", printed))
    for rule, names in trails:
        others = (name for name in names if letters(name) not in {own, *setting.around.names})
        kept = [name for name in others if not is_home(name) and not name.isdecimal()]
        if kept and len(kept[-1]) <= _LONGEST_CRUMB and not kept[-1].startswith("@"):
            return kept[-1], rule
    return None


def section_of_address(lines: Sequence[Block]) -> str | None:
    """Return the first category that *lines*, the short ones above a text, link by its usual address; None for none.

    A line with more of them is a menu.
    """
    for block in lines:
        names = [squash(link.text) for link in block.links if _is_category(link)]
        if names and len(names) <= _MOST_CATEGORIES and len(names[0]) <= _LONGEST_CRUMB:
            return names[0]
    return None


def _is_category(link: Link) -> bool:
    """Return whether *link* leads to a category's list by its address, and its page does not call it a tag."""
    relations = (link.element.get("rel") or "").lower().split()
    return bool(link.text and CATEGORY.search(link.href)) and ("tag" not in relations or "category" in relations)


def section_below(lines: Sequence[Block], is_cut: bool) -> str | None:
    """Return the category that one of *lines*, the article's foot, links; None where several do, as a menu does.

    Where *is_cut*, a title follows the last line: a category in that line is of the title's article.
    """
    lines = lines[:-1] if is_cut else lines
    filing = [one for one in lines if not one.zones & (NAV | ASIDE) and any(CATEGORY.search(x.href) for x in one.links)]
    return section_of_address(filing) if len(filing) == 1 else None


def section_above(page: Page, start: int) -> str | None:
    """Return the words of the one link above the headline, the block *start*, in its header; None for none.

    It leads to a list of articles, of a tag, too. Several links there are tags or a menu.
    """
    blocks = page.outline.blocks
    above = blocks[max(0, start - _BEFORE) : max(0, start)]
    own = [one for one in above if _has_header_of(one, blocks[start])]
    if len(own) != 1 or own[0] is not above[-1] or own[0].zones & NAV or own[0].unlinked:
        return None
    names = [squash(link.text) for link in own[0].links if TOPICS.search(link.href)]
    return names[0] if len(names) == len(own[0].links) == 1 and len(names[0]) <= _LONGEST_CRUMB else None


def _has_header_of(line: Block, headline: Block) -> bool:
    """Return whether *line* is in the element around *headline*, or in the one around that."""
    headers = [one for one in islice(headline.element.iterancestors(), _HEADER_LEVELS) if one.tag not in _WHOLE_PAGE]
    return any(one in headers for one in (line.element, *line.element.iterancestors()))


def _declared_crumbs(page: Page) -> list[str]:
    """Return the names of the page's longest list of crumbs in JSON-LD, in the order of their positions."""
    lists = [list(_crumbs(node)) for node in page.nodes if "BreadcrumbList" in types_of(node)]
    return max(lists, key=len, default=[])


def _crumbs(node: Node) -> Iterator[str]:
    members = node.get("itemListElement")
    for number, member in enumerate(members if isinstance(members, list) else []):
        if isinstance(member, dict):
            item = member.get("item")
            name = text_of(member.get("name") or item)
            address = text_of((item.get("@id") or item.get("url")) if isinstance(item, dict) else item)
            is_home_page = number == 0 and address is not None and is_front(address)
            if name and "://" not in name and not is_home_page:
                yield squash(name)


def _printed(page: Page) -> list[str]:
    """Return what is printed on the links of the element that is named for a trail, else of a line with arrows."""
    trails = page.outline.named_as(TRAIL)
    links = page.outline.links if trails else ()
    named = [squash(link.text) for link in links if link.text and not trails.isdisjoint(_around(link, _TRAIL_LEVELS))]
    return named or next(_with_arrows(page), [])


def _with_arrows(page: Page) -> Iterator[list[str]]:
    """Give the words on the links of each line that leads from the front page by arrows: ホーム > 政治."""
    for block in page.outline.blocks:
        if len(block.links) > 1 and is_home(block.links[0].text) and ARROWS.match(block.unlinked):
            yield [squash(link.text) for link in block.links if link.text]


def _leading_to(headline: str, outline: Outline) -> list[str]:
    """Return the words on the links, each a line, that lead from the front page to the *headline*'s letters."""
    for block in outline.blocks if headline else ():
        own = letters(block.text) if _LEAST_TITLE <= len(block.text) <= _LONGEST_TITLE else ""
        if block.zones & HEADING or len(own) < _LEAST_TITLE or not headline.startswith(own):
            continue
        before = outline.blocks[max(0, block.index - _MOST_CRUMBS) : block.index]
        trail = list(takewhile(lambda one: len(one.links) == 1 and not one.unlinked, reversed(before)))
        names = [squash(one.text) for one in reversed(trail)]
        home = next((number for number, name in enumerate(names) if is_home(name)), None)
        if home is not None:
            return names[home + 1 :]
    return []


def _around(link: Link, level_count: int) -> Iterator[Element]:
    """Give the elements around *link*, the lowest first."""
    return islice(link.element.iterancestors(), level_count)


_LIST_BEHIND = re.compile(r"\s(?:の?(?:記事)?一覧(?:へ|を見る)?|をもっと見る)?\s?[>＞»›→]*$")
"""What a link to a category's list adds to its name."""


def section_of_category(page: Page, start: int) -> str | None:
    """Return the words on the first link to a category near the headline, the block *start*, or behind the text.

    Two witnesses agree: its address is that of a category, and an element around it, or it, is named for one. A box
    that teases another article names that one's category.
    """
    outline = page.outline
    article = next(outline.blocks[start].element.iterancestors("article"), None) if start >= 0 else None
    if article is None:
        return None
    short = (link for link in outline.links if len(link.text) <= _LONGEST_CRUMB and _is_category(link))
    named = (link for link in short if _is_named_category(link) and article in link.element.iterancestors("article"))
    near = (link for link in islice(named, _MOST_TEASED) if not outline.is_of_other(link.element))
    own = (link for link in near if titled_box(link.element, page, is_below_title=False) is None)
    return next((_LIST_BEHIND.sub("", link.text) or None for link in own), None)


def _is_named_category(link: Link) -> bool:
    around = (link.element, *_around(link, _CATEGORY_LEVELS))
    return CATEGORY_NAME.search(" ".join(one.get("class") or "" for one in around)) is not None
