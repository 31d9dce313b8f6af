"""What a dead run left is mended before the next one begins, and nothing is thrown away."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from newscrawl.dataset import Session, open_reader
from newscrawl.dataset.index.index import Index
from newscrawl.dataset.recovery.recover import recover, window_start_of
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import read_report
from newscrawl.dataset.storage.safe_files import NO_CRASH
from newscrawl.errors import DatasetError
from tests.files_entered import files_entered

from .conftest import Open, store
from .records import START, article, ranking, visit
from .test_kills import assert_sound, write


def die(session: Session) -> None:
    """Leave everything as a killed process leaves it: the index rolled back, the lock free, the parts as they are."""
    session._lines.close()
    session.captures.close()
    session._index.close()
    session._lock.abandon()


def part(session: Session, kind: str) -> Path:
    return session.layout.part(session.layout.name(kind, session.run_id))


@pytest.fixture
def dead(new_session: Open) -> Session:
    """Return a run that died with everything written and nothing committed."""
    session = new_session(sync_record_count=1000)
    session.open()
    for number in range(4):
        store(session, number)
    session.add_ranking(ranking(1, run_id=session.run_id))
    session.add_ranking(ranking(2, run_id=session.run_id))
    die(session)
    return session


def ids(layout: Layout, kind: str) -> list[str]:
    dataset = open_reader(layout.folder)
    records = dataset.articles() if kind == "articles" else dataset.observations()
    return sorted(record.article_id for record in records)


def test_lines_that_were_written_and_not_committed_are_known_to_the_next_run(new_session: Open, dead: Session) -> None:
    with new_session() as session:
        assert all(session.article(f"demo:{number}") for number in range(4))
        assert session.similar(None) == []

    assert ids(dead.layout, "articles") == ids(dead.layout, "observations") == [f"demo:{number}" for number in range(4)]


@pytest.mark.parametrize("byte_count", [1, 40, 700])
def test_a_torn_line_is_cut_and_kept_beside(new_session: Open, dead: Session, byte_count: int) -> None:
    path = part(dead, "articles")
    line = path.read_bytes().splitlines(keepends=True)[-1]
    os.truncate(path, path.stat().st_size - byte_count)

    with new_session() as session:
        assert session.article("demo:3") is None

    kept = [one.read_bytes() for one in dead.layout.torn.glob("articles-*")]
    assert kept == [line[:-byte_count]]


def test_a_visit_whose_article_line_did_not_reach_the_disk_is_cut_too(new_session: Open, dead: Session) -> None:
    path = part(dead, "articles")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))

    with new_session():
        pass

    assert ids(dead.layout, "observations") == ["demo:0", "demo:1", "demo:2"]


def test_a_hole_in_the_middle_costs_the_lines_it_covers_only(new_session: Open, dead: Session) -> None:
    path = part(dead, "articles")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = bytes(len(lines[1]))
    path.write_bytes(b"".join(lines))

    with new_session() as session:
        known = [session.article(f"demo:{number}") is not None for number in range(4)]

    # The zeros have no newline of their own: the line after them cannot be told from them.
    assert known == [True, False, False, True]
    assert ids(dead.layout, "articles") == ids(dead.layout, "observations") == ["demo:0", "demo:3"]


def test_an_article_without_its_visit_gets_one_from_its_line(new_session: Open, dead: Session) -> None:
    path = part(dead, "observations")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))

    session = new_session()
    recovery = session.open()
    session.close()

    made = next(one for one in open_reader(dead.layout.folder).observations() if one.article_id == "demo:3")
    stored = article(3, run_id=dead.run_id)
    assert made == visit(stored, next_visit_at=stored.captured_at)
    assert f"run {dead.run_id}: 1 observations made from its article lines" in recovery.sentences()


def test_a_list_that_cannot_be_shown_to_be_whole_is_set_aside(new_session: Open, dead: Session) -> None:
    with new_session():
        pass

    names = {entry.list_name for entry in open_reader(dead.layout.folder).rankings()}
    assert names == {"[部門1] ランキング"}
    kept = next(dead.layout.torn.glob("rankings-*")).read_bytes().splitlines()
    assert [msgspec.json.decode(line)["position"] for line in kept] == [1, 2, 3, 4, 5, 6]


def test_a_finished_file_whose_last_line_lost_its_end_is_told_and_left(new_session: Open) -> None:
    with new_session() as session:
        for number in range(2):
            store(session, number)
    path = session.layout.final(session.layout.name("articles", session.run_id))
    os.truncate(path, path.stat().st_size - 1)
    session.layout.index.unlink()

    following = new_session()
    said = following.open().sentences()
    known = [following.article(f"demo:{number}") for number in range(2)]
    following.close()

    assert known[0] is not None
    assert known[1] is None
    assert any(f"{path}:2: expected one JSON record" in one and "a line without its end" in one for one in said)


def test_no_run_begins_over_a_compressed_file_that_is_cut_until_it_is_restored(new_session: Open) -> None:
    with new_session() as session:
        for number in range(3):
            store(session, number)
    path = session.layout.final(session.layout.name("articles", session.run_id))
    whole = gzip.compress(path.read_bytes())
    packed = path.rename(path.with_name(f"{path.name}.gz"))
    packed.write_bytes(whole[: len(whole) // 2])
    session.layout.index.unlink()

    with pytest.raises(DatasetError, match=rf"{packed}: expected whole compressed lines, .*; restore the file"):
        new_session().open()

    packed.write_bytes(whole)
    with new_session() as following:
        assert following.article("demo:2") is not None


def test_a_run_begins_beside_a_cut_file_whose_lines_are_known(new_session: Open) -> None:
    with new_session() as session:
        store(session, 1)
    path = session.layout.final(session.layout.name("articles", session.run_id))
    packed = path.rename(path.with_name(f"{path.name}.gz"))
    packed.write_bytes(gzip.compress(packed.read_bytes())[:20])

    with new_session() as following:
        assert following.article("demo:1") is not None


def test_only_the_lists_beside_a_torn_line_are_set_aside(new_session: Open) -> None:
    dead = new_session(sync_record_count=1000)
    dead.open()
    for number in range(1, 7):
        dead.add_ranking(ranking(number, run_id=dead.run_id))
    die(dead)
    path = part(dead, "rankings")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[8] = lines[8][:40] + b"\n"  # in the second list
    path.write_bytes(b"".join(lines))

    with new_session():
        pass

    names = {entry.list_name for entry in open_reader(dead.layout.folder).rankings()}
    assert names == {"[部門1] ランキング", "[部門3] ランキング", "[部門4] ランキング", "[部門5] ランキング"}


def test_a_list_that_was_committed_is_whole(new_session: Open) -> None:
    session = new_session()
    session.open()
    session.add_ranking(ranking(1, run_id=session.run_id))
    session.flush()
    die(session)

    with new_session():
        pass

    assert len(list(open_reader(session.layout.folder).rankings())) == 6


def test_a_dead_run_gets_its_verdict_from_the_run_after_it(new_session: Open, dead: Session) -> None:
    session = new_session()
    recovery = session.open()
    session.close()

    report = read_report(dead.layout.report(dead.run_id))
    assert (report.verdict, report.exit_code, report.finished_at) == ("died", None, None)
    assert report.records == {"articles": 4, "observations": 4, "rankings": 6}
    assert recovery.dead_runs == (dead.run_id,)


def test_a_run_that_died_before_its_first_record_is_reported_too(new_session: Open) -> None:
    session = new_session()
    session.open()
    die(session)

    with new_session():
        pass

    assert read_report(session.layout.report(session.run_id)).verdict == "died"


def test_a_report_that_was_written_before_the_run_died_stands(new_session: Open, dead: Session) -> None:
    path = dead.layout.report(dead.run_id)
    path.parent.mkdir()
    path.write_text("{}")

    with new_session():
        pass

    assert path.read_text() == "{}"


def test_a_part_beside_its_finished_file_is_never_written_over_it(new_session: Open, dead: Session) -> None:
    name = dead.layout.name("articles", dead.run_id)
    dead.layout.final(name).write_bytes(b"")

    with pytest.raises(DatasetError, match="exists beside its own"):
        new_session().open()

    assert dead.layout.final(name).read_bytes() == b""


def test_many_kills_in_a_row_lose_nothing(tmp_path: Path) -> None:
    for number in range(1, 13):
        killed = write(tmp_path, fault=f"write:{number}:{number * 30}")
        assert killed.returncode == -signal.SIGKILL

    assert write(tmp_path).returncode == 0
    assert_sound(tmp_path)


@pytest.mark.parametrize("with_index", [True, False], ids=["index kept", "index lost"])
def test_recovery_can_be_killed_at_each_of_its_steps(tmp_path: Path, with_index: bool) -> None:
    write(tmp_path, fault="write:33:20")
    deaths = 0
    for step in range(1, 12):
        if not with_index:
            (tmp_path / "demo" / "index.sqlite").unlink(missing_ok=True)
        killed = write(tmp_path, fault=f"in_recovery:{step}")
        if killed.returncode == 0:
            break
        deaths += 1
        write(tmp_path, fault=f"write:{7 + step}:11")

    assert deaths >= 3
    assert write(tmp_path).returncode == 0
    assert_sound(tmp_path)


def test_a_full_disk_ends_the_run_with_a_remedy_and_the_next_one_goes_on(new_session: Open, tmp_path: Path) -> None:
    script = Path(__file__).parent / "fill_disk.py"

    full = subprocess.run([sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, check=False)

    assert full.returncode == 0, full.stderr
    stored = int(full.stdout.split()[-1])
    assert stored > 0
    with new_session() as session:
        known = [number for number in range(stored + 2) if session.article(f"demo:{number}")]
        store(session, 500)
    assert known[:stored] == list(range(stored))
    assert ids(session.layout, "articles") == ids(session.layout, "observations")
    assert list(session.layout.folder.rglob("*.part")) == []


MOST_FILES = 12
"""That recovery after a kill enters. Lower it when two files become one."""


def test_recovery_enters_few_files(tmp_path: Path) -> None:
    killed = write(tmp_path, fault="after_sync:2")
    layout, window_start = Layout(tmp_path / "demo"), window_start_of(START, 30)

    indexes: list[Index] = []
    files = files_entered(
        lambda: indexes.append(recover(layout, unreported=(), window_start=window_start, fault=NO_CRASH)[0])
    )
    indexes[0].close()

    assert killed.returncode == -signal.SIGKILL
    assert "dataset/recovery/recover_lines.py" in files
    assert len(files) <= MOST_FILES, " ".join(files)
