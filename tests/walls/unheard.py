"""Notices in words that no list has, and articles whose headline is one: name → page."""

from __future__ import annotations

from tests.walls.layouts import article, bare, framed

UNHEARD: dict[str, str] = {
    "check, Japanese": bare(
        "ちょっと待ってください",
        "<h1>ボットではないことをご確認ください</h1><p>続けるには、下のチェックボックスを押してください。</p>",
        lang="ja",
    ),
    "refused, Japanese": bare(
        "アクセスできません",
        "<h1>アクセスが許可されていません</h1><p>お使いのネットワークからはこのページをご覧いただけません。</p>",
        lang="ja",
    ),
    "busy, Japanese": bare(
        "エラーページ",
        "<h1>ご迷惑をおかけしております</h1><p>ただいまサーバーが大変混み合っています。しばらくたってから再読み込みしてください。</p>",
        lang="ja",
    ),
    "consent, Japanese": bare(
        "Cookieについて",
        "<h1>Cookieの利用にご同意ください</h1><p>当社は広告の表示と分析のためにCookieを使います。</p><button>すべて許可</button>",
        lang="ja",
    ),
    "check, English": bare(
        "One more step",
        "<h1>Please complete the security check to access harbour.example</h1><p>Why do I have to complete a CAPTCHA?</p>",
    ),
    "check, German": bare(
        "Einen Moment bitte",
        "<h1>Wir prüfen Ihren Browser</h1><p>Dieser Vorgang läuft automatisch ab. Sie werden in Kürze weitergeleitet.</p>",
        lang="de",
    ),
    "not there, German": framed(
        "Fehler 404", "<h1>Diese Seite gibt es nicht mehr</h1><p>Vielleicht hilft die Suche weiter.</p>", lang="de"
    ),
    "consent, German": bare(
        "Ihre Privatsphäre",
        "<h1>Ihre Privatsphäre ist uns wichtig</h1><p>Wir und unsere Partner speichern Cookies auf Ihrem Gerät.</p>"
        "<button>Alle akzeptieren</button>",
        lang="de",
    ),
    "subscribers, German": framed(
        "Weiterlesen mit Abo",
        "<h1>Weiterlesen nur mit Abo</h1><p>Testen Sie uns vier Wochen für einen Euro.</p>",
        lang="de",
    ),
    "refused, Korean": bare(
        "접속이 차단되었습니다",
        "<h1>접속이 차단되었습니다</h1><p>비정상적인 요청으로 접속이 제한되었습니다. 관리자에게 문의하세요.</p>",
        lang="ko",
    ),
    "not there, Korean": framed(
        "존재하지 않는 기사입니다", "<h1>존재하지 않는 기사입니다</h1><p>주소를 다시 확인해 주세요.</p>", lang="ko"
    ),
    "subscribers, Korean": framed(
        "구독자 전용",
        "<h1>이 기사는 구독자만 볼 수 있습니다</h1><p>구독하시면 모든 기사를 읽으실 수 있습니다.</p>",
        lang="ko",
    ),
}

NAMESAKES: dict[str, str] = {
    "a film called as a notice, German": article(
        "Wartungsarbeiten",
        "Der neue Film von Lena Voss heißt wie das, wovon er handelt: Eine Technikerin repariert nachts die Aufzüge der Stadt.",
        "Die Kamera verlässt nie den Schacht. Das ist klug und manchmal sehr komisch. Am Donnerstag kommt der Film ins Kino.",
        lang="de",
    ),
    "an album called as a notice, English": article(
        "Unavailable",
        "The band that nobody could book for nine years returns with an album of that name. It was recorded near Hexham.",
        "Eleven songs, most of them slow, none of them about love. The first concert is on 4 March in Leith.",
        lang="en",
    ),
    "a question, English": article(
        "Are you a robot? A chess champion asks the question again",
        "The grandmaster walked out after eleven moves on Saturday. He said his young opponent had played like a machine.",
        "Officials searched both players and found nothing. The game will be replayed in May.",
        lang="en",
    ),
    "a failure of one paragraph, Japanese": article(
        "エラーが発生しました 選挙速報サイトで表示続く",
        "県の選挙速報サイトで十九日夜、エラー画面が二時間続いた。アクセスが集中したことが原因とみられる。",
        lang="ja",
    ),
    "one paragraph for members, its title marked, Japanese": article(
        "港の再開発、住民の七割が賛成",
        "県が二十日に公表した調査で、港の再開発に賛成する住民が七割に上った。反対の多くは渋滞を理由に挙げている。",
        lang="ja",
    ).replace("七割が賛成 | ", "七割が賛成 | 会員限定記事 | ", 1),
    "a refusal at a door, Japanese": article(
        "「会員限定です」と断られた男性、店を提訴",
        "入店を断られた男性が二十日、飲食店に慰謝料を求めて提訴した。店側は争う姿勢を示している。",
        lang="ja",
    ),
}

TEASER = article(
    "港の再開発、費用は倍に",
    "県は二十日、港の再開発にかかる費用が当初の倍の四百億円になると発表した。",
    "この記事は有料会員限定です。残り1280文字",
    lang="ja",
)
"""The beginning of an article for members: a record that says so."""
