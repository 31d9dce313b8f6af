"""Looks at a site with at most 30 requests: front page, feeds, sitemaps, lists with their second pages, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import zip_longest
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from newscrawl.deadline import guarded
from newscrawl.errors import NewscrawlError, UnreadablePageError
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import feed_links
from newscrawl.loaders.feeds.feed import Feed, load_feed
from newscrawl.network.refusals import CERTIFICATE
from newscrawl.onboarding.address_forms import form_of, usual_no_article
from newscrawl.onboarding.ask import Answer, Asker
from newscrawl.onboarding.next_links import next_of
from newscrawl.onboarding.seen import Seen, SeenPage, own_address
from newscrawl.urls import canonical_url

REQUEST_LIMIT = 30
_FEEDS, _SITEMAPS, _SECTIONS, _SECOND_PAGES, _ARTICLES, _OTHERS = 2, 5, 4, 2, 6, 6
_SITEMAP_ORDER = (
    re.compile(r"post(?!_tag)|article|news|story|entry|node|記事", re.IGNORECASE),
    re.compile(r"page", re.IGNORECASE),
    re.compile(r"categor|section|topic", re.IGNORECASE),
)


class SiteRefusedError(NewscrawlError):
    """The site cannot be read; the message has the reason. Exit code 4."""


class NoSiteError(NewscrawlError):
    """The site cannot be read as it is: nothing answers, or its pages are made by scripts. Exit code 1."""


async def explore(asker: Asker, url: str) -> Seen:
    """Return what is seen from *url*. Raises `SiteRefusedError` and `NoSiteError`."""
    answer = await asker.ask(url)
    if answer.reason:
        raise refusal(url, answer)
    front = front_page_of(answer, asker.page_secs)
    seen = Seen(front=front, robots_sitemaps=list(asker.sitemaps))
    await _read_feeds(asker, seen)
    await _read_sitemaps(asker, seen)
    if len(front.links) < 3 and not any(feed.entries for feed in (*seen.feeds.values(), *seen.sitemaps.values())):
        raise NoSiteError(without_links(front))
    await _read_articles(asker, seen)
    await _read_lists(asker, seen)
    await _read_others(asker, seen)
    seen.request_count = asker.request_count
    return seen


def without_links(front: SeenPage) -> str:
    """Return the sentence for a front page without links."""
    scripts = sum(1 for _ in front.page.root.iter("script"))
    cause = (
        f"its HTML holds {scripts} scripts and nearly no links: JavaScript makes the page in the browser. newscrawl "
        "reads HTML as it is served; look for a feed or sitemap of the site and write the portal file with [discovery]"
        if scripts
        else "its HTML holds nearly no links; give the address of a page that lists articles"
    )
    return f"{front.url}: {cause}"


def refusal(url: str, answer: Answer) -> NewscrawlError:
    """Return the error for *answer*, which brought no page from *url*."""
    sentences = {
        "robots": "robots.txt does not allow newscrawl to read this page; ask the site's owner",
        "robots_unavailable": "could not fetch robots.txt, so no page was asked for; try again later",
        "crawl_delay": "robots.txt asks for a longer pause between two pages than a look takes",
        "private_address": "the address is on this machine or network; --allow-private-addresses permits it",
        "login": "the site asks for a login; newscrawl reads only what everybody can read",
        "consent": "the site shows a consent page in the place of its content",
        "challenge": "the site checks for a browser (bot check); newscrawl does not get round it",
    }
    if sentence := sentences.get(answer.reason):
        return SiteRefusedError(f"{url}: {sentence}")
    if answer.status in {401, 403, 407, 429, 451}:
        return SiteRefusedError(f"{url}: the site refuses the request (HTTP {answer.status})")
    if answer.status:
        return NoSiteError(f"{url}: expected a page, got HTTP {answer.status}; is the address right?")
    if answer.reason == CERTIFICATE:
        cause = "it has expired, is of another name, or the site made it itself"
        return NoSiteError(f"{url}: the site's certificate is not trusted: {cause}")
    why = answer.reason.replace("_", " ")
    return NoSiteError(f"{url}: expected a page, got no answer ({why}); check the address and the network")


def page_of(answer: Answer, page_secs: float) -> SeenPage | None:
    """Return the HTML page of *answer*, to be read in *page_secs*; None where it cannot be read as one."""
    kind = (answer.content_type or "text/html").lower()
    if answer.reason or not ("html" in kind or kind.startswith("text/plain")):
        return None
    try:
        page = guarded(
            page_secs, answer.url, lambda: Page.parse(answer.body, answer.url, content_type=answer.content_type)
        )
    except UnreadablePageError:
        return None
    return SeenPage(canonical_url(answer.url), page, page_secs)


def front_page_of(answer: Answer, page_secs: float) -> SeenPage:
    """Return the page of *answer*, which a site's own address gave. Raises `NoSiteError`."""
    if page := page_of(answer, page_secs):
        return page
    got = f"content of the type {answer.content_type}" if answer.content_type else "content without a type"
    raise NoSiteError(f"{answer.url}: expected an HTML page with text, got {len(answer.body)} bytes ({got})")


async def ask_page(asker: Asker, seen: Seen, url: str) -> SeenPage | None:
    """Ask for the page *url* once; keep it, or why it did not come."""
    if url in seen.pages or url in seen.failures or url == seen.front.url:
        return seen.pages.get(url)
    answer = await asker.ask(url)
    found = page_of(answer, asker.page_secs)
    if found is None:
        seen.failures[url] = answer.reason or "no_html"
        return None
    seen.pages[url] = found
    seen.__dict__.pop("links", None)
    return found


# Feeds and sitemaps


async def _read_feeds(asker: Asker, seen: Seen) -> None:
    seen.alternates = list(seen.front.looked_at(lambda page: feed_links(page, None), ()))
    for url in seen.alternates[:_FEEDS]:
        await read_document(asker, seen, url, is_feed=True)


async def _read_sitemaps(asker: Asker, seen: Seen) -> None:
    named = [*seen.robots_sitemaps] or [urljoin(seen.front.url, "/sitemap.xml")]
    for url in named[:2]:
        await read_document(asker, seen, url, is_feed=False)
    children = [entry.url for feed in seen.sitemaps.values() if feed.kind == "sitemap_index" for entry in feed.entries]
    for url in _ordered(children)[: _SITEMAPS - 1]:
        await read_document(asker, seen, url, is_feed=False)


def _ordered(urls: list[str]) -> list[str]:
    """Return *urls*: the first of each kind by its name, then the rest."""
    first = [next((url for url in urls if words.search(urlsplit(url).path)), None) for words in _SITEMAP_ORDER]
    return list(dict.fromkeys([*(url for url in first if url), *urls]))


async def read_document(asker: Asker, seen: Seen, url: str, *, is_feed: bool) -> None:
    """Ask for the feed or sitemap at *url*; keep it, or why it did not come."""
    answer = await asker.ask(url, is_page=False)
    if answer.reason:
        seen.failures[url] = answer.reason
        return
    try:
        feed = guarded(asker.page_secs, answer.url, partial(_feed, answer))
    except UnreadablePageError as error:
        seen.failures[url] = error.reason
        return
    (seen.feeds if is_feed else seen.sitemaps)[url] = feed


def _feed(answer: Answer) -> Feed:
    return load_feed(answer.body, answer.url, zone=ZoneInfo("UTC"), content_type=answer.content_type)


# Pages


async def _read_articles(asker: Asker, seen: Seen) -> None:
    """Ask for a few articles: those that feeds and sitemaps name, and those with the longest link texts, by form."""
    named = [entry.url for feed in seen.feeds.values() for entry in feed.entries]
    sitemaps = {url: feed for url, feed in seen.sitemaps.items() if feed.kind == "sitemap"}
    of_articles = [feed for url, feed in sitemaps.items() if _SITEMAP_ORDER[0].search(urlsplit(url).path)]
    mapped = [entry.url for feed in of_articles or sitemaps.values() for entry in feed.entries]
    links = sorted((link for link in seen.front.links if not link.is_menu), key=lambda link: -len(link.text))
    linked = _one_a_form(link.url for link in links if not usual_no_article(link.url))
    mixed = (url for three in zip_longest(_spread(named), linked, _spread(mapped)) for url in three if url)
    own = (own_address(url, seen.front.url, seen.host) for url in mixed)
    urls = list(dict.fromkeys(url for url in own if url and url != seen.front.url))
    for url in urls[:_ARTICLES]:
        await ask_page(asker, seen, url)


def _spread(urls: list[str]) -> list[str]:
    """Return the first, the last and a middle one of *urls*, and then the rest."""
    return [urls[place] for place in dict.fromkeys((0, len(urls) - 1, len(urls) // 2))] if urls else []


def _one_a_form(urls: Iterable[str]) -> list[str]:
    """Return *urls* with the first of each form before the others."""
    first, rest = {}, []
    for url in urls:
        form = form_of(url)
        if form in first:
            rest.append(url)
        else:
            first[form] = url
    return [*first.values(), *rest]


async def _read_lists(asker: Asker, seen: Seen) -> None:
    """Ask for a few pages of the menu, and for the second pages of lists."""
    menu = _outer_first([link.url for link in seen.menu() if not usual_no_article(link.url)])
    for url in menu[:_SECTIONS]:
        await ask_page(asker, seen, url)
    named = {
        own_address(entry.url, seen.front.url, seen.host) for feed in seen.feeds.values() for entry in feed.entries
    }
    lists = [seen.front, *(page for url, page in seen.pages.items() if page.kind == "section" and url not in named)]
    for page in lists[: _SECOND_PAGES + 1]:
        following, rule = next_of(page, seen.host)
        second = await ask_page(asker, seen, following) if following else None
        if second is None or second.kind == "article":
            continue
        if {link.url for link in second.links} - {link.url for link in page.links}:
            seen.next_pages[page.url] = second.url
            seen.next_rule = seen.next_rule or rule


def _outer_first(urls: list[str]) -> list[str]:
    """Return *urls*, those below another one last: the menu of a tree of pages names what each section holds."""
    folders = [f"{url.rstrip('/')}/" for url in urls]
    return sorted(urls, key=lambda url: any(url.startswith(one) and len(url) > len(one) for one in folders))


async def _read_others(asker: Asker, seen: Seen) -> None:
    """Ask for one page of each form that was not seen yet, and for menu pages that look like an article's address."""
    known = {form_of(url) for url in (*seen.pages, seen.front.url)}
    articles = {form_of(url) for url, page in seen.pages.items() if page.kind == "article"}
    doubtful = [link.url for link in seen.links.values() if link.is_menu and form_of(link.url) in articles]
    new = [url for url in _new_forms(seen, known) if url not in doubtful]
    for url in [*doubtful[: _OTHERS // 2], *new][:_OTHERS]:
        if asker.left_count > 0:
            await ask_page(asker, seen, url)


def _new_forms(seen: Seen, known: set[str]) -> Iterator[str]:
    for link in seen.links.values():
        form = form_of(link.url)
        if form not in known and not usual_no_article(link.url) and link.text:
            known.add(form)
            yield link.url
