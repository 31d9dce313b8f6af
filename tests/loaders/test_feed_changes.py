"""A feed that contradicts the time of modification that the page prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newscrawl.items import content_digest
from newscrawl.loaders.feeds.feed import FeedEntry
from newscrawl.loaders.feeds.merge import merge_feed_fields
from tests.dataset.records import START, article

PRINTED = article(1, run_id="r", modified_at=START, sources={"modified_at": "jsonld:dateModified"})


@pytest.mark.parametrize(
    ("changed_at", "published_at", "names"),
    [
        (START + timedelta(hours=2), None, ["modified_at"]),
        (START + timedelta(seconds=20), None, []),
        (PRINTED.published_at, PRINTED.published_at, []),
    ],
    ids=["another time", "the same minute", "the time of publication again"],
)
def test_both_times_are_kept_where_the_feed_says_another_one(changed_at, published_at, names) -> None:  # type: ignore[no-untyped-def]
    entry = FeedEntry(
        url="u", position=1, changed_at=changed_at, changed_source="feed:updated", published_at=published_at
    )

    made = merge_feed_fields(PRINTED, entry)

    assert (made.modified_at, list(made.disagreements)) == (PRINTED.modified_at, names)
    assert replace(made, disagreements={}) == PRINTED


@pytest.mark.parametrize(
    ("labels", "tags", "section"),
    [
        (("水族館", "灯台", "地域"), ("水族館", "灯台"), "地域"),
        (("水族館", "灯台"), ("水族館", "灯台"), None),
        (("地域", "水族館"), (), "地域"),
        (("地域",), ("地域", "水族館"), "地域"),
    ],
    ids=["keywords first", "keywords alone", "keywords unknown", "one label"],
)
def test_of_a_feeds_labels_those_are_no_section_that_the_page_calls_keywords(
    labels: tuple[str, ...], tags: tuple[str, ...], section: str | None
) -> None:
    entry = FeedEntry(url="u", position=1, sections=labels, section_source="feed:category")
    page = article(1, run_id="r", section=None, tags=tags)

    assert merge_feed_fields(page, entry).section == section


@pytest.mark.parametrize(
    ("labels", "names"),
    [(("経済",), ["section"]), (("国際･政治 ",), []), (("経済", "国際・政治"), [])],
    ids=["another section", "the same in half width", "several labels"],
)
def test_a_feeds_only_label_is_kept_beside_the_pages_section_where_they_differ(
    labels: tuple[str, ...], names: list[str]
) -> None:
    entry = FeedEntry(url="u", position=1, sections=labels, section_source="feed:category")
    page = article(1, run_id="r", section="国際・政治", sources={"section": "jsonld:articleSection"})

    made = merge_feed_fields(page, entry)

    assert (made.section, list(made.disagreements)) == ("国際・政治", names)


@pytest.mark.parametrize("rule", ["general:printed_time", "general:url", "jsonld:datePublished"])
@pytest.mark.parametrize("hours", [0, 9, 30])
def test_what_a_feed_gives_beside_a_page_is_in_no_digest_as_an_article_leaves_its_feed(rule: str, hours: int) -> None:
    day = START.replace(hour=0, minute=0, second=0, microsecond=0)
    page = article(1, run_id="r", published_at=day, sources={"published_at": rule})
    entry = FeedEntry(url="u", position=1, published_at=day + timedelta(hours=hours), published_source="feed:pubDate")

    made = merge_feed_fields(page, entry)

    assert made.published_at == day
    assert content_digest(made) == content_digest(page)
