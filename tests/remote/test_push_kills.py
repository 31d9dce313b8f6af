"""A push is killed after any number of bytes, also in the middle of an upload: the copy is whole, before or after."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.remote import check_copy, push
from tests.crawling import PROJECT
from tests.remote.test_push import finished, manifest_of, store
from tests.remote.wire import Wire, wire
from tests.warm_scrapy import Started, start


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    for number in range(1, 13):
        made = store(tmp_path / "data", 100 * number, count=3 * number)
    return made


@pytest.fixture
def through(s3_address: str, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    with wire(s3_address) as made:
        yield made


def started(layout: Layout, bucket: str, through: Wire) -> Started:
    words = ["push", "kangnam", bucket, "-s", f"NEWSCRAWL_DATASET_DIR={layout.folder.parent}"]
    return start(words, PROJECT, os.environ | {"PYTHONPATH": str(PROJECT), "AWS_ENDPOINT_URL": through.url})


def bytes_of_a_push(layout: Layout, bucket: str, through: Wire) -> int:
    assert started(layout, f"{bucket}/whole", through).wait(60) == 0
    return through.sent_bytes


def killed_after(share: float, whole: int, layout: Layout, bucket: str, through: Wire) -> None:
    through.sent_bytes, through.cut_at = 0, int(whole * share)
    process = started(layout, bucket, through)
    through.on_cut = process.kill
    assert process.wait(60) == -9


def assert_whole_or_absent(layout: Layout, url: str) -> None:
    named = manifest_of(url)
    assert named in ({}, finished(layout))
    assert not named or list(check_copy(url)) == []


def assert_every_kill_leaves_a_copy_that_is_whole(count: int, layout: Layout, bucket: str, through: Wire) -> None:
    whole = bytes_of_a_push(layout, bucket, through)
    for number in range(count):
        url = f"{bucket}/{number}/kangnam"
        killed_after((number + 0.5) / count, whole, layout, f"{bucket}/{number}", through)
        assert_whole_or_absent(layout, url)
        push(layout, url)
        assert manifest_of(url) == finished(layout)
        assert list(check_copy(url)) == []


def test_a_push_killed_at_three_moments_is_completed_by_the_next(layout: Layout, bucket: str, through: Wire) -> None:
    assert_every_kill_leaves_a_copy_that_is_whole(3, layout, bucket, through)


@pytest.mark.torture
def test_a_push_killed_at_twenty_moments_is_completed_by_the_next(layout: Layout, bucket: str, through: Wire) -> None:
    assert_every_kill_leaves_a_copy_that_is_whole(20, layout, bucket, through)


@pytest.mark.torture
def test_a_push_killed_again_and_again_gets_further(layout: Layout, bucket: str, through: Wire) -> None:
    whole = bytes_of_a_push(layout, bucket, through)
    for share in (0.3, 0.5):
        killed_after(share, whole, layout, bucket, through)
        assert_whole_or_absent(layout, f"{bucket}/kangnam")

    push(layout, f"{bucket}/kangnam")

    assert manifest_of(f"{bucket}/kangnam") == finished(layout)


def test_a_push_over_a_copy_leaves_the_old_one_readable_until_the_new_one_is_whole(
    layout: Layout, bucket: str, through: Wire
) -> None:
    url = f"{bucket}/kangnam"
    push(layout, url)
    before = manifest_of(url)
    for number in range(30, 36):
        store(layout.folder.parent, 100 * number, count=20)

    through.cut_at, through.on_cut = 40_000, (process := started(layout, bucket, through)).kill
    process.wait(60)

    assert manifest_of(url) == before
    assert list(check_copy(url)) == []
