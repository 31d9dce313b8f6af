"""The lines of a list: number, headline and section label told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newscrawl.extraction.blocks import Link
from newscrawl.text import fold, squash

_NUMBER = re.compile(r"(?:no\.?|第|#)?\s*([0-9０-９]{1,3})\s*(?:位|\.|．|\)|）|:|：)?", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^(?:[0-9０-９]{1,2}(?:位|[.．)）:：])\s*|[0-9０-９]{1,2}\s+(?=\D))")
_TIME = re.compile(
    r"[\d/.:年月日時分\s\-（）()月火水木金土日曜]{4,}(?:前|更新|公開)?|\d+\s*(?:分|時間|日|か月|ヶ月)前|\d+\s*(?:min|hours?|days?)\s+ago",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:続き|つづき|もっと|詳しく|詳細)(?:を|は)?(?:読む|見る|こちら)?.{0,3}|全文(?:を)?読む|記事を読む|"
    r"read more.*|more|weiterlesen|mehr|new|new!|up|pr",
    re.IGNORECASE,
)
_BRACKETS = "[]［］【】()（）<>＜＞〈〉「」|｜/／・:： "
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    href: str
    """As written."""

    url: str
    """Canonical."""

    headline: str
    """Without number and label."""

    section: str | None
    """The printed label."""

    number: int | None
    """The printed number."""


def read_entries(links: Sequence[Link], article_of: Callable[[str], str | None], labels: frozenset[str]) -> list[Entry]:
    """Return an entry for each article that *links* lead to, in the list's order.

    Several links to one article (picture, headline, "read more") are one entry. Where all entries carry printed
    numbers that count from 1, the numbers are the order.
    """
    by_url: dict[str, list[Link]] = {}
    for link in links:
        url = article_of(link.href)
        if url:
            by_url.setdefault(url, []).append(link)
    drafts = [_draft(url, group, article_of) for url, group in by_url.items()]
    has_labels = _all_end_in_labels(drafts)
    entries = [entry for draft in drafts if (entry := _entry(draft, labels, has_labels=has_labels))]
    numbers = [entry.number for entry in entries]
    if None not in numbers and sorted(n or 0 for n in numbers) == list(range(1, len(entries) + 1)):
        entries.sort(key=lambda entry: entry.number or 0)
    return entries


@dataclass(slots=True)
class _Draft:
    href: str
    url: str
    inside: list[str]
    outside: list[str]
    number: int | None = None


def _draft(url: str, group: list[Link], article_of: Callable[[str], str | None]) -> _Draft:
    link = _headline_link(group)
    draft = _Draft(link.href, url, _pieces_of(link.element), [])
    item = _item_of(link.element, url, article_of)
    if item is not link.element:
        own = {id(other.element) for other in group}
        draft.outside = _pieces_outside(item, own)
    else:
        draft.outside = _neighbours(link.element)
    for pieces in (draft.outside, draft.inside):
        for piece in list(pieces):
            match = _NUMBER.fullmatch(piece.strip())
            if match and draft.number is None and len(draft.inside) + len(draft.outside) > 1:
                draft.number = int(match[1])
                pieces.remove(piece)
    draft.inside = [p for p in draft.inside if not _is_noise(p)] or draft.inside
    draft.outside = [p for p in draft.outside if not _is_noise(p)]
    return draft


def _headline_link(group: list[Link]) -> Link:
    told = [link for link in group if link.text and not _is_noise(link.text) and not _NUMBER.fullmatch(link.text)]
    for link in told:
        if any(e.tag in {"h1", "h2", "h3", "h4", "h5"} for e in (*link.element.iterancestors(), *link.element.iter())):
            return link
    return told[0] if told else group[0]


def _is_noise(piece: str) -> bool:
    piece = squash(piece)
    return bool(_MORE.fullmatch(piece) or _TIME.fullmatch(piece))


def _pieces_of(element: HtmlElement) -> list[str]:
    heading = next((e for e in element.iter("h1", "h2", "h3", "h4", "h5", "h6")), None)
    if heading is not None and heading.text_content().strip():
        others = [squash(t) for e in element.iter() if e is not heading for t in _own_texts(e, heading)]
        text = squash(heading.text_content())
        return [text, *(o for o in others if o)] if text else [o for o in others if o]
    return _texts(element)


def _own_texts(element: HtmlElement, heading: HtmlElement) -> list[str]:
    if heading in element.iterancestors():
        return []
    own = [element.text or ""]
    own += [child.tail or "" for child in element]
    return own


_SILENT = frozenset({"script", "style", "rt", "rp", "template", "noscript"})


def _texts(element: HtmlElement, skip: frozenset[int] = frozenset()) -> list[str]:
    """Return the texts in *element*, one for each run that no element breaks."""
    found: list[str] = []
    if element.text:
        found.append(element.text)
    for child in element:
        if child.tag not in _SILENT and id(child) not in skip and isinstance(child.tag, str):
            found.extend(_texts(child, skip))
        if child.tail:
            found.append(child.tail)
    return [text for text in found if not text.isspace()]


def _pieces_outside(item: HtmlElement, own: set[int]) -> list[str]:
    return _texts(item, frozenset(own))


def _item_of(element: HtmlElement, url: str, article_of: Callable[[str], str | None]) -> HtmlElement:
    """Return the highest element around *element* whose article links all lead to *url*."""
    item = element
    for ancestor in element.iterancestors():
        for link in ancestor.iter("a"):
            href = link.get("href")
            if href and (other := article_of(href)) and other != url:
                return item
        item = ancestor
    return element


def _neighbours(element: HtmlElement) -> list[str]:
    """Return what stands in the line before and behind a link that shares its element with others."""
    found: list[str] = []
    before = _before(element)
    if match := re.search(r"([0-9０-９]{1,2})\s*(?:位|[.．)）:：])?\s*$", before):
        found.append(match[1])
    behind = re.sub(r"\s*[0-9０-９]{1,2}\s*(?:位|[.．)）:：])?\s*$", "", element.tail or "")
    for sibling in element.itersiblings():
        if sibling.tag in {"a", "br", "hr", "p", "div", "li"}:
            break
        behind += " " + (sibling.text_content() if isinstance(sibling.tag, str) else "") + (sibling.tail or "")
    if behind := squash(behind):
        found.append(behind)
    return found


def _before(element: HtmlElement) -> str:
    texts: list[str] = []
    for sibling in element.itersiblings(preceding=True):
        texts.append(sibling.tail or "")
        if sibling.tag in {"a", "br", "hr", "p", "div", "li"}:
            return "".join(reversed(texts))
        texts.append(sibling.text_content() if isinstance(sibling.tag, str) else "")
    parent = element.getparent()
    if parent is not None:
        texts.append(parent.text or "")
    return "".join(reversed(texts))


def _all_end_in_labels(drafts: list[_Draft]) -> bool:
    if len(drafts) < 2:
        return False
    return all(
        len(d.inside) >= 2 and len(squash(d.inside[-1])) <= _LONGEST_LABEL < len("".join(d.inside[:-1])) for d in drafts
    )


def _entry(draft: _Draft, labels: frozenset[str], *, has_labels: bool) -> Entry | None:
    inside = list(draft.inside)
    section = next((_bare(piece) for piece in draft.outside if fold(_bare(piece)) in labels), None)
    if section is None:
        section = _take_label(inside, labels, has_labels=has_labels)
    if section is None:
        section = next((_bare(p) for p in draft.outside if len(_bare(p)) <= _LONGEST_LABEL and _bare(p)), None)
    headline = squash("".join(inside))
    number = draft.number
    if number is None and (match := _LEADING_NUMBER.match(headline)) and len(headline) > match.end():
        digits = re.match(r"\d+", headline)
        number = int(digits[0]) if digits and match[0].strip() != digits[0] else None
        headline = headline[match.end() :] if number is not None else headline
    return Entry(draft.href, draft.url, headline, section, number) if headline else None


def _take_label(inside: list[str], labels: frozenset[str], *, has_labels: bool) -> str | None:
    if len(inside) < 2:
        return None
    for place in (-1, 0):
        if fold(_bare(inside[place])) in labels:
            return _bare(inside.pop(place))
    return _bare(inside.pop()) if has_labels else None


def _bare(piece: str) -> str:
    return squash(piece).strip(_BRACKETS)
