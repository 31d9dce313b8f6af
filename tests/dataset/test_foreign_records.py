"""What is whole but of another portal or version is told once, and no repair touches it."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session, open_reader
from newscrawl.dataset.index.record_lines import decode_article
from newscrawl.dataset.storage.jsonl import encode_line
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import update_manifest
from newscrawl.dataset.verify.check_lines import in_newest_form
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.errors import DatasetError
from newscrawl.items import Article, Observation, RankingEntry

from .records import START, article, ranking, report_of, visit
from .test_recovery import die, part
from .test_verify import codes, crawl, file_of, layout, mended

__all__ = ["layout"]


def lines_of(layout: Layout) -> dict[str, bytes]:
    return {str(path.relative_to(layout.folder)): path.read_bytes() for path in layout.folder.rglob("*.jsonl")}


def test_a_renamed_dataset_is_one_finding_and_is_not_repaired(layout: Layout) -> None:
    other = Layout(layout.folder.rename(layout.folder.with_name("other")))
    before = lines_of(other)

    found = verify(other)
    with pytest.raises(DatasetError, match=r"of the portal 'demo'; rename the folder back"):
        repair(other, clock=Clock(START), window_days=30)

    assert [one.code for one in found.findings] == ["other_portal"]
    assert "expected lines of the portal 'other', got 60 of 'demo'" in found.findings[0].message
    assert lines_of(other) == before
    other.folder.rename(layout.folder)
    assert codes(verify(layout)) == []


def of_an_earlier_version(line: bytes) -> bytes:
    return re.sub(rb'"captures":\[\],"reextracted_from":null,', b"", line)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (of_an_earlier_version, "(lacks captures, reextracted_from)"),
        (
            lambda line: line.replace(b'"schema_version":1', b'"schema_version":7,"mood":1'),
            "(has mood; schema_version 7)",
        ),
    ],
    ids=["earlier", "later"],
)
def test_lines_of_another_version_are_told_once_and_stay_where_they_are(
    layout: Layout, change: object, told: str
) -> None:
    assert callable(change)
    for file in layout.record_files("articles"):
        file.path.write_bytes(b"".join(map(change, file.path.read_bytes().splitlines(keepends=True))))
    layout.index.unlink()
    update_manifest(layout, distrusted={file.name for file in layout.record_files("articles")})
    before = lines_of(layout)

    done, after = repair(layout, clock=Clock(START), window_days=30)

    assert not any("other" in one for one in done)
    assert [one.code for one in after.findings] == ["other_version"]
    assert f"got 24 of another version of newscrawl {told}" in after.findings[0].message
    assert after.losses == ()
    assert lines_of(layout) == before


def test_a_run_over_lines_of_another_version_says_so(layout: Layout) -> None:
    for file in layout.record_files("articles"):
        file.path.write_bytes(b"".join(map(of_an_earlier_version, file.path.read_bytes().splitlines(keepends=True))))

    session = Session(layout.folder.parent, "demo", clock=Clock(START))
    said = session.open().sentences()
    session.close()

    assert any("lacks captures, reextracted_from" in one and "run 'newscrawl verify'" in one for one in said)


def test_an_article_of_another_version_that_a_run_needs_is_named_as_such(layout: Layout) -> None:
    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        known = session.article("demo:1")
    assert known is not None
    line = encode_line(article(1, run_id="20261123T224501Z-5f3a9c"))

    with pytest.raises(DatasetError, match=r"another version of newscrawl \(lacks captures.*crawl into a new folder"):
        decode_article(of_an_earlier_version(line), known)
    with pytest.raises(DatasetError, match=r"truncated.*run 'newscrawl verify --repair'"):
        decode_article(line[:50], known)


def dead_run(folder: Path) -> Session:
    """Leave a run that died with three articles and two lists."""
    session = Session(folder, "demo", clock=Clock(START), sync_record_count=1000)
    session.open()
    for number in range(3):
        made = article(number, run_id=session.run_id)
        session.add_article(made, visit(made), signature=None)
    session.add_ranking(ranking(1, run_id=session.run_id))
    session.add_ranking(ranking(2, run_id=session.run_id))
    die(session)
    return session


def as_earlier(path: Path) -> bytes:
    """Take fields out of the lines in *path* that an earlier version did not have; return what stands there then."""
    content = re.sub(rb'"(?:related|captures)":\[\],|"view_count":null,|"section":null,', b"", path.read_bytes())
    path.write_bytes(content)
    return content


def test_what_a_dead_run_of_an_earlier_version_stored_stays_where_it_is(tmp_path: Path) -> None:
    session = dead_run(tmp_path)
    before = {kind: as_earlier(part(session, kind)) for kind in ("articles", "observations", "rankings")}
    last_list = b"".join(before["rankings"].splitlines(keepends=True)[6:])  # which may not be whole

    with Session(tmp_path, "demo", clock=Clock(START)) as following:
        known = [following.article(f"demo:{number}") for number in range(3)]

    assert all(known)
    assert [path.read_bytes() for path in session.layout.torn.iterdir()] == [last_list]
    before["rankings"] = before["rankings"].removesuffix(last_list)
    for kind, content in before.items():
        assert session.layout.current_path(session.layout.name(kind, session.run_id)).read_bytes() == content


def test_visits_of_a_dead_run_are_made_from_article_lines_of_an_earlier_version(tmp_path: Path) -> None:
    session = dead_run(tmp_path)
    as_earlier(part(session, "articles"))
    part(session, "observations").write_bytes(b"")

    with Session(tmp_path, "demo", clock=Clock(START)):
        pass

    visits = [(one.article_id, one.status) for one in open_reader(session.layout.folder).observations()]
    assert visits == [("demo:0", "new"), ("demo:1", "new"), ("demo:2", "new")]


def test_a_single_line_of_another_version_among_others_is_damage(layout: Layout) -> None:
    path = file_of(layout, "articles", 0)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], of_an_earlier_version(lines[4]), *lines[5:]]))

    found, after = verify(layout), mended(layout)

    assert "wrong_schema" in codes(found)
    assert codes(after) == []


@pytest.mark.parametrize("kind", ["articles", "rankings"])
def test_a_file_that_holds_no_line_any_more_is_no_finding(layout: Layout, kind: str) -> None:
    path = file_of(layout, kind, 1) if kind == "articles" else layout.record_files(kind)[0].path
    path.write_bytes(b"noise\n" * 12)

    assert codes(mended(layout)) == []
    assert codes(verify(layout)) == []


def test_no_loss_is_told_of_lines_that_an_unfinished_file_holds(tmp_path: Path) -> None:
    crawl(tmp_path)
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        made = article(99, run_id=session.run_id)
        session.add_article(made, visit(made), signature=None)
        session.write_report(report_of(session, START))
        session.flush()
        shutil.copytree(tmp_path / "demo", tmp_path / "died" / "demo")

    assert codes(verify(Layout(tmp_path / "died" / "demo"))) == ["dead_run", "unlisted_file"]


def test_lines_from_before_a_field_was_added_are_sound_and_read_with_its_default(layout: Layout) -> None:
    for path in (layout.folder / "observations").rglob("*.jsonl"):
        path.write_bytes(re.sub(rb',"reads_differently":\[[^\]]*\]', b"", path.read_bytes()))
    update_manifest(layout, distrusted=[path.relative_to(layout.folder).as_posix() for path in observations(layout)])
    layout.index.unlink()

    _, found = repair(layout, clock=Clock(START), window_days=30)

    assert (codes(found), codes(verify(layout)), list(layout.torn.glob("*"))) == ([], [], [])
    assert {visit.reads_differently for visit in open_reader(layout.folder).observations()} == {()}


def observations(layout: Layout) -> list[Path]:
    return list((layout.folder / "observations").rglob("*.jsonl"))


@pytest.mark.parametrize(
    ("kind", "record"),
    [("articles", Article), ("observations", Observation), ("rankings", RankingEntry)],
    ids=["articles", "observations", "rankings"],
)
def test_each_field_with_a_default_for_older_lines_is_known_to_the_check_and_comes_last(kind: str, record: Any) -> None:
    own = dataclasses.fields(record)
    later = [
        one.name for one in own if (one.default, one.default_factory) != (dataclasses.MISSING, dataclasses.MISSING)
    ]

    bare = b'{"a":1}\n'
    added = in_newest_form(kind, bare)

    assert list(json.loads(added))[1:] == later == [one.name for one in own][len(own) - len(later) :]
