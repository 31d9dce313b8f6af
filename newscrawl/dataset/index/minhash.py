"""Near-duplicates: MinHash signatures of texts by their character n-grams, and bands to find similar ones."""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b
from operator import eq

from rensa import RMinHash  # type: ignore[attr-defined]  # a compiled module without stubs

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


def _are_few(ngrams: list[str]) -> bool:
    some = 2 * _LEAST_NGRAM_COUNT
    return len(set(ngrams[:some])) < _LEAST_NGRAM_COUNT and len(set(ngrams)) < _LEAST_NGRAM_COUNT


def similarity(one: bytes, other: bytes) -> float:
    """Return the estimated Jaccard similarity of two signatures' texts, 0.0 to 1.0 (standard error about 0.04)."""
    equal_count: int = sum(map(eq, array("I", one), array("I", other)))
    return equal_count / PERMUTATION_COUNT


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
