"""What changed between two revisions."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.dataset.read.revision_diff import Piece, diff_history, diff_revisions, diff_text
from newscrawl.dataset.read.text_matching import Effort
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


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("【上海】輸入", "【独自】【上海】輸入", (Piece("added", "【独自】"), Piece("same", "【上海】輸入"))),
        ("【独自】【上海】輸入", "【上海】輸入", (Piece("removed", "【独自】"), Piece("same", "【上海】輸入"))),
        ("「「甲」", "「「乙」「「甲」", (Piece("added", "「「乙」"), Piece("same", "「「甲」"))),
        ("甲。", "甲。乙。", (Piece("same", "甲。"), Piece("added", "乙。"))),
        ("【甲】", "【甲】", (Piece("same", "【甲】"),)),
    ],
)
def test_a_bracket_is_not_parted_from_what_it_opens(before: str, after: str, pieces: tuple[Piece, ...]) -> None:
    assert diff_text(before, after) == pieces


@given(
    st.text(alphabet="首相は26日にカナ、。【】 ab\n", max_size=40),
    st.text(alphabet="首相は26日にカナ、。【】 ab\n", max_size=40),
)
def test_the_pieces_give_both_texts_back(older: str, newer_text: str) -> None:
    pieces = diff_text(older, newer_text)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == older
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == newer_text


HOSTILE = {
    "one letter": ("井" + "亜" * 500_000 + "井", "亜" * 499_000),
    "a match at each second letter": (
        "".join(chr(0x4E00 + i % 8000) + "の" for i in range(100_000)),
        "".join(chr(0x6E00 + i % 5000) + "の" for i in range(100_000)),
    ),
    "many short paragraphs": (
        "\n\n".join(f"{i % 7}亜" * 9 for i in range(20_000)),
        "\n\n".join(chr(0x4E00 + i) for i in range(20_000)),
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_revisions_that_would_take_hours_to_compare_are_compared_coarsely_and_marked(case: str) -> None:
    older, other = HOSTILE[case]
    began = time.process_time()

    found = diff_revisions(replace(OLD, body=older), newer(body=other))

    assert time.process_time() - began < 5
    assert found.is_coarse
    assert {change.kind for change in found.changes} <= {"added", "removed", "changed"}


def test_a_merge_that_ran_out_of_steps_still_gives_both_texts_back() -> None:
    older, newer_text = HOSTILE["a match at each second letter"]

    pieces = diff_text(older, newer_text, Effort(1000))

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == older
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == newer_text


def test_a_long_revised_article_is_compared_word_by_word() -> None:
    body = "\n\n".join(
        f"第{i}段落の首相は{i}日に会見し、市場は{i * 7}円で落ち着いているという。" * 4 for i in range(200)
    )

    found = diff_revisions(replace(OLD, body=body), newer(body=body.replace("7円", "8円").replace("会見", "会談")))

    assert not found.is_coarse
    assert {change.kind for change in found.changes} == {"changed"}


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
