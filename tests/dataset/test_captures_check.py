"""What is not as it should be with captures is found, and nothing else."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from newscrawl.dataset import Session
from newscrawl.dataset.captures import capture_files, captures_in
from newscrawl.dataset.captures.check_captures import capture_findings
from newscrawl.dataset.storage.findings import Finding
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.verify_dataset import verify

from .conftest import Open, store
from .records import page


@pytest.fixture
def kept(new_session: Open) -> Session:
    """Return a run of five articles with their captures; article 0 was changed in it."""
    with new_session() as session:
        for number, revision in [(0, 1), (0, 2), (1, 1), (2, 1), (3, 1), (4, 1)]:
            place = session.add_capture(page(number, revision))
            store(session, number, revision=revision, captures=(place,))
    return session


def file_of(layout: Layout) -> Path:
    [file] = capture_files(layout)
    return file.path


CODES = {"damaged_capture", "missing_capture", "dead_run", "unknown_file"}


def found(layout: Layout) -> list[Finding]:
    """Return what is wrong with captures; that the manifest and reports differ, too, is tested elsewhere."""
    return [one for one in verify(layout, hashes_captures=True).findings if one.code in CODES]


def test_sound_captures_have_no_findings(kept: Session) -> None:
    assert found(kept.layout) == []


def test_a_lost_file_is_told_for_each_latest_revision(kept: Session) -> None:
    file_of(kept.layout).unlink()

    findings = found(kept.layout)

    assert [(one.code, one.article_id, one.revision) for one in findings] == [
        ("missing_capture", f"demo:{number}", 2 if number == 0 else 1) for number in range(5)
    ]


def test_a_file_that_was_cut_is_told(kept: Session) -> None:
    path = file_of(kept.layout)
    path.write_bytes(path.read_bytes()[:-1300])

    findings = found(kept.layout)

    assert [one.code for one in findings] == ["missing_capture", "damaged_capture"]
    assert findings[0].article_id == "demo:4"
    assert "torn record" in findings[1].message


def test_bytes_that_changed_are_told(kept: Session) -> None:
    path = file_of(kept.layout)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)

    [finding] = found(kept.layout)

    assert finding.code == "damaged_capture"
    assert finding.message.startswith("expected whole records, got")


def test_a_record_that_differs_from_its_digest_is_told(kept: Session) -> None:
    path = file_of(kept.layout)
    [captured] = [one for one in captures_in(path) if one.url.endswith("/3")]
    content = path.read_bytes()
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    record = unpacker.decompress(content[captured.offset :])
    other = gzip.compress(record.replace(b"<h1>", b"<H1>"))
    path.write_bytes(content[: captured.offset] + other + unpacker.unused_data)

    [damage] = [one for one in found(kept.layout) if one.code == "damaged_capture"]

    assert f"byte {captured.offset} that differs from its digest" in damage.message


def test_what_a_dead_run_left_is_told_unless_it_runs(kept: Session) -> None:
    path = file_of(kept.layout)
    path.rename(path.with_name(path.name + ".part"))

    assert [one.code for one in found(kept.layout)] == ["dead_run"]
    assert list(capture_findings(kept.layout, is_running=True)) == []


def test_another_file_among_them_is_told(kept: Session) -> None:
    file_of(kept.layout).with_name("notes.txt").write_text("mine")

    assert [one.code for one in found(kept.layout)] == ["unknown_file"]
