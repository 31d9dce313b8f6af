"""What class names and attributes say of an article: microformats (h-entry, hAtom), and data for a page's scripts."""

from __future__ import annotations

from collections.abc import Iterable

from newscrawl.extraction.tree import Element

_FORMATS = {
    "author": ("p-author", "author"),
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
_HOLDERS = ("article", "main", "body", "html")


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
    if not found and old:
        found = [element for element in _with_class(entries[0], old[0]) if _is_sure(element, name)]
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


def written_in_data(root: Element, name: str) -> list[str]:
    """Return what a `data-*` attribute of the article's element says of *name*: author, published, modified.

    Where several article elements differ, they are a list: nothing is returned.
    """
    for tag in _HOLDERS:
        holders = list(root.iter(tag))
        for attribute in _ATTRIBUTES[name]:
            values = {value for holder in holders if (value := (holder.get(attribute) or "").strip())}
            if len(values) == 1:
                return list(values)
    return []
