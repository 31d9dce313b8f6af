"""What many runs stored, compared with the truth at each run's time."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.items import Observation
from tests.series import run_differences, series_differences
from tests.truth import truth

BASE = "http://127.0.0.1:8765"
PORTAL = DemoPortal(6, 40)
RUNS = {f"run {number}": PORTAL.start + timedelta(hours=6 * number) for number in range(4)}


def perfect_runs():
    """The records of runs that visit every article every time."""
    articles, observations, rankings = [], [], []
    revisions = defaultdict(int)
    contents = {}
    for run_id, at in RUNS.items():
        record = truth(PORTAL, at, BASE)
        rankings += [replace(entry, run_id=run_id) for entry in record.rankings]
        for name, article in record.articles.items():
            content = (article.headline, article.body, article.modified_at)
            status = "unchanged" if contents.get(name) == content else "changed" if name in contents else "new"
            contents[name] = content
            observations.append(visit(name, run_id, at, status))
            if status != "unchanged":
                revisions[name] += 1
                articles.append(replace(article, revision=revisions[name], run_id=run_id))
    return articles, observations, rankings


def visit(name, run_id, at, status):
    return Observation(
        portal="demo",
        article_id=name,
        url=BASE,
        captured_at=at,
        run_id=run_id,
        status=status,
        http_status=200,
        revision=None,
        comment_count=None,
        view_count=None,
        next_visit_at=None,
    )


def differences(articles, observations, rankings):
    found = {"articles": articles, "observations": observations, "rankings": rankings}
    return series_differences(PORTAL, BASE, RUNS, **found)


def test_perfect_runs_have_no_differences_although_articles_were_edited():
    articles, observations, rankings = perfect_runs()

    assert any(article.revision > 1 for article in articles)
    assert differences(articles, observations, rankings) == []


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda a, o, r: (a[1:], o, r), id="an article is missing"),
        pytest.param(lambda a, o, r: ([*a, replace(a[0], revision=2)], o, r), id="a revision without a change"),
        pytest.param(lambda a, o, r: ([x for x in a if x.revision == 1], o, r), id="edits were not stored"),
        pytest.param(lambda a, o, r: ([replace(a[0], body="別"), *a[1:]], o, r), id="a text is wrong"),
        pytest.param(lambda a, o, r: (a, o, r[1:]), id="a list is not whole"),
        pytest.param(lambda a, o, r: (a, o, [*r, r[0]]), id="an entry stands twice"),
        pytest.param(lambda a, o, r: (a, o, [x for x in r if x.list_kind != "trending"]), id="a list is missing"),
        pytest.param(lambda a, o, r: (a, o, [replace(x, run_id="run 1") for x in r]), id="lists of another time"),
    ],
)
def test_any_fault_of_the_runs_is_a_difference(spoil):
    assert differences(*spoil(*perfect_runs()))


def test_an_article_that_was_stored_too_late_is_a_difference():
    articles, observations, rankings = perfect_runs()
    late = [replace(article, run_id="run 3") if article.run_id == "run 0" else article for article in articles]

    assert [line for line in differences(late, observations, rankings) if "though it could be read" in line]


@pytest.mark.parametrize("number", range(4))
def test_a_perfect_run_has_no_differences_when_it_ends(number):
    run_id = f"run {number}"
    articles, _, rankings = ([one for one in records if one.run_id <= run_id] for records in perfect_runs())

    assert run_differences(PORTAL, BASE, run_id, RUNS[run_id], articles=articles, rankings=rankings) == []


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda a, r: (a[1:], r), id="an article is missing"),
        pytest.param(lambda a, r: ([*a[:-1], replace(a[-1], body="別")], r), id="a text is wrong"),
        pytest.param(lambda a, r: (a, r[:-1]), id="a list is not whole"),
        pytest.param(lambda a, r: (a, [x for x in r if x.list_kind != "trending"]), id="a list is missing"),
    ],
)
def test_any_fault_of_a_run_is_a_difference_when_it_ends(spoil):
    articles, _, rankings = perfect_runs()
    articles, rankings = spoil(articles, rankings)

    assert run_differences(PORTAL, BASE, "run 3", RUNS["run 3"], articles=articles, rankings=rankings)
