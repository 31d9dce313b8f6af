"""Text as it is kept and as it is compared."""

from __future__ import annotations

import json
import re
import struct
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

# Control characters, lone surrogates, non-characters, bidirectional overrides and zero-width marks that carry no
# text. U+200C/U+200D stay: they join letters in Persian, Indic scripts and emoji. Variation selectors stay: 葛󠄀.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff]"
)
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003fffd]+"
)
# What a terminal obeys: C0 and C1 controls (ESC, CSI), marks that turn the direction of writing, line and paragraph
# separators, invisible marks and tags; lone surrogates cannot be printed at all.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LETTERS = re.compile(r"[^\W_]+")
_SENTENCE_ENDS = frozenset('。．.!?！？」』”"…)）।॥۔؟။።')
_LABEL_LENGTH, _MOST_FOLDED, _MOST_LABELS = 120, 20_000, 8_192
"""A page's labels, headings and headlines, of at most so many characters, are on the next page, too."""
_BLANK_LINES = re.compile(r"\n\s*\n")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]")


def safe(text: str) -> str:
    """Return *text* without characters that are no text: controls, lone surrogates, zero-width and bidi marks."""
    if text.isprintable() or ("\n" in text and text.replace("\n", "").isprintable()):  # what is unsafe is not printable
        return text
    return _UNSAFE.sub("", text)


def printable(text: str) -> str:
    """Return *text* for a terminal, on one line: what a terminal would obey is shown as an escape."""
    return text if text.isprintable() else _OBEYED.sub(_escape, text)


def printable_json(content: bytes) -> bytes:
    """Return the same JSON with escapes for what a terminal obeys: JSON itself demands only those below U+0020."""
    text = content.decode()
    return _OBEYED.sub(_json_escape, text).encode() if _OBEYED.search(text) else content


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def counted(count: int, noun: str, nouns: str = "") -> str:
    """Return ``1 file`` or ``1,200 files`` for the *noun* ``file``; *nouns* is its plural where that takes no ``s``."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


def on_one_line(written: str) -> str:
    """Return what is read of *written*: on one line, without characters that are no text."""
    if " " not in written and written.isprintable():  # nothing to split at: no other white space is printable
        return written
    text = " ".join(written.split())
    return text if text.isprintable() else " ".join(safe(text).split())


def squash(text: str) -> str:
    """Return *text* on one line: safe, NFC, runs of white space as one space, none at the ends. Idempotent."""
    is_printable = text.isprintable()
    composed = unicodedata.normalize("NFC", text if is_printable else safe(text))
    if is_printable and " " not in composed:  # nothing to split at: no other white space is printable
        return composed
    return " ".join(composed.split())


def squash_paragraphs(text: str) -> str:
    """Return *text* with each paragraph squashed, and paragraphs (split by blank lines) joined by one blank line."""
    paragraphs = (squash(paragraph) for paragraph in _BLANK_LINES.split(text))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


_COMPATIBLE = re.compile("[\xa0-\xbe\u2026\u2100-\u217f\u2460-\u24ff\u3000\u3200-\u33ff\ufb00-\ufb06\uff01-\uffee]")
"""Wide forms of ASCII, and other signs that NFKC writes with plain letters: nearly all that a page has."""


@lru_cache(maxsize=4096)
def _plain_form(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign)


def nfkc(text: str) -> str:
    """Return *text* in NFKC.

    One sign that it changes makes each letter of a text cost 2,400 instructions, in place of 30. So such signs are
    changed by themselves first, which leaves the rest for the quick way: the form of the whole is the same.
    """
    if unicodedata.is_normalized("NFKC", text):
        return text
    return unicodedata.normalize("NFKC", _COMPATIBLE.sub(lambda sign: _plain_form(sign[0]), text))


def fold(text: str) -> str:
    """Return *text* for comparison: NFKC, case-folded, white space dropped.

    ``［国際・政治］　ランキング`` and ``[国際・政治] ランキング`` are the same folded.
    """
    return _fold_label(text) if len(text) <= _LABEL_LENGTH else _fold(text)


def _fold(text: str) -> str:
    return "".join(nfkc(safe(text)).casefold().split())


_fold_label = lru_cache(maxsize=_MOST_FOLDED)(_fold)


def letters(text: str) -> str:
    """Return *text* folded and without punctuation: letters and digits only."""
    return _letters_of_label(text) if len(text) <= _LABEL_LENGTH else _letters(text)


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(fold(text)))


_letters_of_label = lru_cache(maxsize=_MOST_LABELS)(_letters)


_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST_OF_WORDS, _LEAST_WORDS = 140, 3


def has_only_words(text: str, must: frozenset[str], about: frozenset[str], words: frozenset[str]) -> bool:
    """Return whether the line *text* has one of *must*, one of *about*, and no word but *words*; three at least."""
    if len(text) > _LONGEST_OF_WORDS or text.count(" ") < _LEAST_WORDS - 1:  # as in nearly all Japanese lines
        return False
    found: list[str] = []
    for match in _WORDS.finditer(text.casefold().replace("’", "'")):
        if match[0] not in words:  # as one of the first words in nearly all lines
            return False
        found.append(match[0])
    return len(found) >= _LEAST_WORDS and not must.isdisjoint(found) and not about.isdisjoint(found)


def look_for(words: Iterable[str], *forms: str) -> Callable[[str], bool]:
    """Return a quick look before an expensive pattern: whether a text holds one of *words*.

    Words are in lower case, each with a letter; one with letters beyond ASCII has one letter at most that has a
    capital. The text may have capitals. *forms* are patterns to look for, too; each begins with a letter. Letters
    beyond ASCII are looked for in one search, those of ASCII in what a text has of them: an East Asian one has few.
    """
    every = sorted(set(words), key=len)
    least = [one for place, one in enumerate(every) if not any(shorter in one for shorter in every[:place])]
    latin = [word for word in least if word.isascii()]
    beyond = dict.fromkeys(one for word in least if not word.isascii() for one in (word, word.upper()))
    others = re.compile("|".join([*forms, *map(re.escape, beyond)]) or "(?!)")

    def may_hold(text: str) -> bool:
        if text.isascii():
            plain = text.lower()
        elif others.search(text):
            return True
        else:
            plain = text.encode("ascii", "ignore").decode().lower()
            if not plain.islower():  # digits and marks, or nothing
                return False
        for word in latin:  # noqa: SIM110 - a generator costs twice as much
            if word in plain:
                return True
        return False

    return may_hold


def ends_sentence(text: str) -> bool:
    """Return whether the line *text* ends as a sentence does: by a stop, or a quotation mark or bracket behind one."""
    return text[-1:] in _SENTENCE_ENDS


_DENSE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|([\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff])")
_LOOKED_AT = 40


def density(text: str) -> float:
    """Return how much a character of *text* says, 1.0 in scripts that part words.

    Group 1 are the scripts of Thailand, Laos, Burma and Cambodia, which print few stops.
    """
    dense = None if text.isascii() else _DENSE.search(text, 0, _LOOKED_AT)
    return 1.0 if dense is None else 2.2 if dense[1] is None else 1.5


def width(text: str) -> int:
    """Return how many columns *text* takes in print: a full-width character takes two."""
    if text.isascii():
        return len(text)
    return _width_of_label(text) if len(text) <= _LABEL_LENGTH else _width(text)


def _width(text: str) -> int:
    return len(text) + sum(map(len, _WIDE.findall(text)))


_width_of_label = lru_cache(maxsize=_MOST_LABELS)(_width)


def cjk_share(text: str) -> float:
    """Return the share of Chinese, Japanese and Korean characters among *text*'s letters, 0.0 to 1.0."""
    letter_count = sum(character.isalpha() for character in text)
    return min(1.0, len(_CJK.findall(text)) / letter_count) if letter_count else 0.0


@lru_cache(maxsize=16)  # a text is compared with several
def character_ngrams(text: str, size: int = 4) -> frozenset[str]:
    """Return the distinct *size*-character pieces of *text*'s letters.

    Characters, not words: white space does not separate words in Japanese.
    """
    plain = letters(text)
    if len(plain) <= size:
        return frozenset([plain] if plain else [])
    return frozenset([plain[i : i + size] for i in range(len(plain) - size + 1)])


_PIECE = 4
_ALIKE = re.compile("([\x00-\x7f]{4,})|[\u0800-\ud7ff\ue000-\uffff]{4,}")
"""Runs of characters that UTF-8 writes in one byte, and of those that it writes in three."""
_MOST_AT_ONCE = 1024


@lru_cache(maxsize=256)
def _cut(count: int, byte_count: int) -> Callable[[bytes, int], tuple[bytes, ...]]:
    """Return what cuts *count* pieces of *byte_count* bytes each, side by side, out of bytes from a place on."""
    return struct.Struct(f"{byte_count}s" * count).unpack_from


def ngram_tokens(text: str) -> list[str | bytes]:
    """Return all pieces of four characters of *text*'s letters in any order, most of them as their UTF-8.

    MinHash takes both alike. Pieces of characters with as many bytes each are cut out of one encoding: those that
    begin at the first character, then those at the second, the third, and the fourth.
    """
    plain = letters(text)
    if len(plain) <= _PIECE:
        return [plain] if plain else []
    found: list[str | bytes] = []
    first = 0
    for run in _ALIKE.finditer(plain):
        begin, end = run.start(), run.end() - _PIECE + 1
        found += [plain[i : i + _PIECE] for i in range(first, begin)]
        width = 1 if run[1] else 3
        for start in range(begin, end, _MOST_AT_ONCE):
            encoded = plain[start : min(start + _MOST_AT_ONCE, end) + _PIECE - 1].encode()
            for phase in range(_PIECE):
                count = (len(encoded) // width - phase) // _PIECE
                found += _cut(count, _PIECE * width)(encoded, phase * width)
        first = end
    found += [plain[i : i + _PIECE] for i in range(first, len(plain) - _PIECE + 1)]
    return found


MOST_ATTRIBUTES = 128
"""So many attributes are read of one tag. libxml2 looks through all of them for each new one."""
_MANY_ATTRIBUTES = 2000
"""So many take it 3 ms. Fewer without spaces between them, or behind an odd name, may as well be a script's text."""
_FEWEST_BYTES = 20_000
"""A shorter document cannot hold a tag that takes long."""
# White space is written out, the usual value comes first, the counts are possessive: a fourth fewer instructions.
_VALUE = rb"=\"[^\"]*+\"|\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|"
_PLAIN = rb"(?:[ \t\n\v\f\r/]++[^ \t\n\v\f\r=>/]++(?:" + _VALUE + rb"[^ \t\n\v\f\r\"'>]*+))?+)"
# As parsers read: a mark ends a value without a space, a name may begin with `=`, and a bare value may hold marks.
_BETWEEN = rb"[ \t\n\v\f\r/]*+(?<=[ \t\n\v\f\r/\"'])"
_ODD = rb"(?:" + _BETWEEN + rb"[^ \t\n\v\f\r>/][^ \t\n\v\f\r=>/]*+(?:" + _VALUE + rb"[^ \t\n\v\f\r>]*+))?+)"
_TAG = rb"<[a-zA-Z][^ \t\n\v\f\r/<>]*+"
_FORMS = {b"tag": _TAG, b"odd": _ODD, b"most": MOST_ATTRIBUTES, b"fewer": MOST_ATTRIBUTES - 1}
# It takes all that is before the next long tag, so that nothing is looked at twice: `match`, and never `search`.
_TO_LONG_TAG = re.compile(
    rb"(?:[^<]*+(?:<(?![a-zA-Z])[^<]*+)*+%(tag)s%(odd)s{0,%(fewer)d}+(?!%(odd)s))*+[^<]*+(?:<(?![a-zA-Z])[^<]*+)*+"
    rb"(?P<tag>%(tag)s%(odd)s{%(most)d}+)" % _FORMS
)
_PLAIN_TAG = re.compile(rb"<[a-zA-Z][a-zA-Z0-9:-]*+%(one)s{%(most)d}+" % {b"one": _PLAIN, b"most": MOST_ATTRIBUTES})
_MORE = re.compile(rb"(?:%(odd)s)*+" % _FORMS)
_FAR_MORE = re.compile(rb"%(odd)s{%(more)d}+" % {**_FORMS, b"more": _MANY_ATTRIBUTES - MOST_ATTRIBUTES})


def without_excess_attributes(source: bytes) -> tuple[bytes, bool]:
    """Return the document *source* with at most 128 attributes a tag, and whether others were left out."""
    if len(source) < _FEWEST_BYTES:
        return source, False
    kept, begin, place = [], 0, 0
    while found := _TO_LONG_TAG.match(source, place):
        plain, place = _PLAIN_TAG.match(source, found.start("tag")), found.end()
        if plain or _FAR_MORE.match(source, place):
            end = (plain or found).end()
            kept.append(source[begin:end])
            more = _MORE.match(source, end)
            begin = place = more.end() if more else end
    return (b"".join((*kept, source[begin:])), True) if kept else (source, False)


_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HANGUL = re.compile("[가-힣]")
_SIMPLIFIED = re.compile("[这个们来说国时会为对发经过还进动问关]")
_TRADITIONAL = re.compile("[這個們來說國時會為對發經過還進動問關]")
_EAST = re.compile("[ぁ-ヺ一-鿿가-힣]")
_FEW = 10


def language_of_script(text: str) -> str:
    """Return the language of *text*, by its script: ja, ko, zh-hans, zh-hant; empty for others and for few letters."""
    if not _EAST.search(text):
        return ""
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    if max(kana, hangul) > _FEW:
        return "ja" if kana > hangul else "ko"
    simplified, traditional = len(_SIMPLIFIED.findall(text)), len(_TRADITIONAL.findall(text))
    if max(simplified, traditional) > _FEW:
        return "zh-hans" if simplified > traditional else "zh-hant"
    return ""
