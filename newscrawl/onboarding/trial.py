"""Reads the pages that were seen with a portal's rules, and shows how many gave each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl.loaders.explain import FIELDS, Coverage
from newscrawl.onboarding.seen import SeenPage
from newscrawl.portals import Portal
from newscrawl.text import squash

_EXAMPLE = 40


def coverage_of(pages: Iterable[SeenPage], portal: Portal) -> tuple[Coverage, dict[str, str]]:
    """Return how many of the article *pages* give each field by *portal*'s rules, and an example of each."""
    coverage = Coverage()
    examples: dict[str, str] = {}
    for page in pages:
        extraction = page.read(portal)
        coverage.add(extraction)
        for name in FIELDS if extraction.article else ():
            value = getattr(extraction.article, name)
            if value not in (None, "", ()):
                examples.setdefault(name, _example(value))
    return coverage, examples


def _example(value: object) -> str:
    first = value[0] if isinstance(value, tuple) else value
    printed = getattr(first, "name", None) or getattr(first, "headline", None) or getattr(first, "url", None) or first
    text = "".join(one if one.isprintable() else " " for one in squash(str(printed)))
    return text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE]}…"


def print_coverage(coverage: Coverage, examples: dict[str, str], *, console: Console) -> None:
    """Print the table fields × coverage."""
    count = coverage.page_count - coverage.reasons.total()
    table = Table("field", "articles", "rule", "example", box=SIMPLE, title=f"{count} articles read")
    for name in FIELDS:
        rules = ", ".join(rule for rule, _ in coverage.rules.get(name, Counter()).most_common(2))
        found = coverage.found[name]
        style = "" if found == count else "yellow" if found else "dim"
        table.add_row(name, f"{found}/{count}", Text(rules), Text(examples.get(name, "–")), style=style)
    console.print(table)


def numbered(sentences: Sequence[str]) -> Iterator[str]:
    """Yield *sentences* with their numbers."""
    for number, sentence in enumerate(sentences, 1):
        yield f"  {number}. {sentence}"
