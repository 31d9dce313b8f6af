"""A fleet copies each dataset after its run; a copy that fails is reported and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import read_manifest
from newscrawl.remote import check_copy
from tests.crawling import scrapy
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


def test_the_status_shows_the_time_of_each_copy_and_why_one_failed(two: Town, bucket: str) -> None:
    fleet = two.write_fleet(push=bucket).open("a", encoding="utf-8")
    with fleet:
        fleet.write('\n[[group]]\nportals = ["town01"]\npush = "s3://no-such-bucket/news"\n')
    two.run("--once")

    status = ["fleet", "status", str(two.folder / "fleet.toml"), *two.options()]
    good, bad = map(json.loads, scrapy(*status, "--json").stdout.splitlines())
    shown = scrapy(*status)

    assert good["copy"]["address"] == f"{bucket}/town00"
    assert good["copy"]["copied_at"] == good["copy"]["ended_at"]
    assert (good["needs_someone"], bad["copy"]["copied_at"]) == ("", None)
    assert bad["needs_someone"].startswith("copy failed: s3://no-such-bucket/news/town01: there is no such bucket")
    assert (shown.returncode, "none yet" in shown.stdout) == (1, True)


def test_a_copy_that_fails_is_reported_and_the_run_is_stored(two: Town, environment: dict[str, str]) -> None:
    two.write_fleet(push="s3://no-such-bucket/news")

    done = two.run("--once")

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the run is stored; its copy is not up to date: newscrawl: s3://no-such-bucket/news/") == 2
    assert "there is no such bucket" in done.stderr
    assert [difference for name in two.servers for difference in two.differences(name)] == []
