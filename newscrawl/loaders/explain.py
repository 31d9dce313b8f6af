"""What `--explain` prints, and what `--coverage` counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from newscrawl.items import Article
from newscrawl.loaders.results import Extraction
from newscrawl.text import counted

_SHOWN = 100
_BOOKKEEPING = frozenset(
    "schema_version portal article_id url canonical_url revision digest duplicate_of found_in captured_at run_id "
    "captures reextracted_from sources disagreements".split()
)
FIELDS = tuple(one.name for one in fields(Article) if one.name not in _BOOKKEEPING)
"""The fields that are read from a page."""


def explanation(extraction: Extraction) -> Iterator[str]:
    """Give a line for each rule that was tried: `*` where its value was taken, field, rule, value."""
    for one in extraction.tried:
        value = "–" if one.value is None else one.value.replace("\n", "⏎")
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}… ({len(value)} characters)"
        yield f"{'*' if one.is_taken else ' '} {one.field:<14} {one.rule:<40} {shown}"
    if extraction.article is None:
        yield f"no article: {extraction.reason}"
        return
    for name, values in extraction.article.disagreements.items():
        differing = "; ".join(f"{value.source} says {value.value}" for value in values)
        yield f"! {name:<14} {differing}"


@dataclass(slots=True)
class Coverage:
    """How many pages gave each field, and by which rules."""

    page_count: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """Why pages gave no article."""
    found: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, extraction: Extraction) -> None:
        """Count one page."""
        self.page_count += 1
        article = extraction.article
        if article is None:
            self.reasons[extraction.reason or "unknown"] += 1
            return
        for name in FIELDS:
            if getattr(article, name) not in (None, "", ()):
                self.found[name] += 1
                source = article.sources.get(name, "lists" if name == "related" else "unknown")
                self.rules.setdefault(name, Counter())[source] += 1

    def lines(self) -> Iterable[str]:
        """Give the table: field, pages that have it, share of the articles, the commonest rules."""
        article_count = self.page_count - self.reasons.total()
        yield f"{counted(self.page_count, 'page')}, {counted(article_count, 'article')}"
        for reason, count in sorted(self.reasons.items()):
            yield f"  {count} without article: {reason}"
        for name in FIELDS:
            count = self.found[name]
            share = f"{count / article_count:7.1%}" if article_count else "      –"
            rules = ", ".join(f"{rule} {number}" for rule, number in self.rules.get(name, Counter()).most_common(4))
            yield f"{name:<14} {count:>6} {share}  {rules}".rstrip()
