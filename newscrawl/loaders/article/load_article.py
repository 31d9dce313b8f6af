"""One article page as records."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from itemloaders import ItemLoader
from itemloaders.processors import Compose, TakeFirst

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.metadata.refresh import refresh_target
from newscrawl.items import SCHEMA_VERSION, Article, FoundIn, Image, content_digest
from newscrawl.items.bounds import MOST, bounded
from newscrawl.loaders.article.content import Content, read_content
from newscrawl.loaders.article.fields import FieldReading, read_fields
from newscrawl.loaders.lists.pagination import next_page_url
from newscrawl.loaders.lists.ranking import Capture, ListKey, PageLists, lists_of, notes_of, rankings_of, related_of
from newscrawl.loaders.results import Extraction, NoArticleReason, Tried
from newscrawl.loaders.rules.canonical_address import canonical_of
from newscrawl.loaders.rules.site import Site, site_of
from newscrawl.portals import Portal


class ArticleLoader(ItemLoader):
    """Gathers an article's fields; the record is built once, when all are known."""

    default_item_class = dict
    default_output_processor = TakeFirst()
    authors_out = Compose(tuple)
    tags_out = Compose(tuple)

    def load_item(self) -> Article:
        """Return the article, its digest that of its content. What the page does not print is null or empty."""
        article = Article(**{**_NOTHING, **super().load_item(), **self.context["known"]})
        return replace(article, digest=content_digest(article))


# Headlines of pages that are none; that of an article about such pages goes on, or it says when it was published.
_NOT_FOUND = re.compile(
    r"(?:\W*404\W*)?"
    r"(?:.{0,12}(?:ページ|記事)[がは]?(?:見つかり|存在し)ません(?:でした)?|お探しのページ.{0,24}ません(?:でした)?"
    r"|.{0,12}掲載期間が終了.{0,12}|(?:error\W*)?404(?:\W*(?:error|not found))?|.{0,12}page not found|not found"
    r"|seite nicht gefunden|.{0,12}페이지를 찾을 수 없(?:습니다|음))\W*",
    re.IGNORECASE,
)
_SHORT_BODY = 300
_LONG_PARAGRAPH = 30
_NOTHING: dict[str, Any] = {
    **dict.fromkeys(("authors", "tags"), ()),
    **dict.fromkeys(("section", "published_at", "modified_at", "lead", "language"), None),
    **dict.fromkeys(("comment_count", "view_count", "is_paywalled", "duplicate_of"), None),
    "schema_version": SCHEMA_VERSION,
    "captures": (),
    "reextracted_from": None,
    "revision": 1,
    "digest": "",
}


def load_article(
    page: Page,
    portal: Portal | None,
    *,
    captured_at: datetime | None = None,
    run_id: str | None = None,
    found_in: Sequence[FoundIn] = (),
    known_lists: Container[ListKey] = (),
    explain: bool = False,
) -> Extraction:
    """Return the records of *page*, read by *portal*'s rules and the general ones after them.

    *captured_at* is what printed times without a year are measured from. Lists of *known_lists* are not read again.
    With *explain*, all rules are tried and `tried` tells what each gave.
    """
    site = site_of(page, portal)
    capture = Capture(captured_at, run_id)
    lists = lists_of(page, site)
    fields = read_fields(page, site, lists, captured_at=captured_at, explain=explain)
    going_on = next_page_url(page, site, of_article=True)
    content = read_content(page, site, lists, fields, goes_on=going_on is not None, explain=explain)
    rankings = rankings_of(lists, page, site, capture, known=known_lists)
    tried = (*fields.tried, *content.tried)
    has_dropped = fields.has_dropped or len(content.images) > MOST
    notes = notes_of(page, lists, has_dropped=has_dropped, has_zone=fields.has_zone)
    reason = _reason(page, site, fields, content)
    if reason is not None:
        return Extraction(article=None, reason=reason, rankings=rankings, notes=notes, tried=tried)
    article = _article(page, site, fields, content, capture, lists=lists, found_in=found_in)
    return Extraction(article=article, rankings=rankings, next_page_url=going_on, notes=notes, tried=tried)


def _reason(page: Page, site: Site, fields: FieldReading, content: Content) -> NoArticleReason | None:
    headline = fields.values.get("headline")
    own = site.address(page.url, page.url) if site.portal else None
    if own and own[1] in {"front_page", "section"}:
        return "list_page"
    if not headline:
        return "no_headline"
    is_dated = "published_at" in fields.values and fields.sources["published_at"] != "general:url"
    if _NOT_FOUND.fullmatch(headline) and len(content.body) < _SHORT_BODY and not (is_dated and content.body):
        return "not_found_page"
    if len(content.body) < _SHORT_BODY and _leads_elsewhere(page):
        return "meta_refresh"
    if bounded("body", content.body) is None:
        return "body_too_long"
    return None if content.body else "no_body"


def _leads_elsewhere(page: Page) -> bool:
    target = page.absolute(refresh_target(page.root))
    return target is not None and target.partition("#")[0] != page.url.partition("#")[0]


def _article(
    page: Page,
    site: Site,
    fields: FieldReading,
    content: Content,
    capture: Capture,
    *,
    lists: PageLists,
    found_in: Sequence[FoundIn],
) -> Article:
    canonical = canonical_of(page, site)
    identity = site.article_id(canonical)
    known = {
        "portal": site.name,
        "article_id": identity,
        "url": page.url,
        "canonical_url": canonical,
        "body": content.body,
        "images": content.images[:MOST],
        "related": related_of(lists, site, identity)[:MOST],
        "found_in": tuple(found_in),
        "captured_at": capture.at,
        "run_id": capture.run_id,
        "sources": fields.sources | content.sources,
        "disagreements": fields.disagreements,
    }
    # The rules have read and cleaned each value: there is nothing left for processors.
    return ArticleLoader(known=fields.values | content.fields | known).load_item()


def join_pages(first: Extraction, rest: Sequence[Extraction]) -> Extraction:
    """Return *first* with the text and pictures of the article's further pages behind its own, in order."""
    article = first.article
    if article is None:
        return first
    others = [one.article for one in rest if one.article is not None]
    images: dict[str, Image] = {}
    for image in (image for one in (article, *others) for image in one.images):
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


__all__ = ["ArticleLoader", "Tried", "join_pages", "load_article"]
