"""Tells the house that publishes a page from the people who wrote it: many pages give their paper as author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newscrawl.items import Author
from newscrawl.text import letters
from newscrawl.urls import host_of

_GENERIC = (
    r"online|digital|news|nachrichten|web|webmaster|the|media|group|redaktion|redaktionen|editor|editors|newsroom|staff|team|"
    r"com|net|org|info|www|デジタル|新聞社?|新報社?|日報社?|ニュース|編集部|編集局|オンライン|株式会社|신문|뉴스|닷컴|온라인"
)
_GENERIC_AROUND = re.compile(rf"^(?:{_GENERIC})*?(?P<core>.+?)(?:{_GENERIC})*$")
_SHORTEST = 2


def is_house(name: str, houses: Iterable[str]) -> bool:
    """Return whether *name* is the house itself: STERN.de of stern.de, 毎日新聞 of 毎日新聞社.

    *houses* are what the page calls its publisher and site, and its URL or host.
    """
    signed = letters(name)
    if not signed:
        return False
    forms = {signed, _core(signed), _initials(name)}
    return any(not forms.isdisjoint(_names_of(house)) for house in houses)


def without_house(authors: Sequence[Author], houses: Iterable[str]) -> tuple[Author, ...]:
    """Return *authors* without the house, where others sign beside it."""
    named = tuple(houses)
    others = tuple(author for author in authors if not is_house(author.name, named))
    return others or tuple(authors)


def _initials(name: str) -> str:
    """Return the initials of a name of several words, as hosts have them: dw of Deutsche Welle."""
    words = name.split()
    return letters("".join(word[0] for word in words)) if len(words) > 1 else letters(name)


@lru_cache(maxsize=512)
def _names_of(house: str) -> frozenset[str]:
    host = host_of(house) if "//" in house else ""
    if host:
        labels = [
            label for label in host.split(".")[:-1] if label not in {"www", "co", "com", "or", "ne", "org", "news"}
        ]
        return frozenset(letters(form) for form in (*labels, host, "".join(host.split(".")[-2:])))
    whole = letters(house)
    return frozenset(form for form in (whole, _core(whole)) if form)


@lru_cache(maxsize=2048)
def _core(name: str) -> str:
    match = _GENERIC_AROUND.match(name)
    core = match["core"] if match else name
    return core if len(core) >= _SHORTEST else name
