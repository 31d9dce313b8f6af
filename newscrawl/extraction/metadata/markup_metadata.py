"""What a page's markup declares: meta tags, a refresh, microdata and RDFa, microformats, data attributes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from lxml import etree

from newscrawl.extraction.tree import Element
from newscrawl.text import squash

_PARSELY = {
    "title": "parsely-title",
    "pub_date": "parsely-pub-date",
    "author": "parsely-author",
    "authors": "parsely-author",
    "section": "parsely-section",
    "tags": "parsely-tags",
}


_WRITER = re.compile(
    r"written by|author|by|執筆者|著者|投稿者|作成者|ライター|verfasst von|geschrieben von|autor|escrito por|écrit par"
    r"|scritto da|autore|글쓴이|작성자|作者",
    re.IGNORECASE,
)
"""What WordPress and Ghost print before the writer's name in a card."""


def read_meta(tags: Iterable[Element]) -> dict[str, list[str]]:
    """Return the name or property of each of the meta *tags*, in lower case → its contents that say anything.

    An `itemprop` counts in the head alone: elsewhere it is microdata, and may be of another article.
    """
    found: dict[str, list[str]] = {}
    for element in tags:
        content = squash(element.get("content") or "")
        name = element.get("property") or element.get("name") or _itemprop(element)
        if content and name:
            found.setdefault(name.strip().lower(), []).append(content)
    return _with_writer(_with_parsely(found))


def _with_writer(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return *found* with what a card for Twitter has behind the label of a writer as `twitter:author`."""
    for number in ("1", "2"):
        label = next(iter(found.get(f"twitter:label{number}", ())), "")
        if _WRITER.fullmatch(label) and (names := found.get(f"twitter:data{number}")):
            found.setdefault("twitter:author", names)
    return found


def _with_parsely(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return *found* with the values of Parse.ly's one tag of JSON as its newer single tags have them."""
    for written in found.get("parsely-page", [])[:1]:
        try:
            told = json.loads(written)
        except (ValueError, RecursionError):
            continue
        for key, name in _PARSELY.items():
            value = told.get(key) if isinstance(told, dict) else None
            texts = [squash(one) for one in _listed(value) if isinstance(one, str) and squash(one)]
            if texts:
                found.setdefault(name, texts)
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _itemprop(element: Element) -> str:
    parent = element.getparent()
    return (element.get("itemprop") or "") if parent is not None and parent.tag == "head" else ""


_REFRESH = re.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_LONGEST_SECS = 15
"""After a longer wait the page is there to be read."""


def refresh_target(tags: Iterable[Element]) -> str | None:
    """Return the address, as written, to which one of the meta *tags* leads within 15 seconds; None for none."""
    for element in tags:
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            match = _REFRESH.match(element.get("content") or "")
            if match and int(match[1]) <= _LONGEST_SECS:
                return match[2].strip()
    return None


# Properties of articles in RDFa, not those of OpenGraph, which nearly every page has.
_RDFA = re.compile(
    r"""property=["']?(?:(?:schema|s|dc|dct|dcterms|v|content):)?(?:headline|alternativeHeadline|author|creator|name"""
    r"""|date\w*|created|modified|issued|articleBody|articleSection|encoded|keywords|description)["'\s>]"""
)

Properties = dict[str, list[Element]]
"""Property of the article, without prefix → the elements that carry it, in order."""

# A property without any scope is what sloppy markup does; meta elements with a property are OpenGraph.
_MARKED = etree.XPath("//*[@itemprop or @property][not(self::meta[@property])]")
_ARTICLE_SCOPES = ("article", "blogposting", "report", "newsarticle", "foaf:document")


def has_properties(text: str) -> bool:
    """Return whether the document *text* may hold microdata or RDFa: a quick look spares other pages a thorough one."""
    return "itemprop" in text or "typeof" in text or _RDFA.search(text) is not None


def read_microdata(root: Element) -> Properties:
    """Return the properties that belong to the page's article: its scope's own, not those of nested things.

    Properties outside any scope count as the article's.
    """
    found: Properties = {}
    for element in cast("list[Element]", _MARKED(root)):
        if not _belongs(element):
            continue
        for name in names_of(element):
            found.setdefault(name, []).append(element)
    return found


def names_of(element: Element) -> list[str]:
    """Return the properties that *element* carries, without prefix."""
    return [name.rpartition(":")[2] for name in (element.get("itemprop") or element.get("property") or "").split()]


def _belongs(element: Element) -> bool:
    for ancestor in element.iterancestors():
        kind = ancestor.get("itemtype") or ancestor.get("typeof")
        if kind is None and ancestor.get("itemscope") is None:
            continue
        kind = (kind or "").lower().rstrip("/")
        return kind.endswith(_ARTICLE_SCOPES) or kind.endswith("webpage")
    return True


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


_FORMATS = {
    "author": ("p-author", "author", "post-author"),
    "published": ("dt-published", "published"),
    "updated": ("dt-updated", "updated"),
    "category": ("p-category",),
    "name": ("p-name", "entry-title"),
}
"""Property → its class of an h-entry, and that of the older hAtom, in which it needs other witnesses."""
_ENTRIES = frozenset({"h-entry", "hentry"})
_CARDS = frozenset({"vcard", "h-card"})
_NAMES = ("p-name", "fn")
_PUBLISHED = frozenset(_FORMATS["published"])

_ATTRIBUTES = {
    "author": ("data-author", "data-author-name", "data-byline", "data-writer"),
    "published": ("data-published", "data-published-at", "data-publish-date", "data-pubdate", "data-published-time"),
    "modified": ("data-modified", "data-modified-at", "data-updated", "data-updated-at"),
}
HOLDERS = ("article", "main", "body", "html")


def marked_by_class(root: Element, name: str) -> list[Element]:
    """Return the elements of the page's one h-entry that carry the property *name*: p-author, dt-published and so on.

    Pages that hold several entries are lists: none is returned.
    """
    # Nearly all elements have other classes: to look for a part of the name first costs half as much.
    named = [element for element in root.iter() if "entry" in (element.get("class") or "")]
    entries = [element for element in named if _ENTRIES.intersection(_classes(element))]
    if len(entries) != 1:
        return []
    new, *old = _FORMATS[name]
    found = _with_class(entries[0], new)
    for older in old if not found else ():
        found = found or [element for element in _with_class(entries[0], older) if _is_sure(element, name)]
    if name == "updated":
        found = [element for element in found if not _is_of_publication(element)]
    return [_name_of(element) for element in found] if name == "author" else found


def _is_of_publication(element: Element) -> bool:
    """Return whether *element* has the class of a publication, too: `class="published updated"` is one time."""
    return not _PUBLISHED.isdisjoint(_classes(element))


def _with_class(root: Element, name: str) -> list[Element]:
    """Return *root* and the elements in it that have the class *name*."""
    named = [element for element in root.iter() if name in (element.get("class") or "")]
    return [element for element in named if name in _classes(element)]


def _is_sure(element: Element, name: str) -> bool:
    """Return whether a class of hAtom, a common word, is meant: a person's card, a time in an element for times."""
    if name == "author":
        return bool(_CARDS.intersection(_classes(element)) or _inside(element, _CARDS))
    return name == "name" or element.tag in {"time", "abbr"}


def _name_of(element: Element) -> Element:
    return next(iter(_inside(element, _NAMES)), element)


def _inside(element: Element, names: Iterable[str]) -> list[Element]:
    return [inner for inner in element.iter() if inner is not element and set(names).intersection(_classes(inner))]


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def written_in_data(holders: Iterable[Sequence[Element]], name: str) -> list[str]:
    """Return the value of *name* in a `data-*` attribute of the article's element: author, published, modified.

    *holders* are the elements of each tag of `HOLDERS`. Where several of one tag differ, they are a list: nothing is
    returned.
    """
    for elements in holders:
        for attribute in _ATTRIBUTES[name]:
            values = {value for holder in elements if (value := (holder.get(attribute) or "").strip())}
            if len(values) == 1:
                return list(values)
    return []
