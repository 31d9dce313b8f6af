"""Decides whether a text is a person's name: not another short word, an agency, or the page's publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.people import east_words as words
from newscrawl.extraction.people.name_words import (
    AGENCIES,
    AGENCY_ENDINGS,
    ALL_POSTS,
    COLLECTIVES,
    EAST_PLACE,
    GENERIC,
    KOREAN_NAME,
    KOREAN_NOUN,
    LABEL_WORDS,
    NOUN,
    PARTICLES,
    SURNAMES,
)
from newscrawl.items import Author
from newscrawl.text import fold, letters
from newscrawl.urls import host_of

_HANGUL = re.compile("[가-힣 ]+")
_KANJI_KATAKANA = re.compile("[一-鿿々〆ヶ]{2,}[ァ-ヺー]+")
_KATAKANA_KANJI = re.compile("[ァ-ヺー]{3,}([一-鿿々〆ヶ]{2,})")
_TAIL = re.compile(
    "[一-鿿々](?:から|まで|など|する|した|して|より|ため|こと|もの|への|との|ない|では|には|とは|って|済み|中"
    "|を.*|で.*|に.*|は.*|が.*)$"
)
_VERB = re.compile("[一-鿿][るすくむぶぐうの][一-鿿]")
"""増す不安, 夏の海: a verb or の before its noun. No name has its ending between characters."""
_KANA_GIVEN = re.compile("[一-鿿々〆ヶ]{1,4}[ 　][ぁ-ゖー]{2,4}")
"""湯浅 はるか: the space parts a family name from a given name in hiragana."""
_NO_PART = re.compile(r"[^\w・･·ㆍ‧＝=.'’-]")
_SHORTEST = 3
_NO_GIVEN = frozenset("線駅杯賞展祭県庁省党軍隊版号欄戦港紬杉川河城寺社院橋坂峠路区郡崎沢池湖湾滝島谷原堂館店屋")
"""Characters that end words of places, events, houses and pages, and no given name: 山手線, 松江城, 石狩川."""
_MIXED = re.compile("[一-鿿々〆ヶ]+[ぁ-ゖー]+[一-鿿]+|[一-鿿々〆ヶ]+の[ぁ-ゖー]+")
"""山口きらら博, 朝のことば."""
_KANJI_HIRAGANA = re.compile("[一-鿿々〆ヶ]+[ぁ-ゖー]+")
"""浜松まつり: words have this form, too; a name has a known family or given name, or a space between them."""
_NO_KATAKANA_GIVEN = re.compile("[ッィェォァゥヴ]|[ァ-ヺー]{4}")

_LONGEST_SURNAME, _MOST_SPACES = 4, 3


def may_be_person(name: str) -> bool:
    """Return whether *name*, in East Asian script and without any label, may be a person's: 小池和樹, not 国際政治.

    Japanese names have no mark of their own: words of sections, buttons and topics are no name, nor
    are two characters; other forms than characters alone are one where they begin with a known surname. Korean ones are
    three syllables, the first a surname.
    """
    plain = name.replace(" ", "").replace("　", "")
    if _HANGUL.fullmatch(plain):
        return bool(KOREAN_NAME.fullmatch(plain)) and not KOREAN_NOUN.search(plain)
    if len(plain) < _SHORTEST or _is_word(name, plain):
        return False
    if match := _KATAKANA_KANJI.fullmatch(plain):
        return has_surname(match[1])  # サンプラザ中野, not スポーツ報知
    if not _KANJI_KATAKANA.fullmatch(plain):
        return True
    return has_surname(plain) and not _NO_KATAKANA_GIVEN.search(plain)  # not 清水エスパルス


def _is_word(name: str, plain: str) -> bool:
    """Return whether *name*, *plain* without spaces, has a form that no Japanese name has."""
    if _NO_PART.search(plain) or NOUN.search(plain) or _VERB.search(name):
        return True
    if plain[-1] in _NO_GIVEN and plain not in SURNAMES:
        return True
    is_given_known = _given_in_kana(plain) in words.KANA_GIVEN
    if _KANJI_HIRAGANA.fullmatch(name) and not is_given_known and not has_surname(plain):
        return True
    is_worded = _MIXED.fullmatch(plain) or (_TAIL.search(plain) and not _KANA_GIVEN.fullmatch(name))
    return bool(is_worded and not is_given_known)


def _given_in_kana(plain: str) -> str:
    return re.sub("^[一-鿿々〆ヶ]{1,3}", "", plain)


_WORD = re.compile(r"[^\W\d_]+")


def is_of_common_words(name: str, blocks: Sequence[Block], *, is_alone: bool) -> bool:
    """Return whether *blocks*, a page's, print most words of *name* in small letters, too: Prep Time, VOTO MEDIO.

    One word is enough where the name has no other evidence (*is_alone*). A surname may be a word: Young, Hill.
    """
    if is_agency(name) or COLLECTIVES.search(name):
        return False
    words = [word for word in _WORD.findall(name) if word not in PARTICLES and word.lower() != word]
    written = [word for word in words if _prints(word.lower(), blocks)]
    return len(written) > (0 if is_alone else len(words) / 2)


def _prints(word: str, blocks: Sequence[Block]) -> bool:
    alone = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(word in block.text and alone.search(block.text) for block in blocks)


def is_full_name(name: str) -> bool:
    """Return whether *name* is a family and a given name; in Korean two syllables are one, too."""
    return may_be_person(name) or (len(name) == 2 and has_surname(name) and re.fullmatch("[가-힣]+", name) is not None)


def names_of_words(parts: list[str]) -> list[str]:
    """Return the names of words that spaces part: 小池 和樹 is one, 小池和樹 田中太郎 are two."""
    if len(parts) == 2 and fold(parts[0]) == fold(parts[1]):
        return parts[:1]
    east = [part for part in parts if not words.LATIN.fullmatch(part)]
    if east and len(east) < len(parts):
        return names_of_words(east)  # 小池和樹 Kazuki Koike
    if not east or len(parts) == 1:
        return [" ".join(parts)]
    if _are_full(parts):
        return parts
    if len(parts) % 2 == 0 and len(parts) > 2 and max(map(len, parts)) <= 3:
        return [f"{family} {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return [" ".join(parts)]


def _are_full(parts: list[str]) -> bool:
    """Return whether each of *parts* is a family and a given name."""
    if all(re.fullmatch("[가-힣]{3}", part) for part in parts):
        return True
    if min(map(len, parts)) < 3 or any(re.fullmatch(f"[{words.KATAKANA}]+", part) for part in parts):
        return False
    return max(map(len, parts)) >= 4 or all(len(part) == 3 and has_surname(part[:2]) for part in parts)


def may_sign_east(name: str) -> bool:
    """Return whether *name* may be a person's without a label."""
    if words.LATIN.match(name):
        return " " in name
    if re.fullmatch(f"[{words.KATAKANA}]+", name) or (words.FAMILY_IN_BU.fullmatch(name) and name.endswith("部")):
        return False  # a pen name, a family name, or any other word
    is_foreign = (
        re.fullmatch(rf"[{words.KATAKANA}]+(?:[{words.DOTS}＝](?:[A-Z]|[{words.KATAKANA}]+))+", name) is not None
    )
    return is_foreign or may_be_person(name)


def is_subject(name: str, headline: str, paragraphs: Sequence[str]) -> bool:
    """Return whether an article's *headline* or *paragraphs* name *name*: a team, a place, who is spoken of.

    A headline may end in its writer's name or begin with it, and so may the first and the last paragraph begin.
    """
    its = re.escape(name)
    if name in headline and not re.match(rf"{its}\s?[:：]|.*[|｜/／―—–-]\s?{its}$", headline):
        return True
    ends = (*paragraphs[:1], *paragraphs[-1:])
    return any(name in one and not (one in ends and one.startswith(name)) for one in paragraphs)


def names_topic(text: str) -> bool:
    """Return whether *text*, in Japanese, holds a word of sections, buttons and topics: 記者一覧."""
    return NOUN.search(text) is not None


def has_label_word(name: str) -> bool:
    """Return whether *name*, in a Western script, holds a word of labels and topics: Latest News, World Cup."""
    return any(word.strip(".,").casefold() in LABEL_WORDS for word in name.split())


def has_surname(plain: str) -> bool:
    """Return whether *plain* begins with one of the common surnames of Japan, Korea and China."""
    return any(plain[:size] in SURNAMES for size in range(1, _LONGEST_SURNAME + 1))


def is_agency(name: str) -> bool:
    """Return whether *name* is a news agency's (共同通信, AP), not a person's."""
    plain = fold(name)
    return plain in AGENCIES or plain.endswith(AGENCY_ENDINGS)


_EAST_NAME = re.compile(r"[一-鿿々〆ヶ]{1,4}[ 　]?[一-鿿々ぁ-ゖァ-ヺー]{1,5}|[가-힣]{2,4}")
_WEST_NAME = re.compile(r"[^\W\d_a-z]\S*(?:\s(?:['’]?[^\W\d_]\S*)){1,5}")
_JOINED_WORDS = re.compile(r"[^\W_]+\s(?:und|and|et|og|och)\s[^\W_]+")
"""Onlinerecht und Bürgerrechte: two words of a topic, and nobody's name."""
_EAST = re.compile("[一-鿿ぁ-ゖァ-ヺ가-힣]")
_KATAKANA_NAME = re.compile(r"[ァ-ヺー]+(?:[・＝=](?:[A-Z]|[ァ-ヺー]+))+")


def is_signing_name(name: str) -> bool:
    """Return whether *name* has the form of a person's or an agency's name."""
    if is_agency(name):
        return True
    if _WEST_NAME.fullmatch(name) and not _JOINED_WORDS.fullmatch(name):
        *before, last = name.split()
        return not last.islower() and all(word in PARTICLES or not word.islower() for word in before)
    if EAST_PLACE.search(name) and not _is_given_after_surname(name.replace(" ", "")):
        return False
    return bool(_EAST_NAME.fullmatch(name) or _KATAKANA_NAME.fullmatch(name))


def _is_given_after_surname(plain: str) -> bool:
    """Return whether *plain* is a known surname and two characters: 中村正道, not 山口県."""
    return len(plain) > _SHORTEST and plain[:-2] in SURNAMES


def is_name_alone(name: str) -> bool:
    """Return whether *name* may sign without any label: section names and buttons look like names."""
    if not is_signing_name(name) or is_agency(name):
        return is_agency(name)
    if name.lower() == name.upper() and name.count(" ") > _MOST_SPACES:  # a script without capitals, or a deck in it
        return False
    return may_be_person(name) if _EAST.search(name) else not has_label_word(name)


_GENERIC_AROUND = re.compile(rf"^(?:{GENERIC})*?(?P<core>.+?)(?:{GENERIC})*$")
_SHORTEST_CORE, _LONGEST_HOUSE = 2, 100
_ARTICLE = re.compile(r"(?:the|der|die|das|le|la|les|el|il)\s+", re.IGNORECASE)
"""DER SPIEGEL of spiegel.de."""
_LEGAL = re.compile(
    r"^(?:株式会社|有限会社|合同会社|(?:一般|公益)(?:社団|財団)法人)|(?:株式会社|有限会社|公司)$"
    r"|[\s,](?:Inc|Ltd|LLC|PLC|Corp|GmbH|AG|SE|KG|e\.\s?V|K\.K|S\.A|B\.V|S\.p\.A|S\.r\.l|d\.o\.o)\.?$"
)

_FEED = re.compile(
    r"\b(?:feeds?|wires?|newswire|rss|bot|cms|import|syndication|staff|newsroom)$"
    r"|^(?:(?:news )?agenc(?:ies|y)|agenturen|agences|agencias|agenzie|agências)$",
    re.IGNORECASE,
)


def is_house(name: str, houses: Iterable[str]) -> bool:
    """Return whether *name* is the house itself: STERN.de of stern.de, 毎日新聞 of 毎日新聞社.

    *houses* are what the page calls its publisher and site, and its URL or host.
    """
    signed = letters(name)
    if not signed:
        return False
    forms = {signed, _core(signed), _initials(name), letters(_ARTICLE.sub("", name))}
    return any(not forms.isdisjoint(_names_of(house)) for house in houses)


def without_house(authors: Sequence[Author], houses: Iterable[str]) -> tuple[Author, ...]:
    """Return *authors* without the house, and without companies by their legal form, where others sign beside them."""
    named = tuple(houses)
    authors = [_bare(author, named) for author in authors]
    others = tuple(author for author in authors if not is_house(author.name, named) and not _LEGAL.search(author.name))
    return others or tuple(authors)


def _bare(author: Author, houses: Sequence[str]) -> Author:
    """Return *author* without the house behind a name of two words: Anna Berg NDR."""
    *words, last = author.name.split()
    is_behind = len(words) > 1 and last[:1].isupper() and is_house(last, houses)
    return Author(name=" ".join(words).rstrip(" ,|/–-"), email=author.email) if is_behind else author


def without_de(author: Author) -> Author:
    """Return *author* without the Romanian word for "by", where two names or more follow it: De Ion Popescu."""
    name = author.name.removeprefix("De ").removeprefix("către ")
    return replace(author, name=name) if " " in name else author


def is_company(name: str) -> bool:
    """Return whether *name* is a company's by its legal form: みどり食品株式会社."""
    return _LEGAL.search(name) is not None


def is_nobody(name: str) -> bool:
    """Return whether *name* in data is a company's or a paper's by its form, or a feed's: Watermark feed."""
    is_paper = words.HOUSE.fullmatch(name) is not None and not is_agency(name)
    return is_paper or is_company(name) or _FEED.search(name) is not None


def _initials(name: str) -> str:
    """Return the initials of a name of several words, as hosts have them: dw of Deutsche Welle."""
    words = name.split()
    return letters("".join(word[0] for word in words)) if len(words) > 1 else letters(name)


@lru_cache(maxsize=512)
def _names_of(house: str) -> frozenset[str]:
    host = host_of(house) if "//" in house else ""
    if host:
        labels = [
            label for label in host.split(".")[:-1] if label not in {"www", "co", "com", "or", "ne", "org", "news"}
        ]
        return frozenset(letters(form) for form in (*labels, host, "".join(host.split(".")[-2:])))
    whole = letters(house)
    return frozenset(form for form in (whole, _core(whole)) if form)


@lru_cache(maxsize=2048)
def _core(name: str) -> str:
    match = _GENERIC_AROUND.match(name) if len(name) <= _LONGEST_HOUSE else None
    core = match["core"] if match else name
    return core if len(core) >= _SHORTEST_CORE else name


_LONGEST_ALL_POSTS = 90


def without_posts(text: str) -> str:
    """Return the name in *text* where it is a link's words for all posts of one writer; else *text* itself."""
    match = ALL_POSTS.fullmatch(text.strip(" .。→»›>")) if len(text) <= _LONGEST_ALL_POSTS else None
    return next(filter(None, match.groups())) if match else text
