"""Takes the names out of a byline without its e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscrawl.extraction.people.byline_forms import in_usual_form, without_times, without_titles
from newscrawl.extraction.people.name_words import (
    AUTHOR_LABEL,
    COLLECTIVES,
    DATE_RUN,
    DATED,
    EAST_CALLING,
    EAST_REPORT,
    EAST_ROLE_BEFORE,
    EAST_ROLE_BEHIND,
    GLUED_ROLE,
    NEVER,
    OTHER_LABEL,
    PARTICLES,
    ROLE,
    ROLE_BEFORE,
    ROLE_BEHIND,
    SOCIAL,
    WEAK_LABEL,
)
from newscrawl.extraction.people.plausible_names import is_agency, is_east_role, without_title
from newscrawl.text import fold

_URL = re.compile(r"(?:https?://|www\.)\S+|\([^()\s]+\.[a-z]{2,6}\)", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\w)[@＠][\w./:-]+")
_GLUED_CLOCK = re.compile(r"(?<=[a-z])(?=\d{1,2}:\d\d)")
_AROUND = " 　,:：-–—·•|=＝(（<＜[✉☆★▶►▸■●□○◆◇）】］〕"
_DOUBLED = re.compile(r"^\s*(\S.{3,38}\S)\s+\1\s*$")
_MORE = re.compile(r"\s?(?:외\s?\d+\s?명|他\d*人?|ほか\d*人?|et al\.?)$")
_WRAPPED = re.compile(r"^[（(【\[［〔「<＜《〈](.+)[）)】\]］〕」>＞》〉]$")
_WEST_BRACKET = re.compile(r"(?<=[^\W\d_])\s*\(([^()]{2,80})\)")
_SECTION = re.compile(r"(?:in|für|for|on|sur|en|w)\s[A-ZÀ-Ý]")
_PLACE = re.compile(r"^[^=＝]{1,20}[=＝]\s*(?=\S)")
_BRACKET = re.compile(r"\s*[（(【\[〔]([^（(【\[〔）)】\]〕]*)[）)】\]〕]\s*")
_HARD = re.compile(
    r"\s*[;；|｜•\n\t、，]\s*|\s+[/／–—·-]\s+|\s*,\s*(?=\S)|\s*・\s*(?![ァ-ヺ])|(?<![ァ-ヺー])\s*・\s*"
    r"|(?<=[一-鿿가-힣ァ-ヺー])\s*[/／]\s*"
)
_PAIR = re.compile(r"\s+(?:and|und|et|&|＆)\s+|\s*[&＆/]\s*|(?<=[가-힣])\s+및\s+", re.IGNORECASE)
_SOFT_PAIR = re.compile(r"\s+(?:y|e|i|og|och|en|ja|ve|và|и|та|oraz|a|dan)\s+")
_BEHALF = re.compile(r"\s(?:for|für|pour|para)\s(?=[^\W\d_a-z]|the\s).*$")
"""By Jane Doe for the Daily News."""
_EAST = re.compile(r"[一-鿿々ぁ-ゖァ-ヺー가-힣]")
_EAST_ONLY = re.compile(r"[一-鿿々ぁ-ゖァ-ヺー가-힣]+")
_KATAKANA = re.compile("[ァ-ヺー]+")
_NUMBER = re.compile(r"\d{4}")
_INITIAL = re.compile(r"\s(?:Jr|Sr)\.$|^(?:[A-ZＡ-Ｚ]\.\s?){2,4}$")
_INITIALS = re.compile(r"\b[A-Z]\.\s?(?=[A-Z])")
_ARTICLE = re.compile(r"(?:the|le|la|les|der|die|das|el|il|lo|o|a)\s", re.IGNORECASE)
_MAX_NAME_CHARACTERS, _MAX_NAME_WORDS, _MAX_EAST_CHARACTERS = 60, 7, 20


def names_in(text: str) -> list[str]:
    """Return the names of *text* (squashed), in order. A role is one of them only where nothing else signs."""
    text = in_usual_form(text)
    cleaned = SOCIAL.sub(" ", DATE_RUN.sub(" | ", _GLUED_CLOCK.sub(" ", _HANDLE.sub(" ", _URL.sub(" ", text)))))
    if not _EAST.search(cleaned):
        cleaned = _WEST_BRACKET.sub(lambda match: match[0] if is_agency(match[1]) else " ", cleaned)
    cleaned = GLUED_ROLE.sub(" ", cleaned)
    names: list[str] = []
    roles: list[str] = []
    for segment in _segments(cleaned):
        for piece in _pieces(segment):
            name = _name(piece)
            if name is None:
                continue
            (roles if _is_role(name) else names).append(name)
    names = _without_places(names)
    return names or [role for role in roles if len(role.split()) > 2 and not NEVER.match(role)][:1]


def unwrapped(text: str) -> str:
    """Return *text* without brackets around the whole and without the place of a dateline."""
    match = _WRAPPED.match(text.strip())
    inner = match[1].strip() if match else text.strip()
    return _PLACE.sub("", inner) if match and not is_agency(inner) else inner


def _segments(text: str) -> Iterator[str]:
    """Yield the parts of *text* that name writers: behind their labels, or before any label."""
    text = unwrapped(text)
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
    start = next((match.start() for match in AUTHOR_LABEL.finditer(text) if _is_label(text, match)), None)
    other = OTHER_LABEL.search(text)
    return None if start is None or (other and other.start() < start < other.end()) else start


def signs_with_time(text: str, names: frozenset[str]) -> bool:
    """Return whether *text* is a label, one of the folded *names* and a time: Par Jane Doe, publié le 17/11/2026."""
    if AUTHOR_LABEL.match(text) is None or without_times(text) == text:
        return False
    plain = fold(text)
    return any(name in plain for name in names)


def _pieces(segment: str) -> Iterator[str]:
    for part in _HARD.split(segment):
        if _SECTION.match(part.strip()):
            return  # By Jane Doe, in News · Portugal · 31 Jan
        pieces = _paired(part.strip(), _PAIR, least=1)
        names = (name for piece in pieces for name in _paired(piece, _SOFT_PAIR, least=2))
        for signer in (signer for name in names for signer in _without_agency(name)):
            yield from _east_pair(signer)


def _without_agency(text: str) -> list[str]:
    """Part a person from the agency that is behind: 小池和樹（共同通信）, Jane Doe The Associated Press."""
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
    return sides if least == 1 and all(_EAST.search(side) or side[:1].islower() for side in sides) else [text]


def _east_pair(text: str) -> list[str]:
    """Split full names in Chinese characters that only a space parts; 小池 和樹 is one name."""
    parts = _without_east_role(text).split() if _EAST.search(text) else []
    is_full = all(_EAST_ONLY.fullmatch(part) and len(part) >= 3 and not _KATAKANA.fullmatch(part) for part in parts)
    return parts if is_full and len(parts) > 1 and max(map(len, parts)) >= 4 else [text]


def _name(piece: str) -> str | None:
    """Return the name that *piece* is, without role and brackets; None for anything else."""
    text = _DOUBLED.sub(r"\1", _MORE.sub("", _BRACKET.sub(" ", piece))).strip(
        " 　,:：-–—·•|=＝(（<＜[✉☆★▶►▸■●□○◆◇）】］〕"
    )
    text = without_title(text if _INITIAL.search(text) else text.strip(" ."))
    if EAST_REPORT.match(text) or is_east_role(text):
        return None
    if _EAST.search(text):
        text = _MORE.sub("", _without_east_role(text))
    else:
        text = ROLE_BEFORE.sub("", text)
        behind = _BEHALF.search(text) or ROLE_BEHIND.search(text)
        text = text[: behind.start()] if behind and len(text[: behind.start()].split()) >= 2 else text
    return text if _is_name(text) else None


def _without_east_role(text: str) -> str:
    text = EAST_CALLING.sub("", EAST_ROLE_BEFORE.sub("", text))
    bare = EAST_ROLE_BEHIND.sub("", text).strip()
    return bare if len(bare) >= 2 else text


def _is_name(text: str) -> bool:
    if (
        not any(map(str.isalpha, text))
        or "@" in text
        or len(text) > _MAX_NAME_CHARACTERS
        or NEVER.match(text)
        or DATED.search(text)
        or _NUMBER.search(text)
    ):
        return False
    if _EAST.search(text):
        return (
            not EAST_REPORT.match(text)
            and len(text) <= _MAX_EAST_CHARACTERS
            and not re.search("[。！？!?「」]|ます|です|した$", text)
        )
    if len(text.split()) > _MAX_NAME_WORDS or _is_prose(text):
        return False
    bare = _INITIALS.sub("", without_titles(text))
    return not re.search(r"[!?]|\.\s.*\.\s|//", bare) and len(text) > 1


def _is_prose(text: str) -> bool:
    """Return whether small words say that *text* is part of a sentence, not a name."""
    small = [word for word in text.split() if word.islower() and word not in PARTICLES]
    return len(small) >= 2 and len(text.split()) > 2 and not ROLE.search(text)


def _is_role(name: str) -> bool:
    return ROLE.search(name) is not None and not COLLECTIVES.search(name)


def _without_places(names: list[str]) -> list[str]:
    """Drop the place that ends a byline: ``Jane Doe, Lille``."""
    if len(names) < 2 or _EAST.search(names[-1]):
        return names
    last = names[-1]
    is_place = len(last.split()) == 1 and last[:1].isupper() and last.isalpha() and not is_agency(last)
    return names[:-1] if is_place and all(" " in name or is_agency(name) for name in names[:-1]) else names
