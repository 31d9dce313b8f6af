"""A fleet copies each dataset after its run; a copy that fails is reported and loses nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import read_manifest
from newscrawl.remote import check_copy
from tests.crawling import scrapy
from tests.fleet.portals import Town, town
from tests.remote.conftest import new_bucket, s3_variables
from tests.remote.test_push import manifest_of


@dataclass(frozen=True, slots=True)
class Pushed:
    """A fleet that has run once, and where its copies are."""

    town: Town
    bucket: str
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def pushed(tmp_path_factory: pytest.TempPathFactory, s3_address: str) -> Iterator[Pushed]:
    """Run a fleet of two portals: the copy of the first goes to a bucket, the second's bucket does not exist."""
    folder, bucket = tmp_path_factory.mktemp("fleet"), new_bucket(s3_address)
    with pytest.MonkeyPatch.context() as patch, town(folder / "town", 2, article_count=20) as made:
        for name, value in s3_variables(s3_address, folder / "cache").items():
            patch.setenv(name, value)
        with made.write_fleet(push=bucket).open("a", encoding="utf-8") as fleet:
            fleet.write('\n[[group]]\nportals = ["town01"]\npush = "s3://no-such-bucket/news"\n')
        yield Pushed(made, bucket, made.run("--once"))


def test_each_run_is_copied(pushed: Pushed) -> None:
    manifest = read_manifest(Layout(pushed.town.folder / "data" / "town00"))

    assert pushed.done.returncode == 0, pushed.done.stderr
    assert manifest_of(f"{pushed.bucket}/town00") == {entry.path: entry.sha256 for entry in manifest.files}
    assert list(check_copy(f"{pushed.bucket}/town00")) == []


def test_the_status_shows_the_time_of_each_copy_and_why_one_failed(pushed: Pushed) -> None:
    status = ["fleet", "status", str(pushed.town.folder / "fleet.toml"), *pushed.town.options()]

    good, bad = map(json.loads, scrapy(*status, "--json").stdout.splitlines())
    shown = scrapy(*status)

    assert good["copy"]["address"] == f"{pushed.bucket}/town00"
    assert good["copy"]["copied_at"] == good["copy"]["ended_at"]
    assert (good["needs_someone"], bad["copy"]["copied_at"]) == ("", None)
    assert bad["needs_someone"].startswith("copy failed: s3://no-such-bucket/news/town01: there is no such bucket")
    assert (shown.returncode, "none yet" in shown.stdout) == (1, True)


def test_a_copy_that_fails_is_reported_and_the_run_is_stored(pushed: Pushed) -> None:
    said = pushed.done.stderr

    assert said.count("the run is stored; its copy is not up to date: newscrawl: s3://no-such-bucket/news/") == 1
    assert "there is no such bucket" in said
    assert [difference for name in pushed.town.servers for difference in pushed.town.differences(name)] == []
