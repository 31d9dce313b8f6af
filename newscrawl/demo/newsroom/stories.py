"""An article of the demo at one time: its draft with the edits, counts and links of that moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from math import exp

from newscrawl.demo.newsroom.article_content import Block, Draft, Link, Story
from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, DemoPortal, list_time
from newscrawl.demo.newsroom.drafts import addition
from newscrawl.demo.newsroom.draws import draws, unit


def headline_at(portal: DemoPortal, index: int, now: datetime) -> str:
    """Return the article's headline at *now*."""
    headline = portal.draft(index).headline
    edits = [edit for edit in portal.edits(index) if edit.kind == "headline" and edit.at <= now]
    for edit in edits:
        mark = ("【続報】", "【更新】", "【独自】")[int(edit.at.timestamp()) // 60 % 3]
        headline = mark + headline.removeprefix("【続報】").removeprefix("【更新】").removeprefix("【独自】")
    return headline


def modified_at(portal: DemoPortal, index: int, now: datetime) -> datetime | None:
    """Return the time of the last edit that the portal admits; None where it admits no edit."""
    return max((edit.at for edit in portal.edits(index) if edit.at <= now and edit.kind != "silent"), default=None)


def changed_at(portal: DemoPortal, index: int, now: datetime) -> datetime:
    """Return when the article's own content last changed: publication, an edit (also a silent one) or a move."""
    times = [edit.at for edit in portal.edits(index)]
    fate = portal.fate(index)
    if fate:
        times.append(fate.at)
    return max((at for at in times if at <= now), default=portal.published_at(index))


def story_at(portal: DemoPortal, index: int, now: datetime) -> Story:
    """Return the article at *now*, whether or not it has appeared or gone."""
    draft = portal.draft(index)
    blocks = _blocks(portal, index, now, draft)
    age_hours = max(0.0, (list_time(now) - portal.published_at(index)).total_seconds() / 3600)
    return Story(
        number=FIRST_NUMBER + index,
        path=portal.path(index, now),
        section=portal.section(index),
        headline=headline_at(portal, index, now),
        authors=draft.authors,
        tags=draft.tags,
        lead=draft.lead,
        pages=_pages(portal, index, draft, blocks),
        pictures=draft.pictures,
        related=_related(portal, index),
        published_at=portal.published_at(index),
        modified_at=modified_at(portal, index, now),
        comment_count=_count(portal, index, age_hours, "comments", 0.6, 250),
        view_count=_count(portal, index, age_hours, "views", 0.1, 90_000),
        is_paywalled=draft.is_paywalled,
    )


def _blocks(portal: DemoPortal, index: int, now: datetime, draft: Draft) -> list[Block]:
    blocks = list(draft.blocks)
    for edit_number, edit in enumerate(portal.edits(index)):
        if edit.at <= now and edit.kind in {"text", "silent"}:
            added = addition(portal.seed, index, edit_number, portal.section(index).slug)
            place = _last_text(blocks) if edit_number % 2 else 0
            blocks[place] = replace(blocks[place], text=blocks[place].text + added)
    return blocks


def _last_text(blocks: list[Block]) -> int:
    return max(place for place, block in enumerate(blocks) if not block.is_heading)


def _pages(portal: DemoPortal, index: int, draft: Draft, blocks: list[Block]) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks in one page; in two or three for one long article in twelve."""
    drawn = unit(portal.seed, "pages", index)
    if drawn >= 0.08 or draft.is_paywalled or len(blocks) < 8:
        return (tuple(blocks),)
    size = 3 if drawn < 0.02 else 5
    cuts = [*range(0, len(blocks) - 2, size), len(blocks)]
    # A subheading goes to the page of the paragraphs that it heads.
    cuts = [cut - 1 if 0 < cut < len(blocks) and blocks[cut - 1].is_heading else cut for cut in cuts]
    return tuple(tuple(blocks[begin:end]) for begin, end in pairwise(cuts))


def _count(portal: DemoPortal, index: int, age_hours: float, what: str, share: float, most: int) -> int | None:
    if unit(portal.seed, f"has {what}", index) >= share:
        return None
    return int(most * unit(portal.seed, what, index) ** 3 * (1 - exp(-age_hours / 20)))


def _related(portal: DemoPortal, index: int) -> tuple[Link, ...]:
    """Return eight articles of the days before; now and then the article itself is among them, as on the real portal.

    The block is made once, when the article appears: it names what has moved or gone since by its old address.
    """
    chance = draws(portal.seed, "related", index)
    first = max(0, index - 60)
    others = [other for other in range(first, max(index + 1, min(9, portal.article_count))) if other != index]
    chosen = chance.sample(others, min(8, len(others)))
    if chance.random() < 0.3 and chosen:
        chosen[chance.randrange(len(chosen))] = index
    published_at = portal.published_at(index)
    return tuple(link_to(portal, other, published_at, tracking="?from=related") for other in chosen)


def link_to(
    portal: DemoPortal,
    index: int,
    at: datetime,
    *,
    label: str | None = None,
    tracking: str = "",
    path: str | None = None,
) -> Link:
    """Return a link to the article as a list that was made *at* that time prints it."""
    return Link(FIRST_NUMBER + index, path or portal.path(index, at), headline_at(portal, index, at), label, tracking)
