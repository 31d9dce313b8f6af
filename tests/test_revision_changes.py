"""What changed between two revisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.dataset.read.revision_diff import Piece, diff_history, diff_revisions, diff_text
from newscrawl.items import Article, Author, RelatedArticle
from tests.dataset.records import article

RUN = "20261123T224501Z-5f3a9c"
OLD = article(1, run_id=RUN, body="首相は26日に会見した。\n\n市場は落ち着いている。\n\n専門家は慎重な見方だ。")
LATER = datetime(2026, 11, 25, tzinfo=UTC)


def newer(**changes: object) -> Article:
    return replace(OLD, revision=2, **changes)


def test_a_changed_word_of_a_japanese_sentence_is_shown_alone() -> None:
    assert diff_text("首相は26日に会見した。", "首相は27日に会見した。") == (
        Piece("same", "首相は"),
        Piece("removed", "26"),
        Piece("added", "27"),
        Piece("same", "日に会見した。"),
    )


@given(
    st.text(alphabet="首相は26日にカナ、。 ab\n", max_size=40),
    st.text(alphabet="首相は26日にカナ、。 ab\n", max_size=40),
)
def test_the_pieces_give_both_texts_back(older: str, newer_text: str) -> None:
    pieces = diff_text(older, newer_text)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == older
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == newer_text


BODIES = {
    "a word": ("首相は27日に会見した。\n\n市場は落ち着いている。\n\n専門家は慎重な見方だ。", [("changed", 1)]),
    "a new paragraph": (OLD.body + "\n\n続報が入り次第、更新する。", [("added", 4)]),
    "a paragraph that went": ("首相は26日に会見した。\n\n専門家は慎重な見方だ。", [("removed", 2)]),
    "one changed, one new": (
        "首相は26日に都内で会見した。\n\n政府の支援策は未定。\n\n市場は落ち着いている。\n\n専門家は慎重な見方だ。",
        [("changed", 1), ("added", 2)],
    ),
    "two that went": ("市場は落ち着いている。", [("removed", 1), ("removed", 3)]),
    "one that went before one that changed": (
        "首相は26日に会見した。\n\n専門家は楽観的な見方だ。",
        [("removed", 2), ("changed", 2)],
    ),
    "white space": (OLD.body.replace("\n\n", " \n\n　"), []),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES.keys())
def test_the_body_is_compared_by_paragraph(body: str, expected: list[tuple[str, int]]) -> None:
    found = diff_revisions(OLD, newer(body=body))

    assert [(change.kind, change.paragraph) for change in found.changes] == expected


EDITS = {
    "a text without a time": ({"body": "別の文。"}, (True, False)),
    "a text with its time": ({"body": "別の文。", "modified_at": LATER}, (False, False)),
    "a time alone": ({"modified_at": LATER}, (False, True)),
}


@pytest.mark.parametrize(("changes", "expected"), EDITS.values(), ids=EDITS.keys())
def test_silent_and_empty_edits_are_told_apart(changes: dict[str, object], expected: tuple[bool, bool]) -> None:
    found = diff_revisions(OLD, newer(**changes))

    assert (found.is_silent, found.is_empty) == expected


def test_people_and_what_came_from_nothing_are_shown_as_printed() -> None:
    before = newer(
        authors=(Author(name="山田花子", email="y@example.jp"), Author(name="森健二", email=None)), lead=None
    )
    related = (RelatedArticle(url="https://example.jp/2", headline="続報"),)
    after = replace(
        before, authors=before.authors[:1], tags=("駅", "港"), related=related, lead="要約", reextracted_from=2
    )

    shown = {
        one.field: (one.kind, [piece.text for piece in one.pieces]) for one in diff_revisions(before, after).changes
    }

    assert shown == {
        "authors": ("changed", ["山田花子 <y@example.jp>", "、森健二"]),
        "lead": ("added", ["要約"]),
        "tags": ("added", ["駅、港"]),
        "related": ("added", ["https://example.jp/2 続報"]),
    }


def test_counts_and_the_lead_are_no_change() -> None:
    assert diff_revisions(OLD, newer(comment_count=9, lead="別")).changes == ()


def test_tags_that_the_newsroom_changed_are_shown() -> None:
    [change] = diff_revisions(replace(OLD, tags=("港",)), newer(tags=("港", "船"))).changes

    assert (change.field, change.kind, change.pieces[-1]) == ("tags", "changed", Piece("added", "、船"))


def test_a_revision_that_was_read_again_is_no_edit_and_shows_every_field() -> None:
    found = diff_revisions(OLD, newer(body="別の文。", tags=("新",), comment_count=0, reextracted_from=1))

    assert (found.reextracted_from, found.is_silent, found.is_empty) == (1, False, False)
    assert [change.field for change in found.changes] == ["tags", "comment_count", "body", "body", "body", "body"]


MISREAD = {
    "nothing but the misreading": (OLD.body, (False, False)),
    "an edit as well": ("首相は27日に会見した。", (True, True)),
}


@pytest.mark.parametrize(("body", "expected"), MISREAD.values(), ids=MISREAD.keys())
def test_what_the_portal_edited_is_judged_by_the_last_reading(body: str, expected: tuple[bool, bool]) -> None:
    misread = newer(authors=(), body=body, captured_at=LATER)
    mended = replace(misread, revision=3, authors=OLD.authors, reextracted_from=2)

    edit, again = diff_history([OLD, misread, mended])

    assert (edit.is_edit, edit.is_silent) == expected
    assert (edit.read_again_as, again.read_again_as, again.is_edit) == (3, None, False)
    assert edit.changes[0].field == "authors"
