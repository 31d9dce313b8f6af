"""Reads a credit line in Western scripts: labels, roles, houses and places around the names of who wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscrawl.extraction.people.name_words import COLLECTIVES, NEVER, PARTICLES
from newscrawl.extraction.people.plausible_names import is_agency
from newscrawl.extraction.people.west_words import (
    AUTHOR_LABEL,
    DATE_RUN,
    DATED,
    GLUED_ROLE,
    OTHER_LABEL,
    OTHERS_LABEL,
    ROLE,
    ROLE_BEFORE,
    ROLE_BEHIND,
    WEAK_LABEL,
    WEST_FORMS,
    WRITERS_LABEL,
)

__all__ = ["label_of", "label_start", "west_names"]

_TITLES = re.compile(r"^(?:(?:Prof|Dr|Mr|Mrs|Ms|Mag|Ing|Dipl|Sir|Dame)\.?\s)+")


_LATIN_HOUSE = re.compile(
    r"(?P<names>[\[［【（(].{2,40}?)[，、,]\s?(?P<house>[A-Za-z][\w.]{1,15}(?:\s[A-Z][\w.]{1,15}){0,2})[\]］】）)]"
)
_DOUBLED = re.compile(r"^\s*(\S.{3,38}\S)\s+\1\s*$")
_MORE = re.compile(r"\s?et al\.?$")
_WRAPPED = re.compile(r"^[（(【\[［〔「<＜《〈](.+)[）)】\]］〕」>＞》〉]$")
_WEST_BRACKET = re.compile(r"(?<=[^\W\d_])\s*\(([^()]{2,80})\)")
_SECTION = re.compile(r"(?:in|für|for|on|sur|en|w)\s[A-ZÀ-Ý]")
_PLACE = re.compile(r"^[^=＝]{1,20}[=＝]\s*(?=\S)")
_BRACKET = re.compile(r"\s*[（(【\[〔]([^（(【\[〔）)】\]〕]*)[）)】\]〕]\s*")
_HARD = re.compile(r"\s*[;；|｜•\n\t、，]\s*|\s+[/／–—·-]\s+|\s*,\s*(?=\S)|\s*・\s*")
_LAST_OF_LIST = re.compile(r"^(?:and|und|et|y|e|&)\s+(?=[^\W\d_a-z])")
_PAIR = re.compile(r"\s+(?:and|und|et|&|＆)\s+|\s*[&＆/]\s*", re.IGNORECASE)
_SOFT_PAIR = re.compile(r"\s+(?:y|e|i|og|och|en|ja|ve|và|и|та|oraz|a|dan)\s+")
_BEHALF = re.compile(r"\s(?:for|für|pour|para)\s(?=[^\W\d_a-z]|the\s).*$")
"""By Jane Doe for the Daily News."""
_INITIAL = re.compile(r"\s(?:Jr|Sr)\.$|^(?:[A-ZＡ-Ｚ]\.\s?){2,4}$")
_INITIALS = re.compile(r"\b[A-Z]\.\s?(?=[A-Z])")
_ARTICLE = re.compile(r"(?:the|le|la|les|der|die|das|el|il|lo|o|a)\s", re.IGNORECASE)
_GLUED_CLOCK = re.compile(r"(?<=[a-z])(?=\d{1,2}:\d\d)")
_NUMBER = re.compile(r"\d{4}")
_AROUND = " 　,:：-–—·•|=＝(（<＜[✉☆★▶►▸■●□○◆◇）】］〕"
_MAX_NAME_CHARACTERS, _MAX_NAME_WORDS = 60, 7


def label_of(line: str) -> bool | None:
    """Return whether *line*, a label alone, is a writer's (True) or another's (False); None for no label."""
    if WRITERS_LABEL.fullmatch(line):
        return True
    return False if OTHERS_LABEL.fullmatch(line) else None


def west_names(line: str) -> list[str]:
    """Return the names of *line*, squashed, without addresses, in order. A role signs only alone."""
    text = line
    for pattern, replacement in WEST_FORMS:
        text = pattern.sub(replacement, text)
    house = _LATIN_HOUSE.fullmatch(text.strip())
    text = house["names"] if house and not is_agency(house["house"]) else text
    text = DATE_RUN.sub(" | ", _GLUED_CLOCK.sub(" ", text))
    text = _WEST_BRACKET.sub(lambda match: match[0] if is_agency(match[1]) else " ", text)
    found = [_name(piece) for segment in _segments(GLUED_ROLE.sub(" ", text)) for piece in _pieces(segment)]
    named = [name for name in found if name]
    names = _without_places([name for name in named if not _is_role(name)])
    return names or [role for role in named if len(role.split()) > 2 and not NEVER.match(role)][:1]


def _unwrapped(text: str) -> str:
    """Return *text* without brackets around the whole and without the place of a dateline."""
    match = _WRAPPED.match(text.strip())
    inner = (
        match[1].strip()
        if match
        else text.strip().lstrip("[［【（(")
        if _BRACKET.search(text) is None
        else text.strip()
    )
    return _PLACE.sub("", inner) if match and not is_agency(inner) else inner


def _segments(text: str) -> Iterator[str]:
    """Yield the parts of *text* that name writers: behind their labels, or before any label."""
    text = _unwrapped(text)
    others = [(match.start(), match.end(), False) for match in OTHER_LABEL.finditer(text)]
    writers = [(match.start(), match.end(), True) for match in AUTHOR_LABEL.finditer(text) if _is_label(text, match)]
    inside = {mark for mark in writers for start, end, _ in others if start < mark[0] < end}  # Photo by
    marks = sorted([mark for mark in writers if mark not in inside] + others)
    if not any(is_author for _, _, is_author in marks):
        yield text[: marks[0][0]] if marks else text
    stops = [start for start, _, _ in marks[1:]] + [len(text)]
    yield from (
        text[end:stop] for (_, end, is_author), stop in zip(marks, stops[: len(marks)], strict=True) if is_author
    )


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Return whether what looks like a label is not the first part of a name: Von Bülow, Di Marzio."""
    if not WEAK_LABEL.match(match[0]):
        return True
    before = text[: match.start()].rstrip()
    stands_alone = not before or not before[-1].isalpha() or before.split()[-1].islower()
    behind = DATE_RUN.sub("", text[match.end() :]).strip(" ,|")
    return stands_alone and (len(behind.split()) >= 2 or is_agency(behind))


def label_start(text: str) -> int | None:
    """Return where the first label of a writer is in *text*; None for none, and for "Photo by"."""
    others = [match.span() for match in OTHER_LABEL.finditer(text)]
    starts = (match.start() for match in AUTHOR_LABEL.finditer(text) if _is_label(text, match))
    return next((at for at in starts if not any(start < at < end for start, end in others)), None)


def _pieces(segment: str) -> Iterator[str]:
    for part in (_LAST_OF_LIST.sub("", part) for part in _HARD.split(segment)):
        if _SECTION.match(part.strip()):
            return  # By Jane Doe, in News · Portugal · 31 Jan
        pieces = _paired(part.strip(), _PAIR, least=1)
        names = (name for piece in pieces for name in _paired(piece, _SOFT_PAIR, least=2))
        yield from (signer for name in names for signer in _without_agency(name))


def _without_agency(text: str) -> list[str]:
    """Part a person from the agency that is behind: Jane Doe The Associated Press."""
    if bracket := _BRACKET.search(text):
        return [_BRACKET.sub(" ", text).strip(), bracket[1]] if is_agency(bracket[1]) else [text]
    words = text.split()
    for size in (3, 2, 1):
        is_joint = len(words) > size and words[-size - 1].islower()  # Le Figaro et AFP
        if len(words) >= size + 2 and not is_joint and is_agency(" ".join(words[-size:])):
            return [" ".join(words[:-size]), " ".join(words[-size:])]
    return [text]


def _paired(text: str, pair: re.Pattern[str], *, least: int) -> list[str]:
    """Split *text* at *pair* where both sides look like names of at least *least* words."""
    sides = pair.split(text)
    if len(sides) < 2:
        return [text]
    if all(len(side.split()) >= 2 or (least == 1 and is_agency(side)) for side in sides):
        joint = any(_ARTICLE.match(side) for side in sides)  # Le Figaro et AFP: a joint byline of houses
        return [text] if joint else sides
    return sides if least == 1 and all(side[:1].islower() for side in sides) else [text]


def _name(piece: str) -> str | None:
    """Return the name that *piece* is, without role and brackets; None for anything else."""
    text = _DOUBLED.sub(r"\1", _MORE.sub("", _BRACKET.sub(" ", piece))).strip(_AROUND)
    text = ROLE_BEFORE.sub("", text if _INITIAL.search(text) else text.strip(" ."))
    behind = _BEHALF.search(text) or ROLE_BEHIND.search(text)
    text = text[: behind.start()] if behind and len(text[: behind.start()].split()) >= 2 else text
    return text if _is_name(text) else None


def _is_name(text: str) -> bool:
    if not any(map(str.isalpha, text)) or "@" in text or not 1 < len(text) <= _MAX_NAME_CHARACTERS:
        return False
    if NEVER.match(text) or DATED.search(text) or _NUMBER.search(text):
        return False
    if len(text.split()) > _MAX_NAME_WORDS or _is_prose(text):
        return False
    return not re.search(r"[!?]|\.\s.*\.\s|//", _INITIALS.sub("", _TITLES.sub("", text)))


def _is_prose(text: str) -> bool:
    """Return whether small words say that *text* is part of a sentence, not a name."""
    small = [word for word in text.split() if word.islower() and word not in PARTICLES]
    return len(small) >= 2 and len(text.split()) > 2 and not ROLE.search(text)


def _is_role(name: str) -> bool:
    return ROLE.search(name) is not None and not COLLECTIVES.search(name)


def _without_places(names: list[str]) -> list[str]:
    """Drop the place that ends a byline: ``Jane Doe, Lille``."""
    if len(names) < 2:
        return names
    last = names[-1]
    is_place = len(last.split()) == 1 and last[:1].isupper() and last.isalpha() and not is_agency(last)
    return names[:-1] if is_place and all(" " in name or is_agency(name) for name in names[:-1]) else names
