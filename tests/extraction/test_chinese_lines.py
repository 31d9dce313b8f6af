"""Lines around a Chinese text: labels of the desk, claims of rights, and the sentences that are none."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

TEXT = (
    "青川市议会星期二通过决议，从四月起港口渡轮的末班船推迟到凌晨一点，以方便夜间下班的居民。",
    "去年约有八十四万人次乘坐渡轮，末班船常常满员，市交通局的负责人在会上介绍了这一情况。",
    "增开班次每年需要两百万元，市议会希望通过更换旧售票机节省这笔开支，并在秋天公布结果。",
)
DESK = """
（责任编辑：王小明）
责编：王小明
发布日期：2026-11-17 浏览次数： 信息来源：市交通局
来源于：东区办事处
转载请注明出处。
本文为青川日报原创文章，未经允许不得转载，如需转载请联系本报
未经授权，严禁转载
""".strip().split("\n")
SENTENCES = """
他说，未经许可不得转载的规定已经实施，各家媒体必须遵守。
记者：末班船为什么常常满员？
""".strip().split("\n")


def _body(line: str) -> list[str]:
    paragraphs = "".join(f"<p>{one}</p>" for one in (*TEXT[:2], line, TEXT[2]))
    html = f"<html lang='zh'><h1>港口渡轮延长夜间运营</h1><article><div>{paragraphs}</div></article></html>"
    article = extract(html, "https://www.qingchuan.example.com/town/ferry-17").article
    assert article is not None
    return article.body.split("\n\n")


@pytest.mark.parametrize("line", DESK)
def test_a_line_of_the_desk_is_no_paragraph(line: str) -> None:
    assert _body(line) == list(TEXT)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_with_such_a_word_is_a_paragraph(line: str) -> None:
    assert line in _body(line)
