from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from newscrawl.dataset import FATES, UrlOutcomes


def test_a_url_is_seen_for_the_first_time_once() -> None:
    fates = UrlOutcomes()

    assert fates.see("https://demo.example/a/1", "article")
    assert not fates.see("https://demo.example/a/1", "article")
    assert fates.seen_count == 1
    assert fates.counts_by_kind() == {"article": {"open": 1}}


@given(
    some.lists(
        some.tuples(some.sampled_from("abcdef"), some.sampled_from((*FATES, "see")), some.sampled_from(("", "timeout")))
    )
)
def test_fates_add_up_to_the_urls_seen(events: list[tuple[str, str, str]]) -> None:
    fates = UrlOutcomes()
    for url, event, reason in events:
        if event == "see":
            fates.see(url, "article")
        else:
            fates.settle(url, event, reason)

    assert fates.seen_count == len({url for url, _, _ in events})
    open_count = sum(own.get("open", 0) for own in fates.counts_by_kind().values())
    assert sum(fates.counts().values()) + open_count == fates.seen_count
    assert sum(fates.failures().values()) == fates.counts().get("failed", 0)
    assert sum(sum(own.values()) for own in fates.counts_by_kind().values()) == fates.seen_count


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ("stored", "known", "stored"),
        ("known", "unchanged", "unchanged"),
        ("failed", "stored", "stored"),
        ("stored", "budget", "stored"),
        ("budget", "known", "known"),
        ("not_modified", "robots", "not_modified"),
    ],
)
def test_the_outcome_of_a_visit_stands_over_what_was_decided_without_asking(
    first: str, second: str, stands: str
) -> None:
    fates = UrlOutcomes()

    fates.settle("https://demo.example/a/1", first)
    fates.settle("https://demo.example/a/1", second)

    assert fates.counts() == {stands: 1}


def test_a_failure_that_ended_well_is_no_failure() -> None:
    fates = UrlOutcomes()
    fates.settle("https://demo.example/a/1", "failed", "timeout")
    fates.settle("https://demo.example/a/2", "failed", "dns")

    fates.settle("https://demo.example/a/1", "stored")

    assert fates.failures() == {"dns": 1}


def test_what_is_left_at_the_end_gets_one_fate() -> None:
    fates = UrlOutcomes()
    fates.see("https://demo.example/a/1", "article")
    fates.see("https://demo.example/a/2", "article")
    fates.settle("https://demo.example/a/2", "stored")

    assert fates.settle_rest("budget") == 1
    assert fates.counts_by_kind() == {"article": {"stored": 1, "budget": 1}}


def test_a_fate_that_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of stored"):
        UrlOutcomes().settle("https://demo.example/", "eaten")
