"""Who wrote a text, as elements mark it: links to writers' pages, elements named for a name, elements side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from newscrawl.extraction.document.blocks import Block, Link
from newscrawl.extraction.document.zones import BYLINE, CAPTION, HEADING
from newscrawl.extraction.people.byline_forms import tells_time, without_times
from newscrawl.extraction.people.name_words import COLLECTIVES, EAST_ROLES, NEVER
from newscrawl.extraction.people.plausible_names import has_surname, is_agency, is_house, is_role
from newscrawl.extraction.people.read_people import byline_in, names_alone, read_authors
from newscrawl.items import Author
from newscrawl.loaders.article.printed_tags import TOPICS
from newscrawl.text import cjk_share, letters, squash

_MOST_LINKS, _MOST_PARTS = 12, 24
_SMALL = frozenset({"h4", "h5", "h6"})
"""Headings that themes set a writer's name in."""
WRITERS = re.compile(
    r"/(?:authors?|writers?|reporters?|columnists?|contributors?|journalists?|staff|autor(?:en|es|i|zy)?|auteurs?|"
    r"forfatter|skribent|penulis)(?:[/=_-]|\.\w+[?]|$)",
    re.IGNORECASE,
)
_NAME_CLASSES = frozenset({"name", "author-name", "author_name", "author__name", "byline-name", "fn", "p-name"})


def linked_authors(block: Block) -> tuple[Author, ...]:
    """Return the people in *block* on links to addresses like those of writers' pages: /author/7, /reporters/doe."""
    is_other = block.zones & HEADING or (block.zones & CAPTION and not block.zones & BYLINE)
    is_marked = bool(block.zones & BYLINE) and not any(TOPICS.search(link.href) for link in block.links)
    if is_other and not _is_all_link(block) and not _opens_with_writer(block):
        return ()
    is_byline = is_marked and ((block.tag in _SMALL and _is_all_link(block)) or _are_links_all(block))
    linked = [link for link in block.links if is_byline or WRITERS.search(link.href)]
    texts = [text for link in linked for text in _alike(link, block)]
    if not texts and (block.zones & BYLINE or tells_time(block.text)):
        texts = [link.text for link in block.links if COLLECTIVES.search(link.text)]
    texts = texts or (_parts(block) or _named(block) if is_marked else [])
    return tuple(dict.fromkeys(author for text in texts for author in names_alone(text, is_byline=True)))


def _opens_with_writer(block: Block) -> bool:
    """Return whether *block*, below a portrait, opens with a link to a writer's page."""
    first = next((link for link in block.links if link.text), None)
    return first is not None and bool(WRITERS.search(first.href)) and block.text.startswith(first.text)


def _alike(link: Link, block: Block) -> list[str]:
    """Return the text of *link*, and those of elements like the one around it, side by side: more writers."""
    around = link.element.getparent()
    above = around.getparent() if around is not None else None
    if around is None or above is None or around is block.element or not around.get("class"):
        return [link.text]
    kind = (around.tag, around.get("class"))
    alike = [one for one in islice(above, _MOST_PARTS) if (one.tag, one.get("class")) == kind]
    return [link.text if one is around else squash("".join(map(str, one.itertext()))) for one in alike]


def is_of_topics(block: Block) -> bool:
    """Return whether *block* links lists of a tag or category and no writer: カテゴリ スポーツ is no name."""
    hrefs = [link.href for link in block.links]
    return any(map(TOPICS.search, hrefs)) and not any(map(WRITERS.search, hrefs))


def _named(block: Block) -> list[str]:
    """Return the text of the element in *block* that is named for a name, where a badge or a role is beside it."""
    inner = islice(block.element.iter(), _MOST_PARTS)
    named = (one for one in inner if not _NAME_CLASSES.isdisjoint((one.get("class") or "").split()))
    return [squash("".join(map(str, one.itertext()))) for one in islice(named, 1)]


def _parts(block: Block) -> list[str]:
    """Return the texts of *block*'s elements where each is a name of several words: a list side by side."""
    texts = [squash(text) for text, _ in block.runs[: _MOST_PARTS + 1] if not text.isspace()]
    is_list = len(texts) > 1 and len(block.runs) <= _MOST_PARTS
    return texts if is_list and all(" " in text and len(names_alone(text)) == 1 for text in texts) else []


def _is_all_link(block: Block) -> bool:
    return len(block.links) == 1 and block.links[0].text == block.text


def _are_links_all(block: Block) -> bool:
    """Return whether links side by side are all that *block* prints."""
    return 1 < len(block.links) <= _MOST_LINKS and not letters(block.unlinked)


_MOST_SIDE = 12
_LONGEST, _LONGEST_PART, _LONGEST_PEN_NAME = 100, 40, 12
_AROUND = " 　|｜/／・･·•,，、:：-–—（()）[]［］【】<>＜＞＝="
_OFFICE = re.compile(
    r"[一-鿿々ぁ-ゖァ-ヺーA-Za-z・]{1,16}(?:支局|総局|支社|本社|本部|センター|グループ|チーム|取材班|デスク)"
    r"|[一-鿿々ぁ-ゖァ-ヺーA-Za-z・]{2,16}[部局室課班]"
)
"""A department or an office of a house: 社会部, 南岬支局, くらし報道センター."""
_POST = re.compile(
    rf"(?:[一-鿿々ぁ-ゖァ-ヺーA-Za-z・]{{1,14}}(?:支局|総局|本社|本部|センター|グループ|チーム|[部局室課班])[・　\s]?)?"
    rf"(?:特別|客員|専門|上級|首席|主任|筆頭|元|前|新人|デジタル|スポーツ|フリー|担当|[一-鿿]{{2}}担当)?(?:{EAST_ROLES})"
    r"|[一-鿿々ァ-ヺー・]{2,8}担当"
)
"""What somebody is, with where: くらし報道部記者, 特別編集委員, 環境担当."""
_HOUSE = re.compile(r".{1,12}(?:新聞社?|新報社?|日報社?|通信社?|ニュース|デジタル|オンライン|放送|テレビ)")
_LABEL = re.compile(r"(?:取材|文|記者|執筆|筆者|著者|ライター|取材・文|글|기자|by|von|par|por|di|text)", re.IGNORECASE)


def parted_authors(block: Block, houses: Sequence[str], *, is_by_time: bool) -> tuple[Author, ...]:
    """Return the people that elements of *block* name, side by side with what they are or where they work.

    `<span>堀 真由美</span><span>社会部</span>` prints 堀 真由美社会部. Each element has to be a name, a post, a
    department, a house, a label or a time; else nobody is returned. *is_by_time*: a line beside *block* is a time.
    """
    if block.zones & HEADING or not len(block.runs) > 1 or len(block.text) > _LONGEST:
        return ()
    parts = block.parts
    if not 1 < len(parts) <= _MOST_SIDE:
        return ()
    texts = [without_times(part).strip(_AROUND) for part in parts]
    is_dated = is_by_time or bool(block.zones & BYLINE) or texts != [part.strip(_AROUND) for part in parts]
    texts = [text for text in texts if text and not tells_time(text) and not NEVER.match(text)]
    others = [text for text in texts if not _is_beside_names(text, houses)]
    named = [_people_in(text) or _pen_name(block, text) for text in others]
    people = tuple(dict.fromkeys(author for one in named for author in one))
    persons = [author for author in people if not is_agency(author.name)]
    is_beside = len(others) < len(texts) or len(persons) < len(people)
    is_witnessed = is_beside or (is_dated and not block.zones & CAPTION)
    return people if all(named) and persons and is_witnessed else ()


def _pen_name(block: Block, text: str) -> tuple[Author, ...]:
    """Return the writer that the only link of a byline's line names, in whatever form: カズ先生."""
    is_linked = bool(block.zones & BYLINE) and len(block.links) == 1 and block.links[0].text == text
    return read_authors(text) if is_linked and len(text) <= _LONGEST_PEN_NAME and cjk_share(text) else ()


def _is_beside_names(text: str, houses: Sequence[str]) -> bool:
    """Return whether *text* is what is beside a name: a post, a department, a house, a label."""
    if len(text) > _LONGEST_PART or is_agency(text):
        return False
    is_office = _OFFICE.fullmatch(text) is not None or COLLECTIVES.search(text) is not None
    is_other = _LABEL.fullmatch(text) is not None or _HOUSE.fullmatch(text) is not None
    return is_office or is_other or _POST.fullmatch(text) is not None or is_role(text) or is_house(text, houses)


def _people_in(text: str) -> tuple[Author, ...]:
    """Return the people in *text*, all that one element prints; a name of two letters needs a known surname."""
    if found := byline_in(text) or names_alone(text):
        return found
    plain = squash(text).replace(" ", "")
    return names_alone(text, is_byline=True) if len(plain) == 2 and " " in squash(text) and has_surname(plain) else ()
