import pytest

from newscrawl.walls.challenge import challenge_in
from tests.walls.pages import article, layout

WAIT = "<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript.</p>{}</body></html>"
CHALLENGES = [
    (403, {}, WAIT.format("<script>window._cf_chl_opt={cType:'managed'}</script>")),
    (503, {}, WAIT.format('<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script>')),
    (403, {"cf-mitigated": "challenge"}, ""),
    (202, {"x-amzn-waf-action": "challenge"}, ""),
    (202, {}, "<html><head><script>window.gokuProps={}</script></head><body><div id=c></div></body></html>"),
    (202, {}, "<html><body><script src='/x.js'></script></body></html>"),
    (405, {}, "<html><body><script>AwsWafIntegration.saveReferrer()</script><h1>Human Verification</h1></body></html>"),
    (403, {}, "<script src='https://ct.captcha-delivery.com/c.js'></script>"),
    (200, {}, "<html><body><iframe src='/_Incapsula_Resource?x=1'></iframe></body></html>"),
    (429, {}, "<p>ロボットではありませんか? 下の<div class='g-recaptcha'></div></p>"),
    (403, {}, "<h1>アクセスが制限されています</h1>"),
]


@pytest.mark.parametrize(("status", "headers", "body"), CHALLENGES)
def test_a_challenge_is_recognised(status, headers, body):
    assert challenge_in(status, headers, body) == "challenge"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "login"),
        (403, "forbidden"),
        (429, "rate_limited"),
        (451, "forbidden"),
        (404, None),
        (500, None),
        (200, None),
    ],
)
def test_a_plain_refusal_is_known_by_its_status(status, reason):
    assert challenge_in(status, {}, "<h1>Error</h1>") == reason


def test_an_article_about_captchas_is_a_page():
    body = article(
        "CAPTCHAは時代遅れ? 「ロボットではありません」の裏側",
        "クラウドフレアのJust a moment画面や、_cf_chl_optという変数名を見たことがある人も多いだろう。",
    )

    assert challenge_in(200, {}, body) is None


def test_an_article_with_a_captcha_in_its_comment_form_and_a_firewalls_script_is_a_page():
    extra = "<form><div class='g-recaptcha cf-turnstile'></div></form><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"

    assert challenge_in(200, {"server": "cloudflare", "cf-ray": "x"}, article("見出し", extra=extra)) is None


def test_a_section_page_behind_a_firewall_is_a_page():
    assert challenge_in(200, {}, layout("国際・政治", "", extra="<div class='h-captcha'></div>")) is None


def test_a_202_with_a_page_is_a_page():
    assert challenge_in(202, {}, article("見出し", extra="<script>1</script>")) is None
