"""Pages that answer 200 and stand in the place of an article, in our own words: name → page."""

from __future__ import annotations

from tests.walls.layouts import bare, framed

NOTICES: dict[str, str] = {
    "expired, Japanese": framed(
        "掲載期間が終了",
        "<h1>お知らせ</h1><p>お探しの記事は掲載期間が終了しました。</p><p><a href='/'>トップへ戻る</a></p>",
        lang="ja",
    ),
    "expired in a box, Japanese": framed(
        "青葉新聞デジタル",
        "<div class=box><p>この記事は、掲載期間を過ぎたため表示できません。</p><p>過去の記事はデータベースでご覧ください。</p></div>",
        lang="ja",
    ),
    "expired, German": framed(
        "Artikel nicht mehr verfügbar",
        "<h1>Dieser Artikel ist nicht mehr verfügbar</h1><p>Der Beitrag wurde aus rechtlichen Gründen entfernt.</p>",
        lang="de",
    ),
    "expired, Korean": framed(
        "기사", "<h1>삭제된 기사입니다</h1><p>해당 기사는 언론사의 요청으로 삭제되었습니다.</p>", lang="ko"
    ),
    "not found, Japanese": framed(
        "お探しのページは見つかりません",
        "<h1>お探しのページは見つかりません</h1><p>アドレスが変わったか、削除された可能性があります。アドレスをもう一度ご確認ください。</p>",
        lang="ja",
    ),
    "not found, English": framed(
        "Page not found",
        "<h1>We can't find that page</h1><p>It may have moved, or the link may be wrong.</p>",
        lang="en",
    ),
    "not found, Korean": framed(
        "페이지를 찾을 수 없습니다",
        "<h1>페이지를 찾을 수 없습니다</h1><p>요청하신 페이지가 삭제되었거나 주소가 변경되었습니다.</p>",
        lang="ko",
    ),
    "not found, German": framed(
        "Seite nicht gefunden",
        "<h1>Seite nicht gefunden</h1><p>Die angeforderte Seite existiert nicht oder wurde verschoben.</p>",
        lang="de",
    ),
    "maintenance, Japanese": bare(
        "メンテナンス中",
        "<h1>ただいまメンテナンス中です</h1><p>サービス向上のため、システムメンテナンスを実施しています。"
        "ご迷惑をおかけしますが、終了までしばらくお待ちください。</p><p>期間:11月24日 2:00~6:00</p>",
        lang="ja",
    ),
    "maintenance, English": bare(
        "Down for maintenance",
        "<h1>We'll be back soon</h1><p>The Harbour Post is down for scheduled maintenance. Please check back in an hour.</p>",
    ),
    "maintenance, Korean": bare(
        "서비스 점검 안내",
        "<h1>서비스 점검 중입니다</h1><p>보다 나은 서비스를 위해 시스템 점검을 진행하고 있습니다. 이용에 불편을 드려 죄송합니다.</p>",
        lang="ko",
    ),
    "maintenance, German": bare(
        "Wartungsarbeiten",
        "<h1>Wartungsarbeiten</h1><p>Unsere Seite wird gerade gewartet. Bitte versuchen Sie es später noch einmal.</p>",
        lang="de",
    ),
    "an empty shell": bare("青葉新聞", "<div id=root></div><script src='/static/js/main.8c1d.js'></script>", lang="ja"),
    "an empty shell that asks for JavaScript": bare(
        "The Harbour Post",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div><script src=/app.js></script>",
    ),
    "an empty shell with a title of its own, Japanese": bare(
        "港の再開発、住民説明会に二百人 | 青葉新聞",
        "<div id=__next></div><p>このサイトをご覧いただくにはJavaScriptを有効にしてください。</p><script src='/_next/a.js'></script>",
        lang="ja",
        head="<meta property='og:title' content='港の再開発、住民説明会に二百人'>"
        "<meta property='og:description' content='県は二十日、港の再開発について住民説明会を開いた。'>",
    ),
    "an old browser, Japanese": bare(
        "ご利用の環境について",
        "<h1>推奨環境のご案内</h1><p>お使いのブラウザはサポートされていません。最新のブラウザでご覧ください。</p>",
        lang="ja",
    ),
    "cookie wall, German": bare(
        "Elbkurier: Mit Werbung oder im Abo lesen",
        "<h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Details finden Sie in der "
        "Datenschutzerklärung. Wir und unsere 214 Partner verarbeiten personenbezogene Daten.</p><button>Akzeptieren und weiter</button>"
        "<h2>Pur-Abo</h2><p>Lesen Sie uns ohne Werbung für 2,99 Euro im Monat.</p><button>Jetzt abonnieren</button>",
        lang="de",
    ),
    "cookie wall, English": bare(
        "Your privacy choices",
        "<h1>We value your privacy</h1><p>We and our 812 partners store and access information on a device, such as cookies, and "
        "process personal data. You may click to consent to our and our partners' processing.</p><button>Accept all</button>",
    ),
    "cookie wall, Japanese": bare(
        "クッキーの利用に関する同意",
        "<h1>クッキーの利用に関する同意のお願い</h1><p>当サイトは利便性の向上のためクッキーを利用しています。"
        "閲覧を続けるには同意するを押してください。</p><button>同意する</button>",
        lang="ja",
    ),
    "cookie wall, Korean": bare(
        "쿠키 사용 동의",
        "<h1>쿠키 사용 동의</h1><p>본 사이트는 서비스 제공을 위해 쿠키를 사용합니다. 계속하려면 동의 버튼을 눌러 주세요.</p>"
        "<button>동의</button>",
        lang="ko",
    ),
    "age gate, English": bare(
        "Age verification",
        "<h1>Are you over 18?</h1><p>You must be of legal age to enter this site.</p><button>Yes</button>",
    ),
    "not in your country, English": bare(
        "Unavailable due to legal reasons",
        "<h1>451: Unavailable due to legal reasons</h1><p>We recognise you are attempting to access this website from a country "
        "belonging to the European Economic Area and therefore access cannot be granted at this time.</p>",
    ),
    "login, Japanese": framed(
        "ログイン",
        "<h1>ログイン</h1><form><input name=id><input type=password name=pw><button>ログイン</button></form>"
        "<p>パスワードをお忘れの方はこちら</p>",
        lang="ja",
    ),
    "login, Korean": framed(
        "로그인",
        "<h1>로그인</h1><form><input name=id><input type=password name=pw><button>로그인</button></form>",
        lang="ko",
    ),
    "login, German": framed(
        "Anmelden",
        "<h1>Anmelden</h1><form><input name=id><input type=password name=pw><button>Anmelden</button></form>",
        lang="de",
    ),
    "members only, Japanese": framed(
        "会員限定",
        "<h1>この記事は会員限定です</h1><p>続きをお読みいただくには会員登録(無料)またはログインが必要です。</p>"
        "<form><input type=email><input type=password></form>",
        lang="ja",
    ),
    "subscribers only, English": framed(
        "Subscribe to continue reading",
        "<h1>This article is for subscribers only</h1><p>Log in or choose a plan to continue reading.</p>",
        lang="en",
    ),
    "subscribers only, German": framed(
        "Nur für Abonnenten",
        "<h1>Jetzt weiterlesen mit E+</h1><p>Dieser Artikel ist nur für Abonnenten. Melden Sie sich an oder testen Sie einen "
        "Monat kostenlos.</p>",
        lang="de",
    ),
    "members only, Korean": framed(
        "회원 전용", "<h1>회원 전용 기사입니다</h1><p>로그인 후 이용하실 수 있습니다.</p>", lang="ko"
    ),
    "an error of the site, Japanese": bare(
        "エラー",
        "<h1>エラーが発生しました</h1><p>申し訳ございません。システムエラーが発生しました。しばらくしてからもう一度お試しください。</p>",
        lang="ja",
    ),
    "an error of the database, English": bare("Database Error", "<h1>Error establishing a database connection</h1>"),
}
