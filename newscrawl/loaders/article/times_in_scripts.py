"""The time of publication in the data that a page's own scripts read: an object that has the article's headline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from newscrawl.extraction.dates.time_result import TimeResult
from newscrawl.loaders.article.field_forms import NAME_IN_SCRIPT
from newscrawl.loaders.article.times import PageClock
from newscrawl.text import letters

_MOST_OBJECTS, _FAR, _MOST_SIGNS = 12, 20_000, 4000
_SHORTEST = 8
"""A headline of fewer characters may be a label."""
_TITLE = re.compile(r"(?:title|headline|name)$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:article_?|story_?|recipe_?)?(?:first_?)?"
    r"(?:pub(?:lish(?:ed)?|lication)?_?(?:date|time|at|on)|date_?published)(?:time)?$",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)'|(?P<word>[A-Za-z_$][\w$]*+)|(?P<number>\d[\d.]*+)"
    r"|(?P<sign>[{}\[\]:,])",
    re.DOTALL,
)


def time_in_scripts(scripts: Iterable[str], headline: str, clock: PageClock) -> tuple[TimeResult, ...]:
    """Return the time of publication in objects of *scripts* with *headline*; nothing where they differ in the day."""
    if len(headline) < _SHORTEST:
        return ()
    found: list[TimeResult] = []
    for written in scripts:
        found += _in_script(written, letters(headline), clock)
    times = [one for one in found if one.at is not None and one.label is None]
    days = {one.at.date() for one in times if one.at is not None}
    return tuple(times[:1]) if len(days) == 1 else ()


def _in_script(written: str, headline: str, clock: PageClock) -> Iterator[TimeResult]:
    """Give the times of the objects in the script *written* that have *headline* among their own values."""
    for match in islice(NAME_IN_SCRIPT.finditer(written), _MOST_OBJECTS):
        values = _own_values(written, _opening_before(written, match.start()))
        if any(_TITLE.search(name) and letters(_text(value)) == headline for name, value in values.items()):
            dates = (value for name, value in values.items() if _PUBLISHED.match(name))
            yield from (read for value in dates for read in clock.read(_text(value))[:1])


def _opening_before(written: str, at: int) -> int:
    """Return the place of the brace that opens the object around the place *at*; -1 for none near."""
    depth = 0
    for place in range(at - 1, max(-1, at - _FAR), -1):
        if written[place] == "}":
            depth += 1
        elif written[place] == "{":
            if depth == 0:
                return place
            depth -= 1
    return -1


def _own_values(written: str, opening: int) -> dict[str, str]:
    """Return name → value of the object that opens at *opening*, without those of objects and lists in it."""
    values: dict[str, str] = {}
    depth, name, is_value = 0, "", False
    for match in islice(_SIGNS.finditer(written, opening), _MOST_SIGNS) if opening >= 0 else ():
        sign = match["sign"]
        if sign is None and depth == 1:
            if is_value:
                values.setdefault(name, match[0].strip("\"'"))
            else:
                name = match[0].strip("\"'")
        elif sign:
            depth += (sign in "{[") - (sign in "}]")
            is_value = sign == ":" if depth == 1 else is_value
        if depth == 0:
            break
    return values


def _text(value: str) -> str:
    """Return a script's string as text: JSON's escapes are read, others stay."""
    if "\\" not in value:
        return value
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value
