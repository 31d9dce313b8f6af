"""A re-reading from start to end: what it reads, in which process and order, and what it does with the result."""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from newscrawl.dataset.captures import capture_files
from newscrawl.dataset.storage.layout import Layout
from newscrawl.deadline import PAGE_SECS
from newscrawl.items import CapturePlace
from newscrawl.portals import Portal
from newscrawl.reextraction.apply import Applier
from newscrawl.reextraction.candidates import Candidates, FailedVisit, Scope
from newscrawl.reextraction.compare_records import FIELDS
from newscrawl.reextraction.summary import Summary
from newscrawl.reextraction.workers.worker import LostArticle, Reread, Worker
from newscrawl.tasks import LocalWorkers, Workers

Progress = Callable[[int, int], None]
"""Receives (articles read, of how many) now and then."""

_LEAST_CHUNK, _MOST_CHUNK, _CHUNK_COUNT = 16, 64, 100
_Task = TypeVar("_Task")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reextraction:
    """What to read again."""

    folder: Path
    """The portal's folder."""

    portal: Portal
    scope: Scope = field(default_factory=Scope)
    fields: tuple[str, ...] = FIELDS
    workers: Workers = field(default_factory=LocalWorkers)
    page_secs: float = PAGE_SECS
    """The longest time for reading one page; 0: no limit."""


def reextract(
    asked: Reextraction, found: Candidates, summary: Summary, progress: Progress, applier: Applier | None
) -> None:
    """Read what was *found* again, in the order in which it was stored first, and count it in *summary*.

    With an *applier*, writes what differs. Can be interrupted at any time: *summary* then shows how far it came.
    """
    started = time.monotonic()
    total = len(found.places) + len({visit.article_id for visit in found.failed})
    rereads = _rereads(asked, found)
    try:
        for one in rereads:
            if applier is not None and applier.apply(one):
                summary.written_count += 1
            summary.add(one)
            progress(summary.read_count, total)
    except BaseException:
        summary.is_complete = False
        raise
    finally:
        rereads.close()
        summary.secs = time.monotonic() - started


def _rereads(asked: Reextraction, found: Candidates) -> Generator[Reread]:
    worker = Worker(
        folder=asked.folder,
        portal=asked.portal,
        fields=asked.fields,
        scope=asked.scope,
        page_secs=asked.page_secs,
    )
    yield from _flat(worker.again, found.places, asked.workers)
    lost = lost_articles(Layout(asked.folder), worker, found.failed, asked.workers)
    yield from _flat(worker.found, lost, asked.workers)


def lost_articles(layout: Layout, worker: Worker, failed: Sequence[FailedVisit], workers: Workers) -> list[LostArticle]:
    """Return the visits *failed* by article, each with its pages. Reads the captures of their runs whole."""
    of_run: dict[str, set[str]] = defaultdict(set)
    for visit in failed:
        of_run[visit.run_id].add(visit.article_id)
    files = [file for file in capture_files(layout) if file.run_id in of_run]
    wanted = [[(file.name, file.run_id, frozenset(of_run[file.run_id]))] for file in files]
    places: dict[tuple[str, str], list[CapturePlace]] = defaultdict(list)
    faults: dict[str, str] = {}
    for kept in itertools.chain.from_iterable(workers.in_order(worker.places, wanted)):
        for one in kept.places:
            places[kept.run_id, one.article_id].append(one.place)
        if kept.fault:
            faults[kept.run_id] = kept.fault
    of_article: dict[str, list[FailedVisit]] = defaultdict(list)
    for visit in failed:
        of_article[visit.article_id].append(visit)
    return [
        LostArticle(
            visits=tuple(
                (visit, tuple(places.get((visit.run_id, article_id), ())))
                for visit in sorted(visits, key=lambda visit: visit.captured_at, reverse=True)
            ),
            faults=faults,
        )
        for article_id, visits in of_article.items()
    ]


def _flat(
    function: Callable[[Sequence[_Task]], list[Reread]], tasks: Sequence[_Task], workers: Workers
) -> Iterator[Reread]:
    with closing(workers.in_order(function, chunks_of(tasks))) as results:
        for chunk in results:
            yield from chunk


def chunks_of(tasks: Sequence[_Task]) -> Iterator[Sequence[_Task]]:
    """Give the articles that a process reads at a time: 16 (about 0.1 s), up to 64 where there are many.

    A task takes 5 ms of processor time on a cluster, of scheduler, worker and client together.
    """
    size = max(_LEAST_CHUNK, min(_MOST_CHUNK, len(tasks) // _CHUNK_COUNT))
    return (tasks[start : start + size] for start in range(0, len(tasks), size))
