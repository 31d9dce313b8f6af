"""The headed lists of a site: headings with known words, and headings over links to articles whose kind is open."""

from __future__ import annotations

from collections import Counter

from newscrawl.extraction.document.blocks import Block
from newscrawl.extraction.document.zones import FOOTER, NAV
from newscrawl.extraction.lists.find_lists import WantedHeadings, find_headings, heading_words
from newscrawl.loaders.rules.general_lists import GENERAL_HEADINGS
from newscrawl.onboarding.draft import Draft
from newscrawl.onboarding.inference.address_labels import Label
from newscrawl.onboarding.seen import Seen, SeenPage, own_address
from newscrawl.text import squash

_LONGEST_HEADING = 30
_LEAST_LINKS = 3
_HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def infer_lists(seen: Seen, labels: dict[str, Label], draft: Draft) -> None:
    """Fill *draft*'s lists: by the general words, whose headings are found on the pages; the others are left open."""
    pages = [seen.front, *seen.pages.values()]
    words = WantedHeadings([heading_words(kind, one) for kind, headings in GENERAL_HEADINGS for one in headings])
    counts: Counter[tuple[str, str]] = Counter()
    known: set[str] = set()
    for page in pages:
        headings = find_headings(page.page.outline, words)
        counts.update({(one.kind, _words_of(one.name, one.section)) for one in headings})
        known.update(squash(one.name) for one in headings)
    by_kind: dict[str, list[str]] = {}
    for kind, name in counts:
        by_kind.setdefault(kind, []).append(name)
    for kind, names in by_kind.items():
        found = ", ".join(f"{name!r} on {counts[kind, name]} pages" for name in names)
        draft.lists.append((kind, names, f"found: {found} (of {len(pages)})"))
    _open_headings(pages, labels, known, draft)


def _words_of(name: str, section: str | None) -> str:
    return name.replace(section, "{section}") if section else name


def _open_headings(pages: list[SeenPage], labels: dict[str, Label], known: set[str], draft: Draft) -> None:
    counts: Counter[str] = Counter(
        text for page in pages for text in set(_headed(page, labels)) if squash(text) not in known
    )
    for text, count in counts.most_common(4):
        if count > 1:
            draft.open_headings.append(
                (text, f"a heading over links to articles on {count} pages: which kind of list?")
            )
    if draft.open_headings:
        names = ", ".join(repr(text) for text, _ in draft.open_headings)
        draft.doubt(2, f"the lists headed {names} have no known kind: they are left as comments")


def _headed(page: SeenPage, labels: dict[str, Label]) -> list[str]:
    """Return the headings of *page* that are followed by links to articles, before the next heading."""
    found, heading, urls = [], "", set[str]()
    for block in page.page.outline.blocks:
        if _is_heading(block):
            if len(urls) >= _LEAST_LINKS and heading:
                found.append(heading)
            heading, urls = block.text, set()
        elif block.links and not block.zones & (NAV | FOOTER):
            addresses = (own_address(link.href, page.page.base_url, _host(page)) for link in block.links)
            urls.update(url for url in addresses if url in labels and labels[url].kind == "article")
    return [*found, heading] if len(urls) >= _LEAST_LINKS and heading else found


def _is_heading(block: Block) -> bool:
    return block.tag in _HEADING_TAGS and not block.links and len(block.text) <= _LONGEST_HEADING


def _host(page: SeenPage) -> str:
    return page.url.split("/")[2].partition(":")[0]
