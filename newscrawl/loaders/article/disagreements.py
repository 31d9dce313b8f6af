"""Where a page contradicts itself: strong sources that give one field differently."""

from __future__ import annotations

from typing import Any

from newscrawl.items import SourcedValue
from newscrawl.loaders.rules.compile import CompiledRule
from newscrawl.loaders.rules.values import READERS, ReadContext
from newscrawl.text import letters

STRONG = {
    "headline": ("meta:og:title", "jsonld:headline", "microdata:headline", "html:h1"),
    "authors": ("jsonld:author", "microdata:author", "meta:author"),
}
"""Field → the general rules that are compared with each other and with the value that was taken. Times: `times.py`."""


def disagreements_of(
    name: str, taken: Any, source: str, plans: tuple[CompiledRule, ...], setting: ReadContext
) -> tuple[SourcedValue, ...]:
    """Return what strong rules gave for the field *name*, the value *taken* first; empty where they agree."""
    found = {source: taken}
    for plan in plans:
        if plan.source in STRONG[name] and plan.source not in found:
            raw = plan.find(setting.page)
            value = READERS[name](raw[:1] if plan.source == "html:h1" else raw, setting) if raw else None
            if value is not None:
                found[plan.source] = value
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
