"""What Python programs call to read one page from its bytes. `frames/open_place.py` opens a dataset."""

from __future__ import annotations

import threading
from datetime import datetime
from functools import partial

from newscrawl import settings
from newscrawl.deadline import PAGE_SECS, guarded
from newscrawl.errors import WrongUsageError
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import Extraction, load_article
from newscrawl.paths import portals_folder
from newscrawl.portals import Portal, load_portal
from newscrawl.urls import canonical_url


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
    times such as ``3時間前`` are measured from. Raises `UnreadablePageError` for a page that is no HTML, or takes more
    than *max_secs* of processor time to read (0: no limit), and `WrongUsageError` for an unknown portal or an address
    but http(s).
    The limit works by an alarm signal, which the main thread alone hears. So a call from another thread is read in a
    process: one a core, which ends after two minutes without a page.
    """
    try:
        canonical_url(url)
    except ValueError as error:
        raise WrongUsageError(f"{error}; give the address that the page was read from") from error
    chosen = load_portal(portal, portals_folder(vars(settings))) if isinstance(portal, str) else portal
    read = partial(_read, html, url, chosen, captured_at, explain)
    if max_secs <= 0 or threading.current_thread() is threading.main_thread():
        return guarded(max_secs, url, read)
    from newscrawl.tasks.local_workers import in_a_process  # noqa: PLC0415  few programs read in threads

    found: Extraction = in_a_process(partial(guarded, max_secs, url), read, module=__name__)
    return found


def _read(
    html: bytes | str, url: str, portal: Portal | None, captured_at: datetime | None, explain: bool
) -> Extraction:
    return load_article(Page.parse(html, url), portal, captured_at=captured_at, explain=explain)
