"""Each field's rules in order of trust, made ready once a site: the portal's own first, then the general ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from newscrawl.extraction.document.page import Page
from newscrawl.loaders.rules.general_rules import GENERAL_RULES
from newscrawl.loaders.rules.select import Raw, finder, xpath_values
from newscrawl.portals import FIELDS, Portal, Rule


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule for one field."""

    source: str
    """The rule as `sources` names it."""

    find: Callable[[Page], list[Raw]]
    """Selects the raw values on a page."""

    label: str | None = None
    """The printed label of a portal's `text:` rule."""


def compiled_rules(portal: Portal | None) -> dict[str, tuple[CompiledRule, ...]]:
    """Return field → its rules."""
    own = {field: [_own(rule) for rule in portal.rules(field)] for field in FIELDS} if portal else {}
    fields = own.keys() | GENERAL_RULES.keys()
    return {field: (*own.get(field, ()), *map(_general, GENERAL_RULES.get(field, ()))) for field in fields}


def _own(rule: Rule) -> CompiledRule:
    if rule.xpath:
        return CompiledRule(str(rule), partial(xpath_values, rule.xpath))
    label = rule.expression if rule.kind == "text" else None
    return CompiledRule(str(rule), partial(finder(rule.kind), rule.expression), label)


def _general(written: str) -> CompiledRule:
    kind, _, expression = written.partition(":")
    return CompiledRule(written, partial(finder(kind), expression))
