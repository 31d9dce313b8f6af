"""The text that a page's scripts hold, where its elements hold none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.body.paragraphs import BodyText, Frame, read_paragraphs
from newscrawl.extraction.document.outline import read_outline
from newscrawl.extraction.document.page import parse_tree
from newscrawl.extraction.element import Element
from newscrawl.text import squash

# Longest first is not enough: a page's data also holds terms of use. So only strings under a name that means a text.
_NAMED_TEXT = re.compile(
    r'"(?:articleBody|article_body|bodyHtml|body_html|contentHtml|content_html|htmlContent|body|content|contents|'
    r'text|html|story)"\s*:\s*"((?:[^"\\]|\\.){200,})"'
)
_MOST_CHARACTERS = 3_000_000
_STARTS = re.compile(r"(?:^|=|\()\s*[{\[]")
_DECODER = json.JSONDecoder(strict=False)
_PIECES = ("content", "text", "html", "body", "value")
_SIGNS_OF_PIECES = (*(f'"{name}"' for name in _PIECES), "\\u")
"""One of these is in each script whose JSON has such a name: an escape may be a letter of one."""
_TEXT_KIND = re.compile(r"text|para|^p$|html|head|block|quote|list|body", re.IGNORECASE)
_SHORTEST = 8
_MOST_STARTS = 50


def text_in_scripts(scripts: Iterable[Element], url: str, frame: Frame) -> BodyText:
    """Return the longest named text in *scripts*, as paragraphs; empty where no text is named."""
    longest = ""
    pieces: tuple[str, ...] = ()
    for script in scripts:
        written = script.text or ""
        if len(written) > _MOST_CHARACTERS or "ld+json" in (script.get("type") or ""):
            continue
        if '\\"' in written and written.lstrip().startswith(("self.__next_f", "(self.__next_f")):
            written = _unescaped(written[written.find('"') : written.rfind('"') + 1])
        longest = max([longest, *(match[1] for match in _NAMED_TEXT.finditer(written))], key=len)
        pieces = max(pieces, _pieces_in(written), key=_size_of_piece)
    whole = paragraphs_of(_unescaped(f'"{longest}"'), url, frame)
    if _size_of_piece(pieces) <= len(whole.text):
        return whole
    return paragraphs_of("\n".join(f"<p>{piece}</p>" for piece in pieces), url, frame)


def _size_of_piece(pieces: tuple[str, ...]) -> int:
    return sum(map(len, pieces))


def _pieces_in(written: str) -> tuple[str, ...]:
    """Return the texts of the list, in the JSON of a script, whose members hold the most: a text, block by block.

    Members that name a type count where it is one of text; pictures and advertisements are passed over.
    """
    best: tuple[str, ...] = ()
    if not any(map(written.__contains__, _SIGNS_OF_PIECES)):
        return best
    for match in islice(_STARTS.finditer(written), _MOST_STARTS):
        try:
            value, _ = _DECODER.raw_decode(written, match.end() - 1)
        except (ValueError, RecursionError):
            continue
        for members in _lists_in(value):
            found = tuple(text for member in members if (text := _text_of_piece(member)))
            best = max(best, found, key=_size_of_piece)
        if best:
            return best
    return best


def _lists_in(value: Any) -> Iterator[list[dict[str, Any]]]:
    """Give each list of objects in *value*. Data may be nested deeper than functions may."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, list):
            if members := [member for member in inner if isinstance(member, dict)]:
                yield members
            waiting.extend(inner)
        elif isinstance(inner, dict):
            waiting.extend(inner.values())


def _text_of_piece(member: dict[str, Any]) -> str:
    kind = str(member.get("type") or member.get("__typename") or member.get("kind") or "text")
    if not _TEXT_KIND.search(kind):
        return ""
    return next((text for key in _PIECES if isinstance(text := member.get(key), str) and len(text) >= _SHORTEST), "")


def _unescaped(literal: str) -> str:
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def paragraphs_of(text: str, url: str, frame: Frame) -> BodyText:
    """Return the paragraphs of *text*, which is HTML or has a line for each."""
    if "</" in text or "<br" in text or "<p>" in text:
        try:
            outline = read_outline(parse_tree(text, url)[0])
        except UnreadablePageError:
            return BodyText((), 0, 0)
        found = read_paragraphs(outline, 0, len(outline.blocks), frame)
        return BodyText(found.paragraphs, 0, 0)
    return BodyText(tuple(line for part in text.splitlines() if (line := squash(part))), 0, 0)
