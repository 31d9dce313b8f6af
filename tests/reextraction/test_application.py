"""A re-reading that writes: what it leaves alone, and how it ends when it is interrupted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.index.index import signature_of
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.run.session import Session
from newscrawl.portals import load_portal
from newscrawl.reextraction import Policies, Reextraction, Summary, Writing, apply_rereading
from tests.dataset.records import START, visit
from tests.reextraction.test_feed_values import reread, said, store

WRITING = Writing(
    clock=Clock(START + timedelta(days=400)),
    policies=Policies(
        are_one_text=lambda one, other: one == other,
        next_visit=lambda _published_at, _captured_at: datetime(2030, 1, 1, tzinfo=UTC),
        duplicate_window=timedelta(days=30),
    ),
    sync_record_count=1,
    sync_secs=5,
    versions={},
    arguments={},
)


@pytest.fixture
def asked(tmp_path: Path) -> Reextraction:
    """A dataset of one article whose headline was misread, and that has another id than its address would give it."""
    reread(tmp_path, said(headline="お知らせ", article_id="demo:7"))
    return Reextraction(folder=tmp_path / "demo", portal=load_portal("demo"))


def test_the_next_visit_stays_where_it_was(asked: Reextraction) -> None:
    before = [visit.next_visit_at for visit in DatasetReader(asked.folder).observations()]

    apply_rereading(asked, WRITING, summary := Summary(), lambda _done, _total: None)

    assert summary.written_count == 1
    assert [visit.next_visit_at for visit in DatasetReader(asked.folder).observations()] == before * 2
    assert before != [None]


def test_an_article_keeps_its_id_and_that_is_told(asked: Reextraction) -> None:
    apply_rereading(asked, WRITING, summary := Summary(), lambda _done, _total: None)

    assert summary.other_id_count == 1
    assert {article.article_id for article in DatasetReader(asked.folder).articles()} == {"demo:7"}


@pytest.mark.parametrize(("window_days", "expected"), [(30, "demo:5"), (0, None)], ids=["near", "far apart"])
def test_texts_of_any_age_are_compared_that_were_captured_within_the_window(
    tmp_path: Path, window_days: int, expected: str | None
) -> None:
    """They are 400 days old; the second was misread, and has the text of the first."""
    first = said(article_id="demo:5", captured_at=START - timedelta(days=2))
    with Session(tmp_path, "demo", clock=Clock(START - timedelta(days=2))) as session:
        first = replace(first, run_id=session.run_id)
        session.add_article(first, visit(first), signature=signature_of(first.body))
    store(tmp_path, said(article_id="demo:7", body="これは本文ではない。"))
    policies = replace(WRITING.policies, duplicate_window=timedelta(days=window_days))

    asked = Reextraction(folder=tmp_path / "demo", portal=load_portal("demo"))
    apply_rereading(asked, replace(WRITING, policies=policies), Summary(), lambda _done, _total: None)

    latest = {one.article_id: one for one in DatasetReader(tmp_path / "demo").articles(latest=True)}
    assert (latest["demo:7"].revision, latest["demo:7"].duplicate_of) == (2, expected)


def test_an_interrupted_one_leaves_what_it_has_written_and_a_report_that_says_stopped(asked: Reextraction) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_rereading(asked, WRITING, summary := Summary(), interrupt)

    (report,) = (one for one in DatasetReader(asked.folder).runs() if one.command == "reextract")
    assert (report.verdict, report.exit_code, summary.is_complete) == ("stopped", 6, False)
    assert [article.revision for article in DatasetReader(asked.folder).articles()] == [1, 2]
