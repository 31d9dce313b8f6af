"""`newscrawl add` where it cannot or may not do its work: one sentence, the right exit code, no file overwritten."""

from __future__ import annotations

import json
import os
import signal
import socket
import time

import pytest

from tests.crawling import FAST, PROJECT, scrapy
from tests.onboarding.site_forms import Form, site_of
from tests.onboarding.small_site import HTML, TEXT, served
from tests.warm_scrapy import start_newscrawl

OPTIONS = [option for key, value in FAST.items() for option in ("-s", f"{key}={value}")]
FORM = Form("/{section}/{slug}.html", section="/{section}/", feed="", sitemap="")

SHELL = "<link rel=alternate type=application/atom+xml href=/atom.xml><div id=root></div><script src=/a.js></script>"
MADE_BY_SCRIPTS = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Town</title>{}</feed>".format(
    "".join(f"<entry><title>A{n}</title><link href='{{site}}/{n}/'/><id>{n}</id></entry>" for n in range(3))
)


def add(folder, url, *arguments):
    places = ("-s", f"NEWSCRAWL_PORTALS_DIR={folder}", "--name", "town", "--allow-private-addresses")
    return scrapy("add", url, *places, *OPTIONS, *arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "expected one URL, got 0"),
        (("https://a.example/", "https://b.example/"), "expected one URL, got 2"),
        (("ftp://a.example/",), "expected an http(s) address"),
        (("https://me:word@a.example/",), "without a user and password, got one for a.example"),
        (("https://a.example/", "--name", "Böse"), "--name: expected a-z"),
        (("https://a.example/", "--json"), "--json: expected --dry-run"),
        (("https://a.example/", "--drirun"), "unknown option --drirun"),
    ],
)
def test_a_wrong_argument_ends_with_2_before_any_request(arguments, words):
    ended = scrapy("add", *arguments)

    assert ended.returncode == 2
    assert words in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("answers", "code", "words"),
    [
        ({"/": (200, HTML, "<div id=root></div><script src=/a.js></script>")}, 1, "JavaScript makes the page"),
        ({"/robots.txt": (200, TEXT, "User-agent: *\nDisallow: /")}, 4, "robots.txt does not allow"),
        ({"/": (401, HTML, "<p>Log in</p>")}, 4, "the site asks for a login"),
        ({"/": (403, HTML, "<p>No</p>")}, 4, "refuses the request (HTTP 403)"),
        ({"/": (404, HTML, "<p>Not here</p>")}, 1, "HTTP 404; is the address right?"),
        ({"/": (200, "application/json", "{}")}, 1, "expected an HTML page"),
        ({"/": (200, HTML, "")}, 1, "expected an HTML page with text"),
        ({"/": (200, HTML, "<h1>A shop</h1>" + "<a href=/x>a</a><a href=/y>b</a><a href=/z>c</a>")}, 1, "no page was an article"),
        ({"/": (200, HTML, SHELL), "/atom.xml": (200, "application/atom+xml", MADE_BY_SCRIPTS)}, 1, "no page was an article"),
    ],
    ids=["scripts", "robots.txt", "login", "403", "404", "no HTML", "empty", "no articles", "a feed of pages by scripts"],
)  # fmt: skip
def test_a_site_that_cannot_be_read_is_named_with_its_cause_and_leaves_no_file(tmp_path, answers, code, words):
    with served(answers) as (url, _):
        ended = add(tmp_path, f"{url}/")

    assert ended.returncode == code, ended.stderr
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_does_not_answer_ends_with_1(tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        ended = add(tmp_path, url := f"http://127.0.0.1:{closed.getsockname()[1]}/")

    why = "expected a page, got no answer (connection refused); check the address and the network"
    assert (ended.returncode, ended.stderr) == (1, f"newscrawl: {url}: {why}\n")


def test_a_private_address_needs_the_option(tmp_path):
    ended = scrapy("add", "http://127.0.0.1:9/", "-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}", *OPTIONS)

    assert ended.returncode == 4
    assert "--allow-private-addresses permits it" in ended.stderr


def test_a_file_is_replaced_with_update_alone_and_the_difference_is_shown(tmp_path):
    file = tmp_path / "town.toml"
    file.write_text('title = "my own"\n', "utf-8")
    with served(site_of(FORM)) as (url, asked):
        refused = add(tmp_path, f"{url}/")
        assert (refused.returncode, asked) == (2, [])
        dry = add(tmp_path, f"{url}/", "--dry-run")
        assert file.read_text("utf-8") == 'title = "my own"\n'
        updated = add(tmp_path, f"{url}/", "--update")

    assert "exists already; --update" in refused.stderr
    assert "Nothing was written" in dry.stdout
    assert '-title = "my own"' in updated.stdout
    assert '+title = "港日報"' in updated.stdout
    assert 'title = "港日報"' in file.read_text("utf-8")


def test_an_update_that_changes_nothing_is_reported(tmp_path):
    with served(site_of(FORM)) as (url, _):
        add(tmp_path, f"{url}/")
        again = add(tmp_path, f"{url}/", "--update")

    assert f"Nothing differs from {tmp_path / 'town.toml'}." in again.stdout


def test_a_site_that_another_portal_has_is_a_doubt(tmp_path):
    with served(site_of(FORM)) as (url, _):
        first = add(tmp_path, f"{url}/")
        second = add(tmp_path, f"{url}/", "--name", "city")

    words = "begins on this host, too: both may store the same articles"
    assert words not in first.stdout
    assert f"the portal town {words}" in second.stdout


def test_a_dry_run_is_one_json_object_for_a_program(tmp_path):
    with served(site_of(FORM)) as (url, _):
        ended = add(tmp_path, f"{url}/", "--dry-run", "--json")

    [line] = ended.stdout.splitlines()
    draft = json.loads(line)
    assert draft["portal"] == "town"
    assert draft["coverage"]["body"] == draft["article_count"] > 0
    assert "[urls]" in draft["toml"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with served(site_of(FORM)) as (url, _):
        ended = add(tmp_path, f"{url}/")

    assert ended.returncode == 1
    assert "fix the permissions" in ended.stderr


def test_ctrl_c_ends_with_a_sentence_and_no_file(tmp_path):
    with served(site_of(FORM)) as (url, asked):
        options = ["-s", f"NEWSCRAWL_PORTALS_DIR={tmp_path}", "-s", "DOWNLOAD_DELAY=0.5"]
        running = start_newscrawl(["add", f"{url}/", "--name", "town", "--allow-private-addresses", *options], PROJECT)
        deadline = time.monotonic() + 60
        while len(asked) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        code, said = running.wait(60), running.stderr

    assert code != 0
    assert "Traceback" not in said, said
    assert said.startswith("newscrawl: "), said
    assert list(tmp_path.iterdir()) == []
