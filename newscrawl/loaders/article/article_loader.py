"""The item loader of an article: rules are added to it in order of trust, and it gives the record.

A portal that needs code of its own has a subclass of `ArticleLoader` beside its file: docs/adding-a-portal.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from newscrawl.extraction.body.paragraphs import NO_TEXT, BodyText, Frame
from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.other_articles import mark_other_articles
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE, FOOTER
from newscrawl.extraction.headline.clean_headline import headline_context
from newscrawl.extraction.headline.printed_headline import NOT_PRINTED, headline_block, lines_behind
from newscrawl.extraction.metadata.declared_data import resolve, text_of, types_of
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.plausible_names import is_house, is_nobody, without_de, without_house
from newscrawl.extraction.people.read_people import is_agency, is_beside_name, names_alone
from newscrawl.items import SCHEMA_VERSION, Article, Author, Image, SourcedValue, digest_of_content
from newscrawl.items.article import MOST
from newscrawl.loaders.article.field_forms import COUNT_BEHIND, EDITOR, MARKS_OF_TRAILS, MORE_SECTIONS, NO_WORDS
from newscrawl.loaders.article.printed_links import other_tags, settled_tags
from newscrawl.loaders.article.sourced_loader import STRONG, Reading, SourcedLoader, disagreements_of
from newscrawl.loaders.article.writers.printed_authors import labelled_authors, parted_in
from newscrawl.loaders.article.writers.signs import Sign
from newscrawl.loaders.article.writers.who_wrote import sign_above
from newscrawl.loaders.lists.page_lists import PageLists, canonical_of, related_of
from newscrawl.loaders.rules.compiled_rules import Raw, rule_of
from newscrawl.loaders.rules.site import MOSTLY, Site, label_of_folder, language_of_words, printed_language
from newscrawl.loaders.rules.values import (
    ReadContext,
    body_inside,
    houses_of,
    images_in,
    read_count,
    read_headline,
    read_language,
    read_moment,
    read_paywall,
    read_people,
    read_tags,
    read_text,
)
from newscrawl.text import cjk_share, letters
from newscrawl.urls import host_of

RULED = (
    "headline", "published_at", "modified_at", "authors", "section", "tags", "lead", "language", "comment_count",
    "view_count", "is_paywalled",
)  # fmt: skip
"""The fields that `add_rules` reads. Body and images come after them: they depend on headline and authors."""
_NOTHING: dict[str, Any] = {
    **dict.fromkeys(("authors", "tags", "images", "captures"), ()),
    **dict.fromkeys(("section", "published_at", "modified_at", "lead", "language"), None),
    **dict.fromkeys(("comment_count", "view_count", "is_paywalled", "duplicate_of"), None),
    "schema_version": SCHEMA_VERSION,
    "reextracted_from": None,
    "revision": 1,
}


class ArticleLoader(SourcedLoader):
    """Reads one page's article.

    Context: `page`, `site` and `lists`; `captured_at`, `run_id` and `found_in` where they are known; `explain`.
    """

    def __init__(self, *args: Any, **context: Any) -> None:
        super().__init__(*args, **context)
        self.site: Site = context["site"]
        self.lists: PageLists = context["lists"]
        self.captured_at: datetime | None = context.get("captured_at")
        self.own_rules = self.site.rules_on(self.page)
        """The rules for what the page has."""
        around = headline_context(self.page, self.site.title)
        self.setting = ReadContext(self.page, self.site.zone_for(self.page), self.captured_at, around)
        self.disagreements: dict[str, tuple[SourcedValue, ...]] = {}
        self.house: Reading | None = None
        """The publisher where data name it as the author."""
        self.headline_block = NOT_PRINTED
        """The block that prints the headline; -1 where none does."""
        self.has_zone = True
        """Whether the offset of `published_at` is known; else neither portal nor page gives one, and UTC was taken."""
        self.sign: Sign | None = None
        """The line around the headline that names the authors."""
        self.has_gibberish = False
        """Whether paragraphs that nobody can read were left out of the body."""
        self.frame: Frame | None = None
        """What the body is read within; known once headline and authors are."""

    @cached_property
    def canonical(self) -> str:
        """The canonical address of the article."""
        return canonical_of(self.page, self.site)

    def add_rules(self) -> None:
        """Add the rules of the portal's file, then the general ones, field by field, the most trusted first.

        A rule is tried only where those before it gave nothing: a subclass adds its own before calling this.
        """
        for name in RULED:
            self.add_rules_of(name)
            if name == "headline":
                self.find_own_part()
            taken = self.get_collected_values(name) if name in STRONG else ()
            rules = (rule for _, rule in self.own_rules[name])
            if taken and (differing := disagreements_of(name, taken[0], rules, self.page, self.read)):
                self.disagreements[name] = differing

    def find_own_part(self) -> None:
        """Find the block of the headline, and mark what belongs to other articles: readers leave that out."""
        self.headline_block = headline_block(self.page, self.value("headline"))
        addresses = self.site.addresses(self.page)
        mark_other_articles(self.page.outline, self.headline_block, addresses, self.canonical)

    def add_rules_of(self, field_name: str) -> None:
        """Add the rules of one field until one of them gives a value."""
        ranked = enumerate(self.site.rules[field_name]) if self.explains else self.own_rules[field_name]
        for _, rule in ranked:
            self.add_rule(field_name, rule)
            if not self.explains and self.get_collected_values(field_name):
                return

    def add_reading(self, field_name: str, value: Any, source: str, *, is_settled: bool = False) -> None:
        """As `SourcedLoader.add_reading`; a field with `only` takes the values of its own rules alone."""
        if field_name in self.site.only_fields and all(rule.source != source for rule in self.site.rules[field_name]):
            return
        if field_name == "authors" and value and value[0].name.startswith("De "):
            value = tuple(map(without_de, value)) if (self.page.language or "").startswith("ro") else value
        super().add_reading(field_name, value, source, is_settled=is_settled)

    def has_own(self, field_name: str) -> bool:
        """Return whether a subclass or `only` decides how a field is read, or a subclass's rule gave its value."""
        if field_name in self.site.only_fields:
            return True
        for name in (f"{field_name}_in", f"{field_name}_out"):
            if getattr(type(self), name, None) is not getattr(ArticleLoader, name, None):
                return True
        reading = self.get_output_value(field_name)
        return reading is not None and all(rule.source != reading.source for rule in self.site.rules[field_name])

    # Input processors: what a rule selects → the value

    def headline_in(self, raw: list[Raw]) -> str | None:
        """Read the first usable headline, without the site's name."""
        return read_headline(raw, self.setting)

    def published_at_in(self, raw: list[Raw]) -> datetime | None:
        """Read the first time that is written in a known form."""
        return read_moment(raw, self.setting)

    def modified_at_in(self, raw: list[Raw]) -> datetime | None:
        """Read the first time that is written in a known form."""
        return read_moment(raw, self.setting)

    def authors_in(self, raw: list[Raw]) -> tuple[Author, ...] | None:
        """Read the names of persons; the publisher beside them is left out."""
        return read_people(raw, self.setting)

    def section_in(self, raw: list[Raw]) -> str | None:
        """Read the first text that has a letter, no year of an archive, and is not the site's name."""
        text = read_text(raw, self.setting)
        text = COUNT_BEHIND.sub("", MORE_SECTIONS.sub("", text or "")).lstrip(MARKS_OF_TRAILS)
        if not text or text.isdecimal() or text.lower() in NO_WORDS:
            return None
        sites = (*self.page.meta.get("og:site_name", ()), host_of(self.page.url).removeprefix("www."))
        return None if letters(text) in map(letters, sites) else text

    def tags_in(self, raw: list[Raw]) -> tuple[str, ...] | None:
        """Read the keywords, each once."""
        return read_tags(raw, self.setting)

    def lead_in(self, raw: list[Raw]) -> str | None:
        """Read the first text: no word of a program, such as true, not the headline, nor what describes the site."""
        text = read_text(raw, self.setting)
        if text is None or text.lower() in NO_WORDS:
            return None
        own, headline, names = letters(text), letters(self.value("headline") or ""), self.setting.around.names
        if own in names or (headline and own.startswith(headline) and own[len(headline) :] in {"", *names}):
            return None
        is_of_site = self.site.describes_itself(own, self.page, self.page.outline.blocks[: max(0, self.headline_block)])
        return None if is_of_site else text

    def language_in(self, raw: list[Raw]) -> str | None:
        """Read a language tag (BCP 47)."""
        return read_language(raw, self.setting)

    def comment_count_in(self, raw: list[Raw]) -> int | None:
        """Read the first whole number."""
        return read_count(raw, self.setting)

    def view_count_in(self, raw: list[Raw]) -> int | None:
        """Read the first whole number."""
        return read_count(raw, self.setting)

    def is_paywalled_in(self, raw: list[Raw]) -> bool | None:
        """Read the opposite of `isAccessibleForFree`."""
        return read_paywall(raw, self.setting)

    def body_in(self, raw: list[Raw]) -> BodyText | None:
        """Read the paragraphs in elements or texts."""
        text = body_inside(self.page, raw, self.frame) if self.frame else NO_TEXT
        return text if text.paragraphs else None

    def images_in(self, raw: list[Raw]) -> tuple[Image, ...] | None:
        """Read the pictures in elements, addresses or ImageObjects."""
        return images_in(self.page, raw) or None

    # Output processors: the readings of a field → the one that the record has. Without one, the first is taken.

    def authors_out(self, readings: Sequence[Reading]) -> Reading | None:
        """Take the first; where it is of no rule of the portal's file, one that names all its persons and others.

        A meta tag may name who made the theme: what it names and the page does not print yields to linked writers.
        """
        if not readings or (self.site.portal and self.site.portal.written_rules("authors")):
            return next(iter(readings), None)
        if linked := self._linked_in_place_of(readings[0]):
            return linked
        fullest = self._fuller_data(readings[0]) or readings[0]
        blocks = self.page.outline.blocks
        printed = fuller_byline(fullest.value, blocks, self.headline_block, houses_of(self.setting))
        return Reading(printed, "general:byline") if printed else fullest

    def tags_out(self, readings: Sequence[Reading]) -> Reading | None:
        """Take the first, or what the head repeats of it for readers.

        General keywords with none of the printed ones are the site's: then the printed ones are taken.
        """
        if not readings:
            return None
        first = readings[0]
        if first.source == "meta:keywords":
            linked = self.read("tags", rule_of("tags", "rel:tag").find(self.page))
            if printed := other_tags(self.page, self.headline_block, first.value, linked or ()):
                return Reading(printed, "rel:tag" if printed == linked else "general:tags")
        tags, source = settled_tags(first.value, first.source, self.site.rules["tags"], self.setting)
        return first if tags == first.value else Reading(tags, source)

    def language_out(self, readings: Sequence[Reading]) -> Reading | None:
        """Take the first, but not where headline and page have other letters, or the text other words."""
        first, headline = next(iter(readings), None), self.value("headline") or ""
        if first and first.value[:2].lower() == "en" and (worded := self.page.once(language_of_words)):
            return Reading(worded, "general:words")
        if headline.isascii() or (first and first.value[:2].lower() in {"ja", "ko", "zh"}):
            return first
        printed = self.page.once(printed_language) if cjk_share(headline) >= MOSTLY else ""
        return Reading(printed, "general:script") if printed else first

    def section_out(self, readings: Sequence[Reading]) -> Reading | None:
        """Take the first. Where it is a folder of the page's address, `politics`, take what a link to it prints."""
        first = next(iter(readings), None)
        if first is None or not first.source.startswith(_DATA):
            return first
        printed = label_of_folder(first.value, self.page)
        return Reading(printed, "general:folder") if printed else first

    def accepts(self, field_name: str, reading: Reading) -> bool:
        """Refuse the publisher as the author, for now: a person that the page prints is preferred."""
        if field_name != "authors" or reading.value is None or not _all_house(reading.value, self.setting):
            return super().accepts(field_name, reading)
        self.house = self.house or reading
        return False

    def _linked_in_place_of(self, first: Reading) -> Reading | None:
        """Return the writers whose pages are linked as such, where those of a meta tag are printed nowhere.

        A line of the page's foot or of rights prints its publisher: © 2026 Harbour News Ltd.
        """
        if not first.source.startswith("meta:"):
            return None
        linked = rule_of("authors", "rel:author")
        found = self.read("authors", linked.find(self.page)) or ()
        named = [letters(author.name) for author in first.value]
        lines = (one for one in self.page.outline.blocks if not one.zones & FOOTER and "©" not in one.text)
        if not found or any(name in letters(line.text) for line in lines for name in named):
            return None
        return Reading(found, linked.source)

    def _fuller_data(self, first: Reading) -> Reading | None:
        """Return the authors of another meta tag, or on links, where they are all those of the first and more."""
        known = {letters(author.name) for author in first.value}
        is_meta = first.source.startswith("meta:")
        for _, rule in self.own_rules["authors"]:
            is_other = rule.source == "rel:author" or (is_meta and rule.source.startswith("meta:"))
            raw = rule.find(self.page) if is_other else None
            found = self.read("authors", raw) or () if raw else ()
            if known < {letters(author.name) for author in found} and not any(is_agency(one.name) for one in found):
                return Reading(found, rule.source)
        return None

    # The record

    def load_item(self) -> Article:
        """Return the article with its sources and disagreements. What the page does not print is null or empty.

        The page has a headline and a body: `load_article.no_article_reason` looks first.
        """
        readings: dict[str, Reading] = super().load_item()
        identity = self.site.article_id(self.canonical)
        known = {
            "portal": self.site.name,
            "article_id": identity,
            "url": self.page.url,
            "canonical_url": self.canonical,
            "related": related_of(self.lists, self.site, identity)[:MOST],
            "found_in": tuple(self.context.get("found_in") or ()),
            "captured_at": self.captured_at,
            "run_id": self.context.get("run_id"),
            "sources": {name: one.source for name, one in readings.items()},
            "disagreements": self.disagreements,
        }
        read = {name: one.value for name, one in readings.items()}
        values = {**_NOTHING, **read, **known, "body": read["body"].text}
        return Article(**values, digest=digest_of_content(values))


_MANY, _LONGEST_EDITOR = 6, 60


def fuller_byline(
    known: Sequence[Author], blocks: Sequence[Block], headline_block: int, houses: Sequence[str]
) -> tuple[Author, ...] | None:
    """Return the printed byline with everyone in the data (*known*), and others beside them; None without one.

    Of many in the data, such as models and stylists, take those who sign above the text.
    Where data have users' names (``annaberg``, ``jd87``), it is also the byline that prints names: Anna Berg. Where the
    page prints the one in the data as its editor, it is the byline of another. Where its line names all of the data and
    gives some of them another task (作者：… ｜責任編輯：…), the others wrote.
    """
    names = {letters(author.name) for author in known}
    if len(known) >= _MANY:
        sign = sign_above(blocks, headline_block, houses)
        return sign.authors if sign and {letters(author.name) for author in sign.authors} < names else None
    are_handles = all(author.name.isascii() and author.name.islower() and " " not in author.name for author in known)
    for block in lines_behind(blocks, headline_block):
        printed = without_house(labelled_authors(block), houses)
        if not printed and _holds(block, names):
            printed = parted_in(block, blocks, houses) or (names_alone(block.text) if block.zones & BYLINE else ())
            printed = without_house(printed, houses)
        persons = {letters(author.name) for author in printed if not is_agency(author.name)}
        if are_handles and persons and (persons == names or not persons & names):
            return printed
        others = [one.name for one in known if letters(one.name) not in persons and not is_agency(one.name)]
        if persons and persons < names and others and all(letters(one) in letters(block.text) for one in others):
            return printed
        if persons - names and names < {letters(author.name) for author in printed}:
            return printed
    if len(known) == 1 and any(_edits(block.text) for block in blocks if known[0].name in block.text):
        sign = sign_above(blocks, headline_block, houses)
        return tuple(one for one in sign.authors if one.name not in known[0].name) if sign else ()
    return None


def _edits(line: str) -> bool:
    """Return whether the *line* is short and names an editor, and nobody as the writer: Editor: Jane Doe."""
    return len(line) <= _LONGEST_EDITOR and EDITOR.search(line) is not None and is_beside_name(line)


def _holds(block: Block, names: set[str]) -> bool:
    """Return whether the several elements of *block* print each of *names*, in letters."""
    return len(block.runs) > 1 and all(name in letters(block.text) for name in names)


_DATA = ("meta:", "jsonld:", "microdata:")
_MOST_AUTHORS = 40
_ORGANIZATION = re.compile("Organi[sz]ation$")


def _all_house(authors: tuple[Author, ...], setting: ReadContext) -> bool:
    """Return whether *authors* are only houses, feeds or 編集部, and no person.

    A house is the site, its publisher, a company, or an author that JSON-LD calls an organization and that is no
    agency.
    """
    houses = houses_of(setting)
    organizations = setting.page.once(_organizations)
    return all(
        is_house(name, houses) or COLLECTIVES.fullmatch(name) or is_nobody(name) or letters(name) in organizations
        for name in (author.name for author in authors)
    )


def _organizations(page: Page) -> frozenset[str]:
    """Return the names of the article's authors that JSON-LD calls organizations; as `letters`."""
    written = (page.article_node or {}).get("author")
    authors = written if isinstance(written, list) else [written]
    nodes = [resolve(one, page.nodes) for one in authors[:_MOST_AUTHORS]]
    called = [one for one in nodes if isinstance(one, dict) and any(map(_ORGANIZATION.search, types_of(one)))]
    names = [name for one in called if (name := text_of(one)) and not is_agency(name)]
    return frozenset(map(letters, names)) - {""}
