"""What a line on a page is: a label with its value, a caption, a button, a notice to the reader, the end of a text.

The forms are in `line_forms.py` and `notice_forms.py`. A line is one of these only where the whole of it has the form:
a sentence that only holds such a word is text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from newscrawl.extraction.body.line_forms import (
    BUTTON,
    CAPTION_LINE,
    CONSENT,
    CONTINUES,
    COOKIES,
    CREDITED,
    DATED,
    DAY,
    EMAIL_LINE,
    END,
    FURNITURE,
    MARKS_AROUND,
    ON_PICTURE,
    PICTURE_LINE,
    POINTER,
    POINTER_LINE,
    POINTING,
    SOURCE_AT_END,
    may_continue,
)
from newscrawl.extraction.body.line_words import GOES_ON, IN_ROWS, INVITE, KEPT, LABELS, OPENING, OPENINGS, POINTERS
from newscrawl.extraction.body.notice_forms import COPYRIGHT, EMBED, PASSWORD, RIGHTS, WALL, may_be_wall, may_claim
from newscrawl.extraction.counts import count_at
from newscrawl.extraction.document.blocks import SHORT, Block, Outline, folded
from newscrawl.extraction.document.other_articles import heads_comments
from newscrawl.extraction.document.zones import BYLINE, FIGURE, HEADING, OTHER, TABLE
from newscrawl.extraction.element import Element
from newscrawl.extraction.people.read_people import is_credit_line, signature_of
from newscrawl.text import ends_sentence, has_only_words, letters, nfkc, width

_WORDS = {
    "section": "カテゴリー カテゴリ ジャンル 分類 部門 Ressort Rubrik Category Section",
    "tags": "キーワード タグ 関連タグ Tags Keywords Schlagworte Themen",
    "authors": "記者 文 執筆 執筆者 筆者 著者 ライター 取材・文 文・写真 投稿者 作成者 取材 글 글쓴이 기자 "
    "Author Reporter Autor Autorin",
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
_FACTS = frozenset({"authors", "section", "tags"})
_NEAR_FACTS, _LONGEST_FACT = 3, 120
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


@lru_cache(maxsize=2048)  # each line is asked for twice, and menus are on the next page, too
def labelled_values(text: str) -> Sequence[Labelled]:
    """Return the labelled values that the line *text* holds, in order."""
    if ":" not in text and "：" not in text:
        return ()
    matches = list(_LABEL.finditer(text))
    found = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        value = until_label(text[match.end() : end]).strip(" 　|｜/／・")
        found.append(Labelled(_FIELD_OF[match["label"].casefold()], match["label"], value))
    return tuple(found)


def card_of_facts(outline: Outline) -> list[Block]:
    """Return the lines of a card about the article, wherever it is: neighbours with labels that the page has once.

    Two of them agree: a label alone may be that of a menu or of a form.
    """
    short = [one for one in outline.blocks if len(one.text) <= _LONGEST_FACT and not one.zones & OTHER]
    lines = [(one, values) for one in short if (values := labelled_values(one.text))]
    counts = Counter(value.field for _, values in lines for value in values)
    facts = [(one, {each.field for each in values}) for one, values in lines if any(each.value for each in values)]
    card: list[Block] = []
    fields: set[str] = set()
    for one, named in facts:
        if any(counts[name] > 1 for name in named) or (card and one.index - card[-1].index > _NEAR_FACTS):
            continue
        card.append(one)
        fields |= named
    return card if len(fields & _FACTS) > 1 else []


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
    """Return what is behind *label* in *text* up to the next label; None where the label is not in it as such.

    A word that goes on is another word: 文化 and 記者会見 do not hold the labels 文 and 記者.
    """
    plain = nfkc(text)
    wanted = nfkc(label).casefold()
    folded_text = plain.casefold()
    start = folded_text.find(wanted)
    while start >= 0 and _goes_on(plain, start + len(wanted)):
        start = folded_text.find(wanted, start + 1)
    return until_label(plain[start + len(wanted) :]).strip(_SEPARATORS) if start >= 0 else None


def _goes_on(text: str, end: int) -> bool:
    """Return whether the word before *end* in *text* goes on behind it, in the same kind of letters."""
    pair = text[end - 1 : end + 1] if end else ""
    return len(pair) == 2 and pair.isalpha() and pair[0].isascii() == pair[1].isascii()


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


_ASKS = ("?", "？")
"""How a question ends: 記者：来年も続けますか？ is what somebody says."""


def is_pointer(text: str) -> bool:
    """Return whether the line *text*, marks around it left out, is one of these and not a sentence."""
    if POINTER_LINE.fullmatch(text.strip(MARKS_AROUND)):
        return True
    return not text.endswith(_ASKS) and is_credit_line(text)


def asks_consent(text: str) -> bool:
    """Return whether *text* is a paragraph of a cookie banner, which may be longer than a news text.

    It names cookies or personal data, and the site or its reader's browser or device.
    """
    return any(word in text for word in COOKIES) and CONSENT.search(text) is not None


_CLOSING = frozenset("）)】]")
_STOP = re.compile(r"(?:[。．।۔]|(?<=[^\W\d_]{2})\.)[」』”\"’)）]?$")
_STOP_LENGTH = 4
"""Two letters, the stop, a mark: a search from the start of a text costs as much as all other forms together."""
_LONGEST_LINE, _PAIR = 160, 2
_LONGEST_END, _LONGEST_MEDIUM = 40, 8
_CAPTION_WIDTH = 100
"""In columns: a wide character takes two."""


def is_noise(block: Block) -> bool:
    """Return whether *block* is a line that is no paragraph, wherever it is."""
    text = block.text
    if len(text) > _LONGEST_LINE:
        return False
    if block.links and not block.zones & HEADING and _points_elsewhere(block):
        return True
    if _is_caption_line(block) or _is_label_of_figure(block) or _is_row_of_buttons(block):
        return True
    return _is_furniture(text) or _is_notice(text) or _is_labelled(text)


def _is_row_of_buttons(block: Block) -> bool:
    """Return whether *block* is three buttons or more, each in an element of its own: シェア, 印刷, 文字サイズ."""
    return len(block.runs) > _PAIR and all(letters(part) in IN_ROWS for part in block.parts)


def _is_label_of_figure(block: Block) -> bool:
    """Return whether *block* is a word in a figure, but not in its table: Video, Image, n/a."""
    is_shown = block.zones & FIGURE and not block.zones & TABLE
    return bool(is_shown) and len(block.text) <= _LONGEST_MEDIUM and not ends_sentence(block.text)


def _is_caption_line(block: Block) -> bool:
    text = block.text
    if CAPTION_LINE.match(text) and (width(text) < _CAPTION_WIDTH or block.zones & FIGURE):
        return True
    return text[-1:] in _CLOSING and CREDITED.fullmatch(text) is not None


@lru_cache(maxsize=1024)  # a paragraph is asked for several times, and buttons are on the next page, too
def _is_furniture(text: str) -> bool:
    """Return whether the line *text* is a counter, a button, a time or a pointer. A full sentence is not."""
    if is_sentence(text):
        return (may_continue(text) and CONTINUES.fullmatch(text) is not None) or _is_label(text)
    bare = text.strip("[]［］【】()（）<>＜＞ 　")
    is_known = _is_label(text) or any(form.fullmatch(text) for form in FURNITURE)
    return is_known or BUTTON.fullmatch(bare) is not None or is_pointer(text)


_LENGTH = re.compile(r"\W{0,4}\d{1,3}(?:[:.]\d\d)?(?:\s?min\w{0,6}\.?)?$", re.IGNORECASE)
"""How long it takes to listen: Listen to this article · 4 min."""
_LONGEST_LABEL = 60


def _is_label(text: str) -> bool:
    """Return whether the line *text* labels an advert, a player, or what goes on behind one, or claims rights."""
    if len(text) > _LONGEST_LABEL:
        return False
    label = _LENGTH.sub("", text) if text[-1:].isdigit() or text[-8:].lower().find("min") > 0 else text
    return letters(label) in LABELS or has_only_words(text, *GOES_ON)


_BETWEEN_LINKS = " 　|｜/／・･·•,，、-–—"
_HERE = re.compile(r"こちら(?:から|へ)?\s?[>＞»›→▶!！]*$")
"""How a line ends that leads elsewhere: 回答はこちら."""


def _points_elsewhere(block: Block) -> bool:
    """Return whether *block* is a line of links: beside them no word, a time, or a word such as "read this, too"."""
    beside = block.unlinked
    if letters(beside) in POINTERS or POINTER.fullmatch(beside):
        return True
    if block.linked * 2 > len(block.text) and POINTING.match(block.text):
        return True
    if (len(block.links) > 1 or block.linked * 2 > len(block.text)) and DAY.fullmatch(beside.strip(_BETWEEN_LINKS)):
        return True
    if "。" not in block.text and _HERE.search(block.text) and _HERE.search(block.links[-1].text):
        return True
    is_row = len(block.links) > 1 and ("：" in beside or ": " in beside)
    return (len(block.text) < 60 or len(block.links) > 1) and not is_row and not letters(beside)


def _is_notice(text: str) -> bool:
    """Return whether *text* claims rights, or is an e-mail address or a signature with one."""
    if is_wall_line(text) or claims_rights(text) or EMBED.fullmatch(text):
        return True
    if text[:OPENING].lower() in OPENINGS and INVITE.fullmatch(text):
        return True
    has_sign = "@" in text or "＠" in text
    return has_sign and (EMAIL_LINE.fullmatch(text) is not None or signature_of((text,)).line_count == 1)


def _is_labelled(text: str) -> bool:
    """Return whether the whole line *text* is labels with values, or ends in its source. A sentence is no value."""
    if SOURCE_AT_END.fullmatch(text):
        return True
    labelled = labelled_values(text)
    if not labelled or is_sentence(text) or text.endswith(_ASKS):
        return False
    return len(labelled) > 1 or opens_with_label(text) or DATED.match(text) is not None


def is_picture_line(block: Block) -> bool:
    """Return whether *block*, right behind a picture, is its caption by form: 完成予想図＝緑川市提供, ▲完成予想図."""
    return not is_sentence(block.text) and PICTURE_LINE.fullmatch(block.text) is not None


def is_caption(text: str) -> bool:
    """Return whether the line *text* names a picture's source: 引用:…, 写真：…, … 引用:…, © …."""
    return len(text) <= _LONGEST_LINE and bool(CAPTION_LINE.match(text) or SOURCE_AT_END.fullmatch(text))


def is_control(text: str) -> bool:
    """Return whether the line *text* is a button, a time, a label of an advert or of comments, and no caption."""
    return _is_label(text) or any(form.fullmatch(text) for form in (BUTTON, DAY, ON_PICTURE)) or heads_comments(text)


def is_wall(block: Block) -> bool:
    """Return whether *block* states that the rest of the text is for subscribers."""
    return len(block.text) <= _LONGEST_LINE and is_wall_line(block.text)


def is_end(block: Block) -> bool:
    """Return whether *block* opens what follows an article: comments, related articles, tags. No sentence does."""
    return len(block.text) <= _LONGEST_END and _opens_end(block.text)


@lru_cache(maxsize=4096)  # the labels and headlines of a page are on the next one, too
def _opens_end(text: str) -> bool:
    return not is_sentence(text) and bool(END.fullmatch(folded(text)) or END.fullmatch(text) or heads_comments(text))


def is_sentence(text: str) -> bool:
    """Return whether *text* ends as a full sentence does, by its stop: a title or a button has none."""
    return _STOP.search(text[-_STOP_LENGTH:]) is not None


_BREAK_BEHIND_COUNT = re.compile(r"(?<=\d文字)\s*(?=[有無会])")
"""残り1200文字 有料会員限定."""
_LONGEST_CREDIT = 100
"""A longer line that begins with © and ends as a sentence is a credit that a text follows."""


@lru_cache(maxsize=512)  # a paragraph is asked for several times
def is_wall_line(text: str) -> bool:
    """Return whether the whole line *text* states that the rest is for subscribers, or behind a password."""
    if has_only_words(text, *KEPT):
        return True
    if not may_be_wall(text):
        return False
    if PASSWORD.fullmatch(text):
        return True
    apart = _BREAK_BEHIND_COUNT.sub("。", text) if "文字" in text else text
    sentences = [one for one in apart.replace("！", "。").split("。") if one.strip()]
    return bool(sentences) and all(WALL.fullmatch(one.replace("　", " ").strip(" ※")) for one in sentences)


@lru_cache(maxsize=512)
def claims_rights(text: str) -> bool:
    """Return whether each sentence of the line *text* claims a right: ©, 無断転載を禁じます, all rights reserved."""
    if not may_claim(text):
        return False
    if len(text) > _LONGEST_CREDIT and text.endswith("."):
        return RIGHTS.fullmatch(text) is not None
    sentences = [one.strip() for one in text.split("。") if one.strip()]
    return bool(sentences) and all(RIGHTS.fullmatch(one) or COPYRIGHT.fullmatch(one) for one in sentences)


_TEASER = 24
"""A link of so many characters below a text leads to another text."""


def lines_below(below: Sequence[Block]) -> Iterator[Block]:
    """Give the lines of *below* up to the next heading or teaser: those of the article's own foot."""
    return takewhile(lambda block: block.zones & (HEADING | BYLINE) != HEADING and not _is_teaser(block), below)


def _is_teaser(block: Block) -> bool:
    return block.linked >= _TEASER and 2 * block.linked > len(block.text)
