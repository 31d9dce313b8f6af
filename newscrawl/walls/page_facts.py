"""A page at a glance: its titles, and its text blocks outside links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from newscrawl.text import letters, squash, without_excess_attributes

_UNSEEN = frozenset(
    "a head script style noscript template svg nav header footer select textarea button iframe object".split()
)
_INLINE = frozenset("abbr b bdi code em font i label mark q rp rt ruby s small span strong sub sup u wbr".split())
# No pattern goes on past the next tag, or for long: broken markup must not make the search quadratic.
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)<", re.IGNORECASE)
_HEADING = re.compile(r"<h([12])\b[^<>]*>(.{1,400}?)</h[12]\s*>", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(r"\s*[|｜»«›‹]\s*|\s+[-–—:：・/]\s+")
_PROSE_LETTER_COUNT = 50
_MANY_SENTENCES = 12
_MANY_PARAGRAPHS = 20
_SENTENCE_END = re.compile(r"[。．！？]|[.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The outline of a page, as its source has it."""

    blocks: tuple[str, ...]
    """Text between block tags, without links, menus, scripts and footers."""

    @property
    def prose_count(self) -> int:
        """How many blocks are prose: at least 50 letters and the end of a sentence."""
        return sum(is_prose(block) for block in self.blocks)


def page_facts_of(source: str) -> PageFacts:
    """Return the outline of the page whose HTML is *source*. Takes any text, broken HTML too."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    # A page of nothing but space has no tree.
    document = f"<body>{source}".replace("\0", "").encode("utf-8", "replace")
    root = etree.fromstring(without_excess_attributes(document)[0], parser)
    lines = "".join(_pieces(root)).split("\n")
    return PageFacts(blocks=tuple(block for line in lines if (block := squash(line))))


@dataclass(frozen=True, slots=True)
class Titles:
    """What a page calls itself."""

    parts: tuple[str, ...]
    """Its title, split where a site's name is put on."""

    main: tuple[str, ...]
    """Its headings of the first level."""

    sub: tuple[str, ...]
    """Its headings of the second level: its own, or those of boxes beside."""

    @property
    def all(self) -> tuple[str, ...]:
        """Return title and headings; a part of the title is no heading where a heading only begins with it."""
        headings = (*self.main, *self.sub)
        whole = (part for part in self.parts if not any(one != part and one.startswith(part) for one in headings))
        return (*whole, *headings)

    @property
    def own(self) -> tuple[str, ...]:
        """Return the sentences about the page itself.

        Below a heading of the first level that is not the site's name, those of the second level are of boxes, and
        what is behind the title's first part is of the site.
        """
        is_headed = any(heading not in self.parts[-1:] for heading in self.main)
        beside = {*self.sub, *self.parts[1:]} - {*self.main, *self.parts[:1]} if is_headed else set()
        return tuple(title for title in self.all if title not in beside)


def titles_of(source: str) -> Titles:
    """Return the title and the headings of the first two levels of the page whose HTML is *source*."""
    title = _TITLE.search(source)
    parts = [part for part in _SEPARATOR.split(_plain(title[1])) if part] if title else []
    headings = [(level, plain) for level, inner in _HEADING.findall(source) if (plain := _plain(inner))]
    main, sub = (tuple(plain for level, plain in headings if level == wanted) for wanted in "12")
    return Titles(tuple(parts), main, sub)


def has_many_sentences(source: str) -> bool:
    """Return, at little cost, whether the page has so many sentences or paragraphs that it is an article or a list."""
    return _has_more(source, "。", _MANY_SENTENCES) or _has_more(source, "</p>", _MANY_PARAGRAPHS)


def _has_more(source: str, mark: str, count: int) -> bool:
    """Return whether *mark* is in *source* more than *count* times. `str.count` looks at each character of the rest."""
    place = -1
    for _ in range(count + 1):
        place = source.find(mark, place + 1)
        if place < 0:
            return False
    return True


def is_prose(block: str) -> bool:
    """Return whether *block* is running text: at least 50 letters and the end of a sentence."""
    return bool(_SENTENCE_END.search(block)) and len(letters(block)) >= _PROSE_LETTER_COUNT


def _plain(inner: str) -> str:
    return squash(html.unescape(_TAG.sub("", inner)))


def _pieces(root: etree._Element) -> Iterator[str]:
    """Yield the seen text of *root*, a line break at each end of a block."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag in _UNSEEN:
            if event == "start":
                walk.skip_subtree()
            else:
                yield _one_line(element.tail)
            continue
        if element.tag not in _INLINE:
            yield "\n"
        yield _one_line(element.text if event == "start" else element.tail)


def _one_line(text: str | None) -> str:
    return " ".join(text.splitlines()) if text else ""
