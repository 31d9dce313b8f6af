"""The demo's world is a pure function of seed, size and time."""

from datetime import UTC, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.newsroom.snapshot import Snapshot
from newscrawl.demo.newsroom.stories import changed_at, headline_at, modified_at, story_at
from newscrawl.demo.web.demo_site import Site
from newscrawl.text import character_ngrams

BASE = "http://127.0.0.1:8765"


def similarity(first: str, second: str) -> float:
    one, other = set(character_ngrams(first)), set(character_ngrams(second))
    return len(one & other) / len(one | other)


def test_the_same_seed_and_time_give_the_same_bytes():
    paths = ("/", "/cars/", "/feed.xml", "/sitemap-1.xml", "/world/40004.html", "/sports/40009.html")
    first, second = (DemoPortal(7, 60) for _ in range(2))

    bytes_of = [[Site(each, BASE).answer(path, each.start).body for path in paths] for each in (first, second)]

    assert bytes_of[0] == bytes_of[1]


def test_another_seed_gives_another_world():
    one, other = DemoPortal(1, 30), DemoPortal(2, 30)

    headlines = [[headline_at(portal, index, portal.start) for index in range(30)] for portal in (one, other)]

    assert not set(headlines[0]) & set(headlines[1])


@pytest.mark.parametrize("article_count", [20, 200, 1000, 100_000])
def test_at_its_start_the_world_has_as_many_articles_as_asked_for(article_count):
    portal = DemoPortal(3, article_count)

    assert abs(portal.count_at(portal.start) - article_count) <= 1


@given(index=st.integers(0, 5000), seed=st.integers(0, 50))
@settings(max_examples=80)
def test_articles_appear_one_after_the_other_on_full_minutes(index, seed):
    portal = DemoPortal(seed, 200)

    earlier, later = portal.published_at(index), portal.published_at(index + 1)

    assert earlier < later
    assert earlier.second == 0


@given(index=st.integers(0, 3000), late_secs=st.integers(-5, 5))
@settings(max_examples=80)
def test_the_count_of_articles_agrees_with_their_times(index, late_secs):
    portal = DemoPortal(1, 200)
    now = portal.published_at(index) + timedelta(seconds=late_secs)

    count = portal.count_at(now)

    assert portal.published_at(count - 1) <= now < portal.published_at(count)


def test_every_kind_of_fate_and_edit_happens():
    portal = DemoPortal(1, 1000)

    fates = {fate.kind for index in range(1000) if (fate := portal.fate(index))}
    edits = {edit.kind for index in range(1000) for edit in portal.edits(index)}

    assert fates == {"not_found", "gone", "expired", "front_page", "moved"}
    assert edits == {"headline", "text", "silent", "empty"}


@pytest.mark.parametrize(
    ("kind", "what_changes"),
    [
        ("headline", {"headline", "modified_at"}),
        ("text", {"body", "modified_at"}),
        ("silent", {"body"}),
        ("empty", {"modified_at"}),
    ],
)
def test_an_edit_changes_what_its_kind_says(kind, what_changes):
    portal = DemoPortal(1, 400)
    index, edit = next((i, edits[0]) for i in range(400) if (edits := portal.edits(i)) and edits[0].kind == kind)
    after = portal.edits(index)[1:2]
    moment = after[0].at - timedelta(minutes=1) if after else edit.at
    before, later = (story_at(portal, index, at) for at in (edit.at - timedelta(minutes=1), max(edit.at, moment)))

    changed = {name for name in ("headline", "body", "modified_at") if getattr(before, name) != getattr(later, name)}

    assert changed == what_changes
    assert changed_at(portal, index, edit.at) == edit.at


def test_a_silent_edit_leaves_the_printed_time_alone():
    portal = DemoPortal(1, 400)
    index, edit = next((i, edits[0]) for i in range(400) if (edits := portal.edits(i)) and edits[0].kind == "silent")

    assert modified_at(portal, index, edit.at) is None


def test_rankings_move_with_time_and_stand_still_within_an_hour():
    portal = DemoPortal(1, 300)

    def ranks(minutes):
        snapshot = Snapshot(portal, portal.start + timedelta(minutes=minutes))
        return [snapshot.ranking(section) for section in map(portal.section, range(6))] + [snapshot.trending]

    assert ranks(0) == ranks(59)
    assert ranks(0) != ranks(60)


def test_unrelated_texts_share_few_character_ngrams():
    portal = DemoPortal(1, 180)
    originals = [i for i in range(180) if portal.original(i) is None]
    grams = [set(character_ngrams(story_at(portal, i, portal.start).body)) for i in originals]

    closest = max(len(one & other) / len(one | other) for one, other in combinations(grams, 2))

    assert closest < 0.3


def test_syndicated_copies_share_most_character_ngrams_also_after_edits():
    portal = DemoPortal(1, 1500)
    late = portal.start + timedelta(days=30)
    pairs = [(i, source) for i in range(1500) if (source := portal.original(i)) is not None]

    shares = [
        similarity(story_at(portal, index, at).body, story_at(portal, source, at).body)
        for index, source in pairs
        for at in (portal.published_at(index), late)
    ]

    assert len(pairs) > 20
    assert min(shares) > 0.8


def test_there_are_legacy_pages_and_pages_whose_header_lies():
    portal = DemoPortal(1, 600)
    site = Site(portal, BASE)
    answers = [site.answer(portal.path(index, portal.start), portal.start) for index in range(600)]

    legacy = [a for a in answers if a.status == 200 and b"charset=UTF-8" not in a.body and b'"UTF-8"' not in a.body]
    lying = [a for a in legacy if a.headers["Content-Type"].endswith("UTF-8")]

    assert len(legacy) > 15
    assert lying
    assert all(b"Shift_JIS" in a.body or b"EUC-JP" in a.body for a in legacy)


def test_times_are_aware_and_in_japans_zone():
    story = story_at(DemoPortal(1, 20), 3, DemoPortal(1, 20).start)

    assert story.published_at.utcoffset() == timedelta(hours=9)
    assert story.published_at.astimezone(UTC) == story.published_at


def test_no_page_of_an_article_ends_in_a_subheading():
    portal = DemoPortal(1, 1500)
    stories = [story_at(portal, index, portal.start) for index in range(1500)]

    assert sum(len(story.pages) > 1 for story in stories) > 50
    assert sum(story.is_paywalled for story in stories) > 20
    assert not [story.number for story in stories for page in story.pages if not page or page[-1].is_heading]
