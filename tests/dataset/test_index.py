"""The index is a cache: whatever happens to it, the next run knows what the lines say, or refuses with a remedy."""

from __future__ import annotations

import gzip
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import signature_of
from newscrawl.dataset.index.index_tables import INDEX_VERSION
from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.errors import DatasetError, IndexVersionError

from .conftest import Open, store
from .records import START, article, text_of, visit

ARTICLE_COUNT = 30


@pytest.fixture
def layout(new_session: Open, tmp_path: Path) -> Layout:
    with new_session() as session:
        for number in range(ARTICLE_COUNT):
            store(session, number, url=f"https://demo.example/a/{number}?from=top")
    with new_session() as session:
        for number in range(0, ARTICLE_COUNT, 3):
            made = store(session, number, revision=2)
            session.add_observation(visit(made, status="not_modified", url=f"https://demo.example/m/{number}"))
    return Layout(tmp_path / "demo")


def all_known(new_session: Open) -> list[KnownArticle | None]:
    with new_session() as session:
        return [session.article(f"demo:{number}") for number in range(ARTICLE_COUNT)]


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {version}")


def overwrite_middle(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + os.urandom(len(content) - 8192) + content[-4096:])


LOST: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (lambda path: path.unlink(), "missing"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "noise": (lambda path: path.write_bytes(os.urandom(60_000)), "damaged"),
    "noise in the middle": (overwrite_middle, "damaged"),
    "truncated": (lambda path: os.truncate(path, path.stat().st_size // 2), "damaged"),
    "no database": (lambda path: path.write_text("see the wiki"), "damaged"),
    "older": (lambda path: set_version(path, INDEX_VERSION - 1), "empty" if INDEX_VERSION == 1 else "older"),
}


@pytest.mark.parametrize("damage", LOST)
def test_an_index_that_cannot_be_trusted_is_rebuilt_from_the_lines_and_says_so(
    new_session: Open, layout: Layout, damage: str
) -> None:
    change, reason = LOST[damage]
    before = all_known(new_session)
    change(layout.index)

    session = new_session()
    recovery = session.open()
    session.close()

    assert reason in recovery.index_reason
    assert recovery.line_count == 3 * ARTICLE_COUNT
    assert all_known(new_session) == before
    assert any("the index was rebuilt" in sentence for sentence in recovery.sentences())


def test_an_index_that_cannot_be_trusted_is_kept_aside(new_session: Open, layout: Layout) -> None:
    for _ in range(2):
        layout.index.write_text("see the wiki")
        with new_session():
            pass

    aside = sorted(path.name for path in layout.folder.glob("index.sqlite.aside-*"))
    assert aside == ["index.sqlite.aside-1", "index.sqlite.aside-2"]


def test_a_rebuilt_index_knows_the_other_addresses_that_lines_tell(new_session: Open, layout: Layout) -> None:
    layout.index.unlink()

    with new_session() as session:
        assert session.article_of_url("https://demo.example/a/4?from=top") == "demo:4"
        assert session.article_of_url("https://demo.example/m/3") == "demo:3"


def test_an_index_of_a_newer_version_is_refused_with_a_remedy(new_session: Open, layout: Layout) -> None:
    set_version(layout.index, INDEX_VERSION + 1)
    before = layout.index.read_bytes()

    with pytest.raises(IndexVersionError, match=r"use the newer newscrawl that wrote it, or delete index\.sqlite"):
        new_session().open()

    assert layout.index.read_bytes() == before
    assert list(layout.runs.glob("*")) == []
    set_version(layout.index, INDEX_VERSION)
    assert None not in all_known(new_session)


def test_an_index_that_knows_more_than_the_lines_say_is_rebuilt(new_session: Open, layout: Layout) -> None:
    path = layout.record_files("articles")[0].path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))

    session = new_session()
    recovery = session.open()
    session.close()

    assert "fewer than the" in recovery.index_reason


def test_an_index_in_use_elsewhere_is_refused_and_left_alone(
    new_session: Open, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: connect(*args, **options, timeout=0.01))
    with closing(connect(layout.index, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(DatasetError, match="nobody else uses it"):
            new_session().open()

    assert not list(layout.folder.glob("index.sqlite.aside-*"))


def test_a_sound_index_is_not_read_again(new_session: Open, layout: Layout) -> None:
    session = new_session()
    recovery = session.open()
    session.close()

    assert (recovery.index_reason, recovery.line_count, recovery.sentences()) == ("", 0, [])


def test_revisions_whose_files_stand_in_the_wrong_order_are_known_rightly(new_session: Open, layout: Layout) -> None:
    before = all_known(new_session)
    names = [file.name for file in layout.record_files("articles")]
    if b'"revision":2' in layout.final(names[1]).read_bytes():  # let the second revisions come first
        for kind in ("articles", "observations"):
            first, second = (file.path for file in layout.record_files(kind))
            second.rename(first.with_name("20261123T000000Z-000000.jsonl"))
    layout.index.unlink()

    after = all_known(new_session)

    assert [(one.revision, one.first_seen_at, one.last_seen_at) for one in after] == [
        (one.revision, one.first_seen_at, one.last_seen_at) for one in before
    ]


@pytest.mark.parametrize("revision", [None, 1], ids=["never stored", "stored"])
@pytest.mark.parametrize("hours", list(permutations((0, 5, 9))), ids=str)
def test_the_index_is_that_of_its_lines_in_whatever_order_the_clock_of_the_runs_stood(
    new_session: Open, tmp_path: Path, hours: tuple[int, ...], revision: int | None
) -> None:
    for number, hour in enumerate(hours):
        now = START + timedelta(hours=hour)
        with new_session(clock=Clock(now)) as session:
            made = article(7, run_id=session.run_id, captured_at=now)
            seen = visit(made, status="unchanged" if revision else "gone", revision=revision)
            if revision and number == 0:
                session.add_article(made, replace(seen, status="new"), signature=signature_of(made.body))
            else:
                session.add_observation(seen)

    found = verify(Layout(tmp_path / "demo")).findings

    assert [finding for finding in found if finding.code.startswith("index")] == []


CONTENT = (
    (
        "SELECT article_id, canonical_url, revision, digest, published_at, modified_at, first_seen_at, last_seen_at, "
        "next_visit_at, duplicate_of, status, name, line_offset, line_bytes FROM articles JOIN files USING (file_id)"
    ),
    "SELECT article_id, seen_at, signature FROM signatures",
    "SELECT article_id, band FROM bands JOIN signatures USING (signature_id)",
    "SELECT name, byte_count, line_count FROM files",
)


def content(path: Path) -> list[set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        return [set(database.execute(query)) for query in CONTENT]


def test_a_rebuilt_index_equals_the_one_that_grew_with_the_lines(new_session: Open, layout: Layout) -> None:
    with new_session() as session:
        store(session, 1, revision=2, body="短い。")  # too short for a signature: the old one goes
        twin = article(2, run_id=session.run_id, revision=2, duplicate_of="demo:1")
        session.add_article(twin, visit(twin), signature=None)
    grown = content(layout.index)
    layout.index.unlink()

    with new_session():
        pass

    assert content(layout.index) == grown
    assert all(grown)


def test_the_signature_of_the_latest_revision_stands_wherever_its_file_stands(
    new_session: Open, tmp_path: Path
) -> None:
    with new_session() as session:
        store(session, 1, body=text_of(1))
    with new_session(clock=Clock(START - timedelta(days=1))) as session:
        store(session, 1, revision=2, body=text_of(2))
    path = Layout(tmp_path / "demo").index
    grown = content(path)
    path.unlink()

    with new_session():
        pass

    assert content(path) == grown


def test_a_rebuilt_index_knows_every_address_that_the_grown_one_knew(new_session: Open, layout: Layout) -> None:
    with new_session() as session:
        moved = article(7, run_id=session.run_id, url="https://demo.example/new/7")
        session.add_observation(visit(moved, status="moved"))
        addresses = {"https://demo.example/new/7": "demo:7"}
        addresses |= {f"https://demo.example/m/{number}": f"demo:{number}" for number in range(0, ARTICLE_COUNT, 3)}
        addresses |= {f"https://demo.example/a/{number}?from=top": f"demo:{number}" for number in range(ARTICLE_COUNT)}
        grown = {url: session.article_of_url(url) for url in addresses}
    layout.index.unlink()

    with new_session() as session:
        rebuilt = {url: session.article_of_url(url) for url in addresses}

    assert rebuilt == grown == addresses


@pytest.mark.parametrize("form", ["whole", "gzip", "part"])
def test_a_rebuilt_index_leaves_out_what_is_no_line_whatever_form_the_file_has(
    new_session: Open, layout: Layout, form: str
) -> None:
    before = all_known(new_session)
    last = max(layout.record_files("articles"), key=lambda file: file.name).path
    last.write_bytes(b'{"article_id": \xff}\nnoise\n' + last.read_bytes())
    if form == "gzip":
        last.with_name(f"{last.name}.gz").write_bytes(gzip.compress(last.read_bytes()))
        last.unlink()
    if form == "part":
        last.rename(last.with_name(f"{last.name}.part"))
    layout.index.unlink()

    with new_session() as session:
        rebuilt = [session.article(f"demo:{number}") for number in range(ARTICLE_COUNT)]

    for old, new in zip(before, rebuilt, strict=True):
        assert old is not None
        assert new is not None
        assert (new.revision, new.digest, new.line_bytes) == (old.revision, old.digest, old.line_bytes)
