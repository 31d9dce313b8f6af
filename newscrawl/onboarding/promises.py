"""Compares each line of a portal file with what was seen of its portal: what it matched, which promises are broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from newscrawl.extraction.document.page import Page
from newscrawl.extraction.images.read_images import named_addresses
from newscrawl.extraction.lists.find_lists import WantedHeadings, find_headings, heading_words
from newscrawl.loaders import article_links, section_links
from newscrawl.loaders.feeds.feed import Feed
from newscrawl.loaders.rules.compiled_rules import xpath_values
from newscrawl.loaders.rules.site import DESCRIPTIONS, printed_language
from newscrawl.onboarding.address_forms import path_of
from newscrawl.onboarding.check_look import addresses_of
from newscrawl.onboarding.inference.site_facts import stamps_of
from newscrawl.onboarding.seen import Seen, SeenPage
from newscrawl.portals import Portal, kind_of, parse_rule
from newscrawl.text import counted, fold, letters
from newscrawl.urls import absolute

_RARE_FIELDS = frozenset({"is_paywalled", "modified_at"})
"""Fields that most articles do not have: a rule that gives nothing on three articles may be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFinding:
    """What one line of a portal file matched."""

    key: str
    """The place in the file, e.g. `urls.article[0]`."""

    written: str
    """The value, as the file has it."""

    found: str
    """What it matched, as a sentence."""

    is_found: bool
    """Whether it matched anything."""

    is_broken: bool = False
    """Whether the file promises something here that was not found."""


def findings_of(seen: Seen, portal: Portal) -> list[PromiseFinding]:
    """Return a finding for each line of *portal*'s file, in the file's order."""
    articles = articles_seen(seen, portal)
    return [
        *_site(seen, portal, articles),
        *_addresses(seen, portal),
        *_links(seen, portal),
        *_discovery(seen, portal),
        *_lists(seen, portal),
        *_fields(articles, portal),
        _read_articles(articles, portal),
    ]


def articles_seen(seen: Seen, portal: Portal) -> list[SeenPage]:
    """Return the pages that were read and have the address of an article."""
    return [page for url, page in seen.pages.items() if kind_of(url, portal) == "article"]


def _site(seen: Seen, portal: Portal, articles: Sequence[SeenPage]) -> Iterator[PromiseFinding]:
    page = seen.front.page
    has_title = seen.front.looked_at(lambda one: fold(portal.title) in _shown(one), False)
    where = "shown on the front page" if has_title else "not shown on the front page"
    yield PromiseFinding(key="title", written=portal.title, found=where, is_found=has_title)
    named = page.language or page.once(printed_language)
    agrees = bool(named) and str(named)[:2].lower() == portal.language[:2].lower()
    yield PromiseFinding(
        key="language",
        written=portal.language,
        found=f"the front page is in {named or 'no named language'}",
        is_found=agrees,
    )
    stamps = [stamp for one in articles for stamp in stamps_of(one)]
    agreeing = sum(stamp.astimezone(portal.time_zone).utcoffset() == stamp.utcoffset() for stamp in stamps)
    found = f"{agreeing} of {len(stamps)} times with an offset on articles agree"
    yield PromiseFinding(key="zone", written=portal.zone, found=found, is_found=bool(agreeing) or not stamps)
    for number, url in enumerate(portal.start_urls):
        is_asked = number == 0
        found = f"answers; {len(seen.front.links)} links to its own host" if is_asked else "not asked for"
        is_dead_end = is_asked and portal.discovery.pages and not _leads_on(seen.front, portal)
        found += ", none to an article or a section; with feeds or sitemaps, write pages = false" if is_dead_end else ""
        yield PromiseFinding(
            key=f"start_urls[{number}]", written=url, found=found, is_found=is_asked, is_broken=is_dead_end
        )
    for number, url in enumerate(portal.site_pictures):
        count = sum(one.looked_at(partial(_names_picture, url), False) for one in articles)
        found = f"{count} of {len(articles)} articles name it"
        yield PromiseFinding(key=f"site_pictures[{number}]", written=url, found=found, is_found=bool(count))
    for number, text in enumerate(portal.site_descriptions):
        count = sum(one.looked_at(partial(_has_description, text), False) for one in articles)
        found = f"the description of {count} of {len(articles)} articles"
        yield PromiseFinding(key=f"site_descriptions[{number}]", written=text, found=found, is_found=bool(count))


def _has_description(text: str, page: Page) -> bool:
    return any(letters(written) == letters(text) for name in DESCRIPTIONS for written in page.meta.get(name, ()))


def _leads_on(front: SeenPage, portal: Portal) -> bool:
    """Return whether a crawl finds an article or a section on the *front* page, or a list that goes on."""
    return front.looked_at(lambda page: bool(article_links(page, portal) or section_links(page, portal)), True)


def _names_picture(url: str, page: Page) -> bool:
    return any(absolute(written, page.base_url) == url for _, written in named_addresses(page))


def _shown(page: Page) -> str:
    """Return what *page* shows of its site's name: titles and text, folded."""
    titles = [one.text or "" for one in page.root.iter("title")]
    return fold(" ".join((*titles, *page.meta.get("og:site_name", []), *(block.text for block in page.outline.blocks))))


def _addresses(seen: Seen, portal: Portal) -> Iterator[PromiseFinding]:
    kinds = addresses_of(seen, portal)
    for kind, patterns in (("article", portal.urls.article), ("section", portal.urls.section)):
        urls = [url for url, one in kinds.items() if one == kind]
        counts = _first_matches(urls, patterns)
        for number, pattern in enumerate(patterns):
            count = counts[pattern]
            example = next((url for url in urls if re.search(pattern, path_of(url))), "")
            yield PromiseFinding(
                key=f"urls.{kind}[{number}]",
                written=pattern,
                found=f"takes {_addresses_of(count)}, such as {path_of(example)}" if count else "takes no address",
                is_found=bool(count),
                is_broken=not urls and number == len(patterns) - 1,
            )
    ignored = [url for url, one in kinds.items() if one == "ignored"]
    counts = _first_matches(ignored, portal.urls.ignore)
    for number, pattern in enumerate(portal.urls.ignore):
        count = counts[pattern]
        yield PromiseFinding(
            key=f"urls.ignore[{number}]",
            written=pattern,
            found=f"leaves out {_addresses_of(count)}",
            is_found=bool(count),
        )
    other = [url for url, one in kinds.items() if one == "other"]
    example = f", such as {path_of(other[0])}" if other else ""
    yield PromiseFinding(
        key="urls", written="", found=f"{_addresses_of(len(other))} fit no pattern{example}", is_found=True
    )


def _addresses_of(count: int) -> str:
    return counted(count, "address", "addresses")


def _first_matches(urls: Sequence[str], patterns: Sequence[str]) -> Counter[str]:
    """Return pattern → how many of *urls* it is the first to match."""
    found = (next((one for one in patterns if re.search(one, path_of(url))), "") for url in urls)
    return Counter(found)


def _links(seen: Seen, portal: Portal) -> Iterator[PromiseFinding]:
    pages = [seen.front, *seen.pages.values()]
    for name in ("sections", "articles", "next_page"):
        rules: tuple[str, ...] = getattr(portal.links, name)
        counts = [sum(_selects(one, page) for page in pages) for one in rules]
        for number, (rule, count) in enumerate(zip(rules, counts, strict=True)):
            yield PromiseFinding(
                key=f"links.{name}[{number}]",
                written=rule,
                found=f"selects something on {count} of {len(pages)} pages",
                is_found=bool(count),
                is_broken=not any(counts) and number == len(rules) - 1,
            )
    sections = {link.url for one in pages for link in one.looked_at(lambda page: section_links(page, portal), ())}
    following = ", ".join(path_of(url) for url in seen.next_pages.values())
    found = f"{counted(len(sections), 'section')}; next page: {following or 'none found'}"
    yield PromiseFinding(key="links", written="", found=found, is_found=bool(sections))


def _selects(rule: str, seen: SeenPage) -> bool:
    return seen.looked_at(lambda page: bool(xpath_values(parse_rule(rule).xpath or "", page)), False)


def _discovery(seen: Seen, portal: Portal) -> Iterator[PromiseFinding]:
    rules = portal.discovery
    if rules.feeds == "auto":
        named = counted(len(seen.alternates), "feed")
        found = f"the front page names {named}; {_entry_count(seen.feeds)} entries in the first"
        yield PromiseFinding(key="discovery.feeds", written="auto", found=found, is_found=bool(seen.feeds))
    if rules.sitemaps_of_robots:
        found = (
            f"robots.txt names {counted(len(seen.robots_sitemaps), 'sitemap')}; "
            f"{_entry_count(seen.sitemaps)} entries in the first"
        )
        yield PromiseFinding(
            key="discovery.sitemaps_of_robots", written="true", found=found, is_found=bool(seen.sitemaps)
        )
    for key, urls, read in (("feeds", rules.named_feeds, seen.feeds), ("sitemaps", rules.sitemaps, seen.sitemaps)):
        for number, url in enumerate(urls):
            failure = seen.failures.get(url)
            found = (
                f"{len(read[url].entries)} entries"
                if url in read
                else f"failed: {failure}"
                if failure
                else "not asked for"
            )
            yield PromiseFinding(
                key=f"discovery.{key}[{number}]",
                written=url,
                found=found,
                is_found=url in read,
                is_broken=failure is not None,
            )


def _entry_count(documents: dict[str, Feed]) -> int:
    return sum(len(document.entries) for document in documents.values())


def _lists(seen: Seen, portal: Portal) -> Iterator[PromiseFinding]:
    pages = [seen.front, *seen.pages.values()]
    for number, one in enumerate(portal.lists):
        wanted = [WantedHeadings([heading_words(one.kind, words)]) for words in one.headings]
        counts = [sum(_has_heading(page, words) for page in pages) for words in wanted]
        for place, (words, count) in enumerate(zip(one.headings, counts, strict=True)):
            yield PromiseFinding(
                key=f"lists[{number}].headings[{place}]",
                written=words,
                found=f"heads a list ({one.kind}) on {count} of {len(pages)} pages",
                is_found=bool(count),
                is_broken=not any(counts) and place == len(one.headings) - 1,
            )


def _has_heading(seen: SeenPage, wanted: WantedHeadings) -> bool:
    return seen.looked_at(lambda page: bool(find_headings(page.outline, wanted)), False)


def _fields(articles: Sequence[SeenPage], portal: Portal) -> Iterator[PromiseFinding]:
    read = [page.read(portal, explain=True) for page in articles]
    given = Counter((one.field, one.rule) for page in read for one in page.tried if one.value)
    have = Counter(name for page in read if page.article for name in page.article.sources)
    for field in portal.fields:
        rules = portal.written_rules(field)
        shown = [sum(_is_label_shown(rule, page) for page in articles) for rule in rules]
        is_any = any(shown) or bool(have[field])
        for number, rule in enumerate(rules):
            count = given[field, rule]
            label = f"; its label is on {shown[number]}" if shown[number] > count else ""
            is_last = number == len(rules) - 1
            yield PromiseFinding(
                key=f"fields.{field}[{number}]",
                written=rule,
                found=f"gives a value on {count} of {len(articles)} articles{label}; {have[field]} have the field",
                is_found=bool(count or shown[number]),
                is_broken=is_last and not is_any and bool(articles) and field not in _RARE_FIELDS,
            )


def _is_label_shown(rule: str, page: SeenPage) -> bool:
    """Return whether the label of a `text:` rule is on *page*: a script may fill in its value later."""
    parsed = parse_rule(rule)
    label = fold(parsed.expression)
    return parsed.kind == "text" and page.looked_at(
        lambda one: any(label in fold(block.text) for block in one.outline.blocks), False
    )


def _read_articles(articles: Sequence[SeenPage], portal: Portal) -> PromiseFinding:
    """Return the finding of the promise that every file makes: its article addresses lead to articles."""
    read = [(page, page.read(portal)) for page in articles]
    reasons = Counter(page.failure or found.reason for page, found in read if found.article is None)
    count = len(articles) - reasons.total()
    why = "".join(f"; {number} not: {reason}" for reason, number in reasons.items())
    return PromiseFinding(
        key="fields",
        written="",
        found=f"{count} of {len(articles)} pages with the address of an article read as one{why}",
        is_found=bool(count),
        is_broken=not count,
    )
