"""Who wrote a text, as elements mark it: links to writers' pages, and elements named for a name in a byline."""

from __future__ import annotations

import re
from itertools import islice

from newscrawl.extraction.document.blocks import Block, Link
from newscrawl.extraction.document.zones import BYLINE, CAPTION, HEADING
from newscrawl.extraction.people.byline_forms import tells_time
from newscrawl.extraction.people.name_words import COLLECTIVES
from newscrawl.extraction.people.read_people import names_alone
from newscrawl.items import Author
from newscrawl.loaders.article.printed_tags import TOPICS
from newscrawl.text import letters, squash

_MOST_LINKS, _MOST_PARTS = 12, 24
_SMALL = frozenset({"h4", "h5", "h6"})
"""Headings that themes set a writer's name in."""
WRITERS = re.compile(
    r"/(?:authors?|writers?|reporters?|columnists?|contributors?|journalists?|staff|autor(?:en|es|i|zy)?|auteurs?|"
    r"forfatter|skribent|penulis)(?:[/=_-]|\.\w+[?]|$)",
    re.IGNORECASE,
)
_NAME_CLASSES = frozenset({"name", "author-name", "author_name", "author__name", "byline-name", "fn", "p-name"})


def linked_authors(block: Block) -> tuple[Author, ...]:
    """Return the people in *block* on links to addresses like those of writers' pages: /author/7, /reporters/doe."""
    is_other = block.zones & HEADING or (block.zones & CAPTION and not block.zones & BYLINE)
    is_marked = bool(block.zones & BYLINE) and not any(TOPICS.search(link.href) for link in block.links)
    if is_other and not _is_all_link(block) and not _opens_with_writer(block):
        return ()
    is_byline = is_marked and ((block.tag in _SMALL and _is_all_link(block)) or _are_links_all(block))
    linked = [link for link in block.links if is_byline or WRITERS.search(link.href)]
    texts = [text for link in linked for text in _alike(link, block)]
    if not texts and (block.zones & BYLINE or tells_time(block.text)):
        texts = [link.text for link in block.links if COLLECTIVES.search(link.text)]
    texts = texts or (_parts(block) or _named(block) if is_marked else [])
    return tuple(dict.fromkeys(author for text in texts for author in names_alone(text, is_byline=True)))


def _opens_with_writer(block: Block) -> bool:
    """Return whether *block*, below a portrait, opens with a link to a writer's page."""
    first = next((link for link in block.links if link.text), None)
    return first is not None and bool(WRITERS.search(first.href)) and block.text.startswith(first.text)


def _alike(link: Link, block: Block) -> list[str]:
    """Return the text of *link*, and those of elements like the one around it, side by side: more writers."""
    around = link.element.getparent()
    above = around.getparent() if around is not None else None
    if around is None or above is None or around is block.element or not around.get("class"):
        return [link.text]
    kind = (around.tag, around.get("class"))
    alike = [one for one in islice(above, _MOST_PARTS) if (one.tag, one.get("class")) == kind]
    return [link.text if one is around else squash("".join(map(str, one.itertext()))) for one in alike]


def is_of_topics(block: Block) -> bool:
    """Return whether *block* links lists of a tag or category and no writer: カテゴリ スポーツ is no name."""
    hrefs = [link.href for link in block.links]
    return any(map(TOPICS.search, hrefs)) and not any(map(WRITERS.search, hrefs))


def _named(block: Block) -> list[str]:
    """Return the text of the element in *block* that is named for a name, where a badge or a role is beside it."""
    inner = islice(block.element.iter(), _MOST_PARTS)
    named = (one for one in inner if not _NAME_CLASSES.isdisjoint((one.get("class") or "").split()))
    return [squash("".join(map(str, one.itertext()))) for one in islice(named, 1)]


def _parts(block: Block) -> list[str]:
    """Return the texts of *block*'s elements where each is a name of several words: a list side by side."""
    texts = [squash(text) for text, _ in block.runs[: _MOST_PARTS + 1] if not text.isspace()]
    is_list = len(texts) > 1 and len(block.runs) <= _MOST_PARTS
    return texts if is_list and all(" " in text and len(names_alone(text)) == 1 for text in texts) else []


def _is_all_link(block: Block) -> bool:
    return len(block.links) == 1 and block.links[0].text == block.text


def _are_links_all(block: Block) -> bool:
    """Return whether links side by side are all that *block* prints."""
    return 1 < len(block.links) <= _MOST_LINKS and not letters(block.unlinked)
