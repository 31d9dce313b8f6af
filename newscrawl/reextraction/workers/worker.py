"""The work of one process: it reads stored articles again, and visits without an article, from their captures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from newscrawl.cycles import rare_searches
from newscrawl.dataset.captures import Captured, captures_in, read_capture
from newscrawl.dataset.storage.jsonl import JsonReader, open_lines, read_span
from newscrawl.dataset.storage.layout import Layout
from newscrawl.deadline import PAGE_SECS
from newscrawl.errors import DatasetError, MalformedError
from newscrawl.items import Article, CapturePlace, with_said
from newscrawl.items.schema import violation
from newscrawl.portals import Portal
from newscrawl.program import as_typed
from newscrawl.reextraction.candidates import FailedVisit, LinePlace, Scope
from newscrawl.reextraction.compare_records import differing, revised
from newscrawl.reextraction.workers.captured_articles import KeptPage, read_article

Outcome = Literal["same", "changed", "found", "unread", "uncaptured", "damaged"]
"""`same` as stored · `changed` · `found` where no article was stored · `unread`: today's rules give no article ·
`uncaptured`: no response was kept · `damaged`: the kept response cannot be read."""

_ARTICLE = JsonReader(Article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """The result of reading one article again."""

    outcome: Outcome
    article_id: str
    url: str
    reason: str = ""
    """Why there is no article; empty where there is one."""

    stored: Article | None = None
    """The latest revision, where it differs."""

    article: Article | None = None
    """As today's rules read it, where it is new or differs."""

    fields: tuple[str, ...] = ()
    """The fields that differ."""

    goes_on: bool = False
    """Whether the article's last kept page leads to another page that was not kept."""

    has_other_id: bool = False
    """Whether today's rules give the article another `article_id`. It keeps its own."""

    visit: FailedVisit | None = None
    """The visit that gave no article then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostArticle:
    """The visits to an article without a stored line, and their pages."""

    visits: tuple[tuple[FailedVisit, tuple[CapturePlace, ...]], ...]
    """The latest first."""

    faults: Mapping[str, str]
    """Run → what is wrong with its captures, which may hide pages; runs with sound captures are not in it."""


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """The place of an article's page."""

    article_id: str
    place: CapturePlace


@dataclass(frozen=True, slots=True)
class KeptPlaces:
    """The places of one run's article pages in one file."""

    run_id: str
    places: tuple[KeptPlace, ...]
    fault: str
    """What is wrong with the file: *places* are those before the damage. Empty where the file is sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """The tools of one process. Reads the dataset by its paths only."""

    folder: Path
    """The portal's folder."""

    portal: Portal
    fields: tuple[str, ...]
    """The fields that are compared, of `comparing.FIELDS`."""

    scope: Scope
    page_secs: float = PAGE_SECS
    """The longest time for reading one page; 0: no limit."""

    @rare_searches()
    def again(self, places: Sequence[LinePlace]) -> list[Reread]:
        """Read stored articles again."""
        layout = Layout(self.folder)
        return [self._again(layout, _article(layout, place)) for place in places]

    @rare_searches()
    def found(self, lost: Sequence[LostArticle]) -> list[Reread]:
        """Read visits again that gave no article."""
        layout = Layout(self.folder)
        return [one for article in lost if (one := self._found(layout, article)) is not None]

    def places(self, wanted: Sequence[tuple[str, str, frozenset[str]]]) -> list[KeptPlaces]:
        """Return, for capture files (name, run, articles), the places of the answered pages of those articles."""
        layout = Layout(self.folder)
        return [KeptPlaces(run_id, *_places(layout, name, article_ids)) for name, run_id, article_ids in wanted]

    def _again(self, layout: Layout, stored: Article) -> Reread:
        def not_read(outcome: Outcome, reason: str) -> Reread:
            return Reread(outcome=outcome, article_id=stored.article_id, url=stored.url, reason=reason)

        if not stored.captures:
            return not_read("uncaptured", "no response was kept")
        try:
            pages = [KeptPage.of(read_capture(layout, place)) for place in stored.captures]
        except DatasetError as error:
            return not_read("damaged", str(error))
        reading = read_article(
            pages,
            self.portal,
            captured_at=stored.captured_at,
            found_in=stored.found_in,
            page_secs=self.page_secs,
        )
        if reading.article is None:
            return not_read("unread", reading.reason)
        read = with_said(reading.article, stored)
        fields = differing(stored, read, self.fields)
        article = revised(stored, read, self.fields) if fields else None
        if article and (fault := violation(article)):
            return not_read("unread", f"invalid_record: {fault}")
        return Reread(
            outcome="changed" if fields else "same",
            article_id=stored.article_id,
            url=stored.url,
            stored=stored if fields else None,
            article=article,
            fields=fields,
            goes_on=reading.goes_on,
            has_other_id=reading.article.article_id != stored.article_id,
        )

    def _found(self, layout: Layout, lost: LostArticle) -> Reread | None:
        """Return the latest visit that can be read whole; None where the scope does not include its section."""
        result: Reread | None = None
        for visit, places in lost.visits:
            one = self._of_visit(layout, visit, places, lost.faults.get(visit.run_id, ""))
            if one.outcome == "found":
                return one if one.article and self.scope.holds_section(one.article.section) else None
            result = result or one
        return None if self.scope.sections else result

    def _of_visit(self, layout: Layout, visit: FailedVisit, places: Sequence[CapturePlace], fault: str) -> Reread:
        def not_read(outcome: Outcome, reason: str) -> Reread:
            return Reread(outcome=outcome, article_id=visit.article_id, url=visit.url, reason=reason, visit=visit)

        if not places:
            return not_read("damaged", fault) if fault else not_read("uncaptured", "no response was kept")
        try:
            kept = [(place, read_capture(layout, place)) for place in places]
        except DatasetError as error:
            return not_read("damaged", str(error))
        kept = _one_each(kept)
        pages = [KeptPage.of(captured) for _, captured in kept]
        reading = read_article(pages, self.portal, captured_at=kept[0][1].captured_at, page_secs=self.page_secs)
        if reading.article is None:
            return not_read("unread", reading.reason)
        if reading.goes_on:
            return not_read("unread", "its further pages were not kept: the next crawl asks for them")
        captures = tuple(place for place, _ in kept[: reading.page_count])
        article = replace(reading.article, url=visit.url, captures=captures, run_id=visit.run_id)
        if broken := violation(article):
            return not_read("unread", f"invalid_record: {broken}")
        return Reread(outcome="found", article_id=article.article_id, url=article.url, article=article, visit=visit)


def _one_each(kept: Sequence[tuple[CapturePlace, Captured]]) -> list[tuple[CapturePlace, Captured]]:
    """Return each address once, in its last form, in the order of first appearance."""
    return list({captured.url: (place, captured) for place, captured in kept}.values())


def _places(layout: Layout, name: str, article_ids: frozenset[str]) -> tuple[tuple[KeptPlace, ...], str]:
    found: list[KeptPlace] = []
    try:
        found.extend(  # Also what is before the damage.
            KeptPlace(one.labels["article_id"], one.place)
            for one in captures_in(layout.current_path(name), name=name)
            if one.status == 200 and one.labels.get("article_id") in article_ids
        )
    except FileNotFoundError:
        return (), ""
    except DatasetError as error:
        return tuple(found), str(error)
    return tuple(found), ""


def _article(layout: Layout, place: LinePlace) -> Article:
    path = layout.current_path(place.name)
    if path.name.endswith(".jsonl") or path.name.endswith(".part"):
        line = read_span(path, place.offset, place.byte_count)
    else:
        line = _unpacked(path)[place.offset : place.offset + place.byte_count]
    try:
        return _ARTICLE.decode(line)
    except MalformedError as error:
        raise DatasetError(
            f"{path}: byte {place.offset}: expected an article of this version of newscrawl, got one that does not fit "
            f"({error}); run {as_typed(f'verify {layout.folder.name}')!r}"
        ) from error


@lru_cache(maxsize=2)  # Articles come in the order of their runs, so files follow each other.
def _unpacked(path: Path) -> bytes:
    with open_lines(path) as file:
        return file.read()
