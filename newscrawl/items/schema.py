"""JSON Schema of the records, generated from the dataclasses and the docstrings of their fields.

`python -m newscrawl.items.schema` writes `newscrawl/items/schema/*.json` anew after a field has changed.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import re
import textwrap
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.items.article import SCHEMA_VERSION, Article
from newscrawl.items.observation import Observation
from newscrawl.items.ranking_entry import RankingEntry

Record = Article | Observation | RankingEntry
RECORD_TYPES: dict[str, type[Record]] = {
    "article": Article,
    "observation": Observation,
    "ranking_entry": RankingEntry,
}
"""Name of the schema's file → record."""

SCHEMA_FOLDER = Path(__file__).parent / "schema"

# What a stored record keeps to beyond its types; in JSON Schema's own words.
_SOME_TEXT = {"minLength": 1}
_COUNT = {"minimum": 0}
_STORED: dict[str, dict[str, Any]] = {
    "schema_version": {"minimum": 1, "maximum": SCHEMA_VERSION},
    "article_id": {"pattern": "^[^:]+:.+$"},
    "url": _SOME_TEXT,
    "canonical_url": _SOME_TEXT,
    "headline": _SOME_TEXT,
    "digest": {"pattern": "^[0-9a-f]{64}$"},
    "revision": {"minimum": 1},
    "position": {"minimum": 1},
    "comment_count": _COUNT,
    "view_count": _COUNT,
    "run_id": {"pattern": "^[0-9]{8}T[0-9]{6}Z-[0-9a-f]+$"},
}
_NEVER_NULL = ("captured_at", "run_id")


def json_schema(record_type: type) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the stored lines of *record_type*, field docstrings as descriptions."""
    schema = msgspec.json.schema(record_type)
    definitions: dict[str, Any] = schema["$defs"]
    for part in _dataclasses_of(record_type):
        described = definitions[part.__name__]
        described["description"] = inspect.getdoc(part)
        for name, text in field_docs(part).items():
            described["properties"][name]["description"] = text
    own = definitions[record_type.__name__]["properties"]
    for name in (name for name in _NEVER_NULL if name in own):
        own[name] = _not_null(own[name])
    for name in own:
        _constrain(own[name], _STORED.get(name, {}))
    for field in _times_of(record_type):
        _constrain(own[field], {"format": "date-time"})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def violation(record: Record) -> str | None:
    """Return why *record* may not be stored, with the field's name; None when it fits the schema.

    Checked on its JSON: types, times with an offset, `captured_at` and `run_id` present, numbers and texts in range.
    """
    record_type = type(record)
    try:
        msgspec.json.decode(msgspec.json.encode(record), type=record_type)
    except (TypeError, ValueError) as error:  # msgspec's own errors are ValueErrors; so is a lone surrogate
        return str(error)
    return value_violation(record)


def value_violation(record: Record) -> str | None:
    """Return why the values of *record*, whose types are right, may not be stored; None when they may."""
    for name in _CHECKED[type(record).__name__]:
        reason = _value_violation(name, getattr(record, name))
        if reason is not None:
            return reason
    return None


def field_docs(record_type: type) -> dict[str, str]:
    """Return field → docstring, on one line, of a dataclass whose fields have theirs below them."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(record_type)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found = {}
    for statement, following in itertools.pairwise(body):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            text = _literal(following)
            if text is not None:
                found[statement.target.id] = " ".join(text.split())
    return found


def schema_text(name: str) -> str:
    """Return the content of `schema/<name>.json`."""
    content = msgspec.json.encode(json_schema(RECORD_TYPES[name]))
    return msgspec.json.format(content, indent=2).decode() + "\n"


def write_schemas(folder: Path = SCHEMA_FOLDER) -> None:
    """Write the schema of every record kind into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in RECORD_TYPES:
        (folder / f"{name}.json").write_text(schema_text(name), encoding="utf-8")


def _literal(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        value = statement.value.value
        return value if isinstance(value, str) else None
    return None


def _dataclasses_of(record_type: type) -> list[type]:
    names = msgspec.json.schema(record_type)["$defs"]
    module = inspect.getmodule(record_type)
    return [getattr(module, name) for name in names]


def _not_null(schema: dict[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    return {**(choices or [{}])[0], **{key: value for key, value in schema.items() if key != "anyOf"}}


def _constrain(schema: dict[str, Any], rules: dict[str, Any]) -> None:
    target = next((choice for choice in schema.get("anyOf", ()) if choice["type"] != "null"), schema)
    target.update(rules)


def _times_of(record_type: type) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(record_type) if "datetime" in str(one.type))


def _value_violation(name: str, value: Any) -> str | None:
    if value is None:
        return f"{name}: expected a value, got null" if name in _NEVER_NULL else None
    if isinstance(value, datetime):
        return None if value.tzinfo is not None else f"{name}: expected a time with an offset, got {value.isoformat()}"
    rules = _STORED[name]
    is_broken = (
        value < rules.get("minimum", value)
        or value > rules.get("maximum", value)
        or ("pattern" in rules and not re.search(rules["pattern"], value))
        or ("minLength" in rules and not value)
    )
    return f"{name}: expected {_spoken(rules)}, got {str(value)[:80]!r}" if is_broken else None


def _spoken(rules: dict[str, Any]) -> str:
    return ", ".join(f"{rule} {value}" for rule, value in rules.items())


_CHECKED = {
    record_type.__name__: tuple(
        field.name
        for field in dataclasses.fields(record_type)
        if field.name in _STORED or field.name in _times_of(record_type)
    )
    for record_type in RECORD_TYPES.values()
}
"""Record → the fields that keep to more than their types."""

if __name__ == "__main__":
    write_schemas()
