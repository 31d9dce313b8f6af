"""An export takes so much memory and no more, whatever the number of the records and their length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from newscrawl.errors import NewscrawlError
from tests.dataset.records import article

from .made import RUN, exported, store
from .reading import articles_of

MEASURED = """
import sys
from pathlib import Path
from tests.exports.made import exported
exported(Path(sys.argv[1]), sys.argv[2])
told = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
print(int(told["VmHWM"].split()[0]) // 1024)
"""
"""Prints the peak of its own memory; `getrusage` would count that of the process that started it, too."""


def test_row_groups_of_long_records_are_short(tmp_path: Path) -> None:
    store(tmp_path / "demo", "articles", [article(n, run_id=RUN, body=f"{n}本" * 170_000) for n in range(1, 121)])

    exported(tmp_path / "demo", tmp_path / "a.parquet")

    found = duckdb.sql(f"SELECT DISTINCT row_group_num_rows FROM parquet_metadata('{tmp_path}/a.parquet')").fetchall()
    assert max(count for (count,) in found) <= 48  # what a buffer of 32 MB holds


@pytest.mark.torture
@pytest.mark.parametrize("name", ["a.parquet", "folder"])
def test_records_of_a_megabyte_are_exported_within_the_limit(tmp_path: Path, name: str) -> None:
    made = [article(n, run_id=RUN, body=f"{n}本" * 170_000) for n in range(1, 501)]
    store(tmp_path / "demo", "articles", made)

    exported(tmp_path / "demo", tmp_path / name)

    assert [one.body for one in articles_of(tmp_path / name)] == [one.body for one in made]


def test_a_folder_has_each_record_in_its_month_in_the_order_of_storing(tmp_path: Path) -> None:
    days = ["2026-09-30T23:59:59.999999Z", "2026-10-01T00:00:00Z", "2026-12-31T23:00:00Z", "2026-10-31T23:59:59Z"]
    made = [article(n, run_id=RUN, captured_at=days[n % 4]) for n in range(40)]
    store(tmp_path / "demo", "articles", made)

    exported(tmp_path / "demo", tmp_path / "out")

    found = duckdb.sql(
        f"SELECT month, list(article_id) FROM read_parquet('{tmp_path}/out/articles/*/*.parquet', "
        "hive_partitioning = true, hive_types_autocast = false) GROUP BY month ORDER BY month"
    ).fetchall()
    in_month = {"2026-09": [0], "2026-10": [1, 3], "2026-12": [2]}
    assert found == [
        (month, [one.article_id for n, one in enumerate(made) if n % 4 in places]) for month, places in in_month.items()
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["README.md", "articles", "datapackage.json"]


def test_records_that_do_not_fit_into_memory_are_told_as_that(tmp_path: Path) -> None:
    store(tmp_path / "demo", "articles", [article(n, run_id=RUN, body="本" * 1_000_000) for n in range(1, 17)])

    with pytest.raises(NewscrawlError, match=r"do not fit in 40 MB.*--since"):
        exported(tmp_path / "demo", tmp_path / "a.parquet", memory_mb=40)


@pytest.mark.torture
@pytest.mark.parametrize("selection", [{}, {"is_latest": True}], ids=["all", "latest"])
def test_long_records_are_exported_by_one_thread_and_by_several(tmp_path: Path, selection: dict) -> None:
    made = [article(n, run_id=RUN, body=f"{n}の本文。" * 1400) for n in range(1, 4001)]
    store(tmp_path / "demo", "articles", made)

    done = exported(tmp_path / "demo", tmp_path / "folder", **selection)

    assert done.record_counts == {"articles": 4000}


@pytest.mark.torture
@pytest.mark.parametrize("name", ["a.parquet", "folder", "a.csv", "a.jsonl.zst", "a.sqlite"])
def test_four_times_the_records_take_no_more_memory(tmp_path: Path, name: str) -> None:
    made = [article(n, run_id=RUN, body=f"{n}の本文。" * 150) for n in range(60_000)]
    store(tmp_path / "few", "articles", made[:15_000])
    store(tmp_path / "many", "articles", made)

    few, many = (peak_mb(tmp_path / folder, tmp_path / folder / "out" / name) for folder in ("few", "many"))

    assert many < 400
    assert many < few + 100  # the records more are 170 MB


def peak_mb(folder: Path, target: Path) -> int:
    command = [sys.executable, "-c", MEASURED, str(folder), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return int(done.stdout)
