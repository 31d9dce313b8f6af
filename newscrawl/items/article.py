"""One revision of an article, and the bounds of its fields, for whoever reads values and whoever checks records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from newscrawl.text import squash, squash_paragraphs

SCHEMA_VERSION = 1
REVISION_MAX = 1_000_000
"""No newsroom edits an article so often; a larger number is damage."""
LARGEST_COUNT = 2**53 - 1
"""The largest whole number that every reader of JSON takes as it is."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years in which an article can be published or changed."""
LONGEST: Mapping[str, int] = {
    "headline": 1_000,
    "section": 200,
    "lead": 20_000,
    "language": 35,
    "authors": 300,
    "tags": 200,
    "body": 2_000_000,
}
"""Field → the most characters of its text, or of each of its texts."""
MOST = 200
"""So many authors, tags, pictures and related articles are kept of one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody, or an agency, that signs an article."""

    name: str
    """As printed, without role or label."""

    email: str | None
    """The address printed with the signature; null where none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the article's content."""

    url: str
    """Absolute address of the largest version that the page names."""

    caption: str | None
    """What is printed under the picture, without the credit."""

    credit: str | None
    """Whose picture it is: SOURCE of 引用:SOURCE, 写真：…, © … ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedArticle:
    """A link of the related block."""

    url: str
    """Canonical address."""

    headline: str
    """As the block prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """One place that led to the article before it was stored."""

    list: str
    """The list's printed name; `front_page` or the section's label for lists without a heading."""

    page_url: str
    """The page that holds the list."""

    position: int
    """From 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturePlace:
    """Where a response is kept."""

    file: str
    """The WARC file, from the portal's folder."""

    offset: int
    """Where the response's record starts in the file, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedValue:
    """What one rule gave."""

    source: str
    """The rule."""

    value: str
    """What it gave, as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One revision of one article: what was printed, and how it was read."""

    schema_version: int
    """1. Raised when a field changes its meaning."""

    portal: str
    """The name of the portal's file."""

    article_id: str
    """`PORTAL:NUMBER` with the portal's own number where the URL has one, else `PORTAL:` and the first 16 hex
    digits of the SHA-256 of `canonical_url`."""

    url: str
    """The address that was asked for, before any redirect."""

    canonical_url: str
    """The one form of the article's address; the page's rel=canonical where that stays on the portal's hosts."""

    headline: str
    """Letter for letter as printed, white space squashed, without the site's name."""

    authors: tuple[Author, ...]
    """In printed order; empty where none is printed."""

    section: str | None
    """The article's own section label."""

    tags: tuple[str, ...]
    """Keywords of the page, in its order."""

    published_at: datetime | None
    """In the portal's zone."""

    modified_at: datetime | None
    """In the portal's zone; null where the page prints none."""

    lead: str | None
    """The page's own summary or description."""

    body: str
    """Paragraphs joined by a blank line; never captions, signatures, counters, adverts or lists."""

    images: tuple[Image, ...]
    """In printed order."""

    related: tuple[RelatedArticle, ...]
    """The related block, each once, without the article itself."""

    language: str | None
    """BCP 47, e.g. `ja`."""

    comment_count: int | None
    """Null where the page prints none."""

    view_count: int | None
    """Null where the page prints none (a script fills it in)."""

    is_paywalled: bool | None
    """Null where the page does not show it."""

    revision: int
    """From 1: the n-th different content of this article."""

    digest: str
    """SHA-256 (hex) of headline, authors, section, times, body and images, normalised."""

    duplicate_of: str | None
    """The `article_id` of the first article with (nearly) the same text; null without one."""

    found_in: tuple[FoundIn, ...]
    """The lists that led here."""

    captured_at: datetime | None
    """When the response was received, in UTC; null only for pages that were not fetched (`scrapy extract FILE`)."""

    run_id: str | None
    """The run that stored it; null only for pages that no run stored."""

    captures: tuple[CapturePlace, ...]
    """The responses that it was read from, one a page of the article; empty where none was kept."""

    reextracted_from: int | None
    """The revision whose captures were read again by newer rules; null for what a run read from the portal."""

    sources: dict[str, str]
    """Field name → the rule that gave it. A field without entry was not found."""

    disagreements: dict[str, tuple[SourcedValue, ...]]
    """Field name → what strong sources gave differently, the value that was taken first."""


def content_digest(article: Article) -> str:
    """Return the SHA-256 (64 hex digits) of what counts as *article*'s content, without what only a feed gives.

    A feed or sitemap has the article for some days.
    """
    printed = {name: _printed(article, name) for name in ("section", "published_at", "modified_at")}
    whole = {name: getattr(article, name) for name in ("headline", "authors", "body", "images")}
    return digest_of_content(printed | whole)


def digest_of_content(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (64 hex digits) of the fields of an article that count as its content.

    Headline, authors, section, times, body and images, with white space squashed: adverts, counters, lists and
    the page's layout do not change it.
    """
    written = (
        squash(content["headline"]),
        [(squash(author.name), author.email) for author in content["authors"]],
        squash(content["section"] or ""),
        [_instant(content[field]) for field in ("published_at", "modified_at")],
        squash_paragraphs(content["body"]),
        [(image.url, squash(image.caption or ""), squash(image.credit or "")) for image in content["images"]],
    )
    return hashlib.sha256(msgspec.json.encode(written)).hexdigest()


def is_feed_value(article: Article, field: str) -> bool:
    """Return whether the value of *field* is not the page's but that of a feed or sitemap which named it."""
    return is_from_feed(article.sources.get(field, ""))


def is_from_feed(source: str) -> bool:
    """Return whether *source* is a feed or sitemap."""
    return source.startswith(("feed:", "sitemap:"))


def with_said(article: Article, before: Article) -> Article:
    """Return *article* with what a feed or sitemap gave for it as it was *before*, where its page still has nothing."""
    for field in ("published_at", "section"):
        if getattr(article, field) is None and is_feed_value(before, field):
            sources = {**article.sources, field: before.sources[field]}
            article = replace(article, **{field: getattr(before, field)}, sources=sources)
    return article


def _printed(article: Article, field: str) -> Any:
    return None if is_feed_value(article, field) else getattr(article, field)


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def bounded(name: str, value: Any) -> Any:
    """Return *value*, of the field *name*, or None where it is out of bounds; of a tuple, what is within.

    A caller that gets another value than it gave reports `value_out_of_bounds`.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if 0 <= value <= LARGEST_COUNT else None
    if isinstance(value, datetime):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    longest = LONGEST.get(name)
    if isinstance(value, tuple):
        within = tuple(one for one in value if longest is None or len(_text(one)) <= longest)[:MOST]
        return (within or None) if len(within) < len(value) else value
    return value if longest is None or len(value) <= longest else None


def _text(member: Any) -> str:
    return member if isinstance(member, str) else f"{member.name}{member.email or ''}"
