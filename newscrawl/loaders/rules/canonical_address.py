"""An article's one address."""

from __future__ import annotations

from newscrawl.extraction.document.page import Page
from newscrawl.loaders.rules.site import Site


def canonical_of(page: Page, site: Site) -> str:
    """Return the canonical URL of *page*.

    It is the page's rel=canonical where that is an address of the site and not its front page: a canonical that
    points home is a common fault. Else the page's own URL.
    """
    own = site.canonical(page.url)
    for link in page.root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found = site.address(link.get("href") or "", page.base_url)
            if found and found[1] not in {"offsite", "front_page"} and _is_as_good(found[1], page.url, site):
                return found[0]
    return own


def _is_as_good(kind: str, url: str, site: Site) -> bool:
    """A canonical that is no article's is believed only where the page's own address is none either."""
    own = site.address(url, url)
    return kind == "article" or own is None or own[1] != "article"
