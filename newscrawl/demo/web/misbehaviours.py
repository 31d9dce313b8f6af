"""What a portal does wrong with all its articles at once, on request: its lists stay as they are.

Each is named as a fault of the server. Some change the article before it is marked up, some replace the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newscrawl.demo.newsroom.article_content import Block, Story
from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER
from newscrawl.demo.newsroom.draws import number

ADVERTS = (
    "港町ホテル、平日は朝食つきで半額。",
    "抽選で十名の方に干物の詰め合わせを進呈。",
    "電気バスの定期券、今月は初月無料。",
    "灯台めぐりの小さな旅、参加者を募集中。",
)
NOTICE = (
    "読者の皆さまへ",
    (
        "いつも江南タイムズをお読みいただき、誠にありがとうございます。本日は社内の設備の入れ替えのため、紙面を小さくしてお届けして"
        "おります。ご迷惑をおかけいたしますが、明日からはいつもの紙面に戻る予定ですので、どうぞよろしくお願い申し上げます。"
    ),
)
_FLIPPED = "写真で見る："

Alter = Callable[[Story, Story, int], Story]
"""An article, the article that means all, and how often this page was asked for → the article as it is printed."""


def bare(story: Story) -> Story:
    """Return *story* as a theme prints it that has no place for tags and the time of modification."""
    return replace(story, tags=(), modified_at=None)


def _with_noise(story: Story, visit: int) -> Story:
    drawn = number("noise", story.number, visit)
    first, *rest = story.pages
    lines = (Block(ADVERTS[drawn % len(ADVERTS)]), Block(f"{1 + drawn // 7 % 50}分前に更新"))
    return replace(story, pages=((first[0], *lines, *first[1:]), *rest))


def _as(other: Story, story: Story) -> Story:
    """Return *other* under the address of *story*."""
    return replace(other, number=story.number, path=story.path, section=story.section, pages=(_all_blocks(other),))


def _all_blocks(story: Story) -> tuple[Block, ...]:
    return tuple(block for page in story.pages for block in page)


def is_flipping(story_number: int) -> bool:
    """Return whether the article of that number has two headlines: every third one."""
    return (story_number - FIRST_NUMBER) % 3 == 0


def flipped(headline: str) -> str:
    """Return the other headline of an article."""
    return _FLIPPED + headline


def _flipping(story: Story, visit: int) -> Story:
    is_other = is_flipping(story.number) and visit % 2 == 0
    return replace(story, headline=flipped(story.headline)) if is_other else story


ALTERATIONS: dict[str, Alter] = {
    "theme_switch": lambda story, _other, _visit: bare(story),
    "same_text": lambda story, other, _visit: _as(other, story),
    "noise_in_body": lambda story, _other, visit: _with_noise(story, visit),
    "flipping_headline": lambda story, _other, visit: _flipping(story, visit),
}
REPLACEMENTS = ("canonical_collapse", "notice_200", "all_gone_day")
MISBEHAVIOURS = (*ALTERATIONS, *REPLACEMENTS)
