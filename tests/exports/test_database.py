"""What stands in an exported database, and what its search finds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.dataset.records import article

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
