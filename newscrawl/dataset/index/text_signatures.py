"""Nearly equal texts: MinHash signatures by character n-grams, and the index's bands to find similar ones."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from operator import eq

from rensa import RMinHash  # type: ignore[attr-defined]  # a compiled module without stubs

from newscrawl.dataset.index.index import Index
from newscrawl.dataset.index.record_lines import micros
from newscrawl.text import running_ngrams

PERMUTATION_COUNT = 128
BAND_COUNT = 25
BAND_ROWS = 5
# 25 bands of 5: of texts with a Jaccard similarity of 0.7, 99 % share a band; of those with 0.3, 6 %; with 0.1, 0.03 %.
_SEED = 20
_LEAST_NGRAM_COUNT = 20


@lru_cache(maxsize=16)  # a text is looked up and stored one after the other
def signature_of(text: str) -> bytes | None:
    """Return the MinHash signature of *text* (512 bytes: 128 unsigned 32-bit numbers); None where it is too short.

    Fewer than 20 distinct 4-grams (about 23 letters) are too few to call two texts the same.
    """
    ngrams = running_ngrams(text)  # Repeated n-grams change no minimum.
    if _are_few(ngrams):
        return None
    sketch = RMinHash(num_perm=PERMUTATION_COUNT, seed=_SEED)
    sketch.update(ngrams)
    digest: list[int] = sketch.digest()
    return array("I", digest).tobytes()


def _are_few(ngrams: Sequence[str]) -> bool:
    some = 2 * _LEAST_NGRAM_COUNT
    return len(set(ngrams[:some])) < _LEAST_NGRAM_COUNT and len(set(ngrams)) < _LEAST_NGRAM_COUNT


def similarity(one: bytes, other: bytes) -> float:
    """Return the estimated Jaccard similarity of two signatures' texts, 0.0 to 1.0 (standard error about 0.04)."""
    return _equal_count(array("I", one), other) / PERMUTATION_COUNT


def _equal_count(numbers: array[int], other: bytes) -> int:
    """Return how many of a signature's *numbers* those of the signature *other* equal."""
    return sum(map(eq, numbers, array("I", other)))


@lru_cache(maxsize=16)
def bands_of(signature: bytes) -> tuple[int, ...]:
    """Return 25 signed 64-bit numbers; texts that share one may be alike."""
    size = BAND_ROWS * 4
    return tuple(
        [
            int.from_bytes(
                blake2b(signature[band * size : (band + 1) * size], digest_size=8, salt=bytes([band])).digest(),
                "big",
                signed=True,
            )
            for band in range(BAND_COUNT)
        ]
    )


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
    numbers = array("I", signature)
    least = LEAST_SIMILARITY * PERMUTATION_COUNT
    return [article_id for article_id, other in rows if _equal_count(numbers, other) >= least]


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
