"""A dataset is copied to a real S3 server: whole, again, killed at many moments, by two at once, and refused."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl import open_dataset
from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import update_manifest
from newscrawl.errors import DatasetError, NewscrawlError
from newscrawl.remote import check_copy, push
from newscrawl.remote.last_push import last_push, noted
from newscrawl.remote.object_store import RemoteFolder
from tests.crawling import scrapy
from tests.dataset.records import START, article, visit


def store(data: Path, first: int, count: int = 3) -> Layout:
    """Store some articles by a run of their own."""
    with Session(data, "kangnam", clock=Clock(START)) as session:
        for number in range(first, first + count):
            made = article(number, run_id=session.run_id, portal="kangnam", article_id=f"kangnam:{number}")
            session.add_article(made, visit(made), signature=None)
    return Layout(data / "kangnam")


def manifest_of(url: str) -> dict[str, str]:
    manifest, _ = RemoteFolder(url).manifest()
    return {entry.path: entry.sha256 for entry in manifest.files} if manifest else {}


def finished(layout: Layout) -> dict[str, str]:
    files = [path for kind in ("articles", "observations", "runs") for path in (layout.folder / kind).rglob("*.json*")]
    return {str(path.relative_to(layout.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_copy_has_every_finished_file_and_the_next_push_copies_only_what_is_new(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)

    first = push(layout, bucket)
    store(tmp_path, 10)
    second = push(layout, bucket)

    assert manifest_of(bucket) == finished(layout)
    assert list(check_copy(bucket)) == []
    assert first.copied_count > 0
    assert second.kept_count == first.copied_count


def test_a_copy_reads_like_the_dataset(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)
    push(layout, bucket)

    assert list(open_dataset(bucket).articles()) == list(open_dataset(layout.folder).articles())


def test_the_frames_of_a_copy_are_those_of_the_dataset(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)
    push(layout, bucket)

    copy, local = open_dataset(bucket), open_dataset(layout.folder)
    count = "SELECT portal, count(*), min(published_at) FROM articles GROUP BY portal"

    assert copy.articles(latest=True).to_arrow().equals(local.articles(latest=True).to_arrow())
    assert copy.observations().to_polars().equals(local.observations().to_polars())
    assert copy.articles().to_pandas(["headline", "body"]).equals(local.articles().to_pandas(["headline", "body"]))
    assert copy.sql(count).fetchall() == local.sql(count).fetchall() != []


def test_what_is_pushed_later_is_in_the_frames_of_the_next_reader(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)
    push(layout, bucket)
    before = open_dataset(bucket).articles().to_arrow().num_rows

    push(store(tmp_path, 10), bucket)

    assert (before, open_dataset(bucket).articles().to_arrow().num_rows) == (3, 6)


def test_two_that_push_at_once_never_mix(tmp_path: Path, bucket: str) -> None:
    store(tmp_path, 1)
    target, other = RemoteFolder(bucket), RemoteFolder(bucket)
    target.put_manifest(b'{"portal":"kangnam","files":[]}', None)
    _, before = target.manifest()
    other.put_manifest(b'{"portal":"kangnam","files":[] }', before)

    with pytest.raises(NewscrawlError, match="somebody else pushed at the same time"):
        target.put_manifest(b'{"portal":"kangnam","files":[]  }', before)


def test_damage_of_a_copy_is_found_file_by_file(tmp_path: Path, bucket: str) -> None:
    store(tmp_path, 1)
    layout = store(tmp_path, 4)
    push(layout, bucket)
    names = sorted(manifest_of(bucket))
    size = len(RemoteFolder(bucket).get(names[2]))
    RemoteFolder(bucket).put(names[0], b"torn")
    RemoteFolder(bucket).delete([names[1]])
    RemoteFolder(bucket).put(names[2], b"x" * size)
    RemoteFolder(bucket).put(names[3], b"x" * 1_000_000)

    torn, missing, other, longer = check_copy(bucket)

    assert torn.startswith(f"{names[0]}: is not what the manifest lists: 4 of the ")
    assert missing == f"{names[1]}: missing; push again"
    assert f"{names[2]}: is not what the manifest lists: {size:,} other bytes" in other
    assert longer.startswith(f"{names[3]}: is not what the manifest lists: more than the ")


def test_what_the_manifest_does_not_name_goes_only_where_it_is_asked_for(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)
    RemoteFolder(bucket).put("articles/date=2020-01-01/old.jsonl", b"{}\n")

    kept = push(layout, bucket).deleted_count
    deleted = push(layout, bucket, deletes=True).deleted_count

    assert (kept, deleted >= 1) == (0, True)
    assert set(RemoteFolder(bucket).names()) == {*finished(layout), "manifest.json"}


def test_a_file_that_is_not_what_the_manifest_lists_is_not_copied(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)
    next((layout.folder / "articles").rglob("*.jsonl")).write_bytes(b"changed\n")

    with pytest.raises(DatasetError, match="is not what the manifest lists"):
        push(layout, bucket)

    assert manifest_of(bucket) == {}


def test_another_portals_copy_is_never_overwritten(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)
    RemoteFolder(bucket).put_manifest(b'{"portal":"other","files":[]}', None)

    with pytest.raises(DatasetError, match="expected a copy of 'kangnam', got one of 'other'"):
        push(layout, bucket)


def test_the_command_copies_checks_and_refuses_in_sentences_without_secrets(tmp_path: Path, bucket: str) -> None:
    store(tmp_path / "data", 1)
    options = ["-s", f"NEWSCRAWL_DATASET_DIR={tmp_path / 'data'}"]

    done = scrapy("push", "kangnam", bucket, *options)
    checked = scrapy("verify", f"{bucket}/kangnam", *options)
    missing = scrapy("push", "kangnam", "s3://no-such-bucket-here/x", *options)
    wrong = scrapy("push", "kangnam", "nowhere", *options)

    assert (done.returncode, checked.returncode, missing.returncode, wrong.returncode) == (0, 0, 1, 2)
    assert "sound" in checked.stdout
    said = missing.stderr + wrong.stderr
    assert said.count("newscrawl: ") == said.count("\n") == 2
    assert "secret" not in said
    assert "AKIA" not in said


def test_a_folder_can_be_the_target(tmp_path: Path, environment: dict[str, str]) -> None:
    layout = store(tmp_path / "data", 1)
    url = f"file://{tmp_path / 'copy'}"

    push(layout, url)
    push(layout, url)

    assert manifest_of(url) == finished(layout)
    assert list(check_copy(url)) == []


def test_a_copy_with_an_object_that_is_not_what_the_manifest_lists_is_refused_and_nothing_of_it_stays(
    tmp_path: Path, bucket: str
) -> None:
    push(store(tmp_path, 1), bucket)
    copy = RemoteFolder(bucket)
    for name in manifest_of(bucket):
        copy.put(name, b"x" * 40_000_000)

    with pytest.raises(DatasetError, match="is not what the manifest lists"):
        open_dataset(bucket)

    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_a_copy_without_an_object_that_the_manifest_lists_is_refused_in_a_sentence(tmp_path: Path, bucket: str) -> None:
    push(store(tmp_path, 1), bucket)
    name = next(name for name in manifest_of(bucket) if name.startswith("articles/"))
    RemoteFolder(bucket).delete([name])

    with pytest.raises(DatasetError, match=f"{name}: expected the file that the manifest lists, got none") as refused:
        open_dataset(bucket)

    assert "\n" not in str(refused.value)


def test_a_file_is_mirrored_in_memory_that_does_not_grow_with_it(tmp_path: Path, bucket: str) -> None:
    layout = store(tmp_path, 1)
    push(layout, bucket)
    large = next(name for name in manifest_of(bucket) if name.startswith("articles/"))
    line = (layout.folder / large).read_bytes().splitlines(keepends=True)[0]
    (layout.folder / large).write_bytes(line * (100_000_000 // len(line)))
    update_manifest(layout, distrusted={large})
    push(layout, bucket)

    code = f"from newscrawl.remote.mirror import mirror; mirror({bucket!r})"
    limit = "import resource; resource.setrlimit(resource.RLIMIT_DATA, (150 << 20, 150 << 20));"
    ended = subprocess.run([sys.executable, "-c", limit + code], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr


def test_each_push_notes_in_the_dataset_how_it_ended(tmp_path: Path) -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)

    with noted(tmp_path, "s3://a/b", Clock(at)):
        running = last_push(tmp_path)
    with pytest.raises(DatasetError), noted(tmp_path, "s3://a/b", Clock(at + timedelta(hours=1))):
        raise DatasetError("a sentence")
    failed = last_push(tmp_path)

    assert running is not None
    assert failed is not None
    assert (running.ended_at, running.copied_at) == (None, None)
    assert failed.fault == "a sentence"
    assert failed.copied_at is not None
    assert failed.copied_at < failed.began_at


@pytest.mark.parametrize("content", [b"", b"[]", b"{" * 5000, b'{"address": "a", "began_at": "2026-11-23T12:00:00"}'])
def test_a_damaged_note_of_a_push_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "push.json").write_bytes(content)

    assert last_push(tmp_path) is None
