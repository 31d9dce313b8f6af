from tests.downloadermiddlewares.conftest import Answer
from tests.walls.pages import article, layout

PAGES = {
    "/challenge": (403, "<script>window._cf_chl_opt={}</script>", "challenge"),
    "/forbidden": (403, "<h1>Forbidden</h1>", "forbidden"),
    "/accepted": (202, "<script>gokuProps={}</script>", "challenge"),
    "/login": (200, layout("ログイン", "<input type=password>"), "login"),
    "/consent": (200, layout("Cookieの同意", ""), "consent"),
    "/soft": (200, layout("ページが見つかりません", ""), "soft_404"),
    "/expired": (200, layout("江南タイムズ", "<p>この記事は掲載期間が終了しました。</p>"), "expired"),
    "/mended": (200, layout("メンテナンス中", "<h1>ただいまメンテナンス中です</h1>"), "unavailable"),
    "/kept": (
        200,
        layout("保護中: 議事録", "<p>この投稿はパスワードで保護されています。</p><input type=password>"),
        "password",
    ),
    "/article": (200, article("「ページが見つかりません」が話題に"), 200),
    "/gone": (410, "<h1>Gone</h1>", 410),
}


def test_each_answer_that_is_no_page_reaches_the_errback_with_its_reason(server, crawl):
    def script(path, nth, headers):
        status, body, _ = PAGES.get(path, (404, "", None))
        return Answer(status, body.encode())

    server.script = script

    told = crawl([f"{server.url}{path}" for path in PAGES])

    assert told.fates == {f"{server.url}{path}": reason for path, (_, _, reason) in PAGES.items()}
    assert told.stats["newscrawl/blocked/page_count/challenge"] == 2
    assert told.stats["newscrawl/gone/page_count/soft_404"] == 1
    assert told.stats["newscrawl/unavailable/page_count"] == 1
    assert told.stats["newscrawl/protected/page_count"] == 1
    assert "ERROR" not in told.log
