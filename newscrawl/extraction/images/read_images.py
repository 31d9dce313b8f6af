"""Reads an article's pictures: their addresses, and what is printed below them as caption and credit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from posixpath import basename
from urllib.parse import unquote, urlsplit

from newscrawl.extraction.body.line_kinds import is_caption, is_control
from newscrawl.extraction.document.blocks import Block, Picture, text_of_element
from newscrawl.extraction.document.page import Page
from newscrawl.extraction.document.zones import BYLINE, CAPTION, FIGURE, OUTSIDE
from newscrawl.extraction.element import Element
from newscrawl.extraction.images.caption_forms import (
    AGENCY_IN_BRACKETS,
    BRACKET_SOURCE,
    BRACKETED,
    CAPITALS,
    CREDIT_LINE,
    CREDIT_NAME,
    CREDIT_OR_WRITER,
    GOES_ON,
    LABEL,
    PHOTO_MARK,
    PLACE_OR_DAY,
    PRICE,
    PROVIDED,
    SLASH,
    TASK,
    TRAILING_MARK,
    TRAILING_WORD,
)
from newscrawl.extraction.images.other_pictures import heads_article, is_on_link_of, is_portrait, shows_another
from newscrawl.extraction.images.stand_ins import IN_JSON, LATE_NAMES, NO_CONTENT, OF_LAYOUT, PREVIEW, late_values
from newscrawl.extraction.metadata.declared_data import resolve
from newscrawl.items import Image
from newscrawl.text import squash
from newscrawl.urls import absolute

_MOST_CANDIDATES = 100
_ADDRESS = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTORS = re.compile(r"([^,]*+),?")
_SIZE = re.compile(r"\s*+(\d{1,9}(?:\.\d{1,9})?)[wx](?!\S)")


def largest_of(srcset: str) -> str | None:
    """Return the address of the largest candidate of *srcset*; None where all are data."""
    best, largest = None, -1.0
    for address, size in _candidates(srcset):
        if size > largest and not address.startswith("data:"):
            best, largest = address, size
    return best


def _candidates(srcset: str) -> Iterator[tuple[str, float]]:
    """Give the address and size (1 where none is written) of each candidate, as HTML parts them."""
    place = 0
    for _ in range(_MOST_CANDIDATES):
        match = _ADDRESS.match(srcset, place)
        if match is None:
            return
        place, address = match.end(), match[1].rstrip(",")
        if address != match[1]:  # a comma right behind the address ends the candidate
            yield address, 1.0
            continue
        described = _DESCRIPTORS.match(srcset, place)
        if described is None:
            return
        place = described.end()
        size = _SIZE.match(described[1])
        if size or not described[1].strip():
            yield address, float(size[1]) if size else 1.0


_META = ("og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src", "image", "thumbnail")
_NUMBER, _SHORTEST_NAME, _LARGEST_PORTRAIT = re.compile(r"\d{6,}(?=[_.-])"), 8, 100
_NAMED_FILE = re.compile(r"^([^?#]+)\.(?:jpe?g|png|webp|avif)(?:[?#].*)?$", re.IGNORECASE)
"""The address of a file: what is behind its name asks for a size or a form of the same picture."""


def named_addresses(page: Page) -> Iterator[tuple[str, str]]:
    """Give the addresses, as written, of the picture that the page's own data name, each with its rule."""
    node = page.article_node or {}
    declared = node.get("image") or node.get("thumbnailUrl")
    first = resolve(declared[0] if isinstance(declared, list) and declared else declared, page.nodes)
    address = (first.get("url") or first.get("contentUrl")) if isinstance(first, dict) else first
    named = [("jsonld:image", address)] if isinstance(address, str) else []
    named += [(f"meta:{name}", one) for name in _META for one in page.meta.get(name, ())]
    yield from ((rule, one) for rule, one in named if one.strip(" #"))


def named_files(page: Page) -> frozenset[str]:
    """Return what the files of the picture that the page's data name are called, whatever their size."""
    return frozenset(name for _, address in named_addresses(page) for name in file_names(address))


def file_names(address: str) -> tuple[str, ...]:
    """Return what the file at *address* is known by: its name without ending, and the number that leads it."""
    name = unquote(basename(address.partition("?")[0].rstrip("/"))).rpartition(".")
    stem = name[0] or name[2]
    number = _NUMBER.match(stem)
    names = (stem if len(stem) >= _SHORTEST_NAME else "", number[0] if number else "")
    return tuple(one for one in names if one)


_SMALL = re.compile(r"|[0-5]?\d{1,2}(?:px)?|.*%")
_FILE = re.compile(r"\S+\.(?:jpe?g|png|webp|avif)(?:[?#]\S*)?", re.IGNORECASE)
_MOST_SOURCES, _MOST_FIGURES, _LONGEST_CAPTION = 150, 2, 5000
_LONGEST_CONTROL, _MOST_PARTS, _LONGEST_CREDIT = 40, 12, 100
"""So many elements of a `picture`, figures around it, and characters below it are read."""
_HEADLINES = frozenset({"h1", "h2"})


def address_of(element: Element) -> str | None:
    """Return the best address that the picture *element* names, as written; None for a placeholder.

    Scripts that load pictures late put a placeholder in any attribute: another address is better.
    """
    first = None
    for address in _addresses(element):
        if not _is_stand_in(address):
            return address
        first = first or address
    late = (largest_of(value) for value in late_values(element))
    return next((address for address in late if address and not _is_stand_in(address)), first)


def _addresses(element: Element) -> Iterator[str]:
    """Give what the picture *element* names: its versions, the file that a small one links, late loading, `src`."""
    own: dict[str, str] = dict(element.items())  # type: ignore[arg-type]  # each `get` would cost half as much
    for name in ("data-srcset", "srcset"):
        if (written := own.get(name)) and (best := largest_of(written)):
            yield best
    picture = next(element.iterancestors("picture"), None)
    # libxml2 takes `source` for an element with content, so the picture's own `img` may be inside one.
    for source in islice(picture.iter(), _MOST_SOURCES) if picture is not None else ():
        if source.tag == "source" and (best := largest_of(source.get("data-srcset") or source.get("srcset") or "")):
            yield best
    link = next(element.iterancestors("a"), None)
    if link is not None and _SMALL.fullmatch(own.get("width", "")) and _FILE.fullmatch(link.get("href") or ""):
        yield link.get("href") or ""
    for name in (*LATE_NAMES, "poster"):
        if (value := own.get(name)) and (written := _written(value)):
            yield written
    yield from _without_scripts(element)


def _written(value: str) -> str:
    """Return the address in the attribute *value*, the first where it is JSON; empty for inline data and scripts."""
    value = value.strip()
    if value.startswith(("{", "[")):
        found = IN_JSON.search(value)
        value = found[1].replace("\\/", "/") if found else ""
    return "" if value.startswith(("data:", "about:", "javascript:")) else value


def _without_scripts(element: Element) -> Iterator[str]:
    """Give the address of the picture that the page shows in place of *element* where no script runs."""
    if (behind := element.getnext()) is not None and behind.tag == "noscript":
        for plain in islice(behind.iter("img"), 1):
            yield largest_of(plain.get("srcset") or "") or plain.get("src") or ""


def _is_stand_in(address: str) -> bool:
    """Return whether the file at *address* is named as no picture of an article's own is."""
    path = address.partition("?")[0]
    return any(one.search(path) for one in (NO_CONTENT, OF_LAYOUT)) or path.endswith((".svg", ".gif"))


def is_for_any_page(address: str, page_url: str) -> bool:
    """Return whether the file at *address* is named as a site's preview for pages without a picture: og-image.png.

    A preview in the article's own folder is the article's: /img/4711/ogp.png of the page /news/4711.html.
    """
    folder, _, name = address.partition("?")[0].rpartition("/")
    own = basename(urlsplit(page_url).path.rstrip("/")).partition(".")[0]
    return PREVIEW.fullmatch(name.rpartition(".")[0]) is not None and not (own and basename(folder) == own)


def is_content(element: Element, address: str) -> bool:
    """Return whether a picture is content: no logo, icon, avatar or tracker by its address or its size."""
    if _is_stand_in(address):
        return False
    sides = [int(written) for name in ("width", "height") if (written := element.get(name) or "").isdecimal()]
    is_portrait_size = len(sides) == 2 and sides[0] == sides[1] <= _LARGEST_PORTRAIT
    return not is_portrait_size and not any(side < 60 for side in sides)


def read_images(
    page: Page, first: int, last: int, *, taken: frozenset[int], authors: Sequence[str] = ()
) -> tuple[Image, ...]:
    """Return the pictures that are between the blocks *first* and *last* of *page*, each once; none of its *authors*.

    The picture that the page's own data name is the article's above its headline, too, and in whatever column, where
    it is not in the text. Where data name none, so is the one above the headline in an `article` element with headline
    and text.
    """
    named = named_files(page)
    inside: list[tuple[Picture, str]] = []
    beside: list[tuple[Picture, str]] = []
    is_placed = False
    for picture in page.outline.pictures:
        if picture.block > last or (picture.block == last and is_on_link_of(page, picture)):
            break
        written = address_of(picture.element) or ""
        is_named = not named.isdisjoint(file_names(written))
        if first <= picture.block and not picture.zones & OUTSIDE and picture.block not in taken:
            if is_named or not _is_other(page, picture, authors):
                inside.append((picture, written))
                is_placed = is_placed or is_named
        elif is_named or (not named and picture.block < first and heads_article(page, picture, first, last)):
            beside.append((picture, written))
    return _once(page, inside if is_placed else beside[:1] + inside)


def _is_other(page: Page, picture: Picture, authors: Sequence[str]) -> bool:
    """Return whether *picture* is a portrait, an advert or another page's: such are on links, or in a byline."""
    if not picture.zones & BYLINE and next(picture.element.iterancestors("a"), None) is None:
        return False
    return is_portrait(picture, authors) or shows_another(page, picture)


def _once(page: Page, pictures: Iterable[tuple[Picture, str]]) -> tuple[Image, ...]:
    """Return *pictures*, each with its address as written, once."""
    found: dict[str, Image] = {}
    for image in filter(None, (_image(page, one, written) for one, written in pictures)):
        name = _NAMED_FILE.sub(r"\1", image.url)  # a page may hold a file in two forms, or in two sizes
        if name not in found or (image.caption and not found[name].caption):
            found[name] = image  # a picture above the headline often has its caption where it is printed again
    return tuple(found.values())


def images_inside(page: Page, elements: list[Element]) -> tuple[Image, ...]:
    """Return the pictures in *elements*, each once, in printed order."""
    chosen = set(elements)
    every = ((one.element, one) for one in page.outline.pictures)
    inside = (one for at, one in every if at in chosen or chosen.intersection(at.iterancestors()))
    return _once(page, ((one, address_of(one.element) or "") for one in inside))


def named_image(page: Page, *, site_pictures: Collection[str] = ()) -> tuple[str, Image] | None:
    """Return the picture that the data of a page without one name, and the rule; *site_pictures* show the site."""
    for rule, written in named_addresses(page):
        url = None if _is_stand_in(written) or is_for_any_page(written, page.url) else absolute(written, page.base_url)
        if url and url not in site_pictures:
            return rule, Image(url=url, caption=None, credit=None)
    return None


def _image(page: Page, picture: Picture, written: str) -> Image | None:
    if not written or not is_content(picture.element, written):
        return None
    if (url := absolute(written, page.base_url)) is None:
        return None
    caption, credit = _caption_and_credit(page, picture)
    is_for_sale = caption is not None and PRICE.fullmatch(caption) is not None
    return None if is_for_sale else Image(url=url, caption=caption, credit=credit)


def _caption_and_credit(page: Page, picture: Picture) -> tuple[str | None, str | None]:
    for ancestor in islice(picture.element.iterancestors("figure"), _MOST_FIGURES):
        for caption in ancestor.iter("figcaption"):
            return _apart(caption) or split_caption(_told(text_of_element(caption)[:_LONGEST_CAPTION]))
    blocks = page.outline.blocks
    for block in blocks[picture.block : picture.block + 2]:
        if block.tag in _HEADLINES:
            break
        if block.zones & CAPTION or is_caption(block.text) or CREDIT_LINE.match(block.text):
            parted = _apart(block.element) if text_of_element(block.element) == block.text else None
            told, credit = parted or split_caption(_told(block.text))
            return told, credit or (_credited_behind(blocks[block.index + 1 :][:1]) if told else None)
    return None, None


def _apart(caption: Element) -> tuple[str | None, str] | None:
    """Return caption and credit where an element in *caption* is named for the credit, and is at one end of it.

    ``<span>The pier.</span><span class=credit>Jane Doe</span>`` prints The pier.Jane Doe.
    """
    whole = text_of_element(caption)[:_LONGEST_CAPTION]
    names = CREDIT_OR_WRITER if caption.tag == "figcaption" else CREDIT_NAME
    named = (one for one in islice(caption.iter(), 1, _MOST_PARTS) if names.search(one.get("class") or ""))
    printed = next((text for one in named if (text := text_of_element(one)) and text != whole), "")
    rest = whole.removesuffix(printed) if whole.endswith(printed) else whole.removeprefix(printed)
    if not printed or rest == whole or len(printed) > _LONGEST_CREDIT or is_control(printed):
        return None
    told = _clean_caption(PHOTO_MARK.sub("", _told(rest.strip())))
    if told and len(told) <= _LONGEST_CONTROL and AGENCY_IN_BRACKETS.match(told):
        return None, f"{printed} / {told}" if whole.startswith(printed) else f"{told} / {printed}"
    return (told, credit) if told and (credit := _without_label(printed)) else None


def _without_label(printed: str) -> str | None:
    bracket = BRACKET_SOURCE.match(printed)
    return _credit(LABEL.sub("", bracket[1] if bracket else printed, count=1))


def _credited_behind(lines: Sequence[Block]) -> str | None:
    """Return the credit in the line behind a caption, where its element is named for it."""
    named = (one for one in lines if one.zones & (CAPTION | FIGURE) and not one.zones & BYLINE)
    printed = (one.text for one in named if CREDIT_NAME.search(one.element.get("class") or ""))
    return next((_without_label(one) for one in printed if len(one) <= _LONGEST_CREDIT), None)


def _told(text: str) -> str:
    """Return *text*, or nothing where it is a button or an advert's label, which are no captions."""
    return "" if len(text) <= _LONGEST_CONTROL and is_control(text) else text


def split_caption(printed: str) -> tuple[str | None, str | None]:
    """Return caption and credit of what is *printed* under a picture; None for what is not there.

    Labels (引用:, 写真＝, Photo:, ©) are left out, brackets around the credit too; the rest is kept letter for letter,
    white space squashed. ``引用:SOURCE`` is all credit.
    """
    text = PHOTO_MARK.sub("", squash(printed))
    if not text:
        return None, None
    return _labelled(text) or _bracketed(text) or _trailing(text) or (text, None)


def _labelled(text: str) -> tuple[str | None, str | None] | None:
    """A label at the start of the text (then all is credit), or of its last sentence or bracket."""
    inner = _inside(text)
    if inner is not None and (match := LABEL.match(inner)):
        return None, _credit(inner[match.end() :])
    if match := LABEL.match(text):
        return _led(text[match.end() :])
    if bracket := BRACKETED.search(text):
        label = LABEL.match(bracket[1])
        return (_clean_caption(text[: bracket.start()]), _credit(bracket[1][label.end() :])) if label else None
    for match in LABEL.finditer(text):
        if _is_mark(match) or (
            text[match.start() - 1] in " 　。.．、,／/|｜!！?？」』）)」\u200b-–—;；" and len(text) - match.end() <= 100
        ):
            return _clean_caption(text[: match.start()]), _credit(text[match.end() :])
    return None


def _is_mark(label: re.Match[str]) -> bool:
    """Return whether *label* parts a credit from whatever is before it: ©, but not 501(c) or ビタミン（Ｃ）の."""
    written, text = label[0].strip().lower(), label.string
    if written in {"©", "ⓒ"}:
        return True
    is_glued = text[: label.start()][-1:].isdigit() or GOES_ON.match(text, label.end()) is not None
    return written in {"(c)", "（c）", "（ｃ）"} and not is_glued


def _inside(text: str) -> str | None:
    match = BRACKET_SOURCE.match(text)
    return match[1] if match else None


def _led(rest: str) -> tuple[str | None, str | None]:
    """Split what is behind a leading label: the credit, and a caption where a full sentence follows."""
    if bracket := BRACKETED.search(rest):
        inner = LABEL.sub("", bracket[1], count=1)
        if AGENCY_IN_BRACKETS.search(inner) and len(rest) - len(bracket[0]) > 40:
            return _clean_caption(rest[: bracket.start()]), _credit(inner)
    if "。" in rest.rstrip("。") or (rest.endswith("。") and len(rest) > 30):
        return _clean_caption(rest), None
    return None, _credit(rest)


def _bracketed(text: str) -> tuple[str | None, str | None] | None:
    bracket = BRACKETED.search(text)
    if bracket is None or not AGENCY_IN_BRACKETS.search(bracket[1]):
        return None
    return _clean_caption(text[: bracket.start()]), _credit(bracket[1])


def _trailing(text: str) -> tuple[str | None, str | None] | None:
    for pattern in (SLASH, CAPITALS, TRAILING_WORD, TRAILING_MARK):
        match = pattern.search(text)
        if match and not (pattern is TRAILING_MARK and PLACE_OR_DAY.search(match["credit"])):
            return _clean_caption(text[: match.start()]), _credit(match["credit"])
    return None


def _clean_caption(text: str) -> str | None:
    return text.rstrip(" 　/／|｜-–—・、=＝").strip() or None


def _credit(text: str) -> str | None:
    stripped = text.strip(" 　)）]］】〕>＞")
    # A bracket that belongs to the credit is kept.
    for opening, closing in ("()", "（）", "[]"):
        if stripped.count(opening) > stripped.count(closing):
            stripped += closing
    stripped = LABEL.sub("", stripped, count=1) if LABEL.match(stripped) else stripped
    stripped = TASK.sub("", stripped, count=1) if TASK.match(stripped) else stripped
    return PROVIDED.sub("", stripped).strip(" 　=＝") or None
