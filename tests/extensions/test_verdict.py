"""What a run came to."""

from collections import Counter
from typing import Any

import pytest

from newscrawl.dataset.run.field_regression import LostField
from newscrawl.extensions.verdict import RunFacts, Shares, judge

SHARES = Shares(failed=0.2, blocked=0.1, unreadable=0.5)
WELL: dict[str, Any] = {
    "close_reason": "finished",
    "front_pages_read": 1,
    "list_entries": 20,
    "articles_read": 20,
    "fates": {"stored": 20, "read": 5},
}

RUNS: dict[str, tuple[dict[str, Any], str, int, str]] = {
    "all well": ({}, "done", 0, "20 stored"),
    "nothing new": ({"fates": {"known": 20, "read": 5}, "articles_read": 0}, "done", 0, "20 known"),
    "a few failed": ({"fates": {"stored": 20, "read": 5, "failed": 2}}, "done", 0, "2 failed"),
    "the only page that was due gave nothing": (
        {
            "fates": {"known": 20, "failed": 1},
            "articles_read": 0,
            "articles_unreadable": 1,
            "failures": {"too_slow": 1},
        },
        "done",
        0,
        "1 failed",
    ),
    "all of three pages gave nothing": (
        {"fates": {"known": 20, "failed": 3}, "articles_read": 0, "articles_unreadable": 3, "failures": {"no_body": 3}},
        "layout_changed",
        3,
        "3 of 3 article pages gave no article",
    ),
    "three pages are for subscribers": (
        {"fates": {"known": 20, "failed": 3}, "articles_read": 0, "failures": {"subscribers_only": 3}},
        "done",
        0,
        "3 failed",
    ),
    "three pages ask for a password": (
        {"fates": {"known": 20, "failed": 3, "read": 4}, "articles_read": 0, "failures": {"password": 3}},
        "done",
        0,
        "3 failed",
    ),
    "many failed": (
        {"fates": {"stored": 10, "read": 5, "failed": 10}, "failures": {"http_500": 10}},
        "failed",
        1,
        "10 × http_500",
    ),
    "the portal is gone": (
        {"front_pages_read": 0, "fates": {"failed": 1}, "failures": {"connection_refused": 1}},
        "failed",
        1,
        "connection_refused",
    ),
    "the front page is gone": ({"front_pages_read": 0, "fates": {"gone": 1}}, "failed", 1, "start_urls"),
    "the portal is on a private network": (
        {"front_pages_read": 0, "private_count": 1, "fates": {"offsite": 1}},
        "failed",
        1,
        "allow_private_addresses",
    ),
    "the portal's name resolves to a private address": (
        {"close_reason": "robots_unavailable", "front_pages_read": 0, "private_count": 1, "fates": {"offsite": 1}},
        "failed",
        1,
        "allow_private_addresses",
    ),
    "a redirect to a private address": (
        {"private_count": 1, "fates": {"stored": 20, "offsite": 1}},
        "done",
        0,
        "20 stored",
    ),
    "a callback raised": ({"exceptions": {"KeyError": 1}}, "failed", 1, "1 KeyError"),
    "the disk is full": ({"dataset_error": "No space left"}, "failed", 1, "No space left"),
    "robots.txt forbids all": ({"front_pages_read": 0, "fates": {"robots": 1}}, "blocked", 4, "by robots.txt"),
    "robots.txt is out of order": (
        {"close_reason": "robots_unavailable", "front_pages_read": 0, "fates": {"failed": 1}},
        "failed",
        1,
        "try later",
    ),
    "one article of a quiet run asks for a login": (
        {"fates": {"known": 20, "read": 2, "blocked": 1}, "article_fates": {"known": 20, "blocked": 1}},
        "done",
        0,
        "20 known, 1 refused",
    ),
    "two articles of a quiet run give errors": (
        {
            "fates": {"known": 20, "read": 2, "failed": 2},
            "article_fates": {"known": 20, "failed": 2},
            "failures": {"http_500": 2},
        },
        "done",
        0,
        "2 failed",
    ),
    "a section of a quiet run gives an error": (
        {
            "fates": {"known": 20, "read": 2, "failed": 1},
            "article_fates": {"known": 20},
            "failures": {"http_500": 1},
        },
        "failed",
        1,
        "1 of 3 requests failed",
    ),
    "three articles of a quiet run ask for a login": (
        {"fates": {"known": 20, "read": 2, "blocked": 3}, "article_fates": {"known": 20, "blocked": 3}},
        "blocked",
        4,
        "3 of 5",
    ),
    "many refusals": ({"fates": {"stored": 10, "blocked": 3}}, "blocked", 4, "3 of 13"),
    "few refusals": ({"fates": {"stored": 100, "blocked": 3}}, "done", 0, "100 stored"),
    "no list leads anywhere": ({"list_entries": 0}, "layout_changed", 3, "--explain"),
    "no section is linked": ({"has_section_rules": True, "sections_seen": 0}, "layout_changed", 3, "no section"),
    "a portal without sections": ({"has_section_rules": False, "sections_seen": 0}, "done", 0, "20 stored"),
    "articles without headline": ({"articles_read": 3, "articles_unreadable": 7}, "layout_changed", 3, "7 of 10"),
    "a field is lost": (
        {"lost_fields": (LostField("authors", 20, 50, 0.98),)},
        "layout_changed",
        3,
        "authors in 0 of the last 20 articles, in 98% of 50 before; try 'newscrawl extract",
    ),
    "one text for all": (
        {"suspicions": ("the portal serves one text for 8 articles",), "visit_findings": ("tags reads differently",)},
        "suspicious",
        3,
        "one text for 8 articles; tags reads differently; what was known stays",
    ),
    "another layout": ({"visit_findings": ("tags reads differently",)}, "layout_changed", 3, "what was known stays"),
    "another run": ({"close_reason": "dataset_locked", "dataset_error": "pid 7"}, "locked", 5, "pid 7"),
    "time is up": ({"close_reason": "closespider_timeout"}, "stopped", 6, "run it again"),
    "a signal": ({"close_reason": "shutdown"}, "stopped", 6, "signal"),
    "a signal before the first page": (
        {"close_reason": "shutdown", "front_pages_read": 0, "fates": {"budget": 1}},
        "stopped",
        6,
        "1 left for next time",
    ),
    "time is up and all failed": (
        {"close_reason": "closespider_timeout", "fates": {"failed": 20, "read": 1}},
        "failed",
        1,
        "20 of 21",
    ),
    "an unknown section": ({"close_reason": "unknown_section"}, "wrong_usage", 2, "-a sections"),
    "an unknown reason": ({"close_reason": "cancelled"}, "failed", 1, "cancelled"),
}


@pytest.mark.parametrize(("facts", "verdict", "exit_code", "words"), RUNS.values(), ids=RUNS.keys())
def test_a_run_is_judged_by_the_worst_that_is_true_of_it(
    facts: dict[str, Any], verdict: str, exit_code: int, words: str
) -> None:
    given = WELL | facts
    for name in ("fates", "article_fates", "failures", "exceptions"):
        given[name] = Counter(given.get(name, {}))

    judgement = judge(RunFacts(**given), SHARES)

    assert (judgement.verdict, judgement.exit_code) == (verdict, exit_code)
    assert words in judgement.sentence
