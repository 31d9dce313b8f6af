"""A record that breaks its schema is kept aside, never stored, and its page is asked for again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.items import MissedPage, Ranking
from newscrawl.pipelines.validate import InvalidRecord, ValidatePipeline
from tests.dataset.records import article, ranking

BAD_FIELDS: dict[str, dict[str, Any]] = {
    "no headline": {"headline": " "},
    "neither text nor picture": {"body": "", "images": ()},
    "no time of capture": {"captured_at": None},
    "a number for a text": {"section": 3},
    "a lone surrogate": {"headline": "\ud800"},
}


@pytest.fixture
def session(tmp_path: Path) -> Any:
    with Session(tmp_path, "demo", clock=Clock()) as opened:
        yield opened


@pytest.mark.parametrize("changes", BAD_FIELDS.values(), ids=BAD_FIELDS.keys())
def test_a_bad_article_goes_on_as_a_missed_page(session: Session, tmp_path: Path, changes: dict[str, Any]) -> None:
    bad = replace(article(1, run_id="r"), **changes)

    passed = ValidatePipeline(session).process_item(bad)
    session.flush()

    assert isinstance(passed, MissedPage)
    assert (passed.fate, passed.reason, passed.article_id) == ("failed", "invalid_record", bad.article_id)
    (kept,) = [json.loads(line) for path in tmp_path.rglob("rejected/*/*") for line in path.read_bytes().splitlines()]
    assert kept["reason"]


def test_a_good_article_gets_its_run(session: Session) -> None:
    good = replace(article(1, run_id="r"), run_id=None)

    assert ValidatePipeline(session).process_item(good) == replace(good, run_id=session.run_id)


def test_a_list_with_a_hole_is_dropped_whole(session: Session) -> None:
    entries = tuple(ranking(1, run_id="r"))

    with pytest.raises(InvalidRecord, match="positions"):
        ValidatePipeline(session).process_item(Ranking(entries=entries[:1] + entries[2:]))
