"""What no rule gives: writers, times, section and keywords, as printed around the headline."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from newscrawl.extraction.body.line_kinds import field_of, labelled_values
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE, CAPTION, NAV
from newscrawl.extraction.headline.printed_headline import NOT_PRINTED, blocks_behind, headline_block
from newscrawl.extraction.people.plausible_names import is_house
from newscrawl.extraction.people.read_people import read_authors
from newscrawl.items import Author
from newscrawl.loaders.article.article_loader import RULED, ArticleLoader
from newscrawl.loaders.article.linked_authors import parted_authors
from newscrawl.loaders.article.list_addresses import CATEGORY
from newscrawl.loaders.article.printed_authors import printed_authors
from newscrawl.loaders.article.printed_tags import (
    printed_tags,
    section_of_address,
    section_of_category,
    section_of_trail,
)
from newscrawl.loaders.article.time_witnesses import data_times, last_resorts, printed_times
from newscrawl.loaders.article.times import reconcile
from newscrawl.loaders.rules.values import houses_of
from newscrawl.text import ends_sentence, fold, letters, squash

_FAR = 12
_BEFORE, _BYLINES_BEFORE = 3, 8
_FILED = re.compile(
    r"(?:(?:posted|published|filed|written)\s)?(?:in|under)\s?:?"
    r"|(?:veröffentlicht|publicado|publicada|publié|publiée|pubblicato|geplaatst)\s(?:in|en|dans)\s?:?",
    re.IGNORECASE,
)
"""What a line prints before the category that it links."""
_TERMS = frozenset({"dt", "th"})
_EMAIL = re.compile(r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+")
_CONTACT = re.compile(r"問い?合わ?せ先|連絡先|(?:担当|TEL|電話)\s?[:：]|press contact|media contact", re.IGNORECASE)
"""Of a press release: an address that is no writer's."""
_KEYWORDS = re.compile(r"\s*[,，、;；/／・#＃]\s*|\s+#")
_LONGEST, _MOST_LINKS = 120, 40
_LAST_PART = re.compile(r"(?P<first>.{4,}?)\s*(?:[|｜]|\s[-–—])\s*(?P<last>[^|｜]{2,40})$")


def add_printed(loader: ArticleLoader) -> None:
    """Add what is printed around the headline, and in the page's lists, to the fields that no rule gave."""
    loader.headline_block = headline_block(loader.page, loader.value("headline"))
    missing = {name for name in RULED if not loader.get_collected_values(name)}
    is_housed = loader.house is not None
    houses = houses_of(loader.setting)
    byline = printed_byline(loader.page, loader.headline_block, missing=missing, houses=houses, is_housed=is_housed)
    _settle_times(loader)
    loader.add_reading("authors", byline.authors or None, "general:byline")
    if loader.house and not loader.value("authors"):
        loader.add_reading("authors", loader.house.value, loader.house.source, is_settled=True)
    if not loader.value("authors"):  # a card names who posted: often not the printed writer
        loader.add_rule("authors", "meta:twitter:author")
    _cut_author(loader)
    loader.add_reading("tags", byline.tags or None, "general:label")
    if not loader.value("tags"):
        loader.add_reading("tags", printed_tags(loader.page, loader.headline_block), "general:tags")
    loader.add_reading("section", byline.section, "general:label")
    _add_section(loader)
    loader.add_reading("language", loader.page.language, "html:lang")
    if loader.site.portal:
        loader.add_reading("language", loader.site.portal.language, "general:portal_language")


def _settle_times(loader: ArticleLoader) -> None:
    """Set the times to what all witnesses come to: those that rules gave first may be refused or made finer."""
    page, zone, at = loader.page, loader.setting.zone, loader.captured_at
    witnesses = [*data_times(loader.site.rules, loader.setting)]
    witnesses += printed_times(page, loader.headline_block, near_lines(page, loader.headline_block), zone, at)
    if not any(one.field == "published_at" for one in witnesses):
        witnesses += last_resorts(page, zone, at)
    times = reconcile(witnesses, zone)
    for name, chosen in (("published_at", times.published), ("modified_at", times.modified)):
        reading = loader.get_output_value(name)
        if loader.has_own(name):
            continue
        if chosen is None:
            loader.refuse(name)
        elif reading is None or (reading.value, reading.source) != (chosen.at, chosen.source):
            loader.add_reading(name, chosen.at, chosen.source, is_settled=True)
        loader.disagreements |= {key: value for key, value in times.disagreements.items() if key == name}
    loader.has_zone = times.has_zone or loader.site.portal is not None or zone.key != "UTC"


def _cut_author(loader: ArticleLoader) -> None:
    """Cut an author's name off a headline that no block prints: titles end in one."""
    headline = loader.get_output_value("headline")
    if headline is None or loader.headline_block != NOT_PRINTED:
        return
    match = _LAST_PART.match(headline.value)
    if match and letters(match["last"]) in {letters(author.name) for author in loader.value("authors") or ()}:
        loader.add_reading("headline", match["first"], headline.source, is_settled=True)


def _add_section(loader: ArticleLoader) -> None:
    """Add the section in the heading of the section's own ranking, else that of the trail above the article."""
    if loader.value("section"):
        return
    headings = (one.heading for one in loader.lists.lists if one.heading.kind == "section_ranking")
    if own := next((heading for heading in headings if heading.section), None):
        loader.add_reading("section", own.section, "general:ranking_heading")
    elif trail := section_of_trail(loader.page, loader.setting, loader.value("headline")):
        loader.add_reading("section", *trail)
    else:
        named = section_of_category(loader.page, loader.headline_block)
        named = named or section_of_address(above_text(loader.page, loader.headline_block))
        loader.add_reading("section", named, "general:category")


@dataclass(slots=True)
class Byline:
    """What the lines around a headline say."""

    authors: tuple[Author, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()


def printed_byline(
    page: Page,
    headline_block: int,
    *,
    missing: Container[str],
    houses: Sequence[str] = (),
    is_housed: bool = False,
) -> Byline:
    """Return what is printed near the block *headline_block* of the fields that are *missing*.

    Authors who are nobody but the house (*houses*) are taken where nobody else is named; where data name the house
    already, as *is_housed* says, an agency needs a label to take its place.
    """
    blocks = page.outline.blocks
    found = Byline()
    for block in near_lines(page, headline_block):
        if not block.zones & CAPTION:
            _take_labelled(block, blocks, found, houses)
    if "authors" in missing and all(is_house(author.name, houses) for author in found.authors):
        found.authors = printed_authors(blocks, headline_block, houses, is_housed=is_housed) or found.authors
    return found


def near_lines(page: Page, headline_block: int) -> list[Block]:
    """Return the short lines behind the block *headline_block*, those right before it, and bylines a little farther."""
    blocks = page.outline.blocks
    near = [*blocks_behind(blocks, headline_block, _FAR)]
    nearest = headline_block - _BEFORE
    before = blocks[max(0, headline_block - _BYLINES_BEFORE) : max(0, headline_block)]
    near += [block for block in before if not block.zones & NAV and (block.index >= nearest or block.zones & BYLINE)]
    return [block for block in near if len(block.text) <= _LONGEST]


def above_text(page: Page, headline_block: int) -> list[Block]:
    """Return the short lines around the block *headline_block* that are above the first line of a text.

    A line right before a headline is its own where it has the only link to a category there: others are a menu.
    """
    blocks = page.outline.blocks
    behind = takewhile(
        lambda block: len(block.text) <= _LONGEST and not ends_sentence(block.text),
        blocks_behind(blocks, headline_block, _FAR),
    )
    before = blocks[max(0, headline_block - _BEFORE) : max(0, headline_block)]
    filing = [one for one in before if not one.zones & NAV for link in one.links if CATEGORY.search(link.href)]
    return [*(filing if len(filing) == 1 else ()), *behind]


def _take_labelled(block: Block, blocks: Sequence[Block], found: Byline, houses: Sequence[str]) -> None:
    told = [(one.field, _on_links(one.value, block) or one.value) for one in labelled_values(block.text)]
    if any(name == "authors" for name, _ in told):
        found.authors = found.authors or parted_authors(block, houses, is_by_time=True)
    if block.tag in _TERMS and (named := field_of(block.text)):
        told = [(named, _cell(behind)) for behind in blocks[block.index + 1 : block.index + 2]]
    if filed := _filed_in(block):
        told.append(("section", filed))
    for name, value in told:
        _take(name, value, found)


def _filed_in(block: Block) -> str | None:
    """Return the category that *block* links as a whole line such as ``In Sports.``, ``Filed under: 経済``."""
    if len(block.links) != 1 or not CATEGORY.search(block.links[0].href):
        return None
    name = squash(block.links[0].text)
    before, _, behind = squash(block.text).partition(name)
    return name if name and behind in {"", ".", "。"} and _FILED.fullmatch(before.rstrip()) else None


def _take(name: str, value: str, found: Byline) -> None:
    """Take the first *value* that is printed for a field."""
    if name == "section":
        found.section = found.section or value or None
    elif name == "tags":
        found.tags = found.tags or keywords_of(value)
    elif name == "authors":
        found.authors = found.authors or tuple(read_authors(value))


def _on_links(value: str, block: Block) -> str | None:
    """Return the *value* of a label as a list, where links side by side in *block* print all of it; else None."""
    texts = [link.text for link in block.links[:_MOST_LINKS] if link.text]
    for start in range(len(texts) - 1):
        if letters("".join(texts[start:])) == letters(value):
            return "、".join(texts[start:])
    return None


def _cell(block: Block) -> str:
    """Return the value in a cell: the words on its links, where it holds several."""
    return "、".join(link.text for link in block.links) if len(block.links) > 1 else block.text


def keywords_of(text: str) -> tuple[str, ...]:
    """Return the keywords of a printed list, each once."""
    return tuple(dict.fromkeys(word for part in _KEYWORDS.split(text) if (word := squash(part))))


@lru_cache(maxsize=4096)
def _signed(lines: tuple[str, ...]) -> tuple[Author, ...]:
    """Read a signature; the same few people sign a portal's articles."""
    return tuple(read_authors(lines))


def with_signature(authors: Sequence[Author], blocks: Sequence[Block], names: bool) -> tuple[Author, ...]:
    """Return *authors* with the e-mail addresses that the signature in *blocks*, behind a text, gives them.

    Where *names* is true and there are no authors, those of the signature are returned.
    """
    lines = [block.text for block in blocks if len(block.text) <= _LONGEST]
    if not any("@" in line or "＠" in line for line in lines) or any(map(_CONTACT.search, lines)):
        return tuple(authors)
    signing = [
        line
        for number, line in enumerate(lines)
        if _EMAIL.search(line) or (number + 1 < len(lines) and _EMAIL.search(lines[number + 1]))
    ]
    if not signing:
        return tuple(authors)
    signed = _signed(tuple(signing))
    emails = {fold(author.name): author.email for author in signed if author.email}
    if not authors:
        return tuple(author for author in signed if author.email) if names else ()
    return tuple(author if author.email else replace(author, email=emails.get(fold(author.name))) for author in authors)
