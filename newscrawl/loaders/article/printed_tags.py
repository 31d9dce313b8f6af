"""Tags and section as the page prints them: in marked links, and in breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from newscrawl.extraction.body.other_texts import titled_box
from newscrawl.extraction.document.blocks import Block, Link, Outline, folded
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, FOOTER, KEYWORDS, NAV, TRAIL
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.clean_headline import is_home
from newscrawl.extraction.metadata.declared_data import Node, text_of, types_of
from newscrawl.extraction.people.plausible_names import is_house
from newscrawl.loaders.article.list_addresses import CATEGORY
from newscrawl.loaders.rules.select import CompiledRule
from newscrawl.loaders.rules.values import ReadContext, houses_of, read_tags
from newscrawl.text import fold, letters, squash

_ARROWS = re.compile(r"[>›»＞→≫]")
_LONGEST_CRUMB = 24
_CATEGORY_NAME = re.compile(r"categor|(?<![a-z])cats?(?![a-z])", re.IGNORECASE)
_CATEGORY_LEVELS = 2
_TRAIL_LEVELS = 5
_MOST_CATEGORIES = 3
_MOST_TEASED = 40
"""So many links to categories are looked at: each asks for the title of a box."""


def section_of_trail(page: Page, setting: ReadContext, headline: str | None) -> tuple[str, str] | None:
    """Return the section that the page's trail names right before the headline, and the rule; None for none."""
    trails = (("general:breadcrumbs", _told(page)), ("general:trail", _printed(page)))
    own = letters(headline or "")
    for rule, names in trails:
        kept = [name for name in names if letters(name) not in {own, *setting.around.names} and not is_home(name)]
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


def _told(page: Page) -> list[str]:
    """Return the names of the page's longest list of crumbs in JSON-LD, in the order of their positions."""
    lists = [list(_crumbs(node)) for node in page.nodes if "BreadcrumbList" in types_of(node)]
    return max(lists, key=len, default=[])


def _crumbs(node: Node) -> Iterator[str]:
    members = node.get("itemListElement")
    for member in members if isinstance(members, list) else []:
        if isinstance(member, dict):
            name = text_of(member.get("name") or member.get("item"))
            if name and "://" not in name:
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
        if len(block.links) > 1 and is_home(block.links[0].text) and _ARROWS.match(block.unlinked):
            yield [squash(link.text) for link in block.links if link.text]


def _around(link: Link, level_count: int) -> Iterator[Element]:
    """Give the elements around *link*, the lowest first."""
    return islice(link.element.iterancestors(), level_count)


_DATA = frozenset({"jsonld:keywords", "microdata:keywords"})
_SHORTER = ("meta:article:tag", "meta:news_keywords", "meta:keywords")
_HEADING = re.compile(
    r"(?:この記事の|関連)?(?:キーワード|タグ|ハッシュタグ|トピックス?)|(?:関連)?(?:key)?words?|tags?|topics|"
    r"schlagw(?:ö|oe)rter|schlagworte|themen|mots-clés|etiquetas|키워드|태그|標籤|关键词"
)
_KEYWORD = re.compile(r"(?<![a-z])(?:tag|keyword|label)s?(?![a-z])", re.IGNORECASE)
_LEVELS, _ABOVE = 5, 4
_LONGEST, _MOST = 40, 25
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
        return tuple(tag for tag in taken if not is_house(tag, houses)) or taken, source
    if source not in _DATA:
        return taken, source
    known = {fold(tag) for tag in taken}
    for rule in rules:
        if rule.source in _SHORTER and (raw := rule.find(setting.page)):
            shorter = read_tags(raw, setting) or ()
            if len(shorter) > 1 and {fold(tag) for tag in shorter} < known:
                return shorter, rule.source
    return taken, source


def printed_tags(page: Page, start: int) -> tuple[str, ...] | None:
    """Return the keywords that the page prints behind the block *start*, mostly as links; None where it prints none.

    They are in an element named for them, or behind a heading that says so.
    """
    linked = chain(_named(page.outline, start), _headed(page.outline, start))
    for texts in chain(([link.text for link in links] for links in linked), _unlinked(page.outline, start)):
        if tags := tuple(dict.fromkeys(tag for text in texts if (tag := squash(text.lstrip("#＃"))))):
            return tags
    return None


def _unlinked(outline: Outline, start: int) -> Iterator[list[str]]:
    """Give the texts in an element named for keywords where each element in it is named for one, too, without links.

    It may be right above the headline.
    """
    for element in outline.named_as(KEYWORDS):
        span = outline.span_of(element)
        if span is None or span[1] < start - _ABOVE or next(element.iter("a"), None) is not None:
            continue
        parts = list(islice(element, _MOST + 1))
        texts = ["".join(map(str, one.itertext())) for one in parts]
        is_named = all(_KEYWORD.search(one.get("class") or "") for one in parts)
        if 0 < len(parts) <= _MOST and is_named and all(len(text) <= _LONGEST for text in texts):
            yield texts


def _named(outline: Outline, start: int) -> Iterator[list[Link]]:
    groups: dict[Element, list[Link]] = {}
    lists = outline.named_as(KEYWORDS)
    for link in outline.links if lists else ():
        if (
            link.first < start
            or CATEGORY.search(link.href)
            or not 0 < len(link.text) <= _LONGEST
            or _is_menu(outline, link)
        ):
            continue
        if around := [one for one in _around(link, _LEVELS) if one in lists]:
            groups.setdefault(around[-1], []).append(link)
    for element, links in groups.items():
        span = outline.span_of(element)
        if span and len(links) <= _MOST:
            whole = sum(len(block.text) for block in outline.blocks[span[0] : span[1]])
            if sum(len(link.text) for link in outline.links_between(*span)) >= whole * _SHARE:
                yield [link for link in links if not _HEADING.fullmatch(folded(link.text))]


def _is_menu(outline: Outline, link: Link) -> bool:
    """Return whether *link* is in a menu, such as a list of all topics, and not in an article's own foot."""
    zones = outline.blocks[link.first].zones if link.first < len(outline.blocks) else 0
    return bool(zones & NAV) or (bool(zones & FOOTER) and next(link.element.iterancestors("article"), None) is None)


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
    own = (link for link in islice(named, _MOST_TEASED) if titled_box(link.element, page, is_below_title=False) is None)
    return next((link.text for link in own), None)


def _is_named_category(link: Link) -> bool:
    around = (link.element, *_around(link, _CATEGORY_LEVELS))
    return _CATEGORY_NAME.search(" ".join(one.get("class") or "" for one in around)) is not None


def _headed(outline: Outline, start: int) -> Iterator[list[Link]]:
    for block in outline.blocks[max(0, start) :]:
        if len(block.text) <= _LONGEST and not block.links and _HEADING.fullmatch(folded(block.text)):
            end = next((one.index for one in outline.blocks[block.index + 1 :] if one.unlinked), len(outline.blocks))
            links = [link for link in outline.links_between(block.index + 1, end) if link.text]
            if links and len(links) <= _MOST and all(len(link.text) <= _LONGEST for link in links):
                yield links
