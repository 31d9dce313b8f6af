"""Reads who wrote a text: bylines, datelines and signatures, in Japanese first, and whose e-mail address is whose.

What is printed decides. A name is kept letter for letter, without label and role; agencies and editorial
departments are authors of their own; dates, places, buttons and handles are not. `east_credits.py` and
`west_credits.py` read a line; this module decides whether a line is a credit at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from newscrawl.extraction.dates.read_times import read_times
from newscrawl.extraction.people.credit import Credit
from newscrawl.extraction.people.dateline_forms import (
    BEHIND_EQUALS,
    DASHED,
    LEADING,
    PROFILE,
    TRAILING,
    WIRED,
    WIRED_AGENCY,
)
from newscrawl.extraction.people.east_credits import read_east
from newscrawl.extraction.people.east_words import may_label, may_sign
from newscrawl.extraction.people.name_words import COLLECTIVES, OF_PARTY, is_never
from newscrawl.extraction.people.plausible_names import is_agency, is_name_alone, is_signing_name
from newscrawl.extraction.people.west_credits import before_others, read_west
from newscrawl.extraction.people.west_words import (  # times
    AGO,
    CLOCK,
    DATE_RUN,
    DATED,
    DURATION,
    EMPTY_BRACKET,
    GLUED_TIME,
    OF_DURATION,
    SOCIAL,
    TIME_LABEL,
    WEST_DATELINE,
    may_be_ago,
)
from newscrawl.items import Author
from newscrawl.text import fold, squash

__all__ = ["EMAIL", "Signature", "is_agency"]

EMAIL = re.compile(r"[A-Za-z0-9_.+'-]{1,64}[@＠](?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}(?![A-Za-z0-9_@])")
_MAILTO = re.compile(
    r"mailto:|(?:e-?mail|メール|연락처|이메일)\s*[:：=＝]\s*"
    r"|[（(]?(?:お問い?合わ?せ|連絡|ご意見)先?\s*[:：]?\s*(?=[A-Za-z0-9_.+'-]{1,64}[@＠])",
    re.IGNORECASE,
)
_MAX_CHARACTERS, _GLUED_ADDRESS = 400, re.compile(r"(?<=[A-ZÀ-ÞÆØÅ]{3})(?=[a-z][\w.+-]{1,40}@)")
_MAX_BYLINE_CHARACTERS, _JOINT, _DIGIT = 200, re.compile("[=＝:：/／●]"), re.compile(r"\d")
_MAX_SIGNATURE_LINES = 4
_MOST_LINES = 2048
"""Several witnesses read one line, and lines of lists are on the next page, too: so many are kept."""

_EAST = re.compile(r"[一-鿿々ぁ-ゖァ-ヺー가-힣]")
_URL = re.compile(r"(?:https?://|www\.)\S+|\([^()\s]+\.[a-z]{2,6}\)", re.IGNORECASE)
_HANDLE = re.compile("(?<!\\w)[@＠][\\w./:-]+|[\u2661\u2665\u2728\u2763\u2764\u2b50\ufe0f\U0001f000-\U0001faff]+")
_NO_NAMES = re.compile(r"[©#…\"“”„«»「」?!:：]|(?<![一-鿿])[一-鿿]{2,4}[いえきぎけげしじちりれみめび]$")
"""Marks, and words such as 値上げ and 見通し."""
_NO_EAST_NAMES = re.compile(r"[©#…\"“”„«»?!？！。]|(?<![一-鿿])[一-鿿]{2,4}[いえきぎけげしじちりれみめび]$")
_PEN_NAME = re.compile(
    r"[ァ-ヺー]{2,10}|[ぁ-ゖー]{2,8}|[ァ-ヺー]{2,8}[・ ]?[一-鿿]{1,4}|[A-Z]{2,6}|(?:[A-Z]\.\s?){2,4}"
)
_POSTED = re.compile(r"(?:投稿者|作成者|執筆者|著者|ライター)\s?[:：]\s?[A-Za-z][\w.-]{1,20}")
"""A user's name, which need not look like a name."""
_NO_EAST_NAME = re.compile(r"[。！？!?]|^[「『].*[」』]$|(?:ます|です|した)$")
_GOES_ON = ",;"
"""Behind a greeting or a part of a sentence, and no byline: Have fun,."""
_LONGEST_EAST, _LONGEST_NAME, _LONGEST_LABEL = 20, 60, 60
_ONE_BRACKET = re.compile(r"[（(【\[〔《［〈＜<][^（(【\[〔《［〈＜<）)】\]〕》］〉＞>]{2,38}[）)】\]〕》］〉＞>]")


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines at the end of a text that are its writer's signature."""

    line_count: int
    """How many of the last lines; 0 for none."""

    authors: tuple[Author, ...]
    """The people that they name."""


def read_authors(printed: str | Sequence[str]) -> tuple[Author, ...]:
    """Return the authors that *printed*, a byline or several, names: in printed order, each once.

    An e-mail address belongs to the name before it. A role or department (編集部, Redaktion) is an author only where
    it signs; text too long for a byline gives none.
    """
    tokens: list[tuple[str, bool]] = []
    for line in [printed] if isinstance(printed, str) else printed:
        tokens += _tokens(line)
    return _joined(tokens)


def _tokens(line: str) -> list[tuple[str, bool]]:
    """Return the names and e-mail addresses of *line* in order, each with whether it is an address."""
    text = _MAILTO.sub(" ", squash(line))
    text = _GLUED_ADDRESS.sub(" ", text) if "@" in text else text
    if len(text) > _MAX_CHARACTERS:
        return []
    tokens: list[tuple[str, bool]] = []
    end = 0
    for match in EMAIL.finditer(text):
        tokens += [(name, False) for name in _names_in(text[end : match.start()])]
        tokens.append((match[0].replace("＠", "@"), True))
        end = match.end()
    return tokens + [(name, False) for name in _names_in(text[end:])]


def _joined(tokens: list[tuple[str, bool]]) -> tuple[Author, ...]:
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    waiting: list[str] = []
    for token, is_email in tokens:
        if not is_email:
            key = fold(token)
            names.setdefault(key, token)
            if waiting:
                owners.setdefault(key, waiting.pop(0))
            continue
        free = [key for key in names if key not in owners]
        if token in owners.values():
            continue
        if free:
            owners[free[-1] if _follows(tokens, token) == 1 else free[0]] = token
        elif not names:
            waiting.append(token)
    return tuple(Author(name=name, email=owners.get(key)) for key, name in names.items())


def _follows(tokens: list[tuple[str, bool]], email: str) -> int:
    """Return how many addresses are in a row where *email* is."""
    row = 0
    for token, is_email in tokens:
        row = row + 1 if is_email else 0
        if token == email:
            break
    index = tokens.index((email, True)) + 1
    while index < len(tokens) and tokens[index][1]:
        row, index = row + 1, index + 1
    return row


@lru_cache(maxsize=_MOST_LINES)
def credit_of(line: str) -> Credit:
    """Return what the squashed *line* credits, without addresses, handles and buttons; East Asian: without times."""
    text = _HANDLE.sub(" ", _URL.sub(" ", _MAILTO.sub(" ", EMAIL.sub(" ", line))))
    if not is_east(text):
        return read_west(squash(SOCIAL.sub(" ", text)))
    return read_east(SOCIAL.sub(" ", DATE_RUN.sub(" | ", text) if _DIGIT.search(text) else text).strip(" |"))


def is_east(text: str) -> bool:
    """Return whether *text* holds East Asian script."""
    return _EAST.search(text) is not None


def _names_in(text: str) -> list[str]:
    """Return the names of *text*, squashed, in order. What has no role is a name, too; a department only alone."""
    if (is_agency(text) and text[:3].casefold() != "by ") or OF_PARTY.fullmatch(text.strip()):
        return [text.strip()]
    credit = credit_of(text)
    if not is_east(text):
        return list(credit.writers or credit.groups[:1])
    names = [name for name in (*credit.writers, *credit.unknown) if _is_name(name)]
    return names or [name for name in credit.groups if _is_name(name)][:1]


def _is_name(text: str) -> bool:
    longest = _LONGEST_EAST if is_east(text) else _LONGEST_NAME
    is_word = any(map(str.isalpha, text)) and "@" not in text and len(text) <= longest
    return is_word and not (is_never(text) or DATED.search(text) or _NO_EAST_NAME.search(text))


def label_alone(text: str) -> bool | None:
    """Return what *text*, a label and no more, makes of the name beside it: a writer (True), another (False)."""
    line = squash(text) if len(text) <= _LONGEST_LABEL else ""
    return credit_of(line).task if may_label(line) or not is_east(line) else None


def is_beside_name(text: str) -> bool:
    """Return whether *text* is a post, a department, a house, a label or another's credit, and nobody's name."""
    return len(text) <= _LONGEST_LABEL and credit_of(squash(text)).is_beside


def is_credit_line(text: str) -> bool:
    """Return whether the whole of *text* is tasks, each with a mark and its people: 文／小池和樹　写真／佐藤花子."""
    line = squash(text) if len(text) <= _MAX_BYLINE_CHARACTERS and _JOINT.search(text) else ""
    undated = DATE_RUN.sub("", line) if _DIGIT.search(line) else line
    return bool(line) and not _DIGIT.search(undated) and is_east(line) and credit_of(line).is_of_tasks


def dateline_authors(paragraph: str) -> tuple[Author, ...]:
    """Return the people of *paragraph*'s dateline: （ソウル＝小池和樹） before it, 【小池和樹】 before or behind it.

    Agencies too: (서울=연합뉴스), HAYWARD, Calif. (AP) —. Empty where there is no dateline.
    """
    text = squash(paragraph)
    if match := LEADING.match(text):
        line = match["line"]
        named = _signing(line) if line[0] in "【[［" or _opens(line) else ()
        if match["writer"] and "=" in line:  # the bracket holds place and house: (부산=부산신문) 김철수 기자 =
            named = tuple(one for one in named if is_agency(one.name))
        if named or (match["writer"] and "=" in line):
            return tuple(dict.fromkeys((*named, *read_authors(match["writer"] or ""))))
    if match := WIRED.match(text):
        return _signing(match["line"])
    if match := WEST_DATELINE.match(text) or WIRED_AGENCY.match(text):
        name = next(filter(None, match.groups()))
        return (Author(name=name, email=None),) if is_agency(name) else ()
    if match := DASHED.fullmatch(text) or TRAILING.search(text) or BEHIND_EQUALS.search(text) or PROFILE.match(text):
        return _signing(match["line"])
    return ()


def profiled_author(line: str) -> tuple[Author, ...]:
    """Return the writer in *line*, a profile that begins with a name and its reading and holds a post."""
    match = PROFILE.match(squash(line))
    return _signing(match["line"]) if match else ()


def _opens(line: str) -> bool:
    """Return whether a round bracket before a text is a dateline: it has `=`, a label, or an agency alone."""
    credit = credit_of(line)
    is_of_agencies = bool(credit.writers) and all(map(is_agency, credit.writers))
    return "=" in line or "＝" in line or credit.is_labelled or is_of_agencies


def _signing(line: str) -> tuple[Author, ...]:
    """Return the authors of *line*, a bracket or its text, if it holds nothing but a credit."""
    if not is_east(line):
        return tuple(Author(name=name, email=None) for name in (line.strip("（()）[]［］【】"),) if is_agency(name))
    credit = credit_of(line)
    if credit.unknown:
        return ()
    named = credit.writers or tuple(name for name in credit.groups if COLLECTIVES.search(name))
    is_signed = all(map(_may_sign_bracket, credit.writers))
    return tuple(Author(name=name, email=None) for name in named) if is_signed else ()


def _may_sign_bracket(name: str) -> bool:
    return is_signing_name(name) or COLLECTIVES.search(name) is not None or _PEN_NAME.fullmatch(name) is not None


def byline_in(text: str) -> tuple[Author, ...]:
    """Return the authors that *text* names with a label: By A, 文＝A, 記者：A, A記者. Empty without a label.

    Nothing but a byline: a sentence that holds a label's word gives none.
    """
    line = squash(text)
    return _byline_in(line) if len(line) <= _MAX_BYLINE_CHARACTERS else ()


@lru_cache(maxsize=_MOST_LINES)
def _byline_in(line: str) -> tuple[Author, ...]:
    if _POSTED.fullmatch(line):
        return read_authors(line)
    credit = credit_of(line) if may_sign(line) or not is_east(line) else Credit()
    is_byline = credit.is_labelled and not credit.unknown and all(map(_is_labelled_name, credit.writers))
    return read_authors(line) if is_byline else ()


def _is_labelled_name(name: str) -> bool:
    return _PEN_NAME.fullmatch(name) is not None or is_signing_name(name)


def names_alone(text: str, *, is_byline: bool = False) -> tuple[Author, ...]:
    """Return the authors of a line that holds nothing but names, roles and agencies: AFP, MANILA. Else empty.

    With *is_byline*, its place shows that the line is one: then what looks like a section's name is taken, too.
    """
    line = squash(text)
    return _names_alone(line, is_byline) if len(line) <= _MAX_BYLINE_CHARACTERS else ()


@lru_cache(maxsize=_MOST_LINES)
def _names_alone(line: str, is_byline: bool) -> tuple[Author, ...]:
    if is_east(line):
        return _east_names_alone(line, is_byline=is_byline)
    if line[-1:] in _GOES_ON:
        return ()
    line = before_others(line)
    if any(map(str.isdigit, line)) or _NO_NAMES.search(line):
        return ()
    authors = read_authors(line)
    if is_byline and len(authors) == 1 and COLLECTIVES.search(authors[0].name):
        return authors
    signs = is_signing_name if is_byline else is_name_alone
    return authors if all(signs(author.name) for author in authors) else ()


def _east_names_alone(line: str, *, is_byline: bool) -> tuple[Author, ...]:
    if any(map(str.isdigit, line)) or _NO_EAST_NAMES.search(line):
        return ()
    credit = credit_of(line)
    if is_byline and not credit.writers and not credit.unknown and any(map(COLLECTIVES.search, credit.groups)):
        return read_authors(line)
    if not is_byline and (credit.unknown or credit.is_spoken_of or not credit.writers):
        return ()
    return read_authors(line) if all(map(is_signing_name, (*credit.writers, *credit.unknown))) else ()


def signature_of(lines: Sequence[str], *, authors: Iterable[str] = ()) -> Signature:
    """Return which of the last *lines* of a text are a signature, and the people in them.

    A signature is an e-mail address, a name with one, a name with a role, a bracketed name, or the name of one of
    the known *authors* alone; and a name alone right above an address.
    """
    known = {fold(name) for name in authors}
    taken: list[str] = []
    has_email = False
    for line in reversed(lines[-_MAX_SIGNATURE_LINES:]):
        text = squash(line)
        if text and not _is_signature_line(text, known, next_is_email=has_email):
            break
        has_email = EMAIL.search(text) is not None and not _names_in(EMAIL.sub(" ", text)) if text else has_email
        taken.insert(0, text)
    while taken and not taken[0]:
        taken.pop(0)
    return Signature(len(taken), read_authors(taken))


def _is_signature_line(text: str, known: set[str], *, next_is_email: bool) -> bool:
    rest = _MAILTO.sub(" ", EMAIL.sub(" ", text)).strip(" 　()（）<>＜＞|｜/／・:：")
    has_email = EMAIL.search(text) is not None
    if not rest:
        return has_email
    if len(rest) > 40 or rest.endswith(("。", ".", "!", "！", "?", "？")):
        return False
    names = _names_in(rest)
    if not names or len(names) > 3:
        return False
    if {fold(name) for name in names} <= known or has_email or next_is_email:
        return True
    is_marked = is_bracketed(text) or (is_east(rest) and credit_of(rest).is_labelled)
    return is_marked and all(map(is_signing_name, names))


def is_bracketed(line: str) -> bool:
    """Return whether the whole short *line* is in one bracket."""
    return _ONE_BRACKET.fullmatch(line.strip()) is not None


def signs_with_time(text: str, names: frozenset[str]) -> bool:
    """Return whether *text* is a label, one of the folded *names* and a time: Par Jane Doe, publié le 17/11/2026."""
    if not credit_of(squash(text)).is_labelled or without_times(text) == text:
        return False
    plain = fold(text)
    return any(name in plain for name in names)


_LONGEST_TIME = 60
_MARKS = " 　|｜,，、•·‧-–—/／"
_COUNT_BEHIND = re.compile(r"\|\s*\|?\s*\d{1,4}\s*$")
"""Comments behind a time: Jane Doe – Nov 23, 2026 | 45."""
_UTC = ZoneInfo("UTC")


@lru_cache(maxsize=2048)
def without_times(text: str) -> str:
    """Return the line *text* without times and the marks around them; *text* itself where it holds none."""
    if not _DIGIT.search(text) or (OF_DURATION.search(text) and DURATION.search(text)):
        return text
    parted = GLUED_TIME.sub(" ", text)
    bare = DATE_RUN.sub("|", AGO.sub("|", parted) if may_be_ago(parted) else parted)
    if bare == parted:
        return text
    bare = _COUNT_BEHIND.sub("", bare)
    return EMPTY_BRACKET.sub(" ", CLOCK.sub(" ", TIME_LABEL.sub(" ", bare))).strip(_MARKS)


def is_measure(text: str) -> bool:
    """Return whether *text* says only how long something takes: 40 minutes, up to 2 hours, not 3 hours ago."""
    parted = GLUED_TIME.sub(" ", text)
    found = list(AGO.finditer(parted))
    if not found or any(any(one.groupdict().values()) for one in found):
        return False
    bare = AGO.sub(" ", parted)
    return without_times(bare) == bare and not any(map(str.isdigit, bare))


def is_for_time(text: str) -> bool:
    """Return whether the short line *text* is there for a time: a day, a time of day behind a label, 3 hours ago."""
    return len(text) <= _LONGEST_TIME and any(map(str.isdigit, text)) and _is_for_time(text)


@lru_cache(maxsize=2048)  # each of two lines asks for the other, and several witnesses for both
def _is_for_time(text: str) -> bool:
    if AGO.search(text) or (TIME_LABEL.match(text) and CLOCK.search(text)):
        return True
    return any(read.at is not None for read in read_times(text, zone=_UTC))
