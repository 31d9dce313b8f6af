"""Bad input is a named event in the log and the counts, never a record; and no other page suffers."""

from __future__ import annotations

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import Stored, crawl, stored
from tests.truth import Truth, truth

# What the portal does instead of answering with the article → fate and reason in the report.
FAULTS = {
    "empty": ("failed", "empty"),
    "binary": ("failed", "binary"),
    "huge": ("failed", "too_large"),
    "cut": ("failed", "cut_off"),
    "status_500": ("failed", "http_500"),
    "redirect_loop": ("failed", "redirect_loop"),
    "redirect_to:http://169.254.169.254/latest/": ("offsite", None),
    "redirect_to:file:///etc/passwd": ("failed", None),
    "redirect_to:/": ("gone", None),
    "challenge": ("blocked", None),
    "soft404": ("gone", None),
    "status_404": ("gone", None),
    "reset": ("failed", "connection_lost"),
    "gzip_bomb": ("failed", None),
}
# What is odd about an article that is read all the same → its name in the log and the stats.
STILL_READ = {"bad_jsonld": "broken_jsonld", "deep": "nested_too_deep", "empty_links": "empty_list"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stored, Truth, dict[str, str], str]:
    """Crawl a portal of which some articles are broken, each in another way."""
    portal = DemoPortal(seed=5, article_count=40)
    data = tmp_path_factory.mktemp("data")
    with DemoServer(portal) as server:
        expected = truth(portal, server.now, server.base_url)
        chosen = sorted(name for name in expected.articles if len(expected.addresses[name]) == 1)
        kinds = [*FAULTS, *STILL_READ]
        broken = dict(zip(chosen[::2], kinds, strict=False))
        assert len(broken) == len(kinds)
        paths = {next(iter(expected.addresses[name])).removeprefix(server.base_url): name for name in broken}
        server.set_faults({path: broken[name] for path, name in paths.items()})
        settings = {
            "LOG_LEVEL": "INFO",
            "NEWSCRAWL_REPORT_FAILED_SHARE": 0.5,
            "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.05,
            "NEWSCRAWL_CLOCK_START": server.now.isoformat(),
        }
        result = crawl(server.url, data, settings=settings)
        urls = {broken[name]: server.base_url + path for path, name in paths.items()}
    assert result.returncode == 0, result.stderr[-3000:]
    return stored(data), expected, {kind: name for name, kind in broken.items()}, result.stderr + str(urls)


def test_no_other_page_suffers(run: tuple[Stored, Truth, dict[str, str], str]) -> None:
    found, expected, broken, _ = run
    lost = {broken[kind] for kind in FAULTS}
    well = Truth(
        {name: record for name, record in expected.articles.items() if name not in lost},
        expected.rankings,
        tuple(cluster - lost for cluster in expected.clusters if len(cluster - lost) > 1),
        expected.addresses,
    )

    changed = {broken[kind] for kind in STILL_READ}
    assert [
        line for line in differences(well, found.articles, found.rankings) if not line.startswith(tuple(changed))
    ] == []


@pytest.mark.parametrize("kind", FAULTS)
def test_a_broken_page_leaves_an_observation_and_no_article(
    run: tuple[Stored, Truth, dict[str, str], str], kind: str
) -> None:
    found, _, broken, _ = run
    fate, _ = FAULTS[kind]
    visits = [observation for observation in found.observations if observation.article_id == broken[kind]]

    assert broken[kind] not in {article.article_id for article in found.articles}
    assert [visit.status for visit in visits] == ([] if fate == "offsite" else [fate])


def test_a_broken_page_is_named_in_the_log_and_the_report(run: tuple[Stored, Truth, dict[str, str], str]) -> None:
    found, _, _, log = run
    report = found.reports[-1]

    for fate, reason in FAULTS.values():
        assert report["fates"][fate] >= 1
        if reason is not None:
            assert report["failures"][reason] >= 1
    assert sum(report["fates"].values()) == report["seen_count"]
    assert "Traceback" not in log


@pytest.mark.parametrize("note", STILL_READ.values())
def test_an_odd_page_that_is_read_is_named_in_the_log(
    run: tuple[Stored, Truth, dict[str, str], str], note: str
) -> None:
    *_, log = run

    assert f": {note}" in log
    assert f"newscrawl/spider/note_count/{note}" in log
