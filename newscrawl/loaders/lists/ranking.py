"""Headed lists of a page as records."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.lists.entries import Entry
from newscrawl.extraction.lists.find_lists import ArticleList, read_lists
from newscrawl.extraction.lists.headings import find_headings
from newscrawl.items import SCHEMA_VERSION, RankingEntry, RelatedArticle
from newscrawl.items.ranking_entry import ListKind
from newscrawl.loaders.results import Note
from newscrawl.loaders.rules.site import Site, articles_in, labels_of
from newscrawl.text import fold

ListKey = tuple[str, str, str | None, str | None]
"""What makes a list one list: its kind, its folded name, its section, and its page where it is of that page alone."""


def key_of_list(kind: str, name: str, section: str | None, page_url: str | None = None) -> ListKey:
    """Return the identity of a list among others."""
    return kind, fold(name), section, page_url


class EveryList:
    """A container of all lists, for a reader of articles alone: it takes a list from none of their pages."""

    def __contains__(self, key: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Capture:
    """When, and in which run, a page was received."""

    at: datetime | None
    run_id: str | None


@dataclass(frozen=True, slots=True)
class PageLists:
    """The headed lists of one page."""

    lists: tuple[ArticleList, ...]
    """In printed order; a list that is printed twice is here twice."""

    taken: frozenset[int]
    """The blocks that belong to a list."""

    labels: frozenset[str]
    """The section labels that the page prints, folded."""

    empty: frozenset[str] = frozenset()
    """The headings of lists behind which no link leads to an article."""


def lists_of(page: Page, site: Site) -> PageLists:
    """Return the headed lists of *page*."""
    headings = find_headings(page.outline, site.headings)
    addresses = site.addresses(page)
    labels = labels_of(page, addresses) | {fold(heading.section) for heading in headings if heading.section}
    found = read_lists(page.outline, headings, articles_in(addresses).get, labels) if headings else []
    taken = {index for one in found for index in range(one.first, one.last)}
    taken.update(index for heading in headings for index in range(heading.first, heading.last))
    empty = {heading.name for heading in headings} - {one.heading.name for one in found}
    return PageLists(tuple(found), frozenset(taken), labels, frozenset(empty))


def notes_of(page: Page, lists: PageLists, *, has_dropped: bool = False, has_zone: bool = True) -> tuple[Note, ...]:
    """Return what is odd about *page*, though it can be read."""
    notes: list[Note] = []
    if page.broken_jsonld_count:
        notes.append("broken_jsonld")
    if page.is_damaged:
        notes.append("lost_characters")
    if page.is_cut:
        notes.append("nested_too_deep")
    if not has_zone:
        notes.append("unknown_zone")
    if lists.empty:
        notes.append("empty_list")
    if page.has_excess:
        notes.append("too_many_elements")
    if has_dropped:
        notes.append("value_out_of_bounds")
    return tuple(notes)


def rankings_of(
    lists: PageLists, page: Page, site: Site, capture: Capture, *, known: Container[ListKey] = ()
) -> tuple[RankingEntry, ...]:
    """Return the lines of all lists but the related block, and but those that are *known* already, each list once."""
    longest: dict[str, ArticleList] = {}
    for one in lists.lists:
        heading = one.heading
        if heading.kind == "related" or key_of_list(heading.kind, heading.name, heading.section) in known:
            continue
        kept = longest.get(heading.name)
        if kept is None or len(one.entries) > len(kept.entries):
            longest[heading.name] = one
    return tuple(
        record
        for one in longest.values()
        for record in ranking_records(
            one.entries,
            page=page,
            site=site,
            capture=capture,
            name=one.heading.name,
            kind=cast("ListKind", one.heading.kind),
            section=one.heading.section,
        )
    )


def ranking_records(
    entries: Sequence[Entry],
    *,
    page: Page,
    site: Site,
    capture: Capture,
    name: str,
    kind: ListKind,
    section: str | None,
) -> tuple[RankingEntry, ...]:
    """Return *entries* as the lines of one list, counted from 1, each article once."""
    by_id: dict[str, Entry] = {}
    for entry in entries:
        by_id.setdefault(site.article_id(entry.url), entry)
    return tuple(
        RankingEntry(
            schema_version=SCHEMA_VERSION,
            portal=site.name,
            list_name=name,
            list_kind=kind,
            list_section=section,
            position=position,
            article_id=identity,
            url=entry.url,
            headline=entry.headline,
            section=entry.section,
            page_url=page.url,
            captured_at=capture.at,
            run_id=capture.run_id,
        )
        for position, (identity, entry) in enumerate(by_id.items(), 1)
    )


def related_of(lists: PageLists, site: Site, own_id: str) -> tuple[RelatedArticle, ...]:
    """Return the related block's articles, each once, without the article *own_id* itself."""
    found: dict[str, RelatedArticle] = {}
    for one in lists.lists:
        if one.heading.kind == "related":
            for entry in one.entries:
                related = RelatedArticle(url=entry.url, headline=entry.headline)
                found.setdefault(site.article_id(entry.url), related)
    found.pop(own_id, None)
    return tuple(found.values())
