"""What classes mark in an h-entry: the author, the title, the times, the keywords."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newscrawl.extraction.element import Element
from newscrawl.extraction.metadata.metadata_words import (
    CARD_CLASSES,
    CLASSES,
    ENTRY_CLASSES,
    NAME_CLASSES,
    PUBLISHED_CLASSES,
)


def marked_by_class(root: Element, name: str, is_other: Callable[[Element], bool]) -> list[Element]:
    """Return the elements of the page's one h-entry that carry the property *name*: p-author, dt-published and so on.

    Pages that hold several entries are lists: none is returned. Entries for which *is_other* is true do not count.
    """
    # Nearly all elements have other classes: to look for a part of the name first costs half as much.
    named = [element for element in root.iter() if "entry" in (element.get("class") or "")]
    entries = [one for one in named if ENTRY_CLASSES.intersection(_classes(one)) and not is_other(one)]
    if len(entries) != 1:
        return []
    new, *old = CLASSES[name]
    found = _with_class(entries[0], new)
    for older in old if not found else ():
        found = found or [element for element in _with_class(entries[0], older) if _is_sure(element, name)]
    if name == "updated":
        found = [element for element in found if not _is_of_publication(element)]
    return [_name_of(element) for element in found] if name == "author" else found


def _is_of_publication(element: Element) -> bool:
    """Return whether *element* has the class of a publication, too: `class="published updated"` is one time."""
    return not PUBLISHED_CLASSES.isdisjoint(_classes(element))


def _with_class(root: Element, name: str) -> list[Element]:
    """Return *root* and the elements in it that have the class *name*."""
    named = [element for element in root.iter() if name in (element.get("class") or "")]
    return [element for element in named if name in _classes(element)]


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
