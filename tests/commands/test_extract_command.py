"""`scrapy extract`: the records of one page, or what each rule gave."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.crawling import scrapy
from tests.loaders.test_load_article import HTML, URL


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoPortal(seed=2, article_count=40), theme="tables") as running:
        yield running


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(HTML, "utf-8")
    return path


def test_a_saved_page_gives_its_records_as_json_lines(saved: Path) -> None:
    run = scrapy("extract", str(saved), "--url", URL)
    records = [json.loads(line) for line in run.stdout.splitlines()]

    assert run.returncode == 0
    assert records[0]["article_id"] == "kangnam:48213"
    assert [record["list_kind"] for record in records[1:]] == ["section_ranking"] * 6 + ["recommended"] * 5 + [
        "trending"
    ] * 5


def test_explain_shows_every_rule_that_was_tried_and_what_it_gave(saved: Path) -> None:
    run = scrapy("extract", str(saved), "--url", URL, "--explain")

    assert run.returncode == 0
    assert "* headline       html:title" in run.stdout
    assert "  headline       meta:og:title                            –" in run.stdout
    assert "* body           general:body" in run.stdout
    assert "* published_at   general:printed_time" in run.stdout
    assert "* images         general:images" in run.stdout


def test_an_address_is_fetched_and_read(server: DemoServer) -> None:
    portal = DemoPortal(seed=2, article_count=40)
    url = server.base_url + portal.path(1, portal.published_at(39))

    run = scrapy("extract", url, "--portal", "demo")

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[0])["article_id"].startswith("demo:")


def test_a_folder_gives_a_table_of_fields(saved: Path) -> None:
    run = scrapy("extract", str(saved.parent), "--url", URL, "--coverage")

    assert run.returncode == 0
    assert run.stdout.startswith("1 page, 1 article\n")
    assert "headline            1  100.0%  html:title 1" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        ([], 2, "expected one FILE, URL or DIR, got 0"),
        (["no-such-page.html"], 2, "expected a saved page"),
        (["{page}", "--portal", "kagnam"], 2, "did you mean 'kangnam'?"),
        (["{page}", "--url", "ftp://x/"], 2, "expected an http(s) address"),
        (["{page}", "--at", "2026-11-24"], 2, "expected an offset"),
        ([""], 2, "got an empty argument"),
        (["--bogus"], 2, "unknown option --bogus"),
        (["ftp://news.example/a.html"], 2, "expected an http(s) address"),
        (["{empty}"], 1, "empty.html: expected a page, got"),
        (["{bare}"], 1, "bare.html: expected an article or lists, got none"),
        (["http://127.0.0.1:9/"], 1, "expected the page, got"),
    ],
)
def test_a_mistake_is_one_sentence_on_standard_error(
    arguments: list[str], exit_code: int, words: str, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "bare.html").write_text("# A text file", "utf-8")
    names = {"page": saved, "empty": tmp_path / "empty.html", "bare": tmp_path / "bare.html"}
    filled = [argument.format(**names) for argument in arguments]

    run = scrapy("extract", *filled)

    assert run.returncode == exit_code
    assert words in run.stderr.strip().splitlines()[-1]
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9)


TOO_MUCH = {
    "page.html": b"a" * 2_000_000,
    "bomb.html.gz": _packed(b"\0" * 50_000_000),
    "broken.html.gz": _packed(b"a" * 1000)[:-9] + b"\xff" * 30,
    "torn.html.gz": _packed(b"a" * 1000)[:-20],
    "wrong.html.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\0" + b"\xff" * 40,
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_saved_page_that_is_too_large_or_damaged_ends_in_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TOO_MUCH[name])

    run = scrapy("extract", str(tmp_path / name), "-s", "DOWNLOAD_MAXSIZE=1000000")

    assert run.returncode == (1 if name in {"page.html", "bomb.html.gz"} else 2)
    assert len(run.stderr.splitlines()) == 1
    assert f"{name}: expected" in run.stderr


def test_a_folder_with_a_bomb_a_fifo_and_an_endless_device_is_read_to_its_end(saved: Path) -> None:
    (saved.parent / "bomb.html.gz").write_bytes(TOO_MUCH["bomb.html.gz"])
    os.mkfifo(saved.parent / "a.html")
    (saved.parent / "b.html").symlink_to("/dev/zero")

    run = scrapy("extract", str(saved.parent), "--url", URL, "-s", "DOWNLOAD_MAXSIZE=1000000", timeout_secs=60)

    assert run.returncode == 0
    assert "bomb.html.gz: expected a page of at most 1000000 bytes" in run.stderr
    assert json.loads(run.stdout.splitlines()[0])["article_id"] == "kangnam:48213"
