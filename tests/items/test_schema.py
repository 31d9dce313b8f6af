from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace
from datetime import datetime

import msgspec
import pytest

from newscrawl.items import Article
from newscrawl.items.schema import RECORD_TYPES, SCHEMA_FOLDER, field_docs, json_schema, schema_text, violation
from tests.dataset.records import article, ranking, visit

RUN = "20261123T224501Z-5f3a9c"


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_the_committed_schema_is_the_one_of_the_dataclass(name: str) -> None:
    committed = (SCHEMA_FOLDER / f"{name}.json").read_text(encoding="utf-8")

    assert committed == schema_text(name), "run: python -m newscrawl.items.schema"


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_every_field_of_a_record_is_described(name: str) -> None:
    record_type = RECORD_TYPES[name]

    described = field_docs(record_type)

    assert set(described) == {field.name for field in fields(record_type)}


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_a_stored_record_always_has_its_time_and_its_run(name: str) -> None:
    record_type = RECORD_TYPES[name]

    own = json_schema(name)["$defs"][record_type.__name__]["properties"]

    assert own["captured_at"]["type"] == "string"
    assert own["run_id"]["type"] == "string"


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_the_schema_requires_what_every_version_wrote(name: str) -> None:
    record_type = RECORD_TYPES[name]

    required = json_schema(name)["$defs"][record_type.__name__]["required"]

    assert required == [field.name for field in fields(record_type) if field.default is MISSING]


@pytest.mark.parametrize(
    "record",
    [article(1, run_id=RUN), visit(article(1, run_id=RUN)), ranking(1, run_id=RUN)[0]],
    ids=["article", "observation", "ranking_entry"],
)
def test_a_record_as_it_should_be_has_no_violation(record: object) -> None:
    assert violation(record) is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"captured_at": None}, "captured_at"),
        ({"run_id": None}, "run_id"),
        ({"headline": ""}, "headline"),
        ({"headline": None}, "headline"),
        ({"headline": "壊れた\ud800文字"}, "surrogates"),
        ({"body": None}, "body"),
        ({"revision": 0}, "revision"),
        ({"comment_count": -1}, "comment_count"),
        ({"comment_count": "3"}, "comment_count"),
        ({"published_at": datetime.fromisoformat("2026-11-23T09:05:00")}, "published_at"),
        ({"tags": "政治"}, "tags"),
        ({"authors": ({"name": "山田"},)}, "email"),
        ({"article_id": "48213"}, "article_id"),
        ({"schema_version": 99}, "schema_version"),
        ({"sources": {"headline": b"css:h1"}}, None),
    ],
)
def test_a_record_that_breaks_the_schema_is_named_with_its_field(changes: dict, named: str | None) -> None:
    made = article(1, run_id=RUN)
    object.__setattr__(made, "authors", made.authors)
    for name, value in changes.items():
        object.__setattr__(made, name, value)

    found = violation(made)

    assert named is None or (found is not None and named in found)


def test_a_schema_tells_what_a_program_needs_to_check_a_line() -> None:
    schema = json_schema("article")["$defs"]["Article"]

    assert set(schema["required"]) == {field.name for field in fields(Article)}
    assert schema["properties"]["published_at"]["anyOf"][0] == {"type": "string", "format": "date-time"}
    assert schema["properties"]["digest"]["pattern"] == "^[0-9a-f]{64}$"


def test_a_line_has_its_keys_in_the_order_of_the_fields() -> None:
    line = msgspec.json.encode(replace(article(1, run_id=RUN), tags=("鉄道",)))

    assert list(json.loads(line)) == [field.name for field in fields(Article)]
    assert "鉄道".encode() in line
