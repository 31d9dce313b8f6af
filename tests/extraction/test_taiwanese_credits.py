"""Credits of newsrooms in Taiwan: who wrote, in every order of paper, post, names, place and 報導."""

from __future__ import annotations

import pytest

from newscrawl.extraction.people.read_people import credit_of

WRITERS = {
    "記者林佩瑜／台北報導": ("林佩瑜",),
    "［山里新聞雲］記者方柏勳/花蓮報導": ("方柏勳",),
    "【山里報記者溫采蓉/嘉義報導】": ("溫采蓉",),
    "【今日傳媒/記者蔡孟儒報導】": ("蔡孟儒",),
    "【記者譚凱、趙奕濤／宜蘭報導】": ("譚凱", "趙奕濤"),
    "社會中心／王毓玲　黃柏安　新北報導": ("王毓玲", "黃柏安"),
    "生活中心／許瑜芳報導": ("許瑜芳",),
    "山新聞─簡郁珊／嘉義縣": ("簡郁珊",),
    "山里日報／ 編譯葉亭君／綜合外電": ("葉亭君",),
    "採訪撰稿：王曉明 責任編輯：王達明": ("王曉明",),
    "作者：高鈺庭｜責任編輯：鄒昀肖": ("高鈺庭",),
    "本报记者  耿  平  李卓然": ("耿平", "李卓然"),
    "Author, マリア・ロペス、BBN": ("マリア・ロペス",),
}


@pytest.mark.parametrize(("line", "names"), WRITERS.items(), ids=WRITERS)
def test_a_credit_names_who_wrote(line: str, names: tuple[str, ...]) -> None:
    assert credit_of(" ".join(line.split())).writers == names


@pytest.mark.parametrize("line", ["記者王明攝", "生活中心／綜合報導", "社會中心／交通問題引起市民關注"])
def test_a_photographer_a_desk_and_a_topic_wrote_nothing(line: str) -> None:
    assert credit_of(line).writers == ()
