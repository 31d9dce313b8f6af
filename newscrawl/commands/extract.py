"""`scrapy extract FILE|URL|DIR`: what the rules read on saved pages, or on one that is fetched."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newscrawl.cli.output import exit_code_on_error, print_error, print_line
from newscrawl.cli.portal_argument import refuse_options
from newscrawl.cli.saved_page import SUFFIXES, read_saved_page, saved_pages
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import Clock, instant_of
from newscrawl.deadline import guarded
from newscrawl.errors import NewscrawlError, UnreadablePageError, WrongUsageError
from newscrawl.extraction.document.page import Page
from newscrawl.loaders import Extraction, load_article, load_section_page
from newscrawl.loaders.explain import Coverage, explanation
from newscrawl.network.run_end import reason_in_run
from newscrawl.onboarding.ask import look_only
from newscrawl.paths import portals_folder
from newscrawl.portals import Portal, kind_of, load_portal, portal_path, portal_url, portals_of_host
from newscrawl.program import as_typed
from newscrawl.text import printable_json
from newscrawl.urls import absolute, host_of, is_private_address

_UNKNOWN_ADDRESS = "https://page.invalid/"


class Command(VerbCommand):
    """Reads one page, or the pages of a folder."""

    requires_project = True
    _is_choice_shown = False

    def syntax(self) -> str:
        return "[options] FILE|URL|DIR"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            f"{self.short_desc()}: of a saved page, of - for standard input, or of an address, which is fetched "
            "with the project's manners. Exit codes: 0 done; 1 the page gives no record; 2 wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group(title="Reading")
        group.add_argument("--portal", help="the portal's file (default: the one of the address's host, if any)")
        group.add_argument("--url", help="the address of a saved page (default: what the page calls its own)")
        group.add_argument("--at", metavar="TIME", help="when a saved page was received, ISO 8601 with an offset")
        group.add_argument("--explain", action="store_true", help="print every rule that was tried instead of records")
        group.add_argument("--coverage", action="store_true", help="of a folder: print how many pages gave each field")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        if not opts.loglevel and not opts.nolog:
            # The command reports in one sentence what failed; Scrapy's log of a single request only repeats it.
            self.settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with exit_code_on_error(self, interrupted="interrupted; nothing was kept"):
            self.exitcode = self._run(args, opts)

    def _run(self, args: list[str], opts: argparse.Namespace) -> int:
        refuse_options(args, command="extract")
        if len(args) != 1:
            raise WrongUsageError(
                f"expected one FILE, URL or DIR, got {len(args)}; {as_typed('extract -h')!r} shows how"
            )
        target = _target(args[0])
        if target.startswith(("http://", "https://")):
            return self._read_address(target, opts)
        received_at = _received_at(opts.at)
        if target != "-" and Path(target).is_dir():
            return self._read_folder(Path(target), opts, received_at)
        body = read_saved_page(target, self._page_bytes)

        def read() -> list[Any]:
            page = _page(body, target, opts.url)
            return _results(page, self._portal(opts, page.url), received_at, name=target, is_explained=opts.explain)

        return _print(guarded(self._page_secs, target, read))

    @property
    def _page_secs(self) -> float:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        return self.settings.getfloat("NEWSCRAWL_READING_PAGE_SECS")

    @property
    def _page_bytes(self) -> int:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        return self.settings.getint("DOWNLOAD_MAXSIZE") or sys.maxsize - 1

    def _portal(self, opts: argparse.Namespace, url: str) -> Portal | None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        folder = portals_folder(self.settings)
        if opts.portal:
            return load_portal(opts.portal, folder)
        names = portals_of_host(host_of(url), folder)
        if len(names) > 1 and not self._is_choice_shown:
            self._is_choice_shown = True
            rest = ", ".join(names[1:])
            print_error(f"reads with {portal_path(names[0], folder)}; {rest} names the host too: --portal chooses")
        return load_portal(names[0], folder) if names else None

    def _read_folder(self, folder: Path, opts: argparse.Namespace, received_at: datetime | None) -> int:
        coverage = Coverage()
        for path in saved_pages(folder):
            try:
                extraction = guarded(self._page_secs, str(path), partial(self._read_file, path, opts, received_at))
            except UnreadablePageError as error:
                extraction = Extraction(article=None)
                print_error(error)
            coverage.add(extraction)
            if not opts.coverage:
                _write(_records(extraction))
        if not coverage.page_count:
            raise WrongUsageError(f"{folder}: expected saved pages ({', '.join(SUFFIXES)}), found none")
        if opts.coverage:
            print_line("\n".join(coverage.lines()))
        return 0

    def _read_file(self, path: Path, opts: argparse.Namespace, received_at: datetime | None) -> Extraction:
        page = _page(read_saved_page(str(path), self._page_bytes), str(path), opts.url)
        return load_article(page, self._portal(opts, page.url), captured_at=received_at)

    def _read_address(self, url: str, opts: argparse.Namespace) -> int:
        assert self.crawler_process is not None  # noqa: S101  set in scrapy.cmdline
        assert self.settings is not None  # noqa: S101
        portal = self._portal(opts, url)
        fetched = Fetched()
        allows_private = portal.allow_private_addresses if portal else _is_private(host_of(url))
        self.settings.set("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", allows_private, priority="cmdline")
        self.crawler_process.crawl(PageSpider, url=url, fetched=fetched)
        self.crawler_process.start()
        if fetched.body is None:
            raise NewscrawlError(f"{url}: {fetched.failure or 'expected an answer, got none'}")
        body, received_at = fetched.body, Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"]).now()

        def read() -> list[Any]:
            page = Page.parse(body, fetched.url, content_type=fetched.content_type)
            return _results(page, portal, received_at, name=fetched.url, is_explained=opts.explain)

        return _print(guarded(self._page_secs, fetched.url, read))


_ROBOTS = {
    "robots": "none: robots.txt does not allow newscrawl to read it; save it in a browser and give the file",
    "robots_unavailable": "none: could not fetch robots.txt, so it was not asked for; try again later",
}


class Fetched:
    """What the one request brought."""

    body: bytes | None = None
    url = ""
    content_type: str | None = None
    failure: str | None = None


class PageSpider(Spider):
    """Asks for one page, with robots.txt obeyed, and keeps it for the command. It stores nothing."""

    name = "page"

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Keep the manners of a crawl. A page of a wall comes, too: its reader wants to see what is found in it."""
        super().update_settings(settings)
        look_only(settings, without=("block_pages.BlockPageMiddleware",))

    def __init__(self, url: str, fetched: Fetched, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url
        self.fetched = fetched

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the page."""
        yield Request(self.url, callback=self.keep, errback=self.explain)

    def keep(self, response: Response) -> None:
        """Keep the answer."""
        self.fetched.body = response.body
        self.fetched.url = response.url
        header = response.headers.get("Content-Type")
        self.fetched.content_type = header.decode("latin-1") if header else None

    def explain(self, failure: Failure) -> None:
        """Keep the reason why there is no answer."""
        response = getattr(failure.value, "response", None)
        reason = reason_in_run(self.crawler, failure.value)
        got = f"HTTP {response.status}" if response is not None else f"none ({reason.replace('_', ' ')})"
        self.fetched.failure = f"expected the page, got {_ROBOTS.get(reason, got)}"


def _is_private(host: str) -> bool:
    """Return whether the typed address is a private one: who types it means it. Redirects follow the same rule."""
    try:
        return host == "localhost" or is_private_address(host.strip("[]"))
    except ValueError:
        return False


def _target(written: str) -> str:
    """Return what must be read: a file's or folder's name, an http(s) address, or - for standard input."""
    if not written:
        raise WrongUsageError("expected a FILE, URL or DIR, got an empty argument; . is the working folder")
    if "://" in written and not written.startswith(("http://", "https://")):
        raise WrongUsageError(f"{written}: expected an http(s) address; no others are read")
    return written


def _received_at(printed: str | None) -> datetime | None:
    try:
        return instant_of(printed) if printed else None
    except ValueError as error:
        raise WrongUsageError(f"--at: {error}") from error


def _page(body: bytes, name: str, url: str | None) -> Page:
    """Return the page *body* that is saved in the file *name*; without *url* its address is what it calls its own."""
    if url and not absolute(url, url):
        raise WrongUsageError(f"--url: expected an http(s) address, got {url!r}")
    try:
        page = Page.parse(body, url or _UNKNOWN_ADDRESS)
    except UnreadablePageError as error:
        raise UnreadablePageError(name, error.reason, error.detail) from error
    own = None if url else _own_address(page)
    return Page.parse(body, own) if own else page


def _own_address(page: Page) -> str | None:
    for link in page.root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return absolute(link.get("href") or "", _UNKNOWN_ADDRESS)
    named = page.meta.get("og:url", [])
    return absolute(named[0], _UNKNOWN_ADDRESS) if named else None


def _results(
    page: Page, portal: Portal | None, received_at: datetime | None, *, name: str, is_explained: bool
) -> list[Any]:
    """Return the records of *page*, or the lines that explain it."""
    extraction = load_article(page, portal, captured_at=received_at, explain=is_explained)
    if is_explained:
        return list(explanation(extraction))
    records = list(_records(extraction))
    if extraction.article is None and portal is not None:
        kind = kind_of(portal_url(page.url, portal), portal)
        if kind in {"front_page", "section"}:
            is_front = kind == "front_page"
            records[:0] = load_section_page(page, portal, captured_at=received_at, is_front=is_front).entries
    if not records:
        raise NewscrawlError(
            f"{name}: expected an article or lists, got none ({extraction.reason}); --explain shows every rule"
        )
    return records


def _print(results: list[Any]) -> int:
    lines = [one for one in results if isinstance(one, str)]
    if lines:
        print_line("\n".join(lines))
    _write(one for one in results if not isinstance(one, str))
    return 0


def _records(extraction: Extraction) -> Iterator[Any]:
    if extraction.article is not None:
        yield extraction.article
    yield from extraction.rankings


def _write(records: Iterator[Any]) -> None:
    for record in records:
        sys.stdout.buffer.write(printable_json(msgspec.json.encode(record)) + b"\n")
    sys.stdout.buffer.flush()
