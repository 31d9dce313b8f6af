"""The pages of `scrapy browse`, and the same as JSON with ``?format=json``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newscrawl.browse import article_search, record_views, run_views
from newscrawl.browse.browse_cache import BrowseCache
from newscrawl.browse.host_check import HostCheck
from newscrawl.browse.replay import replay
from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import DatasetError
from newscrawl.items import CapturePlace
from newscrawl.report.charts.run_calendar import SIGNS
from newscrawl.report.charts.svg import element
from newscrawl.report.charts.word_diff import before_and_after
from newscrawl.report.figures.edit_figures import ReportedEdit
from newscrawl.report.page import html
from newscrawl.report.page.atom_feed import edits_feed
from newscrawl.text import safe

_POLICY = (
    f"default-src 'none'; style-src {html.style_source()}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PAGE_DIGITS = 6
_ASKED = ("q", "section", "month", "author", "list", "only", "field", "kind", "at", "revision", "against",
          "number", "before", "skip")  # fmt: skip


class BrowseApp:
    """The handlers; each opens the cache, collects plain data and renders it."""

    def __init__(self, cache: BrowseCache, *, title: str, zone: tzinfo) -> None:
        self._cache = cache
        self._title = title
        self._zone = zone
        self._templates = html.environment("newscrawl.browse")
        self._templates.globals.update(
            title=title, style=html.style_element(), pair=before_and_after, when=self._when, woven=_woven, query=_query,
            sparkline=_sparkline,
            path=lambda article_id: "/articles/" + quote(article_id, safe=":"), signs=SIGNS, cache=self._cache,
            capture_path=lambda article_id: "/captures/" + quote(article_id, safe=":"),
        )  # fmt: skip

    def routes(self) -> list[Route]:
        """Return the addresses; they do not change between versions."""
        return [
            Route("/", self.articles),
            Route("/articles/{article_id:path}", self.article),
            Route("/captures/{article_id:path}", self.capture),
            Route("/rankings", self.rankings),
            Route("/runs", self.runs),
            Route("/runs/{run_id}", self.run),
            Route("/edits", self.edits),
            Route("/edits.xml", self.feed),
        ]

    def articles(self, request: Request) -> Response:
        """Show the search."""
        asked = _asked(request)
        with self._cache.reading() as connection:
            data = article_search.search(connection, asked, _page(request))
        return self._shown(request, "articles.html", {**data, "asked": asked})

    def article(self, request: Request) -> Response:
        """Show one article."""
        with self._cache.reading() as connection:
            data = record_views.article(connection, request.path_params["article_id"], _asked(request))
        if data is None:
            raise HTTPException(404, "No such article is stored.")
        return self._shown(request, "article.html", data)

    def capture(self, request: Request) -> Response:
        """Replay a captured page."""
        with self._cache.reading() as connection:
            place = record_views.capture_place(connection, request.path_params["article_id"], _asked(request))
        if place is None:
            raise HTTPException(404, "No such page is kept.")
        try:
            return replay(Layout(self._cache.folder), CapturePlace(file=place[0], offset=place[1]))
        except DatasetError as error:
            raise HTTPException(404, f"The page cannot be read: {error}") from error

    def rankings(self, request: Request) -> Response:
        """Show a list at a moment."""
        with self._cache.reading() as connection:
            data = record_views.ranking(connection, _asked(request))
        return self._shown(request, "rankings.html", data)

    def runs(self, request: Request) -> Response:
        """Show the calendar of thirty days, and their runs."""
        data, calendar = run_views.runs(self._cache.folder, _asked(request).get("at"), self._zone)
        return self._shown(request, "runs.html", data, calendar=calendar)

    def run(self, request: Request) -> Response:
        """Show one run's report."""
        report = run_views.run(self._cache.folder, request.path_params["run_id"])
        if report is None:
            raise HTTPException(404, "No such run is stored.")
        return self._shown(request, "run.html", {"report": report})

    def edits(self, request: Request) -> Response:
        """Show the latest edits."""
        with self._cache.reading() as connection:
            data = record_views.edits(connection, _asked(request))
        return self._shown(request, "edits.html", data)

    def feed(self, request: Request) -> Response:
        """Give the latest edits as an Atom feed."""
        with self._cache.reading() as connection:
            rows = record_views.edits(connection, _asked(request))["edits"]
        feed = edits_feed(self._cache.folder.name, self._title, map(_edit, rows), end=datetime(2000, 1, 1, tzinfo=UTC))
        return Response(feed, media_type="application/atom+xml")

    def failed(self, request: Request, error: Exception) -> Response:
        """Show in a sentence what is not there or cannot be read."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        message = error.detail if isinstance(error, HTTPException) else str(error)
        if isinstance(error, sqlite3.Error):
            status, message = (
                503,
                f"The cache cannot be read now ({error}). Load the page again, or start browse again.",
            )
        answer = self._shown(request, "message.html", {"message": message}, refreshes=isinstance(error, sqlite3.Error))
        answer.status_code = status
        return answer

    def _shown(self, request: Request, template: str, data: dict[str, Any], **extra: Any) -> Response:
        refreshes = extra.pop("refreshes", True)
        task = (
            BackgroundTask(self._cache.refresh_if_due) if refreshes else None
        )  # the next page has what ended meanwhile
        if request.query_params.get("format") == "json":
            return Response(_json(data), media_type="application/json", background=task)
        twin = "?" + urlencode([*request.query_params.multi_items(), ("format", "json")])
        asked = {"asked": _asked(request), **data}
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        page = self._templates.get_template(template).render(**asked, **extra, twin=twin, here=here)
        headers = {"Content-Security-Policy": _POLICY}
        return Response(page, media_type="text/html", headers=headers, background=task)

    def _when(self, printed: str | datetime | None) -> str:
        try:
            moment = datetime.fromisoformat(printed) if isinstance(printed, str) else printed
        except ValueError:
            moment = None
        return html.in_zone(self._zone, moment, is_long=True)


def browse_app(cache: BrowseCache, *, title: str, zone: tzinfo, names: frozenset[str] = frozenset()) -> Starlette:
    """Return the application; *names* are host names, beside addresses and ``localhost``, that it answers to."""
    app = BrowseApp(cache, title=title, zone=zone)
    handlers: dict[Any, Callable[..., Response]] = dict.fromkeys(
        (HTTPException, DatasetError, sqlite3.Error), app.failed
    )
    return Starlette(routes=app.routes(), middleware=[Middleware(HostCheck, names=names)], exception_handlers=handlers)


def _asked(request: Request) -> dict[str, str]:
    return {name: value[:300] for name in _ASKED if (value := request.query_params.get(name)) is not None}


def _page(request: Request) -> int:
    printed = request.query_params.get("page", "1")
    is_number = printed.isascii() and printed.isdecimal() and len(printed) <= _PAGE_DIGITS
    return max(1, int(printed)) if is_number else 1


def _query(asked: dict[str, str], **changes: object) -> str:
    merged = {**asked, **{name: str(value) for name, value in changes.items() if value is not None}}
    return "?" + urlencode([(name, value) for name, value in merged.items() if changes.get(name, value) is not None])


def _woven(pieces: list[tuple[str, str]]) -> Markup:
    tags = {"added": "ins", "removed": "del"}
    parts = [element(tags[kind], text) if kind in tags else Markup("{}").format(safe(text)) for kind, text in pieces]
    return element("bdi", Markup("").join(parts))


def _sparkline(positions: list[dict[str, Any]]) -> Markup:
    last = max([one["position"] for one in positions] + [2])
    step = 240 / max(1, len(positions) - 1)
    points = " ".join(
        f"{index * step:.1f},{4 + (one['position'] - 1) * 40 / (last - 1):.1f}" for index, one in enumerate(positions)
    )
    line = element("polyline", points=points, class_="l0", fill="none", stroke_width="2.5")
    return element("svg", line, viewBox="-3 0 246 48", role="img", aria_label="Position over time", class_="spark")


def _edit(row: dict[str, Any]) -> ReportedEdit:
    return ReportedEdit(
        article_id=row["article_id"],
        canonical_url=row["canonical_url"],
        section=row["section"],
        revision=row["revision"],
        kind=row["kind"],
        fields=tuple(row["fields"].split(", ")),
        before=row["before_headline"],
        after=row["headline"],
        published_at=datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
        captured_at=datetime.fromisoformat(row["captured_at"]),
    )


def _json(data: Any) -> bytes:
    return msgspec.json.encode(data)
