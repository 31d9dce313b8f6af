"""Printed labels with their values, as in `カテゴリ：経済　掲載：2026年11月23日 20時00分　記者：小池和樹`."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
