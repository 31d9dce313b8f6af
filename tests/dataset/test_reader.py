from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import newscrawl.dataset
from newscrawl.dataset import RunReport, Session, open_reader
from newscrawl.dataset.read.ranking_series import Rankings
from newscrawl.errors import DamagedLineError, DatasetError, WrongUsageError
from newscrawl.items import RankingEntry

from .conftest import Open, store
from .records import START, ranking

RUN = "20261123T224501Z-5f3a9c"


def crawl(session: Session) -> None:
    for number in range(6):
        store(session, number)
    store(session, 2, revision=2)


def test_articles_are_read_as_they_were_stored(new_session: Open) -> None:
    with new_session() as session:
        made = [store(session, number) for number in range(3)]

    assert list(open_reader(session.layout.folder).articles()) == made


def test_the_latest_revision_of_each_article_is_given_once(new_session: Open) -> None:
    with new_session() as session:
        crawl(session)

    latest = list(open_reader(session.layout.folder).articles(latest=True))

    assert sorted((one.article_id, one.revision) for one in latest) == [
        (f"demo:{number}", 2 if number == 2 else 1) for number in range(6)
    ]


def test_a_dataset_is_read_lazily(new_session: Open) -> None:
    with new_session() as session:
        crawl(session)
    path = session.layout.record_files("articles")[0].path
    path.write_bytes(path.read_bytes() + b"noise\n")

    articles = open_reader(session.layout.folder).articles()

    assert next(articles).article_id == "demo:0"
    with pytest.raises(DamagedLineError, match=r"\.jsonl:8: expected one JSON record"):
        list(articles)


def test_damaged_lines_can_be_passed_over(new_session: Open) -> None:
    with new_session() as session:
        crawl(session)
    path = session.layout.record_files("articles")[0].path
    path.write_bytes(b"noise\n" + path.read_bytes())

    articles = list(open_reader(session.layout.folder, on_damage="skip").articles())

    assert len(articles) == 7


@pytest.mark.parametrize(
    ("damage", "told"),
    [(lambda line: line[:-9], ":7:.*got a torn line"), (lambda _: b"noise\n", ":7:.*malformed")],
    ids=["torn", "noise"],
)
def test_a_damaged_line_is_told_with_its_place(new_session: Open, damage: Callable[[bytes], bytes], told: str) -> None:
    with new_session() as session:
        crawl(session)
    path = session.layout.record_files("articles")[0].path
    *lines, last = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, damage(last)]))

    with pytest.raises(DamagedLineError, match=told):
        list(open_reader(session.layout.folder).articles())


def test_a_dataset_is_read_while_a_run_writes(new_session: Open) -> None:
    with new_session() as session:
        crawl(session)
        part = next(session.layout.folder.rglob("articles/**/*.part"))
        with part.open("ab") as file:
            file.write(b'{"schema_version":1,"portal":"de')
            file.flush()

            articles = list(open_reader(session.layout.folder).articles())
            file.truncate(file.tell() - 32)

    assert len(articles) == 7


def test_a_file_that_is_renamed_between_listing_and_reading_is_read(new_session: Open) -> None:
    session = new_session()
    session.open()
    store(session, 1)
    dataset = open_reader(session.layout.folder)
    listed = dataset._layout.record_files("articles")
    session.close()

    lines = list(dataset._lines_of(listed[0]))

    assert len(lines) == 1


def test_the_reports_of_the_runs_are_given_in_order(new_session: Open) -> None:
    with new_session() as session:
        for second in (2, 1):
            report = RunReport(
                portal="demo",
                run_id=f"20261123T22450{second}Z-5f3a9c",
                started_at=START,
                verdict="done",
                exit_code=0,
                records={"articles": second},
                fates={"stored": second},
                seen_count=second,
            )
            session.run_id = report.run_id
            session.write_report(report)

    assert [run.seen_count for run in open_reader(session.layout.folder).runs()] == [1, 2]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere", r"expected a portal's dataset .*, got no folder; 'newscrawl crawl PORTAL' makes one"),
        (".", "expected a portal's dataset .*, got none in it"),
        ("a_file", "a_file: expected the folder of a dataset, got a file"),
        ("a_file/demo", "a_file: expected the folder of a dataset, got a file"),
    ],
    ids=["none", "an empty folder", "a file", "below a file"],
)
def test_a_folder_without_a_dataset_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "a_file").touch()

    with pytest.raises(DatasetError, match=told):
        open_reader(tmp_path / name)


def entries(hour: int, *ids: str, name: str = "[国際] ランキング") -> list[RankingEntry]:
    template = ranking(1, run_id=RUN)[0]
    return [
        RankingEntry(
            **{
                **{field: getattr(template, field) for field in RankingEntry.__slots__},
                "list_name": name,
                "list_section": "国際",
                "position": position,
                "article_id": f"demo:{one}",
                "headline": f"見出し{one}",
                "captured_at": START + timedelta(hours=hour),
            }
        )
        for position, one in enumerate(ids, 1)
    ]


def test_a_list_tells_who_entered_when_how_high_and_how_long() -> None:
    stored = entries(0, "a", "b") + entries(2, "b", "c") + entries(4, "c", "a")

    stays = Rankings(lambda: iter(stored)).series("[国際] ランキング").stays()

    told = [
        (
            stay.article_id,
            stay.positions,
            stay.peak_position,
            stay.left_at and (stay.left_at - START),
            stay.time_in_list,
        )
        for stay in stays
    ]
    hours = timedelta(hours=1)
    assert told == [
        ("demo:a", (1,), 1, 2 * hours, 2 * hours),
        ("demo:b", (2, 1), 1, 4 * hours, 4 * hours),
        ("demo:c", (2, 1), 1, None, 2 * hours),
        ("demo:a", (2,), 2, None, 0 * hours),
    ]


def test_a_list_is_the_same_in_full_and_half_width() -> None:
    stored = entries(0, "a") + entries(1, "b", name="［国際］　ランキング")

    series = Rankings(lambda: iter(stored)).series("[国際]ランキング")

    assert [capture.entries[0].article_id for capture in series.captures] == ["demo:a", "demo:b"]
    assert list(Rankings(lambda: iter(stored)).lists().values()) == [2]


def test_lists_of_one_name_are_told_apart_by_section_and_kind() -> None:
    world, front = entries(0, "a", name="注目"), [replace(entries(0, "b", name="注目")[0], list_section=None)]
    trending = [replace(entries(0, "c", name="注目")[0], list_section="車", list_kind="trending")]
    rankings = Rankings(lambda: iter([*world, *front, *trending, *entries(0, "d", name="話題")]))

    with pytest.raises(WrongUsageError, match="expected the name of one list, got 3"):
        rankings.series("注目")
    with pytest.raises(WrongUsageError, match="expected the name of one list, got none"):
        rankings.series("注目", kind="trending", section="国際")

    chosen = [rankings.series("注目", section="国際"), rankings.series("注目", kind="trending")]
    assert [one.captures[0].entries[0].article_id for one in chosen] == ["demo:a", "demo:c"]


def test_a_list_that_is_not_there_is_told_with_what_to_ask() -> None:
    with pytest.raises(WrongUsageError, match=r"'話題': expected the name of one list, got none; lists\(\) gives all"):
        Rankings(lambda: iter([])).series("話題")


def test_a_reader_imports_no_writer() -> None:
    code = "import sys; from newscrawl.dataset import open_reader; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    own = {name.split(".")[2] for name in done.stdout.split() if re.match(r"newscrawl\.dataset\.", name)}
    assert own == {"read", "storage"}


def test_every_name_of_the_face_is_there() -> None:
    assert all(getattr(newscrawl.dataset, name) is not None for name in newscrawl.dataset.__all__)
