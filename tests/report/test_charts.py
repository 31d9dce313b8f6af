"""The charts: their structure, and that no text becomes markup."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from markupsafe import Markup

from newscrawl.dataset.read.revision_diff import diff_text
from newscrawl.report.charts.box_plot import box_plot, spread_of
from newscrawl.report.charts.bump_chart import BumpLine, bump_chart
from newscrawl.report.charts.heat_map import HeatRow, heat_map
from newscrawl.report.charts.ribbon import Lead, ribbon
from newscrawl.report.charts.run_calendar import run_calendar
from newscrawl.report.charts.stacked_bars import Series, stacked_bars
from newscrawl.report.charts.svg import WIDTH, one_line
from newscrawl.report.charts.word_diff import before_and_after, in_context

HOSTILE = "</title></svg><script>alert(1)</script>\u202e\x00{{7*7}}" + "長" * 500


def tree(drawn: Markup) -> ET.Element:
    """Return the chart as XML: it raises for what is not well formed."""
    return ET.fromstring(str(drawn))


def classes(drawn: Markup, name: str = "rect") -> list[str]:
    return [one.get("class", "") for one in tree(drawn).iter(name)]


def test_a_calendar_has_a_cell_for_every_hour_between_the_first_run_and_the_last() -> None:
    drawn = run_calendar(["1/1", "1/2"], 8, {(0, 6): {"done": 1}, (1, 1): {"failed": 1, "done": 1}}, range(6, 10))

    assert classes(drawn) == ["v-done", "v-none", "v-none", "v-failed"]
    assert [one.text for one in tree(drawn).iter("text") if one.get("class") == "sign"] == ["×"]


def test_bars_are_as_high_as_their_numbers_and_stand_on_one_another() -> None:
    drawn = stacked_bars("Edits", ["1/1", "1/2"], [Series("a", (2, 0)), Series("b", (2, 1))], [(0, 0.5)])

    bars = [(one.get("class"), float(one.get("height", "0"))) for one in tree(drawn).iter("rect")]
    assert bars == [("shade", 120), ("c0", 60), ("c1", 60), ("c1", 30)]


def test_a_line_of_the_bump_chart_breaks_where_the_story_was_out_of_the_list() -> None:
    line = BumpLine("見出し", [[(0, 1), (0.1, 2)], [(0.5, 1), (0.6, 1), (0.7, 1)], [(0.9, 3)]])

    drawn = tree(bump_chart("Positions", {"a": line, "b": BumpLine("他", [[(0, 2), (1, 2)]])}, ["a"], [(0.5, "1/1")]))

    top = next(one for one in drawn.iter("g") if one.get("class") == "l0")
    assert [path.get("d", "").count("M") for path in top.iter("path")] == [2]
    assert len(list(top.iter("circle"))) == 1
    assert [one.get("class") for one in drawn.iter("g")] == ["rest", "l0"]


def test_a_line_keeps_every_place_where_it_turns() -> None:
    stay = [(0, 1), (0.1, 1), (0.2, 2), (0.3, 1), (0.4, 1), (0.5, 1), (0.6, 2)]

    (path,) = tree(bump_chart("Positions", {"a": BumpLine("見出し", [stay])}, ["a"], [])).iter("path")

    assert [point.split()[1] for point in path.get("d", "")[1:].split("L")] == ["14", "14", "36", "14", "14", "36"]


def test_a_ribbon_is_empty_where_nobody_was_seen_on_top() -> None:
    drawn = tree(ribbon("Number 1", [Lead(0, 0.25, "甲", "6 h"), Lead(0.5, 1, "乙", "12 h")], [(0.5, "1/1")]))

    first, second = drawn.iter("rect")
    assert float(second.get("x", "0")) - float(first.get("x", "0")) - float(first.get("width", "0")) > WIDTH * 0.2
    assert [one.text for one in drawn.iter("title")] == ["6 h: 甲", "12 h: 乙"]


def test_a_heat_map_tells_all_from_nearly_all_and_leaves_uncounted_days_empty() -> None:
    drawn = heat_map("Fields", ["1", "2", "3", "4"], [HeatRow("body", ((10, 10), (99, 100), (0, 5), (0, 0)))])

    assert classes(drawn) == ["h10", "h9", "h0"]


def test_a_box_goes_from_the_10th_to_the_90th_percentile() -> None:
    spread = spread_of([float(n) for n in range(100, 0, -1)])

    assert spread is not None
    assert (spread.least, spread.p10, spread.p50, spread.p90, spread.most) == (1, 10, 50, 90, 100)
    assert classes(box_plot("Soon", ["1", "2"], [spread, None])) == ["c0"]


def test_words_that_went_are_in_the_older_text_and_words_that_came_in_the_newer() -> None:
    before, after = before_and_after("【更新】市長が会見", "【続報】市長が会見")

    assert before == "<bdi>【<del>更新</del>】市長が会見</bdi>"
    assert after == "<bdi>【<ins>続報</ins>】市長が会見</bdi>"


def test_what_stayed_is_cut_around_a_change() -> None:
    shown = in_context(diff_text("長" * 500 + "26日に" + "文" * 500, "長" * 500 + "27日に" + "文" * 500))

    assert "<del>26</del><ins>27</ins>" in shown
    assert len(Markup(shown).striptags()) < 300


@pytest.mark.parametrize(
    "draw",
    [
        lambda text: run_calendar([text], 8, {(0, 0): {text: 1}}, range(1)),
        lambda text: stacked_bars(text, [text], [Series(text, (1,))]),
        lambda text: bump_chart(text, {text: BumpLine(text, [[(0, 1), (1, 2)]])}, [text], [(0.5, text)]),
        lambda text: ribbon(text, [Lead(0, 1, text, text)], [(0.5, text)]),
        lambda text: heat_map(text, [text], [HeatRow(text, ((1, 2),))]),
        lambda text: box_plot(text, [text], [spread_of([60.0])]),
        lambda text: Markup("").join(before_and_after(text, text + "x")[:1]),
    ],
    ids=["calendar", "bars", "bump", "ribbon", "heat", "box", "diff"],
)
def test_a_hostile_text_stays_text(draw) -> None:
    drawn = draw(HOSTILE)

    assert not list(tree(drawn).iter("script"))
    assert "\u202e" not in drawn
    assert "\x00" not in drawn
    assert len(drawn) < 10_000


def test_a_long_text_costs_what_is_shown_of_it() -> None:
    assert len(one_line("長" * 10_000_000)) == 301


@pytest.mark.parametrize(
    "drawn",
    [run_calendar([], 8, {}, range(0)), stacked_bars("", [], []), bump_chart("", {}, [], []), ribbon("", [], []),
     heat_map("", [], []), box_plot("", [], [])],
    ids=["calendar", "bars", "bump", "ribbon", "heat", "box"],
)  # fmt: skip
def test_no_data_gives_an_empty_chart(drawn: Markup) -> None:
    assert tree(drawn).tag == "svg"
