"""What the next revision keeps of the one before, in a run in which many articles have a new layout."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newscrawl.dataset.index.record_lines import KnownArticle
from newscrawl.dataset.revisions.edit_decision import decide
from newscrawl.pipelines.visit import Visit
from tests.dataset.records import START, article

SOURCES = {"modified_at": "meta:article:modified_time", "body": "general:body"}
BEFORE = article(7, run_id="r", sources=SOURCES, captured_at=START, modified_at=START - timedelta(days=2))
KNOWN = KnownArticle(
    article_id=BEFORE.article_id, canonical_url=BEFORE.canonical_url, revision=1, digest="d", published_at=None,
    modified_at=BEFORE.modified_at, first_seen_at=START, last_seen_at=START, next_visit_at=None, duplicate_of=None,
    status="new", file="articles/date=2026-11-23/r.jsonl", line_offset=0, line_bytes=1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "shared", "hours", "is_taken"),
    [
        ("港の式典は雨のために延期された。新しい日は決まっていない。", ("modified_at",), 3, True),
        ("港の式典は雨のために延期された。新しい日は決まっていない。", ("modified_at",), -3, False),
        ("港の式典は雨のために延期された。新しい日は決まっていない。", ("modified_at", "body"), 3, False),
        (BEFORE.body, ("modified_at",), 3, False),
    ],
    ids=["a new text", "an older time", "a new text on most pages", "the same text"],
)
def test_the_time_of_an_edit_of_the_text_is_taken_under_a_new_layout(
    body: str, shared: tuple[str, ...], hours: int, is_taken: bool
) -> None:
    sources = {**SOURCES, "modified_at": "jsonld:dateModified"}
    modified_at = START + timedelta(hours=hours)
    read = replace(BEFORE, body=body, modified_at=modified_at, sources=sources, captured_at=START + timedelta(days=1))
    visit = Visit(read=read, before=BEFORE, known=KNOWN, decision=decide(BEFORE, read))

    assert (visit.revision(shared).modified_at == modified_at) is is_taken
