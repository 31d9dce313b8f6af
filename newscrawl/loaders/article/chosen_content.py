"""Text and pictures in what a rule selects: elements, texts, or JSON-LD values."""

from __future__ import annotations

from typing import Any

from newscrawl.extraction.body.paragraphs import BodyText, Frame, read_paragraphs
from newscrawl.extraction.body.script_state import paragraphs_of
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.images.read_images import images_inside
from newscrawl.extraction.metadata.jsonld import resolve, text_of
from newscrawl.extraction.tree import Element
from newscrawl.items import Image
from newscrawl.loaders.rules.select import Raw
from newscrawl.text import squash

_ADDRESSES = ("url", "contentUrl", "@id")
_CREDITS = ("creditText", "copyrightNotice", "creator", "author")


def body_inside(page: Page, found: list[Raw], frame: Frame) -> BodyText:
    """Return the paragraphs in the elements *found*; a text is HTML, or has a paragraph a line."""
    parts: list[BodyText] = []
    for one in found:
        if isinstance(one, Element):
            if span := page.outline.span_of(one):
                parts.append(read_paragraphs(page.outline, *span, frame))
        elif hasattr(one, "getparent"):  # a text that XPath selects
            parts.append(BodyText((squash(str(one)),) if squash(str(one)) else (), 0, 0))
        elif written := text_of(one):
            parts.append(paragraphs_of(written, page.url, frame))
    placed = [part for part in parts if part.last]
    return BodyText(
        tuple(paragraph for part in parts for paragraph in part.paragraphs),
        min((part.first for part in placed), default=0),
        max((part.last for part in placed), default=0),
    )


def images_in(page: Page, found: list[Raw]) -> tuple[Image, ...]:
    """Return the pictures in the elements *found*, or those whose addresses or objects (ImageObject) they are."""
    elements = [one for one in found if isinstance(one, Element)]
    named = (_named(page, one) for one in found if not isinstance(one, Element))
    images: dict[str, Image] = {}
    for image in (*images_inside(page, elements), *filter(None, named)):
        images.setdefault(image.url, image)
    return tuple(images.values())


def _named(page: Page, written: Raw) -> Image | None:
    value: Any = resolve(written, page.nodes)
    data = value if isinstance(value, dict) else {}
    address = next((text for key in _ADDRESSES if (text := text_of(data.get(key)))), None) if data else text_of(value)
    url = page.absolute(address)
    if url is None:
        return None
    credit = next((text for key in _CREDITS if (text := text_of(resolve(data.get(key), page.nodes)))), None)
    caption = text_of(data.get("caption"))
    return Image(url=url, caption=squash(caption or "") or None, credit=squash(credit or "") or None)
