"""A fleet copies each dataset after its run; a copy that fails is reported and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import read_manifest
from newscrawl.remote import check_copy
from tests.fleet.portals import Town, town
from tests.remote.test_push import manifest_of


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path / "town", 2, article_count=20) as made:
        yield made


def test_each_run_is_copied(two: Town, bucket: str) -> None:
    two.write_fleet(push=bucket)

    done = two.run("--once")

    assert done.returncode == 0, done.stderr
    for name in two.servers:
        manifest = read_manifest(Layout(two.folder / "data" / name))
        assert manifest_of(f"{bucket}/{name}") == {entry.path: entry.sha256 for entry in manifest.files}
        assert list(check_copy(f"{bucket}/{name}")) == []


def test_a_copy_that_fails_is_reported_and_the_run_is_stored(two: Town, environment: dict[str, str]) -> None:
    two.write_fleet(push="s3://no-such-bucket/news")

    done = two.run("--once")

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the run is stored; its copy is not up to date: newscrawl: s3://no-such-bucket/news/") == 2
    assert "there is no such bucket" in done.stderr
    assert [difference for name in two.servers for difference in two.differences(name)] == []
