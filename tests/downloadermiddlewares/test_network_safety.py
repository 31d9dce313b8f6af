from urllib.parse import quote

import pytest

from tests.downloadermiddlewares.conftest import Answer


def redirects(server, target):
    def script(path, nth, headers):
        if path == "/robots.txt":
            return Answer(404)
        return Answer(302, headers={"Location": target}) if path == "/go" else Answer()

    server.script = script


def test_a_private_address_is_refused_before_any_packet(server, crawl):
    urls = [server.url, f"http://127.1:{server.port}/", f"http://2130706433:{server.port}/", "http://169.254.169.254/",
            f"http://[::ffff:127.0.0.1]:{server.port}/", f"http://localhost:{server.port}/"]  # fmt: skip

    told = crawl(urls, NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES=False)

    assert told.fates == dict.fromkeys(urls, "private_address")
    assert server.log == []
    assert told.stats["newscrawl/private_address/refused_count/literal"] == len(urls)


INSIDE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.0.0.1.", "[::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "localhost", "localhost.", "LOCALHOST",
    "8.8.8.8@127.0.0.1", "8.8.8.8:80@127.0.0.1", "news.example%40@[::1]", "%31%32%37.0.0.1", "１２７.０.０.１", "127。0。0。1",
    "169.254.169.254", "[fd00:ec2::254]", "metadata.google.internal", "0", "inner.example", "inner.example.",
    "user:word@inner.example",
]  # fmt: skip


def test_no_redirect_of_a_public_host_leads_inside(server, crawl):
    urls = [f"http://8.8.8.8/?{quote(f'http://{host}:{server.port}/')}" for host in INSIDE]

    told = crawl(
        urls,
        spider={"start_urls": ["http://8.8.8.8/"]},
        names=dict.fromkeys(("inner.example", "inner.example.", "user:word@inner.example"), "127.0.0.1"),
        NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES=False, RETRY_TIMES=0, NEWSCRAWL_POLITENESS_BACKOFF_SECS=0.01,
    )  # fmt: skip

    assert server.log == []
    assert told.fates == dict.fromkeys(urls[:-3], "private_address") | dict.fromkeys(urls[-3:], "robots_unavailable")
    assert told.stats["newscrawl/private_address/refused_count/resolved"] >= 1


def test_a_name_that_stands_for_a_private_address_is_refused_at_once(server, crawl):
    url = f"http://news.example:{server.port}/"

    told = crawl([url], names={"news.example": "127.0.0.1"}, NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES=False)

    assert told.reason == "robots_unavailable"
    assert told.fates == {url: "run_ending"}
    assert server.log == []
    assert told.stats["newscrawl/private_address/refused_count/resolved"] == 1
    assert "retry/count" not in told.stats
    assert "its name resolves to 127.0.0.1, which is not on the public internet" in told.log


def test_the_same_name_is_asked_where_the_portals_file_allows_it(server, crawl):
    url = f"http://news.example:{server.port}/"

    told = crawl([url], names={"news.example": "127.0.0.1"}, NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES=True)

    assert told.fates == {url: 200}


@pytest.mark.parametrize("dont_filter", [False, True])
def test_a_redirect_to_another_host_is_refused_whatever_the_request_says(server, crawl, dont_filter):
    redirects(server, f"http://localhost:{server.port}/elsewhere")

    told = crawl([f"{server.url}/go"], spider={"allowed_domains": ["127.0.0.1"], "dont_filter": dont_filter})

    assert told.fates == {f"{server.url}/go": "offsite"}
    assert [path for _, path in server.log] == ["/robots.txt", "/go"]


def test_a_redirect_to_another_scheme_is_not_followed(server, crawl):
    targets = ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "javascript:1", "http://["]

    def script(path, nth, headers):
        number = path.removeprefix("/")
        return Answer(302, headers={"Location": targets[int(number)]}) if number.isdigit() else Answer(404)

    server.script = script

    told = crawl([f"{server.url}/{number}" for number in range(len(targets))])

    assert len(told.fates) == len(targets)
    assert not {200, 404} & set(told.fates.values())
    assert len(server.log) == 1 + len(targets)


def test_a_redirect_that_leads_to_itself_ends(server, crawl):
    redirects(server, "/go")

    told = crawl([f"{server.url}/go"], REDIRECT_MAX_TIMES=3)

    assert told.fates == {f"{server.url}/go": "IgnoreRequest"}
    assert len(server.asked("/go")) == 4
