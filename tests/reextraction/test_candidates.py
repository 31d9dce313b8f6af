"""What of a dataset can be read again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import DamagedLineError
from newscrawl.reextraction import Scope
from newscrawl.reextraction.candidates import candidates
from tests.dataset.records import START, article, visit


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A dataset of four articles, the second with two revisions, and a visit that gave no article."""
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        for number, revision in ((3, 1), (1, 1), (2, 1), (2, 2), (4, 1)):
            made = article(number, run_id=session.run_id, revision=revision)
            session.add_article(made, visit(made), signature=None)
        lost = article(9, run_id=session.run_id)
        session.add_observation(visit(lost, status="failed", revision=None))
        session.add_observation(visit(article(8, run_id=session.run_id), status="gone", http_status=404, revision=None))
        session.add_observation(visit(made, status="failed"))
    return Layout(tmp_path / "demo")


def lines(layout: Layout, scope: Scope) -> list[str]:
    """Return the ids and revisions of the places that were found."""
    found = []
    for place in candidates(layout, scope).places:
        line = layout.current_path(place.name).read_bytes()[place.offset :][: place.byte_count]
        name = line.partition(b'"article_id":"demo:')[2][:1].decode()
        revision = line.partition(b'"revision":')[2][:1].decode()
        found.append(f"{name}.{revision}")
    return found


def test_the_latest_revisions_come_in_the_order_in_which_the_articles_were_stored_first(layout: Layout) -> None:
    assert lines(layout, Scope()) == ["1.1", "2.2", "3.1", "4.1"]


SCOPES = {
    "since": (Scope(since=START + timedelta(seconds=3)), ["2.2", "3.1", "4.1"]),
    "until": (Scope(until=START + timedelta(seconds=4)), ["1.1", "3.1"]),
    "section": (Scope(sections=("国際･政治",)), ["1.1", "2.2", "3.1", "4.1"]),
    "no section": (Scope(sections=("エンタメ",)), []),
}


@pytest.mark.parametrize(("scope", "expected"), SCOPES.values(), ids=SCOPES.keys())
def test_a_scope_is_of_the_latest_revisions(layout: Layout, scope: Scope, expected: list[str]) -> None:
    assert lines(layout, scope) == expected


def test_visits_to_pages_that_gave_no_article_are_found(layout: Layout) -> None:
    assert [visit.article_id for visit in candidates(layout, Scope()).failed] == ["demo:9"]


def test_a_damaged_line_is_named(layout: Layout) -> None:
    (path,) = layout.folder.glob("articles/*/*.jsonl")
    path.write_bytes(path.read_bytes().replace(b"{", b"[", 1))

    with pytest.raises(DamagedLineError, match=r"jsonl:1: expected one JSON record"):
        candidates(layout, Scope())
