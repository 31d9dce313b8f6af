"""Nearly the same text is one text; unrelated texts, and forms filled in anew, are not."""

import pytest

from newscrawl.dataset.revisions.compare_texts import are_one_text

STORY = (
    "首都の中心部で26日朝、古い市場の建て替え工事が始まった。市は3年かけて屋根と床を張り替え、"
    "120の店をそのまま残す計画だ。魚屋を営む女性は「祖母の代からの柱が残るのはうれしい」と話した。"
    "工事の間も半分の店は営業を続け、客足が途切れないようにする。完成は2029年の春になる見通しだ。"
)
QUAKE = (
    "26日午後3時10分ごろ、北部の沿岸を震源とする地震があり、港の町で震度3を観測した。震源の深さは約40キロ、"
    "地震の規模は4.6と推定される。津波の心配はない。けが人や建物の被害の情報は今のところ入っていない。"
)
SIMILAR = 0.7
PAIRS = {
    "the same": (STORY, STORY, True),
    "a word changed": (STORY, STORY.replace("うれしい", "ありがたい"), True),
    "a lead in front": (STORY, "【更新】" + STORY, True),
    "full width for half width": (STORY, STORY.replace("120", "１２０"), True),
    "white space between the letters": (STORY, " ".join(STORY), True),
    "a form filled in anew": (
        QUAKE,
        QUAKE.replace("26日午後3時10分", "28日午前8時42分")
        .replace("震度3", "震度2")
        .replace("40", "10")
        .replace("4.6", "3.9"),
        False,
    ),
    "another story": (STORY, QUAKE, False),
    "half of the story": (STORY, STORY[: len(STORY) // 2], False),
    "no text": ("", "", False),
}


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS.values(), ids=PAIRS.keys())
def test_texts_are_told_apart_by_their_characters_and_numbers(one: str, other: str, expected: bool) -> None:
    assert are_one_text(one, other, SIMILAR) is expected
    assert are_one_text(other, one, SIMILAR) is expected
