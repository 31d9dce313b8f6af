"""Who wrote a text, as printed: bylines near the headline, lists of labels (Datum, Autor), links to writers' pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from newscrawl.extraction.document.blocks import Block, Link
from newscrawl.extraction.document.zones import BYLINE, CAPTION, HEADING, OUTSIDE
from newscrawl.extraction.people.name_words import COLLECTIVES, NEVER
from newscrawl.extraction.people.plausible_names import has_label_word, has_surname, is_company, is_house, names_topic
from newscrawl.extraction.people.read_people import (
    byline_in,
    dateline_authors,
    is_agency,
    is_beside_name,
    is_bracketed,
    is_for_time,
    is_measure,
    label_alone,
    names_alone,
    read_authors,
    without_times,
)
from newscrawl.extraction.people.west_words import BY_BEHIND
from newscrawl.items import Author
from newscrawl.loaders.article.field_forms import (
    AUTHOR_ITEM,
    BAR_AND_TIME,
    BRACKET_BEHIND,
    CLASS_OF_CREATOR,
    CLASSES_OF_NAMES,
    COUNT_ALONE,
    EMAIL,
    MARKS_AROUND_NAMES,
    MORE_OF_WRITER,
    OF_BARS,
    OF_COUNTS,
    OF_WRITER,
    OPENS_AUTHOR_ITEM,
    OWN_DEPARTMENT,
    PEN_NAME,
    PROVIDERS,
    READER_COUNTS,
    SMALL_HEADINGS,
    TOPICS,
    WRITERS,
    WRITERS_CLASS,
)
from newscrawl.loaders.article.printed_links import before_topics
from newscrawl.text import cjk_share, ends_sentence, letters, squash

_SHORTEST, _LONGEST_NAMES, _LONGEST_ITEM, _LEVELS, _ABOVE, _NAME_AND_ROLE = 2, 60, 80, 3, 3, 2
_LARGEST_OF_WRITER, _LONGEST_PROVIDER = 150, 20
_JOINT_BEHIND = re.compile(r"\s?(?:[,;&]|\b(?:and|und|et|y|e|og|och))$")
"""Behind a name in a list of elements: Jane Doe, | Tom Roe and | Ann Hill."""
_COMMA = re.compile(r"\s?[,，、]\s?")


def right_above(blocks: Sequence[Block], headline_block: int) -> Iterator[Block]:
    """Give the lines right above the headline, in the element that holds it, that are bylines by class or link."""
    around = set(islice(blocks[headline_block].element.iterancestors(), _LEVELS)) if headline_block > 0 else set()
    for block in blocks[max(0, headline_block - _ABOVE) : max(0, headline_block)]:
        is_own = not block.zones & (OUTSIDE | HEADING) and any(one in around for one in block.element.iterancestors())
        if is_own and (block.zones & BYLINE or any(WRITERS.search(link.href) for link in block.links)):
            yield block


def parted_in(block: Block, blocks: Sequence[Block], houses: Sequence[str]) -> tuple[Author, ...]:
    """Return the people that elements of *block* name, side by side with what they are."""
    if len(block.runs) < _NAME_AND_ROLE:
        return ()
    return parted_authors(block, houses, is_by_time=_is_by_time(block, blocks))


def labelled_authors(block: Block) -> tuple[Author, ...]:
    """Return the people of a line with a label, and those on several links to writers' pages."""
    if named := linked_side_by_side(block):
        return named
    filed = before_topics(block)
    if filed and (named := byline_in(filed) or byline_in(without_times(filed))):
        return named
    line = _without_counts(block.text)
    bare = without_times(line)
    found = _pen_name_behind_by(bare, is_byline=bool(block.zones & BYLINE), is_dated=bare != line) or byline_in(line)
    return found or (byline_in(bare) if bare != line else ())


def _pen_name_behind_by(line: str, *, is_byline: bool, is_dated: bool) -> tuple[Author, ...]:
    """Return the user's name in *line*, a byline by its element or by a time beside it: by azumi_mahiru.

    With a time alone it must not be a word: by hand, by Monday.
    """
    name = PEN_NAME.fullmatch(line)
    is_word = name is not None and name[1].isascii() and name[1].isalpha()
    return read_authors(name[1]) if name and (is_byline or (is_dated and not is_word)) else ()


def linked_side_by_side(block: Block) -> tuple[Author, ...]:
    """Return the several people whose pages *block* links, where no label before them is of another task."""
    if len(block.links) < 2 or sum(1 for one in block.links if WRITERS.search(one.href)) < 2:
        return ()
    people = () if label_alone(block.parts[0]) is False else linked_authors(block)
    return people if len(people) > 1 else ()


def marked_authors(block: Block) -> tuple[Author, ...]:
    """Return the people that elements of *block* mark: links, the class of a byline or of a part."""
    linked = linked_authors(block) if block.links or block.zones & BYLINE else ()
    if linked or len(block.runs) < _NAME_AND_ROLE or len(block.text) > _LONGEST_LINK_LINE:
        return linked
    inner = islice(block.element.iter(), 1, _MOST_PARTS)
    named = [one for one in inner if WRITERS_CLASS.search(one.get("class") or "")]
    texts = ["".join(map(str, one.itertext())) for one in named if one.get("class") == named[0].get("class")]
    return tuple(dict.fromkeys(author for text in texts for author in names_alone(squash(text))))


def label_before(block: Block, blocks: Sequence[Block]) -> bool | None:
    """Return what a label in the block before *block* makes of a name: a writer (True), another (False)."""
    return label_alone(blocks[block.index - 1].text) if block.index else None


def behind_label(block: Block, blocks: Sequence[Block]) -> tuple[Author, ...]:
    """Return the people in *block* where the block before it is nothing but a label: By, von, 記者."""
    is_long = len(block.text) > _LONGEST_ITEM
    if is_long or not label_before(block, blocks) or blocks[block.index - 1].zones & HEADING:
        return ()
    return names_alone(without_times(block.text), is_byline=True)


def bracketed_authors(block: Block, houses: Sequence[str]) -> tuple[Author, ...]:
    """Return the names in a line that is one bracket: （本社・小池和樹）, （共同）, [みなと，緑川新報]."""
    if block.zones & (HEADING | CAPTION) or not is_bracketed(block.text):
        return ()
    *names, house = _COMMA.split(block.text.strip("[]［］【】（）() "))
    if names and is_house(house, houses):
        return read_authors(names)
    return dateline_authors(block.text)


def beside_time(block: Block, blocks: Sequence[Block]) -> tuple[Author, ...]:
    """Return the people in a short line with a time in or right beside it, or with the class of a byline."""
    is_marked = bool(block.zones & BYLINE)
    is_heading = block.zones & HEADING and not (is_marked and block.tag in SMALL_HEADINGS)
    if is_heading or len(block.text) > _LONGEST_ITEM or _is_sentence(block.text):
        return ()
    names = without_times(block.text)
    is_dated = names != block.text and not is_measure(block.text)
    if not is_dated and not is_marked and not _is_by_time(block, blocks):
        return ()
    if creator := _creator(block):
        return creator
    names = _JOINT_BEHIND.sub("", names) if is_marked else names
    is_short = is_marked and len(names) == 2 and has_surname(names)
    return names_alone(names, is_byline=is_short or COLLECTIVES.search(names) is not None)


def _creator(block: Block) -> tuple[Author, ...]:
    """Return the user on the only link in *block* where the element of the link is named for a name: creator__name."""
    link = block.links[0].element if _is_all_link(block) else None
    around = () if link is None else (link, *islice(link.iterancestors(), 1))
    is_named = any(CLASS_OF_CREATOR.search(one.get("class") or "") for one in around)
    return _pen_name(block.links[0]) if is_named else ()


def before_filing(block: Block) -> tuple[Author, ...]:
    """Return the people that open a line, with a time behind them, before links to tags: 小池和樹, 2026年11月29日."""
    text = before_topics(block)
    names = without_times(text)
    if names == text or not text.startswith(names) or len(names) > _LONGEST_NAMES or _is_sentence(text):
        return ()
    return names_alone(names)


def company_of(block: Block, blocks: Sequence[Block], *, is_housed: bool) -> tuple[Author, ...]:
    """Return the company that a line beside a time names, as in a press release, or a department with its house."""
    if len(block.text) > _LONGEST_NAMES or block.zones & (HEADING | CAPTION):
        return ()
    if own := [part for part in block.parts if not is_housed and OWN_DEPARTMENT.fullmatch(part)]:
        return (Author(name=own[0], email=None),)
    if not is_housed and (provider := _provider_in(block, blocks)):
        return (Author(name=provider, email=None),)
    return (Author(name=block.text, email=None),) if is_company(block.text) and _is_by_time(block, blocks) else ()


def _provider_in(block: Block, blocks: Sequence[Block]) -> str:
    """Return whose article a portal carries: the one link in *block*, beside a time, to its page: /vender/kurashi/."""
    link = block.links[0] if len(block.links) == 1 else None
    if link is None or len(link.text) > _LONGEST_PROVIDER or not PROVIDERS.search(link.href):
        return ""
    is_dated = is_for_time(block.unlinked) or (_is_all_link(block) and _is_by_time(block, blocks))
    return link.text if is_dated else ""


def _is_by_time(block: Block, blocks: Sequence[Block]) -> bool:
    around = (*blocks[max(0, block.index - 1) : block.index], *blocks[block.index + 1 : block.index + 2])
    return any(is_for_time(one.text) and not is_measure(one.text) for one in around)


def _is_sentence(text: str) -> bool:
    """Return whether *text* ends as sentences do; a bracket behind a name is no such end."""
    return ends_sentence(BRACKET_BEHIND.sub("", text))


def authors_alone(block: Block, behind: Sequence[Block]) -> tuple[Author, ...]:
    """Return the people in *block*, without a label; a counter on its line, or *behind* it, makes it a byline.

    Right behind a small portrait the line is a byline where a post is *behind* it.
    """
    if block.zones & (HEADING | CAPTION):
        is_portrayed = block.zones & CAPTION and behind and is_beside_name(behind[0].text) and _has_portrait(block)
        return names_alone(block.text, is_byline=True) if is_portrayed else ()
    text = _without_counts(_without_time_behind_bar(block.text)).strip()
    if not _SHORTEST <= len(text) <= _LONGEST_NAMES or _is_sentence(text) or block.links:
        return ()
    is_counted = _without_counts(block.text) != block.text or any(READER_COUNTS.match(one.text) for one in behind)
    is_of_house = is_beside_name(text) and _has_class_of_writer(block)  # a paper or a department
    return names_alone(text, is_byline=is_counted or is_of_house)


def _has_portrait(block: Block) -> bool:
    """Return whether a small picture, or one named for a writer, is beside *block*."""
    around = next(islice(block.element.iterancestors(), 1), None)
    image = next(around.iter("img"), None) if around is not None else None
    if image is None or around is None:
        return False
    small = [size for size in (image.get("width"), image.get("height")) if size and size.isdecimal()]
    names = f"{around.get('class')} {image.get('class')} {image.get('src')}"
    return any(int(size) <= _LARGEST_OF_WRITER for size in small) or OF_WRITER.search(names) is not None


def listed_authors(blocks: Sequence[Block]) -> Iterator[tuple[Author, ...]]:
    """Give the people in lines of lists behind a label that has an element of its own: <b>Autor</b> Jane Doe."""
    for block in blocks:
        if block.text[:1] not in OPENS_AUTHOR_ITEM or len(block.text) > _LONGEST_ITEM or block.zones & OUTSIDE:
            continue
        match = AUTHOR_ITEM.match(block.text)
        if match is None:
            continue
        if match["names"]:
            first = next(iter(block.element), None)
            if first is not None and letters("".join(map(str, first.itertext()))) == letters(match["label"]):
                yield tuple(read_authors(match["names"]))
        elif block.tag in {"dt", "th"} and block.index + 1 < len(blocks):
            yield tuple(read_authors(blocks[block.index + 1].text))


_MOST_LINKS, _MOST_PARTS, _MOST_SIDE = 12, 24, 12
_LONGEST_LINK_LINE, _LONGEST_PART, _LONGEST_PEN_NAME, _LONGEST_SECTION = 100, 40, 12, 10
_DOT = re.compile(r"[・･／/、\s]+")


def linked_authors(block: Block) -> tuple[Author, ...]:
    """Return the people in *block* on links to addresses like those of writers' pages: /author/7, /reporters/doe."""
    is_other = block.zones & HEADING or (block.zones & CAPTION and not block.zones & BYLINE)
    is_marked = bool(block.zones & BYLINE) and not any(TOPICS.search(link.href) for link in block.links)
    if is_other and not _is_all_link(block) and not _opens_with_writer(block):
        return ()
    are_links_all = 1 < len(block.links) <= _MOST_LINKS and not letters(block.unlinked)
    is_byline = is_marked and ((block.tag in SMALL_HEADINGS and _is_all_link(block)) or are_links_all)
    linked = [link for link in block.links if is_byline or WRITERS.search(link.href)]
    texts = [text for link in linked if not MORE_OF_WRITER.match(link.text) for text in _alike(link, block)]
    if not texts and (block.zones & BYLINE or is_for_time(block.text)):
        texts = [link.text for link in block.links if COLLECTIVES.search(link.text)]
    if len(linked) == 1 and BY_BEHIND.search(block.text.partition(linked[0].text)[0].rstrip()):
        return read_authors(linked[0].text)
    is_told = is_marked or is_for_time(block.text) or is_beside_name(block.unlinked)
    if is_told and len(linked) == 1 and (pen := _pen_name(linked[0])):
        return pen
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


def _named(block: Block) -> list[str]:
    """Return the text of the element in *block* that is named for a name, where a badge or a role is beside it."""
    inner = islice(block.element.iter(), _MOST_PARTS)
    named = (one for one in inner if not CLASSES_OF_NAMES.isdisjoint((one.get("class") or "").split()))
    return [squash("".join(map(str, one.itertext()))) for one in islice(named, 1)]


def _parts(block: Block) -> list[str]:
    """Return the texts of *block*'s elements where each is a name of several words: a list side by side."""
    texts = [squash(text) for text, _ in block.runs[: _MOST_PARTS + 1] if not text.isspace()]
    is_list = len(texts) > 1 and len(block.runs) <= _MOST_PARTS
    return texts if is_list and all(" " in text and len(names_alone(text)) == 1 for text in texts) else []


def _is_all_link(block: Block) -> bool:
    return len(block.links) == 1 and block.links[0].text == block.text


def parted_authors(block: Block, houses: Sequence[str], *, is_by_time: bool) -> tuple[Author, ...]:
    """Return the people that elements of *block* name, side by side with what they are or where they work.

    `<span>堀 真由美</span><span>社会部</span>` prints 堀 真由美社会部. Each element has to be a name, a post, a
    department, a house, a label, a time, or a section before a name with its post; else nobody is returned. A name
    behind another task (監修) is left out. *is_by_time*: a line beside *block* is a time.
    """
    if block.zones & HEADING or not len(block.runs) > 1 or len(block.text) > _LONGEST_LINK_LINE:
        return ()
    filed = {squash(link.text) for link in block.links if TOPICS.search(link.href)}
    parts = [one for one in block.parts if one not in filed and (one[-1:] not in ":：" or label_alone(one) is not None)]
    if not 1 < len(parts) <= _MOST_SIDE:
        return ()
    parts = [part for part in parts if not (COUNT_ALONE.fullmatch(part) or ("@" in part and EMAIL.fullmatch(part)))]
    texts = [without_times(part).strip(MARKS_AROUND_NAMES) for part in parts]
    is_dated = is_by_time or bool(block.zones & BYLINE) or texts != [part.strip(MARKS_AROUND_NAMES) for part in parts]
    texts = [one for one in texts if one and not is_for_time(one) and (not NEVER.match(one) or label_alone(one))]
    if len(texts) < 2:
        is_named = bool(texts) and (bool(byline_in(texts[0])) or _has_class_of_writer(block))
        return _people_in(texts[0]) if is_named and is_dated else ()  # a name and a time
    is_beside = [_is_beside_names(text, houses) for text in texts]
    named = [
        () if beside else _people_in(text) or _pen_in(block, text)
        for text, beside in zip(texts, is_beside, strict=True)
    ]
    unknown = [at for at, beside in enumerate(is_beside) if not beside and not named[at]]
    if any(len(texts[at]) > _LONGEST_SECTION or not _is_before_post(at, named, is_beside) for at in unknown):
        return ()
    people = tuple(dict.fromkeys(author for at in _writing(texts) for author in named[at]))
    if len(people) == 2 and cjk_share(people[0].name) and not cjk_share(people[1].name) and len(block.links) < 2:
        people = people[:1]  # 山田花子 Hanako Yamada: one name in two scripts
    persons = [author for author in people if not is_agency(author.name)]
    is_witnessed = any(is_beside) or len(persons) < len(people) or (is_dated and not block.zones & CAPTION)
    return people if persons and is_witnessed else ()


def _has_class_of_writer(block: Block) -> bool:
    inner = islice(block.element.iter(), _MOST_PARTS)
    return any(OF_WRITER.search(one.get("class") or "") for one in inner)


def _is_before_post(at: int, named: Sequence[tuple[Author, ...]], is_beside: Sequence[bool]) -> bool:
    """Return whether the unknown text *at*, such as a section, is before names with a post or a department each."""
    behind = [here for here in range(at + 1, len(named)) if named[here]]
    return bool(behind) and all(any(is_beside[max(at + 1, here - 1) : here + 2]) for here in behind)


def _writing(texts: Sequence[str]) -> Iterator[int]:
    """Give the places of *texts* that name no other task, and are not behind one: 監修, 根岸 昌."""
    is_other = False
    for at, text in enumerate(texts):
        is_other = label_alone(text) is False or (is_other and label_alone(text) is None)
        if not is_other:
            yield at


def _pen_in(block: Block, text: str) -> tuple[Author, ...]:
    is_linked = bool(block.zones & BYLINE) and len(block.links) == 1 and block.links[0].text == text
    return _pen_name(block.links[0]) if is_linked else ()


def _pen_name(link: Link) -> tuple[Author, ...]:
    """Return the writer that *link*, the only one of a byline's line, names in whatever form: カズ先生, もえりん."""
    text = link.text
    is_short = len(text) <= _LONGEST_PEN_NAME and cjk_share(text) > 0
    return read_authors(text) if is_short and not names_topic(text) else ()


def _is_beside_names(text: str, houses: Sequence[str]) -> bool:
    """Return whether *text* is what is beside a name: a post, a department, a house, a label; or several of them."""
    if len(text) > _LONGEST_PART or is_agency(text):
        return False
    if is_house(text, houses) or is_beside_name(text) or all(map(is_beside_name, _DOT.split(text))):
        return True
    return cjk_share(text) == 0 and has_label_word(text)  # Medical Daily, Local News


def _people_in(text: str) -> tuple[Author, ...]:
    """Return the people in *text*, all that one element prints; a name of two letters needs a known surname."""
    if found := byline_in(text) or names_alone(text):
        return found
    plain = squash(text).replace(" ", "")
    return names_alone(text, is_byline=True) if len(plain) == 2 and " " in squash(text) and has_surname(plain) else ()


def _without_counts(line: str) -> str:
    return READER_COUNTS.sub("", line) if OF_COUNTS.search(line) else line


def _without_time_behind_bar(line: str) -> str:
    return BAR_AND_TIME.sub("", line) if OF_BARS.search(line) else line
