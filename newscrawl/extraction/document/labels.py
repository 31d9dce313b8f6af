"""Printed labels, and the values beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from newscrawl.extraction.counts import count_at
from newscrawl.extraction.document.blocks import SHORT, Outline
from newscrawl.extraction.tree import Element, folded

_WORDS = {
    "section": "カテゴリー カテゴリ ジャンル 分類 部門 Ressort Rubrik Category Section",
    "tags": "キーワード タグ 関連タグ Tags Keywords Schlagworte Themen",
    "authors": "記者 文 執筆 執筆者 筆者 著者 ライター 取材・文 文・写真 投稿者 作成者 取材 글 기자 Author Reporter "
    "Autor Autorin",
    "published_at": "掲載 掲載日 公開 公開日 公開日時 投稿 投稿日 投稿日時 配信 配信日 配信日時 発信 作成日 "
    "등록 입력 "
    "Published Veröffentlicht",
    "modified_at": "更新 更新日 更新日時 最終更新 最終更新日 수정 Updated Aktualisiert",
    "view_count": "アクセス アクセス数 閲覧数 閲覧 PV 조회 조회수 Views",
    "comment_count": "コメント コメント数 댓글 Comments",
}
_FIELD_OF = {word.casefold(): field for field, words in _WORDS.items() for word in words.split()}
_ALL = "|".join(re.escape(word) for word in sorted(_FIELD_OF, key=len, reverse=True))
_LABEL = re.compile(rf"(?<![^\W_])(?P<label>{_ALL})\s*[:：]\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_ANY_LABEL = re.compile(r"[\s|｜]\S{1,8}[:：](?!\d|//)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value behind a printed label."""

    field: str
    """The article's field that the label names."""

    label: str
    """As printed."""

    value: str
    """What is behind it, up to the next label; may be empty."""


def labelled_values(text: str) -> list[Labelled]:
    """Return the labelled values that the line *text* holds, in order."""
    if ":" not in text and "：" not in text:
        return []
    matches = list(_LABEL.finditer(text))
    found = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        value = until_label(text[match.end() : end]).strip(" 　|｜/／・")
        found.append(Labelled(_FIELD_OF[match["label"].casefold()], match["label"], value))
    return found


def opens_with_label(text: str) -> bool:
    """Return whether a label is the first word of the line *text*."""
    match = _LABEL.search(text)
    return match is not None and not _WORD.search(text, 0, match.start())


def field_of(label: str) -> str | None:
    """Return the article's field that *label*, a cell or term of its own, names; None for none."""
    return _FIELD_OF.get(label.strip(" :：").casefold())


def until_label(text: str) -> str:
    """Return *text* up to the next thing in it that looks like a label with a colon."""
    match = _ANY_LABEL.search(text)
    return text[: match.start()] if match else text


_BEFORE = re.compile(r"[\s:：(（【\[]*")
_BEHIND = re.compile(r"\s*(?:件|回|人|個|views?|pv|비)?[\s)）】\]]*", re.IGNORECASE)
_GOES_ON = re.compile(r"[.．、~〜～/:：-]?\w")  # 2.4メートル, 3、4人: a number that is no count
_SEPARATORS = " :：|｜=＝　\t・-–—"


def values_behind(outline: Outline, label: str) -> Iterator[str]:
    """Give what is printed behind *label*: in its block, or in the next one where the label is alone.

    An empty text where nothing is.
    """
    wanted = folded(label)
    if not outline.may_print(wanted):
        return
    blocks = outline.blocks
    for block in blocks:
        text = block.text
        if len(text) > SHORT or wanted not in folded(text):
            continue
        behind = _behind(text, label)
        if behind:
            yield behind
        elif behind is not None:
            follower = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
            yield follower.text if follower and _is_near(block.element, follower.element) else ""


def _behind(text: str, label: str) -> str | None:
    """Return what is behind *label* in *text* up to the next label; None where the label is not in it as such."""
    plain = unicodedata.normalize("NFKC", text)
    wanted = unicodedata.normalize("NFKC", label).casefold()
    start = plain.casefold().find(wanted)
    return until_label(plain[start + len(wanted) :]).strip(_SEPARATORS) if start >= 0 else None


def _is_near(one: Element, other: Element) -> bool:
    """A value is in the label's element, in its neighbour, or in a cell of its row."""
    return one is other or one.getparent() is other.getparent() or one.getparent() is other or other.getparent() is one


def count_behind(outline: Outline, label: str) -> int | None:
    """Return the number printed right behind *label*, or None where nothing or something else is there."""
    for behind in values_behind(outline, label):
        found = count_at(behind, _end(_BEFORE, behind, 0))
        if found and not _GOES_ON.match(behind, _end(_BEHIND, behind, found[1])):
            return found[0]
    return None


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
