"""Compares what many runs stored, one after the other, with the truth at each run's time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime

from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, DemoPortal
from newscrawl.demo.newsroom.snapshot import snapshot_at
from newscrawl.items import Article, Observation, RankingEntry
from tests.truth import PORTAL, article_record, comparable, list_records

_READ = frozenset({"new", "changed", "unchanged", "moved"})


def series_differences(
    portal: DemoPortal,
    base_url: str,
    runs: Mapping[str, datetime],
    *,
    articles: Iterable[Article],
    observations: Iterable[Observation],
    rankings: Iterable[RankingEntry],
) -> list[str]:
    """Return every difference between what *runs* (`run_id` → the portal's time) stored and the truth at their times.

    Each revision must be what the portal printed when it was stored; each article has the revisions 1 to n, one for
    each content that its visits met; each list is recorded whole, once a run, and the lists of the front page by every
    run. What a run left out because nothing was due is no difference: that a change is met in time is the schedule's
    part.
    """
    stored = list(articles)
    return [
        *_of_revisions(portal, base_url, runs, stored),
        *_of_visits(portal, runs, stored, observations),
        *_of_completeness(portal, runs, stored),
        *_of_lists(portal, base_url, runs, rankings),
    ]


def run_differences(
    portal: DemoPortal,
    base_url: str,
    run_id: str,
    at: datetime,
    *,
    articles: Iterable[Article],
    rankings: Iterable[RankingEntry],
) -> list[str]:
    """Return every difference between what is stored when the run *run_id* has ended, and the truth at its time *at*.

    *articles* and *rankings* are those of all runs so far: what this one stored must be what the portal printed, each
    of its lists whole, and every article that could be read must be there.
    """
    stored = list(articles)
    mine = [record for record in stored if record.run_id == run_id]
    names = {record.article_id for record in stored}
    live = (f"{PORTAL}:{FIRST_NUMBER + index}" for index in snapshot_at(portal, at).live)
    return [
        *_of_revisions(portal, base_url, {run_id: at}, mine),
        *(f"{name}: not stored, though it could be read at {at}" for name in live if name not in names),
        *_of_lists(portal, base_url, {run_id: at}, (entry for entry in rankings if entry.run_id == run_id)),
    ]


def _index(article_id: str) -> int:
    return int(article_id.rpartition(":")[2]) - FIRST_NUMBER


def _of_revisions(
    portal: DemoPortal, base_url: str, runs: Mapping[str, datetime], stored: list[Article]
) -> Iterator[str]:
    for record in stored:
        expected = article_record(portal, _index(record.article_id), runs[str(record.run_id)], base_url)
        found = replace(comparable(record), revision=expected.revision)
        for field in fields(Article):
            wanted, got = getattr(expected, field.name), getattr(found, field.name)
            if wanted != got:
                yield f"{record.article_id} revision {record.revision}, {field.name}: expected {wanted!r}, got {got!r}"


def _of_visits(
    portal: DemoPortal, runs: Mapping[str, datetime], stored: list[Article], observations: Iterable[Observation]
) -> Iterator[str]:
    """An article's revisions count the different contents that its visits met."""
    states: defaultdict[str, set[int]] = defaultdict(set)
    for visit in observations:
        if visit.status in _READ:
            edits = portal.edits(_index(visit.article_id))
            states[visit.article_id].add(sum(edit.at <= runs[visit.run_id] for edit in edits))
    revisions: defaultdict[str, list[int]] = defaultdict(list)
    for record in stored:
        revisions[record.article_id].append(record.revision)
    for name in states.keys() | revisions.keys():
        wanted = list(range(1, len(states[name]) + 1))
        if sorted(revisions[name]) != wanted:
            yield f"{name}: expected the revisions {wanted}, got {sorted(revisions[name])}"


def _of_completeness(portal: DemoPortal, runs: Mapping[str, datetime], stored: list[Article]) -> Iterator[str]:
    """What could be read at a run's time was stored by that run or one before."""
    first_run: dict[str, datetime] = {}
    for record in stored:
        at = runs[str(record.run_id)]
        first_run[record.article_id] = min(at, first_run.get(record.article_id, at))
    due: dict[str, datetime] = {}
    for at in sorted(runs.values()):
        for index in snapshot_at(portal, at).live:
            due.setdefault(f"{PORTAL}:{FIRST_NUMBER + index}", at)
    for name, at in due.items():
        if name not in first_run:
            yield f"{name}: not stored, though it could be read at {at}"
        elif first_run[name] > at:
            yield f"{name}: stored at {first_run[name]}, though it could be read at {at}"


def _of_lists(
    portal: DemoPortal, base_url: str, runs: Mapping[str, datetime], rankings: Iterable[RankingEntry]
) -> Iterator[str]:
    found: defaultdict[str, list[RankingEntry]] = defaultdict(list)
    for entry in rankings:
        found[str(entry.run_id)].append(entry)
    for run_id, at in runs.items():
        pages = {entry.page_url for entry in found[run_id]}
        yield from _of_run(run_id, list_records(portal, at, base_url, pages=pages), found[run_id])


def _of_run(run_id: str, expected: Iterable[RankingEntry], found: list[RankingEntry]) -> Iterator[str]:
    wanted, got = _lists(expected), _lists(map(comparable, found))
    for key in wanted.keys() | got.keys():
        if key not in got:
            yield f"run {run_id}: the list {key} is missing"
        elif got[key] != wanted.get(key):
            yield f"run {run_id}: the list {key} differs: expected {wanted.get(key)}, got {got[key]}"


def _lists(entries: Iterable[RankingEntry]) -> dict[tuple[str, str, str], list[RankingEntry]]:
    lists: defaultdict[tuple[str, str, str], list[RankingEntry]] = defaultdict(list)
    for entry in entries:
        lists[entry.list_kind, entry.list_name, entry.page_url].append(entry)
    return {key: sorted(entries, key=lambda entry: entry.position) for key, entries in lists.items()}
