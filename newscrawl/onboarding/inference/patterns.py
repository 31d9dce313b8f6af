"""Generalises addresses to regular expressions: broad, but without what is known to be something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import parse_qsl

from newscrawl.onboarding.address_forms import escaped, split_ending

_MOST_VALUES = 60
_MOST_OPTIONS = 64
_ANY = "[^/?]+"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = (
    (re.compile(r"(\d{2,})"), r"(?P<number>\d+)"),
    (re.compile(r"(\d{2,})[-_][^/]+"), r"(?P<number>\d+)[-_][^/?]+"),
    (re.compile(r".*?[-_](\d{2,})"), r"[^/?]*?[-_](?P<number>\d+)"),
    (re.compile(r"[A-Za-z]+(\d{2,})"), r"[A-Za-z]+(?P<number>\d+)"),
)
"""What the last part of an address may be → the expression, with the portal's own number."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression, and which of the known addresses it takes."""

    expression: str
    taken: tuple[str, ...]
    """The wanted ones, as paths."""
    wrong: tuple[str, ...] = ()
    """Known others that it takes, too."""


def generalise(
    wanted: Iterable[str], others: Iterable[str], *, has_numbers: bool, folders: Collection[str] | None = None
) -> list[Pattern]:
    """Return the patterns that take the paths *wanted*, one for each shape, the one with most first.

    *others* are known to be something else. With *has_numbers*, a number that differs in all of a shape is named.
    With *folders* (for articles), new addresses will come: a pattern never lists the last parts, and lists folders only
    where they repeat, together with those of *folders*. Without it (for sections), it may list what is known.
    """
    shapes: dict[tuple[int, str, tuple[str, ...]], list[str]] = {}
    for path in dict.fromkeys(wanted):
        shapes.setdefault(_shape(path), []).append(path)
    known = list(dict.fromkeys(others))
    found = [_best(paths, known, has_numbers=has_numbers, folders=folders) for paths in shapes.values()]
    return sorted(found, key=lambda pattern: -len(pattern.taken))


def _shape(path: str) -> tuple[int, str, tuple[str, ...]]:
    where, _, query = path.partition("?")
    stem, ending = split_ending(where)
    return stem.count("/"), ending.rstrip("/"), tuple(name for name, _ in parse_qsl(query))


def _best(
    paths: Sequence[str], others: Sequence[str], *, has_numbers: bool, folders: Collection[str] | None
) -> Pattern:
    best: Pattern | None = None
    for expression in _expressions(paths, has_numbers=has_numbers, folders=folders):
        search = re.compile(expression).search
        pattern = Pattern(expression, tuple(paths), tuple(path for path in others if search(path)))
        if best is None or len(pattern.wrong) < len(best.wrong):
            best = pattern
        if not pattern.wrong:
            break
    assert best is not None  # noqa: S101  there is an expression for each shape
    return best


def _expressions(paths: Sequence[str], *, has_numbers: bool, folders: Collection[str] | None) -> Iterator[str]:
    """Yield expressions that take all of *paths*, the broadest first."""
    stems = [split_ending(path.partition("?")[0]) for path in paths]
    columns = list(zip(*(stem.strip("/").split("/") for stem, _ in stems), strict=True))
    queries = [dict(parse_qsl(path.partition("?")[2])) for path in paths]
    query, has_number = _query(queries, has_numbers=has_numbers)
    choices = [_folder_options(column, folders) for column in columns[:-1]]
    last = _last_options(columns[-1], has_numbers=has_numbers and not has_number)
    choices.append(last if folders is None else last[:1])
    ending = stems[0][1].rstrip("/")
    tail = f"{escaped(ending)}" if ending else "/?"
    for number, parts in enumerate(product(*reversed(choices))):
        if number < _MOST_OPTIONS:
            yield f"^/{'/'.join(reversed(parts))}{tail}{query}$" if any(columns[0]) else f"^/{query}$"


def _query(queries: Sequence[dict[str, str]], *, has_numbers: bool) -> tuple[str, bool]:
    parts, has_number = [], False
    for name in queries[0]:
        values = [query[name] for query in queries]
        is_number = has_numbers and not has_number and all(value.isdecimal() for value in values)
        is_number = is_number and len(set(values)) == len(values)
        has_number = has_number or is_number
        value = r"(?P<number>\d+)" if is_number else r"\d+" if all(map(str.isdecimal, values)) else "[^&]+"
        parts.append(f"{escaped(name)}={value}")
    return (rf"\?{'&'.join(parts)}" if parts else ""), has_number


def _folder_options(values: Sequence[str], folders: Collection[str] | None) -> list[str]:
    """Return expressions for a folder of the addresses, the broadest first."""
    distinct = set(values)
    if folders is None or len(distinct) == 1:
        return _options(values, is_last=False)
    is_repeated = len(distinct) * 2 <= len(values)
    if not is_repeated and distinct.isdisjoint(folders):
        return _options(values, is_last=False)[:1]
    known = [one for one in folders if not one.isdecimal()] if distinct & set(folders) else []
    return [_options(values, is_last=False)[0], *_options([*values, *known], is_last=False)[1:]]


def _options(values: Sequence[str], *, is_last: bool) -> list[str]:
    """Return expressions for one part of the addresses, the broadest first."""
    distinct = sorted(set(values))
    if all(value.isdecimal() for value in values):
        is_year = all(_YEAR.fullmatch(value) for value in values)
        return [r"\d{4}" if is_year else r"\d{1,2}" if max(map(len, values)) <= 2 and not is_last else r"\d+"]
    if len(distinct) == 1 and (len(values) > 1 or not is_last):
        return [escaped(distinct[0])]
    narrow = [f"(?:{'|'.join(map(escaped, distinct))})"] if len(distinct) <= _MOST_VALUES else []
    return [_ANY, *narrow]


def _last_options(values: Sequence[str], *, has_numbers: bool) -> list[str]:
    is_unique = len(set(values)) == len(values)
    numbered = []
    for form, expression in _NUMBERED if has_numbers and is_unique else ():
        matches = [form.fullmatch(value) for value in values]
        numbers = [match[1] for match in matches if match]
        is_plain = expression == _NUMBERED[0][1]
        is_number = len(set(numbers)) == len(values) and (is_plain or len(values) > 2)
        if is_number and not all(_YEAR.fullmatch(number) for number in numbers):
            numbered.append(expression)
    if numbered:
        return numbered
    return _options(values, is_last=True)


def with_pages(expression: str, list_path: str, next_path: str) -> str | None:
    """Return *expression* of section pages so that it takes their later pages too, as *next_path* follows *list_path*.

    None where the form is not known.
    """
    where, _, query = next_path.partition("?")
    list_where, _, list_query = list_path.partition("?")
    if list_query:
        return (
            _with_page_parameter(expression, parse_qsl(list_query), parse_qsl(query)) if where == list_where else None
        )
    if query and where.rstrip("/") == list_where.rstrip("/"):
        name = next((name for name, value in parse_qsl(query) if value.isdecimal()), None)
        return rf"{expression[:-1]}(?:\?(?:[^?]*&)?{escaped(name)}=(?P<page>\d+))?$" if name else None
    stem, ending = split_ending(list_where)
    further, further_ending = split_ending(where)
    added = re.fullmatch(r"([-_/]?(?:page[-_/]?|p)?)(\d+)", further.removeprefix(stem.rstrip("/")))
    if not further.startswith(stem.rstrip("/")) or added is None:
        return None
    page = rf"(?:{escaped(added[1])}(?P<page>\d+))?"
    if ending.rstrip("/") and ending == further_ending:
        lazy = expression.replace(_ANY, "[^/?]+?")
        tail = rf"{escaped(ending)}$"
        return lazy.removesuffix(tail) + page + tail
    return f"{expression.removesuffix('/?$')}{page}{escaped(further_ending.rstrip('/'))}/?$"


def _with_page_parameter(expression: str, own: list[tuple[str, str]], following: list[tuple[str, str]]) -> str | None:
    """Return *expression*, whose addresses have parameters of their *own*, with one more for the page."""
    added = [name for name, value in following if value.isdecimal() and name not in dict(own)]
    if len(added) != 1 or not set(own) <= set(following):
        return None
    page = rf"{escaped(added[0])}=(?P<page>\d+)"
    if following[0][0] == added[0]:  # a canonical address has its parameters in order
        return expression.replace(r"\?", rf"\?(?:{page}&)?", 1)
    return f"{expression[:-1]}(?:&{page})?$"


def page_pattern(next_path: str) -> str | None:
    """Return the expression of the front page's later pages: *next_path* with its last number as the page's."""
    match = re.search(r"^(.*?)(\d+)(\D*)$", next_path)
    if match is None:
        return None
    tail = "/?" if match[3] in {"", "/"} else escaped(match[3])
    return rf"^{escaped(match[1])}(?P<page>\d+){tail}$"


def without(expression: str, paths: Sequence[str], numbered: Collection[str] = ()) -> str:
    """Return *expression* so that it does not take *paths*; of those that are *numbered* pages, no number at all."""
    stems = [_any_number(path) if path in numbered else escaped(path.strip("/")) for path in sorted(paths)]
    return f"^(?!/(?:{'|'.join(dict.fromkeys(stems))})/?$){expression.removeprefix('^')}"


def _any_number(path: str) -> str:
    return r"\d+".join(escaped(part) for part in re.split(r"\d+", path.strip("/")))
