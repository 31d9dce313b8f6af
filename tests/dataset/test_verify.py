"""What `verify` finds in a dataset that was damaged on purpose, and what is left of it after a repair."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import Verification, verify

from .records import START, article, ranking, report_of, visit

ARTICLE_COUNT = 12


def crawl(root: Path, *, revision: int = 1, hours: int = 0) -> None:
    with Session(root, "demo", clock=Clock(START + timedelta(hours=hours))) as session:
        for number in range(ARTICLE_COUNT):
            made = article(number, run_id=session.run_id, revision=revision)
            session.add_article(made, visit(made), signature=None)
        session.add_ranking(ranking(1, run_id=session.run_id))
        session.set_aside({"url": "https://demo.example/broken"}, "headline: expected text, got none")
        session.write_report(report_of(session, START))


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    crawl(tmp_path)
    crawl(tmp_path, revision=2)
    return Layout(tmp_path / "demo")


def mended(layout: Layout) -> Verification:
    return repair(layout, clock=Clock(START), window_days=30)[1]


def codes(found: Verification) -> list[str]:
    return sorted({finding.code for finding in found.findings})


def file_of(layout: Layout, kind: str, run: int) -> Path:
    """Return the file of *kind* of the first (0) or second (1) run, whose names are in no order."""
    files = sorted(layout.record_files(kind), key=lambda file: b'"revision":2' in file.path.read_bytes())
    return files[run].path


def change_line(path: Path, number: int, change: Callable[[bytes], bytes]) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    lines[number] = change(lines[number])
    path.write_bytes(b"".join(lines))


def test_a_sound_dataset_has_no_findings(layout: Layout) -> None:
    found = verify(layout)

    assert found.findings == ()
    assert found.line_counts == {"articles": 24, "rankings": 12, "observations": 24, "rejected": 2}


def test_a_reading_by_a_clock_that_went_backwards_is_sound(tmp_path: Path) -> None:
    crawl(tmp_path)
    with Session(tmp_path, "demo", clock=Clock(START - timedelta(days=365))) as session:
        first = article(0, run_id=session.run_id)
        again = replace(first, revision=2, comment_count=7, reextracted_from=1)
        session.add_article(again, visit(again, next_visit_at=first.captured_at + timedelta(hours=9)), signature=None)
        session.write_report(report_of(session, START))

    assert verify(Layout(tmp_path / "demo")).findings == ()


def test_each_page_of_a_section_is_a_list_of_its_own(tmp_path: Path) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        for number in (1, 2):
            entries = ranking(1, run_id=session.run_id)
            page = f"https://demo.example/s/{number}"
            session.add_ranking([replace(one, list_kind="section_page", page_url=page) for one in entries])
        session.write_report(replace(report_of(session, START), records={"rankings": 12}))

    assert verify(Layout(tmp_path / "demo")).findings == ()


def test_a_list_that_two_pages_gave_to_one_run_is_told(tmp_path: Path) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        for number in (1, 2):
            entries = ranking(1, run_id=session.run_id)
            session.add_ranking([replace(one, page_url=f"https://demo.example/{number}") for one in entries])
        session.write_report(replace(report_of(session, START), records={"rankings": 12}))

    assert codes(verify(Layout(tmp_path / "demo"))) == ["broken_list"]


def test_verify_changes_nothing(layout: Layout) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in layout.folder.rglob("*")}

    verify(layout)

    after = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in layout.folder.rglob("*")}
    assert {path: look for path, look in after.items() if path.is_file()} == {
        path: look for path, look in before.items() if path.is_file()
    }


LINE_DAMAGES = {
    "noise": (lambda line: b"\x00" * 40 + line[40:], "damaged_line"),
    "cut": (lambda line: line[:100] + b"\n", "damaged_line"),
    "a field of another type": (lambda line: re.sub(rb'"revision":\d', b'"revision":"one"', line), "wrong_schema"),
    "another portal": (lambda line: line.replace(b'"portal":"demo"', b'"portal":"else"'), "wrong_schema"),
    "a digest that is none": (lambda line: re.sub(rb'"digest":"..', b'"digest":"zz', line), "wrong_schema"),
    "a line twice": (lambda line: line + line, "doubled_revision"),
}


@pytest.mark.parametrize("damage", LINE_DAMAGES)
def test_a_damaged_article_line_is_found_where_it_is_and_moved_aside(layout: Layout, damage: str) -> None:
    change, code = LINE_DAMAGES[damage]
    path = file_of(layout, "articles", 0)
    change_line(path, 4, change)

    found = verify(layout)
    after = mended(layout)

    line = next(finding for finding in found.findings if finding.code == code)
    assert line.place == f"{path}:{6 if code == 'doubled_revision' else 5}"
    assert "run 'newscrawl verify --repair'" in line.remedy
    assert codes(after) == []
    assert any(loss.reason == code and (layout.folder / loss.kept_in).exists() for loss in after.losses)


def test_an_article_whose_last_revision_is_damaged_is_due_again(layout: Layout) -> None:
    change_line(file_of(layout, "articles", 1), 4, lambda line: line[:50] + b"\n")

    mended(layout)

    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        known = session.article("demo:4")
        assert known is not None
        assert known.revision == 1
        assert "demo:4" in [due.article_id for due in session.due(known.last_seen_at, 100)]


def test_an_article_whose_only_line_is_damaged_is_unknown_and_due_again(tmp_path: Path) -> None:
    crawl(tmp_path)
    layout = Layout(tmp_path / "demo")
    change_line(file_of(layout, "articles", 0), 4, lambda line: line[:50] + b"\n")

    mended(layout)

    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        assert session.article("demo:4") is None
        assert session.article_of_url("https://demo.example/a/4") is None
        assert [due.url for due in session.due(START, 100)] == []
        due = session.due(article(4, run_id="").captured_at, 100)
        assert [one.url for one in due] == ["https://demo.example/a/4"]


def test_a_revision_in_the_middle_that_is_gone_is_named_until_its_loss_is_noted(layout: Layout) -> None:
    path = file_of(layout, "articles", 0)
    change_line(path, 4, lambda _: b"")

    found = verify(layout)
    after = mended(layout)

    differs = {"report_differs", "index_differs", "changed_file"}
    assert {"missing_revision", "missing_article_line", *differs} == set(codes(found))
    assert {(one.article_id, one.revision) for one in found.findings if one.article_id} == {("demo:4", 1)}
    assert codes(after) == []
    assert codes(mended(layout)) == []


def test_a_file_that_was_deleted_is_missed(layout: Layout) -> None:
    file_of(layout, "articles", 1).unlink()

    found = verify(layout)
    after = mended(layout)

    assert {"missing_article_line", "report_differs", "index_differs", "missing_file"} == set(codes(found))
    assert codes(after) == []


def test_a_list_with_a_hole_is_no_ranking(layout: Layout) -> None:
    path = layout.record_files("rankings")[0].path
    change_line(path, 2, lambda _: b"")

    found = verify(layout)
    after = mended(layout)

    assert "broken_list" in codes(found)
    assert codes(after) == []
    assert after.line_counts["rankings"] == 6


def test_a_line_in_another_form_is_written_anew(layout: Layout) -> None:
    path = file_of(layout, "observations", 0)
    before = path.read_bytes()
    change_line(path, 3, lambda line: line.replace(b'":', b'": '))

    found = verify(layout)
    after = mended(layout)

    assert "odd_form" in codes(found)
    assert codes(after) == []
    assert path.read_bytes() == before


INDEX_DAMAGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "deleted": (lambda path: path.unlink(), {"index_missing"}),
    "noise": (lambda path: path.write_bytes(b"\x07noise" * 5000), {"index_damaged"}),
    "noise in the middle": (
        lambda path: path.write_bytes(path.read_bytes()[:5000] + b"\xa5" * 9000 + path.read_bytes()[14000:]),
        {"index_damaged"},
    ),
    "truncated": (lambda path: path.write_bytes(path.read_bytes()[:20_000]), {"index_damaged"}),
    "empty": (lambda path: path.write_bytes(b""), {"index_differs", "index_damaged"}),
}


@pytest.mark.parametrize("damage", INDEX_DAMAGES)
def test_a_damaged_index_is_found_and_rebuilt(layout: Layout, damage: str) -> None:
    change, expected = INDEX_DAMAGES[damage]
    change(layout.index)

    found = verify(layout)
    after = mended(layout)

    assert set(codes(found)) <= expected
    assert found.findings
    assert codes(after) == []


def test_an_index_that_says_something_else_than_the_lines_is_found(layout: Layout) -> None:
    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        session._index.write("UPDATE articles SET digest = 'other' WHERE article_id = 'demo:3'")

    found = verify(layout)

    assert codes(found) == ["index_differs"]
    assert "demo:3" in str(found.findings[0])


def test_a_strange_file_among_the_lines_is_named(layout: Layout) -> None:
    (layout.folder / "articles" / "notes.txt").write_text("?")

    assert codes(verify(layout)) == ["unknown_file"]
    assert codes(mended(layout)) == ["unknown_file"]


def test_what_a_dead_run_left_is_named_and_finished(layout: Layout) -> None:
    path = file_of(layout, "observations", 1)
    path.rename(path.with_name(path.name + ".part"))

    found = verify(layout)
    after = mended(layout)

    assert "dead_run" in codes(found)
    assert codes(after) == []


def test_files_of_a_run_that_is_writing_are_left_out(layout: Layout) -> None:
    with Session(layout.folder.parent, "demo", clock=Clock(START)) as session:
        made = article(99, run_id=session.run_id)
        session.add_article(made, visit(made), signature=None)
        session.flush()

        found = verify(layout)

    assert found.findings == ()
    assert found.running is not None
    assert found.running.run_id == session.run_id


def test_a_repair_does_not_count_itself_as_a_run_that_writes(layout: Layout) -> None:
    assert (mended(layout).findings, mended(layout).running) == ((), None)
