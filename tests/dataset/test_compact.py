"""Many files of a day become one, and nothing else changes: not a line, not their order, not what is known of them."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session, open_dataset
from newscrawl.dataset.compact import Compacted, Compression, compact, plan
from newscrawl.dataset.jsonl import read_lines
from newscrawl.dataset.layout import RECORD_KINDS, REJECTED, Layout
from newscrawl.dataset.repair import repair
from newscrawl.dataset.verify import verify
from newscrawl.errors import DatasetLockedError

from .records import START, article, ranking, report_of, visit
from .test_verify import codes

COMPACTOR = Path(__file__).parent / "compactor.py"
TODAY = START.date()
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a dataset of three runs on each of three days, and of one before them that found the edited articles."""
    root = tmp_path_factory.mktemp("made")
    crawl_at(root, START - timedelta(days=3), 20)
    for days in DAYS:
        for run in range(RUN_COUNT):
            at = START - timedelta(days=days, hours=RUN_COUNT - run)
            if run == RUN_COUNT - 1 and days < 2:
                crawl_at(root, at, 20, revision=3 - days)
            else:
                crawl_at(root, at, 100 * days + 10 * run)
    return root


@pytest.fixture
def layout(made: Path, tmp_path: Path) -> Layout:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return Layout(tmp_path / "demo")


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
        for one in open_dataset(layout.folder).articles(latest=True):
            assert session.read_article(one.article_id) == one
        assert session.validators("https://demo.example/a/20") == ('"20"', None)


@pytest.mark.parametrize("compression", ["", ".gz", ".zst"])
def test_each_finished_day_becomes_one_file_a_kind_with_every_line_in_its_order(
    layout: Layout, compression: Compression
) -> None:
    before = lines_by_day(layout)
    articles = list(open_dataset(layout.folder).articles())

    done = compacted(layout, compression=compression)

    expected = {
        f"{kind}/date={day}/{day.replace('-', '')}-day.jsonl{compression}"
        for kind in (*RECORD_KINDS, REJECTED)
        for day in ("2026-11-21", "2026-11-22")
    }
    assert expected <= {one.path for one in done}
    assert {file for file in files_of(layout) if "11-21" in file or "11-22" in file} == expected
    assert_unchanged(layout, before)
    assert list(open_dataset(layout.folder).articles()) == articles


def test_the_day_that_runs_may_still_write_and_days_of_one_file_are_left_alone(layout: Layout) -> None:
    before = files_of(layout)

    compacted(layout)

    assert {file for file in before if "11-23" in file or "11-20" in file} <= files_of(layout)


def test_only_days_before_the_given_one_are_compacted(layout: Layout) -> None:
    done = compacted(layout, before=TODAY - timedelta(days=1))

    assert {one.day.date for one in done} == {"2026-11-21"}


def test_compacting_again_changes_nothing(layout: Layout) -> None:
    compacted(layout)
    before = files_of(layout)

    assert compacted(layout) == []
    assert files_of(layout) == before


def test_a_late_run_joins_the_files_of_its_day_under_a_name_that_never_stood_there(layout: Layout) -> None:
    compacted(layout)
    crawl_at(layout.folder.parent, START - timedelta(days=1), 500)
    before = lines_by_day(layout)

    done = compacted(layout)

    assert "articles/date=2026-11-22/20261122-day2.jsonl" in {one.path for one in done}
    assert_unchanged(layout, before)


def test_the_index_that_compaction_leaves_is_the_one_that_the_lines_give(layout: Layout) -> None:
    compacted(layout)
    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        known = [session.article(f"demo:{number}") for number in (20, 100, 201)]

    layout.index.unlink()

    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        assert [session.article(f"demo:{number}") for number in (20, 100, 201)] == known
    assert None not in known


def test_a_file_that_is_not_as_it_was_when_it_was_finished_keeps_its_day_as_it_is(layout: Layout) -> None:
    path = next((layout.folder / "articles" / "date=2026-11-21").iterdir())
    path.write_bytes(path.read_bytes().replace(b'"comment_count":3', b'"comment_count":4'))
    before = files_of(layout)

    done = compacted(layout)

    refused = [one for one in done if one.refusal]
    assert [(one.day.kind, one.day.date) for one in refused] == [("articles", "2026-11-21")]
    assert str(path) in refused[0].refusal
    assert {file for file in before if file.startswith("articles/date=2026-11-21")} <= files_of(layout)
    assert "articles/date=2026-11-22/20261122-day.jsonl" in files_of(layout)


def test_a_missing_report_of_a_compacted_run_is_made_from_its_lines(layout: Layout) -> None:
    compacted(layout)
    path = next(path for path in layout.runs.iterdir() if path.name.startswith("20261121"))
    told = path.read_bytes()
    path.unlink()

    after = repair(layout, clock=Clock(START), window_days=30)[1]

    assert codes(after) == []
    assert b'"articles": 2' in told
    assert b'"articles": 2' in path.read_bytes()


@pytest.mark.parametrize(
    "damage", [lambda line: line[:60] + b"\n", lambda line: line[:-60] + b"\n"], ids=["end", "run"]
)
def test_a_damaged_line_of_a_compacted_day_is_moved_aside(layout: Layout, damage) -> None:
    compacted(layout)
    path = layout.folder / "rejected" / "date=2026-11-21" / "20261121-day.jsonl"
    path = layout.folder / "articles" / path.parent.name / path.name
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], damage(lines[2]), *lines[3:]]))

    found = verify(layout)
    after = repair(layout, clock=Clock(START), window_days=30)[1]

    assert "damaged_line" in codes(found)
    assert codes(after) == []


def test_a_dataset_that_a_run_writes_is_not_compacted(layout: Layout) -> None:
    with Session(layout.folder.parent, "demo", clock=Clock(START)), pytest.raises(DatasetLockedError):
        compacted(layout)


def test_what_a_dead_run_left_on_an_earlier_day_is_finished_first(layout: Layout) -> None:
    path = next((layout.folder / "observations" / "date=2026-11-21").iterdir())
    path.rename(path.with_name(path.name + ".part"))
    before = {key: lines for key, lines in lines_by_day(layout).items() if key[0] != "observations"}

    compacted(layout)

    assert plan(layout, before=TODAY) == []
    assert not list(layout.folder.rglob("*.part"))
    assert {key: lines for key, lines in lines_by_day(layout).items() if key[0] != "observations"} == before


@pytest.mark.parametrize("read_count", [0, 1, 3, 7])
def test_a_reader_sees_through_a_compaction(layout: Layout, read_count: int) -> None:
    expected = list(open_dataset(layout.folder).observations())
    reader = open_dataset(layout.folder).observations()
    found = [next(reader) for _ in range(read_count)]

    compacted(layout)

    assert found + list(reader) == expected


def kill(root: Path, fault: str, compression: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(COMPACTOR), str(root), fault, compression]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def assert_survives(layout: Layout, fault: str, *, ending: str, compression: str = "") -> None:
    before = lines_by_day(layout)
    records = list(open_dataset(layout.folder).articles())

    killed = kill(layout.folder.parent, fault, compression)
    between = lines_by_day(layout)
    read = list(open_dataset(layout.folder).articles())
    found = codes(verify(layout))
    if ending == "compact":
        assert kill(layout.folder.parent, "").returncode == 0
    elif ending == "repair":
        repair(layout, clock=Clock(START), window_days=30)
    else:
        with Session(layout.folder.parent, "demo", clock=Clock(START)):
            pass

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert between == before
    assert read == records
    assert found == (["cut_compaction"] if "in_compact" in fault else found)
    assert not layout.compact.exists()
    assert_unchanged(layout, before)


QUICK = [("in_compact:1", "run"), ("in_compact:3", "compact"), ("in_compact:5", "run"), ("in_compact:7", "repair")]


@pytest.mark.parametrize(("fault", "ending"), QUICK)
def test_a_compaction_killed_at_any_moment_neither_loses_nor_doubles_a_line(
    layout: Layout, fault: str, ending: str
) -> None:
    assert_survives(layout, fault, ending=ending)


@pytest.mark.torture
@pytest.mark.parametrize("compression", ["", ".zst"])
@pytest.mark.parametrize("ending", ["run", "compact", "repair"])
@pytest.mark.parametrize("number", [*range(1, 21), 40, 70, 73])
def test_a_compaction_killed_at_each_of_its_steps_neither_loses_nor_doubles_a_line(
    layout: Layout, number: int, ending: str, compression: str
) -> None:
    assert_survives(layout, f"in_compact:{number}", ending=ending, compression=compression)


@pytest.mark.torture
@pytest.mark.parametrize("second", range(1, 8))
@pytest.mark.parametrize("first", [3, 4, 6, 8])
def test_the_recovery_of_a_compaction_can_be_killed_as_well(layout: Layout, first: int, second: int) -> None:
    before = lines_by_day(layout)
    kill(layout.folder.parent, f"in_compact:{first}")
    kill(layout.folder.parent, f"in_compact:{second}")

    with Session(layout.folder.parent, "demo", clock=Clock(START)):
        pass

    assert_unchanged(layout, before)


@pytest.mark.torture
def test_readers_beside_compactions_find_every_record_once(layout: Layout) -> None:
    expected = [one.article_id for one in open_dataset(layout.folder).articles()]
    failures: list[object] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            found = [one.article_id for one in open_dataset(layout.folder).articles()]
            if found != expected:
                failures.append(found)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(3):
        kill(layout.folder.parent, "")
    is_over.set()
    reader.join()

    assert failures == []
