"""What no rule gives: writers, times, section and keywords, as printed around the headline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import islice

from newscrawl.extraction.body.line_kinds import card_of_facts, field_of, is_end, labelled_values
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.other_articles import is_of_masthead
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import ASIDE, BYLINE, CAPTION, HEADING, NAV, OTHER, QUOTE
from newscrawl.extraction.headline.headline_words import PAID
from newscrawl.extraction.headline.printed_headline import NOT_PRINTED, blocks_behind
from newscrawl.extraction.people.plausible_names import is_house
from newscrawl.extraction.people.read_people import is_for_time, read_authors
from newscrawl.items import Author, SourcedValue
from newscrawl.loaders.article.article_loader import RULED, ArticleLoader
from newscrawl.loaders.article.field_forms import (
    BETWEEN_KEYWORDS,
    CATEGORY,
    CONTACT,
    EMAIL,
    FILED_IN,
    HOW_TO_REACH,
    INVITES,
    LAST_PART,
    MARKS_AROUND_NAMES,
    TERMS,
)
from newscrawl.loaders.article.printed_links import dated_below, printed_tags
from newscrawl.loaders.article.printed_sections import add_section
from newscrawl.loaders.article.times import ArticleTimes, ChosenTime, printed_times, reconcile
from newscrawl.loaders.article.times_elsewhere import last_resorts
from newscrawl.loaders.article.writers.printed_authors import labelled_authors, parted_authors
from newscrawl.loaders.article.writers.signs import Sign
from newscrawl.loaders.article.writers.who_wrote import sign_above
from newscrawl.loaders.rules.values import TimeWitness, data_times, houses_of
from newscrawl.text import ends_sentence, fold, letters, squash, width

_FAR, _BEFORE, _BYLINES_BEFORE = 12, 3, 8
_MINUTE = timedelta(minutes=1)
_LONGEST, _MOST_LINKS, _LEAST_TEXT, _SHORTEST_TITLE, _LONGEST_MARK = 120, 40, 80, 8, 40


def add_printed(loader: ArticleLoader) -> None:
    """Add what is printed around the headline, and in the page's lists, to the fields that no rule gave."""
    missing = {name for name in RULED if not loader.get_collected_values(name)}
    is_housed = loader.house is not None
    houses = houses_of(loader.setting)
    near = near_lines(loader.page, loader.headline_block)
    byline = printed_byline(loader.page, loader.headline_block, near, missing, houses=houses, is_housed=is_housed)
    _settle_times(loader, near)
    loader.add_reading("authors", byline.authors or None, "general:byline")
    loader.sign = byline.sign
    if loader.house and not loader.value("authors"):
        loader.add_reading("authors", loader.house.value, loader.house.source, is_settled=True)
    if not loader.value("authors"):  # a card names who posted: often not the printed writer
        loader.add_rule("authors", "meta:twitter:author")
    _cut_author(loader)
    if loader.explains or not loader.value("tags"):
        printed = printed_tags(loader.page, loader.headline_block) or ()
        if not set(byline.tags) < set(printed):  # a label's first cell may be one of a list
            loader.add_reading("tags", byline.tags or None, "general:label")
        loader.add_reading("tags", printed or None, "general:tags")
    loader.add_reading("section", byline.section, "general:label")
    add_section(loader)
    if loader.value("is_paywalled") is None and _is_marked_paid(loader.page.outline.blocks, loader.headline_block):
        loader.add_reading("is_paywalled", True, "general:printed_mark")
    loader.add_reading("language", loader.page.language, "html:lang")
    if loader.site.portal:
        loader.add_reading("language", loader.site.portal.language, "general:portal_language")


def _settle_times(loader: ArticleLoader, near: Sequence[Block]) -> None:
    """Set the times to what all witnesses come to: those that rules gave first may be refused or made finer."""
    zone = loader.setting.zone
    witnesses = _witnesses(loader, near)
    times = reconcile(witnesses, zone)
    if loader.site.portal is None:
        times = _in_own_zone(times, witnesses)
    for name, chosen in (("published_at", times.published), ("modified_at", times.modified)):
        reading = loader.get_output_value(name)
        if loader.has_own(name):
            continue
        if chosen is None:
            loader.refuse(name)
        elif reading is None or (str(reading.value), reading.source) != (str(chosen.at), chosen.source):
            loader.add_reading(name, chosen.at, chosen.source, is_settled=True)
        loader.disagreements |= {key: value for key, value in times.disagreements.items() if key == name}
    loader.has_zone = times.has_zone or loader.site.portal is not None or zone.key != "UTC"


def _is_marked_paid(blocks: Sequence[Block], start: int) -> bool:
    """Return whether a mark in the headline, the block *start*, or beside it, is one of articles for those who pay."""
    if start < 0:
        return False
    beside = [one for one in blocks[max(0, start - 1) : start + _BEFORE] if not one.zones & (NAV | ASIDE | OTHER)]
    parts = [squash("".join(map(str, one.itertext()))) for one in islice(blocks[start].element, _BEFORE)]
    short = (text for text in (*(one.text for one in beside), *parts) if len(text) <= _LONGEST_MARK)
    return any(PAID.fullmatch(text.strip(MARKS_AROUND_NAMES)) for text in short)


def _witnesses(loader: ArticleLoader, near: Sequence[Block]) -> list[TimeWitness]:
    """Return the times that the page gives: where none is a publication, those of places that are trusted less."""
    page, zone, at = loader.page, loader.setting.zone, loader.captured_at
    if loader.headline_block == NOT_PRINTED:  # a time alone at the very top is that of the visit
        near = [one for one in near if one.index or not is_for_time(one.text)]
    witnesses = [*data_times(loader.own_rules, loader.setting)]
    witnesses += printed_times(page, loader.headline_block, near, zone, at)
    if not any(one.field == "published_at" for one in witnesses):
        witnesses += printed_times(page, NOT_PRINTED, dated_below(page, loader.headline_block), zone, at)
    if at is None and not any(one.field == "published_at" for one in witnesses):
        witnesses += _before_change(loader, near, witnesses)
    if not any(one.field == "published_at" for one in witnesses):
        headline = loader.value("headline") or ""
        witnesses += last_resorts(page, headline, loader.headline_block, zone, at)
    return witnesses


def _before_change(
    loader: ArticleLoader, near: Sequence[Block], witnesses: Sequence[TimeWitness]
) -> Iterator[TimeWitness]:
    """Give the times near the headline without a year: they are before the change that the page's data give."""
    change = next((one.at for one in witnesses if one.kind == "data"), None)
    if change is not None:
        page, zone = loader.page, loader.setting.zone
        found = printed_times(page, loader.headline_block, near, zone, change + _MINUTE)
        yield from (one for one in found if one.field == "published_at" and not one.read.is_relative)


def _in_own_zone(times: ArticleTimes, witnesses: Iterable[TimeWitness]) -> ArticleTimes:
    """Return *times* with the offset that the page writes beside them, where that is not the zone of its country.

    ``Z`` is what programs write, no clock.
    """
    known = list(witnesses)
    offsets = {one.at: one.read.offset for one in known if one.read.offset is not None}
    if not offsets:
        return times
    first = next((one.at for one in (times.published, times.modified) if one and one.at in offsets), None)
    if first is None or offsets[first] == first.utcoffset():
        return times
    clock = offsets[first]
    days = {one.at for one in known if one.is_day}
    published, modified = (
        _on_clock(one, offsets.get(one.at, clock), days) if one else None for one in (times.published, times.modified)
    )
    moved = {old.at.isoformat(): new.at for old, new in ((times.published, published),) if old and new}
    disagreements = {name: _retold(values, moved) for name, values in times.disagreements.items()}
    return replace(times, published=published, modified=modified, disagreements=disagreements)


def _on_clock(one: ChosenTime, offset: timedelta, days: set[datetime]) -> ChosenTime:
    """Return the time *one* on a clock with *offset*; one of the *days* stays that day."""
    clock = timezone(offset)
    return one._replace(at=one.at.replace(tzinfo=clock) if one.at in days else one.at.astimezone(clock))


def _retold(values: tuple[SourcedValue, ...], moved: dict[str, datetime]) -> tuple[SourcedValue, ...]:
    """Return *values* with the time that was taken as the record has it."""
    return tuple(replace(one, value=moved[one.value].isoformat()) if one.value in moved else one for one in values)


def _cut_author(loader: ArticleLoader) -> None:
    """Cut an author's name off a headline that no block prints: titles end in one."""
    headline = loader.get_output_value("headline")
    if headline is None or loader.headline_block != NOT_PRINTED:
        return
    match = LAST_PART.match(headline.value)
    if match and letters(match["last"]) in {letters(author.name) for author in loader.value("authors") or ()}:
        loader.add_reading("headline", match["first"], headline.source, is_settled=True)


@dataclass(slots=True)
class Byline:
    """What the lines around a headline give."""

    authors: tuple[Author, ...] = ()
    sign: Sign | None = None
    """The line that names the authors, where none has a label of the page's list."""
    section: str | None = None
    tags: tuple[str, ...] = ()


def printed_byline(
    page: Page,
    headline_block: int,
    near: Sequence[Block],
    missing: Collection[str],
    *,
    houses: Sequence[str] = (),
    is_housed: bool = False,
) -> Byline:
    """Return what the lines *near* the block *headline_block*, and a card of facts, print of what is *missing*.

    Authors who are nobody but the house (*houses*) are taken where nobody else is named; where data name the house
    already (*is_housed*), an agency needs a label to take its place.
    """
    blocks = page.outline.blocks
    found = Byline()
    for block in near:
        if not block.zones & CAPTION:
            _take_labelled(block, blocks, found, houses)
    for block in card_of_facts(page.outline) if {"authors", "section", "tags"} & {*missing} else ():
        _take_labelled(block, blocks, found, houses)
    if "authors" in missing and all(is_house(author.name, houses) for author in found.authors):
        found.sign = sign_above(blocks, headline_block, houses, is_housed=is_housed)
        found.authors = found.sign.authors if found.sign else found.authors
    return found


def near_lines(page: Page, headline_block: int) -> list[Block]:
    """Return the short lines behind the block *headline_block*, those right before it, and bylines a little farther.

    Those in an `article` that does not hold the headline, as others do, are of a teaser.
    """
    blocks = page.outline.blocks
    near = [*_above_cards(blocks_behind(blocks, headline_block, _FAR))]
    nearest = headline_block - _BEFORE
    before = blocks[max(0, headline_block - _BYLINES_BEFORE) : max(0, headline_block)]
    around = [*blocks[headline_block].element.iterancestors()] if headline_block >= 0 else []
    own = (one for one in before if one.index >= nearest or one.zones & BYLINE)
    near += [one for one in own if not one.zones & (NAV | OTHER) and not is_of_masthead(one.element, around)]
    near = [block for block in near if len(block.text) <= _LONGEST and not block.zones & QUOTE]
    articles = {None, *(one for one in around if one.tag == "article")}
    if len(articles) > 1:
        near = [block for block in near if next(block.element.iterancestors("article"), None) in articles]
    return near


def _above_cards(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give *blocks* up to a heading behind a text that is on a link, or names a list: other articles begin there."""
    is_behind = False
    for block in blocks:
        is_title = block.zones & (HEADING | BYLINE) == HEADING and block.linked * 2 > len(block.text) >= _SHORTEST_TITLE
        if is_behind and (is_title or (block.zones & HEADING and is_end(block))):
            return
        is_behind = is_behind or (ends_sentence(block.text) and width(block.text) > _LEAST_TEXT)
        yield block


def _take_labelled(block: Block, blocks: Sequence[Block], found: Byline, houses: Sequence[str]) -> None:
    values = [(one.field, _on_links(one.value, block) or one.value) for one in labelled_values(block.text)]
    if any(name == "authors" for name, _ in values):
        found.authors = found.authors or parted_authors(block, houses, is_by_time=True) or labelled_authors(block)
    if block.tag in TERMS and (named := field_of(block.text)):
        values = [(named, _cell(behind)) for behind in blocks[block.index + 1 : block.index + 2]]
    if filed := _filed_in(block):
        values.append(("section", filed))
    for name, value in values:
        _take(name, value, found)


def _filed_in(block: Block) -> str | None:
    """Return the category that *block* links as a whole line such as ``In Sports.``, ``Filed under: 経済``."""
    if len(block.links) != 1 or not CATEGORY.search(block.links[0].href):
        return None
    name = squash(block.links[0].text)
    before, _, behind = squash(block.text).partition(name)
    return name if name and behind in {"", ".", "。"} and FILED_IN.fullmatch(before.rstrip()) else None


def _take(name: str, value: str, found: Byline) -> None:
    """Take the first *value* that is printed for a field."""
    if name == "section":
        found.section = found.section or value or None
    elif name == "tags":
        found.tags = found.tags or keywords_of(value)
    elif name == "authors":
        found.authors = found.authors or tuple(read_authors(value))


def _on_links(value: str, block: Block) -> str | None:
    """Return the *value* of a label as a list, where links in *block* print all of it up to a full stop or bar."""
    texts = [link.text for link in block.links[:_MOST_LINKS] if link.text]
    before, last, behind = value.rpartition(texts[-1] if texts else "\n")
    value = f"{before}{last}" if behind.lstrip().startswith((".", "。", "|", "｜")) else value
    tails = (texts[start:] for start in range(len(texts)))
    return next(("、".join(tail) for tail in tails if letters("".join(tail)) == letters(value)), None)


def _cell(block: Block) -> str:
    """Return the value in a cell: the words on its links, where it holds several."""
    return "、".join(link.text for link in block.links) if len(block.links) > 1 else block.text


def keywords_of(text: str) -> tuple[str, ...]:
    """Return the keywords of a printed list, each once."""
    return tuple(dict.fromkeys(word for part in BETWEEN_KEYWORDS.split(text) if (word := squash(part))))


_LONGEST_SIGNATURE = 120


@lru_cache(maxsize=4096)
def _signed(lines: tuple[str, ...]) -> tuple[Author, ...]:
    """Read a signature; the same few people sign a portal's articles."""
    return tuple(read_authors([HOW_TO_REACH.sub(r"\g<name>, ", line) for line in lines]))


def has_at(line: str) -> bool:
    """Return whether *line* may hold an e-mail address: a quick look."""
    return "@" in line or "＠" in line


def _has_email(line: str) -> bool:
    return has_at(line) and EMAIL.search(line) is not None


def _is_of_house(lines: Sequence[str], number: int) -> bool:
    """Return whether the line at *number* asks readers to write, or is the address right below such a line."""
    before = lines[number - 1] if number else ""
    is_address = _has_email(lines[number]) and not _has_email(before) and INVITES.search(before) is not None
    return is_address or INVITES.search(lines[number]) is not None


def with_signature(authors: Sequence[Author], blocks: Sequence[Block], names: bool) -> tuple[Author, ...]:
    """Return *authors* with the e-mail addresses that the signature in *blocks*, behind a text, gives them.

    Where *names* is true and there are no authors, those of the signature are returned.
    """
    lines = [block.text for block in blocks if len(block.text) <= _LONGEST_SIGNATURE]
    if not any(map(has_at, lines)):
        return tuple(authors)
    lines = [line for number, line in enumerate(lines) if not _is_of_house(lines, number)]
    has_email = [*map(_has_email, lines), False]
    signing = [line for number, line in enumerate(lines) if has_email[number] or has_email[number + 1]]
    if not signing or any(map(CONTACT.search, lines)):
        return tuple(authors)
    signed = _signed(tuple(signing))
    emails = {fold(author.name): author.email for author in signed if author.email}
    if not authors:
        return tuple(author for author in signed if author.email) if names else ()
    return tuple(author if author.email else replace(author, email=emails.get(fold(author.name))) for author in authors)
