"""The entries of rankings, as records and as series over time."""

from __future__ import annotations

from newscrawl.dataset.read.ranking_series import ListName, ListSeries, Rankings
from newscrawl.frames.record_set import Records
from newscrawl.items import RankingEntry


class RankingEntries(Records[RankingEntry]):
    """Ranking entries: a record for each position of each list at each capture, and the lists over time."""

    def lists(self) -> dict[ListName, int]:
        """Return each list with the number of its entries over all captures, in order of first appearance."""
        return Rankings(self.__iter__).lists()

    def series(self, name: str, *, kind: str | None = None, section: str | None = None) -> ListSeries:
        """Return the list of the printed *name* over time (full and half width are the same name).

        *kind* and *section* choose where several lists have the name. Raises `WrongUsageError` where none has it, or
        where several are left.
        """
        return Rankings(self.__iter__).series(name, kind=kind, section=section)
