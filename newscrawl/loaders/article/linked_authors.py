"""Who wrote a text, as elements mark it: links to writers' pages, elements named for a name, elements side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from newscrawl.extraction.document.blocks import Block, Link
from newscrawl.extraction.document.zones import BYLINE, CAPTION, HEADING
from newscrawl.extraction.people.name_words import COLLECTIVES, NEVER
from newscrawl.extraction.people.plausible_names import (
    has_surname,
    is_agency,
    is_house,
    names_topic,
)
from newscrawl.extraction.people.read_people import (
    byline_in,
    is_beside_name,
    label_alone,
    names_alone,
    read_authors,
    tells_time,
    without_times,
)
from newscrawl.items import Author
from newscrawl.loaders.article.field_forms import TOPICS, WRITERS
from newscrawl.text import cjk_share, letters, squash

_MOST_LINKS, _MOST_PARTS = 12, 24
_MOST_SIDE = 12
_LONGEST, _LONGEST_PART, _LONGEST_PEN_NAME, _LONGEST_SECTION = 100, 40, 12, 10
_AROUND = " 　|｜/／・･·•,，、:：-–—（()）[]［］【】<>＜＞＝="
_DOT = re.compile(r"[・･／/、\s]+")
_SMALL = frozenset({"h4", "h5", "h6"})
"""Headings that themes set a writer's name in."""
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
    if len(linked) == 1 and (is_marked or tells_time(block.text)) and (pen := _pen_name(linked[0])):
        return pen
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


def parted_authors(block: Block, houses: Sequence[str], *, is_by_time: bool) -> tuple[Author, ...]:
    """Return the people that elements of *block* name, side by side with what they are or where they work.

    `<span>堀 真由美</span><span>社会部</span>` prints 堀 真由美社会部. Each element has to be a name, a post, a
    department, a house, a label, a time, or a section before a name with its post; else nobody is returned. A name
    behind another task (監修) is left out. *is_by_time*: a line beside *block* is a time.
    """
    if block.zones & HEADING or not len(block.runs) > 1 or len(block.text) > _LONGEST:
        return ()
    filed = {squash(link.text) for link in block.links if TOPICS.search(link.href)}
    parts = [part for part in block.parts if part not in filed]
    if not 1 < len(parts) <= _MOST_SIDE:
        return ()
    texts = [without_times(part).strip(_AROUND) for part in parts]
    is_dated = is_by_time or bool(block.zones & BYLINE) or texts != [part.strip(_AROUND) for part in parts]
    texts = [text for text in texts if text and not tells_time(text) and not NEVER.match(text)]
    if len(texts) < 2:
        return ()  # a name and a time
    is_beside = [_is_beside_names(text, houses) for text in texts]
    named = [
        () if beside else _people_in(text) or _pen_in(block, text)
        for text, beside in zip(texts, is_beside, strict=True)
    ]
    unknown = [at for at, beside in enumerate(is_beside) if not beside and not named[at]]
    if any(len(texts[at]) > _LONGEST_SECTION or not _is_before_post(at, named, is_beside) for at in unknown):
        return ()
    people = tuple(dict.fromkeys(author for at in _writing(texts) for author in named[at]))
    persons = [author for author in people if not is_agency(author.name)]
    is_witnessed = any(is_beside) or len(persons) < len(people) or (is_dated and not block.zones & CAPTION)
    return people if persons and is_witnessed else ()


def _is_before_post(at: int, named: Sequence[tuple[Author, ...]], is_beside: Sequence[bool]) -> bool:
    """Return whether the unknown text *at*, such as a section, is before names with a post or a department each."""
    behind = [here for here in range(at + 1, len(named)) if named[here]]
    return bool(behind) and all(any(is_beside[max(at + 1, here - 1) : here + 2]) for here in behind)


def _writing(texts: Sequence[str]) -> Iterator[int]:
    """Give the places of *texts* that name no other task, and are not behind one: 監修, 根岸 昌."""
    is_other = False
    for at, text in enumerate(texts):
        is_other = label_alone(text) is False or (is_other and label_alone(text) is None)
        if not is_other:
            yield at


def _pen_in(block: Block, text: str) -> tuple[Author, ...]:
    is_linked = bool(block.zones & BYLINE) and len(block.links) == 1 and block.links[0].text == text
    return _pen_name(block.links[0]) if is_linked else ()


def _pen_name(link: Link) -> tuple[Author, ...]:
    """Return the writer that *link*, the only one of a byline's line, names in whatever form: カズ先生, もえりん."""
    text = link.text
    is_short = len(text) <= _LONGEST_PEN_NAME and cjk_share(text) > 0
    return read_authors(text) if is_short and not names_topic(text) else ()


def _is_beside_names(text: str, houses: Sequence[str]) -> bool:
    """Return whether *text* is what is beside a name: a post, a department, a house, a label; or several of them."""
    if len(text) > _LONGEST_PART or is_agency(text):
        return False
    return is_house(text, houses) or is_beside_name(text) or all(map(is_beside_name, _DOT.split(text)))


def _people_in(text: str) -> tuple[Author, ...]:
    """Return the people in *text*, all that one element prints; a name of two letters needs a known surname."""
    if found := byline_in(text) or names_alone(text):
        return found
    plain = squash(text).replace(" ", "")
    return names_alone(text, is_byline=True) if len(plain) == 2 and " " in squash(text) and has_surname(plain) else ()
