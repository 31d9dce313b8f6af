"""`scrapy reextract` as a user runs it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.captures import Exchange
from newscrawl.dataset.run.session import Session
from newscrawl.items import Article
from newscrawl.portals import load_portal
from newscrawl.reextraction import KeptPage, read_page
from tests.crawling import scrapy, stored
from tests.dataset.records import START, visit

TEXT = "政府は26日の会見で、新しい予算の案を来月までにまとめると述べた。専門家は慎重な見方を示している。" * 3


def page_of(number: int) -> bytes:
    return (
        f"<html lang=ja><title>見出し{number} - 江南タイムズ デモ</title><h1>見出し{number}</h1>"
        f"<article><p>{number}番目。{TEXT}</p><p>{TEXT[::-1]}{number}</p></article></html>"
    ).encode()


def stored_article(session: Session, number: int) -> Article:
    """Store an article with its capture, whose headline was misread."""
    url = f"http://127.0.0.1:8765/{'world' if number % 2 else 'cars'}/{40000 + number}.html"
    at = START + timedelta(days=number)
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    place = session.add_capture(
        Exchange(
            url=url, captured_at=at, method="GET", request_headers=(), protocol="HTTP/1.1", status=200,
            headers=headers, body=page_of(number), labels={"kind": "article", "asked_url": url},
        )
    )  # fmt: skip
    kept = KeptPage(url=url, body=page_of(number), content_type=headers[0][1])
    read = read_page(kept, load_portal("demo"), captured_at=at).article
    assert read is not None
    made = replace(
        read, headline="お知らせ", tags=("誤り",), section="自動車", run_id=session.run_id, captures=(place,)
    )
    session.add_article(made, visit(made), signature=None)
    return made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A dataset of three articles whose headlines and tags were misread."""
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        for number in (1, 2, 3):
            stored_article(session, number)
    return tmp_path


def reextract(data: Path, *options: str) -> dict[str, object]:
    done = scrapy("reextract", "demo", "--json", "--jobs", "1", *options, "-s", f"NEWSCRAWL_DATASET_DIR={data}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_without_apply_it_tells_what_would_change_and_writes_nothing(data: Path) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}

    shown = scrapy("reextract", "demo", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert shown.returncode == 0, shown.stderr
    assert "headline: 0 gained, 0 lost, 3 changed" in shown.stdout
    assert "tags: 0 gained, 3 lost, 0 changed" in shown.stdout
    assert "    - お知らせ\n    + 見出し1\n" in shown.stdout
    assert "--apply writes 3 revisions" in shown.stdout
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_field_alone_is_mended_and_the_others_stay(data: Path) -> None:
    applied = reextract(data, "--apply", "--field", "headline")

    found = [one for one in stored(data).articles if one.revision == 2]
    assert applied["written_count"] == 3
    assert sorted(one.headline for one in found) == ["見出し1", "見出し2", "見出し3"]
    assert {(one.tags, one.section, one.reextracted_from) for one in found} == {(("誤り",), "自動車", 1)}
    assert [report["command"] for report in stored(data).reports] == ["reextract"]


@pytest.mark.parametrize("options", [(), ("--apply",)], ids=["looking", "writing"])
def test_a_damaged_capture_is_told_and_the_others_are_read(data: Path, options: tuple[str, ...]) -> None:
    (path,) = data.rglob("*.warc.gz")
    (place,) = next(one.captures for one in stored(data).articles if one.article_id == "demo:40002")
    content = bytearray(path.read_bytes())
    content[place.offset + 40 : place.offset + 60] = b"\xff" * 20
    path.write_bytes(content)

    done = scrapy("reextract", "demo", "--jobs", "1", *options, "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert done.returncode == 1, done.stderr
    assert "3 articles read again" in done.stdout
    assert "1 cannot be read again (damaged capture): http://127.0.0.1:8765/cars/40002.html captures/" in done.stdout
    assert (
        "1 have captures that are damaged or gone: 'scrapy verify' says what to do; the others were read" in done.stdout
    )
    mended = sorted(one.article_id for one in stored(data).articles if one.revision == 2)
    assert mended == (["demo:40001", "demo:40003"] if options else [])
    assert all(
        "1 could not be: their captures are damaged or gone" in report["reasons"] for report in stored(data).reports
    )


def test_a_section_that_no_article_is_of_leaves_nothing_to_read(data: Path) -> None:
    assert reextract(data, "--section", "国際・政治")["read_count"] == 0


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["nothing"], 2, "no portal is called 'nothing'"),
        (["demo", "--field", "heading"], 2, "got heading"),
        (["demo", "--aply"], 2, "unknown option --aply"),
        (["demo", "--to", "a.jsonl", "--force"], 2, "only --warc FILE goes with --to, --force"),
        (["--warc", "README.md", "--since", "2026-11-01"], 2, "it does not go with --since"),
        (["--warc", "README.md", "demo", "kangnam"], 2, "expected one portal, got 2"),
        (["--warc", "nowhere.warc"], 2, "expected a WARC file, got none"),
        (["kangnam"], 1, "'scrapy crawl kangnam' makes one"),
        (["--warc", "README.md", "--to", "README.md"], 1, "replace it with --force"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    data: Path, arguments: list[str], exit_code: int, words: str
) -> None:
    done = scrapy("reextract", *arguments, "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert done.returncode == exit_code, done.stderr
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_dataset_that_a_run_writes_is_left_alone(data: Path) -> None:
    with Session(data, "demo", clock=Clock(START + timedelta(days=9))):
        done = scrapy("reextract", "demo", "--apply", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert done.returncode == 5
    assert "held by" in done.stderr


def test_captures_that_are_gone_are_told(data: Path) -> None:
    for path in (data / "demo" / "captures").rglob("*.warc.gz"):
        path.unlink()

    done = scrapy("reextract", "demo", "--apply", "--json", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert (done.returncode, json.loads(done.stdout)["outcomes"]) == (1, {"damaged": 3})


def test_the_captures_of_a_dataset_are_an_archive_like_any_other(data: Path, tmp_path: Path) -> None:
    (warc,) = (data / "demo" / "captures").rglob("*.warc.gz")

    done = scrapy(
        "reextract", "--warc", str(warc), "--portal", "demo", "--to", str(tmp_path / "out.jsonl"), "--jobs", "1"
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("3 responses, 3 articles")
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["見出し1", "見出し2", "見出し3"]


def test_a_file_that_is_no_archive_is_exit_1_and_leaves_nothing(tmp_path: Path) -> None:
    done = scrapy("reextract", "--warc", "README.md", "--to", str(tmp_path / "out.jsonl"), "--jobs", "1")

    assert done.returncode == 1
    assert (
        done.stderr.splitlines()[-1]
        == "newscrawl: README.md: expected a WARC file with responses, got none that can be read"
    )
    assert list(tmp_path.iterdir()) == []


def test_lines_of_another_version_are_told_in_a_sentence(data: Path) -> None:
    (path,) = (data / "demo" / "articles").rglob("*.jsonl")
    path.write_text(path.read_text("utf-8").replace('"captures":', '"kept_in":'), "utf-8")

    done = scrapy("reextract", "demo", "--jobs", "1", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert done.returncode == 1
    assert done.stderr.startswith(f"newscrawl: {path}: byte 0: expected an article of this version of newscrawl, got")
    assert "run 'scrapy verify demo'" in done.stderr
    assert done.stderr.count("\n") == 1
