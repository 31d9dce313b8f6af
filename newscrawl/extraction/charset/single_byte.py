"""Finds the single-byte encoding of a page in an alphabet: Latin, Cyrillic, Greek, Hebrew, Arabic, Thai.

Two things tell them apart. Letters beyond ASCII are inside words of ASCII letters in Latin scripts, and among
themselves in all others. And each language uses a few such letters often, which come out as rare ones in another
encoding.
"""

from __future__ import annotations

import re

_MARKS = "“”„‘’‚«»–—…•·°€£§©®™\xa0\xad"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыьэюяёіїєґў"
_USUAL = {
    "cp1252": "éèàäöüßñóíáúçêâôûëïîìòùåøæãõœÉÄÖÜÀÇÅØ¿¡º½",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîşţđŚŁŻČŠŽÁÉ",
    "iso8859_2": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîşţđŚŁŻČŠŽÁÉ",
    "cp1254": "çğıöşüâîûİŞÇÖÜĞ",
    "cp1257": "āčēģīķļņšūžąęėįųõäöüŠČŽĀ",
    "cp1251": _CYRILLIC,
    "koi8_r": _CYRILLIC,
    "cp1253": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώςϊ",
    "cp1255": "אבגדהוזחטיכלמנסעפצקרשתםןףץך",
    "cp1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآءئؤپچژگ،؟",
    "cp874": "กขคงจฉชซญณดตถทธนบปผพฟภมยรลวศษสหอะัาำิีึืุูเแโใไๆ็่้์",
}
_ALPHABETS = {codec: frozenset(usual + _MARKS) for codec, usual in _USUAL.items()}
_LATIN = frozenset({"cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257"})
_BY_LANGUAGE = {
    "ru": "cp1251", "uk": "cp1251", "bg": "cp1251", "be": "cp1251", "sr": "cp1251", "mk": "cp1251", "pl": "cp1250",
    "cs": "cp1250", "sk": "cp1250", "hu": "cp1250", "sl": "cp1250", "hr": "cp1250", "ro": "cp1250", "tr": "cp1254",
    "el": "cp1253", "he": "cp1255", "ar": "cp1256", "fa": "cp1256", "et": "cp1257", "lt": "cp1257", "lv": "cp1257",
    "th": "cp874",
}  # fmt: skip
_RUNS = re.compile(rb"[\x80-\xff]+")
_WORD_WITH_ASCII = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_LEAST, _LEAST_OF_OTHERS = 0.5, 0.75
_SAMPLE_RUNS = 3000


def alphabet_of(body: bytes, declared: list[str], language: str) -> str | None:
    """Return Python's name of *body*'s single-byte encoding; None where none gives usual letters.

    *declared* are the encodings that header and meta element name; *language* is that of the page's `lang`, or "".
    Both tip the scales, no more.
    """
    runs = _RUNS.findall(body)[:_SAMPLE_RUNS]
    if not runs:
        return "cp1252"
    sample = b" ".join(runs)
    is_latin = len(_WORD_WITH_ASCII.findall(body)) * 3 > len(runs) or max(map(len, runs)) < 3
    scores = {codec: _score(sample, codec) for codec in _ALPHABETS if (codec in _LATIN) == is_latin}
    for codec in scores:
        scores[codec] += 0.1 * (codec in declared) + 0.1 * (codec == _BY_LANGUAGE.get(language, "cp1252"))
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] >= (_LEAST if is_latin else _LEAST_OF_OTHERS) else None


def _score(sample: bytes, codec: str) -> float:
    """Return the share of *sample*'s letters and marks that are usual in the languages of *codec*."""
    text = sample.decode(codec, "replace").replace(" ", "")
    return sum(character in _ALPHABETS[codec] for character in text) / len(text)
