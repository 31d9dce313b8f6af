"""What a page says at a glance: its titles, and its text blocks outside links."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from newscrawl.text import letters, squash

_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style|noscript|template|svg|head|nav|header|footer|select|textarea)\b.*?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(
    r"</?(?:b|strong|i|em|span|font|small|big|u|mark|wbr|ruby|rt|rp|code|abbr|sub|sup)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h[12]\b[^>]*>(.*?)</h[12]\s*>", re.IGNORECASE | re.DOTALL)
_PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|｜»«›‹]\s*|\s+[-–—:：・/]\s+")
_PROSE_LETTER_COUNT = 50
_SENTENCE_END = re.compile(r"[。．！？]|[.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The outline of a page, as its source has it."""

    blocks: tuple[str, ...]
    """Text between block tags, without links, menus, scripts and footers."""

    has_password_field: bool
    """Whether there is a field to type a password into."""

    @property
    def prose_count(self) -> int:
        """How many blocks are prose: at least 50 letters and the end of a sentence."""
        return sum(_is_prose(block) for block in self.blocks)


def facts_of(source: str) -> PageFacts:
    """Return the outline of the page whose HTML is *source*. Takes any text, broken HTML too."""
    text = _TAG.sub("\n", _INLINE.sub("", _LINK.sub("", _UNSEEN.sub("\n", source))))
    blocks = (squash(html.unescape(line)) for line in text.splitlines() if line.strip())
    return PageFacts(
        blocks=tuple(block for block in blocks if block), has_password_field=bool(_PASSWORD.search(source))
    )


def titles_of(source: str) -> tuple[str, ...]:
    """Return the page's title, split where a site's name is put on, and its headings of the first two levels."""
    title = _TITLE.search(source)
    parts = _SEPARATOR.split(_plain(title[1])) if title else []
    headings = (_plain(heading) for heading in _HEADING.findall(source))
    return tuple(part for part in (*parts, *headings) if part)


def _plain(inner: str) -> str:
    return squash(html.unescape(_TAG.sub("", inner)))


def _is_prose(block: str) -> bool:
    return bool(_SENTENCE_END.search(block)) and len(letters(block)) >= _PROSE_LETTER_COUNT
