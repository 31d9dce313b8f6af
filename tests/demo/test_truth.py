"""The truth is what the site shows: every list and every article, at every time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.demo_site import Site
from newscrawl.items import SourcedValue
from tests.comparison import differences
from tests.truth import comparable, truth

BASE = "http://127.0.0.1:8765"


@pytest.mark.parametrize("days", [0, 3, 12])
def test_every_article_of_the_truth_is_served_and_no_other(days):
    portal = DemoPortal(5, 150)
    now = portal.start + timedelta(days=days)
    site = Site(portal, BASE)

    served = set()
    for index in range(portal.count_at(now)):
        answer = site.answer(portal.path(index, now), now)
        if answer.status == 200 and len(answer.body) > 10_000:
            served.add(f"demo:{40001 + index}")

    assert served == set(truth(portal, now, BASE).articles)


def test_all_of_an_articles_addresses_lead_to_it():
    portal = DemoPortal(5, 150)
    now = portal.start + timedelta(days=2)
    record = truth(portal, now, BASE)
    site = Site(portal, BASE)

    answers = {url: site.answer(url.removeprefix(BASE), now) for urls in record.addresses.values() for url in urls}

    moved = {url for url, answer in answers.items() if answer.status == 301}
    assert {answer.status for answer in answers.values()} == {200, 301}
    assert {answers[url].headers["Location"] for url in moved} <= {a.canonical_url for a in record.articles.values()}


def test_every_live_article_stands_in_its_section():
    portal = DemoPortal(1, 200)
    record = truth(portal, portal.start, BASE)

    listed = {entry.article_id for entry in record.rankings if entry.list_kind == "section_page"}

    assert listed == set(record.articles)


def test_six_hundred_articles_fill_thirty_section_pages():
    portal = DemoPortal(1, 600)

    pages = {e.page_url for e in truth(portal, portal.start, BASE).rankings if e.list_kind == "section_page"}

    assert len(pages) >= 30


def test_a_story_in_two_sections_has_two_addresses_and_one_record():
    portal = DemoPortal(1, 200)
    record = truth(portal, portal.start, BASE)
    entries = [e for e in record.rankings if e.list_kind == "section_page" and "/news/" in e.url]

    twice = {e.article_id for e in entries}

    assert len(twice) > 5
    assert all(f"{BASE}/news/" not in record.articles[name].canonical_url for name in twice)


def test_revisions_count_the_edits_that_fell_between_visits():
    portal = DemoPortal(1, 200)
    index, edits = next((i, portal.edits(i)) for i in range(200, 400) if len(portal.edits(i)) == 3)
    before, after = portal.published_at(index), edits[-1].at
    name = f"demo:{40001 + index}"

    once = truth(portal, after, BASE, seen_at=[before]).articles[name].revision
    each = truth(portal, after, BASE, seen_at=[before, *(e.at for e in edits)]).articles[name].revision

    assert (once, each) == (2, 4)


def test_a_perfect_crawl_has_no_differences():
    portal = DemoPortal(2, 60)
    record = truth(portal, portal.start, BASE)

    assert differences(record, perfect(record), record.rankings) == []


def perfect(record):
    """The records of a perfect crawl that met each cluster's articles in their order."""
    firsts = {name: min(cluster) for cluster in record.clusters for name in cluster}
    for name, article in record.articles.items():
        first = firsts.get(name)
        yield replace(article, url=article.canonical_url, duplicate_of=first if first != name else None)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda articles: articles[1:], id="one is missing"),
        pytest.param(lambda articles: [*articles, articles[0]], id="one is there twice"),
        pytest.param(lambda articles: [replace(articles[0], headline="別"), *articles[1:]], id="a headline is wrong"),
        pytest.param(lambda articles: [replace(articles[0], url="http://x/"), *articles[1:]], id="a wrong address"),
        pytest.param(lambda articles: [replace(articles[0], article_id="demo:1"), *articles], id="one too many"),
        pytest.param(lambda articles: [replace(a, duplicate_of=None) for a in articles], id="duplicates not named"),
        pytest.param(lambda articles: [replace(a, duplicate_of="demo:1") for a in articles], id="unrelated joined"),
    ],
)
def test_any_fault_of_a_crawl_is_a_difference(spoil):
    portal = DemoPortal(2, 120)
    record = truth(portal, portal.start, BASE)

    assert differences(record, spoil(list(perfect(record))), record.rankings)


def test_a_list_entry_that_is_missing_or_moved_is_a_difference():
    portal = DemoPortal(2, 60)
    record = truth(portal, portal.start, BASE)
    moved = replace(record.rankings[0], position=99)

    assert differences(record, perfect(record), record.rankings[1:])
    assert len(differences(record, perfect(record), [moved, *record.rankings[1:]])) == 2


def test_what_depends_on_the_run_is_not_compared():
    portal = DemoPortal(2, 20)
    record = next(iter(truth(portal, portal.start, BASE).articles.values()))
    named = (SourcedValue(source="css:h1", value="別"),)
    run = replace(record, run_id="x", digest="y", sources={"body": "z"}, disagreements={"headline": named})

    assert comparable(run) == record
