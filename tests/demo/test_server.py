"""The demo's server speaks HTTP/1.1 as real ones do, and fails in the ways that it is asked to."""

import gzip
import http.client
import re
import socket
import subprocess
import sys
import time
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.demo.web.server_faults import FAULTS, parse_fault

PORTAL = DemoPortal(1, 60)
ARTICLE = PORTAL.path(30, PORTAL.start)


@pytest.fixture(scope="module")
def shared():
    with DemoServer(PORTAL) as server:
        yield server


@pytest.fixture
def server(shared):
    shared.set_faults({})
    shared.set_now(PORTAL.start)
    shared.log.clear()
    return shared


def get(server, path, headers=None, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def test_a_page_that_the_client_has_is_not_sent_again(server):
    _, headers, _ = get(server, ARTICLE)

    by_tag = get(server, ARTICLE, {"If-None-Match": headers["ETag"]})
    by_date = get(server, ARTICLE, {"If-Modified-Since": headers["Last-Modified"]})

    assert (by_tag[0], by_tag[2]) == (304, b"")
    assert (by_date[0], by_date[2]) == (304, b"")


def test_an_edit_changes_both_validators(server):
    index, edit = next((i, edits[0]) for i in range(60, 200) if (edits := PORTAL.edits(i)))
    path = PORTAL.path(index, edit.at)
    server.set_now(edit.at - timedelta(minutes=1))
    _, before, _ = get(server, path)

    server.set_now(edit.at)
    by_tag = get(server, path, {"If-None-Match": before["ETag"]})
    by_date = get(server, path, {"If-Modified-Since": before["Last-Modified"]})

    assert by_tag[0] == by_date[0] == 200


@pytest.mark.parametrize("hours", range(1, 40, 3))
def test_a_page_with_the_same_date_has_the_same_bytes(server, hours):
    seen = {}
    for minute in (0, 17, 44, 59):
        server.set_now(PORTAL.start + timedelta(hours=hours, minutes=minute))
        status, headers, body = get(server, ARTICLE)
        assert status == 200
        assert seen.setdefault(headers["Last-Modified"], body) == body


def test_one_connection_carries_many_requests_also_in_one_packet(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
        data = b""
        while data.count(b"HTTP/1.1 200 OK") < 3:
            data += connection.recv(65536)

    assert [entry.path for entry in server.log] == ["/robots.txt"] * 3


def test_the_log_tells_what_was_asked_for_and_answered(server):
    get(server, ARTICLE + "?utm_source=x", {"If-None-Match": '"old"'})

    entry = server.log[-1]

    assert (entry.method, entry.path, entry.status) == ("GET", ARTICLE + "?utm_source=x", 200)
    assert entry.headers["if-none-match"] == '"old"'
    assert entry.sent_bytes > 30_000
    assert abs(time.monotonic() - entry.at) < 60


def test_head_sends_no_body_and_post_is_refused(server):
    assert get(server, "/", method="HEAD")[2] == b""
    assert get(server, "/comment", method="POST")[0] == 405


@pytest.mark.parametrize(
    ("kind", "status", "moved_to"),
    [
        ("not_found", 404, None),
        ("gone", 410, None),
        ("expired", 200, None),
        ("front_page", 302, "/"),
        ("moved", 301, "-"),
    ],
)
def test_an_article_whose_time_has_come_answers_by_its_fate(server, kind, status, moved_to):
    index, fate = next((i, fate) for i in range(2000) if (fate := PORTAL.fate(i)) and fate.kind == kind)
    path = PORTAL.path(index, PORTAL.published_at(index))
    server.set_now(fate.at)

    found, headers, body = get(server, path)

    assert found == status
    assert len(body) < 1000
    assert moved_to is None or moved_to in headers["Location"]


def test_robots_txt_names_a_delay_only_when_asked_for(server):
    with DemoServer(PORTAL, crawl_delay_secs=2.5) as slow:
        assert b"Crawl-delay: 2.5" in get(slow, "/robots.txt")[2]

    assert b"Crawl-delay" not in get(server, "/robots.txt")[2]


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("empty", 200),
        ("binary", 200),
        ("deep", 200),
        ("bad_jsonld", 200),
        ("empty_links", 200),
        ("status_403", 403),
        ("status_404", 404),
        ("status_500", 500),
        ("status_503", 503),
        ("challenge", 403),
        ("challenge:202", 202),
        ("soft404", 200),
        ("many_links:50", 200),
        ("session_links", 200),
        ("redirect_loop", 302),
        ("redirect_to:http://169.254.169.254/", 302),
        ("slow:0.1", 200),
    ],
)
def test_a_fault_is_played_instead_of_the_page(server, fault, status):
    good = get(server, ARTICLE)[2]
    server.set_faults({ARTICLE: fault})

    found, _, body = get(server, ARTICLE)

    assert found == status
    assert (body == good) is fault.startswith("slow")
    assert get(server, "/")[0] == 200


def test_every_fault_is_tested_here():
    tested = (
        "empty binary huge cut deep bad_jsonld empty_links status_403 status_404 status_429 status_500 status_502 slow"
    )
    tested += (
        " status_503 reset redirect_loop redirect_to gzip_bomb challenge soft404 many_links calendar session_links"
        " cut_stream torn_stream half_page no_length"  # in tests/bounds/test_completeness.py
    )

    assert set(FAULTS) == set(tested.split())


def test_a_cut_page_promises_more_than_it_sends(server):
    server.set_faults({ARTICLE: "cut"})

    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        get(server, ARTICLE)


def test_a_reset_connection_gives_no_answer(server):
    server.set_faults({ARTICLE: "reset"})

    with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
        get(server, ARTICLE)


def test_a_huge_page_is_as_long_as_asked_for(server):
    server.set_faults({ARTICLE: "huge:3000000"})

    assert 3_000_000 < len(get(server, ARTICLE)[2]) < 3_200_000


def test_a_bomb_unpacks_to_a_thousand_times_its_size(server):
    server.set_faults({ARTICLE: "gzip_bomb:20"})

    _, headers, body = get(server, ARTICLE)

    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 40_000
    assert len(gzip.decompress(body)) == 20_000_000


def test_retry_after_comes_as_seconds_as_a_date_or_as_nonsense(server):
    def retry_after(fault):
        server.set_faults({"/": fault})
        return get(server, "/")[1].get("Retry-After")

    assert retry_after("status_429:3") == "3"
    assert parsedate_to_datetime(retry_after("status_503:+60"))
    assert retry_after("status_429:soon") == "soon"
    assert retry_after("status_429") is None


def test_a_fault_can_end_after_some_requests_and_cover_many_paths(server):
    server.set_faults({"/cars/*": "status_500 x2"})

    statuses = [get(server, path)[0] for path in ("/cars/", "/cars/page/2/", "/cars/", "/sports/")]

    assert statuses == [500, 500, 200, 200]


def test_a_calendar_goes_on_for_ever(server):
    server.set_faults({"/cars/*": "calendar"})

    first, later = get(server, "/cars/")[2], get(server, "/cars/page/123456/")[2]

    assert b'href="/cars/page/2/"' in first
    assert b'href="/cars/page/123457/"' in later


def test_session_numbers_differ_from_request_to_request(server):
    server.set_faults({"/": "session_links"})

    sessions = [set(re.findall(rb"PHPSESSID=(\w+)", get(server, "/")[2])) for _ in range(2)]

    assert [len(each) for each in sessions] == [1, 1]
    assert sessions[0] != sessions[1]


def test_an_unknown_fault_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="soft404"):
        parse_fault("earthquake")


def test_the_process_prints_its_url_first_and_ends_quietly():
    command = [sys.executable, "-m", "newscrawl.demo", "--articles", "20", "--theme", "divs"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    url = process.stdout.readline().strip()
    port = int(url.removesuffix("/").rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/")
    status = connection.getresponse().status
    connection.close()

    process.terminate()
    _, errors = process.communicate(timeout=10)

    assert (status, process.returncode, errors) == (200, 0, "")


def test_a_taken_port_is_said_in_a_sentence(server):
    command = [sys.executable, "-m", "newscrawl.demo", "--port", str(server.port)]

    ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)

    assert ended.returncode == 1
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr
