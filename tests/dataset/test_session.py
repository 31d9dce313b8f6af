from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session, signature_of
from newscrawl.dataset.run.retry_attempts import Attempts, attempts_of, keep_attempts
from newscrawl.errors import DatasetError
from newscrawl.items import Article

from .conftest import Open, store
from .records import START, article, ranking, text_of, visit


def test_an_article_is_known_as_soon_as_it_is_added(new_session: Open) -> None:
    with new_session() as session:
        made = store(session, 7)

        known = session.article("demo:7")

        assert known is not None
        assert (known.revision, known.digest, known.status) == (1, made.digest, "new")
        assert known.published_at == made.published_at
        assert known.next_visit_at == made.captured_at + timedelta(hours=1)
        assert session.article_of_url(made.canonical_url) == "demo:7"
        assert session.read_article("demo:7") == made


def test_what_was_never_stored_is_unknown(new_session: Open) -> None:
    with new_session() as session:
        assert session.article("demo:1") is None
        assert session.article_of_url("https://demo.example/a/1") is None
        assert session.read_article("demo:1") is None
        assert session.validators("https://demo.example/a/1") == (None, None)
        assert session.state("sections") is None


def test_the_index_says_where_the_line_lies(new_session: Open, tmp_path: Path) -> None:
    with new_session() as session:
        made = [store(session, number) for number in range(5)]
        known = session.article("demo:3")

    assert known is not None
    content = (tmp_path / "demo" / known.file).read_bytes()
    line = content[known.line_offset : known.line_offset + known.line_bytes]
    assert msgspec.json.decode(line, type=Article) == made[3]
    assert line.endswith(b"\n")


def test_a_second_revision_is_the_one_that_is_known(new_session: Open) -> None:
    with new_session() as session:
        store(session, 1)
    with new_session() as session:
        second = store(session, 1, revision=2)

        known = session.article("demo:1")

        assert known is not None
        assert (known.revision, known.status) == (2, "changed")
        assert known.first_seen_at == START + timedelta(seconds=1)
        assert known.last_seen_at == second.captured_at
        assert session.read_article("demo:1") == second


@pytest.mark.parametrize("revision", [1, 3])
def test_a_revision_that_does_not_follow_is_refused_before_it_is_written(new_session: Open, revision: int) -> None:
    with new_session() as session:
        store(session, 1)

        with pytest.raises(ValueError, match="expected revision 2"):
            store(session, 1, revision=revision)

        assert session.record_counts == {"articles": 1, "observations": 1}


def test_a_visit_moves_the_article_s_last_time_and_next_visit(new_session: Open) -> None:
    with new_session() as session:
        made = store(session, 1)
        later = made.captured_at + timedelta(hours=6)

        session.add_observation(visit(made, status="unchanged", captured_at=later, next_visit_at=None))

        known = session.article("demo:1")
        assert known is not None
        assert (known.last_seen_at, known.next_visit_at, known.status) == (later, None, "unchanged")


def test_a_visit_to_an_article_that_is_not_stored_does_not_make_it_known(new_session: Open) -> None:
    with new_session() as session:
        made = article(1, run_id=session.run_id)
        session.add_observation(visit(made, status="failed", revision=None))

        assert session.article("demo:1") is None
        assert session.article_of_url(made.canonical_url) is None
        assert [due.article_id for due in session.due(START + timedelta(days=1), 10)] == ["demo:1"]


def test_the_visits_that_are_due_come_longest_due_first(new_session: Open) -> None:
    with new_session() as session:
        for number in (5, 3, 9):
            store(session, number)

        due = session.due(START + timedelta(hours=1, seconds=6), 10)

        assert [(one.article_id, one.url) for one in due] == [
            ("demo:3", "https://demo.example/a/3"),
            ("demo:5", "https://demo.example/a/5"),
        ]
        assert len(session.due(START + timedelta(days=1), 1)) == 1


def test_an_article_is_found_by_its_other_addresses(new_session: Open) -> None:
    with new_session() as session:
        store(session, 1, url="https://demo.example/old/1?ref=top")
        session.add_alias("https://demo.example/amp/1", "demo:1")

        assert session.article_of_url("https://demo.example/old/1?ref=top") == "demo:1"
        assert session.article_of_url("https://demo.example/amp/1") == "demo:1"


def test_validators_and_state_are_kept_for_the_next_run(new_session: Open) -> None:
    with new_session() as session:
        session.set_validators("https://demo.example/", '"abc"', None)
        session.set_validators("https://demo.example/s", None, "Mon, 23 Nov 2026 22:45:01 GMT")
        session.set_state("sections", {"国際・政治": {"complete": True, "page": 40}})

    with new_session() as session:
        assert session.validators("https://demo.example/") == ('"abc"', None)
        assert session.validators("https://demo.example/s") == (None, "Mon, 23 Nov 2026 22:45:01 GMT")
        assert session.state("sections") == {"国際・政治": {"complete": True, "page": 40}}


def test_validators_can_be_taken_back(new_session: Open) -> None:
    with new_session() as session:
        session.set_validators("https://demo.example/", '"abc"', None)
        session.set_validators("https://demo.example/", None, None)

        assert session.validators("https://demo.example/") == (None, None)


def test_files_are_parts_while_their_run_writes_and_none_is_empty(new_session: Open, tmp_path: Path) -> None:
    with new_session() as session:
        session.add_ranking([])
        assert list((tmp_path / "demo").rglob("*.jsonl*")) == []

        session.add_ranking(ranking(1, run_id=session.run_id))
        assert [path.suffix for path in (tmp_path / "demo").rglob("*.jsonl*")] == [".part"]

    assert [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "demo").rglob("*.jsonl*")] == [
        f"demo/rankings/date=2026-11-23/{session.run_id}.jsonl"
    ]


def test_a_run_that_stores_nothing_leaves_no_record_file(new_session: Open, tmp_path: Path) -> None:
    with new_session():
        pass

    assert list((tmp_path / "demo").rglob("*.jsonl*")) == []


@pytest.mark.parametrize(
    ("record", "kept"),
    [
        ({"headline": ""}, b'"record":{"headline":""}'),
        ("\ud800", rb"\\ud800"),
        (object, b"class 'object'"),
    ],
    ids=["JSON", "a lone surrogate", "no JSON"],
)
def test_a_record_that_breaks_the_schema_is_kept_aside_with_its_reason(
    new_session: Open, tmp_path: Path, record: object, kept: bytes
) -> None:
    with new_session() as session:
        session.set_aside(record, "headline: expected text, got none")

    content = next((tmp_path / "demo" / "rejected").rglob("*.jsonl")).read_bytes()
    assert kept in content
    assert "headline: expected text, got none" in msgspec.json.decode(content)["reason"]


def test_groups_end_by_count(new_session: Open, tmp_path: Path) -> None:
    with new_session(sync_record_count=4, sync_secs=1000) as session:
        store(session, 1)
        first = _committed(session)
        store(session, 2)

        assert first == {}
        assert _committed(session) != {}


def test_groups_end_by_time(new_session: Open) -> None:
    with new_session(sync_record_count=1000, sync_secs=0) as session:
        store(session, 1)

        assert _committed(session) != {}


def _committed(session: Session) -> dict:
    with closing(sqlite3.connect(f"file:{session.layout.index}?mode=ro", uri=True)) as other:
        return dict(other.execute("SELECT name, byte_count FROM files"))


def test_texts_that_are_nearly_the_same_are_found(new_session: Open) -> None:
    with new_session() as session:
        for number in range(40):
            store(session, number)

        assert session.similar(signature_of(text_of(7).replace("政府", "内閣") + "(共同)")) == ["demo:7"]
        assert session.similar(signature_of(text_of(99))) == []
        assert session.similar(None) == []


def test_of_many_texts_of_one_form_the_nearest_are_found(new_session: Open) -> None:
    form, words = text_of(0)[:100], "見通し 予想 発表 調査 会見 報告 測定 集計".split()

    def filled(number: int) -> str:
        return form + "".join(f"{words[number * k % 8]}{number * k % 97}" for k in range(1, 7))

    with new_session() as session:
        for number in range(120):
            store(session, number, body=filled(number))
        found = session.similar(signature_of(filled(110)))

    assert len(found) == 50
    assert "demo:110" in found
    assert found == sorted(found, key=lambda one: int(one.partition(":")[2]))


def test_a_changed_text_is_found_by_its_new_words_only(new_session: Open) -> None:
    with new_session() as session:
        store(session, 1)
        store(session, 1, revision=2, body=text_of(2))

        assert session.similar(signature_of(text_of(2))) == ["demo:1"]
        assert session.similar(signature_of(text_of(1))) == []


def test_texts_are_compared_within_the_window_only(new_session: Open) -> None:
    with new_session() as session:
        store(session, 1)

    with new_session(clock=Clock(START + timedelta(days=29))) as session:
        assert session.similar(signature_of(text_of(1))) == ["demo:1"]
    with new_session(clock=Clock(START + timedelta(days=31))) as session:
        assert session.similar(signature_of(text_of(1))) == []
        assert session._index.read("SELECT count(*) FROM bands") == [(0,)]


def test_a_session_that_is_not_open_says_so(new_session: Open) -> None:
    session = new_session()

    with pytest.raises(DatasetError, match="not open"):
        session.article("demo:1")


def test_closing_twice_is_closing_once(new_session: Open) -> None:
    session = new_session()
    session.open()
    store(session, 1)

    session.close()
    session.close()

    with new_session() as after:
        assert after.article("demo:1") is not None


def test_attempts_are_forgotten_once_their_article_is_read(new_session: Open) -> None:
    with new_session() as session:
        keep_attempts(session, "demo:1", Attempts(2, START + timedelta(hours=1)))
        keep_attempts(session, "demo:2", Attempts(5, None))

        store(session, 1)

        assert attempts_of(session, "demo:1") is None
        assert attempts_of(session, "demo:2") == Attempts(5, None)


def test_attempts_that_no_list_asks_for_any_more_are_forgotten_and_given_up_ones_stay(new_session: Open) -> None:
    with new_session() as session:
        keep_attempts(session, "demo:1", Attempts(1, START - timedelta(days=91)))
        keep_attempts(session, "demo:2", Attempts(1, START - timedelta(days=89)))
        keep_attempts(session, "demo:3", Attempts(5, None))

    with new_session() as session:
        assert attempts_of(session, "demo:1") is None
        assert attempts_of(session, "demo:2") == Attempts(1, START - timedelta(days=89))
        assert attempts_of(session, "demo:3") == Attempts(5, None)


def test_a_lock_that_cannot_be_opened_is_told_in_a_sentence(new_session: Open, tmp_path: Path) -> None:
    (tmp_path / "demo" / "lock").mkdir(parents=True)

    with pytest.raises(DatasetError, match="expected a regular file, got a folder"):
        new_session().open()


def test_a_text_that_says_one_thing_again_and_again_is_not_compared() -> None:
    assert signature_of("同じ言葉。" * 200) is None
    assert signature_of("同じ言葉。" * 200 + text_of(1)) is not None
