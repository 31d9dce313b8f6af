"""Lines that keep the rest of a text for members, in many forms, end the text and set `is_paywalled`."""

from __future__ import annotations

import pytest

from newscrawl.api import extract

WALLS = """
ここから先は有料会員限定のコンテンツです
ここから先は会員限定です
この先は有料会員のみ閲覧できます。
この記事は定期購読者のみ閲覧できます。
プレミアム会員限定の記事です。
デジタル会員限定記事
読者会員限定です。
こちらは有料記事です。
ここから先は有料部分です
残り1,203文字（全文：1,560文字）
続きをみるには 残り 1,200字／画像3枚
この記事をお読みいただくには、会員登録が必要です。
有料プランに登録すると続きが読めます
今すぐ登録して続きを読む
The rest of this article is for subscribers only.
This post is for paying subscribers only
This post is for subscribers on the Harbour tier only
Subscribe to read the full story.
Please log in to continue reading.
To continue reading, please subscribe.
You have reached your free article limit.
Cet article est réservé aux abonnés.
Contenido exclusivo para suscriptores
이 기사는 유료 회원 전용입니다.
登录后可阅读全文
無料会員登録で続きが読めます
会員登録（無料）で全文をお読みいただけます
ここから先をお読みいただくには定期購読のお申し込みが必要です
訂閱會員即可閱讀全文
加入會員，解鎖完整內容
请登录后继续阅读全文
付费后即可查看完整报道
本文為會員專屬文章
이 기사의 전문은 구독 후 읽을 수 있습니다.
로그인하면 나머지 내용을 보실 수 있습니다
로그인 후 전체 기사 보기
""".strip().split("\n")
TEXT = [
    "灯台の町として知られる岬町で、古い倉庫を改めた劇場が来月開く。客席は120で、町の人が交代で受付に立つという。",
    "こけら落としには地元の高校の演劇部が出る。部長は「海の音が聞こえる舞台は初めて」と話し、稽古を重ねている。",
]


def _read(html: str) -> tuple[list[str], bool | None]:
    article = extract(
        f"<h1>岬町に倉庫の劇場</h1><article>{html}</article>", "https://www.example.jp/n/4455.html"
    ).article
    assert article is not None
    return article.body.split("\n\n"), article.is_paywalled


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in lines)


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_among_the_paragraphs_is_no_text(wall: str) -> None:
    assert _read(_paragraphs([*TEXT, wall])) == (TEXT, True)


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_in_a_box_below_the_text_is_seen(wall: str) -> None:
    box = f'<div class="k"><p>{wall}</p><a href="/join">詳しく</a></div>'

    assert _read(f"<div>{_paragraphs(TEXT)}</div>{box}") == (TEXT, True)
