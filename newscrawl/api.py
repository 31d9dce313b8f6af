"""What Python programs call to read one page from its bytes. `frames/open_place.py` opens a dataset."""

from __future__ import annotations

from datetime import datetime

from newscrawl.deadline import PAGE_SECS, guarded
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import Extraction, load_article
from newscrawl.paths import portals_folder
from newscrawl.portals import Portal, load_portal


def extract(
    html: bytes | str,
    url: str,
    portal: str | Portal | None = None,
    *,
    captured_at: datetime | None = None,
    explain: bool = False,
    max_secs: float = PAGE_SECS,
) -> Extraction:
    """Return the records of the page at *url* whose bytes, or decoded text, are *html*.

    *portal* is a portal or its file's name; None reads any news site by general rules. *captured_at* is what printed
    times such as ``3時間前`` are measured from. Raises `UnreadablePageError` for a page that is no HTML or takes longer
    than *max_secs* to read (0: no limit), and `WrongUsageError` for an unknown portal. The limit works by an alarm
    signal, so it is heard in the main thread alone.
    """
    chosen = load_portal(portal, portals_folder("portals")) if isinstance(portal, str) else portal

    def read() -> Extraction:
        return load_article(Page.parse(html, url), chosen, captured_at=captured_at, explain=explain)

    return guarded(max_secs, url, read)
