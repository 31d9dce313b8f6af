"""`scrapy diff` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from tests.crawling import scrapy
from tests.dataset.records import START, article, visit


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with one article in two revisions."""
    root = tmp_path_factory.mktemp("data")
    with Session(root, "demo", clock=Clock(START)) as session:
        for revision, day in ((1, 26), (2, 27)):
            body = f"首相は{day}日に会見した。\n\n市場は落ち着いている。"
            record = article(7, run_id=session.run_id, revision=revision, body=body)
            session.add_article(record, visit(record), signature=None)
    return root


def test_it_shows_what_changed_between_revisions_word_by_word(data: Path) -> None:
    shown = scrapy("diff", "demo", "demo:7", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert shown.returncode == 0, shown.stderr
    assert "silent edit" in shown.stdout
    assert "body ¶1 changed: 首相は[-26-]{+27+}日に会見した。" in shown.stdout


def test_it_prints_one_json_object_a_revision(data: Path) -> None:
    shown = scrapy("diff", "demo", "7", "--json", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    (found,) = map(json.loads, shown.stdout.splitlines())
    assert (found["article_id"], found["from_revision"], found["to_revision"]) == ("demo:7", 1, 2)
    assert (found["is_silent"], found["is_empty"]) == (True, False)
    assert [change["paragraph"] for change in found["changes"]] == [1]


def test_without_an_article_it_prints_every_edit_with_its_headline(data: Path) -> None:
    shown = scrapy("diff", "demo", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    (line,) = shown.stdout.splitlines()
    assert "demo:7 revision 2  silent: body  " in line
    assert line.endswith(article(7, run_id="").headline)


def test_without_an_edit_it_prints_a_sentence_beside_the_results(data: Path) -> None:
    shown = scrapy("diff", "demo", "--field", "headline", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "demo: no edits of headline yet\n")


@pytest.mark.parametrize("which", [[], ["7"]], ids=["every edit", "one article"])
@pytest.mark.parametrize(("field", "count"), [("body", 1), ("headline", 0)])
def test_a_field_leaves_out_the_edits_of_others(data: Path, which: list[str], field: str, count: int) -> None:
    shown = scrapy("diff", "demo", *which, "--field", field, "--json", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert [json.loads(line)["fields"] for line in shown.stdout.splitlines()] == [["body"]] * count


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["demo", "demo:8"], 1, "expected an article that is stored, e.g. demo:7, got demo:8"),
        (["kangnam", "7"], 1, "'scrapy crawl kangnam' makes one"),
        (["nothing", "7"], 2, "no portal is called 'nothing'; known portals: "),
        ([], 2, "expected PORTAL and, for one article, ARTICLE_ID; got 0 arguments"),
        (["demo", "--field", "headlin"], 2, "expected a field of an article, such as headline or body, got 'headlin'"),
        (["demo", "7", "--jsn"], 2, "unknown option --jsn"),
    ],
    ids=str,
)
def test_what_cannot_be_shown_is_said_in_a_sentence(
    data: Path, arguments: list[str], exit_code: int, words: str
) -> None:
    shown = scrapy("diff", *arguments, "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    assert shown.returncode == exit_code
    assert words in shown.stderr
    assert len(shown.stderr.splitlines()) == 1
    assert shown.stdout == ""
