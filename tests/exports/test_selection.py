"""Which records an export takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from newscrawl.errors import WrongUsageError
from newscrawl.exports import time_bound
from tests.dataset.records import START, article, ranking, visit

from .made import LATER_RUN, RUN, exported, store
from .reading import articles_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles 1 to 4 in two sections; 1 and 3 were edited a day later."""
    first = [article(n, run_id=RUN, section="国際・政治" if n < 3 else "エンタメ") for n in range(1, 5)]
    edits = [
        article(n, run_id=LATER_RUN, revision=2, section=section, captured_at=START + timedelta(days=1))
        for n, section in ((1, "国際・政治"), (3, "気になる"))
    ]
    folder = tmp_path / "demo"
    store(folder, "articles", first)
    store(folder, "articles", edits, run_id=LATER_RUN)
    store(folder, "observations", [visit(one) for one in first])
    store(folder, "observations", [visit(one) for one in edits], run_id=LATER_RUN)
    store(folder, "rankings", [*ranking(1, run_id=RUN), *ranking(2, run_id=RUN)])
    return folder


def taken(folder: Path, **selection: object) -> list[tuple[str, int]]:
    exported(folder, folder.parent / "out.jsonl", is_forced=True, **selection)
    return [(one.article_id.partition(":")[2], one.revision) for one in articles_of(folder.parent / "out.jsonl")]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({}, "1.1 2.1 3.1 4.1 1.2 3.2"),
        ({"is_latest": True}, "2.1 4.1 1.2 3.2"),
        ({"as_of": START + timedelta(hours=1)}, "1.1 2.1 3.1 4.1"),
        ({"as_of": START + timedelta(hours=1), "is_latest": True}, "1.1 2.1 3.1 4.1"),
        ({"since": START + timedelta(days=1)}, "1.2 3.2"),
        ({"until": START + timedelta(seconds=3)}, "1.1 2.1"),
        ({"sections": ("エンタメ",)}, "3.1 4.1"),
        ({"sections": ("エンタメ",), "is_latest": True}, "4.1"),
        ({"sections": ("エンタメ", "気になる")}, "3.1 4.1 3.2"),
        ({"sections": ("O'Brien",)}, ""),
        ({"where": "revision = 2 AND headline LIKE '%3%'"}, "3.2"),
        ({"where": "section = '気になる' OR article_id = 'demo:2' -- why not"}, "2.1 3.2"),
        (
            {
                "where": "len(authors) = 1 AND authors[1].name = '山田花子' AND sources['headline'] = 'css:h1' AND revision=2"
            },
            "1.2 3.2",
        ),
        ({"where": "body LIKE '%訂正?%'"}, ""),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else ",".join(value),
)
def test_a_selection_takes_its_records_in_the_order_of_storing(folder: Path, selection: dict, expected: str) -> None:
    found = taken(folder, **selection)

    assert " ".join(f"{number}.{revision}" for number, revision in found) == expected


def test_the_last_visits_and_lists_are_taken_whole(folder: Path, tmp_path: Path) -> None:
    store(folder, "rankings", ranking(1, run_id=LATER_RUN, size=4), run_id=LATER_RUN)
    later = tmp_path / "demo" / "rankings" / "date=2026-11-24" / f"{LATER_RUN}.jsonl"
    later.write_text(later.read_text("utf-8").replace("2026-11-23T", "2026-11-24T"), "utf-8")

    done = exported(folder, tmp_path / "all", "rankings", "observations", is_latest=True)

    lists = duckdb.sql(
        f"SELECT list_name, run_id, count(*) FROM '{tmp_path}/all/rankings/*/*.parquet' GROUP BY ALL ORDER BY 1"
    )
    assert done.record_counts == {"rankings": 10, "observations": 4}
    assert lists.fetchall() == [("[部門1] ランキング", LATER_RUN, 4), ("[部門2] ランキング", RUN, 6)]


def test_what_was_read_again_later_was_not_known_before(folder: Path) -> None:
    """A re-reading has the time of the capture that it read, and the run that read it."""
    again = article(2, run_id="20261201T000000Z-5f3a9c", revision=2, reextracted_from=1, captured_at=START)
    store(folder, "articles", [again], run_id="20261201T000000Z-5f3a9c")

    assert taken(folder, as_of=START + timedelta(days=2)) == [(n, r) for n, r in taken(folder) if (n, r) != ("2", 2)]
    assert ("2", 1) in taken(folder, as_of=START + timedelta(days=2), is_latest=True)
    assert ("2", 2) in taken(folder, as_of=datetime(2026, 12, 2, tzinfo=UTC), is_latest=True)


@pytest.mark.parametrize("kind", ["articles", "rankings", "observations"])
def test_a_label_that_no_record_has_is_told_with_those_that_there_are(folder: Path, tmp_path: Path, kind: str) -> None:
    sections = ("部門2" if kind == "rankings" else "エンタメ", "なし")

    done = exported(folder, tmp_path / "a.csv", kind, sections=sections)
    right = exported(folder, tmp_path / "b.csv", kind, sections=sections[:1])

    assert done.unknown_sections == ("なし",)
    assert set(done.known_sections) == (
        {"部門1", "部門2"} if kind == "rankings" else {"国際・政治", "エンタメ", "気になる"}
    )
    assert done.record_counts == right.record_counts != {kind: 0}
    assert (right.unknown_sections, right.known_sections) == ((), ())


def test_a_section_chooses_its_lists_and_the_visits_to_its_articles(folder: Path, tmp_path: Path) -> None:
    lists = exported(folder, tmp_path / "r.csv", "rankings", sections=("部門2",))
    visits = exported(folder, tmp_path / "o.csv", "observations", sections=("国際・政治",))

    assert lists.record_counts == {"rankings": 6}
    assert visits.record_counts == {"observations": 3}


@pytest.mark.parametrize(
    "where",
    [
        "colour = 'red'",
        "headline LIKE",
        "1=1); SELECT (1",
        "1=1; DROP VIEW all_articles",
        "(SELECT count(*) FROM read_csv('/etc/passwd')) > 0",
        "headline",
    ],
)
def test_a_condition_that_is_none_is_wrong_usage_and_leaves_nothing(folder: Path, where: str) -> None:
    with pytest.raises(WrongUsageError, match="--where"):
        taken(folder, where=where)

    assert sorted(path.name for path in folder.parent.iterdir()) == ["demo"]


@pytest.mark.parametrize(
    ("printed", "is_end", "expected"),
    [
        ("2026-11-23", False, datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-23", True, datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-23T09:00+09:00", True, datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-23T09:00", False, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (None, False, None),
    ],
)
def test_a_day_counts_from_its_first_to_its_last_moment(printed: str, is_end: bool, expected: datetime | None) -> None:
    assert time_bound(printed, "--until", is_end=is_end) == expected


@pytest.mark.parametrize("printed", ["yesterday", "2026-13-01", "9999-12-31", "11/23"])
def test_a_bound_that_is_no_time_is_wrong_usage(printed: str) -> None:
    with pytest.raises(WrongUsageError, match="--since: expected a day"):
        time_bound(printed, "--since", is_end=True)
