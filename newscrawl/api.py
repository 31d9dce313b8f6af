"""What Python programs call: one page read from its bytes, one dataset opened."""

from __future__ import annotations

from datetime import datetime
from os import PathLike

from newscrawl.dataset.read.reader import OnDamage
from newscrawl.dataset.read.reader import open_dataset as open_folder
from newscrawl.deadline import PAGE_SECS, guarded
from newscrawl.extraction.document.page import Page
from newscrawl.frames import PortalDataset
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


def open_dataset(place: str | PathLike[str], *, on_damage: OnDamage = "raise") -> PortalDataset:
    """Return the dataset in the folder *place*, or of the copy at an address such as ``s3://bucket/news/kangnam``.

    A copy is mirrored below the user's cache folder first, without captures. Files that are there stay.
    *on_damage*: ``raise``, or go on behind damaged lines. Raises `DatasetError` where there is no dataset.
    """
    if "://" in str(place):
        from newscrawl.remote.mirror import mirror  # noqa: PLC0415  needs the extra `remote`

        place = mirror(str(place))
    return PortalDataset(open_folder(place, on_damage=on_damage))
