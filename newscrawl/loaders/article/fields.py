"""The fields of an article but body and pictures: rules tried in order of trust, the first good value taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from newscrawl.extraction.document.label_values import count_behind
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.headline.clean_headline import headline_context
from newscrawl.extraction.headline.headline_position import NOT_PRINTED, headline_block
from newscrawl.extraction.people.read_people import is_agency
from newscrawl.items import Author, SourcedValue
from newscrawl.items.bounds import bounded
from newscrawl.loaders.article.breadcrumbs import section_of_trail
from newscrawl.loaders.article.byline import near_lines, printed_byline
from newscrawl.loaders.article.disagreements import STRONG, disagreements_of
from newscrawl.loaders.article.printed_authors import fuller_byline
from newscrawl.loaders.article.printed_tags import printed_tags, settled_tags
from newscrawl.loaders.article.time_witnesses import data_times, last_resorts, printed_times
from newscrawl.loaders.article.times import reconcile
from newscrawl.loaders.lists.ranking import PageLists
from newscrawl.loaders.results import Tried
from newscrawl.loaders.rules.site import Site
from newscrawl.loaders.rules.values import READERS, ReadContext, all_house, houses_of
from newscrawl.text import letters

_LAST_PART = re.compile(r"(?P<first>.{4,}?)\s*(?:[|｜]|\s[-–—])\s*(?P<last>[^|｜]{2,40})$")


@dataclass(slots=True)
class FieldReading:
    """The values of an article's fields, and where they came from."""

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    disagreements: dict[str, tuple[SourcedValue, ...]] = field(default_factory=dict)
    tried: list[Tried] = field(default_factory=list)
    is_explained: bool = False
    """Whether `tried` tells of every value that was found."""
    house: tuple[tuple[Author, ...], str] | None = None
    """The publisher where data name it as the author, and the rule that gave it."""
    headline_block: int = NOT_PRINTED
    """The block that prints the headline; -1 where none does."""
    has_dropped: bool = False
    """Whether a value was out of its field's bounds, so that it, or part of it, was left out."""
    has_zone: bool = True
    """Whether the offset of `published_at` is known; else neither portal nor page gives one, and UTC was taken."""

    def bounded(self, name: str, value: Any) -> Any:
        """Return *value* as far as it is within the bounds of the field *name*; None where it is not."""
        within = None if value is None else bounded(name, value)
        self.has_dropped = self.has_dropped or within is not value
        return within

    def take(self, name: str, value: Any, source: str) -> None:
        """Set a field that has no value yet."""
        if value is not None and name not in self.values:
            self.put(name, value, source)

    def put(self, name: str, value: Any, source: str) -> None:
        """Set a field, in place of another value where it has one; not to what is out of bounds."""
        if (within := self.bounded(name, value)) is not None:
            self.values[name] = within
            self.sources[name] = source

    def take_printed(self, name: str, value: Any, source: str) -> None:
        """Set a field that has no value yet to what the page prints, and tell of it where that is asked for."""
        value = self.bounded(name, value)
        is_taken = value is not None and name not in self.values
        if self.is_explained:
            self.tried.append(Tried(field=name, rule=source, value=_shown(value), is_taken=is_taken))
        self.take(name, value, source)

    def replace(self, name: str, value: Any, source: str) -> None:
        """Set a field to a better value than the one that it has, and tell of it where that is asked for."""
        if self.is_explained:
            self.tried = [replace(one, is_taken=False) if one.field == name else one for one in self.tried]
            self.tried.append(Tried(field=name, rule=source, value=_shown(value), is_taken=True))
        self.put(name, value, source)

    def drop(self, name: str) -> None:
        """Leave a field empty whose value is refused."""
        if self.values.pop(name, None) is not None:
            del self.sources[name]
            self.tried = [replace(one, is_taken=False) if one.field == name else one for one in self.tried]


def read_fields(
    page: Page, site: Site, lists: PageLists, *, captured_at: datetime | None, explain: bool
) -> FieldReading:
    """Return the fields of *page*'s article. With *explain*, every rule is tried."""
    setting = ReadContext(page, site.zone_for(page), captured_at, headline_context(page, site.title))
    reading = FieldReading(is_explained=explain)
    for name in READERS:
        _read_field(name, page, site, setting, reading, explain=explain)
    reading.headline_block = headline_block(page, reading.values.get("headline"))
    _read_printed(page, site, setting, lists, reading)
    return reading


def _read_field(
    name: str, page: Page, site: Site, setting: ReadContext, reading: FieldReading, *, explain: bool
) -> None:
    reader = READERS[name]
    value: Any
    for plan in site.plans[name]:
        if plan.label and name.endswith("_count"):
            value = count_behind(page.outline, plan.label)
        else:
            raw = plan.find(page)
            value = reader(raw, setting) if raw else None
        value = reading.bounded(name, value)
        if value is not None and name == "authors" and all_house(value, setting):
            reading.house = reading.house or (value, plan.source)
            value = None
        is_taken = value is not None and name not in reading.values
        reading.take(name, value, plan.source)
        if explain:
            reading.tried.append(Tried(field=name, rule=plan.source, value=_shown(value), is_taken=is_taken))
        elif is_taken:
            break
    if name in STRONG and name in reading.values:
        taken = reading.values[name]
        if told := disagreements_of(name, taken, reading.sources[name], site.plans[name], setting):
            reading.disagreements[name] = told


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)


def _read_printed(page: Page, site: Site, setting: ReadContext, lists: PageLists, reading: FieldReading) -> None:
    """Fill from what is printed around the headline, and from the page's lists, what no rule gave."""
    missing = READERS.keys() - reading.values.keys()
    byline = printed_byline(
        page,
        reading.headline_block,
        missing=missing,
        houses=houses_of(setting),
        is_housed=reading.house is not None,
    )
    _settle_times(page, site, setting, reading)
    reading.take_printed("authors", byline.authors or None, "general:byline")
    if not (site.portal and site.portal.rules("authors")):
        _take_fuller_data(site, setting, reading)
        _take_fuller_byline(page, setting, reading)
    if reading.house and "authors" not in reading.values:
        reading.take_printed("authors", *reading.house)
    _cut_author(reading)
    reading.take_printed("tags", byline.tags or None, "general:label")
    _settle_tags(page, site, setting, reading)
    reading.take_printed("section", byline.section, "general:label")
    _take_section(page, setting, lists, reading)
    reading.take_printed("language", page.language, "html:lang")
    if site.portal:
        reading.take_printed("language", site.portal.language, "portal:language")


def _cut_author(reading: FieldReading) -> None:
    """Cut an author's name off a headline that no block prints: titles end in one."""
    headline = reading.values.get("headline")
    match = _LAST_PART.match(headline or "")
    names = {letters(author.name) for author in reading.values.get("authors", ())}
    if match and reading.headline_block == NOT_PRINTED and letters(match["last"]) in names:
        reading.replace("headline", match["first"], reading.sources["headline"])


def _settle_times(page: Page, site: Site, setting: ReadContext, reading: FieldReading) -> None:
    """Set the times to what all witnesses come to: those that rules gave first may be refused or made finer."""
    witnesses = [*data_times(site.plans, setting)]
    near = near_lines(page, reading.headline_block)
    witnesses += printed_times(page, reading.headline_block, near, setting.zone, setting.captured_at)
    if not any(one.field == "published_at" for one in witnesses):
        witnesses += last_resorts(page, setting.zone, setting.captured_at)
    times = reconcile(witnesses, setting.zone)
    for name, chosen in (("published_at", times.published), ("modified_at", times.modified)):
        if chosen is None:
            reading.drop(name)
        elif reading.values.get(name) != chosen.at or reading.sources.get(name) != chosen.source:
            reading.replace(name, chosen.at, chosen.source)
    reading.disagreements |= times.disagreements
    reading.has_zone = times.has_zone or site.portal is not None or setting.zone.key != "UTC"


def _take_section(page: Page, setting: ReadContext, lists: PageLists, reading: FieldReading) -> None:
    """Take the section from the heading of the section's own ranking, else from the trail above the article."""
    if "section" in reading.values:
        return
    own = [one.heading for one in lists.lists if one.heading.kind == "section_ranking" and one.heading.section]
    if own:
        reading.take_printed("section", own[0].section, f"text:{own[0].name}")
    elif trail := section_of_trail(page, setting, reading.values.get("headline")):
        reading.take_printed("section", *trail)


def _settle_tags(page: Page, site: Site, setting: ReadContext, reading: FieldReading) -> None:
    """Choose among the lists of keywords that the head gives; where there is none, take those that are printed."""
    if "tags" not in reading.values:
        reading.take_printed("tags", printed_tags(page, reading.headline_block), "general:tags")
        return
    tags, source = settled_tags(reading.values["tags"], reading.sources["tags"], site.plans["tags"], setting)
    if tags != reading.values["tags"]:
        reading.replace("tags", tags, source)


def _take_fuller_data(site: Site, setting: ReadContext, reading: FieldReading) -> None:
    """Take the authors of another meta tag where they are all those of the one that was taken, and more persons."""
    if not reading.sources.get("authors", "").startswith("meta:"):
        return
    known = {letters(author.name) for author in reading.values["authors"]}
    for plan in site.plans["authors"]:
        raw = plan.find(setting.page) if plan.source.startswith("meta:") else None
        found = (READERS["authors"](raw, setting) or ()) if raw else ()
        names = {letters(author.name) for author in found}
        if known < names and not any(is_agency(author.name) for author in found):
            reading.replace("authors", found, plan.source)
            return


def _take_fuller_byline(page: Page, setting: ReadContext, reading: FieldReading) -> None:
    """Take the printed byline where data leave some of its writers out."""
    known = reading.values.get("authors", ())
    if known and (fuller := fuller_byline(known, page.outline.blocks, reading.headline_block, houses_of(setting))):
        reading.replace("authors", fuller, "general:byline")
