"""A frame holds what the lines hold: whatever the records, and however damaged the lines."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl import open_dataset
from newscrawl.dataset.storage.jsonl import encode_line
from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import DamagedLineError
from newscrawl.items import Article, Author, Image, Observation, SourcedValue
from tests.dataset.records import START, article, ranking, visit
from tests.exports.made import LATER_RUN, RUN, exported, store

texts = st.text(st.characters(codec="utf-8"), max_size=12)
zones = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=3, minutes=30))])
times = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 28), timezones=zones)  # noqa: DTZ001  its zones
counts = st.none() | st.integers(-(2**63), 2**63 - 1)
articles = st.builds(
    lambda **changes: article(1, run_id=RUN, **changes),
    headline=texts,
    authors=st.lists(st.builds(Author, name=texts, email=st.none() | texts), max_size=2).map(tuple),
    section=st.none() | texts,
    tags=st.lists(texts, max_size=2).map(tuple),
    published_at=st.none() | times,
    modified_at=st.none() | times,
    body=texts,
    images=st.lists(st.builds(Image, url=texts, caption=st.none() | texts, credit=texts), max_size=2).map(tuple),
    comment_count=counts,
    is_paywalled=st.none() | st.booleans(),
    captured_at=st.none() | times,
    sources=st.dictionaries(texts, texts, max_size=2),
    disagreements=st.dictionaries(
        texts, st.lists(st.builds(SourcedValue, source=texts, value=texts), max_size=2).map(tuple), max_size=2
    ),
)


def from_line(line: bytes) -> dict[str, Any]:
    """Return the row that a frame must have for *line*, read by Python's own reader of JSON."""
    row = json.loads(line)
    for name in ("published_at", "modified_at"):
        offset = row[name] and ("Z" if row[name].endswith("Z") else row[name][-6:])
        row[f"{name}_offset"] = offset
    for name in ("published_at", "modified_at", "captured_at"):
        row[name] = row[name] and datetime.fromisoformat(row[name])
    return row


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(articles, min_size=1, max_size=4))
def test_the_rows_of_a_frame_are_the_lines(made: list[Article], tmp_path: Path) -> None:
    store(tmp_path / "demo", "articles", made)

    rows = open_dataset(tmp_path / "demo").articles().to_arrow().to_pylist(maps_as_pydicts="strict")

    assert rows == [from_line(encode_line(one)) for one in made]


def test_polars_and_pandas_give_the_same_values_as_arrow(folder: Path) -> None:
    records = open_dataset(folder).articles()

    rows = records.to_arrow().to_pylist()
    from_polars, from_pandas = records.to_polars(), records.to_pandas()

    for name in ("headline", "section", "published_at", "comment_count", "view_count", "authors"):
        assert from_polars[name].to_list() == [row[name] for row in rows], name
    assert [str(one) for one in from_pandas["captured_at"]] == [str(row["captured_at"]) for row in rows]
    assert from_polars["published_at"].dtype == pl.Datetime("us", "UTC")
    assert str(from_pandas["published_at"].dtype) == "timestamp[us, tz=UTC][pyarrow]"
    assert str(from_pandas["comment_count"].dtype) == "int64[pyarrow]"


@pytest.mark.parametrize("kind", ["articles", "rankings", "observations"])
def test_frames_and_parquet_files_have_the_same_columns(kind: str, folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "one.parquet", kind)

    dataset = open_dataset(folder)
    frame = getattr(dataset, kind)().to_arrow()
    file = pl.read_parquet(tmp_path / "one.parquet")

    assert pl.DataFrame(frame).schema == file.schema
    assert pl.DataFrame(frame).equals(file)


BAD_LINES = {
    "deep": b'{"article_id": ' + b"[" * 5_000 + b"]" * 5_000 + b"}\n",
    "no utf-8": encode_line(article(1, run_id=RUN)).replace("見".encode(), b"\xff\xfe"),
    "not json": b"{article}\n",
    "a number as text": encode_line(article(1, run_id=RUN)).replace(b'"comment_count":3', b'"comment_count":"3"'),
    "no article_id": b'{"portal": "demo"}\n',
    "half a pair": encode_line(article(1, run_id=RUN)).replace("見".encode(), b"\\ud800"),
    "no time": encode_line(article(1, run_id=RUN)).replace(b"2026-11-23T", b"2026-13-23T"),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_line_that_is_no_record_is_damage_for_records_and_frames_alike(case: str, tmp_path: Path) -> None:
    write(tmp_path / "demo", BAD_LINES[case] + encode_line(article(2, run_id=RUN)))

    for read in (list, lambda records: records.to_arrow()):
        with pytest.raises(DamagedLineError, match=r"jsonl:1\b"):
            read(open_dataset(tmp_path / "demo").articles())
    skipping = open_dataset(tmp_path / "demo", on_damage="skip").articles()
    assert [one.article_id for one in skipping] == skipping.to_arrow()["article_id"].to_pylist() == ["demo:2"]


@pytest.mark.parametrize("key", [b'"comment_count":3', b'"revision":1'])
def test_a_number_beyond_64_bits_is_damage_for_a_frame_and_a_number_for_python(key: bytes, tmp_path: Path) -> None:
    huge = key[:-1] + str(2**70).encode()
    write(
        tmp_path / "demo", encode_line(article(1, run_id=RUN)).replace(key, huge) + encode_line(article(2, run_id=RUN))
    )

    dataset = open_dataset(tmp_path / "demo")

    assert 2**70 in {value for one in dataset.articles() for value in (one.comment_count, one.revision)}
    with pytest.raises(DamagedLineError, match="at most 64 bits"):
        dataset.articles().to_polars()
    assert len(open_dataset(tmp_path / "demo", on_damage="skip").articles().to_polars()) == 1


def test_a_record_from_before_a_field_was_added_has_its_default(tmp_path: Path) -> None:
    old = json.loads(encode_line(visit(article(1, run_id=RUN))))
    del old["reads_differently"]
    write(tmp_path / "demo", json.dumps(old).encode() + b"\n", kind="observations")

    records = open_dataset(tmp_path / "demo").observations()

    assert [one.reads_differently for one in records] == [()]
    assert records.to_arrow()["reads_differently"].to_pylist() == [[]]


def test_lines_of_a_run_that_still_writes_are_rows_but_not_its_torn_end(tmp_path: Path) -> None:
    line = encode_line(article(1, run_id=RUN))
    write(tmp_path / "demo", line + line[:40], suffix=".part")

    assert len(open_dataset(tmp_path / "demo").articles().to_arrow()) == 1


def test_duckdb_counts_the_same_in_the_files(folder: Path) -> None:
    query = "SELECT section, count(*) AS found, max(view_count) AS most FROM articles GROUP BY ALL ORDER BY ALL"
    read = f"read_json('{folder}/articles/*/*.jsonl', columns={{section: 'VARCHAR', view_count: 'BIGINT'}})"

    expected = duckdb.sql(query.replace("articles", read)).fetchall()

    assert open_dataset(folder).sql(query).fetchall() == expected
    assert Counter(one.section for one in open_dataset(folder).articles()) == {row[0]: row[1] for row in expected}


def test_an_empty_dataset_gives_frames_with_all_columns(tmp_path: Path) -> None:
    (tmp_path / "demo" / "articles").mkdir(parents=True)
    dataset = open_dataset(tmp_path / "demo")

    assert dataset.articles().to_polars().height == 0
    assert dataset.articles().to_arrow().schema.names[:3] == ["schema_version", "portal", "article_id"]
    assert [dataset.runs().to_arrow().num_rows, dataset.gaps().to_arrow().num_rows] == [0, 0]


def test_a_time_without_an_offset_is_utc_as_in_exports(tmp_path: Path) -> None:
    line = encode_line(article(1, run_id=RUN, published_at=START))
    write(
        tmp_path / "demo",
        line.replace(b'"published_at":"2026-11-23T22:45:01Z"', b'"published_at":"2026-11-23T22:45:01"'),
    )

    row = open_dataset(tmp_path / "demo").articles().to_arrow().to_pylist()[0]

    assert (row["published_at"], row["published_at_offset"]) == (START, None)


def test_a_million_rows_would_come_in_batches_before_the_last_line_is_read(tmp_path: Path) -> None:
    store(tmp_path / "demo", "articles", [article(number, run_id=RUN) for number in range(30)])
    write(tmp_path / "demo", b"torn\n", run_id=LATER_RUN)

    reader = open_dataset(tmp_path / "demo").articles().batches(["article_id"], row_count=10)

    assert [reader.read_next_batch().num_rows for _ in range(3)] == [10, 10, 10]
    with pytest.raises(DamagedLineError):
        reader.read_next_batch()


def write(folder: Path, content: bytes, *, kind: str = "articles", run_id: str = RUN, suffix: str = "") -> None:
    layout = Layout(folder)
    path = layout.final(layout.name(kind, run_id) + suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_the_kinds_of_records_are_tables_of_one_query(folder: Path) -> None:
    store(folder, "rankings", ranking(1, run_id=RUN))

    found = open_dataset(folder).sql(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM rankings), (SELECT count(*) FROM observations), "
        "(SELECT count(*) FROM runs), (SELECT count(*) FROM gaps), (SELECT count(*) FROM edits)"
    )

    assert found.fetchall() == [(10, 6, 10, 1, 0, 0)]
    assert isinstance(next(iter(open_dataset(folder).observations())), Observation)
