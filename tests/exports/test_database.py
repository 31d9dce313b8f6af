"""What stands in an exported database, and what its search finds."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.dataset.records import article, ranking

from .made import LATER_RUN, exported, store


def test_japanese_words_are_found_in_the_database(folder: Path, tmp_path: Path) -> None:
    store(folder, "articles", [article(77, run_id=LATER_RUN, body="江南駅前で猫の集会")], run_id=LATER_RUN)
    exported(folder, tmp_path / "a.sqlite", "articles", "rankings", "observations")

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        found = database.execute(
            "SELECT article_id FROM article_text JOIN articles ON articles.id = article_text.rowid "
            "WHERE article_text MATCH '南駅前'"
        ).fetchall()
        short = database.execute("SELECT id FROM articles WHERE body LIKE '%猫%'").fetchall()
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        sound = database.execute("PRAGMA integrity_check").fetchone()
        counts = [
            database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("articles", "rankings", "observations", "authors")
        ]

    assert (found, short, broken, sound) == ([("demo:77",)], [(11,)], [], ("ok",))
    assert counts == [11, 6, 10, 11]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("韓国", ["77", "78"]),
        ("猫", ["77"]),
        ("国の", ["77"]),
        ("江南駅前", ["77"]),
        ("日韓首脳", ["78"]),
        ("東京駅前", []),
    ],
)
def test_the_documents_queries_find_words_of_any_length(
    folder: Path, tmp_path: Path, word: str, expected: list[str]
) -> None:
    made = [
        article(77, run_id=LATER_RUN, headline="江南駅前", body="韓国の猫の集会"),
        article(78, run_id=LATER_RUN, lead="日韓首脳が韓国で"),
    ]
    store(folder, "articles", made, run_id=LATER_RUN)
    exported(folder, tmp_path / "a.sqlite", "articles")
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    long, short = re.findall(r"^    (SELECT headline FROM .*);$", page, re.MULTILINE)
    query = (long if len(word) > 2 else short).replace("江南駅", word).replace("韓国", word)

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        found = database.execute(query.replace("SELECT headline", "SELECT article_id")).fetchall()

    assert [article_id.removeprefix("demo:") for (article_id,) in found] == expected


def test_views_hold_what_people_ask_first(tmp_path: Path) -> None:
    first = article(1, run_id=LATER_RUN, headline="前")
    store(tmp_path / "demo", "articles", [first, article(1, run_id=LATER_RUN, headline="後", revision=2)])
    store(tmp_path / "demo", "rankings", ranking(1, run_id=LATER_RUN))
    exported(tmp_path / "demo", tmp_path / "a.sqlite", "articles", "rankings")

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        (latest,) = database.execute("SELECT headline FROM latest").fetchall()
        (edit,) = database.execute("SELECT before_headline, headline, is_silent FROM headline_edits").fetchall()
        (top,) = database.execute("SELECT article_id, capture_count FROM top_stories").fetchall()

    assert (latest, edit, top) == (("後",), ("前", "後", 1), ("demo:11", 1))


def test_datasette_gets_a_title_and_where_to_begin(tmp_path: Path) -> None:
    store(tmp_path / "demo", "articles", [article(1, run_id=LATER_RUN)])
    done = exported(tmp_path / "demo", tmp_path / "a.sqlite", "articles")

    metadata = json.loads((tmp_path / "a.sqlite.metadata.json").read_text("utf-8"))

    assert tmp_path / "a.sqlite.metadata.json" in done.sheet_paths
    assert metadata["databases"]["a"]["tables"]["latest"] == {"sort_desc": "published_at", "facets": ["section"]}


def test_a_revision_is_once_in_the_database(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "a.sqlite")

    columns = "schema_version, portal, article_id, url, canonical_url, headline, body, revision, digest"
    again = f"INSERT INTO articles ({columns}) SELECT {columns} FROM articles LIMIT 1"
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(again)
