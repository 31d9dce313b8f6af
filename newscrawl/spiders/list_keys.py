"""Lists as the spider hands them on: one by one, and each once a run."""

from __future__ import annotations

from collections.abc import Iterable

from newscrawl.items import RankingEntry
from newscrawl.loaders.lists.page_lists import ListKey, key_of_list


def list_key(entry: RankingEntry) -> ListKey:
    """Return what makes a list one list: a section page is a list of its own, a ranking the same on every page."""
    page = entry.page_url if entry.list_kind == "section_page" else None
    return key_of_list(entry.list_kind, entry.list_name, entry.list_section, page)


def split_lists(entries: Iterable[RankingEntry]) -> list[tuple[RankingEntry, ...]]:
    """Return *entries*, which hold one list behind the other, list by list."""
    lists: list[list[RankingEntry]] = []
    for entry in entries:
        if entry.position == 1 or not lists:
            lists.append([])
        lists[-1].append(entry)
    return [tuple(one) for one in lists]
