"""What middlewares ask of the run's dataset session, and where they find it."""

from __future__ import annotations

from typing import Protocol, cast

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.misc import load_object


class Validators(Protocol):
    """What a server sent with a page, to be shown to it at the next visit."""

    @property
    def etag(self) -> str | None:
        """The ETag, quotes and all."""

    @property
    def last_modified(self) -> str | None:
        """The header Last-Modified as it came."""


class CrawlSession(Protocol):
    """The part of `newscrawl.dataset.session.Session` that middlewares use."""

    def validators(self, url: str) -> Validators | None:
        """Return what is kept of *url*; None for a page that is to be fetched whole."""

    def state(self, key: str) -> object:
        """Return the JSON value that is kept under *key*; None for none."""

    def set_state(self, key: str, value: object) -> None:
        """Keep the JSON value *value* under *key*, for this and later runs."""


def session_of(crawler: Crawler) -> CrawlSession | None:
    """Return the session of *crawler*'s run; None where there is none (yet).

    The setting NEWSCRAWL_SESSION_EXTENSION names the class of the extension that is the session, or has it as its
    attribute `session`.
    """
    path = crawler.settings.get("NEWSCRAWL_SESSION_EXTENSION")
    if not path:
        return None
    extension = crawler.get_extension(load_object(path))
    if extension is None:
        message = f"NEWSCRAWL_SESSION_EXTENSION: expected an enabled extension, got {path}; add it to EXTENSIONS"
        raise NotConfigured(message)
    return cast("CrawlSession | None", getattr(extension, "session", extension))
