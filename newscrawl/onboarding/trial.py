"""Reads the pages that were seen with a portal's rules, and shows how many gave each field."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawl.loaders.explain import FIELDS, Coverage
from newscrawl.onboarding.seen import SeenPage
from newscrawl.portals import Portal
from newscrawl.text import counted, squash

_EXAMPLE = 40
_LOG_WIDTH = 120
"""A file or a pipe has no width; 80 columns would cut rules off."""
_EXAMPLE_FROM_WIDTH = 72
"""A narrower terminal has no room for examples."""


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


def print_coverage(coverage: Coverage, examples: dict[str, str]) -> None:
    """Print the table fields × coverage on standard output, as wide as the terminal is."""
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else _LOG_WIDTH)
    has_examples = console.width >= _EXAMPLE_FROM_WIDTH
    count = coverage.page_count - coverage.reasons.total()
    table = Table(box=SIMPLE, title=f"{counted(count, 'article')} read")
    table.add_column("field", min_width=max(map(len, FIELDS)))
    table.add_column("articles", min_width=len("articles"))
    table.add_column("rule", overflow="fold")
    if has_examples:
        table.add_column("example")
    for name in FIELDS:
        rules = ", ".join(rule for rule, _ in coverage.rules.get(name, Counter()).most_common(2))
        found = coverage.found[name]
        style = "" if found == count else "yellow" if found else "dim"
        example = [Text(examples.get(name, "–"))] if has_examples else []
        table.add_row(name, f"{found}/{count}", Text(rules), *example, style=style)
    console.print(table)


def numbered(sentences: Sequence[str]) -> Iterator[str]:
    """Yield *sentences* with their numbers."""
    for number, sentence in enumerate(sentences, 1):
        yield f"  {number}. {sentence}"
