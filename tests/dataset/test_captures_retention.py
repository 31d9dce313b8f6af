"""Old captures are deleted whole, and never one that a latest revision was read from."""

from __future__ import annotations

import signal
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.captures import CaptureLimits, capture_files, read_capture
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.manifest import read_manifest
from newscrawl.dataset.verify.check_manifest import MANIFEST_CODES
from newscrawl.dataset.verify.verify_dataset import verify
from tests import warm_scrapy

from .conftest import Open, store
from .records import START
from .test_captures import LONG, exchange

WEEK = CaptureLimits(keep_days=7)
TINY = CaptureLimits(keep_bytes=1)
OPENER = """
import sys
from datetime import timedelta
from pathlib import Path
from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.captures import CaptureLimits
from tests.dataset.records import START
from tests.killing.kill import Kill
Session(
    Path(sys.argv[1]), "demo", clock=Clock(START + timedelta(days=100)), limits=CaptureLimits(keep_days=7),
    fault=Kill(sys.argv[2]),
).open()
"""


def run(new_session: Open, day: int, *pages: tuple[int, int], limits: CaptureLimits | None = None) -> Session:
    """Run on a *day*: keep a list page, and store *pages*, each (number, revision) of an article with its capture."""
    options = {} if limits is None else {"limits": limits}
    session = new_session(clock=Clock(START + timedelta(days=day)), **options)
    with session:
        session.add_capture(exchange(LONG + f"list {day}".encode(), url="https://demo.example/", minutes=day))
        for number, revision in pages:
            body = LONG + f"{number} {revision}".encode()
            place = session.add_capture(exchange(body, url=f"https://demo.example/a/{number}", minutes=day))
            store(session, number, revision=revision, captures=(place,))
    return session


def days(session: Session) -> list[int]:
    first = START.date().toordinal()
    return [START.fromisoformat(file.date).date().toordinal() - first for file in capture_files(session.layout)]


def assert_every_latest_revision_can_be_read_again(session: Session) -> None:
    for article in DatasetReader(session.layout.folder).articles(latest=True):
        for place in article.captures:
            assert read_capture(session.layout, place).status == 200


def test_without_a_limit_all_is_kept(new_session: Open) -> None:
    for day in (0, 100, 200):
        session = run(new_session, day)

    assert days(session) == [0, 100, 200]


@pytest.mark.parametrize("limits", [WEEK, TINY], ids=["days", "bytes"])
def test_captures_of_a_latest_revision_outlive_every_limit(limits: CaptureLimits, new_session: Open) -> None:
    run(new_session, 0, (1, 1))
    run(new_session, 1)
    last = run(new_session, 100, limits=limits)

    assert days(last) == [0, 100]
    assert last.retention.file_count == 1
    assert_every_latest_revision_can_be_read_again(last)


def test_captures_of_an_earlier_revision_do_not(new_session: Open) -> None:
    run(new_session, 0, (1, 1))
    run(new_session, 50, (1, 2))
    last = run(new_session, 100, limits=WEEK)

    assert days(last) == [50, 100]
    assert_every_latest_revision_can_be_read_again(last)


def test_bytes_that_a_later_run_only_pointed_to_are_kept(new_session: Open) -> None:
    first = run(new_session, 0)
    with new_session(clock=Clock(START + timedelta(days=50))) as second:
        place = second.add_capture(exchange(LONG + b"list 0", url="https://demo.example/", minutes=50))
        store(second, 7, captures=(place,))
    last = run(new_session, 100, limits=WEEK)

    assert days(last) == [0, 100]
    assert place.file.endswith(f"{first.run_id}.warc.gz")
    assert_every_latest_revision_can_be_read_again(last)


def test_of_too_many_bytes_the_oldest_go(new_session: Open) -> None:
    for day in range(5):
        session = run(new_session, day)
    sizes = [file.byte_count for file in capture_files(session.layout)]
    last = run(new_session, 5, limits=CaptureLimits(keep_bytes=sum(sizes[2:])))

    assert days(last) == [2, 3, 4, 5]
    assert last.retention.byte_count == sum(sizes[:2])
    assert len(list((last.layout.folder / "captures").iterdir())) == 4  # no empty day is left


def test_the_manifest_lists_no_deleted_file(new_session: Open) -> None:
    run(new_session, 0)
    session = new_session(clock=Clock(START + timedelta(days=100)), limits=WEEK)
    session.open()

    listed = read_manifest(session.layout)
    session.close()
    assert [entry.path for entry in listed.files if entry.path.startswith("captures/")] == []


def test_limits_are_looked_at_once_a_day(new_session: Open) -> None:
    run(new_session, 0)
    run(new_session, 2, limits=WEEK)
    with new_session(clock=Clock(START + timedelta(days=2, hours=1)), limits=TINY) as again:
        assert again.retention.file_count == 0
    with new_session(clock=Clock(START + timedelta(days=3)), limits=TINY) as next_day:
        assert next_day.retention.file_count == 2


def test_nothing_is_deleted_while_a_line_cannot_be_read(new_session: Open) -> None:
    run(new_session, 0)
    session = run(new_session, 1, (1, 1))
    [lines] = session.layout.record_files("articles")
    lines.path.write_bytes(lines.path.read_bytes().replace(b'"captures":[{"file"', b'"captures":[{"filx"'))
    last = run(new_session, 100, limits=WEEK)

    assert days(last) == [0, 1, 100]
    assert "cannot be read" in last.retention.sentences()[0]


def test_a_run_cut_off_among_its_deletions_is_followed_by_one_that_ends_them(new_session: Open) -> None:
    for day in range(4):
        run(new_session, day, (day, 1)) if day == 2 else run(new_session, day)
    files = capture_files(run(new_session, 4).layout)
    files[0].path.unlink()  # as a run leaves it that is killed then: the manifest still lists it

    last = run(new_session, 100, limits=WEEK)

    assert days(last) == [2, 100]
    assert_every_latest_revision_can_be_read_again(last)


@pytest.mark.parametrize("deletion", [1, 3, *(pytest.param(n, marks=pytest.mark.torture) for n in range(4, 22))])
def test_a_run_killed_between_a_deletion_and_the_manifest_leaves_what_the_next_run_mends(
    new_session: Open, tmp_path: Path, deletion: int
) -> None:
    for day in range(22):
        session = run(new_session, day, (1, 1)) if day == 0 else run(new_session, day)
    root = session.layout.folder.parent
    before = days(session)

    killed = warm_scrapy.run_script(OPENER, str(root), f"in_recovery:{deletion + 1}")
    between = {finding.code for finding in verify(session.layout).findings} & MANIFEST_CODES
    left = days(session)
    last = run(new_session, 101, limits=WEEK)

    assert killed.returncode == -signal.SIGKILL
    assert left == [0, *before[deletion + 1 :]]
    assert between == {"missing_file"}
    assert {finding.code for finding in verify(last.layout).findings} & MANIFEST_CODES == set()
    assert days(last) == [0, 101]
    assert_every_latest_revision_can_be_read_again(last)
