"""What the search of `scrapy browse` counts and finds: the same as a recount of the lines, in whatever steps they came."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from newscrawl.browse import article_search
from newscrawl.browse.browse_cache import BrowseCache
from newscrawl.items import Article, Author
from tests.dataset.records import START, article, ranking, visit
from tests.exports.made import store

LETTERS = "市長会見Aa大ß"


def found(cache: BrowseCache, **asked: str) -> dict[str, Any]:
    """Return all pages of a search as one."""
    with cache.reading() as connection:
        first = article_search.search(connection, asked, 1)
    pages = [first]
    for number in range(2, first["page_count"] + 1):
        with cache.reading() as connection:
            pages.append(article_search.search(connection, asked, number))
    return {**first, "ids": [one["article_id"] for page in pages for one in page["articles"]]}


def made_cache(folder: Path, *articles: Article) -> BrowseCache:
    store(folder, "articles", articles)
    cache = BrowseCache(folder)
    cache.refresh()
    return cache


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> tuple[BrowseCache, BrowseCache]:
    """A dataset of twelve runs, in a cache that took in each after it ended, and in one that was made at the end."""
    folder = tmp_path_factory.mktemp("steps") / "demo"
    stepwise = BrowseCache(folder)
    for step in range(12):
        _add_run(folder, step, Random(step))
        stepwise.refresh()
    copy = tmp_path_factory.mktemp("once") / "demo"
    shutil.copytree(folder, copy)  # with a cache of the wrong place, which is made again
    at_once = BrowseCache(copy)
    at_once.refresh()
    return stepwise, at_once


def _add_run(folder: Path, step: int, rng: Random) -> None:
    """Write new articles, edits (also of the section, the author and the printed time), losses and a ranking."""
    run_id = f"20261123T{step:02d}0000Z-{step:06x}"
    at = START + timedelta(hours=step)
    articles, visits = [], []
    for number in {*range(step * 5, step * 5 + 5), *(rng.randrange(step * 5 + 5) for _ in range(6))}:
        revision = _revisions.setdefault((folder, number), 0) + 1
        _revisions[folder, number] = revision
        one = article(
            number,
            run_id=run_id,
            revision=revision,
            captured_at=at,
            headline="".join(rng.choices(LETTERS, k=5)),
            body="".join(rng.choices(LETTERS + "\n", k=12)),
            section=rng.choice(["国際", "経済", None]),
            authors=tuple(Author(name=name, email=None) for name in rng.sample("甲乙丙", 2)),
            published_at=START - timedelta(minutes=rng.randrange(3)),
            duplicate_of="demo:1" if rng.random() < 0.1 else None,
        )
        articles.append(one)
        visits.append(visit(one, status=rng.choice(["new", "changed", "gone", "moved"])))
    store(folder, "articles", articles, run_id=run_id)
    store(folder, "observations", visits, run_id=run_id)
    store(folder, "rankings", ranking(step % 3, run_id=run_id), run_id=run_id)


_revisions: dict[tuple[Path, int], int] = {}


def _latest(folder: Path) -> dict[str, dict[str, Any]]:
    lines = [
        json.loads(line)
        for path in sorted(folder.glob("articles/*/*.jsonl"))
        for line in path.read_bytes().splitlines()
    ]
    return {line["article_id"]: line for line in sorted(lines, key=lambda line: line["revision"])}


def test_a_cache_that_grew_run_by_run_equals_one_that_was_made_at_once(caches: tuple[BrowseCache, BrowseCache]) -> None:
    stepwise, at_once = caches
    asked = [{}, {"q": "市長"}, {"q": "a"}, {"q": "会見大"}, {"section": "経済"}, {"author": "甲"}, {"only": "gone"},
             {"only": "headline_edits"}, {"list": "[部門1] ランキング"}, {"q": "市", "section": "国際"}]  # fmt: skip

    for one in asked:
        grown, made = found(stepwise, **one), found(at_once, **one)
        assert grown["facets"] == made["facets"]
        assert sorted(grown["ids"]) == sorted(made["ids"])


@pytest.mark.parametrize("words", ["市", "市長", "a", "長会見", "会見大A", "ß", "aa", "市 長", "見 大市", "\U0001f600"])
def test_words_are_found_as_a_reader_of_the_lines_finds_them(
    caches: tuple[BrowseCache, BrowseCache], words: str
) -> None:
    latest = _latest(caches[0].folder)

    expected = {
        name
        for name, line in latest.items()
        if all(any(word.lower() in (line[field] or "").lower() for field in ("headline", "lead", "body"))
               for word in words.split())
    }  # fmt: skip

    assert set(found(caches[0], q=words)["ids"]) == expected


def test_facets_count_the_articles_as_they_are_now(caches: tuple[BrowseCache, BrowseCache]) -> None:
    latest = _latest(caches[0].folder).values()

    facets = {name: dict(values) for name, values in found(caches[0])["facets"].items()}

    assert facets["section"] == Counter(line["section"] or "" for line in latest)
    assert facets["author"] == Counter(one["name"] for line in latest for one in line["authors"])
    assert facets["only"]["duplicates"] == sum(line["duplicate_of"] is not None for line in latest)


def test_the_newest_articles_come_first_also_when_an_old_one_is_found_late(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    cache = made_cache(folder, *(article(number, run_id="") for number in (1, 2, 5)))
    store(folder, "articles", [article(number, run_id="") for number in (3, 4)], run_id="20261124T010000Z-000001")
    cache.refresh()

    assert found(cache)["ids"] == [f"demo:{number}" for number in (1, 2, 3, 4, 5)]


def test_hundreds_of_articles_of_one_minute_all_have_a_card(tmp_path: Path) -> None:
    same = [article(number, run_id="", published_at=START) for number in range(300)]
    cache = made_cache(tmp_path / "demo", *same, article(999, run_id="", published_at=START + timedelta(minutes=1)))

    assert sorted(found(cache)["ids"]) == sorted([*(f"demo:{number}" for number in range(300)), "demo:999"])


def test_an_edited_text_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    first = article(1, run_id="", body="昨日の大雨で川が増水した")
    cache = made_cache(folder, first)
    second = replace(first, revision=2, body="昨日の大雪で道が凍結した", captured_at=START + timedelta(hours=1))
    store(folder, "articles", [second], run_id="20261124T010000Z-000001")
    cache.refresh()

    assert [found(cache, q=word)["total"] for word in ("大雨", "川が増水", "大雪", "道が凍結")] == [0, 0, 1, 1]


def test_more_articles_than_a_search_lists_are_reached_by_older(tmp_path: Path) -> None:
    count = article_search.MOST_FOUND + 30
    one = article(1, run_id="", body="短い本文")
    cache = made_cache(tmp_path / "demo", *(replace(one, article_id=f"demo:{number}") for number in range(count)))

    with cache.reading() as connection:
        newest = article_search.search(connection, {"q": "本文"}, 500)
    with cache.reading() as connection:
        everything = article_search.search(connection, {}, 1)
    rest = found(cache, q="本文", before=str(newest["older"]))

    assert (newest["is_whole"], newest["total"]) == (False, article_search.MOST_FOUND)
    assert (rest["is_whole"], rest["total"], rest["older"]) == (True, 30, None)
    assert (everything["total"], everything["facets"]["section"]) == (count, [("国際・政治", count)])
    assert not {one["article_id"] for one in newest["articles"]} & {*rest["ids"]}


def test_a_search_that_finds_nothing_ends_with_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = article(1, run_id="", body="短い本文")
    cache = made_cache(tmp_path / "demo", *(replace(one, article_id=f"demo:{number}") for number in range(3000)))
    monkeypatch.setattr(article_search, "_SEARCH_SECS", 0.0)

    nothing = found(cache, q="İ")  # its texts are read one after the other

    assert (nothing["is_whole"], nothing["total"]) == (False, 0)
