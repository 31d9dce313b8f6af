"""The trail above an article, as a last word on its section: トップ > 社会 > headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.headline.clean_headline import is_home
from newscrawl.extraction.metadata.jsonld import Node, text_of, types_of
from newscrawl.extraction.tree import Element
from newscrawl.loaders.rules.values import ReadContext
from newscrawl.text import letters, squash

_NAMED = re.compile(r"bread-?_?crumbs?|pankuzu|topic-?_?path", re.IGNORECASE)
_ARROWS = re.compile(r"[>›»＞→≫]")
_LONGEST = 24
_LEVELS = 5


def section_of_trail(page: Page, setting: ReadContext, headline: str | None) -> tuple[str, str] | None:
    """Return the section that the page's trail names right before the headline, and the rule; None for none."""
    trails = (("general:breadcrumbs", _told(page)), ("general:trail", _printed(page)))
    own = letters(headline or "")
    for rule, names in trails:
        kept = [name for name in names if letters(name) not in {own, *setting.around.names} and not is_home(name)]
        if kept and len(kept[-1]) <= _LONGEST and not kept[-1].startswith("@"):
            return kept[-1], rule
    return None


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
    named = [squash(link.text) for link in page.outline.links if link.text and _is_crumb(link.element)]
    return named or next(_with_arrows(page), [])


def _with_arrows(page: Page) -> Iterator[list[str]]:
    """Give the words on the links of each line that leads from the front page by arrows: ホーム > 政治."""
    for block in page.outline.blocks:
        if len(block.links) > 1 and is_home(block.links[0].text) and _ARROWS.match(block.unlinked):
            yield [squash(link.text) for link in block.links if link.text]


def _is_crumb(element: Element) -> bool:
    around = islice(element.iterancestors(), _LEVELS)
    return any(_is_named(f"{one.get('class') or ''} {one.get('id') or ''}") for one in around)


@lru_cache(maxsize=8192)
def _is_named(names: str) -> bool:
    return _NAMED.search(names) is not None
