"""A session's process is killed at every kind of moment; the next one finds nothing lost, doubled or torn."""

from __future__ import annotations

import signal
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.captures import capture_files, read_capture
from newscrawl.dataset.captures.capture_files import whole_bytes
from newscrawl.dataset.storage.layout import Layout
from newscrawl.items import Article, Observation, RankingEntry
from tests import warm_scrapy

from .records import START, article, page, ranking, visit

WRITER = Path(__file__).parent / "writer.py"
ARTICLE_COUNT = 24
MOMENTS = [
    *(f"write:{number}:{byte_count}" for number in (3, 4, 5, 20, 21, 46, 47) for byte_count in (0, 1, 57)),
    "write:5:1000",
    "write:7:100000",
    *(f"after_sync:{number}" for number in (1, 2, 5)),
    *(f"after_commit:{number}" for number in (1, 2, 5)),
    *(f"after_rename:{number}" for number in (1, 2, 4, 5, 6)),
    "in_recovery:1",
    "in_recovery:2",
    "in_recovery:3",
]
# The writes of captures: the records that open a first and a second file, and those of single articles.
CAPTURE_WRITES = (1, 2, 9, 38, 39)
CAPTURE_MOMENTS = [f"write:{number}:{byte_count}" for number in CAPTURE_WRITES for byte_count in (1, 40, 700, 100_000)]


def write(root: Path, *, last: int = ARTICLE_COUNT, fault: str = "") -> subprocess.CompletedProcess[str]:
    return warm_scrapy.run_script(WRITER, str(root), "0", str(last), fault)


def lines_of(root: Path, kind: str, record_type: type) -> list:
    assert not list((root / "demo").rglob("*.part"))
    files = sorted((root / "demo" / kind).rglob("*.jsonl"))
    return [msgspec.json.decode(line, type=record_type) for file in files for line in file.read_bytes().splitlines()]


def assert_sound(root: Path, *, last: int = ARTICLE_COUNT) -> None:
    """Each revision once, equal to what was meant, with its visit; rankings whole; the index agrees."""
    articles = lines_of(root, "articles", Article)
    revisions = {(one.article_id, one.revision): one for one in articles}
    assert len(revisions) == len(articles)
    assert {number for _, number in revisions} <= {1, 2}
    assert {one.article_id for one in articles} == {f"demo:{number}" for number in range(last)}
    for one in articles:
        made = article(int(one.article_id[5:]), run_id=one.run_id, revision=one.revision)
        assert replace(one, captures=()) == made
    assert_traced(root, articles)
    visits = lines_of(root, "observations", Observation)
    assert Counter((one.article_id, one.revision) for one in visits) == Counter(list(revisions))
    for one in visits:
        stored = revisions[one.article_id, one.revision]
        assert one in {visit(stored), visit(stored, next_visit_at=stored.captured_at)}  # the second: made by recovery
    assert_whole_lists(lines_of(root, "rankings", RankingEntry))
    with Session(root, "demo", clock=Clock(START)) as session:
        for one in articles:
            known = session.article(one.article_id)
            assert known is not None
            assert session.read_article(one.article_id) == revisions[one.article_id, known.revision]
            assert known.revision == max(revision for name, revision in revisions if name == one.article_id)


def assert_traced(root: Path, articles: list[Article]) -> None:
    """Each article leads to the page that it was read from; every capture file is whole, and another tool reads it."""
    layout = Layout(root / "demo")
    for one in articles:
        [place] = one.captures
        assert read_capture(layout, place).body == page(int(one.article_id[5:]), one.revision).body
    for file in capture_files(layout):
        with file.path.open("rb") as stream:
            kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise") if drained(record)]
        assert kinds[0] == "warcinfo"
        assert whole_bytes(file.path) == file.byte_count


def drained(record: ArcWarcRecord) -> bool:
    """Read *record* to its end, where its digests are checked."""
    record.content_stream().read()
    return True


def assert_whole_lists(entries: list[RankingEntry]) -> None:
    lists: dict[tuple[str, str], list[RankingEntry]] = {}
    for entry in entries:
        lists.setdefault((entry.run_id, entry.list_name), []).append(entry)
    for (run_id, name), own in lists.items():
        assert own == ranking(int(name[3 : name.index("]")]), run_id=run_id)


@pytest.mark.parametrize("moment", [*MOMENTS, *CAPTURE_MOMENTS])
def test_a_run_killed_at_any_moment_loses_doubles_and_tears_nothing(tmp_path: Path, moment: str) -> None:
    if moment.startswith("in_recovery"):
        write(tmp_path, fault="write:30:9")

    killed = write(tmp_path, fault=moment)
    ended = write(tmp_path)

    assert killed.returncode == -signal.SIGKILL
    assert ended.returncode == 0, ended.stderr
    assert_sound(tmp_path)
