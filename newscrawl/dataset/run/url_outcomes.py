"""The outcome of every URL that a run saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Literal, get_args

Fate = Literal[
    "stored", "unchanged", "not_modified", "known", "duplicate", "read",
    "robots", "offsite", "failed", "blocked", "gone", "budget",
]  # fmt: skip
FATES: tuple[Fate, ...] = get_args(Fate)
# Decided without a request to the portal. It never replaces the outcome of a visit: an article that was stored and
# then appears in a list again stays stored.
_UNASKED = frozenset({"known", "robots", "offsite", "budget"})
_Lot = tuple[str, str, str]
"""Kind, fate and reason; an empty fate is open."""


class UrlOutcomes:
    """The fate of every URL seen: one each, so that they add up. About 100 bytes a URL.

    `stored` a new revision · `unchanged` visited, same content · `not_modified` answered 304 · `known` stored earlier,
    not due · `duplicate` led to an article that this run has stored · `read` a list page · `robots` refused by
    robots.txt · `offsite` on another host · `failed` with a reason · `blocked` challenged or refused by the portal ·
    `gone` · `budget` left for the next run.
    """

    def __init__(self) -> None:
        self._lot_of: dict[int, int] = {}
        self._lots: dict[_Lot, int] = {}
        self._by_number: list[_Lot] = []

    def see(self, url: str, kind: str) -> bool:
        """Note that *url* was met as a page of *kind*; return whether it was for the first time."""
        key = _key(url)
        if key in self._lot_of:
            return False
        self._lot_of[key] = self._number((kind, "", ""))
        return True

    def settle(self, url: str, fate: Fate, reason: str = "", *, kind: str = "other") -> None:
        """Note the outcome of *url* (seen now as *kind* if it was not before). The later outcome of a visit counts.

        *reason* is from a closed list: it becomes a key in the report. Raises `ValueError` for an unknown fate.
        """
        if fate not in FATES:
            raise ValueError(f"fate: expected one of {', '.join(FATES)}, got {fate!r}")
        key = _key(url)
        old_kind, old_fate, _ = self._by_number[self._lot_of[key]] if key in self._lot_of else (kind, "", "")
        if fate in _UNASKED and old_fate and old_fate not in _UNASKED:
            return
        self._lot_of[key] = self._number((old_kind, fate, reason))

    def settle_rest(self, fate: Fate, reason: str = "") -> int:
        """Give *fate* to every URL without one; return their number."""
        is_open = {number for number, lot in enumerate(self._by_number) if not lot[1]}
        rest = [key for key, number in self._lot_of.items() if number in is_open]
        for key in rest:
            kind = self._by_number[self._lot_of[key]][0]
            self._lot_of[key] = self._number((kind, fate, reason))
        return len(rest)

    @property
    def seen_count(self) -> int:
        """Distinct URLs."""
        return len(self._lot_of)

    def counts(self) -> dict[str, int]:
        """Return fate → URLs, in the order of the list of fates; URLs without one are left out."""
        found = Counter[str]()
        for (_, fate, _), count in self._counted():
            found[fate] += count
        return {fate: found[fate] for fate in FATES if found[fate]}

    def counts_by_kind(self) -> dict[str, dict[str, int]]:
        """Return kind → fate → URLs."""
        found: dict[str, Counter[str]] = {}
        for (kind, fate, _), count in self._counted():
            found.setdefault(kind, Counter())[fate or "open"] += count
        return {kind: dict(found[kind]) for kind in sorted(found)}

    def failures(self) -> dict[str, int]:
        """Return reason → URLs whose fate is `failed`."""
        found = Counter[str]()
        for (_, fate, reason), count in self._counted():
            if fate == "failed":
                found[reason or "unknown"] += count
        return dict(sorted(found.items()))

    def _counted(self) -> Iterator[tuple[_Lot, int]]:
        for number, count in Counter(self._lot_of.values()).items():
            yield self._by_number[number], count

    def _number(self, lot: _Lot) -> int:
        if lot not in self._lots:
            self._lots[lot] = len(self._by_number)
            self._by_number.append(lot)
        return self._lots[lot]


def _key(url: str) -> int:
    return int.from_bytes(blake2b(url.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
