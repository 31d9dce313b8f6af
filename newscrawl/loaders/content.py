"""Body and pictures of an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from newscrawl.extraction.body import read_body
from newscrawl.extraction.images import read_images
from newscrawl.extraction.noise import is_caption, is_wall
from newscrawl.extraction.page import Page
from newscrawl.extraction.paragraphs import BodyText, Frame, read_paragraphs
from newscrawl.extraction.tree import Element
from newscrawl.extraction.zones import ADVERT, CAPTION
from newscrawl.items import Author, Image
from newscrawl.loaders.byline import with_signature
from newscrawl.loaders.fields import FieldReading
from newscrawl.loaders.next_page import is_further_page
from newscrawl.loaders.ranking import PageLists
from newscrawl.loaders.rules import Raw, xpath_values
from newscrawl.loaders.site import Site
from newscrawl.text import fold, squash

_BELOW = 8
"""A signature stands within this many blocks below the text."""
_SHORT = 80
"""A marked text of fewer characters is not believed."""


@dataclass(slots=True)
class Content:
    """An article's text and pictures."""

    body: str = ""
    images: tuple[Image, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    """Fields that the lines below the text give: authors with their addresses, whether the rest is paywalled."""
    sources: dict[str, str] = field(default_factory=dict)


def read_content(page: Page, site: Site, lists: PageLists, fields: FieldReading, *, goes_on: bool) -> Content:
    """Return the text and the pictures of *page*'s article; *goes_on* tells that it has a next page."""
    authors: tuple[Author, ...] = fields.values.get("authors", ())
    frame = Frame(
        taken=lists.taken,
        headline=fold(fields.values.get("headline") or ""),
        names=frozenset(fold(author.name) for author in authors),
        is_further=is_further_page(page.url),
        goes_on=goes_on,
    )
    content = Content()
    source, text = _body(page, site, frame, fields.headline_block)
    if text.paragraphs:
        content.body = text.text
        content.sources["body"] = source
    _read_signature(page, text, fields, content)
    content.images = _images(page, fields.headline_block, text, frame)
    if content.images:
        content.sources["images"] = "general:images"
    return content


def _images(page: Page, headline_block: int, text: BodyText, frame: Frame) -> tuple[Image, ...]:
    """Return the pictures from the headline to the end of the text; captions may follow its last paragraph."""
    last = max(text.last, headline_block)
    blocks = page.outline.blocks
    while last < len(blocks) and (blocks[last].zones & (CAPTION | ADVERT) or is_caption(blocks[last].text)):
        last += 1
    return read_images(page, headline_block, last, taken=frame.taken)


def _read_signature(page: Page, text: BodyText, fields: FieldReading, content: Content) -> None:
    """Read the lines right below the text: who signs it, and whether the rest is for subscribers."""
    known = fields.values.get("authors", ())
    below = page.outline.blocks[text.last : text.last + _BELOW]
    authors = with_signature(known, below, names=True)
    if authors:
        content.fields["authors"] = authors
    if authors and not known:
        content.sources["authors"] = "general:signature"
    if "is_paywalled" not in fields.values and any(is_wall(block) for block in below):
        content.fields["is_paywalled"] = True
        content.sources["is_paywalled"] = "general:printed_wall"


def _body(page: Page, site: Site, frame: Frame, headline_block: int) -> tuple[str, BodyText]:
    for rule in site.portal.rules("body") if site.portal else ():
        if rule.xpath and (text := _inside(page, xpath_values(rule.xpath, page), frame)).paragraphs:
            return str(rule), text
    text = _inside(page, page.microdata.get("articleBody", []), frame)
    if len(text.text) > _SHORT:
        return "microdata:articleBody", text
    return "general:body", read_body(page.outline, frame, start=headline_block + 1)


def _inside(page: Page, found: list[Raw], frame: Frame) -> BodyText:
    """Return the paragraphs in the elements *found*; plain texts are paragraphs."""
    parts: list[BodyText] = []
    for one in found:
        if isinstance(one, Element):
            if span := page.outline.span_of(one):
                parts.append(read_paragraphs(page.outline, *span, frame))
        elif squash(str(one)):
            parts.append(BodyText((squash(str(one)),), 0, 0))
    placed = [part for part in parts if part.last]
    return BodyText(
        tuple(paragraph for part in parts for paragraph in part.paragraphs),
        min((part.first for part in placed), default=0),
        max((part.last for part in placed), default=0),
    )
