"""robots.txt over the runs: asked for again with its validators, kept, and never used without the server's word."""

import itertools

import pytest

from newscrawl.network.robots_cache import MAX_BYTES, read_part
from tests.downloadermiddlewares.conftest import Answer
from tests.downloadermiddlewares.test_budget import SESSION

DATE = "Tue, 24 Nov 2026 05:00:00 GMT"
VALIDATORS = [{"ETag": '"r1"'}, {"Last-Modified": DATE}]
CONDITIONS = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}


@pytest.fixture
def run(server, crawl, tmp_path):
    def again(*paths, **settings):
        begin = len(server.log)
        made = {**SESSION, "NEWSCRAWL_DATASET_DIR": str(tmp_path), "NEWSCRAWL_CLOCK_START": "", "RETRY_TIMES": 0,
                "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.02, **settings}  # fmt: skip
        told = crawl([f"{server.url}{path}" for path in paths], **made)
        fates = {url.removeprefix(server.url): fate for url, fate in told.fates.items()}
        return told, fates, server.log[begin:], server.headers[begin:]

    return again


def robots(server, *answers):
    """Give robots.txt the *answers* one after the other, the last for ever."""
    server.script = lambda path, nth, headers: (
        answers[min(nth, len(answers) - 1)] if path == "/robots.txt" else Answer()
    )


def rules(text, **headers):
    return Answer(body=f"User-agent: *\n{text}".encode(), headers=headers)


@pytest.mark.parametrize("validators", VALIDATORS)
def test_an_unchanged_robots_txt_is_answered_304_and_obeyed_as_it_was(server, run, validators):
    robots(server, Answer(body=b"User-agent: *\nDisallow: /no\nCrawl-delay: 0.4", headers=validators), Answer(304))
    run("/yes")

    told, fates, log, headers = run("/no", "/yes", "/also")
    ((name, value),) = validators.items()

    assert headers[0][CONDITIONS[name]] == value
    assert fates == {"/no": "IgnoreRequest", "/yes": 200, "/also": 200}
    assert min(later[0] - earlier[0] for earlier, later in itertools.pairwise(log)) >= 0.25
    assert told.stats["newscrawl/revalidate/not_modified_count"] == 1


def test_a_changed_robots_txt_replaces_the_one_that_was_kept(server, run):
    robots(server, rules("Disallow: /no", ETag='"1"'), rules("Disallow: /yes", ETag='"2"'), Answer(304))
    first, second, third = (run("/no", "/yes")[1:] for _ in range(3))

    assert first[0] == {"/no": "IgnoreRequest", "/yes": 200}
    assert second[0] == third[0] == {"/no": 200, "/yes": "IgnoreRequest"}
    assert [headers[0].get("if-none-match") for _, _, headers in (first, second, third)] == [None, '"1"', '"2"']


@pytest.mark.parametrize("status", [503, 429])
def test_a_kept_robots_txt_does_not_stand_in_for_one_that_cannot_be_had(server, run, status):
    robots(server, rules("Disallow: /no", ETag='"1"'), Answer(status))
    run("/yes")

    told, fates, log, _ = run("/yes")

    assert (told.reason, fates) == ("robots_unavailable", {"/yes": "run_ending"})
    assert [path for _, path in log] == ["/robots.txt"]


def test_a_robots_txt_that_was_taken_away_allows_and_counts_again_when_it_comes_back(server, run):
    robots(server, rules("Disallow: /no", ETag='"1"'), Answer(404), Answer(304))

    fates = [run("/no")[1]["/no"] for _ in range(3)]

    assert fates == ["IgnoreRequest", 200, "IgnoreRequest"]


def test_a_304_that_nobody_asked_for_is_no_permission(server, run):
    robots(server, Answer(304))

    told, fates, log, _ = run("/yes")

    assert (told.reason, fates, len(log)) == ("robots_unavailable", {"/yes": "run_ending"}, 1)


def test_a_robots_txt_without_validators_is_asked_for_whole(server, run):
    robots(server, rules("Disallow: /no", ETag='"1"'), rules("Disallow: /no"))

    runs = [run("/no") for _ in range(3)]

    assert [fates["/no"] for _, fates, _, _ in runs] == ["IgnoreRequest"] * 3
    assert [headers[0].get("if-none-match") for *_, headers in runs] == [None, '"1"', None]


def test_the_validators_are_those_of_the_address_that_a_redirect_leads_to(server, run):
    def script(path, nth, headers):
        if path == "/robots.txt":
            return Answer(301, headers={"Location": "/rules/robots.txt"})
        if path == "/rules/robots.txt":
            return Answer(304) if "if-none-match" in headers else rules("Disallow: /no", ETag='"1"')
        return Answer()

    server.script = script
    run("/no")

    _, fates, log, headers = run("/no", "/yes")

    assert [path for _, path in log] == ["/robots.txt", "/rules/robots.txt", "/yes"]
    assert ["if-none-match" in one for one in headers] == [False, True, False]
    assert fates == {"/no": "IgnoreRequest", "/yes": 200}


def test_of_a_robots_txt_that_is_too_long_only_the_start_is_read(server, run):
    start = "User-agent: *\nDisallow: /first\n"
    cut = start + "# x\n" * ((MAX_BYTES - len(start)) // 4)
    robots(server, Answer(body=f"{cut}Disallow: /last\n".encode(), headers={"ETag": '"1"'}), Answer(304))

    runs = [run("/first", "/last")[1] for _ in range(2)]

    assert runs == [{"/first": "IgnoreRequest", "/last": 200}] * 2


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("beyond", range(-3, 30, 3))
def test_a_rule_is_read_whole_or_not_at_all(end, beyond):
    rule = b"Disallow: /a/very/long/path"
    filler = b"#" * (MAX_BYTES - len(rule) - 2 * len(end) + beyond)

    read = read_part(filler + end + rule + end + b"Disallow: /")

    assert read.splitlines() == ([filler, rule] if beyond <= len(end) - 1 else [filler])


def test_a_run_that_goes_on_for_long_asks_again_and_ends_where_it_cannot_be_had(server, run):
    robots(server, rules("Disallow: /no\nCrawl-delay: 0.4", ETag='"1"'), Answer(304), Answer(503))

    told, fates, log, _ = run("/1", "/2", "/3", "/4", "/5", NEWSCRAWL_ROBOTS_AGE_MAX_HOURS=0.6 / 3600)

    assert [path for _, path in log].count("/robots.txt") == 3
    assert told.reason == "robots_unavailable"
    assert 200 in fates.values()
    assert log[-1][1] == "/robots.txt"
