"""Recognises answers that are in the place of a page: bot checks, refusals, and walls of a firewall."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from newscrawl.walls.page_facts import has_many_sentences, page_facts_of

BlockReason = Literal["challenge", "rate_limited", "forbidden", "consent", "login"]
"""`challenge`: a check that only a browser passes. `rate_limited`: 429. `forbidden`: 403 or 451. `consent`: a page that
asks for consent before it shows the site. `login`: 401, or a login page."""

_HEADERS = {"cf-mitigated": "challenge", "x-amzn-waf-action": "", "x-datadome": "", "x-px-block": ""}
"""Header → the value that means a challenge; empty for any."""

# What firewalls write into their challenge pages, and into nothing else.
_CERTAIN_MARKS = (
    "_cf_chl_opt", "cf-browser-verification", "cf-challenge-running", "gokuProps", "AwsWafIntegration",
    "captcha-delivery.com", "_Incapsula_Resource", "px-captcha", "sucuri_cloudproxy_js", "ddos-guard/js-challenge",
    "/_sec/cp_challenge/", "/.well-known/sgcaptcha/",
)  # fmt: skip
# Good pages have these too (a comment form's captcha, a firewall's script): they count only beside a refusing status.
_POSSIBLE_MARKS = (
    "/cdn-cgi/challenge-platform/", "g-recaptcha", "h-captcha", "cf-turnstile", "hcaptcha.com", "recaptcha/api.js",
    "captcha", "CAPTCHA", "aws-waf-token", "Attention Required!", "Just a moment", "Access Denied", "アクセスが集中",
    "ロボットではありません", "ロボットでないこと", "人間であること", "不正なアクセス", "アクセスが制限",
)  # fmt: skip
_REFUSING = frozenset({202, 401, 403, 405, 406, 429, 503})
_PLAIN_REASONS: dict[int, BlockReason] = {401: "login", 403: "forbidden", 429: "rate_limited", 451: "forbidden"}
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


def challenge_in(status: int, headers: Mapping[str, str], body_start: str) -> BlockReason | None:
    """Return why the answer is no page of the portal; None for a page, and for an error of another kind.

    *headers* have lower-case names; *body_start* is decoded, the first 64 KB are plenty. A status of 200 needs a mark
    that only challenges have, and a page without prose: an article about captchas has text, and its comment form may
    have one.
    """
    if any(_has(headers, name, value) for name, value in _HEADERS.items()):
        return "challenge"
    if status in _REFUSING and any(mark in body_start for mark in (*_CERTAIN_MARKS, *_POSSIBLE_MARKS)):
        return "challenge"
    if status == 202 and _SCRIPT.search(body_start) and not page_facts_of(body_start).blocks:
        return "challenge"
    if 200 <= status < 300:
        return "challenge" if _is_certain(body_start) else None
    return _PLAIN_REASONS.get(status)


def _is_certain(body_start: str) -> bool:
    if has_many_sentences(body_start) or not any(mark in body_start for mark in _CERTAIN_MARKS):
        return False
    return page_facts_of(body_start).prose_count == 0


def _has(headers: Mapping[str, str], name: str, value: str) -> bool:
    found = headers.get(name)
    return found is not None and (not value or found.strip().lower() == value)
