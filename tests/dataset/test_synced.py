"""The power may go at any moment: what the index, a name or a report says was made durable before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.storage.layout import Layout

from .compacting import compacted, make
from .conftest import store
from .records import START, page, ranking, report_of
from .test_recovery import die


class Disk:
    """What has been made durable, as the calls of this process tell it."""

    def __init__(self) -> None:
        self.synced: dict[Path, int] = {}
        """File or folder → its size when it was last synced."""

        self.events: list[tuple[str, Path]] = []
        """Syncs and renames (by the new name), in their order."""

    def lacks(self, path: Path, byte_count: int, folder: Path) -> list[str]:
        """Return what of *byte_count* bytes of *path* could still be lost: its content, or a name below *folder*."""
        content = [] if self.synced.get(path, -1) >= byte_count else [f"{path.name}: {byte_count} bytes"]
        names = (one for one in path.parents if one == folder or folder in one.parents)
        return content + [f"the names in {one}" for one in names if one not in self.synced]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Listen to what is synced and renamed; everything is done as ever. Names are given to what is synced alone."""
    disk, fsync = Disk(), os.fsync

    def synced(handle: int) -> None:
        fsync(handle)
        path = Path(f"/proc/self/fd/{handle}").readlink()
        disk.synced[path] = os.fstat(handle).st_size
        disk.events.append(("sync", path))

    def naming(given: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def named(old: Path, new: Path) -> None:
            assert disk.synced.get(old, -1) >= old.stat().st_size, f"{old.name} is named before it is synced"
            given(old, new)
            disk.synced[new] = disk.synced.pop(old)
            disk.events.append(("name", new))

        return named

    monkeypatch.setattr(os, "fsync", synced)
    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, naming(getattr(os, name)))
    return disk


def crawl(session: Session) -> None:
    with session:
        for number in range(5):
            place = session.add_capture(page(number))
            store(session, number, captures=(place,))
            session.flush()
        session.add_ranking(ranking(1, run_id=session.run_id))
        session.set_aside({"url": "https://demo.example/broken"}, "headline: expected text, got none")
        session.write_report(report_of(session, START))


def listen_to_commits(session: Session, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """Return two lists that grow with each commit: what the index says, and what of it could still be lost."""
    commit, layout = Index.commit, session.layout
    said: list[str] = []
    lacking: list[str] = []

    def committing(index: Index) -> None:
        named = {layout.current_path(name): byte_count for name, (byte_count, _) in index.committed().items()}
        captures = [layout.part(name) for name in session.captures.names]
        for path, byte_count in (named | {path: path.stat().st_size for path in captures}).items():
            lacking.extend(disk.lacks(path, byte_count, layout.folder))
        said.append(str(named))
        commit(index)

    monkeypatch.setattr(Index, "commit", committing)
    return said, lacking


def test_the_index_says_only_what_is_synced(tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(tmp_path, "demo", clock=Clock(START))
    said, lacking = listen_to_commits(session, disk, monkeypatch)

    crawl(session)

    assert len(set(said)) > 5
    assert lacking == []


def test_what_a_dead_run_left_is_synced_before_the_index_says_it(
    tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = Session(tmp_path, "demo", clock=Clock(START), sync_record_count=1000)
    dead.open()
    for number in range(3):
        place = dead.add_capture(page(number))
        store(dead, number, captures=(place,))
    dead.add_ranking(ranking(1, run_id=dead.run_id))
    die(dead)
    disk.synced.clear()
    following = Session(tmp_path, "demo", clock=Clock(START))
    said, lacking = listen_to_commits(following, disk, monkeypatch)

    with following:
        pass

    assert any(dead.run_id in one for one in said)
    assert lacking == []


def test_names_are_given_to_what_is_synced_and_are_durable_before_the_manifest_lists_them(
    tmp_path: Path, disk: Disk
) -> None:
    session = Session(tmp_path, "demo", clock=Clock(START))
    crawl(session)

    named = {path: place for place, (event, path) in enumerate(disk.events) if event == "name"}
    manifest = named.pop(session.layout.folder / "manifest.json")
    assert {path.relative_to(session.layout.folder).parts[0] for path in named} >= {
        "articles", "captures", "observations", "rankings", "rejected", "runs",
    }  # fmt: skip
    for path, place in named.items():
        assert ("sync", path.parent) in disk.events[place:manifest]


def test_a_file_goes_only_when_the_days_file_with_its_lines_is_durable(
    tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout, unlink = Layout(make(tmp_path) / "demo"), os.unlink
    removed: list[Path] = []

    def removing(path: Path) -> None:
        day = path.parent / f"{path.parent.name.removeprefix('date=').replace('-', '')}-day.jsonl"
        if path.suffix == ".jsonl" and path.parent.name != ".compact":
            assert ("sync", day.parent) in disk.events[disk.events.index(("name", day)) :]
            removed.append(path)
        unlink(path)

    monkeypatch.setattr(os, "unlink", removing)
    compacted(layout)

    assert len(removed) >= 9
