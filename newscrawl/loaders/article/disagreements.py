"""Where a page contradicts itself: strong sources that give one field differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from newscrawl.extraction.document.page import Page
from newscrawl.items import SourcedValue
from newscrawl.loaders.article.sourced_loader import Reading
from newscrawl.loaders.rules.select import CompiledRule, Raw
from newscrawl.text import letters

STRONG = {
    "headline": ("meta:og:title", "jsonld:headline", "microdata:headline", "html:h1"),
    "authors": ("jsonld:author", "microdata:author", "meta:author"),
}
"""Field → the general rules that are compared with each other and with the value that was taken. Times: `times.py`."""


def disagreements_of(
    name: str, taken: Reading, rules: Sequence[CompiledRule], page: Page, read: Callable[[str, list[Raw]], Any]
) -> tuple[SourcedValue, ...]:
    """Return what strong rules give for the field *name*, the reading *taken* first; empty where they agree.

    *read* is the input processor: field and raw values → value.
    """
    found = {taken.source: taken.value}
    for rule in rules:
        if rule.source in STRONG[name] and rule.source not in found:
            raw = rule.find(page)
            value = read(name, raw[:1] if rule.source == "html:h1" else raw)
            if value is not None:
                found[rule.source] = value
    if len({_key(value) for value in found.values()}) < 2:
        return ()
    return tuple(SourcedValue(source=rule, value=shown(value)) for rule, value in found.items())


def _key(value: Any) -> Any:
    """What counts when two values are compared: letters, the set of names."""
    if isinstance(value, tuple):
        return frozenset(letters(author.name) for author in value)
    return letters(value)


def shown(value: Any) -> str:
    """Return *value* as text."""
    return ", ".join(author.name for author in value) if isinstance(value, tuple) else str(value)
