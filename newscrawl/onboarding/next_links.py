"""The link to a list's next page: by the general rules, else by a place that pagers have."""

from __future__ import annotations

import re

from newscrawl.loaders.lists.page_lists import next_page_url
from newscrawl.loaders.rules.compiled_rules import xpath_values
from newscrawl.loaders.rules.site import Site
from newscrawl.onboarding.address_forms import path_of
from newscrawl.onboarding.seen import SeenPage, own_address
from newscrawl.portals import parse_rule
from newscrawl.urls import host_of

_RULES = (
    "css:a.next", "css:.next a", "css:a[class*=next]", "css:[class*=next] a", "css:a.older",
    "css:.older a", "css:[class*=-older] a", "css:[class^=older] a",
    "css:a[aria-label*=ext]", "css:[aria-current=page] + a", "css:.current + a", "css:.active + li a",
    "css:.current + li a", "css:.active + a", "css:a[rel=prev]", "css:[class*=previous] a",
)  # fmt: skip
"""A first page without a next one goes on to earlier articles by its "previous" link."""
_SECOND = re.compile(r"(?<!\d)[12](?!\d)")
"""A second page has the number 2, or 1 where pages are counted from 0."""
_OFFSET = re.compile(r"[?&;](?:[a-z_]+_)?(?:start|offset|from|skip)(?::int)?=[1-9]\d{0,2}$", re.IGNORECASE)
"""Or its address counts the articles before it: `?start=10`."""


def next_of(page: SeenPage, host: str) -> tuple[str | None, str]:
    """Return the address of the page after *page*, and the rule for it; an empty rule where the general ones do."""
    if (following := next_page_url(page.page, Site(host, None), of_article=False)) and following != page.url:
        return following, ""
    for rule in _RULES:
        for found in xpath_values(parse_rule(rule).xpath or "", page.page):
            url = own_address(found.get("href") or "", page.page.base_url, host)
            if url and url != page.url and host_of(url) and _is_second(path_of(url).removeprefix(path_of(page.url))):
                return url, rule
    return None, ""


def _is_second(ending: str) -> bool:
    return _SECOND.search(ending) is not None or _OFFSET.search(ending) is not None
