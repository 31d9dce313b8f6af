"""Body and pictures of an article."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from newscrawl.extraction.body import BodyText, paragraphs_between, read_body
from newscrawl.extraction.images import read_images
from newscrawl.extraction.noise import is_wall
from newscrawl.extraction.page import Page
from newscrawl.items import Author, Image
from newscrawl.loaders.byline import with_signature
from newscrawl.loaders.fields import FieldReading
from newscrawl.loaders.ranking import PageLists
from newscrawl.loaders.rules import Raw, xpath_values
from newscrawl.loaders.site import Site
from newscrawl.text import squash

_BELOW = 8
"""A signature stands within this many blocks below the text."""


@dataclass(slots=True)
class Content:
    """An article's text and pictures."""

    body: str = ""
    images: tuple[Image, ...] = ()
    authors: tuple[Author, ...] = ()
    """The article's authors with the addresses of the signature below the text."""
    is_paywalled: bool = False
    """Whether a line below the text says so."""
    sources: dict[str, str] = field(default_factory=dict)


def read_content(page: Page, site: Site, lists: PageLists, fields: FieldReading) -> Content:
    """Return the text and the pictures of *page*'s article."""
    content = Content()
    source, text = _body(page, site, lists, fields.headline_block)
    if text.paragraphs:
        content.body = text.text
        content.sources["body"] = source
    _read_signature(page, text, fields, content)
    content.images = read_images(page, fields.headline_block, max(text.last, fields.headline_block), taken=lists.taken)
    if content.images:
        content.sources["images"] = "general:images"
    return content


def _read_signature(page: Page, text: BodyText, fields: FieldReading, content: Content) -> None:
    """Read the lines right below the text: who signs it, and whether the rest is for subscribers."""
    known = fields.values.get("authors", ())
    below = page.outline.blocks[text.last : text.last + _BELOW]
    content.authors = with_signature(known, below, names=True)
    if content.authors and not known:
        content.sources["authors"] = "general:signature"
    if "is_paywalled" not in fields.values and any(is_wall(block) for block in below):
        content.is_paywalled = True
        content.sources["is_paywalled"] = "general:printed_wall"


def _body(page: Page, site: Site, lists: PageLists, headline_block: int) -> tuple[str, BodyText]:
    for rule in site.portal.rules("body") if site.portal else ():
        if rule.xpath and (text := _between(page, xpath_values(rule.xpath, page), lists)).paragraphs:
            return str(rule), text
    marked = page.microdata.get("articleBody", [])
    text = _between(page, marked, lists)
    if len(text.text) > 80:
        return "microdata:articleBody", text
    return "general:body", read_body(page.outline, taken=lists.taken, start=headline_block + 1)


def _between(page: Page, found: list[Raw], lists: PageLists) -> BodyText:
    """Return the paragraphs in the elements *found*; plain texts are paragraphs."""
    parts: list[BodyText] = []
    for one in found:
        if isinstance(one, HtmlElement):
            span = page.outline.span_of(one)
            if span:
                parts.append(paragraphs_between(page.outline, *span, taken=lists.taken))
        elif squash(str(one)):
            parts.append(BodyText((squash(str(one)),), 0, 0, 1.0))
    paragraphs = tuple(p for part in parts for p in part.paragraphs)
    lasts = [part.last for part in parts if part.last]
    return BodyText(paragraphs, min((p.first for p in parts if p.last), default=0), max(lasts, default=0), 1.0)
