"""Reads who wrote a text: bylines, datelines and signatures, in Japanese first, and whose e-mail address is whose.

What is printed decides. A name is kept letter for letter, without label and role; agencies and editorial
departments are authors of their own; dates, places, buttons and handles are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newscrawl.extraction.people.byline_forms import with_colons, without_position
from newscrawl.extraction.people.byline_names import label_start, names_in, unwrapped
from newscrawl.extraction.people.name_words import (
    COLLECTIVES,
    DATE_RUN,
    EAST_ROLE_BEFORE,
    EAST_ROLES,
    OTHER_LABEL,
)
from newscrawl.extraction.people.plausible_names import is_agency, is_name_alone, is_signing_name, names_other_task
from newscrawl.items import Author
from newscrawl.text import fold, squash

__all__ = [
    "EMAIL",
    "Signature",
    "byline_in",
    "dateline_authors",
    "is_agency",
    "names_alone",
    "read_authors",
    "signature_of",
]

EMAIL = re.compile(r"[A-Za-z0-9_.+'-]{1,64}[@＠](?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}(?![A-Za-z0-9_@])")
_MAILTO = re.compile(
    r"mailto:|(?:e-?mail|メール|연락처|이메일)\s*[:：=＝]\s*"
    r"|[（(]?(?:お問い?合わ?せ|連絡|ご意見)先?\s*[:：]?\s*(?=[A-Za-z0-9_.+'-]{1,64}[@＠])",
    re.IGNORECASE,
)
_MAX_CHARACTERS = 400
_MAX_BYLINE_CHARACTERS = 200
_MAX_SENTENCE_CHARACTERS = 40
_MAX_WORDS_BEFORE_LABEL = 2
_MAX_SIGNATURE_LINES = 4

_CJK = "一-鿿々〆ヶ가-힣ァ-ヺー"
_DATELINE = re.compile(
    r"^\s*(?:[（(【\[〔](?P<place>[^（(【\[〔）)】\]〕=＝]{1,20})\s?[=＝]\s?(?P<name>[^）)】\]〕。]{1,40})[）)】\]〕]"
    rf"(?:\s?(?P<writer>[{_CJK}]{{2,5}})\s?(?:특파원|선임기자|기자)\s?[=＝]?)?)"
)
_WEST_DATELINE = re.compile(
    r"^\s*[^\W\d_a-zß-ÿ]{3}[^\d()。、]{0,40}?\s?\((?P<name>[A-Za-z][\w .-]{1,30})\)\s?[—–-]\s|"
    r"^\s*[^\W\d_a-zß-ÿ]{3}[^\d()。、]{0,40}?\s\((?P<bare>[a-z]{3})\)\.?\s|"
    r"^\s*[^\W\d_a-zß-ÿ][\w./-]{2,24}\s\((?P<mixed>[A-Za-z/]{2,12})\)\.?\s?[—–-]\s"
)
"""HAYWARD, Calif. (AP) — ; BERLIN (dpa)."""
_DATED_AGENCY = re.compile(
    r"^\s*[【\[［（(]\s*(?:[^\s\d]{2,10}\s+)?(?:\d{1,2}月)?\d{1,2}日\s+(?P<agency>[^】\]］）)]{2,20})[】\]］）)]"
)
"""【11月23日 AFP】, ［ソウル　２３日　ロイター］."""
_REPORTED = re.compile(
    r"^\s*(?P<line>[（(【〔\[](?P<agency>中央社|新華社|新华社|中新社|共同社|法新社|路透社)?[^（(【〔\[）)】〕\]]{2,30}"
    r"(?:報導|报道|电|電|讯|訊)[）)】〕\]])"
)
"""（中央社記者王小明台北24日電）, 〔記者王小明／台北報導〕."""
_LEADING_NAME = re.compile(rf"^\s*[【\[](?:記者\s?)?(?P<name>[{_CJK}A-ZＡ-Ｚ\s・、]{{2,30}})[】\]]")
# Behind the last sentence only: a bracket inside one is part of the text.
_TRAILING_NAME = re.compile(
    r"(?:^|[。！？!?」』.]|[＝=](?:おわり|終わり))\s*[（(【\[［〔《](?P<name>[^（(【\[［〔《）)】\]］〕》。]{2,40})[）)】\]］〕》]\s*$"
)
_DASHED = re.compile(rf"\s*[―—─–]{{1,3}}\s?(?P<name>[{_CJK}ぁ-ゖ]{{1,8}}(?:\s[{_CJK}ぁ-ゖ]{{1,8}})?)\s*")
"""――小池和樹, the whole of a line."""
_PLACE_AGENCY = re.compile(
    r"(?P<place>[ァ-ヺー一-鿿]{2,8}?)(?P<agency>共同|時事|聯合ニュース|ＡＰ|AP|ＡＦＰ|AFP|ロイター|新華社|中央社)"
)
_EQUALS = re.compile("[=＝]")
_SENTENCE_END = re.compile(r"[.。!?]\s*$")
_NO_NAMES = re.compile(r"[©#…\"“”„«»「」?!:：]|(?<![一-鿿])[一-鿿]{2,4}[いえきぎけげしじちりれみめび]$")
"""Marks, and words such as 値上げ and 見通し."""
_AND_OTHERS = re.compile(r"(?<=[자원])\s?외\s?\d+\s?명$|(?<=[者員])(?:ら|ほか|他)?\d*[人名]?$")
_LABELLED = re.compile(rf"(?:{EAST_ROLES})$")
_CALLED = re.compile(r"^[一-鿿々ァ-ヺー]{1,8}(?:ライター|ジャーナリスト|記者|エディター)\s?[:：]\s?(?=\S)")
"""医療ライター：小池和樹."""


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
    if len(text) > _MAX_CHARACTERS:
        return []
    tokens: list[tuple[str, bool]] = []
    end = 0
    for match in EMAIL.finditer(text):
        tokens += [(name, False) for name in names_in(text[end : match.start()])]
        tokens.append((match[0].replace("＠", "@"), True))
        end = match.end()
    return tokens + [(name, False) for name in names_in(text[end:])]


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


def dateline_authors(paragraph: str) -> tuple[Author, ...]:
    """Return the people of *paragraph*'s dateline: （ソウル＝小池和樹） before it, 【小池和樹】 before or behind it.

    Agencies too: (서울=연합뉴스), HAYWARD, Calif. (AP) —. Empty where there is no dateline.
    """
    text = squash(paragraph)
    if (match := _DATELINE.match(text)) and not names_other_task(match["place"]):
        return read_authors([match["name"], match["writer"] or ""])
    if agency := _agency_of_dateline(text):
        return (Author(name=agency, email=None),)
    if match := _REPORTED.match(text):
        return read_authors(match["line"])
    if match := _LEADING_NAME.match(text) or _DASHED.fullmatch(text):
        return _if_names(match["name"])
    if match := _TRAILING_NAME.search(text):
        return _if_names(match["name"])
    return ()


def _agency_of_dateline(text: str) -> str | None:
    """Return the agency whose dateline opens *text*, where it names no person beside it."""
    if (match := _DATED_AGENCY.match(text)) and is_agency(match["agency"]):
        return match["agency"].strip()
    if match := _WEST_DATELINE.match(text):
        name = match["name"] or match["bare"] or match["mixed"]
        return name if is_agency(name) else None
    match = _REPORTED.match(text)
    return match["agency"] if match and not read_authors(match["line"]) else None


def _if_names(inner: str) -> tuple[Author, ...]:
    """Return the authors of a bracket's text *inner*, if it holds nothing but names in Chinese characters."""
    if (match := _PLACE_AGENCY.fullmatch(inner.strip())) and is_agency(match["agency"]):
        return (Author(name=match["agency"], email=None),)
    inner = EAST_ROLE_BEFORE.sub("", _SHOWN.sub("", inner.strip()))
    authors = read_authors(unwrapped(inner) if _EQUALS.search(inner) else f"（{inner}）")
    is_all = sum(len(fold(author.name)) for author in authors) >= len(fold(_SHOWN.sub("", inner))) - 8
    return authors if is_all and all(map(_may_sign_bracket, authors)) else ()


def _may_sign_bracket(author: Author) -> bool:
    return is_name_alone(author.name) or COLLECTIVES.search(author.name) is not None


_SHOWN = re.compile(r"[、，・\s]*(?:写真|撮影|図版|イラスト|動画)(?:も|[・=＝:：][^、，\s]{2,12})")
_HOUSE = re.compile(r"(?:新聞社?|新報社?|日報社?|編集部|ニュース|デジタル|オンライン)$")
"""Endings of houses' names, which may be beside a person's."""
_PEN_NAME = re.compile(r"[ァ-ヺー]{2,10}|[ぁ-ゖー]{2,8}")
_POSTED = re.compile(r"(?:投稿者|作成者|執筆者|著者|ライター)\s?[:：]\s?[A-Za-z][\w.-]{1,20}")
"""A user's name, which need not look like a name."""
_SHORT = re.compile(r"[A-Z]{2,6}|(?:[A-Z]\.\s?){2,4}")


def byline_in(text: str) -> tuple[Author, ...]:
    """Return the authors that *text* names with a label: By A, 文＝A, 記者：A, A記者. Empty without a label.

    Nothing but a byline: a sentence that holds a label's word gives none.
    """
    line = _CALLED.sub("文：", _AND_OTHERS.sub("", with_colons(squash(text))))
    if len(line) > _MAX_BYLINE_CHARACTERS or not _is_labelled(line):
        return ()
    authors = read_authors(line)
    is_posted = _POSTED.fullmatch(line) is not None
    return authors if is_posted or all(_is_labelled_name(author.name) for author in authors) else ()


def _is_labelled_name(name: str) -> bool:
    return bool(_SHORT.fullmatch(name) or _PEN_NAME.fullmatch(name)) or is_signing_name(name)


def names_alone(text: str, *, is_byline: bool = False) -> tuple[Author, ...]:
    """Return the authors of a line that holds nothing but names, roles and agencies: AFP, MANILA. Else empty.

    With *is_byline*, its place shows that the line is one: then what looks like a section's name is taken, too.
    """
    line = without_position(squash(text))
    if (other := OTHER_LABEL.search(line)) and other.start():
        line = line[: other.start()].rstrip()  # 小池和樹（記者） 翻訳校正：佐藤花子
    if len(line) > _MAX_BYLINE_CHARACTERS or any(map(str.isdigit, line)) or _NO_NAMES.search(line):
        return ()
    authors = read_authors(line)
    signs = is_signing_name if is_byline else is_name_alone
    persons = [author for author in authors if not _HOUSE.search(author.name)]
    if is_byline and len(authors) == 1 and COLLECTIVES.search(authors[0].name):
        return authors
    return authors if all(signs(author.name) for author in persons or authors) else ()


def _is_labelled(line: str) -> bool:
    """Return whether *line* is a byline by its label: in front, behind a few words or a bar, or a role at the end."""
    if _LABELLED.search(EMAIL.sub("", line).strip(" )）】]")):
        return True
    start = label_start(line)
    if start is None or (len(line) > _MAX_SENTENCE_CHARACTERS and _SENTENCE_END.search(DATE_RUN.sub("", line))):
        return False
    before = re.split(r"[|｜•·]", DATE_RUN.sub("", line[:start]))[-1]
    return len(before.split()) <= _MAX_WORDS_BEFORE_LABEL


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
        has_email = EMAIL.search(text) is not None and not names_in(EMAIL.sub(" ", text)) if text else has_email
        taken.insert(0, text)
    while taken and not taken[0]:
        taken.pop(0)
    return Signature(len(taken), read_authors(taken))


def _is_signature_line(text: str, known: set[str], *, next_is_email: bool) -> bool:
    rest = _MAILTO.sub(" ", EMAIL.sub(" ", text)).strip(" 　()（）<>＜＞|｜/／・:：")
    has_email = EMAIL.search(text) is not None
    if not rest:
        return has_email
    inner = unwrapped(text)
    if len(rest) > 40 or rest.endswith(("。", ".", "!", "！", "?", "？")):
        return False
    names = names_in(rest)
    if not names or len(names) > 3:
        return False
    if {fold(name) for name in names} <= known or has_email or next_is_email:
        return True
    return (bool(_LABELLED.search(rest)) or inner != text) and all(is_signing_name(name) for name in names)
