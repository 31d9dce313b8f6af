"""Body and pictures of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from typing import Any

from newscrawl.extraction.body.boilerplate import is_caption, is_wall
from newscrawl.extraction.body.find_body import read_body, weights, without_teasers
from newscrawl.extraction.body.paragraphs import NO_TEXT, BodyText, Frame, read_paragraphs
from newscrawl.extraction.body.script_state import paragraphs_of, text_in_scripts
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.label_values import text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ADVERT, BYLINE, CAPTION, LEAD, OUTSIDE
from newscrawl.extraction.images.read_images import images_inside, named_image, read_images
from newscrawl.extraction.people.read_people import dateline_authors
from newscrawl.extraction.tree import Element
from newscrawl.items import Author, Image
from newscrawl.loaders.article.byline import with_signature
from newscrawl.loaders.article.fields import FieldReading
from newscrawl.loaders.lists.pagination import is_further_page
from newscrawl.loaders.lists.ranking import PageLists
from newscrawl.loaders.results import Tried
from newscrawl.loaders.rules.select import Raw, xpath_values
from newscrawl.loaders.rules.site import Site
from newscrawl.text import fold, letters, squash
from newscrawl.urls import host_of

_BELOW = 8
"""A signature stands within this many blocks below the text."""
_RIGHT_BELOW = 2
_LONGEST_BRACKET = 40
_BRACKETS = ("（", "(", "【", "[", "〔")
_MAIL = re.compile("[@＠]")
_SCANT = 300
"""A text of fewer characters may be all that a page prints of one that its scripts hold."""
_PART = 1.5
"""A marked text that is so much shorter than what is printed is only a part of it."""
_SAME = 60
_LEAD_CHARACTERS = (30, 700)
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
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
    tried: list[Tried] = field(default_factory=list)
    """What each rule for the body gave; only where it was asked for."""


def read_content(
    page: Page, site: Site, lists: PageLists, fields: FieldReading, *, goes_on: bool, explain: bool = False
) -> Content:
    """Return the text and the pictures of *page*'s article; *goes_on* tells that it has a next page."""
    authors: tuple[Author, ...] = fields.values.get("authors", ())
    frame = Frame(
        taken=lists.taken,
        host=host_of(page.url),
        headline=fold(fields.values.get("headline") or ""),
        names=frozenset(fold(author.name) for author in authors),
        is_further=is_further_page(page.url, site),
        goes_on=goes_on,
    )
    weighed = weights(page.outline, frame, start=fields.headline_block + 1)
    frame = without_teasers(page.outline, frame, weighed)
    content = Content()
    text = NO_TEXT
    for source, found in _bodies(page, site, frame, weighed, fields.headline_block):
        is_taken = bool(found.paragraphs) and not text.paragraphs
        if is_taken:
            text = found
            content.sources["body"] = source
        if explain:
            value = found.text or None
            content.tried.append(Tried(field="body", rule=source, value=value, is_taken=is_taken))
        elif is_taken:
            break
    content.body = text.text
    _read_signature(page, text, fields, content)
    _read_pictures(page, site, fields, text, frame, content)
    if explain:
        content.tried += _told_below(content)
    return content


def _told_below(content: Content) -> Iterator[Tried]:
    """Give what was found around the text, rule by rule."""
    found = {**content.fields, "images": content.images}
    for name, source in content.sources.items():
        if name != "body":
            yield Tried(field=name, rule=source, value=str(found.get(name)), is_taken=True)


def _read_pictures(
    page: Page, site: Site, fields: FieldReading, text: BodyText, frame: Frame, content: Content
) -> None:
    for rule in site.portal.rules("images") if site.portal else ():
        chosen = xpath_values(rule.xpath, page) if rule.xpath else []
        if images := images_inside(page, [one for one in chosen if isinstance(one, Element)]):
            content.images, content.sources["images"] = images, str(rule)
            return
    authors = [author.name for author in content.fields.get("authors") or fields.values.get("authors", ())]
    content.images = _images(page, fields.headline_block, text, frame, authors)
    if content.images:
        content.sources["images"] = "general:images"
    elif not frame.is_further and (named := named_image(page)):
        content.images, content.sources["images"] = (named[1],), named[0]


def _images(page: Page, headline_block: int, text: BodyText, frame: Frame, authors: Sequence[str]) -> tuple[Image, ...]:
    """Return the pictures from the headline to the end of the text; captions may follow its last paragraph."""
    last = max(text.last, headline_block)
    blocks = page.outline.blocks
    while last < len(blocks) and (blocks[last].zones & (CAPTION | ADVERT) or is_caption(blocks[last].text)):
        last += 1
    return read_images(page, headline_block, last, taken=frame.taken, authors=authors)


def _read_signature(page: Page, text: BodyText, fields: FieldReading, content: Content) -> None:
    """Read the lines right below the text: who signs it, and whether the rest is for subscribers."""
    known = fields.values.get("authors", ())
    below = page.outline.blocks[text.last : text.last + _BELOW]
    if text.paragraphs and (not known or fields.house):
        named = dateline_authors(text.paragraphs[0]) or dateline_authors(text.paragraphs[-1]) or _bracketed(below)
        if named:
            known = content.fields["authors"] = named
            content.sources["authors"] = "general:dateline"
    left_out = [one for one in page.outline.blocks[text.first : text.last] if _MAIL.search(one.text)]
    within = [one for one in left_out if squash(one.text) not in text.paragraphs]
    authors = with_signature(known, [*within, *below], names=True)
    if authors:
        content.fields["authors"] = authors
    if authors and not known:
        content.sources["authors"] = "general:signature"
    if "is_paywalled" not in fields.values and any(is_wall(block) for block in below):
        content.fields["is_paywalled"] = True
        content.sources["is_paywalled"] = "general:printed_wall"


def _bracketed(below: Sequence[Block]) -> tuple[Author, ...]:
    """Return whom a bracket names that stands alone right below a text: （山田太郎）, 〔共同〕."""
    lines = (block.text for block in below[:_RIGHT_BELOW] if len(block.text) <= _LONGEST_BRACKET)
    return next((named for line in lines if line.startswith(_BRACKETS) and (named := dateline_authors(line))), ())


def _bodies(
    page: Page, site: Site, frame: Frame, weighed: list[float], headline_block: int
) -> Iterator[tuple[str, BodyText]]:
    """Give each rule for the body with what it gives, in order of trust; nothing where it is not to be believed."""
    for rule in site.portal.rules("body") if site.portal else ():
        if rule.xpath:
            yield str(rule), _inside(page, xpath_values(rule.xpath, page), frame)
    marked = _inside(page, outermost(page.microdata.get("articleBody", [])), frame)
    whole = _without_summary(page, read_body(page.outline, frame, weighed, start=headline_block + 1))
    is_part = len(marked.text) < max(_SHORT, len(whole.text) / _PART)
    yield "microdata:articleBody", NO_TEXT if is_part else marked
    told = paragraphs_of(str((page.article_node or {}).get("articleBody") or ""), page.url, frame)
    is_better = len(told.text) > max(_SHORT, len(whole.text) * _PART)
    if len(whole.text) < _SCANT:
        yield "jsonld:articleBody", told if is_better else NO_TEXT
        hidden = text_in_scripts(page.root, page.url, frame)
        yield "script:text", hidden if len(hidden.text) > max(_SHORT, len(whole.text) * _PART) else NO_TEXT
    yield "general:body", with_lead(page, whole, headline_block)


def outermost(elements: list[Element]) -> list[Element]:
    """Return those of *elements* that are in no other of them."""
    chosen = set(elements)
    return [element for element in elements if not chosen.intersection(element.iterancestors())]


def _without_summary(page: Page, text: BodyText) -> BodyText:
    """Return *text* from where the summary ends that microdata calls the description, where it begins with one."""
    summaries = {text_of_element(one) for one in page.microdata.get("description", [])}
    kept = tuple(dropwhile(summaries.__contains__, text.paragraphs))
    return replace(text, paragraphs=kept) if kept else text


def with_lead(page: Page, text: BodyText, headline_block: int) -> BodyText:
    """Return *text* with the summary that is printed between it and the headline before it.

    It is known by its zone's name, or because the page's description repeats it; a summary that microdata calls the
    description is no part of the body.
    """
    if not text.paragraphs or "description" in page.microdata:
        return text
    described = {letters(one)[:_SAME] for name in _DESCRIPTIONS for one in page.meta.get(name, ())} - {""}
    lead = [
        squash(block.text)
        for block in page.outline.blocks[headline_block + 1 : text.first]
        if _LEAD_CHARACTERS[0] <= len(block.text) <= _LEAD_CHARACTERS[1]
        and not block.zones & (OUTSIDE | CAPTION | BYLINE)
        and (block.zones & LEAD or letters(block.text)[:_SAME] in described)
    ]
    lead = [one for one in dict.fromkeys(lead) if one not in text.paragraphs]
    return replace(text, paragraphs=(*lead, *text.paragraphs)) if lead else text


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
