"""The truth about the demo portal: the exact records that a perfect crawl stores, from content alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, overload

from newscrawl.demo.newsroom.article_content import SECTIONS, Link, Picture, Section, Story, list_path
from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, TITLE, DemoPortal
from newscrawl.demo.newsroom.snapshot import Snapshot, snapshot_at
from newscrawl.demo.newsroom.stories import story_at
from newscrawl.items import SCHEMA_VERSION, Article, Image, RankingEntry, RelatedArticle
from newscrawl.items.ranking_entry import ListKind
from newscrawl.text import fold, squash

PORTAL = "demo"
_OF_THE_RUN: dict[str, Any] = {
    "digest": "",
    "duplicate_of": None,
    "found_in": (),
    "captured_at": None,
    "run_id": None,
    "captures": (),
    "reextracted_from": None,
    "sources": {},
    "disagreements": {},
}
"""What the run, its order or the theme decide, blanked."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a perfect crawl of the demo portal stores at one time.

    Records are as `comparable` makes them: what depends on the run's order is blank.
    """

    articles: dict[str, Article]
    """`article_id` → the record of each article that can be read."""

    rankings: tuple[RankingEntry, ...]
    """Every position of every list."""

    clusters: tuple[frozenset[str], ...]
    """Articles with nearly the same text: the one stored first has no `duplicate_of`, the others name it."""

    addresses: dict[str, frozenset[str]]
    """`article_id` → every canonical address under which the article may have been fetched."""


def truth(portal: DemoPortal, now: datetime, base_url: str, *, seen_at: Sequence[datetime] = ()) -> Truth:
    """Return what a perfect crawl at *now* of the portal served at *base_url* (without slash at its end) stores.

    *seen_at* are the times before *now* at which each article was visited already: they count its `revision`.
    """
    snapshot = snapshot_at(portal, now)
    articles = {}
    addresses = {}
    for index in snapshot.live:
        record = article_record(portal, index, now, base_url, seen_at=seen_at)
        articles[record.article_id] = record
        addresses[record.article_id] = frozenset(_addresses(portal, index, now, base_url))
    return Truth(articles, tuple(list_records(portal, now, base_url)), _clusters(snapshot), addresses)


def article_record(
    portal: DemoPortal, index: int, now: datetime, base_url: str, *, seen_at: Sequence[datetime] = ()
) -> Article:
    """Return the record of one article at *now*, whether or not it can be read then."""
    story = story_at(portal, index, now)
    return Article(
        schema_version=SCHEMA_VERSION,
        portal=PORTAL,
        article_id=_id(story.number),
        url="",
        canonical_url=base_url + story.path,
        headline=squash(story.headline),
        authors=story.authors,
        section=story.section.label,
        tags=story.tags,
        published_at=story.published_at,
        modified_at=story.modified_at,
        lead=story.lead,
        body=story.body,
        images=tuple(_image(picture, base_url) for picture in story.pictures),
        related=_related(story, base_url),
        language="ja",
        comment_count=story.comment_count,
        view_count=story.view_count,
        is_paywalled=True if story.is_paywalled else None,
        revision=_revision(portal, index, now, seen_at),
        **_OF_THE_RUN,
    )


@overload
def comparable(record: Article) -> Article: ...
@overload
def comparable(record: RankingEntry) -> RankingEntry: ...
def comparable(record: Article | RankingEntry) -> Article | RankingEntry:
    """Return *record* with all that depends on the run, its order or the theme blanked, for comparison with the truth.

    Of an article: `url` (see `Truth.addresses`), `duplicate_of` (see `Truth.clusters`), `found_in`, `captured_at`,
    `run_id`, `captures`, `sources`, `disagreements`, `digest`. Of a list's entry: `captured_at`, `run_id`, the
    `page_url` of a list that is on many pages; its heading is folded, because themes print brackets in full and
    half width.
    """
    if isinstance(record, RankingEntry):
        is_own_page = record.list_kind in {"front_page", "section_page"}
        return replace(
            record,
            list_name=fold(record.list_name),
            page_url=record.page_url if is_own_page else "",
            captured_at=None,
            run_id=None,
        )
    return replace(record, url="", **_OF_THE_RUN)


def _id(number: int) -> str:
    return f"{PORTAL}:{number}"


def _image(picture: Picture, base_url: str) -> Image:
    return Image(url=base_url + picture.path, caption=picture.caption, credit=picture.credit)


def _related(story: Story, base_url: str) -> tuple[RelatedArticle, ...]:
    return tuple(
        RelatedArticle(url=base_url + link.path, headline=squash(link.headline))
        for link in story.related
        if link.number != story.number
    )


def _addresses(portal: DemoPortal, index: int, now: datetime, base_url: str) -> Iterator[str]:
    yield base_url + portal.path(index, now)
    yield base_url + portal.path(index, portal.published_at(index))
    if second := portal.second_path(index):
        yield base_url + second


def _revision(portal: DemoPortal, index: int, now: datetime, seen_at: Sequence[datetime]) -> int:
    """Return the number of the revision that a visit at *now* finds: every edit between two visits makes one."""
    published_at = portal.published_at(index)
    visits = [at for at in (*sorted(seen_at), now) if published_at <= at <= now]
    edits = [edit.at for edit in portal.edits(index)]
    seen_states = {sum(edit <= visit for edit in edits) for visit in visits}
    return max(1, len(seen_states))


def _clusters(snapshot: Snapshot) -> tuple[frozenset[str], ...]:
    """Return the groups of articles that share a text; articles that are gone still hold their copies together."""
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for index in snapshot.live:
        source = snapshot.portal.original(index)
        groups[index if source is None else source].add(index)
    return tuple(frozenset(_id(FIRST_NUMBER + index) for index in group) for group in groups.values() if len(group) > 1)


def list_records(
    portal: DemoPortal, now: datetime, base_url: str, *, pages: Container[str] | None = None
) -> Iterator[RankingEntry]:
    """Yield the entries of every list at *now*; with *pages*, of section pages only those at these addresses."""
    snapshot = snapshot_at(portal, now)
    front = f"{base_url}/"
    yield from _entries(TITLE, "front_page", None, snapshot.front_links, base_url, front)
    for block in (snapshot.recommended, snapshot.trending):
        kind: ListKind = "recommended" if block.kind == "recommended" else "trending"
        yield from _entries(block.name, kind, None, block.links, base_url, "")
    for section in SECTIONS:
        ranking = snapshot.ranking(section)
        yield from _entries(ranking.name, "section_ranking", section, ranking.links, base_url, "")
        for page in range(1, snapshot.page_count(section) + 1):
            page_url = base_url + list_path(section, page)
            if pages is not None and page_url not in pages:
                continue
            links = snapshot.section_links(section, page)
            yield from _entries(section.label, "section_page", section, links, base_url, page_url)


def _entries(
    name: str, kind: ListKind, section: Section | None, links: tuple[Link, ...], base_url: str, page_url: str
) -> Iterator[RankingEntry]:
    for position, link in enumerate(links, 1):
        yield RankingEntry(
            schema_version=SCHEMA_VERSION,
            portal=PORTAL,
            list_name=fold(name),
            list_kind=kind,
            list_section=section.label if section else None,
            position=position,
            article_id=_id(link.number),
            url=base_url + link.path,
            headline=squash(link.headline),
            section=link.label,
            page_url=page_url,
            captured_at=None,
            run_id=None,
        )
