"""What makes real pages heavy: style sheets, scripts, menus of a site that has grown for years."""

from __future__ import annotations

from functools import cache

from newscrawl.demo.newsroom.draws import draws, number

SKIP_LINKS = (
    "メインメニューへスキップ(上段)",
    "メインコンテンツへスキップ",
    "メインメニューへスキップ(下段)",
)
FOOTER_LINKS = (
    ("/company.html", "会社概要"),
    ("/contact/", "お問い合わせ"),
    ("/policy.html", "プライバシーポリシー"),
    ("/terms.html", "利用規約"),
    ("/ad/guide.pdf", "広告掲載について"),
    ("/search?q=%E8%A9%B1%E9%A1%8C", "記事を検索"),
    ("/login?next=%2F", "ログイン"),
    ("mailto:desk@kangnamtimes-demo.example", "編集部へのご意見"),
    ("https://partner.example/kangnam", "提携サイト"),
)
ADVERTS = (
    ("https://ads.example/click?c=101", "【PR】三日で変わる？ 話題の枕を試した"),
    ("https://ads.example/click?c=102", "広告：駅近の新築マンション、来場予約受付中"),
    ("https://ads.example/click?c=103", "スポンサー：海外送金の手数料を比べる"),
    ("https://ads.example/click?c=104", "PR 工場直送の鍋セットが今だけ半額"),
)
_PROPERTIES = (
    "margin:{a}px {b}px",
    "padding:{a}px",
    "color:#{c:06x}",
    "font-size:{b}px",
    "line-height:1.{a}",
    "background:#{c:06x} url(/img/bg{a}.png) no-repeat {b}px 50%",
    "border-bottom:1px solid #{c:06x}",
    "max-width:{b}%",
    "transition:opacity .{a}s ease-in-out",
    "grid-template-columns:repeat({a},minmax(0,{b}fr))",
)


def social_links(address: str) -> tuple[tuple[str, str], ...]:
    """Return the usual buttons that share *address*: where they lead, and their words."""
    return (
        (f"https://social.example/share?u={address}", "シェア"),
        (f"https://post.example/intent?url={address}", "ポスト"),
        (f"https://bookmark.example/add?u={address}", "ブックマーク"),
        (f"https://talk.example/send?{address}", "送る"),
    )


@cache
def style(names: tuple[str, ...], size: int) -> str:
    """Return about *size* characters of CSS for classes of those *names*."""
    chance = draws("style", *names)
    rules: list[str] = []
    total = 0
    while total < size:
        name = f".{chance.choice(names)}"
        inner = chance.choice(("", " a", " li", ":hover", ">div", " span:first-child", "::after", " img"))
        body = ";".join(
            pattern.format(a=chance.randint(1, 9), b=chance.randint(10, 98), c=chance.getrandbits(24))
            for pattern in chance.sample(_PROPERTIES, 4)
        )
        rules.append(f"{name}{inner}{{{body}}}")
        total += len(rules[-1])
    return "\n".join(rules)


@cache
def script(place: str, size: int = 5000) -> str:
    """Return about *size* characters of JavaScript, as consent managers, counters and advert slots bring them."""
    chance = draws("script", place)
    lines = [f"(function(w,d,s){{'use strict';var q=w.__q{chance.getrandbits(20):x}=w.__q||[];"]
    total = 0
    while total < size:
        key = f"{chance.getrandbits(32):08x}"
        lines.append(
            f"q.push({{slot:'/8812/{key}/p{chance.randint(1, 40)}',size:[[{chance.randint(100, 970)},"
            f"{chance.randint(50, 600)}],'fluid'],lazy:!{chance.randint(0, 1)},label:'広告 {key[:4]}',"
            f"render:function(n){{n.innerHTML='<a href=\"/click/{key}\">続きを読む<\\/a>';}}}});"
        )
        total += len(lines[-1])
    lines.append("})(window,document,'script');")
    return "\n".join(lines)


def script_count(path: str) -> int:
    """Return how many scripts the page at *path* carries: some pages are heavier than others."""
    return 4 + number("scripts", path) % 5
