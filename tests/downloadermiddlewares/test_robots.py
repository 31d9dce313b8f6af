import socket
import zlib

import pytest
from scrapy.utils.test import get_crawler

from newscrawl.network.robots_parser import RateRobotParser
from tests.bounds.raw_server import RawPortal, served, whole
from tests.downloadermiddlewares.conftest import Answer


def robots(server, text, status=200):
    server.script = lambda path, nth, headers: Answer(status, text.encode()) if path == "/robots.txt" else Answer()


@pytest.mark.parametrize(
    ("text", "secs"),
    [
        ("User-agent: *\nCrawl-delay: 2", 2.0),
        ("User-agent: *\nCrawl-delay: 0.5\nRequest-rate: 1/10s", 10.0),
        ("User-agent: *\nRequest-rate: 30/1m", 2.0),
        ("User-agent: *\nRequest-rate: 1/5 0800-1300", 5.0),
        ("User-agent: *\nCrawl-delay: 20\nRequest-rate: 1/10s", 20.0),
        ("User-agent: *\nCrawl-delay: 1e9", 1e9),
        ("User-agent: *\nCrawl-delay: inf\nRequest-rate: 1/10s", 10.0),
        (f"User-agent: *\nRequest-rate: 1/{'9' * 400}", 1e9),
        (f"User-agent: *\nRequest-rate: {'9' * 400}/1", 1e-9),
        ("User-agent: other\nCrawl-delay: 9", None),
        ("User-agent: *\nCrawl-delay: soon\nRequest-rate: often", None),
        ("User-agent: newscrawl\nCrawl-delay: 3\nUser-agent: *\nCrawl-delay: 9", 3.0),
    ],
)
def test_the_slower_of_crawl_delay_and_request_rate_counts(text, secs):
    parser = RateRobotParser.from_crawler(get_crawler(), text.encode())

    assert parser.crawl_delay("newscrawl/0.1 (+https://example.com)") == secs


@pytest.mark.parametrize("line", ["Crawl-delay: 0.5", "Request-rate: 2/1s"])
def test_no_gap_on_the_wire_is_shorter_than_robots_txt_asks(server, crawl, line):
    robots(server, f"User-agent: *\n{line}")

    told = crawl(
        [f"{server.url}/{number}" for number in range(4)],
        CONCURRENT_REQUESTS=4, CONCURRENT_REQUESTS_PER_DOMAIN=4, AUTOTHROTTLE_ENABLED=True, AUTOTHROTTLE_START_DELAY=0.001,
    )  # fmt: skip

    assert len(server.log) == 5
    # A request that arrives late on a busy machine makes the next gap shorter: one of four may be. All others, and all
    # together but for the first lateness, are as long as asked for.
    assert sorted(server.gaps())[1] >= 0.35
    assert sum(server.gaps()) >= 3 * 0.45
    assert "Waiting 0.5 s between requests to 127.0.0.1: its robots.txt asks for it" in told.log


def test_a_delay_of_our_own_that_is_longer_stays(server, crawl):
    robots(server, "User-agent: *\nCrawl-delay: 0.1")

    told = crawl([f"{server.url}/{number}" for number in range(3)], DOWNLOAD_DELAY=0.4, DOWNLOAD_DELAY_JITTER=0.5)

    assert "newscrawl/crawl_delay/applied_count" not in told.stats
    assert min(server.gaps()) >= 0.19


def test_a_crawl_delay_beyond_the_end_of_the_run_ends_it(server, crawl):
    robots(server, "User-agent: *\nCrawl-delay: 600")

    told = crawl([f"{server.url}/{number}" for number in range(3)], CLOSESPIDER_TIMEOUT=20)

    assert told.reason == "crawl_delay"
    assert told.secs < 18
    assert set(told.fates.values()) <= {"run_ending"}


def test_a_crawl_delay_within_the_run_uses_the_run_up_and_ends_with_it(server, crawl):
    robots(server, "User-agent: *\nCrawl-delay: 0.8")

    told = crawl([f"{server.url}/{number}" for number in range(9)], CLOSESPIDER_TIMEOUT=2, CONCURRENT_REQUESTS=4)

    assert told.reason == "closespider_timeout"
    assert [path for _, path in server.log] == ["/robots.txt", "/0", "/1"]
    assert told.secs < 18


@pytest.mark.parametrize("status", [404, 403])
def test_a_robots_txt_that_does_not_exist_allows_and_its_page_is_no_rule(server, crawl, status):
    robots(server, "User-agent: *\nDisallow: /", status)

    told = crawl([f"{server.url}/1"])

    assert told.fates == {f"{server.url}/1": 200}


@pytest.mark.parametrize("status", [500, 429])
def test_a_robots_txt_that_cannot_be_had_ends_the_run_before_any_page(server, crawl, status):
    robots(server, "", status)

    told = crawl(
        [f"{server.url}/{number}" for number in range(3)], RETRY_TIMES=1, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.1
    )

    assert told.reason == "robots_unavailable"
    assert [path for _, path in server.log] == ["/robots.txt", "/robots.txt"]
    assert set(told.fates.values()) == {"run_ending"}  # none of them was asked for


def test_a_robots_txt_that_comes_at_the_second_try_is_obeyed(server, crawl):
    def script(path, nth, headers):
        if path == "/robots.txt":
            return Answer(503) if nth == 0 else Answer(body=b"User-agent: *\nDisallow: /no")
        return Answer()

    server.script = script

    told = crawl([f"{server.url}/no", f"{server.url}/yes"], NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.1)

    assert told.fates == {f"{server.url}/no": "IgnoreRequest", f"{server.url}/yes": 200}


def test_every_request_that_waited_for_robots_txt_is_checked(server, crawl):
    robots(server, "User-agent: *\nDisallow: /no")

    told = crawl([f"{server.url}/no/{number}" for number in range(8)], CONCURRENT_REQUESTS=8)

    assert [path for _, path in server.log] == ["/robots.txt"]
    assert set(told.fates.values()) == {"IgnoreRequest"}


def test_a_robots_txt_that_cannot_be_had_elsewhere_than_on_the_start_pages_host_costs_only_what_is_there(server, crawl):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # a port on which nobody listens
        elsewhere = f"http://127.0.0.1:{nobody.getsockname()[1]}"

        told = crawl(
            [f"{server.url}/1", f"{elsewhere}/1", f"{elsewhere}/2", f"{server.url}/2"],
            spider={"start_urls": [f"{server.url}/"]}, RETRY_TIMES=0, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.02,
        )  # fmt: skip

    assert told.reason == "finished"
    assert told.fates == {
        f"{server.url}/1": 200, f"{elsewhere}/1": "robots_unavailable", f"{elsewhere}/2": "robots_unavailable",
        f"{server.url}/2": 200,
    }  # fmt: skip
    assert told.stats["newscrawl/robots/unavailable_count"] == 1


@pytest.mark.parametrize("line", ["Crawl-delay: 1e9", "Crawl-delay: 901", f"Request-rate: 1/{'9' * 400}"])
def test_a_delay_longer_than_the_longest_ends_the_run_though_it_has_no_time_limit(server, crawl, line):
    robots(server, f"User-agent: *\n{line}")

    told = crawl([f"{server.url}/a"])

    assert told.reason == "crawl_delay"
    assert [path for _, path in server.log] == ["/robots.txt"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_robots_txt_in_utf_16_is_obeyed(server, crawl, encoding):
    rules = "User-agent: *\nDisallow: /secret\n".encode(encoding)
    server.script = lambda path, nth, headers: Answer(200, rules) if path == "/robots.txt" else Answer()

    told = crawl([f"{server.url}/secret", f"{server.url}/open"])

    assert [path for _, path in server.log] == ["/robots.txt", "/open"]
    assert told.fates[f"{server.url}/open"] == 200


def test_a_robots_txt_that_is_no_text_allows_nothing(server, crawl):
    server.script = lambda path, nth, headers: (
        Answer(200, bytes(range(256)) * 20) if path == "/robots.txt" else Answer()
    )

    told = crawl([f"{server.url}/open"])

    assert [path for _, path in server.log] == ["/robots.txt"]
    assert told.reason == "robots_unavailable"


COMMENTS = b"# a line of a comment that somebody's program writes for each page\n"


def packed_bomb():
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    start = packer.compress(b"User-agent: *\nDisallow: /secret\n")
    return start + b"".join(packer.compress(COMMENTS * 10_000) for _ in range(100)) + packer.flush()


@pytest.mark.parametrize(
    ("rules", "headers"),
    [
        pytest.param(b"User-agent: *\nDisallow: /secret\n" + COMMENTS * 200_000, {}, id="plain"),
        pytest.param(packed_bomb(), {"Content-Encoding": "gzip"}, id="packed"),
        pytest.param(
            "User-agent: *\nDisallow: /secret\n".encode("utf-16") + COMMENTS.decode().encode("utf-16-le") * 100_000, {},
            id="utf-16",
        ),
    ],
)  # fmt: skip
def test_the_start_of_a_robots_txt_of_any_size_is_obeyed(server, crawl, rules, headers):
    server.script = lambda path, nth, _: Answer(200, rules, headers) if path == "/robots.txt" else Answer()

    told = crawl([f"{server.url}/secret", f"{server.url}/open"])

    assert [path for _, path in server.log] == ["/robots.txt", "/open"]
    assert told.fates[f"{server.url}/open"] == 200
    assert "is longer than 512000 bytes: the rest is not read" in told.log
    assert told.stats["downloader/response_bytes"] < 2_000_000


def test_a_robots_txt_without_an_end_is_obeyed(crawl):
    def send(to):
        to(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /secret\n")
        while True:
            to(COMMENTS * 1000)

    with served(RawPortal({"/robots.txt": send, "/open": whole(b"<p>ok</p>")})) as portal:
        told = crawl([f"{portal.url}secret", f"{portal.url}open"])

    print(told.log)
    assert told.fates == {f"{portal.url}secret": "IgnoreRequest", f"{portal.url}open": 200}
    assert portal.asked == {"/robots.txt": 1, "/open": 1}
