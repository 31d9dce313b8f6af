"""What classes mark in an h-entry: the author, the title, the times, the keywords."""

from __future__ import annotations

from collections.abc import Iterable

from newscrawl.extraction.element import Element
from newscrawl.extraction.metadata.metadata_words import (
    CARD_CLASSES,
    CLASSES,
    ENTRY_CLASSES,
    NAME_CLASSES,
    PUBLISHED_CLASSES,
)

_WANTED = frozenset({*ENTRY_CLASSES, *(name for names in CLASSES.values() for name in names)})

Marked = dict[str, list[Element]]
"""Class of an h-entry or of one of its properties → the elements that have it, in order."""


def marked_in(root: Element) -> Marked:
    """Return the elements in *root* that have classes of h-entries."""
    found: Marked = {}
    for element in root.iter():
        if written := element.get("class"):
            for name in _WANTED.intersection(written.split()):
                found.setdefault(name, []).append(element)
    return found


def entries_of(marked: Marked) -> list[Element]:
    """Return the h-entries."""
    return list(dict.fromkeys(element for name in sorted(ENTRY_CLASSES) for element in marked.get(name, ())))


def marked_by_class(marked: Marked, entry: Element, name: str) -> list[Element]:
    """Return the elements of an h-*entry* that carry the property *name*: p-author, dt-published and so on."""
    new, *old = CLASSES[name]
    found = _within(entry, marked.get(new, ()))
    for older in old if not found else ():
        found = found or [one for one in _within(entry, marked.get(older, ())) if _is_sure(one, name)]
    if name == "updated":
        found = [element for element in found if not _is_of_publication(element)]
    return [_name_of(element) for element in found] if name == "author" else found


def _within(entry: Element, elements: Iterable[Element]) -> list[Element]:
    """Return those of *elements* that are *entry*, or in it."""
    named = set(elements)
    return [one for one in entry.iter() if one in named] if named else []


def _is_of_publication(element: Element) -> bool:
    """Return whether *element* has the class of a publication, too: `class="published updated"` is one time."""
    return not PUBLISHED_CLASSES.isdisjoint(_classes(element))


def _is_sure(element: Element, name: str) -> bool:
    """Return whether a class of hAtom, a common word, is meant: a person's card, a time in an element for times."""
    if name == "author":
        return bool(CARD_CLASSES.intersection(_classes(element)) or _inside(element, CARD_CLASSES))
    return name == "name" or element.tag in {"time", "abbr"}


def _name_of(element: Element) -> Element:
    return next(iter(_inside(element, NAME_CLASSES)), element)


def _inside(element: Element, names: Iterable[str]) -> list[Element]:
    return [inner for inner in element.iter() if inner is not element and set(names).intersection(_classes(inner))]


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()
