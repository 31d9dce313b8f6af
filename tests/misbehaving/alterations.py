"""What a portal prints in place of an article, or does to its page: functions of the article and the request."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, timedelta

from tests.downloadermiddlewares.conftest import Answer
from tests.misbehaving.press import Alter, Ask
from tests.misbehaving.story import START, Story, front_page, printed

NOTICE = (
    "<html lang=ja><head><title>お知らせ</title></head><body><article><h1>読者の皆さまへ</h1><p>本日は社内の輪転機の入れ替えにあたり、"
    "紙面を小さくしてお届けしております。ご不便をおかけいたしますが、明朝にはいつもの紙面に戻りますので、どうぞよろしくお願い申し上げます。</p></article></body></html>"
)
LOGIN = (
    "<html lang=ja><head><title>ログイン</title></head><body><h1>会員ログイン</h1><form method=post><input name=mail>"
    "<input type=password name=pw><button>ログイン</button></form></body></html>"
)
MAINTENANCE = "<html lang=ja><head><title>メンテナンス中</title></head><body><h1>ただいまメンテナンス中です</h1><p>しばらくお待ちください。</p></body></html>"
CONSENT = (
    "<html lang=ja><head><title>ご確認</title></head><body><article><h1>お住まいの地域の設定</h1><p>お住まいの地域によって、表示される記事と"
    "広告が変わります。続けるには、次の一覧から地域を選び、確認の釦を押してください。設定はいつでも変えられます。</p></article></body></html>"
)


def answer(text: str, status: int = 200, **headers: str) -> Alter:
    """Answer every article with one page."""
    return lambda _story, _ask: Answer(status, text.encode(), headers)


def status(code: int, only: range = range(8)) -> Alter:
    """Answer some articles with a status."""
    return lambda story, _ask: Answer(code, b"<p>-") if story.index in only else story


def changed(**values: object) -> Alter:
    """Print every article with some values changed."""
    return lambda story, _ask: replace(story, **values)


def redirect(to: str, code: int = 302) -> Alter:
    return lambda story, ask: Answer(code, b"", {"Location": to.format(path=story.path)})


def canonical(to: str) -> Alter:
    return lambda story, ask: replace(
        story, canonical=to.format(url=ask.url, path=story.path, number=101 + story.index)
    )


def inside(*texts: str) -> Alter:
    """Print lines between the paragraphs; `{n}` is a number of the request, `{token}` a random one."""

    def alter(story: Story, ask: Ask) -> Story:
        drawn = random.Random(f"{story.index} {ask.nth} {ask.run}")
        made = (text.format(n=drawn.randrange(2, 59), token=f"{drawn.randrange(16**12):012x}") for text in texts)
        return replace(story, inside=tuple(f"<p>{text}</p>" for text in made))

    return alter


def texts(edit_text: object) -> Alter:
    """Change each paragraph by a function."""
    return lambda story, _ask: replace(story, paragraphs=tuple(edit_text(text) for text in story.paragraphs))


def rotated(*lines: str) -> Alter:
    return lambda story, ask: inside(lines[(story.index * 3 + ask.nth + ask.run) % len(lines)])(story, ask)


def canonical_swapped(story: Story, ask: Ask) -> Story:
    other = {0: 1, 1: 0}.get(story.index, story.index)
    return replace(story, canonical=ask.stories[other].canonical)


def reused(story: Story, ask: Ask) -> Story:
    return replace(story, **REUSED) if story.index == 1 else story


REUSED = {
    "headline": "灯台の一般公開、来月から週末も",
    "paragraphs": (
        "県は灯台の一般公開を来月から週末にも広げる。",
        "階段は百二十段あり、展望台からは半島の先まで見渡せる。",
        "料金は大人三百円で、雨の日は入り口で傘を借りることができる。",
    ),
    "modified_at": START + timedelta(hours=1, minutes=30),
}


def ab(story: Story, ask: Ask) -> Story:
    return replace(story, headline="速報：" + story.headline) if ask.nth % 2 and story.index % 2 == 0 else story


def now_modified(story: Story, ask: Ask) -> Story:
    return replace(story, modified_at=ask.now)


def translated(story: Story, ask: Ask) -> Story:
    words = "harbour council budget bridge winter market school festival doctor railway island museum".split()
    drawn = random.Random(story.index)
    made = tuple(" ".join(drawn.choices(words, k=40)).capitalize() + "." for _ in story.paragraphs)
    return replace(story, paragraphs=made, headline=" ".join(drawn.choices(words, k=6)).title())


def truncated(story: Story, _ask: Ask) -> Story:
    return replace(story, paragraphs=story.paragraphs[:1])


WALL = '<p class="wall">この記事は有料会員限定です。残りの文を読むには会員登録が必要です。</p>'


def walled(only: range) -> Alter:
    return lambda story, _ask: (
        replace(story, paragraphs=story.paragraphs[:2], after=WALL, is_walled=True) if story.index in only else story
    )


def spaced_author(only: range) -> Alter:
    return lambda story, _ask: (
        replace(story, author=f"{story.author[:2]} {story.author[2:]}") if story.index in only else story
    )


def shuffled(story: Story, ask: Ask) -> Story:
    tags = list(story.tags)
    return replace(story, tags=tuple(tags[::-1] if (ask.nth + story.index) % 2 else tags))


def in_zone(story: Story, _ask: Ask) -> Story:
    return replace(
        story, published_at=story.published_at.astimezone(UTC), modified_at=story.modified_at.astimezone(UTC)
    )


def token_image(story: Story, ask: Ask) -> Story:
    return replace(story, image=f"{story.image}?token={ask.run}{ask.nth}{story.index}")


def lazy(story: Story, ask: Ask) -> Story | Answer:
    page = printed(story).replace(
        f'src="{story.image}"', f'src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="{story.image}"'
    )
    return Answer(body=page.encode())


def ruby(story: Story, _ask: Ask) -> Story:
    return replace(
        story,
        paragraphs=tuple(
            text.replace("市", "<ruby>市<rt>し</rt></ruby>").replace("人", "<ruby>人<rt>ひと</rt></ruby>")
            for text in story.paragraphs
        ),
    )


def encoded(encoding: str, label: str) -> Alter:
    def alter(story: Story, _ask: Ask) -> Answer:
        page = printed(story).replace('charset="utf-8"', f'charset="{label}"')
        return Answer(
            body=page.encode(encoding, "xmlcharrefreplace"), headers={"Content-Type": f"text/html; charset={label}"}
        )

    return alter


def paged(story: Story, ask: Ask) -> Story:
    if "page=2" in ask.path:
        return replace(story, paragraphs=story.paragraphs[2:])
    pager = f'<nav><a rel="next" href="{story.path}?page=2">次のページ</a></nav>'
    return replace(
        story, paragraphs=story.paragraphs[:2], after=pager, head=f'<link rel="next" href="{story.path}?page=2">'
    )


def moved(story: Story, ask: Ask) -> Story | Answer:
    if story.index == 2 and ask.path == story.path:
        return Answer(301, b"", {"Location": "/news/9103"})
    return replace(story, canonical=f"{ask.url}/news/9103") if story.index == 2 else story


def comments(story: Story, ask: Ask) -> Story:
    lines = "".join(
        f"<li><p>とても参考になりました。続報を待っています（{n}）</p></li>" for n in range(ask.run * 3 + story.index)
    )
    return replace(story, after=f'<section id="comments"><h2>コメント</h2><ul>{lines}</ul></section>')


def related(story: Story, ask: Ask) -> Story:
    links = "".join(f'<li><a href="{one.path}">{one.headline}</a></li>' for one in ask.stories[ask.run :])
    return replace(story, after=f"<div><h2>関連記事</h2><ul>{links}</ul></div>")


def apology(story: Story, _ask: Ask) -> Story:
    if story.index != 5:
        return story
    return replace(story, **APOLOGY)


APOLOGY = {
    "paragraphs": ("この記事は事実関係に誤りがあったため取り消します。関係者の皆さまにおわびします。",),
    "modified_at": START + timedelta(hours=1),
}
NOTED = "【訂正】初出時、参加者の数に誤りがありました。正しくは十二人です。"


def correction(story: Story, _ask: Ask) -> Story:
    return replace(story, **corrected(story)) if story.index == 2 else story


def corrected(story: Story) -> dict[str, object]:
    return {"paragraphs": (*story.paragraphs, NOTED), "modified_at": START + timedelta(hours=1)}


def blog(story: Story, ask: Ask) -> Story:
    return replace(story, **entries(story, ask.run)) if story.index == 4 else story


def entries(story: Story, run: int) -> dict[str, object]:
    lines = [
        f"午後{hour}時、第{hour}試合は延長の末に決着し、観客席から長い拍手が送られた。" for hour in range(1, run + 1)
    ]
    return {"paragraphs": (*lines[::-1], *story.paragraphs), "modified_at": START + timedelta(hours=2 * run - 1)}


def silent(story: Story, _ask: Ask) -> Story:
    return replace(story, headline=SILENT) if story.index == 6 else story


SILENT = "港の再開発、住民説明会は来月に延期"


def theme_and_edit(story: Story, ask: Ask) -> Story:
    story = replace(story, theme="second")
    return replace(story, headline=SILENT) if story.index == 6 else story


def published_now(story: Story, ask: Ask) -> Story:
    return replace(story, published_at=ask.now, modified_at=ask.now)


def front_empty(ask: Ask) -> Answer:
    return Answer(body=b"<html lang=ja><title>-</title><body><h1>-</h1></body></html>")


def same(story: Story, ask: Ask) -> Story:
    other = ask.stories[0]
    return replace(
        story, headline=other.headline, paragraphs=other.paragraphs, author=other.author, section=other.section
    )


def headline(form: str) -> Alter:
    return lambda story, _ask: replace(story, headline=form.format(story.headline))


def one_silent(url: str = "") -> dict[int, tuple[dict[str, object], ...]]:
    return {6: ({"headline": SILENT},)}


def front_page_of_all(_story: Story, ask: Ask) -> Answer:
    return Answer(body=front_page(ask.stories).encode())
