"""What reading one page gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newscrawl.items import Article, Image, RankingEntry, content_digest
from newscrawl.text import letters

_LONG_PARAGRAPH = 30

NoArticleReason = Literal[
    "no_headline", "no_body", "not_found_page", "list_page", "body_too_long", "meta_refresh", "subscribers_only"
]
"""`subscribers_only`: the page prints a notice for subscribers in the place of the whole text."""

Note = Literal[
    "broken_jsonld",
    "empty_list",
    "gibberish",
    "lost_characters",
    "nested_too_deep",
    "too_many_elements",
    "unknown_zone",
    "unread_pages",
    "value_out_of_bounds",
]
"""What is odd about a page, though it could be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One rule that was tried for one field."""

    field: str
    """The article's field."""

    rule: str
    """The rule as `sources` names it."""

    value: str | None
    """What it gave, as text; null where it gave nothing usable."""

    is_taken: bool
    """Whether the record has this value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextlessPage:
    """A further page of an article that prints its headline and no text: a page of pictures, or an empty last one."""

    headline: str
    """As the page prints it."""

    images: tuple[Image, ...] = ()
    """In printed order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The records of one page."""

    article: Article | None
    """Null where the page is no article; `reason` then has the reason."""

    reason: NoArticleReason | None = None
    """Why there is no article."""

    textless: TextlessPage | None = None
    """What a further page of an article gives where `reason` is `no_body`."""

    rankings: tuple[RankingEntry, ...] = ()
    """Every line of every headed list on the page but the related block, each list once, without those known before."""

    next_page_url: str | None = None
    """Where the article goes on, canonical; null on its last page."""

    notes: tuple[Note, ...] = ()
    """What is odd about the page."""

    tried: tuple[Tried, ...] = ()
    """Every rule that was tried, in order; only where it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    """The records of a front page or a page of a section."""

    section: str | None
    """The section's printed label."""

    entries: tuple[RankingEntry, ...]
    """The page's own list, from 1; each article once."""

    rankings: tuple[RankingEntry, ...] = ()
    """Every line of every headed list beside it."""

    next_page_url: str | None = None
    """The next page of the list, canonical."""

    notes: tuple[Note, ...] = ()
    """What is odd about the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLink:
    """A link to a section page."""

    url: str
    """Canonical."""

    label: str
    """As printed."""


def is_page_of(part: Extraction, first: Extraction) -> bool:
    """Return whether *part* is a page of the article *first*: it has a text, or none under the same headline."""
    if part.article is not None:
        return True
    if first.article is None or part.textless is None:
        return False
    return letters(part.textless.headline).startswith(letters(first.article.headline))


def join_pages(first: Extraction, rest: Sequence[Extraction]) -> Extraction:
    """Return *first* with the text and pictures of the article's further pages behind its own, in order."""
    article = first.article
    if article is None:
        return first
    others = [one.article for one in rest if one.article is not None]
    images: dict[str, Image] = {}
    for one in (article, *(one.article or one.textless for one in rest)):
        for image in one.images if one else ():
            images.setdefault(image.url, image)
    body = _joined_body([article.body, *(other.body for other in others)])
    joined = replace(article, body=body, images=tuple(images.values()))
    return replace(first, article=replace(joined, digest=content_digest(joined)), next_page_url=None)


def _joined_body(bodies: Sequence[str]) -> str:
    """Return the paragraphs of *bodies*, without the long ones of earlier pages that a page prints again."""
    kept: list[str] = []
    for body in bodies:
        before = set(kept)
        new = (one for one in body.split("\n\n") if one and (len(one) < _LONG_PARAGRAPH or one not in before))
        kept += new
    return "\n\n".join(kept)
