"""The section of an article as the page prints it: in a trail, on a link to a category's list, in a header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from newscrawl.extraction.body.other_texts import titled_box
from newscrawl.extraction.document.blocks import Block, Link, Outline
from newscrawl.extraction.document.other_articles import is_of_masthead
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, HEADING, NAV, OTHER, TRAIL
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.clean_headline import is_front, is_home
from newscrawl.extraction.headline.printed_headline import blocks_behind
from newscrawl.extraction.metadata.declared_data import Node, text_of, types_of
from newscrawl.extraction.people.name_words import NEVER
from newscrawl.extraction.people.read_people import is_for_time
from newscrawl.loaders.article.article_loader import ArticleLoader
from newscrawl.loaders.article.field_forms import (
    ARROWS,
    CATEGORY,
    CATEGORY_NAME,
    CLASS_OF_SECTION,
    TOPICS,
    WRITERS,
)
from newscrawl.loaders.rules.values import ReadContext
from newscrawl.text import ends_sentence, letters, squash
from newscrawl.urls import absolute

_FAR, _BEFORE, _LONGEST = 12, 3, 120
_LISTS_ALL = re.compile(r"/(?:archives?|all|categories|tags)/?(?:index\.html?)?$", re.IGNORECASE)
"""The usual address of a list of all articles, sections or tags."""
_LONGEST_CRUMB, _LONGEST_NAME, _MOST_OF_MENUS = 24, 10, 400
_TRAIL_LEVELS, _CATEGORY_LEVELS = 5, 2
_LEAST_TITLE, _LONGEST_TITLE, _MOST_CRUMBS = 6, 200, 6
_MOST_CATEGORIES = 3
_HEADER_LEVELS, _MOST_TEASED = 2, 40
_WHOLE_PAGE = frozenset({"main", "body", "html"})


def add_section(loader: ArticleLoader) -> None:
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
        named = named or section_of_list_below(loader.page, loader.headline_block)
        is_tag = named is not None and named.startswith(_HASHES)
        loader.add_reading("section", None if is_tag else named, "general:category")


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


def section_of_trail(page: Page, setting: ReadContext, headline: str | None) -> tuple[str, str] | None:
    """Return the section that the page's trail names right before the headline, and the rule; None for none."""
    own = letters(headline or "")
    printed = _printed(page) or _leading_to(own, page.outline)
    trails = (("general:breadcrumbs", _declared_crumbs(page)), ("general:trail", printed))
    for rule, names in trails:
        others = (name for name in names if letters(name) not in {own, _KIND_OF_PAGE, *setting.around.names})
        kept = [name for name in others if not is_home(name) and not _OF_TIME.fullmatch(name) and not _OF_LETTER(name)]
        is_menu = bool(kept) and kept[-1].lower() in _OPENS_MENU
        if kept and not is_menu and len(kept[-1]) <= _LONGEST_CRUMB and not kept[-1].startswith("@"):
            return kept[-1], rule
    return None


_KIND_OF_PAGE = "article"
"""What a trail may have in the place of a section."""
_OPENS_MENU = frozenset({"more", "mehr", "plus", "más", "mais", "altro", "もっと見る", "더보기", "更多"})
"""What a menu ends in, and no trail."""
_OF_LETTER = re.compile(r"[A-Za-z]").fullmatch
"""A list of all that begins with a letter, and no section."""
_HASHES = ("#", "＃")
_OF_TIME = re.compile(r"(?:KW )?[\d\s./年月日년월일-]+")
"""A list of all articles of one day, week or year, and no section: 2026年12月1日, KW 15."""


def section_of_address(lines: Sequence[Block]) -> str | None:
    """Return the first category that *lines*, the short ones above a text, link by its usual address; None for none.

    A line with more of them is a menu.
    """
    for block in lines:
        names = [squash(link.text) for link in block.links if _is_category(link)]
        if names and len(names) <= _MOST_CATEGORIES and len(names[0]) <= _LONGEST_CRUMB:
            return names[0]
    return None


_LIST_OF_SECTION = re.compile(
    r"[【「『\[<＜]?(?P<name>[^\s「」【】]{1,10}?)[」』]?(?:の)?(?:最新)?(?:記事|ニュース)?(?:一覧|をもっと(?:見る|読む))(?:へ|を見る)?[】\]>＞»→]*"
)


def section_of_list_below(page: Page, start: int) -> str | None:
    """Return the section of the menu whose list the only such link behind the headline leads to: 【社会記事一覧へ】."""
    blocks = page.outline.blocks
    lines = (one for one in blocks[max(0, start) :] if len(one.links) in {1, 2} and not one.zones & (NAV | ASIDE))
    found = (_LIST_OF_SECTION.fullmatch(link.text) for one in lines for link in one.links if "一覧" in link.text)
    names = {match["name"] for match in found if match}
    menu = {link.text for one in blocks[:_MOST_OF_MENUS] if one.zones & NAV for link in one.links} if names else set()
    return names.pop() if len(names) == 1 and names <= menu else None


_FILED_BY_PAPER = re.compile(r"이 기사는 언론사에서 (?P<name>\S{1,12}) 섹션으로 분류했습니다")


def section_below(lines: Sequence[Block], is_cut: bool) -> str | None:
    """Return the category that one of *lines*, the article's foot, links; None where several do, as a menu does.

    Where *is_cut*, a title follows the last line: a category in that line is of the title's article.
    """
    lines = lines[:-1] if is_cut else lines
    if named := next(filter(None, (_FILED_BY_PAPER.match(one.text) for one in lines if one.text[:1] == "이")), None):
        return named["name"]
    filing = [one for one in lines if not one.zones & (NAV | ASIDE) and any(CATEGORY.search(x.href) for x in one.links)]
    return section_of_address(filing) if len(filing) == 1 else None


def section_above(page: Page, start: int) -> str | None:
    """Return the section in the one line above the headline, the block *start*, in its header; None for none.

    The line is one link to a list of articles: of a tag, of a folder of the page's address, or of the menu. Several
    links there are tags or a menu. Words without a link count where their element is named for a category.
    """
    blocks = page.outline.blocks
    above = blocks[max(0, start - _BEFORE) : max(0, start)]
    own = [one for one in above if _has_header_of(one, blocks[start])]
    if len(own) != 1 or own[0] is not above[-1] or own[0].zones & NAV or own[0].linked > _LONGEST_CRUMB:
        return None
    line = own[0]
    if is_of_masthead(line.element, [*blocks[start].element.iterancestors()]):
        return None
    if line.links:
        link = line.links[0]
        named = f"{line.element.get('class')} {link.element.get('class')}"
        is_filed = CLASS_OF_SECTION.search(named) or TOPICS.search(link.href)
        is_list = is_filed or _is_of_folder(link.href, page) or _is_in_menu(link, blocks)
        is_seal = next(link.element.iter("img"), None) is not None  # kitchen tested
        is_alone = not letters(line.unlinked) or is_for_time(line.unlinked)  # Politics, 27 November 2026
        is_named = len(line.links) == 1 and is_alone and not is_home(link.text) and not is_seal
        return squash(link.text) if is_named and is_list else None
    is_named = CATEGORY_NAME.search(line.element.get("class") or "") is not None and len(line.text) <= _LONGEST_NAME
    return line.text if is_named and not any(map(str.isdigit, line.text)) and not NEVER.match(line.text) else None


def _is_of_folder(href: str, page: Page) -> bool:
    """Return whether *href* leads to a folder of the page's own address, but not to the front page."""
    folder = (absolute(href, page.base_url) or "").rstrip("/") + "/"
    return not is_front(folder) and page.url.startswith(folder) and page.url != folder


def _is_in_menu(link: Link, blocks: Sequence[Block]) -> bool:
    menus = (one for block in blocks[:_MOST_OF_MENUS] if block.zones & NAV for one in block.links)
    address = link.href.rstrip("/")
    return any(one.text == link.text and one.href.rstrip("/") == address for one in menus)


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
    links = [link for link in links if link.text and not WRITERS.search(link.href)]  # Home > Jane Doe: her articles
    named = [squash(link.text) for link in links if not trails.isdisjoint(_around(link, _TRAIL_LEVELS))]
    return named or next(_with_arrows(page), [])


def _with_arrows(page: Page) -> Iterator[list[str]]:
    """Give the words on the links of each line that leads from the front page by arrows: ホーム > 政治."""
    for block in page.outline.blocks:
        if len(block.links) > 1 and is_home(block.links[0].text) and ARROWS.match(block.unlinked):
            yield [squash(link.text) for link in block.links if link.text]


def _leading_to(headline: str, outline: Outline) -> list[str]:
    """Return the words on the links, each a line, that lead from the front page to the *headline*'s letters."""
    for block in _behind_home(outline.blocks) if headline else ():
        own = letters(block.text) if _LEAST_TITLE <= len(block.text) <= _LONGEST_TITLE else ""
        if block.zones & HEADING or len(own) < _LEAST_TITLE or not headline.startswith(own):
            continue
        before = outline.blocks[max(0, block.index - _MOST_CRUMBS) : block.index]
        trail = list(takewhile(lambda one: len(one.links) == 1 and not one.unlinked, reversed(before)))
        if any(is_home(one.text) for one in trail):
            return _behind_last_home(trail[::-1])
    return []


def _behind_last_home(lines: Sequence[Block]) -> list[str]:
    """Return the words of *lines*, each a link, behind the last one to the front page; none of a menu's.

    A menu is printed twice, for wide and for narrow screens. A list of everything is no section.
    """
    names = [squash(one.text) for one in lines]
    homes = [number for number, name in enumerate(names) if is_home(name)]
    last = homes[-1] + 1
    if len(homes) > 1 and names[homes[-2] + 1 : homes[-1]] == names[last:]:
        return []
    kept = [one for one in lines[last:] if not _LISTS_ALL.search(one.links[0].href)]
    return [squash(one.text) for one in kept]


def _behind_home(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks that are so near behind a link to the front page that a trail may lead from it to them."""
    home: int | None = None
    for block in blocks:
        if home is not None and block.index - home <= _MOST_CRUMBS:
            yield block
        if len(block.links) == 1 and is_home(block.text):
            home = block.index


def _around(link: Link, level_count: int) -> Iterator[Element]:
    """Give the elements around *link*, the lowest first."""
    return islice(link.element.iterancestors(), level_count)


def _is_category(link: Link) -> bool:
    """Return whether *link* leads to a category's list by its address, and its page does not call it a tag."""
    relations = (link.element.get("rel") or "").lower().split()
    return bool(link.text and CATEGORY.search(link.href)) and ("tag" not in relations or "category" in relations)


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
    around = (link.element, *islice(link.element.iterancestors(), _CATEGORY_LEVELS))
    return CATEGORY_NAME.search(" ".join(one.get("class") or "" for one in around)) is not None
