"""Many portals are exported into one partitioned set: a task a portal, whole or as before, again where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb
import msgspec
import polars as pl
import pytest

from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.errors import DatasetError
from newscrawl.exports import PortalDone, Selection, SetExporter, export_set
from newscrawl.tasks import LocalWorkers
from tests.crawling import PROJECT, scrapy
from tests.dataset.records import START, article, visit
from tests.tasks.cluster import ENVIRONMENT, cluster

from .made import LATER_RUN, RUN, report, store

NAMES = ("city_a", "city_b", "port")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES, 1):
        add(tmp_path / "data", name, RUN, count=4 * number)
    return tmp_path / "data"


def add(data: Path, name: str, run_id: str, *, first: int = 1, count: int = 4) -> None:
    made = [article(n, run_id=run_id, portal=name, article_id=f"{name}:{n}") for n in range(first, first + count)]
    made[0] = replace(made[0], captured_at=START.replace(month=10))
    store(data / name, "articles", made, run_id=run_id)
    store(data / name, "observations", [visit(one) for one in made], run_id=run_id)
    report(data / name, run_id)


def exporter(data: Path, **values: object) -> SetExporter:
    kinds: tuple[RecordKind, ...] = ("articles", "observations")
    own = {
        "data": data,
        "to": data.parent / "set",
        "titles": {},
        "kinds": kinds,
        "selection": Selection(),
        "now": START,
    }
    return SetExporter(**{**own, **values})


def exported(data: Path, *names: str, **values: object) -> list[PortalDone]:
    return export_set(exporter(data, **values), names or NAMES, LocalWorkers())


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*.parquet"))
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_set_has_a_folder_for_each_portal_and_month(data: Path) -> None:
    done = exported(data)

    assert [sum(one.records.values()) for one in done] == [8, 16, 24]
    assert set(contents(data.parent / "set")) == {
        f"{kind}/portal={name}/month=2026-{month}/part-0.parquet"
        for name in NAMES for kind, month in (("articles", 10), ("articles", 11), ("observations", 10), ("observations", 11))
    }  # fmt: skip
    listing = msgspec.json.decode((data.parent / "set" / "portals.json").read_bytes())
    assert listing["port"]["records"] == {"articles": 12, "observations": 12}


def test_the_usual_readers_read_it_by_its_partitions(data: Path) -> None:
    exported(data)
    articles = data.parent / "set" / "articles"

    rows = duckdb.sql(
        f"SELECT portal, count(*) FROM read_parquet('{articles}/**/*.parquet', hive_partitioning = true) "
        "WHERE month = '2026-11' GROUP BY portal ORDER BY portal"
    ).fetchall()
    lazy = pl.scan_parquet(articles, hive_partitioning=True).filter(pl.col("portal") == "city_b")

    assert rows == [("city_a", 3), ("city_b", 7), ("port", 11)]
    assert lazy.select(pl.len()).collect().item() == 8


def test_only_portals_that_changed_are_exported_again(data: Path) -> None:
    exported(data)
    before = contents(data.parent / "set")
    add(data, "port", LATER_RUN, first=100)

    done = exported(data)

    assert [one.is_kept for one in done] == [True, True, False]
    changed = {path for path, digest in contents(data.parent / "set").items() if before[path] != digest}
    assert changed
    assert all("portal=port" in path for path in changed)


def test_another_choice_and_force_export_all_again(data: Path) -> None:
    exported(data)

    assert not any(one.is_kept for one in exported(data, selection=Selection(is_latest=True)))
    assert not any(one.is_kept for one in exported(data, selection=Selection(is_latest=True), is_forced=True))


def test_a_portal_that_cannot_be_exported_hides_no_other_and_keeps_what_it_had(data: Path) -> None:
    exported(data)
    before = contents(data.parent / "set")
    next((data / "city_b" / "articles").rglob("*.jsonl")).write_bytes(b"no record\n")

    done = exported(data)

    assert [bool(one.fault) for one in done] == [False, True, False]
    assert contents(data.parent / "set") == before


def test_a_folder_with_other_files_is_refused(data: Path) -> None:
    (data.parent / "set").mkdir()
    (data.parent / "set" / "notes.txt").touch()

    with pytest.raises(DatasetError, match="expected an empty folder or a set of portals"):
        exported(data)


def test_descriptors_give_the_hash_of_each_file_from_the_sets_folder(data: Path) -> None:
    exported(data)
    folder = data.parent / "set"

    resources = msgspec.json.decode((folder / "port.datapackage.json").read_bytes())["resources"]

    hashes = {one["path"]: one["hash"].removeprefix("sha256:") for one in resources}
    assert hashes == {path: digest for path, digest in contents(folder).items() if "portal=port" in path}


def test_the_command_takes_patterns_and_reports_in_a_line(data: Path) -> None:
    options = ["-s", f"NEWSCRAWL_DATASET_DIR={data}", "--jobs", "2"]

    done = scrapy("export", "city_*", "--to", f"{data.parent}/set/", *options)
    nothing = scrapy("export", "town_*", "--to", f"{data.parent}/set/", *options)

    assert (done.returncode, nothing.returncode) == (0, 2)
    assert ": 2 portals (0 unchanged), 12 records, " in done.stdout
    assert "no dataset matches 'town_*'" in nothing.stderr


def test_a_cluster_writes_the_same_bytes(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    exported(data, kinds=("articles",))
    options = ["-s", f"NEWSCRAWL_DATASET_DIR={data}"]

    with cluster(tmp_path / "cluster", 2) as two:
        done = scrapy("export", "*", "--to", f"{tmp_path}/on/", "--on", two.address, *options)

    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "on") == contents(data.parent / "set")


@pytest.mark.parametrize("moment", [0.4, *(pytest.param(one, marks=pytest.mark.torture) for one in (0.2, 0.6, 1.0))])
def test_a_killed_export_leaves_a_set_that_the_next_one_completes(data: Path, tmp_path: Path, moment: float) -> None:
    words = ["export", "*", "--to", f"{tmp_path}/on/", "--jobs", "1", "-s", f"NEWSCRAWL_DATASET_DIR={data}"]
    process = subprocess.Popen([sys.executable, "-m", "scrapy", *words], cwd=PROJECT, env=ENVIRONMENT)
    while process.poll() is None and not (tmp_path / "on").exists():
        time.sleep(0.01)
    time.sleep(moment / 4)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    done = scrapy(*words)
    exported(data, kinds=("articles",))

    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "on") == contents(data.parent / "set")
    assert not list((tmp_path / "on").glob(".*"))
