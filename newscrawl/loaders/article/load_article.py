"""One article page as records: the order in which a page is read, body and pictures, and why it may be no article."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import dropwhile, islice
from pathlib import Path
from types import ModuleType

from lxml import etree

from newscrawl.errors import PortalFileError
from newscrawl.extraction.body.find_body import read_body, weights, without_boxes
from newscrawl.extraction.body.line_kinds import is_caption, is_noise, is_wall, lines_below
from newscrawl.extraction.body.other_texts import has_alike, titled_box
from newscrawl.extraction.body.paragraphs import NO_TEXT, BodyText, Frame, is_time_line
from newscrawl.extraction.body.script_texts import paragraphs_of, text_in_scripts
from newscrawl.extraction.document.blocks import Block, text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ADVERT, ASIDE, BYLINE, CAPTION, HEADING, LEAD, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.extraction.images.read_images import named_image, read_images
from newscrawl.extraction.metadata.declared_data import text_of
from newscrawl.extraction.people.plausible_names import is_house
from newscrawl.items import Author, FoundIn, Image
from newscrawl.items.article import bounded
from newscrawl.loaders.article.article_loader import ArticleLoader
from newscrawl.loaders.article.printed_fields import add_printed, has_at, with_signature
from newscrawl.loaders.article.printed_sections import section_below
from newscrawl.loaders.article.sourced_loader import Reading
from newscrawl.loaders.article.writers.who_wrote import who_signs
from newscrawl.loaders.lists.page_lists import (
    Capture,
    ListKey,
    has_pager,
    is_further_page,
    lists_of,
    next_page_url,
    notes_of,
    rankings_of,
)
from newscrawl.loaders.results import Extraction, NoArticleReason, TextlessPage
from newscrawl.loaders.rules.site import DESCRIPTIONS, site_of
from newscrawl.loaders.rules.values import body_inside, houses_of
from newscrawl.portals import Portal
from newscrawl.text import fold, letters, squash, width
from newscrawl.urls import host_of
from newscrawl.walls import NOT_FOUND_HEADLINE

_SHORT_BODY = 300


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
    With *explain*, all rules are tried and `tried` has what each gave.
    """
    site = site_of(page, portal)
    lists = lists_of(page, site)
    loader = loader_class(portal)(
        page=page, site=site, lists=lists, captured_at=captured_at, run_id=run_id, found_in=found_in, explain=explain
    )
    loader.add_rules()
    add_printed(loader)
    going_on = next_page_url(page, site, of_article=True)
    add_content(loader, goes_on=going_on is not None)
    reason = no_article_reason(loader)
    textless = _textless(loader) if reason == "no_body" else None
    notes = notes_of(page, lists, has_dropped=loader.progress.has_dropped, has_zone=loader.has_zone)
    notes = (*notes, "gibberish") if loader.has_gibberish else notes
    return Extraction(
        article=loader.load_item() if reason is None else None,
        reason=reason,
        textless=textless,
        rankings=rankings_of(lists, page, site, Capture(captured_at, run_id), known=known_lists),
        next_page_url=going_on if reason is None or textless else None,
        notes=(*notes, "unread_pages") if going_on is None and has_pager(page, site) else notes,
        tried=loader.tried() if explain else (),
    )


def _textless(loader: ArticleLoader) -> TextlessPage | None:
    """Return what a later page than the first one of an article gives without any text."""
    if not is_further_page(loader.page.url, loader.site):
        return None
    return TextlessPage(headline=loader.value("headline"), images=loader.value("images") or _images_in_article(loader))


def _images_in_article(loader: ArticleLoader) -> tuple[Image, ...]:
    """Return the pictures of the `article` or `main` that holds the headline of a page without text."""
    outline = loader.page.outline
    heading = outline.blocks[loader.headline_block] if loader.headline_block >= 0 else None
    around = heading.element.iterancestors("article", "main") if heading else ()
    span = next((span for one in around if (span := outline.span_of(one))), None)
    return read_images(loader.page, loader.headline_block, span[1], taken=loader.lists.taken) if span else ()


def loader_class(portal: Portal | None) -> type[ArticleLoader]:
    """Return the item loader of *portal*. Raises `PortalFileError` where its file names another class."""
    return _class_in(portal.loader) if portal and portal.loader else ArticleLoader


@cache
def _class_in(loader: str) -> type[ArticleLoader]:
    file, _, name = loader.rpartition(":")
    path = Path(file)
    try:
        found = getattr(_module_at(path), name, None)
    except (SyntaxError, ImportError, NameError, AttributeError) as error:
        remedy = "correct it; docs/adding-a-portal.md has an example"
        raise PortalFileError(path, 1, "a module that can be imported", str(error), remedy) from error
    if not (isinstance(found, type) and issubclass(found, ArticleLoader)):
        remedy = f"write class {name}(ArticleLoader); docs/adding-a-portal.md has an example"
        raise PortalFileError(path, 1, f"a class {name} that extends ArticleLoader", repr(found), remedy)
    return found


def _module_at(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"newscrawl_loader_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def no_article_reason(loader: ArticleLoader) -> NoArticleReason | None:
    """Return why the page that *loader* has read is no article; None where it is one."""
    url, site = loader.page.url, loader.site
    own = site.address(url, url)
    is_list = own is not None and own[1] in ({"front_page", "section"} if site.portal else {"front_page"})
    if is_list and (site.portal or not _calls_itself_article(loader)):
        return "list_page"
    headline, body = loader.value("headline"), loader.value("body")
    if not headline:
        return "no_headline"
    if (not body or len(body.text) < _SHORT_BODY) and (reason := _elsewhere(loader, headline, has_text=bool(body))):
        return reason
    if body and bounded("body", body.text) is None:
        return "body_too_long"
    if body:
        return "list_page" if _is_teaser(loader, body) else None
    behind = loader.page.outline.blocks[max(0, loader.headline_block) :][:_MOST_BEFORE_WALL]
    return "subscribers_only" if any(map(is_wall, behind)) else "no_body"


_MOST_BEFORE_WALL = 40
"""A notice in the place of the text is among so many lines behind the headline."""


def _is_teaser(loader: ArticleLoader, body: BodyText) -> bool:
    """Return whether *body* begins in one of several boxes of a form, each under a title that links another article."""
    page = loader.page
    if body.last == 0 or (_calls_itself_article(loader) and (page.article_node is not None or has_article_tags(page))):
        return False
    blocks = page.outline.blocks[body.first : body.last]
    text = next((one for one in blocks if not one.zones & HEADING), blocks[0])
    box = titled_box(text.element, page)
    return box is not None and has_alike(box, page)


def has_article_tags(page: Page) -> bool:
    """Return whether meta tags such as `article:published_time` describe one article: any page may have the type."""
    return any(name.startswith("article:") and name != "article:publisher" for name in page.meta)


def _calls_itself_article(loader: ArticleLoader) -> bool:
    """Return whether the page's data call it an article. Data that name only the site do not."""
    page = loader.page
    node = page.article_node
    if node is not None and not is_house(text_of(node.get("headline")) or "", houses_of(loader.setting)):
        return True
    return "article" in page.meta.get("og:type", ())


def _elsewhere(loader: ArticleLoader, headline: str, *, has_text: bool) -> NoArticleReason | None:
    """Return what a page with little text is where its headline or its head leads away from it."""
    dated = loader.get_output_value("published_at")
    is_dated = dated is not None and dated.source != "general:url"
    if NOT_FOUND_HEADLINE.fullmatch(headline) and not (is_dated and has_text):
        return "not_found_page"
    page = loader.page
    target = page.absolute(_refresh_target(page.tagged("meta")))
    return "meta_refresh" if target and target.partition("#")[0] != page.url.partition("#")[0] else None


_BELOW = 8
"""A signature is within this many blocks below the text."""
_SCANT = 300
"""A text of fewer characters may be all that a page prints of one that its scripts hold."""
_PART = 1.5
"""A marked text that is so much shorter than what is printed is only a part of it."""
_SAME = 60
_LEAD_WIDTH, _SHORTEST_LEAD, _LONGEST_LEAD = 40, 16, 700
"""A lead takes at least so many columns, or is a description of so many letters, and has at most so many characters."""
_SHORT_TEXT, _MOST_NOSCRIPTS, _MOST_LEADS = 80, 12, 8
"""A marked text of fewer characters is not believed."""


def add_content(loader: ArticleLoader, *, goes_on: bool) -> None:
    """Add body and pictures, and what the lines below the text give; *goes_on*: the article has a next page."""
    outline = loader.page.outline
    authors: tuple[Author, ...] = loader.value("authors") or ()
    frame = Frame(
        taken=loader.lists.taken,
        host=host_of(loader.page.url),
        headline=fold(loader.value("headline") or ""),
        names=frozenset(fold(author.name) for author in authors),
        is_further=is_further_page(loader.page.url, loader.site),
        goes_on=goes_on,
    )
    weighed = weights(outline, frame, start=loader.headline_block + 1)
    loader.frame = frame = without_boxes(outline, frame, weighed, start=loader.headline_block + 1)
    loader.add_rules_of("body")
    if loader.explains or not loader.get_collected_values("body"):
        for source, text in _general_bodies(loader.page, frame, weighed, loader.headline_block):
            loader.add_reading("body", text if text.paragraphs else None, source)
            loader.has_gibberish = loader.has_gibberish or text.has_gibberish
            if not loader.explains and text.paragraphs:
                break
    text = loader.value("body") or NO_TEXT
    _add_below(loader, text)
    loader.add_rules_of("images")
    if not loader.get_collected_values("images"):
        _add_images(loader, text, frame)


def _add_images(loader: ArticleLoader, text: BodyText, frame: Frame) -> None:
    names = [author.name for author in loader.value("authors") or ()]
    images = _images(loader.page, loader.headline_block, text, frame, names)
    loader.add_reading("images", images or None, "general:images")
    site_pictures = loader.site.portal.site_pictures if loader.site.portal else ()
    named = None if images or frame.is_further else named_image(loader.page, site_pictures=site_pictures)
    if named:
        loader.add_reading("images", (named[1],), named[0])


def _images(page: Page, headline_block: int, text: BodyText, frame: Frame, authors: Sequence[str]) -> tuple[Image, ...]:
    """Return the pictures from the headline to the end of the text; captions may follow its last paragraph."""
    last = max(text.last, headline_block)
    blocks = page.outline.blocks
    while last < len(blocks) and _is_beside_text(blocks[last]):
        last += 1
    return read_images(page, headline_block, last, taken=frame.taken, authors=authors)


def _is_beside_text(block: Block) -> bool:
    """Return whether *block* may be between a text and its last picture: a caption or an advert.

    A caption does not lead elsewhere, and is no heading. A picture above a linked headline teases another article.
    """
    is_plain = block.linked * 2 <= len(block.text) and not block.zones & HEADING
    return bool(block.zones & ADVERT or (block.zones & CAPTION and is_plain) or is_caption(block.text))


def _add_below(loader: ArticleLoader, text: BodyText) -> None:
    """Add what the lines right below the text give: who signs it, and whether the rest is for subscribers."""
    blocks = loader.page.outline.blocks
    below = blocks[text.last : text.last + _BELOW]
    known = loader.get_output_value("authors")
    is_weak = known is None or loader.house or known.source == "meta:twitter:author"
    above = loader.sign if known and known.source == "general:byline" else None
    if is_weak or above:
        signing = who_signs(above, text, blocks, loader.headline_block, houses_of(loader.setting))
        if signing and signing is not above:
            is_above = above is not None and {*signing.authors} <= {*above.authors}
            known = Reading(signing.authors, "general:byline" if is_above else "general:dateline", is_settled=True)
        elif above and not signing:
            loader.refuse("authors")
            known = loader.house
    left_out = [one for one in blocks[text.first : text.last] if has_at(one.text)]
    within = [one for one in left_out if squash(one.text) not in text.paragraphs]
    signed = with_signature(known.value if known else (), [*within, *below], names=True)
    source = known.source if known else "general:signature"
    before = loader.get_output_value("authors")
    if signed and (before is None or (signed, source) != (before.value, before.source)):
        loader.add_reading("authors", signed, source, is_settled=True)
    if text.paragraphs and not loader.value("section"):
        foot = list(lines_below(below))
        loader.add_reading("section", section_below(foot, is_cut=len(foot) < len(below)), "general:category")
    if loader.value("is_paywalled") is None and any(is_wall(block) for block in below):
        loader.add_reading("is_paywalled", True, "general:printed_wall")


def _general_bodies(
    page: Page, frame: Frame, weighed: list[float], headline_block: int
) -> Iterator[tuple[str, BodyText]]:
    """Give each general rule for the body with what it gives, in order of trust; nothing where it is not believed."""
    marked = body_inside(page, outermost(page.microdata.get("articleBody", [])), frame)
    whole = _without_summary(page, read_body(page.outline, frame, weighed, start=headline_block + 1))
    is_part = len(marked.text) < max(_SHORT_TEXT, len(whole.text) / _PART)
    yield "microdata:articleBody", NO_TEXT if is_part else marked
    if len(whole.text) < _SCANT:
        enough = max(_SHORT_TEXT, len(whole.text) * _PART)
        declared = _declared_body(page, frame)
        yield "jsonld:articleBody", declared if len(declared.text) > enough else NO_TEXT
        hidden = _hidden(page, frame)
        yield "script:text", hidden if len(hidden.text) > enough else NO_TEXT
        plain = _without_scripts(page, frame)
        yield "general:noscript", plain if len(plain.text) > enough else NO_TEXT
    yield "general:body", with_lead(page, whole, headline_block)


def _declared_body(page: Page, frame: Frame) -> BodyText:
    written = str((page.article_node or {}).get("articleBody") or "")
    return paragraphs_of(written, page.url, frame) if written else NO_TEXT


def _hidden(page: Page, frame: Frame) -> BodyText:
    long = (one for one in page.tagged("script") if len(one.text or "") > _SHORT_TEXT)
    scripts = [one for one in long if "ld+json" not in (one.get("type") or "")]
    return text_in_scripts(scripts, page.url, frame) if scripts else NO_TEXT


def _without_scripts(page: Page, frame: Frame) -> BodyText:
    """Return the text that the page prints only where no script runs, but no notice about scripts."""
    for element in islice(page.root.iter("noscript"), _MOST_NOSCRIPTS):
        text = "".join(map(str, element.itertext()))
        if len(text) > _SCANT and "javascript" not in text.lower():
            inner = "".join(etree.tostring(one, encoding="unicode") for one in element)
            return paragraphs_of(inner, page.url, frame)
    return NO_TEXT


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
    title = letters(page.outline.blocks[headline_block].text) if headline_block >= 0 else ""
    described = {letters(one) for name in DESCRIPTIONS for one in page.meta.get(name, ())} - {"", title}
    begun = {one[:_SAME] for one in described}
    lead = [
        squash(block.text)
        for block in page.outline.blocks[headline_block + 1 : text.first]
        if len(block.text) <= _LONGEST_LEAD and _is_lead(block, described, begun)
    ]
    own = {letters(one[:_LEAD_WIDTH]) for one in text.paragraphs[:_MOST_LEADS]} if lead else ()
    lead = [one for one in dict.fromkeys(lead) if letters(one[:_LEAD_WIDTH]) not in own]
    return replace(text, paragraphs=(*lead, *text.paragraphs)) if lead else text


def _is_lead(block: Block, described: set[str], begun: set[str]) -> bool:
    """Return whether *block*, above a text, is its summary. One that is all of a description may be short.

    Such a one may be in an element that is named as teasers are.
    """
    if block.zones & (OUTSIDE & ~ASIDE | CAPTION) or len(block.text) < _SHORTEST_LEAD:
        return False
    own = letters(block.text) if described else ""
    is_whole = own in described
    is_long = not block.zones & ASIDE and width(block.text) >= _LEAD_WIDTH
    is_named = is_long and (block.zones & (LEAD | BYLINE) == LEAD or own[:_SAME] in begun)
    return (is_whole or is_named) and not (is_noise(block) or is_time_line(block, frozenset()))


_REFRESH = re.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_LONGEST_REFRESH_SECS = 15
"""After a longer wait the page is there to be read."""


def _refresh_target(tags: Iterable[Element]) -> str | None:
    """Return the address, as written, to which one of the meta *tags* leads within 15 seconds; None for none."""
    for element in tags:
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            match = _REFRESH.match(element.get("content") or "")
            if match and int(match[1]) <= _LONGEST_REFRESH_SECS:
                return match[2].strip()
    return None
