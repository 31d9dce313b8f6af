"""The frames of pages: what stands around an article or a wall on real portals."""

from __future__ import annotations

MENUS = {
    "ja": ("国際", "経済", "スポーツ", "ログイン", "会員登録", "利用規約", "© 青葉新聞社"),
    "en": ("World", "Business", "Sport", "Log in", "Subscribe", "Terms of use", "© The Harbour Post"),
    "ko": ("국제", "경제", "스포츠", "로그인", "회원가입", "이용약관", "© 한강일보"),
    "de": ("Welt", "Wirtschaft", "Sport", "Anmelden", "Abo", "Impressum", "© Elbkurier"),
}
SITES = {"ja": "青葉新聞", "en": "The Harbour Post", "ko": "한강일보", "de": "Elbkurier"}


def bare(title: str, body: str, *, lang: str = "en", head: str = "") -> str:
    """Return a page without any frame, as firewalls send it."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def framed(title: str, main: str, *, lang: str, head: str = "", beside: str = "") -> str:
    """Return a page of a portal: menu, *main*, a list of other articles, footer."""
    *links, foot = MENUS[lang]
    menu = "".join(f'<li><a href="/{number}/">{label}</a></li>' for number, label in enumerate(links))
    ranking = "".join(
        f'<li><a href="/news/{number}.html">{HEADLINES[lang][number % 4]}</a></li>' for number in range(8)
    )
    body = (
        f"<header><ul>{menu}</ul></header><main>{main}</main><aside><h3>TOP</h3><ol>{ranking}</ol></aside>{beside}"
        f"<footer><p>{foot}</p></footer>"
    )
    return bare(f"{title} | {SITES[lang]}", body, lang=lang, head=head)


def article(headline: str, *paragraphs: str, lang: str, beside: str = "", head: str = "") -> str:
    """Return an article's page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    time = '<time datetime="2026-11-20T09:00:00+09:00">2026-11-20 09:00</time>'
    main = f"<article><h1>{headline}</h1>{time}<div class=text>{text}</div></article>"
    return framed(headline, main, lang=lang, beside=beside, head=head)


HEADLINES = {
    "ja": ("港の再開発、住民説明会に二百人", "新駅の名前が決まる", "県立美術館で古地図展", "稲の収穫、例年より早く"),
    "en": (
        "Harbour plan draws two hundred residents",
        "Name chosen for the new station",
        "Old maps at the county museum",
        "Early harvest surprises growers",
    ),
    "ko": ("항만 재개발 설명회에 주민 이백 명", "새 역 이름 확정", "도립 미술관 고지도 전시", "벼 수확 예년보다 빨라"),
    "de": (
        "Hafenpläne locken zweihundert Anwohner",
        "Neuer Bahnhof bekommt seinen Namen",
        "Alte Karten im Landesmuseum",
        "Ernte beginnt früher als sonst",
    ),
}
