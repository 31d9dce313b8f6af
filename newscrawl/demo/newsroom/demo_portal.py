"""The demo portal's world: what exists, as a pure function of seed, size and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from newscrawl.demo.newsroom.article_content import SECTIONS, Draft, Section
from newscrawl.demo.newsroom.drafts import copy_draft, write_draft
from newscrawl.demo.newsroom.draws import draws, number, unit

ZONE = ZoneInfo("Asia/Tokyo")
TITLE = "江南タイムズ デモ"
DEFAULT_START = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
FIRST_NUMBER = 40001

FateKind = Literal["not_found", "gone", "expired", "front_page", "moved"]
EditKind = Literal["headline", "text", "silent", "empty"]


@dataclass(frozen=True, slots=True)
class Fate:
    """The end of an article.

    It answers 404 or 410, shows that it has expired (with status 200), sends its reader to the front page, or moves to
    an address with a slug.
    """

    kind: FateKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """A change after publication: of headline or text; `silent` changes the text alone, `empty` the time alone."""

    kind: EditKind
    at: datetime


class DemoPortal:
    """A world of articles.

    At *start* about *article_count* articles exist; after it a new one appears every *new_article_mins* minutes
    (20; fewer for worlds of more than 2,000 articles, so that no article is older than two months).
    """

    def __init__(
        self,
        seed: int = 1,
        article_count: int = 200,
        start: datetime | None = None,
        *,
        new_article_mins: int | None = None,
    ) -> None:
        self.seed = seed
        self.article_count = article_count
        self.start = (start or DEFAULT_START).astimezone(ZONE).replace(second=0, microsecond=0)
        self.new_article_mins = new_article_mins or min(20, max(1, 40_000 // max(1, article_count)))

    @cached_property
    def _step(self) -> timedelta:
        return timedelta(minutes=self.new_article_mins)

    def published_at(self, index: int) -> datetime:
        """Return when the *index*-th article (from 0) appears: later than all before it, on a full minute."""
        late = number(self.seed, "minute", index) % self.new_article_mins
        return self.start + (index - self.article_count) * self._step + timedelta(minutes=late)

    def count_at(self, now: datetime) -> int:
        """Return how many articles have ever appeared until *now*."""
        count = max(0, (now - self.start) // self._step + self.article_count)
        return count + 1 if self.published_at(count) <= now else count

    def section(self, index: int) -> Section:
        """Return the article's own section."""
        return SECTIONS[number(self.seed, "section", index) % len(SECTIONS)]

    def second_section(self, index: int) -> Section | None:
        """Return the other section that lists the article too, under its second address."""
        drawn = number(self.seed, "second", index)
        if drawn % 100 >= 8:
            return None
        others = [section for section in SECTIONS if section != self.section(index)]
        return others[drawn // 100 % len(others)]

    def fate(self, index: int) -> Fate | None:
        """Return how the article ends or where it goes, and when; None for most."""
        drawn = unit(self.seed, "fate", index)
        if drawn >= 0.08:
            return None
        chance = draws(self.seed, "fate at", index)
        after = timedelta(minutes=chance.randint(6 * 60, 12 * 24 * 60))
        kinds: tuple[FateKind, ...] = ("not_found", "gone", "expired", "front_page", "moved", "moved", "moved", "moved")
        return Fate(kinds[int(drawn * 100)], self.published_at(index) + after)

    def edits(self, index: int) -> tuple[Edit, ...]:
        """Return every edit that the article will ever see, oldest first."""
        if unit(self.seed, "edited", index) >= 0.35:
            return ()
        chance = draws(self.seed, "edits", index)
        kinds: tuple[EditKind, ...] = ("headline", "text", "text", "silent", "empty")
        after = sorted({int(10 ** chance.uniform(1.0, 3.9)) for _ in range(chance.randint(1, 3))})
        published_at = self.published_at(index)
        return tuple(Edit(chance.choice(kinds), published_at + timedelta(minutes=minutes)) for minutes in after)

    def original(self, index: int) -> int | None:
        """Return the article that the *index*-th is a syndicated copy of; None for most."""
        if index == 0 or not self._is_copy(index):
            return None
        source = index - 1 - number(self.seed, "original", index) % min(index, 30)
        return None if self._is_copy(source) else source

    def _is_copy(self, index: int) -> bool:
        return unit(self.seed, "copy", index) < 0.04

    def draft(self, index: int) -> Draft:
        """Return the article as it was first published."""
        slug = self.section(index).slug
        source = self.original(index)
        if source is None:
            return write_draft(self.seed, index, slug, FIRST_NUMBER + index)
        original = write_draft(self.seed, source, self.section(source).slug, FIRST_NUMBER + source)
        return copy_draft(self.seed, index, slug, FIRST_NUMBER + index, original)

    def path(self, index: int, now: datetime) -> str:
        """Return the article's own path at *now*."""
        number_, slug = FIRST_NUMBER + index, self.section(index).slug
        fate = self.fate(index)
        if fate and fate.kind == "moved" and fate.at <= now:
            return f"/{slug}/{number_}-{SLUGS[index % len(SLUGS)]}.html"
        return f"/{slug}/{number_}.html"

    def is_there(self, index: int, now: datetime) -> bool:
        """Return whether the article can be read at *now*."""
        if self.published_at(index) > now:
            return False
        fate = self.fate(index)
        return fate is None or fate.kind == "moved" or fate.at > now

    def second_path(self, index: int) -> str | None:
        """Return the article's second path, where it has one."""
        return f"/news/{FIRST_NUMBER + index}" if self.second_section(index) else None


SLUGS = tuple("update special focus column report photo series extra".split())


def list_time(now: datetime) -> datetime:
    """Return the full hour at which the lists that are printed at *now* were made."""
    return datetime.fromtimestamp(now.timestamp() // 3600 * 3600, UTC)
