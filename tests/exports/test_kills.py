"""An export that is killed, or that the disk has no room for, leaves nothing under its final name."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newscrawl.items import Article
from tests.dataset.records import article
from tests.warm_scrapy import run_script, start_script

from .made import RUN, exported, store
from .reading import articles_of

CHILD = Path(__file__).with_name("child.py")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Article]]:
    folder = tmp_path_factory.mktemp("data") / "demo"
    made = [article(n, run_id=RUN) for n in range(1, 3001)]
    store(folder, "articles", made)
    return folder, made


FORMS = ["a.parquet", "a.sqlite", "folder", "a.csv", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst"]
KILLS = [
    *((name, 4) for name in FORMS[:3]),
    *(pytest.param(name, 20, marks=pytest.mark.torture) for name in FORMS),
]


@pytest.mark.parametrize(("name", "kill_count"), KILLS)
def test_a_killed_export_is_whole_or_not_there(
    stored: tuple[Path, list[Article]], tmp_path: Path, name: str, kill_count: int
) -> None:
    folder, made = stored
    target = tmp_path / name
    for number in range(kill_count):
        kill_after(0.05 + 0.5 * number / (kill_count - 1), folder, target)
        assert not target.exists() or len(articles_of(target)) == len(made)

    exported(folder, target, is_forced=True)

    assert articles_of(target) == made
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def kill_after(wait_secs: float, folder: Path, target: Path) -> None:
    child = start_script(CHILD, str(folder), str(target))
    while child.stdout != "ready\n" and child.poll() is None:
        time.sleep(0.01)
    time.sleep(wait_secs)
    child.kill()
    child.wait(60)


@pytest.mark.parametrize("name", ["a.parquet", "a.sqlite", "a.csv", "a.jsonl", "folder"])
def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(
    stored: tuple[Path, list[Article]], tmp_path: Path, name: str
) -> None:
    done = run_script(CHILD, str(stored[0]), str(tmp_path / name), "60000")

    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 2
    assert "free some space" in done.stdout
    assert list(tmp_path.iterdir()) == []
