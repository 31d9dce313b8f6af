"""Texts that may be alike: signatures of the last weeks and their bands, in the index."""

from __future__ import annotations

from datetime import datetime

from newscrawl.dataset.index import Index
from newscrawl.dataset.known import micros
from newscrawl.dataset.signatures import bands_of, similarity

LEAST_SIMILARITY = 0.5


def add_signature(index: Index, article_id: str, signature: bytes | None, seen_at: datetime) -> None:
    """Keep *signature* as that of *article_id*'s latest text; None takes away what was kept."""
    rows = index.read("SELECT signature_id, signature FROM signatures WHERE article_id = ?", (article_id,))
    if rows:
        _remove(index, rows)
    if signature is None:
        return
    added = index.write(
        "INSERT INTO signatures (article_id, seen_at, signature) VALUES (?, ?, ?)",
        (article_id, micros(seen_at), signature),
    )
    number = added.lastrowid
    index.write_many("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, number) for band in bands_of(signature)])


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
