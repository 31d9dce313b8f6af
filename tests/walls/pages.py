"""Pages of a portal as its layout prints them: menu, rankings and footer around what the page has to say."""

from __future__ import annotations

PARAGRAPH = (
    "<p>同社の広報担当者は26日の会見で、新しい仕組みについて「利用者の声を聞いて決めた」と説明した。"
    "来月から順に始め、年内には全国に広げる予定だという。現場からは期待と不安の両方が聞かれた。</p>"
)
MENU = "".join(f'<li><a href="/category/{name}">{name}</a></li>' for name in ("国際・政治", "エンタメ", "気になる"))
RANKING = (
    "<h3>[国際・政治] ランキング</h3><ol>"
    + "".join(f'<li><a href="/articles/{n}">話題の見出し その{n}は少し長い</a></li>' for n in range(1, 30))
    + "</ol><p>ログイン</p>"
)


def layout(title: str, main: str, *, extra: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{title} | 江南タイムズ</title><script>var a = '404 Not Found';</script></head>"
        f"<body><header><ul>{MENU}<li><a href='/login'>ログイン</a></li></ul></header><main>{main}</main><aside>{RANKING}</aside>"
        f"{extra}<footer><p>当サイトの記事・写真・図表の無断転載を禁じます。著作権は江南タイムズまたは情報提供者に帰属します。</p></footer>"
        "</body></html>"
    )


def article(headline: str, first: str = "", *, count: int = 8, extra: str = "") -> str:
    opening = f"<p>{first}</p>" if first else ""
    return layout(headline, f"<h1>{headline}</h1>{opening}{PARAGRAPH * count}{extra}")
