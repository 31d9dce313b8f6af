"""What a page declares about itself: JSON-LD, meta tags, microdata, data attributes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, cast
from urllib.parse import urlsplit

from lxml import etree

from newscrawl.extraction.element import Element
from newscrawl.extraction.metadata.broken_json import repaired_values
from newscrawl.extraction.metadata.metadata_words import (
    ARTICLE_SCOPES,
    ARTICLE_TYPE,
    DATA_ATTRIBUTES,
    NODE_HOLDERS,
    OF_PARSELY,
    WORK_TYPE,
    WRITER_LABEL,
)
from newscrawl.text import letters, squash

Node = dict[str, Any]
"""A JSON-LD object."""

_DEPTH, _MOST_NODES, _MOST_VALUES = 12, 5000, 250
_SCHEMA = re.compile(r"\s*[\[{]\s*(?:\{\s*)?\"@(?:context|type|graph|id)\"\s*:")
"""How JSON-LD starts: such a script counts without its type, too."""
_PREFIX = re.compile(r'"(?:schema:|https?://schema\.org/)(?=[A-Za-z]{1,40}"\s*:)')
_PAGES = ("WebPage", "ItemPage", "CreativeWork")


def read_nodes(scripts: Iterable[Element]) -> tuple[list[Node], int]:
    """Return every object of the JSON-LD among *scripts*, lists and `@graph` unfolded, and how many blocks are broken.

    A block that is no JSON is repaired where that is safe (comments, HTML escapes, wrong commas), else counted broken.
    """
    nodes: list[Node] = []
    broken_count = 0
    for script in scripts:
        if _is_jsonld(script):
            values = _values(_without_prefix(script.text or ""))
            broken_count += not values and bool((script.text or "").strip())
            for value in values:
                nodes.extend(islice(_flat(value, 0), max(0, _MOST_NODES - len(nodes))))
    return nodes, broken_count


def _without_prefix(written: str) -> str:
    """Return *written* with schema.org's keys alone: "schema:headline" and "https://schema.org/headline"."""
    return _PREFIX.sub('"', written) if '"schema:' in written or 'schema.org/headline"' in written else written


def _is_jsonld(script: Element) -> bool:
    kind = script.get("type")
    return "ld+json" in kind.lower() if kind else _SCHEMA.match(script.text or "") is not None


def _values(written: str) -> Sequence[Any]:
    try:
        return [json.loads(written, strict=False)]
    except (ValueError, RecursionError):
        return repaired_values(written)


def _flat(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        yield value
        value = [value.get(key) for key in NODE_HOLDERS]
    if isinstance(value, list):
        for member in value:
            yield from _flat(member, depth + 1)


def types_of(node: Node) -> list[str]:
    """Return the names of *node*'s types, without the address of their vocabulary."""
    written = node.get("@type")
    names = written if isinstance(written, list) else [written]
    return [re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)]


def is_article(node: Node) -> bool:
    """Return whether *node* is an article of any kind."""
    return any(ARTICLE_TYPE.search(name) for name in types_of(node))


def article_node(nodes: list[Node], url: str, is_other: Callable[[Node], bool]) -> Node | None:
    """Return the node of *nodes* that describes the article at *url*: the one that names the address, else the first.

    What has its publisher's name for a headline is the site: themes print it on lists, too. Among equals the node with
    most keys wins. An entry of a list, or what *is_other* knows, is another article unless
    it names the address. Where no node is an article, a web page, or what has a headline, counts with its time of
    publication; then a work such as a recipe, then what has the times that the search engine Baidu reads.
    """
    nodes = [node for node in nodes if not _is_site(node)]
    articles = [node for node in nodes if is_article(node) and (node.get("headline") or node.get("name"))]
    if not articles:
        articles = [node for node in nodes if is_article(node) and len(node) > 1]
    if not articles:
        dated = [node for node in nodes if "datePublished" in node]
        articles = [one for one in dated if "headline" in one or any(name.endswith(_PAGES) for name in types_of(one))]
        articles = articles or list(filter(_is_work, nodes)) or [one for one in nodes if "pubDate" in one]
    path = urlsplit(url).path.rstrip("/")
    named = [node for node in articles if path and path in {urlsplit(a).path.rstrip("/") for a in addresses_of(node)}]
    if named:
        return max(named, key=len)
    listed = _listed(nodes)
    return next((node for node in articles if id(node) not in listed and not is_other(node)), None)


def _is_site(node: Node) -> bool:
    publisher = node.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return bool(name) and node.get("headline") == name


def _is_work(node: Node) -> bool:
    is_written = bool(node.get("author") or node.get("datePublished"))
    return is_written and bool(node.get("name")) and any(map(WORK_TYPE.search, types_of(node)))


def _listed(nodes: list[Node]) -> set[int]:
    """Return the `id` of each of *nodes* that is, or is inside, an entry of a list."""
    entries = (node["itemListElement"] for node in nodes if "itemListElement" in node)
    return {id(inner) for entry in entries for member in _flat(entry, 0) for inner in (member, member.get("item"))}


def addresses_of(node: Node) -> Iterator[str]:
    """Give the addresses that *node* has, without fragments."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        for one in value if isinstance(value, list) else [value]:
            inner = (one.get("@id") or one.get("url")) if isinstance(one, dict) else one
            if isinstance(inner, str):
                yield inner.partition("#")[0]


def follow(node: Node, path: str, nodes: list[Node]) -> Iterator[Any]:
    """Give the values at the dotted *path* in *node*, in order; references by `@id` are looked up in *nodes*."""
    values: list[Any] = [node]
    for key in path.split("."):
        values = [inner for value in values[:_MOST_VALUES] for inner in _members(value, key, nodes)]
    yield from values


def _members(value: Any, key: str, nodes: list[Node]) -> list[Any]:
    value = resolve(value, nodes)
    inner = value.get(key) if isinstance(value, dict) else None
    if inner is None:
        return []
    return inner if isinstance(inner, list) else [inner]


def resolve(value: Any, nodes: list[Node]) -> Any:
    """Return the node of *nodes* that *value* refers to, where *value* is nothing but a reference; else *value*."""
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and "@id" in value:
        return next((node for node in nodes if node.get("@id") == value["@id"] and len(node) > len(value)), value)
    return value


def text_of(value: Any) -> str | None:
    """Return *value* as text: itself, a number's digits, or an object's `@value`, `name` or `url`."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("@value", "name", "url", "@id") if key in value), None)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool) or value is None:
        return None
    return html.unescape(value) if isinstance(value, str) else str(value) if isinstance(value, int | float) else None


def read_meta(tags: Iterable[Element]) -> dict[str, list[str]]:
    """Return the name or property of each of the meta *tags*, in lower case → its contents that are not blank.

    An `itemprop` counts in the head alone: elsewhere it is microdata, and may be of another article.
    """
    found: dict[str, list[str]] = {}
    for element in tags:
        content = squash(element.get("content") or "")
        name = element.get("property") or element.get("name") or _itemprop(element)
        if content and name:
            key = name.strip().lower()
            found.setdefault(key.replace(":", ".") if key.startswith(("dc:", "dcterms:")) else key, []).append(content)
    return _with_writer(_with_parsely(found))


def _with_writer(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return *found* with what a card for Twitter has behind the label of a writer as `twitter:author`."""
    for number in ("1", "2"):
        label = next(iter(found.get(f"twitter:label{number}", ())), "")
        if WRITER_LABEL.fullmatch(label) and (names := found.get(f"twitter:data{number}")):
            found.setdefault("twitter:author", names)
    return found


def _with_parsely(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return *found* with the values of Parse.ly's one tag of JSON as its newer single tags have them."""
    for written in found.get("parsely-page", [])[:1]:
        try:
            data = json.loads(written)
        except (ValueError, RecursionError):
            continue
        for key, name in OF_PARSELY.items():
            value = data.get(key) if isinstance(data, dict) else None
            texts = [squash(one) for one in _as_list(value) if isinstance(one, str) and squash(one)]
            if texts:
                found.setdefault(name, texts)
    return found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _itemprop(element: Element) -> str:
    parent = element.getparent()
    return (element.get("itemprop") or "") if parent is not None and parent.tag == "head" else ""


Properties = dict[str, list[Element]]
"""Property of the article, without prefix → the elements that carry it, in order."""

_TIMES = {name.lower(): name for name in ("datePublished", "dateModified", "dateCreated")}
# A property without any scope is what sloppy markup does; meta elements with a property are OpenGraph.
# Attributes first: a condition on every element costs half as much again.
_MARKED = etree.XPath("descendant::*/@itemprop/.. | descendant::*/@property/..")
_LINKS = etree.XPath("ancestor-or-self::a | descendant::a")


def read_microdata(root: Element, titles: Sequence[Element]) -> Properties:
    """Return the properties that belong to the page's article: its scope's own, not those of nested things.

    Properties outside any scope count as the article's, unless its scope has others of their name. Of articles with
    scopes the one with an h1 counts, if any: *titles* are the page's. One whose headline is on a link, and in no h1,
    is a teaser.
    """
    named = [one for one in cast("list[Element]", _MARKED(root)) if one.tag != "meta" or one.get("property") is None]
    if not named:
        return {}
    marked = [(one, scope) for one in named if (scope := _scope_of(one)) is not None]
    titled = {around for title in titles for around in title.iterancestors()} - {root}
    printed = {letters(value_of(title)) for title in titles}
    headed = {scope: e for e, scope in marked if "headline" in names_of(e) and letters(value_of(e)) not in printed}
    central = {scope for _, scope in marked if next(scope.iterancestors("aside", "nav"), None) is None}
    free = {one for one in central if one not in headed or not _LINKS(headed[one])}
    own = titled.intersection(scope for _, scope in marked) or free
    found: Properties = {}
    beside: Properties = {}
    has_scope = bool(own) and root not in own
    for element, scope in marked:
        is_other = scope not in own if own else bool(printed) and scope in headed
        for name in names_of(element) if scope is root or not is_other else ():
            (beside if has_scope and scope is root else found).setdefault(name, []).extend(_values_in(element, name))
    if "datePublished" not in found and own <= {root}:
        found |= _of_lone_work(named)
    return beside | found


def _of_lone_work(named: list[Element]) -> Properties:
    """Return the time of publication of the one recipe that a page without an article is about."""
    dated = [one for one in named if "datePublished" in names_of(one)]
    works = {scope for one in dated if (scope := next(_scopes_around(one), None)) is not None}
    is_lone = len(works) == 1 and WORK_TYPE.search(next(iter(works)).get("itemtype") or "")
    return {"datePublished": dated[:1]} if is_lone else {}


def _scopes_around(element: Element) -> Iterator[Element]:
    return (one for one in element.iterancestors() if one.get("itemscope") is not None or one.get("itemtype"))


def _values_in(element: Element, name: str) -> list[Element]:
    """Return the links in *element* where it holds keywords on several links, else itself."""
    links = list(element.iter("a")) if name == "keywords" and element.get("content") is None else []
    return links if len(links) > 1 else [element]


def names_of(element: Element) -> list[str]:
    """Return the properties that *element* carries, without prefix."""
    names = [name.rpartition(":")[2] for name in (element.get("itemprop") or element.get("property") or "").split()]
    return [_TIMES.get(name.lower(), name) if name[:4].lower() == "date" else name for name in names]


def _scope_of(element: Element) -> Element | None:
    """Return the article that *element* is a property of: its scope or the root; None for a nested thing."""
    for ancestor in element.iterancestors():
        kind = ancestor.get("itemtype") or ancestor.get("typeof")
        if kind is not None or ancestor.get("itemscope") is not None:
            kind = (kind or "").lower().rstrip("/")
            is_page = kind.endswith("webpage")
            return element.getroottree().getroot() if is_page else ancestor if kind.endswith(ARTICLE_SCOPES) else None
    return element.getroottree().getroot()


def value_of(element: Element) -> str:
    """Return the value of a marked *element*: its `content`, `datetime`, address, or text."""
    for attribute in ("content", "datetime"):
        written = element.get(attribute)
        if written is not None:
            return str(written)
    if element.tag in {"img", "source", "video", "audio", "iframe", "embed"}:
        return element.get("src") or ""
    if element.tag in {"a", "link", "area"}:
        return (element.get("href") or "") if element.tag == "link" else "".join(map(str, element.itertext()))
    return "".join(map(str, element.itertext()))


def written_in_data(holders: Iterable[Sequence[Element]], name: str) -> list[str]:
    """Return the value of *name* in a `data-*` attribute of the article's element: author, published, modified.

    *holders* are the elements of each tag of `HOLDERS`. Where several of one tag differ, they are a list: nothing is
    returned.
    """
    for elements in holders:
        for attribute in DATA_ATTRIBUTES[name]:
            values = {value for holder in elements if (value := (holder.get(attribute) or "").strip())}
            if len(values) == 1:
                return list(values)
    return []
