"""Decides whether each seen address is an article, a section or another page, and by what evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from newscrawl.onboarding.address_forms import form_of, usual_index, usual_no_article, usual_page
from newscrawl.onboarding.seen import PageKind, Seen, SeenPage, own_address
from newscrawl.text import letters

_HEADLINE_LENGTH, _FEWEST_LISTED = 10, 3
_FURTHER_FILE = re.compile(r"[-_]?\d{1,3}(\.html?)$")
_FURTHER = re.compile(r"(?:/page)?[-_/]\d{1,2}(\.html?)?/?$")
_SITEMAP_KINDS: tuple[tuple[re.Pattern[str], PageKind], ...] = (
    (re.compile(r"post_tag|tags?\b|tag-|users?\b|users-|author", re.IGNORECASE), "page"),
    (re.compile(r"categor|section|taxonom", re.IGNORECASE), "section"),
    (re.compile(r"page", re.IGNORECASE), "page"),
    (re.compile(r"post|article|news|story|entry", re.IGNORECASE), "article"),
)


@dataclass(frozen=True, slots=True)
class Label:
    """What one address is."""

    kind: PageKind
    evidence: str
    """`feed`, `sitemap`, `tag`, `content`, `menu` or `form`."""


def address_labels_of(seen: Seen) -> dict[str, Label]:
    """Return address → label; the strongest evidence wins: sitemaps by name, feeds, tags, content, menu, form."""
    found: dict[str, Label] = {}
    for url, label in (*_of_sitemaps(seen), *_of_feeds(seen), *_of_tags(seen), *_of_content(seen), *_of_menu(seen)):
        found.setdefault(url, label)
    for url, label in _of_forms(seen, dict(found)):
        found.setdefault(url, label)
    found.pop(seen.front.url, None)
    for url in seen.next_pages.values():
        found.pop(url, None)
    for url in [url for url in found if _is_later_list(url, found)]:
        del found[url]
    articles = {url for url, label in found.items() if label.kind == "article"}
    return {url: label for url, label in found.items() if url not in articles or not _is_later_page(url, articles)}


def _is_later_list(url: str, labels: dict[str, Label]) -> bool:
    """Return whether *url* is a further page of a list: `/index2.html` of the front page, `/world2.html` of one."""
    first = _FURTHER_FILE.sub(r"\1", url)
    if first == url:
        return False
    return first.endswith("/index.html") or (first in labels and labels[first].kind == "section")


def _is_later_page(url: str, articles: set[str]) -> bool:
    """Return whether *url* is a further page of one of *articles*: `/world/40022_2.html` of `/world/40022.html`."""
    first = _FURTHER.sub(lambda match: match[1] or "", url)
    return first != url and not articles.isdisjoint({first, f"{first}/"})


def _of_sitemaps(seen: Seen) -> Iterator[tuple[str, Label]]:
    for url, feed in seen.sitemaps.items():
        kind = sitemap_kind(url) if feed.kind == "sitemap" else None
        for entry in feed.entries if feed.kind == "sitemap" else ():
            own = own_address(entry.url, url, seen.host)
            is_news = entry.published_at is not None
            if own and (kind or is_news):
                yield own, Label("article" if is_news else kind or "page", "sitemap")


def sitemap_kind(url: str) -> PageKind | None:
    """Return the kind of entries that the name of the sitemap at *url* shows; None where it shows nothing."""
    name = urlsplit(url).path.rpartition("/")[2]
    return next((kind for words, kind in _SITEMAP_KINDS if words.search(name)), None)


def _of_feeds(seen: Seen) -> Iterator[tuple[str, Label]]:
    for url, feed in seen.feeds.items():
        for entry in feed.entries:
            if own := own_address(entry.url, url, seen.host):
                yield own, Label("article", "feed")


def _of_content(seen: Seen) -> Iterator[tuple[str, Label]]:
    """What was read is what its content is; a list of everything is a section only where no other way leads on.

    A dated text too short to be sure of is an article where its address has the form of another one. So is a text
    without a date or author on a site that prints none on the articles of its feeds, or on those that its lists link.
    A page about the site with a date is an article only where an address of a feed has its form.
    """
    has_other_way = seen.front.url in seen.next_pages or any(
        page.kind == "section" and not usual_index(url) for url, page in seen.pages.items()
    )
    articles = {form_of(url) for url, page in seen.pages.items() if page.kind == "article"}
    named = {url for url, _ in _of_feeds(seen)}
    undated = {form_of(url) for url in named if url in seen.pages and _is_undated_text(seen.pages[url])}
    undated |= {form_of(url) for url in named if url in seen.pages and _is_among_lists(url, seen)}
    undated |= set() if articles else _listed_forms(seen)
    for url, page in seen.pages.items():
        if _is_alias(url, page, seen):
            yield url, Label("page", "content")
            continue
        is_short = page.kind == "page" and form_of(url) in articles and _has_time(page)
        is_undated = form_of(url) in undated and (_is_undated_text(page) or _is_among_lists(url, seen))
        kind = "article" if is_short or is_undated else page.kind
        is_spare = usual_no_article(url) or usual_page(url) or (has_other_way and usual_index(url))
        is_alone = not _has_time(page) or (bool(named) and form_of(url) not in {form_of(one) for one in named})
        is_about = kind == "article" and usual_page(url) and is_alone
        yield url, Label("page" if is_about or (kind == "section" and is_spare) else kind, "content")


def _is_alias(url: str, page: SeenPage, seen: Seen) -> bool:
    """Return whether *url* leads on to an address of another form that pages or feeds name, too: /5/, /trackback/5."""
    if page.url == url or form_of(page.url) == form_of(url):
        return False
    return page.url in seen.links or any(
        entry.url == page.url for feed in seen.feeds.values() for entry in feed.entries
    )


def _is_undated_text(page: SeenPage) -> bool:
    return page.kind == "page" and page.extraction.article is not None


def _is_among_lists(url: str, seen: Seen) -> bool:
    """Return whether the page at *url* holds lists as a section does, but has the headline of a link that leads to it.

    Such a template prints neither date nor author, and its lists before the text.
    """
    page, link = seen.pages[url], seen.links.get(url)
    article = page.extraction.article if page.kind == "section" and link and not link.is_menu else None
    return link is not None and article is not None and letters(article.headline) in letters(link.text)


def _listed_forms(seen: Seen) -> set[str]:
    """Return the forms of addresses of which three or more texts without a date are linked under their own headline.

    The links are outside of menus, as those of a list are: such a site prints no dates.
    """
    forms: Counter[str] = Counter()
    for url, page in seen.pages.items():
        link, article = seen.links.get(url), page.extraction.article
        if link and article and not link.is_menu and page.kind == "page":
            forms[form_of(url)] += letters(link.text) == letters(article.headline)
    return {form for form, count in forms.items() if count >= _FEWEST_LISTED}


def _has_time(page: SeenPage) -> bool:
    article = page.extraction.article
    return article is not None and article.published_at is not None


def _of_tags(seen: Seen) -> Iterator[tuple[str, Label]]:
    """A link that its page calls a tag is no section."""
    for link in seen.links.values():
        if link.is_tag:
            yield link.url, Label("page", "tag")


def _of_menu(seen: Seen) -> Iterator[tuple[str, Label]]:
    """A menu's link is a section where one of its form is, else a page that is no article.

    Some menus list the articles, too: links with the form of articles in a menu are left for `_of_forms`.
    """
    sections = {form_of(url) for url, page in seen.pages.items() if page.kind == "section"}
    articles = _forms_in_menus(seen)
    for link in seen.links.values():
        if link.is_menu and form_of(link.url) in articles and not usual_page(link.url) and _is_long(link.text):
            continue
        if link.is_menu:
            is_section = form_of(link.url) in sections and not (usual_no_article(link.url) or usual_page(link.url))
            yield link.url, Label("section" if is_section else "page", "menu")
        elif usual_no_article(link.url):
            yield link.url, Label("page", "form")


def _forms_in_menus(seen: Seen) -> set[str]:
    """Return the forms of addresses of which a menu links an article, and all pages that were read are articles."""
    read = seen.pages.items()
    others = {form_of(url) for url, page in read if page.kind != "article"}
    linked = {
        form_of(url) for url, page in read if page.kind == "article" and url in seen.links and seen.links[url].is_menu
    }
    return linked - others


def _is_long(text: str) -> bool:
    return len(text) >= _HEADLINE_LENGTH


def _of_forms(seen: Seen, known: dict[str, Label]) -> Iterator[tuple[str, Label]]:
    """A link with a headline's length and the form of an article is one, where no other page has that form."""
    forms: dict[str, set[PageKind]] = {}
    for url, label in known.items():
        if label.evidence not in {"menu", "tag"}:
            forms.setdefault(form_of(url), set()).add(label.kind)
    for link in seen.links.values():
        kinds = forms.get(form_of(link.url))
        if kinds == {"article"} and _is_long(link.text):
            yield link.url, Label("article", "form")
        elif kinds == {"section"} and not (usual_no_article(link.url) or usual_page(link.url)):
            yield link.url, Label("section", "form")
