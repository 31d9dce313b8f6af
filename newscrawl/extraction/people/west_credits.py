"""Reads a credit line in Western scripts: labels, roles, houses and places around the names of who wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from newscrawl.extraction.people.credit import Credit
from newscrawl.extraction.people.name_words import COLLECTIVES, NEVER, PARTICLES
from newscrawl.extraction.people.plausible_names import is_agency
from newscrawl.extraction.people.west_words import (
    BY_BEHIND,
    DATE_RUN,
    DATED,
    GLUED_ROLE,
    JOINT_OF_TASKS,
    KICKER,
    LABEL,
    LABEL_ALONE,
    OF_LABELS,
    OFFICE,
    ROLE,
    ROLE_BEFORE,
    ROLE_BEHIND,
    TASK_OF_OTHERS,
    TASK_WRITES,
    WEST_FORMS,
)
from newscrawl.text import squash

__all__ = ["before_others", "read_west"]

_TITLES = re.compile(r"^(?:(?:Prof|Dr|Mr|Mrs|Ms|Mag|Ing|Dipl|Sir|Dame)\.?\s)+")
_LATIN_HOUSE = re.compile(
    r"(?P<names>[\[［【（(].{2,40}?)[，、,]\s?(?P<house>[A-Za-z][\w.]{1,15}(?:\s[A-Z][\w.]{1,15}){0,2})[\]］】）)]"
)
_DOUBLED = re.compile(r"^\s*(\S.{3,38}\S)\s+\1\s*$")
_MORE = re.compile(r"\s?et al\.?$")
_WITH = re.compile(r"^(?:avec|with|mit|con|com|met|med)\s(?=[^\W\d_a-zß-ÿ])")
_WRAPPED = re.compile(r"^[（(【\[［〔「<＜《〈](.+)[）)】\]］〕」>＞》〉]$")
_WEST_BRACKET = re.compile(r"(?<=[^\W\d_])\s*\(([^()]{2,80})\)")
_SECTION = re.compile(r"(?:in|für|for|on|sur|en|w|à|aus|from|do|da)\s[A-ZÀ-Ý]")
_INSTITUTE = re.compile(r"\b(?:Universi|College|Institut|Hochschule|Akademie|Academy|Ministr|Kanzlei|Fraktion)")
_BODY = re.compile(
    r"\w\s[Ss]taff\s*$|(?<=\w)(?:anstalt|ministerium|fraktion|hochschule|akademie)\b|\b(?:Landes|Bundes)amt\b"
)
"""A body behind a name, with whatever label or none."""
_EDITION = re.compile(r"[A-Za-z]{1,3}\d{1,2}(?:\s[A-Z]{2})?")
"""G1, g1 SP: a site's short name behind a writer's."""
_PUBLISHED = re.compile(
    r"\b(?:veröffentlicht|aktualisiert|erschienen|published|posted|updated|publié|publicado|pubblicato)(?:\s(?:am|on|le|il|el|em))?$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s[—–-]\s")
_JOINED = re.compile(r"[\s,;/|]+(?:and|und|et|y|e|&)?\s*$")
_SENTENCE_END = re.compile(r"[.。!?]\s*$")
_LONGEST_SENTENCE, _MOST_WORDS_BEFORE = 40, 2
_PLACE = re.compile(r"^[^=＝]{1,20}[=＝]\s*(?=\S)")
_BRACKET = re.compile(r"\s*[（(【\[〔]([^（(【\[〔）)】\]〕]*)[）)】\]〕]\s*")
_HARD = re.compile(r"\s*[;；|｜•\n\t、，]\s*|\s+[/／–—·-]\s+|\s*,\s*(?=\S)|\s*・\s*")
_LAST_OF_LIST = re.compile(r"^(?:and|und|et|y|e|&)\s+(?=[^\W\d_a-z])")
_PAIR = re.compile(r"\s+(?:and|und|et|&|＆)\s+|\s*[&＆/+]\s*", re.IGNORECASE)
_SOFT_PAIR = re.compile(r"\s+(?:y|e|i|og|och|en|ja|ve|và|и|та|oraz|a|dan)\s+")
_BEHALF = re.compile(r"\s(?:for|from|für|pour|para)\s(?=[^\W\d_a-z]|the\s).*$")
"""By Jane Doe for the Daily News."""
_INITIAL = re.compile(r"\s(?:Jr|Sr)\.$|^(?:[A-ZＡ-Ｚ]\.\s?){2,4}$")
_INITIALS = re.compile(r"\b[A-Z]\.\s?(?=[A-Z])")
_ARTICLE = re.compile(r"(?:the|le|la|les|der|die|das|el|il|lo|o|a)\s", re.IGNORECASE)
_GLUED_CLOCK = re.compile(r"(?<=[a-z])(?=\d{1,2}:\d\d)")
_DIGIT, _NUMBER = re.compile(r"\d"), re.compile(r"\d{4}")
_AROUND = " 　,:：-–—·•|=＝(（<＜[*~✉☆★▶►▸■●□○◆◇）】］〕"
_MAX_NAME_CHARACTERS, _MAX_NAME_WORDS = 60, 7


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in a line: where it is, whether a writer's, and whether it needs no other sign to be one."""

    start: int
    end: int
    writes: bool
    is_sure: bool
    is_task: bool


@lru_cache(maxsize=1024)
def read_west(line: str) -> Credit:
    """Return what the short *line*, squashed, without addresses and handles, credits. A role signs only alone."""
    if match := LABEL_ALONE.fullmatch(line):
        return Credit(is_beside=True, task=_writes(match["task"]))
    text = line
    for pattern, replacement in WEST_FORMS:
        text = pattern.sub(replacement, text)
    house = _LATIN_HOUSE.fullmatch(text.strip())
    text = house["names"] if house and not is_agency(house["house"]) else text
    text = DATE_RUN.sub(" | ", _GLUED_CLOCK.sub(" ", text)) if _DIGIT.search(text) else text
    text = _WEST_BRACKET.sub(lambda match: match[0] if _is_kept(match[1]) else " ", text)
    text = _unwrapped(GLUED_ROLE.sub(" ", text))
    labels = _labels(text)
    is_labelled = _is_labelled(text, labels)
    found = [_name(piece) for segment in _segments(text, labels) for piece in _pieces(segment, is_labelled=is_labelled)]
    named = [name for name in found if name]
    names = _without_places(_without_offices([name for name in named if not _is_role(name)]))
    roles = [role for role in named if len(role.split()) > 2 and not NEVER.match(role)]
    return Credit(tuple(names), tuple(roles), is_labelled=is_labelled, is_beside=_is_beside(line, labels))


def _is_beside(line: str, labels: Sequence[_Label]) -> bool:
    """Return whether *line* is a role, a department, or what others did: Business Editor, Photo: Jane Doe."""
    is_role = ROLE.search(line) or (line[:1].islower() and ROLE.search(line.split(maxsplit=1)[0]))
    is_other = bool(labels) and not labels[0].writes and not labels[0].start
    return bool(is_role or is_other or COLLECTIVES.search(line))


def before_others(line: str) -> str:
    """Return *line* up to what others did: Jane Doe, of Jane Doe Photos by Tom Roe."""
    start = next((label.start for label in _labels(line) if label.start and not label.writes), None)
    return line if start is None else line[:start].rstrip()


def _writes(task: str) -> bool:
    """Return whether *task* is a writer's; `by` alone is one."""
    parts = [part for part in JOINT_OF_TASKS.split(BY_BEHIND.sub("", task)) if part]
    return not parts or any(not TASK_OF_OTHERS.fullmatch(part) and TASK_WRITES.search(part) for part in parts)


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


def _labels(text: str) -> tuple[_Label, ...]:
    """Return the labels of *text* in their order."""
    if not OF_LABELS.search(text):
        return ()
    return tuple(_label(match) for match in LABEL.finditer(text) if match["weak"] is None or _is_label(text, match))


def _label(match: re.Match[str]) -> _Label:
    task = match["by"] or match["from"] or match["point"]
    writes = _writes(task) if task else True
    is_sure = writes and match["from"] is None and (match["point"] is None or not KICKER.fullmatch(match["point"]))
    return _Label(match.start(), match.end(), writes and match["from"] is None, is_sure, match["by"] is not None)


def _is_labelled(text: str, labels: Sequence[_Label]) -> bool:
    """Return whether *text* is a byline by its label: in front, behind a few words or a bar."""
    first = next((label for label in labels if label.is_sure), None)
    if first is None:
        return False
    if len(text) > _LONGEST_SENTENCE and _SENTENCE_END.search(text.strip(" |")) and (first.start or not first.is_task):
        return False
    before = re.split(r"[|｜•·/]", text[: first.start])[-1]
    return len(before.split()) <= _MOST_WORDS_BEFORE or first is not labels[0]


def _segments(text: str, labels: Sequence[_Label]) -> Iterator[str]:
    """Yield the parts of *text* that name writers: behind their labels, or before any label."""
    if not any(label.writes for label in labels):
        yield _JOINED.sub("", text[: labels[0].start]) if labels else text
    for label, behind in zip_longest(labels, labels[1:]):
        if label.writes:
            yield _JOINED.sub("", text[label.end : behind.start if behind else None])


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Return whether what looks like a label is not the first part of a name: Von Bülow, Di Marzio."""
    before = text[: match.start()].rstrip()
    stands_alone = not before or not before[-1].isalpha() or before.split()[-1].islower()
    behind = text[match.end() :].strip(" ,|")
    return stands_alone and (len(behind.split()) >= 2 or is_agency(behind))


def _is_kept(inner: str) -> bool:
    """Return whether a bracket behind a name counts: an agency, or what the person did: (Fotos)."""
    return is_agency(inner) or TASK_OF_OTHERS.fullmatch(inner) is not None


def _pieces(segment: str, *, is_labelled: bool) -> Iterator[str]:
    is_first = True
    for dashed in _DASH.split(segment) if is_labelled else [segment]:
        if is_first or is_agency(dashed.strip(_AROUND)) or not _is_full(segment):
            yield from _parts(dashed, is_labelled=is_labelled)
        is_first = False


def _is_full(segment: str) -> bool:
    """Return whether a name of several words is before the first dash of *segment*: behind it is a place."""
    return len(_DASH.split(segment)[0].split()) >= 2


def _parts(segment: str, *, is_labelled: bool) -> Iterator[str]:
    is_first = True
    for part in (_WITH.sub("", _LAST_OF_LIST.sub("", part)) for part in _HARD.split(segment)):
        is_aside = not is_first and (_BODY.search(part) or (is_labelled and _is_aside(part.strip())))
        if _SECTION.match(part.strip()) or is_aside:
            return  # By Jane Doe, in News · Portugal · 31 Jan
        is_first = is_first and not part.strip()
        pieces = _paired(part.strip(), _PAIR, least=1)
        names = (name for piece in pieces for name in _paired(piece, _SOFT_PAIR, least=2))
        yield from (signer for name in names for signer in _without_agency(name))


def _is_aside(part: str) -> bool:
    """Return whether *part*, behind a name, is an institute, or begins with a small word as no name does."""
    first = part.split(maxsplit=1)[0] if part else ""
    if _INSTITUTE.search(part) or _EDITION.fullmatch(part):
        return True
    return first.islower() and first.isalpha() and " " in part and first not in PARTICLES and not is_agency(part)


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
    if all(len(side.split()) >= 2 or is_agency(side) for side in sides):
        joint = any(_ARTICLE.match(side) for side in sides)  # Le Figaro et AFP: a joint byline of houses
        return [text] if joint else sides
    return sides if least == 1 and all(side[:1].islower() for side in sides) else [text]


def _name(piece: str) -> str | None:
    """Return the name that *piece* is, without role and brackets; None for anything else."""
    if (bracket := _BRACKET.search(piece)) and TASK_OF_OTHERS.fullmatch(bracket[1]):
        return None
    text = _DOUBLED.sub(r"\1", _MORE.sub("", squash(_BRACKET.sub(" ", piece)))).strip(_AROUND)
    text = ROLE_BEFORE.sub("", text if _INITIAL.search(text) else text.strip(" ."))
    behind = _BEHALF.search(text) or ROLE_BEHIND.search(text)
    text = text[: behind.start()] if behind and len(text[: behind.start()].split()) >= 2 else text
    return text if _is_name(text) else None


def _is_name(text: str) -> bool:
    if not any(map(str.isalpha, text)) or "@" in text or not 1 < len(text) <= _MAX_NAME_CHARACTERS:
        return False
    if NEVER.match(text) or DATED.search(text) or _NUMBER.search(text) or _PUBLISHED.search(text):
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


def _without_offices(names: list[str]) -> list[str]:
    """Drop what the one of a full name is, behind it: ``Jane Doe, Head of Research``."""
    if len(names) < 2 or " " not in names[0]:
        return names
    return [names[0], *(name for name in names[1:] if not OFFICE.search(name))]


def _without_places(names: list[str]) -> list[str]:
    """Drop places and media of one word behind a full name: ``Jane Doe, Lille``, ``Jane Doe, ProPublica, Tom Roe``."""
    if len(names) < 2 or " " not in names[0]:
        return (
            names
            if len(names) < 2 or not _is_one_word(names[-1]) or not all(map(is_agency, names[:-1]))
            else names[:-1]
        )
    return [names[0], *(name for name in names[1:] if not _is_one_word(name))]


def _is_one_word(name: str) -> bool:
    return " " not in name and name[:1].isupper() and name.isalpha() and not is_agency(name)
