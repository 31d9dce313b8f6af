"""Credit lines of Chinese newsrooms: whom they name, and what in them is nobody's name."""

from __future__ import annotations

import pytest

from newscrawl.extraction.people.read_people import byline_in, dateline_authors, label_alone, names_alone

WRITERS = {
    "记者唐霁": ["唐霁"],
    "（记者 王毅）": ["王毅"],
    "（记者陈智 整合）": ["陈智"],
    "（文/图 刘小东 易赛南）": ["刘小东", "易赛南"],
    "文图：李明 王芳": ["李明", "王芳"],
    "青川日报记者 李明 王芳": ["李明", "王芳"],
    "采写：青川日报记者 李晓明 王小芳": ["李晓明", "王小芳"],
    "青川见习记者 林子沛": ["林子沛"],
    "（职工通讯员 李小雯 刘会）": ["李小雯", "刘会"],
    "（记者王毅 通讯员李小明）": ["王毅", "李小明"],
    "本报记者 王小明 通讯员 李芳 实习生 欧阳静": ["王小明", "李芳", "欧阳静"],
    "实习记者 王小明 北京报道": ["王小明"],
    "特约撰稿 李小明": ["李小明"],
    "作者：李晓明 王小芳": ["李晓明", "王小芳"],
    "作者：李晓明返回搜狐，查看更多": ["李晓明"],
    "记者 阿布 李明": ["阿布", "李明"],
}
NOBODY = [
    "（刘通摄）",
    "（刘通 王小明 摄）",
    "青川日报记者 贾天勇 摄",
    "王小明 供图",
    "作者：未知",
    "作者：佚名",
    "作者：admin",
    "作者：网络整理",
    "【编前语】",
    "【编者按】",
    "女士们、先生们：",
    "综合自青川日报、西风网等",
    "(综合整理自青川新闻、智东西、西风网等)",
    "电子信箱：news@news.example",
    "总篇数",
    "查看更多",
]


@pytest.mark.parametrize(("line", "names"), WRITERS.items(), ids=list(WRITERS))
def test_a_chinese_credit_names_each_writer(line: str, names: list[str]) -> None:
    assert [author.name for author in byline_in(line)] == names


@pytest.mark.parametrize("line", NOBODY)
def test_a_chinese_line_that_names_no_writer_gives_none(line: str) -> None:
    assert byline_in(line) == names_alone(line, is_byline=True) == dateline_authors(line) == ()


def test_a_writer_in_the_bracket_behind_a_wire_service_s_dateline_signs() -> None:
    assert [one.name for one in dateline_authors("新华社北京11月23日电（记者唐霁）市民在广场上等待天明。")] == ["唐霁"]


def test_a_picture_s_credit_at_the_end_of_a_caption_is_no_dateline() -> None:
    assert dateline_authors("图为广场改建后的样子。（刘通摄）") == ()


@pytest.mark.parametrize("line", ["作者：未知", "作者：admin", "（刘通摄）"])
def test_a_label_with_a_stand_in_for_a_name_makes_nobody_of_the_next_line(line: str) -> None:
    assert label_alone(line) is None


def test_japanese_names_that_a_space_parts_stay_one_name() -> None:
    assert [author.name for author in byline_in("文／高瀬 和樹")] == ["高瀬 和樹"]
