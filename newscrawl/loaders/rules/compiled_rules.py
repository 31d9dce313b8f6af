"""How a rule selects raw values on a page. Written as in a portal's file, it is compiled into a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice, pairwise, takewhile
from typing import Any

from lxml import etree

from newscrawl.extraction.body.line_kinds import count_behind, values_behind
from newscrawl.extraction.body.paragraphs import Frame
from newscrawl.extraction.body.script_texts import text_in_scripts
from newscrawl.extraction.document.blocks import Link
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.printed_headline import (
    above_text,
    agreed_heading,
    lone_heading,
    named_title,
    printed_heading,
)
from newscrawl.extraction.metadata.declared_data import follow, written_in_data
from newscrawl.extraction.metadata.metadata_words import HOLDERS
from newscrawl.extraction.metadata.microformats import Marked, entries_of, marked_by_class, marked_in
from newscrawl.loaders.rules.general_rules import BLOCK_AUTHORS, GENERAL_RULES
from newscrawl.portals import FIELDS, Portal, Rule, parse_rule
from newscrawl.portals.rule import NAMESPACES

_PEOPLE = frozenset({"author", "creator"})
_LEVELS = 3
_BLOCK = "block:author"
_CATEGORY = "taxonomy-category"
"""The class of a block theme's list of categories."""
_WHOLES = frozenset({"article", "main", "section", "body"})
_MOST_VALUES = 250
_FEWEST, _GAP = 2, 3
"""So many blocks may part two names of one byline."""

Raw = Any
"""A text, an element, or a JSON-LD value."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule for one field."""

    source: str
    """The rule as `sources` names it."""

    find: Callable[[Page], list[Raw]]
    """Selects the raw values on a page."""

    name: str | None = None
    """The name of the data that it reads, as in `named_on`; None for a rule that reads something else."""

    def may_find(self, named: frozenset[str]) -> bool:
        """Return whether the rule may select something on a page that has data with the names *named*."""
        return self.name is None or self.name in named


RankedRules = dict[str, list[tuple[int, CompiledRule]]]
"""Field → rules, each with its place in the order of trust."""


def rules_of_fields(portal: Portal | None) -> dict[str, tuple[CompiledRule, ...]]:
    """Return field → its rules in order of trust: the portal's own, then the general ones."""
    only = portal.only_fields if portal else frozenset()
    found = {}
    for field in FIELDS:
        own = portal.written_rules(field) if portal else ()
        general = () if field in only else GENERAL_RULES.get(field, ())
        found[field] = tuple(rule_of(field, written) for written in (*own, *general))
    return found


@cache
def rule_of(field: str, written: str) -> CompiledRule:
    """Return the rule *written*, such as `jsonld:headline`, for a field. Raises `ValueError` for what is no rule."""
    rule: Rule = parse_rule(written)
    if rule.xpath:
        name = _BLOCK if written in BLOCK_AUTHORS else None
        return CompiledRule(str(rule), partial(_first_values, xpath_values, rule.xpath), name)
    is_count = rule.kind == "text" and field.endswith("_count")
    find = _count if is_count else _KINDS[rule.kind]
    return CompiledRule(str(rule), partial(_first_values, find, rule.expression), _name_of(rule.kind, rule.expression))


def _name_of(kind: str, expression: str) -> str | None:
    if kind == "meta":
        return f"meta:{expression.lower()}"
    return f"{kind}:{expression.partition('.')[0]}" if kind in {"jsonld", "microdata"} else None


def named_on(page: Page) -> frozenset[str]:
    """Return the names of meta tags, of the article's JSON-LD, of its microdata and of block themes that *page* has."""
    meta = [f"meta:{name}" for name in page.meta]
    jsonld = [f"jsonld:{key}" for key in page.article_node or ()]
    blocks = [_BLOCK] if page.has_block_authors else []
    return frozenset([*meta, *jsonld, *blocks, *[f"microdata:{name}" for name in page.microdata]])


def _first_values(find: Callable[[str, Page], list[Raw]], expression: str, page: Page) -> list[Raw]:
    """Return what *find* gives, at most 250 values: nobody writes an article with so many authors or tags."""
    return find(expression, page)[:_MOST_VALUES]


def xpath_values(xpath: str, page: Page) -> list[Raw]:
    """Return the elements, or texts, that *xpath* selects."""
    found = compiled(xpath)(page.root)
    return found if isinstance(found, list) else [str(found)]


@cache
def compiled(xpath: str) -> etree.XPath:
    """Return *xpath*, ready to run."""
    return etree.XPath(xpath, namespaces=NAMESPACES)


def _jsonld(path: str, page: Page) -> list[Raw]:
    node = page.article_node
    if node is None or path.partition(".")[0] not in node:
        return []
    return list(follow(node, path, page.nodes))


def _meta(name: str, page: Page) -> list[Raw]:
    return page.meta.get(name.lower(), [])


def _microdata(name: str, page: Page) -> list[Raw]:
    found = page.outline.own_among(page.microdata.get(name, []))
    return _beside_first(found) if name in _PEOPLE and len(found) > 1 else found


def _beside_first(elements: list[Element]) -> list[Element]:
    """Return those of *elements* that are near the first, where no scope gives their owner."""
    if _has_scope(elements[0]):
        return elements
    near = {around for around in islice(elements[0].iterancestors(), _LEVELS) if around.tag not in _WHOLES}
    return [one for one in elements if any(around in near for around in islice(one.iterancestors(), _LEVELS))]


def _has_scope(element: Element) -> bool:
    return any("itemscope" in one.attrib or "typeof" in one.attrib for one in element.iterancestors())


def _html(tag: str, page: Page) -> list[Raw]:
    if tag == "lang":
        return [page.language] if page.language else []
    found = page.tagged(tag)
    if tag != "h1" or len(found) < 2:
        return found
    printed = {one.element for one in page.outline.blocks if one.tag == tag}
    return above_text(page, [one for one in found if one in printed] or found)


def _agreed(tag: str, page: Page) -> list[Raw]:
    del tag
    heading = agreed_heading(page)
    return [heading] if heading else []


def _printed(tag: str, page: Page) -> list[Raw]:
    del tag
    heading = printed_heading(page)
    return [heading] if heading else []


def _lone(tag: str, page: Page) -> list[Raw]:
    heading = named_title(page) if tag == "title" else lone_heading(page)
    return [heading] if heading else []


def _rel(name: str, page: Page) -> list[Raw]:
    linked = [link for link, names in page.once(_related_links) if name in names]
    links = [link for link in linked if not page.outline.is_of_other(link.element)]
    return [link.element for link in (_of_one_byline(links, page) if name == "author" else links)]


def _related_links(page: Page) -> list[tuple[Link, list[str]]]:
    """Return the links of *page* that have a relation, with what they are for it."""
    related = {one for one in page.related if one.tag == "a"}
    return [(link, _relations(link)) for link in page.outline.links if link.element in related] if related else []


def _relations(link: Link) -> list[str]:
    """Return what *link* is for the page. A category is no tag; WordPress's block themes mark both as tags."""
    names = (link.element.get("rel") or "").split()
    if "category" in names:
        return [name for name in names if name != "tag"]
    if "tag" in names and any(_CATEGORY in (one.get("class") or "").split() for one in _around(link.element)):
        return ["category"]
    return names


def _around(element: Element) -> Iterator[Element]:
    return islice(element.iterancestors(), _LEVELS)


def _of_one_byline(links: list[Link], page: Page) -> list[Link]:
    """Return those of *links* that are together, behind the headline: others sign the articles that the page lists."""
    if len(links) < _FEWEST:
        return links
    title = page.outline.headline
    if title < 0:
        title = next((block.index for block in page.outline.headings("h1") if not block.zones & OUTSIDE), 0)
    ordered = sorted(links, key=lambda link: link.first < title)
    near = list(takewhile(lambda pair: 0 <= pair[1].first - pair[0].first <= _GAP, pairwise(ordered)))
    return [ordered[0], *(link for _, link in near)]


def _microformat(name: str, page: Page) -> list[Raw]:
    """Return what the page's one h-entry marks; several are those of a list."""
    if not page.has_microformats:
        return []
    marked = page.once(_marked_on)
    entries = page.outline.own_among(entries_of(marked))
    return list(marked_by_class(marked, entries[0], name)) if len(entries) == 1 else []


def _marked_on(page: Page) -> Marked:
    return marked_in(page.root)


def _data(name: str, page: Page) -> list[Raw]:
    held = page.once(_holders)
    return list(written_in_data(map(page.outline.own_among, held), name)) if held else []


def _holders(page: Page) -> list[list[Element]]:
    """Return the elements of each tag of `HOLDERS` that have a `data-*` attribute."""
    found = ([one for one in page.tagged(tag) if any("data-" in str(name) for name in one.attrib)] for tag in HOLDERS)
    return [elements for elements in found if elements]


def _text(label: str, page: Page) -> list[Raw]:
    return [value for value in values_behind(page.outline, label) if value]


def _script(name: str, page: Page) -> list[Raw]:
    del name
    return list(text_in_scripts(page.tagged("script"), page.url, Frame()).paragraphs)


def _count(label: str, page: Page) -> list[Raw]:
    count = count_behind(page.outline, label)
    return [] if count is None else [count]


_KINDS: dict[str, Callable[[str, Page], list[Raw]]] = {
    "jsonld": _jsonld,
    "meta": _meta,
    "microdata": _microdata,
    "html": _html,
    "text": _text,
    "rel": _rel,
    "agreed": _agreed,
    "printed": _printed,
    "microformat": _microformat,
    "data": _data,
    "lone": _lone,
    "script": _script,
}
