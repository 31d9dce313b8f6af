"""Texts that may be alike: signatures of the last weeks and their bands, in the index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.known_records import micros
from newscrawl.dataset.index.minhash import bands_of, similarity

LEAST_SIMILARITY = 0.5
_KEPT = "SELECT signature_id, signature FROM signatures WHERE article_id = ?"


def add_signature(index: Index, article_id: str, signature: bytes | None, seen_at: datetime) -> None:
    """Keep *signature* as that of *article_id*'s latest text; None removes the kept one."""
    _remove(index, index.read(_KEPT, (article_id,)))
    if signature is None:
        return
    added = index.write(
        "INSERT INTO signatures (article_id, seen_at, signature) VALUES (?, ?, ?)",
        (article_id, micros(seen_at), signature),
    )
    number = added.lastrowid
    index.write_many("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, number) for band in bands_of(signature)])


def add_signatures(index: Index, found: Sequence[tuple[str, bytes | None, datetime]]) -> None:
    """Keep (article, signature, time of capture) of many texts; an article's last text replaces the others.

    Rows go in by their key's order, which is three times as fast as article by article.
    """
    latest = {article_id: (signature, seen_at) for article_id, signature, seen_at in found}
    for article_id in latest:
        _remove(index, index.read(_KEPT, (article_id,)))
    first = index.read("SELECT ifnull(max(signature_id), 0) + 1 FROM signatures")[0][0]
    rows = [
        (number, article_id, micros(seen_at), signature)
        for number, (article_id, (signature, seen_at)) in enumerate(latest.items(), first)
        if signature is not None
    ]
    index.write_many("INSERT INTO signatures VALUES (?, ?, ?, ?)", rows)
    bands = sorted((band, number) for number, _, _, signature in rows for band in bands_of(signature))
    index.write_many("INSERT OR IGNORE INTO bands VALUES (?, ?)", bands)


def similar(index: Index, signature: bytes) -> list[str]:
    """Return the articles whose text may be nearly that of *signature* (estimated similarity 0.5 or more).

    The longest known first. They are candidates: compare the texts before calling them the same.
    """
    marks = ", ".join("?" * len(bands_of(signature)))
    rows = index.read(
        f"SELECT article_id, signature FROM signatures JOIN articles USING (article_id) WHERE signature_id IN "  # noqa: S608 - only question marks are put in
        f"(SELECT signature_id FROM bands WHERE band IN ({marks})) ORDER BY first_seen_at, article_id",
        bands_of(signature),
    )
    return [article_id for article_id, other in rows if similarity(signature, other) >= LEAST_SIMILARITY]


def forget_before(index: Index, window_start: datetime) -> None:
    """Drop the signatures of texts that were captured before *window_start*."""
    while rows := index.read(
        "SELECT signature_id, signature FROM signatures WHERE seen_at < ? LIMIT 1000", (micros(window_start),)
    ):
        _remove(index, rows)


def _remove(index: Index, rows: list[tuple[int, bytes]]) -> None:
    for number, signature in rows:
        index.write_many(
            "DELETE FROM bands WHERE band = ? AND signature_id = ?", [(band, number) for band in bands_of(signature)]
        )
        index.write("DELETE FROM signatures WHERE signature_id = ?", (number,))
