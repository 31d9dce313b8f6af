"""What happens to most articles of a run at once is no edit of any of them."""

from __future__ import annotations

import pytest

from newscrawl.dataset.revisions.body_changes import body_change
from newscrawl.dataset.revisions.brake import RECENT_COUNT, Brake, is_collapse, one_text_groups
from tests.dataset.records import text_of

GAINED, NONE = ("section",), ()
RUNS = {
    "all of five": ([GAINED] * 5, [], True),
    "four of five": ([GAINED] * 4 + [NONE], [], True),
    "half of six": ([GAINED] * 3 + [NONE] * 3, [], False),
    "one of twenty": ([GAINED] + [NONE] * 19, [], False),
    "all of four, nothing before": ([GAINED] * 4, [], False),
    "both, as in the six visits before": ([GAINED] * 2, [GAINED] * 6, True),
    "both, unlike the eight visits before": ([GAINED] * 2, [NONE] * 8, False),
}


def brake(visits: list[tuple[str, ...]], recent: list[tuple[str, ...]]) -> Brake:
    made = Brake(least_count=5, share=0.5, recent=recent)
    for number, kinds in enumerate(visits):
        made.see(f"demo:{number}", kinds)
    return made


@pytest.mark.parametrize(("visits", "recent", "is_shared"), RUNS.values(), ids=RUNS.keys())
def test_a_change_that_most_visits_share_is_held_back(
    visits: list[tuple[str, ...]], recent: list[tuple[str, ...]], is_shared: bool
) -> None:
    assert brake(visits, recent).is_shared("section") is is_shared


def test_the_latest_ten_visits_are_kept_for_a_run_of_few() -> None:
    window = brake([GAINED] * 3, [NONE] * 20).window()

    assert len(window) == RECENT_COUNT
    assert window[-4:] == [[], [*GAINED], [*GAINED], [*GAINED]]


def test_the_visits_of_a_failing_portal_are_not_kept_for_a_run_of_few() -> None:
    made = brake([("headline", "body:other")] * 3 + [GAINED], [NONE])
    for _ in range(3):
        made.explain({"headline", "body:other"})

    assert made.window() == [[], [*GAINED]]


def test_where_most_pages_are_read_by_other_rules_no_field_beside_the_text_is_believed() -> None:
    made = brake([("rules",)] * 4 + [("rules", "images", "body:long")], [])

    assert (made.is_shared("images"), made.is_shared("body:long")) == (True, False)


LINES = ("今だけ半額の港町ホテル。", "抽選で十名に干物を進呈。", "更新: 3分前")


def body(number: int, line: str) -> str:
    return f"{text_of(number)}\n\n{line}"


def test_a_line_that_goes_from_one_article_and_comes_to_others_is_noise() -> None:
    made = Brake(least_count=5, share=0.5)
    for number, (old, new) in enumerate([(0, 1), (1, 0), (0, 1)]):
        made.see(f"demo:{number}", ["body:short"], body_change(body(number, LINES[old]), body(number, LINES[new])))
    made.learn_noise()

    found = body_change(body(9, LINES[0]), body(9, "一度だけ出る広告。"), made.noise)

    assert made.noise == set(LINES[:2])
    assert found is not None
    assert found.is_noise


def test_a_note_that_three_articles_gained_and_none_lost_is_no_noise() -> None:
    made = Brake(least_count=5, share=0.5)
    for number in range(3):
        made.see(f"demo:{number}", ["body:short"], body_change(text_of(number), body(number, "一部を訂正しました。")))
    made.learn_noise()

    assert made.noise == set()


def test_counters_and_minutes_of_one_form_are_one_block() -> None:
    made = Brake(least_count=5, share=0.5)
    for number in range(3):
        change = body_change(body(number, f"更新: {number}分前"), body(number, f"更新: {number + 40}分前"))
        made.see(f"demo:{number}", ["body:short"], change)
    made.learn_noise()

    found = body_change(body(9, "更新: 1分前"), body(9, "更新: 2分前") + "\n\n続報が入った。", made.noise)

    assert made.noise == {"更新: #分前"}
    assert found is not None
    assert not found.is_noise


def test_many_articles_with_one_text_are_one_group() -> None:
    notice = "ただいまシステムの点検を行っております。ご不便をおかけしますが、しばらくお待ちください。受付番号"

    groups = one_text_groups([text_of(1), *(f"{notice}{number}" for number in range(6)), text_of(2)])

    assert groups[0] == [1, 2, 3, 4, 5, 6]
    assert is_collapse(len(groups[0]), 8, least_count=5, share=0.5)
    assert not is_collapse(4, 4, least_count=5, share=0.5)


SHORT, LONG = ("body:short",), ("body:long",)


@pytest.mark.parametrize(
    ("visits", "shared"),
    [
        ([SHORT] * 3 + [LONG] * 5, {"body:short", "body:long"}),
        ([SHORT] * 4 + [LONG] * 4, {"body:short", "body:long"}),
        ([SHORT] * 7 + [LONG], {"body:short"}),
        ([SHORT] + [LONG] * 2 + [NONE] * 5, set()),
    ],
    ids=["all bodies", "half of them long", "one long among short lines", "three of eight"],
)
def test_short_and_long_texts_share_a_change_and_one_long_edit_beside_short_lines_stays_an_edit(
    visits: list[tuple[str, ...]], shared: set[str]
) -> None:
    assert brake(visits, []).shared_kinds() == shared
