"""The index, as a run reads it and adds to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from newscrawl.dataset.index.index import Index, similar
from newscrawl.dataset.index.record_lines import DueVisit, KnownArticle
from newscrawl.dataset.storage.jsonl import ANY_JSON
from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import DatasetError, MalformedError
from newscrawl.program import as_typed


class IndexSession:
    """The index of a dataset that may not be open yet. Every call raises `DatasetError` where it is not."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._index: Index | None = None

    def article(self, article_id: str) -> KnownArticle | None:
        """Return what is known of *article_id*, this run's records included; None where no line of it is stored."""
        return self._open_index().article(article_id)

    def article_of_url(self, canonical_url: str) -> str | None:
        """Return the stored article of an address: its canonical one, or an alias. About 6 µs."""
        return self._open_index().article_of_url(canonical_url)

    def due(self, now: datetime, limit: int) -> list[DueVisit]:
        """Return at most *limit* articles whose next visit is not after *now*, the longest due first."""
        return self._open_index().due(now, limit)

    def seen_after(self, moment: datetime) -> list[DueVisit]:
        """Return the stored articles whose latest visit was after *moment*."""
        return self._open_index().seen_after(moment)

    def unseen_since(self, moment: datetime, limit: int) -> list[DueVisit]:
        """Return at most *limit* stored articles whose latest visit was before *moment*, the longest ago first."""
        return self._open_index().unseen_since(moment, limit)

    def similar(self, signature: bytes | None) -> list[str]:
        """Return stored articles whose text may be nearly that of *signature*, the longest known first."""
        return [] if signature is None else similar(self._open_index(), signature)

    def add_alias(self, url: str, article_id: str) -> None:
        """Note that *url* leads to *article_id*."""
        self._open_index().add_alias(url, article_id)

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """Return the (ETag, Last-Modified) that *url* had when its records were stored; None where it had none."""
        rows = self._open_index().read("SELECT etag, last_modified FROM validators WHERE url = ?", (url,))
        return rows[0] if rows else (None, None)

    def set_validators(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Keep the validators of *url*; call it after its records were added. They are durable with those records."""
        index = self._open_index()
        if etag is None and last_modified is None:
            index.write("DELETE FROM validators WHERE url = ?", (url,))
        else:
            index.write("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", (url, etag, last_modified))

    def state(self, key: str) -> Any:
        """Return the JSON value that `set_state` kept under *key*; None where there is no value."""
        rows = self._open_index().read("SELECT value FROM state WHERE key = ?", (key,))
        try:
            return ANY_JSON.decode(rows[0][0]) if rows else None
        except MalformedError as error:
            raise DatasetError(
                f"{self.layout.index}: expected JSON under {key[:200]!r}, got {error}; "
                f"run {as_typed('verify --repair')!r}, which rebuilds the index from the lines"
            ) from error

    def set_state(self, key: str, value: Any) -> None:
        """Keep a small JSON value of the crawl. It is gone after a rebuild of the index: never keep facts here."""
        text = msgspec.json.encode(value).decode()
        self._open_index().write("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, text))

    def forget_state(self, key: str) -> None:
        """Forget what `set_state` kept under *key*."""
        self._open_index().write("DELETE FROM state WHERE key = ?", (key,))

    def _open_index(self) -> Index:
        if self._index is None:
            raise DatasetError(f"{self.layout.folder}: the session is not open; call open() first")
        return self._index
