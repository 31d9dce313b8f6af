"""Decides whether the authors that data name are houses: the site, its publisher, a company, a department."""

from __future__ import annotations

import re

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.metadata.declared_data import resolve, text_of, types_of
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.plausible_names import is_agency, is_house, is_nobody
from newscrawl.items import Author
from newscrawl.loaders.rules.values import ReadContext, houses_of
from newscrawl.text import letters

_MOST_AUTHORS = 40
_ORGANIZATION = re.compile("Organi[sz]ation$")


def all_house(authors: tuple[Author, ...], setting: ReadContext) -> bool:
    """Return whether *authors* are only houses, feeds or 編集部, and no person.

    A house is the site, its publisher, a company, or an author that JSON-LD calls an organization, but no
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
