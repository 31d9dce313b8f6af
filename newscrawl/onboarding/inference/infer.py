"""From what was seen of a site to the draft of its portal file."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newscrawl.onboarding.address_forms import path_of
from newscrawl.onboarding.check_look import links_on, next_of_list
from newscrawl.onboarding.draft import Draft, array_of, toml_of
from newscrawl.onboarding.explore import NoSiteError
from newscrawl.onboarding.inference.address_labels import Label, address_labels_of
from newscrawl.onboarding.inference.infer_addresses import infer_addresses
from newscrawl.onboarding.inference.infer_fields import infer_fields
from newscrawl.onboarding.inference.infer_lists import infer_lists
from newscrawl.onboarding.inference.site_facts import (
    language_of,
    site_descriptions_of,
    site_pictures_of,
    title_of,
    zone_of_portal,
)
from newscrawl.onboarding.seen import Seen, SeenPage
from newscrawl.portals import Portal, load_portal_file
from newscrawl.urls import host_of


def infer(seen: Seen, *, name: str, allows_private: bool) -> Draft:
    """Return the draft for what was *seen*. Raises `NoSiteError` where no address is an article's."""
    labels = address_labels_of(seen)
    articles = article_pages(seen, labels)
    language = language_of(seen)
    zone, zone_source, is_zone_doubtful = zone_of_portal(seen, language[0], articles)
    draft = Draft(
        title=title_of(seen, articles),
        language=language,
        zone=(zone, zone_source),
        hosts=hosts_of(seen),
        start_url=seen.front.url,
        request_count=seen.request_count,
        allows_private=allows_private,
    )
    if is_zone_doubtful:
        draft.doubt(4, f"the zone {zone} comes from {zone_source}")
    if language[1].startswith("nothing"):
        draft.doubt(7, "the language is a guess: the page names none")
    infer_addresses(seen, labels, draft)
    if not draft.articles or all(page.extraction.article is None for page in articles):
        raise NoSiteError(
            f"{seen.front.url}: in {seen.request_count} requests, no page was an article (text and a date or author). "
            "Is this the front page of a news site? Pages that JavaScript makes hold no text"
        )
    draft.next_page = seen.next_rule if _needs_next_rule(seen, draft, name) else ""
    infer_lists(seen, labels, draft)
    _infer_discovery(seen, draft)
    draft.site_pictures = site_pictures_of(seen.front, articles)
    draft.site_descriptions = site_descriptions_of(seen.front, articles)
    infer_fields(articles, portal_of(draft, name), draft)
    return draft


def _needs_next_rule(seen: Seen, draft: Draft, name: str) -> bool:
    """Return whether the general rules, with the patterns of *draft*, miss the next page of a list that has one."""
    draft.next_page = ""
    portal = portal_of(draft, name)
    pages = {seen.front.url: seen.front, **seen.pages}
    return any(
        next_of_list(pages[url], portal) != following for url, following in seen.next_pages.items() if url in pages
    )


def article_pages(seen: Seen, labels: dict[str, Label] | None = None) -> list[SeenPage]:
    """Return the pages that were read and are articles, by content, feed or sitemap: a site may print no dates."""
    labels = address_labels_of(seen) if labels is None else labels
    return [page for url, page in seen.pages.items() if url in labels and labels[url].kind == "article"]


def portal_of(draft: Draft, name: str) -> Portal:
    """Return the portal that *draft* describes, read and checked as a file. Raises `PortalFileError`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(toml_of(draft, asked=draft.start_url, day=""), "utf-8")
        return load_portal_file(path)


def hosts_of(seen: Seen) -> list[str]:
    """Return the site's host, and its form with or without www where a page links to it."""
    found = {host_of(url) for page in (seen.front, *seen.pages.values()) for url in page.looked_at(links_on, ())}
    twins = {host for host in found if host.removeprefix("www.") == seen.host.removeprefix("www.")}
    for link in seen.front.page.root.iter("link"):
        if "alternate" in (link.get("rel") or "").lower() and "handheld" in (link.get("media") or "").lower():
            twins.add(host_of(seen.front.page.absolute(link.get("href")) or ""))
    return [seen.host, *sorted(twins - {seen.host, ""})]


def _infer_discovery(seen: Seen, draft: Draft) -> None:
    if seen.alternates:
        count = sum(len(feed.entries) for feed in seen.feeds.values())
        draft.discovery.append(('feeds = "auto"', f"the front page names {len(seen.alternates)}; {count} entries"))
    if seen.robots_sitemaps:
        draft.discovery.append(("sitemaps_of_robots = true", f"robots.txt names {len(seen.robots_sitemaps)}"))
    elif seen.sitemaps:
        draft.discovery.append((f"sitemaps = {array_of(list(seen.sitemaps)[:1])}", "found at its usual address"))
    if draft.discovery and not _is_listed(seen, draft):
        draft.discovery = [*_named_documents(seen), ("pages = false", "no page that was read links to an article")]
    if not draft.discovery:
        draft.doubt(3, "the site names no feed and no sitemap: edits and new articles are found by its pages alone")


def _is_listed(seen: Seen, draft: Draft) -> bool:
    """Return whether the front page leads to an article or a section, so that a crawl finds a list there."""
    patterns = [expression for expression, _ in (*draft.articles, *draft.sections)]
    paths = [path_of(url) for url in seen.front.looked_at(links_on, ())]
    return any(re.search(pattern, path) for pattern in patterns for path in paths)


def _named_documents(seen: Seen) -> Iterator[tuple[str, str]]:
    """Yield the lines that name what was read by its address: a crawl asks for no page that could name it."""
    for key, documents in (("feeds", seen.feeds), ("sitemaps", seen.sitemaps)):
        named = [url for url in documents if key == "feeds" or url in seen.robots_sitemaps] or list(documents)[:1]
        count = sum(len(documents[url].entries) for url in named)
        if named:
            yield f"{key} = {array_of(named)}", f"{count} entries"
