"""The address patterns of a portal file, each checked against all addresses seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from newscrawl.onboarding.address_forms import FILES, NO_ARTICLE_WORDS, escaped, path_of, without_page
from newscrawl.onboarding.check_look import links_on
from newscrawl.onboarding.draft import Draft
from newscrawl.onboarding.inference.address_labels import Label
from newscrawl.onboarding.inference.patterns import Pattern, generalise, page_pattern, with_pages, without
from newscrawl.onboarding.seen import PageKind, Seen

_MOST_EXCEPTIONS = 80
_MOST_PATTERNS = 6


def infer_addresses(seen: Seen, labels: dict[str, Label], draft: Draft) -> None:
    """Fill *draft*'s patterns."""
    draft.drop_parameters = _dropped(seen, labels)
    paths = {kind: _paths(labels, kind, draft.drop_parameters) for kind in ("article", "section", "page")}
    paths["section"] = list(dict.fromkeys(without_page(path) for path in paths["section"]))
    front = path_of(seen.front.url)
    paths["section"] = [path for path in paths["section"] if path != front]
    taken = _article_patterns(seen, labels, paths, draft)
    _section_patterns(seen, paths, draft)
    _ignored(paths, taken, draft)


def _paths(labels: dict[str, Label], kind: PageKind, dropped: list[str]) -> list[str]:
    urls = [url for url, label in labels.items() if label.kind == kind]
    return [path_of(url) for url in urls if not {name for name, _ in parse_qsl(urlsplit(url).query)} & set(dropped)]


def _dropped(seen: Seen, labels: dict[str, Label]) -> list[str]:
    """Return the parameters with which articles are linked, that are linked without them too."""
    articles = {url for url, label in labels.items() if label.kind == "article"}
    plain = {url for url in (*seen.links, *articles) if "?" not in url}
    found: dict[str, None] = {}
    for url in seen.links:
        address, mark, query = url.partition("?")
        if mark and address in plain and address in articles:
            found.update(dict.fromkeys(name for name, _ in parse_qsl(query)))
    return list(found)


def _article_patterns(seen: Seen, labels: dict[str, Label], paths: dict[str, list[str]], draft: Draft) -> list[str]:
    """Add the article patterns; return the pages that they take and should not."""
    others = [*paths["section"], *paths["page"], *map(path_of, seen.next_pages.values()), path_of(seen.front.url)]
    folders = {path.partition("?")[0].strip("/").rpartition("/")[2] for path in paths["section"]} - {""}
    patterns = generalise(paths["article"], others, has_numbers=True, folders=folders)
    sections = set(paths["section"]) | {path_of(url) for url in seen.next_pages.values()} | {path_of(seen.front.url)}
    trusted = _trusted(seen, labels)
    wrong: list[str] = []
    for pattern in _kept(patterns, trusted):
        expression = pattern.expression
        inside = [path for path in pattern.wrong if path in sections][:_MOST_EXCEPTIONS]
        if inside:
            expression = without(expression, inside, {path_of(url) for url in seen.next_pages.values()})
            draft.doubt(3, f"sections have addresses like articles ({inside[0]}): a new section would be read as one")
        wrong += [path for path in pattern.wrong if path not in sections]
        evidence = _evidence(labels, pattern.taken, seen)
        draft.articles.append(
            (expression, f"takes {evidence}; of {len(others)} other addresses {len(inside)} excluded")
        )
        if len(pattern.taken) < 3:
            draft.doubt(4, f"the article pattern {expression} rests on {len(pattern.taken)} addresses")
    if len(wrong) > _MOST_EXCEPTIONS:
        draft.doubt(8, f"{len(wrong)} pages that are no articles have addresses like articles, such as {wrong[0]}")
    return wrong[:_MOST_EXCEPTIONS]


def _trusted(seen: Seen, labels: dict[str, Label]) -> set[str]:
    """Return the articles that a feed, a sitemap or their own content shows."""
    del seen
    return {path_of(url) for url, label in labels.items() if label.kind == "article" and label.evidence != "form"}


def _kept(patterns: list[Pattern], trusted: set[str]) -> list[Pattern]:
    """Return the patterns that take an article that something other than its form shows."""
    return [pattern for pattern in patterns if trusted.intersection(pattern.taken)][:_MOST_PATTERNS]


def _evidence(labels: dict[str, Label], taken: Iterable[str], seen: Seen) -> str:
    paths = set(taken)
    counts: dict[str, int] = {}
    for url, label in labels.items():
        if label.kind == "article" and path_of(url) in paths:
            counts[label.evidence] = counts.get(label.evidence, 0) + 1
    del seen
    words = {"feed": "of feeds", "sitemap": "of sitemaps", "content": "read", "form": "by their links"}
    return f"{len(paths)} articles ({', '.join(f'{count} {words.get(name, name)}' for name, count in counts.items())})"


def _section_patterns(seen: Seen, paths: dict[str, list[str]], draft: Draft) -> None:
    others = [*paths["article"], *paths["page"], path_of(seen.front.url)]
    following = seen.next_pages.get(seen.front.url)
    page = page_pattern(path_of(following)) if following else None
    sections = [path for path in paths["section"] if not (page and re.search(page, path))]
    linked = {path_of(url) for url in seen.front.looked_at(links_on, ())}
    is_reached = not linked.isdisjoint(sections)  # a crawl looks for sections on the lists alone
    patterns = generalise(sections, others, has_numbers=False) if is_reached else []
    pairs = [(path_of(one), path_of(other)) for one, other in seen.next_pages.items() if one != seen.front.url]
    for pattern in patterns[:_MOST_PATTERNS]:
        expression, note = _paged(pattern, pairs)
        if pattern.wrong:
            expression = without(expression, pattern.wrong[:_MOST_EXCEPTIONS])
        draft.sections.append(
            (expression, f"takes {len(pattern.taken)} section pages, such as {pattern.taken[0]}{note}")
        )
    if page and following:
        draft.sections.append((page, f"the front page goes on at {path_of(following)}"))
    if not draft.sections:
        draft.doubt(6, "no section page was found: only the front page, feeds and sitemaps lead to articles")
    elif not pairs and not page:
        draft.doubt(3, "no list with a second page was found: if lists go on, write links.next_page")


def _paged(pattern: Pattern, pairs: list[tuple[str, str]]) -> tuple[str, str]:
    for list_path, next_path in pairs:
        if re.search(pattern.expression, list_path):
            paged = with_pages(pattern.expression, list_path, next_path)
            if paged and re.search(paged, next_path):
                return paged, f"; its second page is {next_path}"
    for list_path, next_path in pairs:  # one site, one way: but the pattern must fit where it was seen
        paged = with_pages(pattern.expression, list_path, next_path)
        if paged:
            return paged, f"; pages as at {next_path}"
    return pattern.expression, ""


def _ignored(paths: dict[str, list[str]], taken: list[str], draft: Draft) -> None:
    """Add what is never asked for: the usual addresses, and pages that an article pattern takes."""
    wanted = [path.strip("/").partition("/")[0].lower() for path in (*paths["article"], *paths["section"])]
    words = [word for word in NO_ARTICLE_WORDS if word not in wanted]
    usual = f"^/(?:{'|'.join(map(escaped, words))})(?:/|\\?|$)"
    draft.ignored.append((usual, "usual addresses of tags, people, search and logins"))
    draft.ignored.append((r"[?&](?:s|q|replytocom|share|print|feed)=", "usual parameters of search, replies and print"))
    draft.ignored.append((FILES, "files"))
    pages = [path for path in taken if not re.search(usual, path)]
    if pages:
        draft.ignored.append(
            (f"^/(?:{'|'.join(escaped(path.strip('/')) for path in pages)})/?$", "pages that are no articles")
        )
        draft.doubt(5, f"pages such as {pages[0]} have addresses like articles: a new one would be read as one")
