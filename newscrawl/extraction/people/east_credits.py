"""Reads a credit line in East Asian script: who wrote, who did something else, and what is beside a name.

A line becomes tokens (tasks, marks, bars, dots, brackets, words), and words become groups: 社会部 記者 小池和樹. A task
before a group, or behind `=`, says what its people did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from newscrawl.extraction.people import east_words as words
from newscrawl.extraction.people.credit import Credit
from newscrawl.extraction.people.name_words import NEVER
from newscrawl.extraction.people.plausible_names import (
    has_surname,
    is_agency,
    is_full_name,
    may_be_person,
    may_sign_east,
    names_of_words,
    names_topic,
)

_LONGEST_NAME, _LONGEST_BESIDE, _LONGEST_FULL = 20, 16, 4
_OPENINGS = (["task", "point"], ["task", "equals"], ["task", "bar"])
_ENDS_OF_HOUSES = "社部局室課誌紙"
_JOINTS = {"equals": "=", "point": ":", "dot": "・"}
_BETWEEN = {"=": "＝"}
_ROLES = frozenset({"post", "title", "office", "group"})


@lru_cache(maxsize=1024)
def read_east(line: str) -> Credit:
    """Return what the short *line*, squashed, without addresses and times, credits."""
    text, is_bracket = _plain(line)
    if is_agency(text) and text[:3].casefold() != "by ":
        return Credit((text,))
    if words.LABEL_POST.fullmatch(text):
        return Credit(is_beside=True, task=True)
    reader = _Reader(is_bracket=is_bracket)
    tokens = list(words.TOKEN.finditer(text))
    reader.opens_with_task = [token.lastgroup for token in tokens[:2]] in _OPENINGS
    reader.are_tasks_behind = _are_tasks_behind(tokens)
    reader.is_kicker = not is_bracket and _is_kicker(tokens)
    reader.read(tokens)
    return reader.credit()


def _plain(line: str) -> tuple[str, bool]:
    """Return *line* without bullets, readings of names and the bracket around the whole; and whether there is one."""
    text = words.BULLET.sub("", words.DAY.sub(" ", line.strip()))
    text = words.ENDED.sub("", words.AT_HOUSE.sub("", words.READING.sub("", text)))
    is_bracket = False
    while (match := words.WHOLE.fullmatch(text)) is not None:
        is_square, text, is_bracket = text[0] in "[［", words.ENDED.sub("", match[1].strip()), True
        text = words.HOUSE_BEHIND.sub("", text) if is_square else text
    for may_have, form, usual in words.FORMS:
        text = form.sub(usual, text) if may_have(text) else text
    text = words.MORE.sub("", words.ROMAN.sub("", text.lstrip("©ⓒ ").removesuffix("。")))
    if match := words.SAID.match(text):
        return f"文：{match['names']}", True
    wired = next(filter(None, (form.match(text) for form in words.WIRED)), None)
    return f"文：{wired['name']}" if wired else text, is_bracket


def _are_tasks_behind(tokens: Sequence[re.Match[str]]) -> bool:
    """Return whether each task is behind its people: 小池和樹・文、佐藤花子・写真."""
    kinds = [token.lastgroup for token in tokens if token.lastgroup not in {"space", "open", "close"}]
    return len(kinds) > 1 and kinds[0] == "word" and kinds[-1] == "task"


def _is_kicker(tokens: Sequence[re.Match[str]]) -> bool:
    """Return whether the only task is an interview, without `=`: then it may be the kicker of who is asked."""
    tasks = [token for token in tokens if token.lastgroup == "task"]
    is_alone = len(tasks) == 1 and words.INTERVIEW.fullmatch(tasks[0][0]) is not None
    return is_alone and all(token.lastgroup != "equals" for token in tokens)


def _writes(task: str) -> bool | None:
    """Return whether *task* is a writer's; None for the label of a source, which only an agency answers."""
    return None if words.SOURCE.fullmatch(task) else words.WRITES.search(re.sub(r"(?<=\w)\sby$", "", task)) is not None


class _Reader:
    """Walks over the tokens of a line, and collects who did what: True wrote, False something else, None unsaid."""

    def __init__(self, *, is_bracket: bool) -> None:
        self.is_bracket = is_bracket
        self.people: list[tuple[str, bool | None]] = []
        self.groups: list[str] = []
        self.unknown: list[str] = []
        self.opens_with_task = self.are_tasks_behind = self.is_kicker = False
        self.showing: list[str] = []
        self.is_posted = self.is_spoken_of = self.is_signed_by_group = self.has_role = self.has_word = False
        self.labels: list[bool | None] = []
        self._task: bool | None = None
        self._group: list[tuple[str, str]] = []  # each word with what joins it to the one before
        self._joint = self._before = ""

    def credit(self) -> Credit:
        """Return what was read."""
        if self.is_kicker and not self.is_posted:
            return Credit(unknown=tuple(name for name, _ in self.people), is_beside=not self.people)
        wrote = [name for name, task in self.people if task]
        unsaid = [name for name, task in self.people if task is None]
        writers = wrote or [name for name in unsaid if name not in self.showing] or unsaid
        is_labelled = bool(wrote) or self.is_signed_by_group or (self.is_posted and bool(writers))
        is_beside = self.has_role and not writers and not self.unknown
        is_label = bool(self.labels) and not self.has_word
        return Credit(
            tuple(dict.fromkeys(writers)),
            tuple(dict.fromkeys(self.groups)),
            tuple(self.unknown),
            is_labelled,
            is_beside,
            self.is_spoken_of,
            self.labels[-1] if is_label else None,
            self.opens_with_task and not self.unknown,
        )

    def read(self, tokens: list[re.Match[str]]) -> None:
        """Read *tokens* to their end."""
        at = 0
        while at < len(tokens):
            at += 1
            if tokens[at - 1].lastgroup == "open":
                end = next(
                    (place for place in range(at, len(tokens)) if tokens[place].lastgroup == "close"), len(tokens)
                )
                self._read_bracket(tokens[at:end])
                at = min(end + 1, len(tokens))
            else:
                self._take(tokens[at - 1].lastgroup or "", tokens[at - 1][0])
        self._end_group()

    def _take(self, kind: str, text: str) -> None:
        if kind == "bar" and self._before == "task" and text.strip() in "/／|｜":
            kind = "point"
        if kind == "task":
            self._label(text)
        elif kind == "bar":
            self._end_group()
        elif kind == "word":
            self.has_word = True
            glued = words.TASK_AND_NAME.fullmatch(text) if self._before in {"dot", "task"} else None
            self._group.append((self._joint, glued["name"] if glued and may_be_person(glued["name"]) else text))
        self._joint = self._joint or " " if kind == "space" else _JOINTS.get(kind, "")
        self._before = self._before if kind == "space" else kind

    def _label(self, text: str) -> None:
        """Take a task: of the group behind it, or of the one before it, where `=` joins them."""
        self.labels.append(_writes(text))
        self.has_role = True
        is_behind = (self._joint == "=" or (self.are_tasks_behind and text[-1] not in "も者")) and bool(self._group)
        self._task = self.labels[-1] if is_behind else self._task
        self._end_group()
        self._task = None if is_behind else self.labels[-1]

    def _read_bracket(self, inner: list[re.Match[str]]) -> None:
        """Read a bracket: an agency or a post of the name before it, a label, or a credit of its own."""
        text = "".join(token[0] for token in inner)
        if is_agency(text):
            self._end_group()
            self.people.append((text, self._task))
        elif len(inner) == 1 and inner[0].lastgroup == "task":
            self._label(inner[0][0])
        elif self._group:
            if len(inner) == 1 and all(kind in _ROLES for kind, _ in _kinds(text, True)):
                self._group.append(("(", text))  # 秦融（編集委員）
        elif not self.people:
            was, self.is_bracket = self.is_bracket, True
            self.read(inner)
            self.is_bracket = was
        self._joint = ""

    def _end_group(self) -> None:
        """Add the people of the group to those found, and begin another."""
        items = _items_of(self._group, is_bracket=self.is_bracket)
        self._group = []
        if self.is_bracket and self.people:
            items = [
                item for item in items if item[1] == "agency" or not words.LATIN.match(item[2])
            ]  # [小池和樹，ITmedia]
        named = [item[2] for item in items if item[1] in {"person", "agency"} and not _is_source(items, item)]
        self.has_role |= any(kind in _ROLES for _, kind, _ in items)
        self.is_posted |= bool(named) and any(kind == "post" for _, kind, _ in items)
        self.is_spoken_of |= any(_is_of_subject(item) for item in items)
        if not named and self._task is not False:
            self._add_groups([item for item in items if item[1] in {"group", "office"}])
        self.people += [(text, self._task) for text in named]
        if any(kind == "office" and words.SHOWING_OFFICE.fullmatch(text) for _, kind, text in items):
            self.showing += named
        for place, (_, kind, text) in enumerate(items):
            is_name = self._task and words.NAMED_BY_POST.fullmatch(text)  # 寄稿　安曇まひる・山里大学准教授
            is_beside = not is_name and _is_beside(items, place, is_bracket=self.is_bracket)
            if _is_other_label(items, place) or (kind == "unknown" and not is_beside):
                self._add_unknown(text)

    def _add_groups(self, items: list[tuple[str, str, str]]) -> None:
        """Add departments; one behind a bar and a writer signs beside the writer: 文● 小池和樹／編集部."""
        self.groups += [text for _, _, text in items]
        self.is_signed_by_group |= bool(items and self._task)
        if self._task and not self.is_bracket and self.people and self.people[-1][1]:
            self.people += [(text, True) for _, kind, text in items if kind == "group"]

    def _add_unknown(self, text: str) -> None:
        """Add a word without a role: behind a writer's task it is a pen name."""
        if self._task is None or words.PROSE.search(text) or len(text) > _LONGEST_NAME:
            self.unknown.append(text)
        elif not (self.people and words.LATIN.fullmatch(text)):
            self.people.append((text, self._task))


def _items_of(group: list[tuple[str, str]], *, is_bracket: bool) -> list[tuple[str, str, str]]:
    """Return the words of *group*, each as (what joins it, its kind, text)."""
    items = _joined(
        [
            item
            for joint, word in _runs(group, is_bracket=is_bracket)
            for item in _items(joint, word, is_bracket=is_bracket)
        ]
    )
    if len(items) == 2 and words.LATIN.match(items[0][2]) and items[1][:2] == (" ", "group"):
        return [(items[0][0], "group", f"{items[0][2]} {items[1][2]}")]  # Midori Times 編集部
    return items


def _is_source(items: list[tuple[str, str, str]], item: tuple[str, str, str]) -> bool:
    """Return whether *item* looks like a name, and `=` joins it to a name: [미나토=김철수 기자]."""
    behind = items[items.index(item) + 1 :][:1]
    return item[1] == "person" and any(joint == "=" and kind == "person" for joint, kind, _ in behind)


def _is_of_subject(item: tuple[str, str, str]) -> bool:
    """Return whether *item* is a calling of people in the news (食堂店主), or a title glued to a name."""
    return item[1] == "title" and (item[0] == "+" or words.SUBJECT.fullmatch(item[2]) is not None)


def _is_other_label(items: list[tuple[str, str, str]], at: int) -> bool:
    """Return whether a colon behind the item at *at*, no post, makes it the label of the person behind: 講師：名."""
    return items[at][1] in {"title", "unknown", "person"} and [one[:2] for one in items[at + 1 : at + 2]] == [
        (":", "person")
    ]


def _is_beside(items: list[tuple[str, str, str]], at: int, *, is_bracket: bool) -> bool:
    """Return whether the unknown word at *at* is what is beside a name: before a post, or before `=`."""
    if at + 1 == len(items) or len(items[at][2]) > _LONGEST_BESIDE:
        return False
    joint, kind, _ = items[at + 1]
    if kind == "agency":
        return joint in {"・", "="}
    return kind in _ROLES or (kind == "person" and (is_bracket or joint == "="))


def _runs(group: list[tuple[str, str]], *, is_bracket: bool) -> Iterator[tuple[str, str]]:
    """Give the words of *group*; those that dots join as one where they are one name, post or department."""
    at = 0
    while at < len(group):
        end = at + 1
        while end < len(group) and (group[end][0] == "・" or (not is_bracket and _is_double_name(group, end))):
            end += 1
        run = "".join(
            _BETWEEN.get(joint, joint) * (place > 0) + word for place, (joint, word) in enumerate(group[at:end])
        )
        if end > at + 1 and _is_one(run, group[at][1]):
            yield group[at][0], run
        else:
            yield from group[at:end]
        at = end


def _is_double_name(group: list[tuple[str, str]], at: int) -> bool:
    """Return whether `=` joins the parts of a foreign name: トム＝ハリス; not ソウル＝トム・ハリス, a bureau."""
    joint, word = group[at]
    is_name = joint == "=" and all(re.fullmatch(f"[{words.KATAKANA}]+", one) for one in (group[at - 1][1], word))
    return is_name and not words.PLACE.fullmatch(group[at - 1][1])


def _is_one(run: str, first: str) -> bool:
    """Return whether the dotted *run* is one: ジョン・スミス, 科学・文化部; not 社会部・小池和樹."""
    if re.fullmatch(
        rf"(?:[{words.KATAKANA}{words.DOTS}＝]|(?<=[{words.DOTS}])[A-Z](?=[{words.DOTS}]))+", run
    ) or words.NAME_AND_POST.fullmatch(run):
        return True
    is_role = words.POST.fullmatch(run) or words.TITLE.fullmatch(run) or words.OFFICE.fullmatch(run)
    is_person = (may_be_person(first) and not re.fullmatch(f"[{words.KATAKANA}]+", first)) or has_surname(first)
    alone = (words.POST.fullmatch(first), words.OFFICE.fullmatch(first), is_person)
    return is_role is not None and not any(alone)


def _items(joint: str, word: str, *, is_bracket: bool) -> list[tuple[str, str, str]]:
    """Return what *word* is, or its parts are, each as (joint, kind, text)."""
    kinds = [(kind, text) for kind, text in _kinds(word, is_bracket) if text]
    return [(joint if not place else "+", kind, text) for place, (kind, text) in enumerate(kinds)]


_ALONE = (("place", words.PLACE), ("word", words.FAMILY_IN_BU))
_BY_ENDING = (
    ("place", words.REPORT),
    ("group", words.COLLECTIVE),
    ("post", words.POST),
    ("office", words.OFFICE),
    ("title", words.TITLE),
)


@lru_cache(maxsize=2048)  # the same few people sign a portal's articles
def _kinds(word: str, is_bracket: bool) -> Sequence[tuple[str, str]]:
    """Return what *word* is, or what its parts are: a person's *word*, an agency, a post, a place."""
    if is_agency(word):
        return [("agency", word)]
    if match := words.PLACE_AND_AGENCY.fullmatch(word):
        return [("agency", match[1])]
    for kind, form in _ALONE:
        if form.fullmatch(word):
            return [(kind, word)]
    return _glued(word) or _by_ending(word) or _by_place(word, is_bracket=is_bracket)


def _by_ending(word: str) -> list[tuple[str, str]]:
    if words.TWO_LETTERS_IN_BU.fullmatch(word):
        return []
    kinds = (kind for kind, form in _BY_ENDING if form.fullmatch(word))
    kind = next((kind for kind in kinds if kind != "title" or len(word) > _LONGEST_FULL or not has_surname(word)), None)
    return [(kind, word)] if kind else []


def _by_place(word: str, *, is_bracket: bool) -> list[tuple[str, str]]:
    match = words.PLACE_AND_NAME.fullmatch(word) if is_bracket else None
    if match and is_full_name(match["name"]):
        return [("place", match["place"]), ("word", match["name"])]
    return [] if NEVER.match(word) else [("word", word)]


def _glued(word: str) -> list[tuple[str, str]]:
    """Return the name in *word* and what is glued to it: 小池和樹記者, 編集長小池和樹, ソウル小池和樹, 王小明報導."""
    match = words.NAME_AND_POST.fullmatch(word)
    if match and _signs_with(match["name"], match["post"]):
        return [("word", match["name"]), ("post", match["post"])]
    match = words.NAME_AND_TITLE.fullmatch(word)
    if match and has_surname(match["name"]) and is_full_name(match["name"]) and match["name"][-1] not in "科学大院校":
        return [("word", match["name"]), ("title", match["post"])]
    match = words.POST_AND_NAME.fullmatch(word)
    if match and (is_full_name(match["name"]) or has_surname(match["name"])):
        return [("post", match["post"]), ("word", match["name"])]
    match = words.NAME_AND_REPORT.fullmatch(word)
    if match and has_surname(match["name"]):
        return [("word", match["name"])]
    match = words.ADDRESSED.fullmatch(word)
    return [("word", match["name"]), ("title", "さん")] if match else []


def _signs_with(name: str, post: str) -> bool:
    """Return whether *name*, glued to *post*, is a person: not 経済部記者, 町工場ライター."""
    return (
        is_full_name(name)
        and name[-1] not in _ENDS_OF_HOUSES
        and not words.OFFICE.fullmatch(name)
        and (not re.match(f"[{words.KATAKANA}]", post) or has_surname(name))
    )


def _joined(items: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return *items* with family and given names, which only a space parts, as one person."""
    found: list[tuple[str, str, str]] = []
    for is_word, run in groupby(_parted(items), lambda part: part[0][1] == "word"):
        for part in run:
            if not is_word:
                found += part
                continue
            names = names_of_words([text for _, _, text in part])
            found += [(part[0][0], "person" if may_sign_east(name) else "unknown", name) for name in names]
    is_posted = any(kind in {"post", "office", "group"} for _, kind, _ in found)
    return [
        (joint, "person", text) if is_posted and joint != ":" and _is_short(kind, text) else (joint, kind, text)
        for joint, kind, text in found
    ]


def _is_short(kind: str, text: str) -> bool:
    """Return whether an unknown word has a form that only a post beside it makes a name: 秦融, 堅田ヒカル, 류영상."""
    if kind == "unknown" and words.NAMED_BY_POST.fullmatch(text):
        return True
    return kind == "unknown" and re.fullmatch(f"[{words.KANJI}]{{2}}", text) is not None and not names_topic(text)


def _parted(items: list[tuple[str, str, str]]) -> Iterator[list[tuple[str, str, str]]]:
    """Give *items* in runs: words that spaces join, and others alone."""
    run: list[tuple[str, str, str]] = []
    for item in items:
        if run and not (item[1] == run[-1][1] == "word" and item[0] == " "):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
