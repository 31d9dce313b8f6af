"""How each field's raw values are read: one reader a field, from what a rule selects to the record's value or None.

Times come from many places. Each is a `TimeWitness`; `loaders/article/times.py` decides among them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from itertools import islice
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.extraction.body.paragraphs import NO_TEXT, BodyText, Frame, read_paragraphs
from newscrawl.extraction.body.script_texts import paragraphs_of
from newscrawl.extraction.counts import count_at
from newscrawl.extraction.dates.read_times import TimeResult, read_times
from newscrawl.extraction.document.blocks import text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.element import Element
from newscrawl.extraction.headline.clean_headline import HeadlineContext, clean_headline
from newscrawl.extraction.images.read_images import images_inside
from newscrawl.extraction.metadata.declared_data import names_of, resolve, text_of, value_of
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.plausible_names import is_house, without_house, without_posts
from newscrawl.extraction.people.read_people import is_agency, read_authors
from newscrawl.items import Author, Image
from newscrawl.loaders.rules.compiled_rules import RankedRules, Raw
from newscrawl.text import cjk_share, squash

_TAG = re.compile(r"<[a-zA-Z/!][^>]{0,400}>")
_CUT_TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)
"""Markup that a broken attribute leaves; not < 60 minutes."""
_SPLIT_TAGS = re.compile(r"[,，、;；|｜\n\t]+")
_IDENTITY = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{5,}|(?:news)?article|blogposting"
    r"|(?-i:(?:[a-z]{3,12}|[A-Z]{3,12}):[A-Z0-9_.-]{3,})",
    re.IGNORECASE,
)
_PATH = re.compile(r"[a-z_-]+/(?=\S)")
_COUNTED = re.compile(r"^[（(]\d{1,5}[）)]|[（(]\d{1,5}[）)]$")
_NUMBERED = re.compile(r"\s(?!(?:19|20)\d\d$)\d{1,5}$")
_FAMILY_FIRST = re.compile(
    r"((?:(?:van|von|de|da|di|del|der|den|la|le|el|al|bin)\s)*[^\W\d_a-z][^\W\d_]*(?:[-’'][^\W\d_]+)*)"
    r",\s([^\W\d_a-z][^\W\d_]+(?:[-\s][^\W\d_a-z](?:\.|[^\W\d_]*))?)"
)
_PARTED = re.compile("\\s[\u200b\u2060\ufeff]\\s")
"""A zero-width mark between spaces parts a name from what is behind it."""
_MOST_PARTS = 24
_MOST_SPACES = 3
_COMMAS_OF_LIST = 2
"""A value with so many commas is a list of keywords, also beside other values."""
_MOST_TIMES, _MOST_LEVELS = 4, 6
_TRUE = {"true", "1", "yes", "free"}
_FALSE = {"false", "0", "no", "locked", "metered", "premium", "paid", "subscriber"}


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What readers need beside the raw values."""

    page: Page
    zone: ZoneInfo
    captured_at: datetime | None
    around: HeadlineContext


def as_text(raw: Raw) -> str:
    """Return a raw value as text on one line; an element's text, a JSON-LD object's name."""
    if isinstance(raw, Element):
        return text_of_element(raw)
    return squash(text_of(raw) or "")


def as_marked(raw: Raw) -> str:
    """Return a raw value as text, from an element's `content` or `datetime` where it has one."""
    if isinstance(raw, Element):
        return squash(value_of(raw)) if raw.get("content") or raw.get("datetime") else text_of_element(raw)
    return as_text(raw)


def without_markup(text: str) -> str:
    """Return *text* without HTML's escapes and tags, for values that were written as HTML in an attribute or JSON."""
    if "&" in text:
        text = html.unescape(text)
    return squash(_TAG.sub("", text)) if "<" in text else text


def _first(texts: Iterable[str]) -> str | None:
    return next((text for text in texts if text), None)


def read_headline(raw: list[Raw], setting: ReadContext) -> str | None:
    """Return the first usable headline, without the site's name."""
    return _first(clean_headline(without_markup(as_marked(one)), setting.around) for one in raw[:3])


def read_text(raw: list[Raw], setting: ReadContext) -> str | None:
    """Return the first text."""
    del setting
    return _first(without_markup(as_marked(one)) for one in raw)


def read_moment(raw: list[Raw], setting: ReadContext) -> datetime | None:
    """Return the first time of publication that can be read."""
    return next((one.at for one in read_moments(raw, setting) if one.label in {None, "published"}), None)


def read_moments(raw: list[Raw], setting: ReadContext) -> list[TimeResult]:
    """Return every readable time of the first few values: of an element its attribute's, else those of its text."""
    found: list[TimeResult] = []
    for one in raw[:_MOST_TIMES]:
        for text in _times_in(one):
            times = _times(text, zone=setting.zone, captured_at=setting.captured_at, url=setting.page.url)
            if readable := [time for time in times if time.at is not None]:
                found += readable
                break
    return found


_times = lru_cache(maxsize=64)(read_times)  # a page's data repeat its times


def _times_in(raw: Raw) -> list[str]:
    if isinstance(raw, Element):
        marked = raw.get("datetime") or raw.get("content") or (raw.get("title") if raw.tag == "abbr" else None)
        return [text for text in (marked, text_of_element(raw)) if text]
    text = as_text(raw)
    return [text] if text else []


def read_people(raw: list[Raw], setting: ReadContext) -> tuple[Author, ...] | None:
    """Return the authors that *raw* names."""
    names = [without_posts(name) for one in raw for name in _names_in(one, setting.page)]
    names = [_first_of_house(name, setting) for name in names]
    authors = _authors(given_first(tuple(name for name in names if name)))
    houses = houses_of(setting)
    if authors and is_house(authors[0].name, houses) and all(_may_be_place(one.name) for one in authors[1:]):
        authors = authors[:1]  # The Harbour Post, Hamburg, Germany
    return without_house(authors, houses) or None


def _first_of_house(name: str, setting: ReadContext) -> str:
    """Return the first part of *name* where the whole is what the site calls itself: Harbour Post | News, Sports."""
    return name.partition("|")[0] if "|" in name and is_house(name, houses_of(setting)) else name


def _may_be_place(name: str) -> bool:
    return " " not in name and not cjk_share(name) and not is_agency(name)


def given_first(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return *names* with the given name first where each has its family name, a comma and no more: Doe, Jane.

    Two names that a comma parts have more words than that.
    """
    pairs = [_FAMILY_FIRST.fullmatch(name) for name in names]
    if not all(pair and not any(map(_is_no_part, pair.groups())) for pair in pairs):
        return names
    return tuple(f"{pair[2]} {pair[1]}" for pair in pairs if pair)


def _is_no_part(word: str) -> bool:
    """Return whether *word* is no part of a person's name that has a family name first only in lists."""
    return is_agency(word) or COLLECTIVES.search(word) is not None or cjk_share(word) > 0


def houses_of(setting: ReadContext) -> tuple[str, ...]:
    """Return what the page calls its publisher and site, as `people_houses` compares it."""
    return (*setting.around.names, setting.page.url)


@lru_cache(maxsize=4096)
def _authors(names: tuple[str, ...]) -> tuple[Author, ...]:
    """Read names; the same few people sign a portal's articles."""
    return tuple(read_authors(names))


def _names_in(raw: Raw, page: Page) -> list[str]:
    if isinstance(raw, Element):
        inner = [e for e in raw.iter() if e is not raw and "name" in names_of(e)]
        return [as_marked(e) for e in inner] or _parts(raw) or [as_marked(raw)]
    return list(_names_in_data(raw, page, _MOST_LEVELS))


def _parts(element: Element) -> list[str]:
    """Return the texts in *element* where each has several words: elements side by side name one writer each."""
    texts = [text for part in islice(element.itertext(), _MOST_PARTS + 1) if (text := squash(str(part)))]
    return texts if 1 < len(texts) < _MOST_PARTS and all(" " in text for text in texts) else []


def _names_in_data(raw: Raw, page: Page, levels: int) -> Iterator[str]:
    """Give the names in a JSON-LD value; a person may refer to itself, so only to so many *levels*."""
    raw = resolve(raw, page.nodes)
    if not isinstance(raw, list | dict):
        yield without_markup(squash(_PARTED.sub(" | ", text_of(raw) or "")))
        return
    inside = raw if isinstance(raw, list) else [_name_of(raw)]
    for one in inside if levels else ():
        if one is not None:
            yield from _names_in_data(one, page, levels - 1)


def _name_of(person: dict[str, Any]) -> Any:
    return person.get("name") or person.get("@value") or person.get("author") or _given_and_family(person)


def _given_and_family(person: dict[str, Any]) -> str | None:
    """Return the name of a *person* that is given in parts; the family's first in Chinese characters."""
    parts = [squash(text_of(person.get(key)) or "") for key in ("givenName", "additionalName", "familyName")]
    parts = [part for part in parts if part]
    return " ".join(reversed(parts) if cjk_share("".join(parts)) else parts) or None


def read_tags(raw: list[Raw], setting: ReadContext) -> tuple[str, ...] | None:
    """Return the keywords, each once: no identities of databases, no sentence alone."""
    del setting
    tags: dict[str, None] = {}
    for one in raw:
        text = without_markup(as_marked(one))
        is_list = len(raw) == 1 or len(_SPLIT_TAGS.findall(text)) >= _COMMAS_OF_LIST
        parts = _SPLIT_TAGS.split(text) if is_list else [text]
        tags.update(
            (tag, None)
            for part in parts
            if (tag := squash(part).lstrip("#＃ ")) and not _IDENTITY.fullmatch(tag) and not _CUT_TAG.match(tag)
        )
    if len(tags) == 1 and next(iter(tags)).count(" ") > _MOST_SPACES:
        return None  # words without anything between them: the ends of words are unknown
    for aside, least in ((_PATH, 2), (_COUNTED, 2), (_NUMBERED, 3)):
        if len(tags) >= least and all(map(aside.search, tags)):
            tags = {aside.sub("", tag).strip(): None for tag in tags}
    return tuple(tags) or None


def read_count(raw: list[Raw], setting: ReadContext) -> int | None:
    """Return the first whole number. It may be out of bounds: the caller looks."""
    del setting
    return next((count for one in raw if (count := _count(one)) is not None), None)


def _count(raw: Raw) -> int | None:
    if isinstance(raw, int):
        return None if isinstance(raw, bool) else raw
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else None
    found = count_at(as_marked(raw).lstrip(" :：(（【[="))
    return found[0] if found else None


def read_language(raw: list[Raw], setting: ReadContext) -> str | None:
    """Return a language as BCP 47."""
    del setting
    for one in raw:
        written = as_text(one).replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", written):
            return written
    return None


def read_paywall(raw: list[Raw], setting: ReadContext) -> bool | None:
    """Return whether the text is behind a paywall: the opposite of `isAccessibleForFree`."""
    del setting
    for one in raw:
        written = str(one).lower() if isinstance(one, bool | int) else as_marked(one).lower().rpartition("/")[2]
        if written in _TRUE:
            return False
        if written in _FALSE:
            return True
    return None


_ADDRESSES = ("url", "contentUrl", "@id")
_CREDITS = ("creditText", "copyrightNotice", "creator", "author")


def body_inside(page: Page, found: list[Raw], frame: Frame) -> BodyText:
    """Return the paragraphs in the elements *found*; a text is HTML, or has a paragraph a line."""
    parts = [_text_of_one(page, one, frame) for one in found]
    placed = [part for part in parts if part.last]
    return BodyText(
        tuple(paragraph for part in parts for paragraph in part.paragraphs),
        min((part.first for part in placed), default=0),
        max((part.last for part in placed), default=0),
    )


def _text_of_one(page: Page, one: Raw, frame: Frame) -> BodyText:
    if isinstance(one, Element):
        span = page.outline.span_of(one)
        return read_paragraphs(page.outline, *span, frame) if span else NO_TEXT
    if hasattr(one, "getparent"):  # a text that XPath selects
        return BodyText((squash(str(one)),) if squash(str(one)) else (), 0, 0)
    return paragraphs_of(text_of(one) or "", page.url, frame)


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


Kind = Literal["data", "attribute", "printed", "address"]
TimeField = Literal["published_at", "modified_at"]
_DAYS = frozenset({"day", "week", "month", "year"})


class TimeWitness(NamedTuple):
    """One time that a page gives."""

    field: TimeField
    at: datetime
    """In the portal's zone."""

    source: str
    """The rule that gave it."""

    rank: int
    """Its place in the order of trust: the lowest first."""

    kind: Kind
    read: TimeResult
    """As its reader found it."""

    is_strong: bool = False
    """Whether a difference from it is a disagreement."""

    @property
    def is_day(self) -> bool:
        """Whether it is no finer than a day: a midnight without offset is a program's day, with one it is a time."""
        if self.read.precision in _DAYS:
            return True
        return self.kind in {"data", "attribute"} and not self.read.has_offset and self.at.time() == time()


_STRONG_TIMES = frozenset({"jsonld:datePublished", "meta:article:published_time", "microdata:datePublished"})
"""The rules for times that are compared with each other, and with what is printed."""
_TIME_FIELDS: tuple[TimeField, ...] = ("published_at", "modified_at")
_WEAK_TIMES, _WEAK_RANK = frozenset({"meta:last-modified", "jsonld:pubDate"}), 2900
"""A page's last change, or its hand-over to a search engine, counts only where nothing is printed."""


def data_times(rules: RankedRules, setting: ReadContext) -> Iterator[TimeWitness]:
    """Give the times that *rules* read: of the weaker ones only until one gives more than a day."""
    for name in _TIME_FIELDS:
        is_known = False
        for rank, rule in rules[name]:
            if is_known and rule.source not in _STRONG_TIMES:
                continue
            is_weak = name == "published_at" and rule.source in _WEAK_TIMES
            times = _times_of_field(name, read_moments(rule.find(setting.page), setting))
            found = list(witnesses_of(times, rule.source, _WEAK_RANK if is_weak else rank, "data", name))
            is_known = is_known or not all(one.is_day for one in found)
            yield from found


def _times_of_field(name: TimeField, times: Sequence[TimeResult]) -> list[TimeResult]:
    """Return those of *times* that a rule for the field *name* is about, where labels distinguish them."""
    if name == "published_at":
        return [one for one in times if one.label in {None, "published"}]
    return [one for one in times if one.label == "modified"] or [one for one in times if one.label != "other"]


def witnesses_of(
    times: Iterable[TimeResult], source: str, rank: int, kind: Kind, name: TimeField | None = None
) -> Iterator[TimeWitness]:
    """Give *times* as witnesses of the field *name*, or of the one that their labels name."""
    for read in times:
        if read.at is not None and read.label != "other":
            field = name or ("modified_at" if read.label == "modified" else "published_at")
            yield TimeWitness(field, read.at, source, rank, kind, read, is_strong=source in _STRONG_TIMES)


def paired_times(times: tuple[TimeResult, ...]) -> tuple[TimeResult, ...]:
    """Return two *times* of one line without labels: the later one is the update."""
    if any(one.label or one.at is None or one.is_relative for one in times):
        return times
    first, second = sorted(times, key=lambda one: one.at or datetime.max.replace(tzinfo=UTC))
    return times if first.at == second.at else (first, second._replace(label="modified"))
