"""Bot checks and refusals of firewalls, in our own words: name → status and page."""

from __future__ import annotations

from tests.walls.layouts import bare

CHALLENGES: dict[str, tuple[int, str]] = {
    "interstitial, English": (
        403,
        bare(
            "Just a moment...",
            '<div class="main-wrapper"><h1>harbour.example</h1><h2>Verifying you are human. This may take a few seconds.</h2>'
            "<p>harbour.example needs to review the security of your connection before proceeding.</p></div>"
            "<script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed'};})();</script>",
        ),
    ),
    "interstitial with status 200, Japanese": (
        200,
        bare(
            "しばらくお待ちください...",
            "<h1>aoba.example</h1><p>人間であることを確認します。これには数秒かかる場合があります。</p>"
            "<p>続行する前に、aoba.example は接続のセキュリティを確認する必要があります。</p><p>Ray ID: 8e1f</p>"
            "<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=8e1f'></script>",
            lang="ja",
        ),
    ),
    "interstitial with status 200, Korean": (
        200,
        bare(
            "잠시만 기다리십시오…",
            "<h1>hangang.example</h1><p>사람인지 확인하는 중입니다. 몇 초 정도 걸릴 수 있습니다.</p>"
            "<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1'></script>",
            lang="ko",
        ),
    ),
    "interstitial with status 200, German": (
        200,
        bare(
            "Nur einen Moment…",
            "<h1>elbe.example</h1><p>Bestätigen Sie, dass Sie ein Mensch sind. Dies kann einige Sekunden dauern.</p>"
            "<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1'></script>",
            lang="de",
        ),
    ),
    "access denied by an edge": (
        403,
        bare(
            "Access Denied",
            '<h1>Access Denied</h1>You don\'t have permission to access "http://harbour.example/news/1" on this server.'
            "<p>Reference #18.4c7d1702.1732412345.1a2b3c</p>",
        ),
    ),
    "access denied by an edge with status 200": (
        200,
        bare(
            "Access Denied",
            '<h1>Access Denied</h1>You don\'t have permission to access "http://harbour.example/news/1" on this server.'
            "<p>Reference #18.4c7d1702.1732412345.1a2b3c</p>",
        ),
    ),
    "a script that makes a cookie": (
        200,
        bare(
            "",
            "<noscript>Please enable JavaScript to view the page content.</noscript>"
            "<script src='/akam/13/5f3a'></script><script>var bmak={};location.reload(true);</script>",
        ),
    ),
    "slider captcha": (
        403,
        bare(
            "harbour.example",
            "<p id=cmsg>Please enable JS and disable any ad blocker</p>"
            "<script>var dd={'rt':'c','cid':'AHrl','host':'geo.captcha-delivery.com'}</script>"
            "<script src='https://ct.captcha-delivery.com/c.js'></script>",
        ),
    ),
    "slider captcha with status 200": (
        200,
        bare(
            "harbour.example",
            "<p id=cmsg>Please enable JS and disable any ad blocker</p>"
            "<script>var dd={'rt':'c','cid':'AHrl','host':'geo.captcha-delivery.com'}</script>",
        ),
    ),
    "press and hold": (
        200,
        bare(
            "Access to this page has been denied",
            "<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1><div id='px-captcha'></div>"
            "<p>Access to this page has been denied because we believe you are using automation tools to browse the website.</p>",
        ),
    ),
    "pardon our interruption": (
        200,
        bare(
            "Pardon Our Interruption",
            "<h1>Pardon Our Interruption...</h1><p>As you were browsing something about your browser made us think you "
            "were a bot. There are a few reasons this might happen:</p><ul><li>You've disabled JavaScript.</li>"
            "<li>You're moving through this website with super-human speed.</li></ul>"
            "<p>To regain access, please make sure that cookies and JavaScript are enabled.</p>",
        ),
    ),
    "picture riddle, Japanese": (
        200,
        bare(
            "アクセスの確認",
            "<h1>アクセスの確認</h1><p>お客様のネットワークから通常と異なるアクセスが検出されました。"
            "ロボットではないことを確認するため、画像に表示されている文字を入力してください。</p>"
            "<form><input name=captcha><button>送信</button></form>",
            lang="ja",
        ),
    ),
    "picture riddle, Korean": (
        200,
        bare(
            "자동 입력 방지",
            "<h1>자동입력 방지 문자</h1><p>비정상적인 접근이 감지되었습니다. 로봇이 아닙니다를 확인하기 위해 아래 문자를 입력해 주세요.</p>"
            "<form><input name=captcha><button>확인</button></form>",
            lang="ko",
        ),
    ),
    "too many requests with status 200, German": (
        200,
        bare(
            "Sicherheitsüberprüfung",
            "<h1>Sicherheitsüberprüfung</h1><p>Wir haben ungewöhnlichen Datenverkehr aus Ihrem Netzwerk festgestellt. "
            "Bitte bestätigen Sie, dass Sie kein Roboter sind.</p><div class='g-recaptcha'></div>",
            lang="de",
        ),
    ),
    "busy, Japanese": (
        503,
        bare(
            "混雑しています",
            "<h1>ただいまアクセスが集中しています</h1><p>時間をおいて再度お試しください。</p>",
            lang="ja",
        ),
    ),
}
