"""Printed bylines, form by form: who is named, and what beside a name is no part of it."""

from __future__ import annotations

import pytest

from newscrawl.extraction.people.read_people import byline_in, dateline_authors, names_alone


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("文● オカモト／入江編集部", ["オカモト", "入江編集部"], id="bullet, pen name, department"),
        pytest.param("文●岡本太一", ["岡本太一"], id="bullet"),
        pytest.param("取材・文◎岡本太一", ["岡本太一"], id="double circle"),
        pytest.param("執筆：ライター・佐藤花子", ["佐藤花子"], id="label and role"),
        pytest.param("TEXT：山田花子", ["山田花子"], id="full-width colon behind a Latin label"),
        pytest.param("Writer 山田花子", ["山田花子"], id="Latin label without a colon"),
        pytest.param("（文：山田花子）", ["山田花子"], id="label in a bracket"),
        pytest.param("文：K.S.", ["K.S."], id="initials"),
        pytest.param("by佐藤花子", ["佐藤花子"], id="by glued to kanji"),
        pytest.param("ByClara Winter", ["Clara Winter"], id="By glued"),
        pytest.param("By By Clara Winter", ["Clara Winter"], id="By doubled"),
        pytest.param("By: By Clara Winter and John Roe", ["Clara Winter", "John Roe"], id="By doubled with a colon"),
        pytest.param("By Clara Winter(Lisbon, harbour desk)", ["Clara Winter"], id="bracket glued to a name"),
        pytest.param("By Clara Winter (AP)", ["Clara Winter", "AP"], id="agency in a bracket"),
        pytest.param(
            "by Clara Winter / November 23, 2026 / Leave a comment", ["Clara Winter"], id="slashes and a button"
        ),
        pytest.param(
            "By Clara Winter Published in Town November 23, 2026 2:24 pm", ["Clara Winter"], id="section behind"
        ),
        pytest.param(
            "By Oscar Field - Associated Press - Monday, November 23, 2026",
            ["Oscar Field", "Associated Press"],
            id="dashes",
        ),
        pytest.param("Von dpa 30.04.2024, 18:58", ["dpa"], id="agency behind a weak label"),
        pytest.param("von Max Muster", ["Max Muster"], id="weak label"),
        pytest.param("Von Bülow", [], id="a name with a particle"),
        pytest.param("By Clara Winter, Staff Writer", ["Clara Winter"], id="role"),
        pytest.param("文／田中太郎教授", ["田中太郎"], id="title glued to a name"),
        pytest.param("文／佐々木太郎准教授", ["佐々木太郎"], id="longer title glued to a name"),
        pytest.param("文／睡眠外来医師", [], id="post without a name"),
        pytest.param("文／金沢大学教授", [], id="post at a place that begins as a surname does"),
        pytest.param("文／山田内科医師", [], id="post at a practice that begins with a surname"),
        pytest.param("By Kim On", ["Kim On"], id="a name that is also a small word"),
        pytest.param("By Clara Winter on Monday", ["Clara Winter"], id="weekday"),
        pytest.param("Photo submitted by Clara Winter", [], id="who sent a picture"),
        pytest.param("Submitted by Clara Winter", ["Clara Winter"], id="who sent the text"),
    ],
)
def test_a_labelled_line_names_its_writers(line: str, names: list[str]) -> None:
    assert [author.name for author in byline_in(line)] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("[田中宏昌，ITmedia]", ["田中宏昌"], id="house in Latin letters"),
        pytest.param("［岡田有花，ITmedia］", ["岡田有花"], id="full-width brackets"),
        pytest.param("[田中宏昌、鈴木一郎、ITmedia]", ["田中宏昌", "鈴木一郎"], id="two names and a house"),
        pytest.param("（佐藤花子、AP）", ["佐藤花子", "AP"], id="an agency is no house"),
        pytest.param("《山田花子》", ["山田花子"], id="double angle brackets"),
        pytest.param("佐藤花子@緑川新報", ["佐藤花子"], id="at a house"),
        pytest.param("Lars Høgås Lars Høgås", ["Lars Høgås"], id="doubled"),
        pytest.param("Clara Winter ✉", ["Clara Winter"], id="sign for mail"),
        pytest.param("Clara Winter (Lyon, rédaction régionale)", ["Clara Winter"], id="bracket with a comma"),
    ],
)
def test_a_line_of_nothing_but_names_gives_them(line: str, names: list[str]) -> None:
    assert [author.name for author in names_alone(line)] == names


@pytest.mark.parametrize(
    "line",
    [
        "Image by Getty Images",
        "Photograph by Clara Winter/Getty Images",
        "Cover image via Shutterstock",
        "Illustration courtesy of Jane Roe",
        "Featured image by iStock",
        "写真：アフロ",
    ],
)
def test_whoever_made_a_picture_is_no_author(line: str) -> None:
    assert byline_in(line) == ()


@pytest.mark.parametrize("line", ["《山田花子》", "（山田花子）", "［山田花子］"])
def test_a_name_in_brackets_below_a_text_signs_it(line: str) -> None:
    assert [author.name for author in dateline_authors(line)] == ["山田花子"]
