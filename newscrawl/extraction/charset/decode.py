"""Turns a page's bytes into its text, also where header, BOM or meta element are wrong.

What they declare is a witness, not a judge: the bytes decide. Valid UTF-8 is UTF-8; escape sequences are ISO-2022;
else the declared encodings and those of East Asia are tried, and the text that looks like written language wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.charset.frequent_letters import (
    ALPHABETS,
    CODEC_OF_LANGUAGE,
    COMMON,
    LATIN_CODECS,
    SAMPLE,
    bad_count,
    beyond_ascii,
    plausibility,
)

Source = Literal["bom", "header", "meta", "content"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, and how it was found."""

    text: str

    encoding: str
    """Python's name of the encoding."""

    source: Source
    """Who named it: the first of BOM, header and meta element that agrees with the bytes, else the bytes alone."""

    replaced_count: int
    """How many places could not be decoded and hold U+FFFD."""

    utf8: bytes | None = None
    """The page's own bytes where they are *text* in UTF-8, to the last one."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    encoding: str
    replaced_count: int
    score: float
    sample: str
    """The first of its characters beyond ASCII."""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG's superset of what a label names: https://encoding.spec.whatwg.org/#names-and-labels
_SUPERSETS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "shift_jisx0213": "cp932", "shift_jis_2004": "cp932", "euc_kr": "cp949", "johab": "cp949",
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
    "euc_jisx0213": "euc_jp", "euc_jis_2004": "euc_jp", "utf-8-sig": "utf-8", "utf-16": "utf-16-le",
    "iso2022_jp_1": "iso2022_jp", "iso2022_jp_2": "iso2022_jp", "iso2022_jp_ext": "iso2022_jp",
}  # fmt: skip
_LABELS = {"x-sjis": "cp932", "x-euc-jp": "euc_jp", "windows-31j": "cp932", "ms_kanji": "cp932", "x-gbk": "gb18030",
           "x-x-big5": "big5hkscs", "ks_c_5601-1987": "cp949", "windows-949": "cp949", "unicode": "utf-16-le",
           "windows-874": "cp874", "x-mac-roman": "mac_roman", "x-user-defined": "cp1252", "none": ""}  # fmt: skip
_LANGUAGES = {
    "cp932": "ja", "euc_jp": "ja", "iso2022_jp": "ja", "cp949": "ko", "gb18030": "zh-hans", "big5hkscs": "zh-hant",
}  # fmt: skip
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:\-]+)", re.IGNORECASE)
_LANG = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)
_NOTHING = re.compile(rb"[ \t\r\n\0]*+")
_RUNS = re.compile(rb"[\x80-\xff]+")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A character of UTF-8 beyond ASCII. By chance, a tenth of EUC's pairs look like one."""
_META_BYTES = 8192
_ISO_2022 = re.compile(rb"\x1b(?:\$[@B]|\(J|\$\(D)")
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x01\x00",
    b"\x28\xb5\x2f\xfd", b"ID3", b"OggS", b"\x7fELF", b"wOFF", b"wOF2", b"BZh", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_EAST = "\u1100"
"""The letters from here on are of East Asia."""
_PLAUSIBLE = 0.25
_MAX_REPLACED_SHARE = 0.03
_MOST_BROKEN = 4
"""So many whole characters for each broken place make UTF-8 where nothing declares it."""
# Browsers show these for the same bytes: https://encoding.spec.whatwg.org/#index-jis0208
_AS_BROWSERS = tuple(zip("〜‖−¢£¬", "～∥－￠￡￢", strict=True))


def decode(body: bytes, *, content_type: str | None = None, url: str = "", utf8_text: str | None = None) -> Decoded:
    """Return the text of the page *body*, without BOM.

    *content_type* is the header's value, e.g. ``text/html; charset=Shift_JIS``. *url* is for messages. *utf8_text* is
    *body* in UTF-8 where the caller has it: decoding costs more than all the rest. A page cut in the middle of a
    character loses that character. Raises `UnreadablePageError` with reason `empty` for no bytes but
    white space, `binary` for what is no text, `mojibake` where no encoding gives written language.
    """
    if _NOTHING.fullmatch(body):
        raise UnreadablePageError(url, "empty", f"expected a page, got {len(body)} bytes of nothing")
    header = _named(_first(_CHARSET, content_type or ""))
    if header in {"utf-8", None} and b"\0" not in body and b"\x1b" not in body:
        text = _utf8(body) if utf8_text is None else utf8_text
        if text is not None:
            return _as_utf8(text, body, header, url)
    if marked := _marked(body):
        return marked
    if _is_binary(body, header):
        raise UnreadablePageError(url, "binary", f"expected text, got binary data that begins with {body[:8]!r}")
    meta = _meta(body)
    reading = _best(body, header, meta)
    if reading is None:
        raise UnreadablePageError(
            url, "mojibake", f"expected text, but no encoding fits (header: {header}, meta: {meta})"
        )
    source: Source = "header" if reading.encoding == header else "meta" if reading.encoding == meta else "content"
    return Decoded(reading.text, reading.encoding, source, reading.replaced_count)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1] if match else None


_NO_CHARSETS = frozenset({
    "base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib",
    "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape",
})  # fmt: skip
"""What Python calls codecs and no page is written in."""


def _named(label: str | None) -> str | None:
    """Return Python's name of the encoding that browsers take for *label*; None for no or an unknown label."""
    if not label:
        return None
    label = label.strip().lower()
    try:
        name = _LABELS.get(label) or codecs.lookup(label).name
    except (LookupError, ValueError):  # a zero in it is a ValueError
        return None
    return None if name in _NO_CHARSETS else _SUPERSETS.get(name, name)


def _meta(body: bytes) -> str | None:
    head = body[:_META_BYTES]
    match = _META.search(head) or _XML.search(head)
    name = _named(match[1].decode("ascii", "replace")) if match else None
    # A page whose meta element can be read as ASCII is not in UTF-16, whatever it declares.
    return "utf-8" if name and name.startswith(("utf-16", "utf-32")) else name


def _utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut = error.end >= len(body) and error.reason == "unexpected end of data"
        return body[: error.start].decode("utf-8") if is_cut else None


def _as_utf8(text: str, body: bytes, header: str | None, url: str) -> Decoded:
    if b"\xc3" in body and is_decoded_twice(body, text):
        repaired = undone(text)
        if repaired is None:
            raise UnreadablePageError(
                url, "mojibake", "expected text, got UTF-8 that was read as Latin letters and saved"
            )
        return Decoded(repaired, "utf-8", "content", 0)
    if text.startswith("\ufeff"):
        return Decoded(text[1:], "utf-8", "bom", 0)
    whole = body if body[-1:].isascii() else None  # else it may be cut in its last character
    if header is not None:
        return Decoded(text, "utf-8", "header", 0, whole)
    meta = _meta(body)
    if meta in {"utf-8", None} or not text.isascii():
        return Decoded(text, "utf-8", "meta" if meta == "utf-8" else "content", 0, whole)
    return Decoded(text, meta, "meta", 0, whole)


def _marked(body: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(encoding, "replace").removesuffix("\ufffd")
            count = text.count("\ufffd")
            if count * 20 <= len(text):
                return Decoded(text, encoding, "bom", count)
    return None


def _is_binary(body: bytes, header: str | None) -> bool:
    if header is not None and header.startswith(("utf-16", "utf-32")):
        return False
    head = body[:4096]
    if body.startswith(_MAGIC):
        return True
    if _unmarked_utf16(body):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 50 > len(head)


def _unmarked_utf16(body: bytes) -> str | None:
    """Return the encoding of ASCII markup in UTF-16 without BOM."""
    start = body.lstrip(b" \t\r\n\0")[:64] if body[:1] != b"\0" else body[:64]
    if re.match(rb"(?:<\0[!a-zA-Z?]\0)", start):
        return "utf-16-le"
    return "utf-16-be" if re.match(rb"(?:\0<\0[!a-zA-Z?])", start) else None


def _best(body: bytes, header: str | None, meta: str | None) -> _Candidate | None:
    """Return the reading of *body* that looks most like written language; None where none does."""
    if wide := _unmarked_utf16(body) or (header if header and header.startswith(("utf-16", "utf-32")) else None):
        return _read(body, wide)
    if b"\x1b" in body and _ISO_2022.search(body) and not re.search(rb"[\x80-\xff]", body):
        return _read(body, "iso2022_jp")
    if (text := _utf8(body)) is not None:
        sample = beyond_ascii(text)[:SAMPLE]
        if len(sample) > 3 or (header or meta) in {"utf-8", None}:
            return _Candidate(text, "utf-8", 0, 1.0, sample)
    declared = [name for name in dict.fromkeys((header, meta)) if name is not None]
    for reading in (_read(body, name) for name in declared if name in _LANGUAGES):
        if not reading.replaced_count and (reading.score > 0.35 or _has_few_letters(reading)):
            return reading
    return _most_plausible(body, declared)


def _has_few_letters(reading: _Candidate) -> bool:
    """Return whether *reading* has signs (``27℃``) or an alphabet beyond ASCII, and no other letter that is rare.

    So an English or Russian page of a Japanese site reads. Wrong bytes give rare letters of East Asia.
    """
    common = COMMON[_LANGUAGES[reading.encoding]]
    return all(one < _EAST or not one.isalpha() or one in common for one in reading.sample)


def _most_plausible(body: bytes, declared: list[str]) -> _Candidate | None:
    """Return the best of UTF-8 with faults, the encodings of East Asia, and those of an alphabet."""
    utf8 = _read(body, "utf-8")
    if _is_clean(utf8) or _is_broken_utf8(body, utf8, is_declared="utf-8" in declared):
        return utf8
    names = [name for name in dict.fromkeys((*declared, *_LANGUAGES)) if name in _LANGUAGES and name != "iso2022_jp"]
    readings = [reading for name in names if _is_clean(reading := _read(body, name))]
    east = max(readings, key=lambda reading: reading.score, default=None)
    if east is not None and east.score < _PLAUSIBLE:
        east = None
    if east is not None and _has_runs(body):
        return east
    match = _LANG.search(body[:_META_BYTES])
    alphabet = alphabet_of(body, declared, match[1].decode().lower() if match else "")
    return _read(body, alphabet) if alphabet is not None else east


def _has_runs(body: bytes) -> bool:
    """Return whether bytes beyond ASCII are in twos and more, as the characters of East Asia do."""
    runs = _RUNS.findall(body)
    return sum(map(len, runs)) * 2 >= len(runs) * 3


def _is_clean(reading: _Candidate) -> bool:
    return reading.replaced_count <= max(1, len(reading.sample) * _MAX_REPLACED_SHARE)


def _is_broken_utf8(body: bytes, utf8: _Candidate, *, is_declared: bool) -> bool:
    """Return whether *body* is UTF-8 with some broken or Latin bytes: most of what is beyond ASCII is in its form."""
    whole = len(_SEQUENCE.findall(body))
    return utf8.replaced_count * (1 if is_declared else _MOST_BROKEN) <= whole


def _read(body: bytes, encoding: str) -> _Candidate:
    if encoding == "iso2022_jp":
        body, codec = _as_euc(body), "euc_jis_2004"
    else:
        codec = "euc_jis_2004" if encoding == "euc_jp" else encoding
    decoder = codecs.getincrementaldecoder(codec)("replace")
    text = decoder.decode(body, final=False)
    if codec == "euc_jis_2004":
        for written, shown in _AS_BROWSERS:  # six searches; translate looks every character of the page up
            text = text.replace(written, shown)
    text = text.removeprefix("\ufeff")
    others = beyond_ascii(text)
    sample = others[:SAMPLE]
    language = _LANGUAGES.get(encoding)
    score = plausibility(sample, language) if language else 0.0
    return _Candidate(text, encoding, bad_count(others), score, sample)


_EIGHTH_BIT = bytes(b | 0x80 if 0x21 <= b <= 0x7E else b for b in range(256))
_CUT_ESCAPE = re.compile(rb"\x1b(?:\(|\$\(?)?$")
_ESCAPE = re.compile(rb"\x1b(\$[@B]|\([BJI]|\$\(D)")


def _as_euc(body: bytes) -> bytes:
    """Return ISO-2022-JP bytes as EUC-JP: the same letters with the eighth bit set."""
    pieces = _ESCAPE.split(_CUT_ESCAPE.sub(b"", body))
    return pieces[0] + b"".join(map(_piece_as_euc, pieces[1::2], pieces[2::2]))


def _piece_as_euc(escape: bytes, piece: bytes) -> bytes:
    if escape in {b"$@", b"$B"}:
        return piece.translate(_EIGHTH_BIT)
    if escape == b"(I":
        return b"".join(b"\x8e" + bytes([b | 0x80]) for b in piece)
    if escape == b"$(D":
        marked = piece.translate(_EIGHTH_BIT)
        return b"".join(b"\x8f" + marked[i : i + 2] for i in range(0, len(marked), 2))
    return piece


_BYTE_RUNS = re.compile(rb"[\x80-\xff]+")
_WORD_WITH_ASCII = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_LEAST, _LEAST_OF_OTHERS = 0.5, 0.75
_SAMPLE_RUNS = 3000


def alphabet_of(body: bytes, declared: list[str], language: str) -> str | None:
    """Return Python's name of *body*'s single-byte encoding; None where none gives usual letters.

    *declared* are the encodings that header and meta element name; *language* is that of the page's `lang`, or "".
    Both tip the scales, no more.
    """
    runs = _BYTE_RUNS.findall(body)[:_SAMPLE_RUNS]
    if not runs:
        return "cp1252"
    sample = b" ".join(runs)
    is_latin = len(_WORD_WITH_ASCII.findall(body)) * 3 > len(runs) or max(map(len, runs)) < 3
    scores = {codec: _score(sample, codec) for codec in ALPHABETS if (codec in LATIN_CODECS) == is_latin}
    for codec in scores:
        scores[codec] += 0.1 * (codec in declared) + 0.1 * (codec == CODEC_OF_LANGUAGE.get(language, "cp1252"))
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] >= (_LEAST if is_latin else _LEAST_OF_OTHERS) else None


def _score(sample: bytes, codec: str) -> float:
    """Return the share of *sample*'s letters and marks that are usual in the languages of *codec*."""
    text = sample.decode(codec, "replace").replace(" ", "")
    return sum(character in ALPHABETS[codec] for character in text) / len(text)


# The first byte of a three-byte character, read as a Latin letter, and two continuation bytes read likewise.
_SIGNS = re.compile(
    rb"\xc3[\xa3-\xad](?:\xc2[\x80-\xbf]|[\xe2\xef]..|[\xc5\xc6\xcb].)(?:\xc2[\x80-\xbf]|[\xe2\xef]..|[\xc5\xc6\xcb].)"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LATIN_1_GAPS = {byte: bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_MOST_SIGNS = 0.6


def is_decoded_twice(body: bytes, text: str) -> bool:
    """Return whether *text*, decoded from *body* as UTF-8, is mostly UTF-8 that was once read as Latin letters."""
    signs = _SIGNS.findall(body)
    return len(signs) > 2 and len(signs) * 3 > _MOST_SIGNS * len(_BEYOND_ASCII.findall(text))


def undone(text: str) -> str | None:
    """Return *text* as it was before its first decoding; None where letters were lost on the way."""
    pieces = []
    for character in text:
        code = ord(character)
        try:
            pieces.append(_LATIN_1_GAPS.get(code) or character.encode("cp1252"))
        except UnicodeEncodeError:
            if code > 0xFF:
                return None
            pieces.append(bytes([code]))
    try:
        return b"".join(pieces).decode("utf-8")
    except UnicodeDecodeError:
        return None
