"""Each field's rules on one page: the portal's first, then the general ones, each tried only when it is its turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newscrawl.extraction.page import Page
from newscrawl.loaders.general import GENERAL_RULES
from newscrawl.loaders.rules import Raw, values_of, xpath_values
from newscrawl.portals import Portal


@dataclass(slots=True)
class Candidate:
    """What one rule selects for one field."""

    source: str
    raw: list[Raw]


def candidates(field: str, page: Page, portal: Portal | None) -> Iterator[Candidate]:
    """Give what each rule for *field* selects on *page*, in order of trust; lazily, empty ones included."""
    for rule in portal.rules(field) if portal else ():
        found = xpath_values(rule.xpath, page) if rule.xpath else values_of(rule.kind, rule.expression, page)
        yield Candidate(str(rule), list(found))
    for written in GENERAL_RULES.get(field, ()):
        kind, _, expression = written.partition(":")
        yield Candidate(written, list(values_of(kind, expression, page)))


@dataclass(slots=True)
class Found:
    """A field's value and the rule that gave it."""

    source: str
    value: Any
