"""Articles by printed day and section, time to the first capture, fields that were found, and by which rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from newscrawl.items import Article
from newscrawl.report.figures.time_window import TimeWindow, is_plausible

FIELDS = (
    "headline", "authors", "section", "tags", "published_at", "modified_at", "lead", "body", "images", "related",
    "language", "comment_count", "view_count", "is_paywalled",
)  # fmt: skip
_EMPTY: tuple[object, ...] = (None, "", (), [])
_SHOWN_SECTIONS = 7
OTHER_SECTIONS = "(other)"
NO_SECTION = "(no section)"
_DRIFT_RECORDS = 3
"""A main rule is judged from so many values on, and where it gave more than half of them."""


@dataclass(frozen=True, slots=True)
class Drift:
    """The main rule of a field changed."""

    bin_number: int
    field: str
    before: str
    since: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text was published before."""

    article_id: str
    headline: str
    original_id: str
    captured_at: datetime | None


@dataclass(slots=True, kw_only=True)
class ArticleFigures:
    """The revisions of the window; `article_count` and `revision_count` are of the whole dataset."""

    article_count: int = 0
    revision_count: int = 0
    published: dict[str, list[int]] = field(default_factory=dict)
    """Section → articles by bin of the printed day."""

    latency_secs: list[list[float]] = field(default_factory=list)
    """Bin of the printed day → time to the first capture, of articles that were published after the first run."""

    found: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Field → records with a value, and records, a bin of the capture."""

    drifts: list[Drift] = field(default_factory=list)
    rules: dict[str, dict[str, int]] = field(default_factory=dict)
    """Field → rule → values that it gave in the window."""

    copy_count: int = 0
    copies: list[Copy] = field(default_factory=list)
    """The latest ones, newest first."""

    originals: dict[str, int] = field(default_factory=dict)
    """The originals with the most copies → copies."""


class ArticleCounter:
    """Counts the revisions that a window has, one after the other."""

    def __init__(self, window: TimeWindow, first_run_at: datetime | None) -> None:
        size = len(window.labels)
        self._window = window
        self._first_run_at = first_run_at
        self._published: Counter[tuple[str, int]] = Counter()
        self._latency: list[list[float]] = [[] for _ in range(size)]
        self._record_counts = [0] * size
        self._found: dict[str, list[int]] = {name: [0] * size for name in FIELDS}
        self._rules: dict[str, list[Counter[str]]] = {name: [Counter() for _ in range(size)] for name in FIELDS}
        self._copies: dict[str, Copy] = {}

    def add(self, article: Article) -> None:
        """Take one revision."""
        if article.revision == 1:
            self._add_first(article)
        seen_in = self._window.bin_of(article.captured_at)
        if seen_in is not None and article.reextracted_from is None:
            self._add_fields(article, seen_in)
            if article.duplicate_of:
                copy = Copy(article.article_id, article.headline[:600], article.duplicate_of, article.captured_at)
                self._copies[article.article_id] = copy

    def figures(self, *, article_count: int, revision_count: int) -> ArticleFigures:
        """Return what was counted, with the numbers of the whole dataset."""
        originals = Counter(copy.original_id for copy in self._copies.values())
        return ArticleFigures(
            article_count=article_count,
            revision_count=revision_count,
            published=self._by_section(),
            latency_secs=self._latency,
            found={name: list(zip(counts, self._record_counts, strict=True)) for name, counts in self._found.items()},
            drifts=[drift for name, bins in self._rules.items() for drift in _drifts(name, bins)],
            rules={name: dict(_sum(bins).most_common(6)) for name, bins in self._rules.items() if _sum(bins)},
            copy_count=len(self._copies),
            copies=list(reversed(self._copies.values()))[:12],
            originals=dict(originals.most_common(8)),
        )

    def _add_first(self, article: Article) -> None:
        printed = article.published_at
        column = self._window.bin_of(printed) if is_plausible(printed) else None
        if column is None or printed is None:
            return
        self._published[article.section or NO_SECTION, column] += 1
        if article.captured_at and self._first_run_at and printed >= self._first_run_at:
            self._latency[column].append(max(0.0, (article.captured_at - printed).total_seconds()))

    def _add_fields(self, article: Article, column: int) -> None:
        self._record_counts[column] += 1
        for name in FIELDS:
            if getattr(article, name) not in _EMPTY:
                self._found[name][column] += 1
                if rule := article.sources.get(name):
                    self._rules[name][column][rule[:80]] += 1

    def _by_section(self) -> dict[str, list[int]]:
        totals: Counter[str] = Counter()
        for (section, _), count in self._published.items():
            totals[section] += count
        shown = [section for section, _ in totals.most_common(_SHOWN_SECTIONS)]
        found: dict[str, list[int]] = {}
        for (section, column), count in self._published.items():
            name = section if section in shown else OTHER_SECTIONS
            found.setdefault(name, [0] * len(self._window.labels))[column] += count
        return dict(sorted(found.items(), key=lambda item: (item[0] == OTHER_SECTIONS, -sum(item[1]), item[0])))


def _drifts(name: str, bins: list[Counter[str]]) -> list[Drift]:
    """Return where the main rule of a field changed, and did not change back in the next bin."""
    mains = [(number, main) for number, counts in enumerate(bins) if (main := _main(counts))]
    found: list[Drift] = []
    before = mains[0][1] if mains else ""
    for index, (number, main) in enumerate(mains):
        if main != before and (index + 1 == len(mains) or mains[index + 1][1] == main):
            found.append(Drift(number, name, before, main))
            before = main
    return found


def _main(counts: Counter[str]) -> str:
    total = counts.total()
    rule, count = counts.most_common(1)[0] if counts else ("", 0)
    return rule if total >= _DRIFT_RECORDS and count * 2 > total else ""


def _sum(bins: list[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in bins:
        total.update(one)
    return total
