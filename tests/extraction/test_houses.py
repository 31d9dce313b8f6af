"""Agencies and the house that publishes a page are told from persons."""

from __future__ import annotations

import pytest

from newscrawl.extraction.people.plausible_names import is_house, without_house
from newscrawl.extraction.people.read_people import is_agency, read_authors


@pytest.mark.parametrize(
    "name", ["共同通信", "時事", "AP", "ＡＰ", "ロイター", "聯合ニュース", "연합뉴스", "The Associated Press", "dpa"]
)
def test_an_agency_is_known(name):
    assert is_agency(name)


@pytest.mark.parametrize("name", ["小池和樹", "Jane Doe", "구현모", "DER SPIEGEL", "編集部", "共同"[:1]])
def test_a_person_or_paper_is_no_agency(name):
    assert not is_agency(name)


@pytest.mark.parametrize(
    ("name", "house"),
    [
        ("STERN.de", "https://www.stern.de/capital/story"),
        ("毎日新聞", "毎日新聞社"),
        ("毎日新聞デジタル", "毎日新聞"),
        ("n-tv NACHRICHTEN", "https://www.n-tv.de/sport/"),
        ("Lesotho Times", "https://lestimes.com/story/"),
        ("Lesotho Times", "Lesotho Times"),
        ("한국일보", "한국일보"),
    ],
)
def test_a_house_is_known_by_its_names(name, house):
    houses = [house, "Lesotho Times"] if "lestimes" in house else [house]

    assert is_house(name, houses)


@pytest.mark.parametrize("name", ["Jane Doe", "小池和樹", "AFP", "Anadolu Ajansı"])
def test_a_writer_is_no_house(name):
    assert not is_house(name, ["https://www.example.jp/news/1", "江南タイムズ", "Example News", ""])


def test_a_house_beside_a_person_is_left_out():
    both = read_authors(["江南タイムズ", "小池和樹"])

    assert without_house(both, ["江南タイムズ"]) == read_authors("小池和樹")
    assert without_house(both[:1], ["江南タイムズ"]) == both[:1]
