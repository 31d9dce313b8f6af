"""The table of faults in docs/operations.md: each is played by a real server, and no good page is lost for it.

Pages that are broken (empty, binary, cut, bombs, redirect loops …) are in tests/test_bad_pages.py, faults of the whole
portal and of many requests at once in tests/test_faults_whole.py.
"""

from __future__ import annotations

import ipaddress
import itertools
import re
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import Stored, crawl, stored
from tests.truth import Truth, truth

ROOT = Path(__file__).parent.parent
PORTAL = DemoPortal(seed=5, article_count=80)
# What the portal does once, or a few times, before the good page → the least seconds until it is asked again.
PASSING = {
    "status_429:1 x1": 1.0,
    "status_503:+2 x1": 1.0,  # a date has whole seconds: between one and two of them are left
    "status_429:rfc850+2 x1": 1.0,
    "status_503:asctime+2 x1": 1.0,
    "status_503:Sun, 06 Nov 1994 08:49:37 GMT x1": 0.2,
    "status_429:0 x1": 0.2,
    "status_503:soon x1": 0.2,
    "status_429:-60 x1": 0.2,
    "status_503 x2": 0.2,
    "status_500 x2": 0.2,
    "slow:1 x1": 0.0,
    "reset x1": 0.0,  # on a kept connection, which may close at any time: Twisted opens it anew and asks once more
    "cut x1": 0.2,
}
# Where the portal sends the crawler instead of answering.
ELSEWHERE = [
    "http://other.example/", "http://169.254.169.254/latest/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[fd00:ec2::254]/", "http://2130706433/", "http://127.1/", "http://0x7f000001/",
    "http://0177.0.0.1/", "http://localhost./", "http://127.0.0.1@169.254.169.254/", "//other.example/", "file://127.0.0.2/x",
]  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoServer, Stored, Truth, dict[str, str], str]:
    """Crawl a portal that does all of it at once."""
    data = tmp_path_factory.mktemp("data")
    with DemoServer(PORTAL) as server:
        expected = truth(PORTAL, server.now, server.base_url)
        chosen = [name for name in sorted(expected.articles) if len(expected.addresses[name]) == 1]
        paths = [next(iter(expected.addresses[name])).removeprefix(server.base_url) for name in chosen]
        faults = [*PASSING, *(f"redirect_to:{target}" for target in ELSEWHERE)]
        fault_of = dict(zip(paths[::2], faults, strict=False))
        assert len(fault_of) == len(faults)
        server.set_faults({**fault_of, "/": "many_links", "/cars/*": "session_links", "/sports/page/2*": "calendar"})
        settings = {
            "LOG_LEVEL": "INFO", "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.2, "CONCURRENT_REQUESTS": 1,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "NEWSCRAWL_CLOCK_START": server.now.isoformat(),
        }  # fmt: skip
        ended = crawl(server.url, data, settings=settings)
    assert ended.returncode == 0, ended.stderr[-3000:]
    gone = {name for name, path in zip(chosen, paths, strict=True) if "redirect_to" in fault_of.get(path, "")}
    articles = {name: record for name, record in expected.articles.items() if name not in gone}
    clusters = tuple(cluster - gone for cluster in expected.clusters if len(cluster - gone) > 1)
    well = replace(expected, articles=articles, clusters=clusters)
    return server, stored(data), well, {fault: path for path, fault in fault_of.items()}, ended.stderr


def test_no_good_page_is_lost(run: tuple[DemoServer, Stored, Truth, dict[str, str], str]) -> None:
    _, found, well, *_ = run

    told = differences(well, found.articles, found.rankings)

    # The calendar stands in the place of list pages; links lead to their articles all the same.
    assert [line for line in told if not line.startswith("list entry missing")] == []


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_waited_for_and_the_page_asked_again(
    run: tuple[DemoServer, Stored, Truth, dict[str, str], str], fault: str
) -> None:
    server, _, _, path_of, _ = run
    times = [request.at for request in server.log if request.path.partition("?")[0] == path_of[fault]]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]

    assert len(times) == 1 + (0 if fault.startswith("slow") else int(fault[-1]))
    assert min(gaps, default=60.0) >= PASSING[fault]


@pytest.mark.parametrize("why", ["answered 429 (retry-after)", "answered 503 (retry-after)", "answered 503 (backoff)",
                                 "answered 500 (backoff)", "neither seconds nor a date: 'soon'",
                                 "neither seconds nor a date: '-60'"])  # fmt: skip
def test_the_log_says_each_time_why_the_run_waits(
    run: tuple[DemoServer, Stored, Truth, dict[str, str], str], why: str
) -> None:
    assert why in run[-1]


def test_a_redirect_to_another_host_or_a_private_address_is_refused_and_counted(
    run: tuple[DemoServer, Stored, Truth, dict[str, str], str],
) -> None:
    report = run[1].reports[-1]

    assert report["fates"]["offsite"] == len(ELSEWHERE) - 2
    # `localhost.` is one of the portal's hosts, which nobody serves; another scheme is not followed.
    assert report["failures"] == {"robots_unavailable": 1, "http_302": 1}
    assert sum(report["fates"].values()) == report["seen_count"]


def test_links_to_no_article_session_numbers_and_an_endless_calendar_cost_no_request(
    run: tuple[DemoServer, Stored, Truth, dict[str, str], str],
) -> None:
    asked = [request.path for request in run[0].log]
    known = set(run[3].values())

    assert not [path for path in asked if "PHPSESSID" in path or path.startswith("/archive/")]
    assert not [path for path in asked if re.match(r"/sports/page/[3-9]", path)]
    # Behind a page that lists nothing, the one before is looked at again: its list may have moved.
    again = known | {"/robots.txt", "/sports/"}
    assert [path for path in set(asked) - again if asked.count(path) > 1] == []
    assert asked.count("/sports/") == 2


def one(folder: Path, server: DemoServer, *arguments: str, **settings: Any) -> tuple[int, str, dict[str, Any]]:
    ended = crawl(server.url, folder, *arguments, settings={"LOG_LEVEL": "INFO", **settings})
    return ended.returncode, ended.stderr, stored(folder).reports[-1]


def test_a_crawl_delay_of_two_seconds_is_kept_between_any_two_requests(tmp_path: Path) -> None:
    with DemoServer(PORTAL, crawl_delay_secs=2) as server:
        code, log, _ = one(tmp_path, server, "--max-requests", "4", CONCURRENT_REQUESTS=8)
        times = [request.at for request in server.log]

    assert (code, len(times)) == (6, 4)
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 1.95
    assert "Waiting 2 s between requests to 127.0.0.1: its robots.txt asks for it" in log


def test_a_portal_that_gives_nothing_but_errors_is_left_alone(tmp_path: Path) -> None:
    faults = {"/*": "status_503", "/robots.txt": "status_404"}
    with DemoServer(PORTAL, faults=faults) as server:
        code, log, report = one(
            tmp_path, server, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.05, NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT=3
        )

    assert (code, report["verdict"], len(server.log)) == (1, "failed", 4)
    assert "Ending the run (host_failing): 3 errors in a row" in log


def test_a_portal_that_shows_challenges_is_blocked_and_not_empty(tmp_path: Path) -> None:
    with DemoServer(PORTAL, faults={"/*": "challenge:202", "/robots.txt": "status_404"}) as server:
        code, _, report = one(tmp_path, server)

    assert (code, report["verdict"], report["fates"]) == (4, "blocked", {"blocked": 1})
    assert stored(tmp_path).articles == []


def own_name() -> str | None:
    """Return this machine's name where it stands for a private address, as in most networks."""
    name = socket.gethostname().lower()
    try:
        address = socket.gethostbyname(name)
    except OSError:
        return None
    return name if "." not in name and ipaddress.ip_address(address).is_private else None


@pytest.mark.parametrize("is_allowed", [False, True])
def test_a_portal_whose_name_stands_for_a_private_address_is_refused_unless_its_file_allows_it(
    tmp_path: Path, *, is_allowed: bool
) -> None:
    name = own_name()
    if name is None:
        pytest.skip("this machine's name stands for no private address")
    written = (ROOT / "newscrawl/portals/demo.toml").read_text("utf-8")
    written = written.replace("127.0.0.1", name).replace("= true", f"= {str(is_allowed).lower()}")
    (tmp_path / "demo.toml").write_text(written, "utf-8")
    with DemoServer(PORTAL) as server:
        ended = crawl(
            f"http://{name}:{server.port}/",
            tmp_path / "data",
            "--max-requests",
            "1",
            settings={"NEWSCRAWL_PORTALS_DIR": tmp_path, "RETRY_TIMES": 0},
        )

    is_reached = is_allowed and socket.gethostbyname(name) == "127.0.0.1"
    assert [request.path for request in server.log] == (["/robots.txt"] if is_reached else [])
    assert ("which is not on the public internet" in ended.stderr) is not is_allowed
    assert is_allowed or ended.returncode == 1
