"""Chinese pages whose templates are English, or print what surrounds a headline in the form of a heading."""

from __future__ import annotations

import pytest

from newscrawl.api import extract
from newscrawl.items import Article

TEXT = (
    "青川市议会星期二通过决议，从四月起港口渡轮的末班船推迟到凌晨一点，以方便这个城市夜间下班的居民来说，这是一个好消息。",
    "去年约有八十四万人次乘坐渡轮，末班船常常满员，市交通局的负责人在会上对这个情况进行了介绍，还说要为乘客发布新的时间表。",
)
HEADLINE = "港口渡轮延长夜间运营时间"


def _article(above: str, *, lang: str = "zh", title: str = HEADLINE, text: tuple[str, ...] = TEXT) -> Article:
    paragraphs = "".join(f"<p>{one}</p>" for one in text)
    html = f"<html lang='{lang}'><title>{title}</title><div>{above}<div>{paragraphs}</div></div></html>"
    article = extract(html, "https://www.qingchuan.example.com/town/ferry-17").article
    assert article is not None
    return article


def test_a_template_s_english_is_not_the_language_of_chinese_letters_nor_its_zone_that_of_their_times() -> None:
    article = _article(f"<h1>{HEADLINE}</h1><span>2026-11-17 09:30</span>", lang="en")

    assert (article.language, str(article.published_at)) == ("zh-hans", "2026-11-17 09:30:00+08:00")


def test_a_few_east_asian_letters_in_an_english_headline_leave_its_language() -> None:
    headline = "Yaki Onigiri, the grilled rice ball of my childhood (焼きおにぎり)"
    text = ("The rice ball called おにぎり or おむすび is grilled over charcoal, and then brushed with miso.", *TEXT)

    assert _article(f"<h1>{headline}</h1>", lang="en-US", title=headline, text=text).language == "en-US"


@pytest.mark.parametrize("behind", [" 东区办事处_青川网", "-EDN 电子技术", " 青川市交通局", "_青川网"])
def test_the_printed_line_that_opens_the_title_is_the_headline_without_an_h1(behind: str) -> None:
    assert _article(f"<h4>{HEADLINE}</h4>", title=f"{HEADLINE}{behind}").headline == HEADLINE


def test_a_time_behind_its_label_counts_in_a_line_that_is_marked_up_as_a_heading() -> None:
    line = "<h4><div>发表于<span>2026-11-17 21:30</span>| <span>1164次阅读</span>| 来源<span>青川网</span>| 0 条评论| 作者李晓明</div></h4>"

    assert str(_article(f"<h1>{HEADLINE}</h1>{line}").published_at) == "2026-11-17 21:30:00+08:00"


def test_markup_that_a_broken_attribute_leaves_is_no_keyword() -> None:
    assert _article(f"<meta name='keywords' content='<meta name='><h1>{HEADLINE}</h1>").tags == ()
