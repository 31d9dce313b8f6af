"""Addresses of pages that list articles: those of a category, of a tag or of a writer, by the words in them."""

from __future__ import annotations

import re

_WORD = r"[_-][^/?#._-]{1,200}"
_NAMED = rf"{_WORD}(?:{_WORD})?(?:[_-]\d+)?(?=[/?#.]|$)"
"""A name of a word or two in the same part of the path: /tag-harbour, /author_jane-doe-7. Titles have more words."""


def _addresses(words: str, behind: str, others: str = "") -> re.Pattern[str]:
    return re.compile(rf"/(?:{words})(?:{behind}|{_NAMED}){others}", re.IGNORECASE)


_ANY = r"[/=]|\.\w+[?]|$"
_CATEGORIES = "categor(?:y|ies|ia|ias|ie)"
CATEGORY = _addresses(
    rf"{_CATEGORIES}|kategorien?|cat|genre|sections?|rubri(?:k|que|c)s?", "[/=](?=[^/])", r"|[?&]cat=\d"
)
"""Of one category's list."""
TOPICS = _addresses(rf"tags?|topics?|keywords?|labels?|{_CATEGORIES}", _ANY)
"""Of lists that no writer has: the texts of such links are names of places and things."""
WRITERS = _addresses(
    "authors?|writers?|reporters?|columnists?|contributors?|journalists?|staff|autor(?:en|es|i|zy)?|auteurs?|"
    "forfatter|skribent|penulis",
    _ANY,
)
"""Of a writer's page."""
