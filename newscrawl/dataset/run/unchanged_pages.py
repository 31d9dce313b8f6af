"""The content of list pages as last sent: with it an unchanged page gives its lists again."""

from __future__ import annotations

from typing import Any

from newscrawl.dataset.run.index_session import IndexSession

Validators = tuple[str | None, str | None]
"""ETag and Last-Modified."""


def keep_content(session: IndexSession, url: str, reading: object, *, rules: str, validators: Validators) -> None:
    """Keep the *reading* of the list page *url* (some kB of JSON), made under *rules*, with its *validators*.

    Both are durable together or not at all. A rebuild of the index loses them: then the page is fetched whole. A page
    without validators is not kept.
    """
    if any(validators):
        session.set_state(_key(url), {"rules": rules, "validators": validators, "reading": reading})
    elif session.state(_key(url)) is not None:
        session.set_state(_key(url), None)


def kept_content(session: IndexSession, url: str, *, rules: str) -> tuple[Any, Validators] | None:
    """Return the reading of *url* as JSON, and its validators; None where no reading was made under *rules*."""
    kept = session.state(_key(url))
    if kept is None or kept["rules"] != rules:
        return None
    etag, last_modified = kept["validators"]
    return kept["reading"], (etag, last_modified)


def unchanged_count(session: IndexSession, url: str) -> int:
    """Return how often in a row *url* was answered 304."""
    return int(session.state(_unchanged_key(url)) or 0)


def count_unchanged(session: IndexSession, url: str, *, is_unchanged: bool) -> None:
    """Count an answer for *url*: a 304 adds one, a whole page starts the count again."""
    before = session.state(_unchanged_key(url))
    if is_unchanged:
        session.set_state(_unchanged_key(url), int(before or 0) + 1)
    elif before is not None:
        session.set_state(_unchanged_key(url), None)


def _unchanged_key(url: str) -> str:
    return f"unchanged:{url}"


def _key(url: str) -> str:
    return f"list:{url}"
