"""A dataset that is worth compacting, and what must not change by that."""

from __future__ import annotations

import shutil
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

from newscrawl.clock import Clock
from newscrawl.dataset import Session, open_reader
from newscrawl.dataset.compaction import Compacted, Compression, compact
from newscrawl.dataset.storage.jsonl import read_lines
from newscrawl.dataset.storage.layout import RECORD_KINDS, REJECTED, Layout
from newscrawl.dataset.verify.verify_dataset import verify

from .records import START, article, ranking, report_of, visit

RUN_COUNT = 3
DAYS = (2, 1, 0)
"""Days before today that runs have written on."""


def crawl_at(root: Path, at: datetime, number: int, *, revision: int = 1) -> None:
    with Session(root, "demo", clock=Clock(at)) as session:
        captured_at = at + timedelta(seconds=number)
        for one in (number, number + 1):
            made = article(one, run_id=session.run_id, revision=revision, captured_at=captured_at)
            session.add_article(made, visit(made), signature=None)
        session.add_ranking(ranking(number, run_id=session.run_id))
        session.set_aside({"url": f"https://demo.example/broken/{number}"}, "headline: expected text, got none")
        session.set_validators(f"https://demo.example/a/{number}", f'"{number}"', None)
        session.write_report(report_of(session, at))


def make(root: Path) -> Path:
    """Make a dataset in *root* of three runs on each of three days, and of one before them that found what was edited."""
    crawl_at(root, START - timedelta(days=3), 20)
    for days in DAYS:
        for run in range(RUN_COUNT):
            at = START - timedelta(days=days, hours=RUN_COUNT - run)
            if run == RUN_COUNT - 1 and days < 2:
                crawl_at(root, at, 20, revision=3 - days)
            else:
                crawl_at(root, at, 100 * days + 10 * run)
    return root


def copy_of(made: Path, root: Path) -> Layout:
    """Copy the dataset in *made* to *root*."""
    shutil.copytree(made, root, dirs_exist_ok=True)
    return Layout(root / "demo")


def lines_by_day(layout: Layout) -> dict[tuple[str, str], bytes]:
    """Return, for each kind and day, its lines as they follow each other."""
    found: dict[tuple[str, str], bytes] = defaultdict(bytes)
    for kind in (*RECORD_KINDS, REJECTED):
        for file in layout.record_files(kind):
            found[kind, file.date] += b"".join(line for _, line in read_lines(file.path))
    return dict(found)


def files_of(layout: Layout) -> set[str]:
    kinds = (*RECORD_KINDS, REJECTED)
    return {
        path.relative_to(layout.folder).as_posix() for kind in kinds for path in (layout.folder / kind).rglob("*.*")
    }


def compacted(layout: Layout, *, before: date = date.max, compression: Compression = "") -> list[Compacted]:
    done = compact(layout, clock=Clock(START), window_days=30, before=before, compression=compression)
    return list(done)


def assert_unchanged(layout: Layout, before: dict[tuple[str, str], bytes]) -> None:
    assert lines_by_day(layout) == before
    found = verify(layout)
    assert found.findings == ()
    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        assert session.layout.index.exists()
        for one in open_reader(layout.folder).articles(latest=True):
            assert session.read_article(one.article_id) == one
        assert session.validators("https://demo.example/a/20") == ('"20"', None)
