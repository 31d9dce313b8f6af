"""JSON Schema of the records, generated from the dataclasses and the docstrings of their fields.

`python -m newscrawl.items.schema` writes `newscrawl/items/schema/*.json` anew after a field has changed.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import textwrap
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import msgspec

from newscrawl.clock import is_countable, is_run_id
from newscrawl.items.article import LARGEST_COUNT, REVISION_MAX, SCHEMA_VERSION, Article
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

# What a stored record keeps to beyond its types.
_SOME_TEXT = msgspec.Meta(min_length=1)
_COUNT = msgspec.Meta(ge=0, le=LARGEST_COUNT)
_RULES: dict[str, msgspec.Meta] = {
    "schema_version": msgspec.Meta(ge=1, le=SCHEMA_VERSION),
    "article_id": msgspec.Meta(pattern="^[^:]+:.+$"),
    "url": _SOME_TEXT,
    "canonical_url": _SOME_TEXT,
    "headline": _SOME_TEXT,
    "digest": msgspec.Meta(pattern="^[0-9a-f]{64}$"),
    "revision": msgspec.Meta(ge=1, le=REVISION_MAX),
    "reextracted_from": msgspec.Meta(ge=1, le=REVISION_MAX),
    "position": msgspec.Meta(ge=1),
    "comment_count": _COUNT,
    "view_count": _COUNT,
    "run_id": msgspec.Meta(pattern="^[0-9]{8}T[0-9]{6}Z-[0-9a-f]+$"),
}
_WITH_OFFSET = msgspec.Meta(tz=True)
_NEVER_NULL = frozenset({"captured_at", "run_id"})


def _stored_type(record_type: type) -> type:
    """Return *record_type* as it is stored: the same fields, each with its rules, checked while a line is decoded."""
    hints = get_type_hints(record_type)
    fields = [(field.name, _stored_hint(field.name, hints[field.name])) for field in dataclasses.fields(record_type)]
    return dataclasses.make_dataclass(
        record_type.__name__,
        fields,
        frozen=True,
        slots=True,
        kw_only=True,
        namespace={"__doc__": record_type.__doc__, "__post_init__": _checker_of_times(hints)},
    )


def _checker_of_times(hints: dict[str, Any]) -> Callable[[Any], None]:
    """Return the `__post_init__` that refuses times which cannot be shown in every zone: of year 1 or 9999."""
    names = [name for name, hint in hints.items() if datetime in (hint, *get_args(hint))]

    def check(record: Any) -> None:
        for name in names:
            moment = getattr(record, name)
            if moment is not None and not is_countable(moment):
                raise ValueError(f"{name}: expected a time in the years 2 to 9998, got {moment.isoformat()}")
        if not is_run_id(record.run_id):
            raise ValueError(f"run_id: expected a run of a time that there is, got {record.run_id!r}")

    return check


def _stored_hint(name: str, hint: Any) -> Any:
    is_optional = type(None) in get_args(hint)
    own = next(choice for choice in get_args(hint) if choice is not type(None)) if is_optional else hint
    rule = _WITH_OFFSET if own is datetime else _RULES.get(name)
    ruled = own if rule is None else Annotated[own, rule]
    return ruled | None if is_optional and name not in _NEVER_NULL else ruled


STORED_TYPES: dict[str, type] = {name: _stored_type(record_type) for name, record_type in RECORD_TYPES.items()}
"""Name of the schema's file → the record with its rules; decoding a line as this type checks all of the schema."""

_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    record_type.__name__: msgspec.json.Decoder(STORED_TYPES[name]) for name, record_type in RECORD_TYPES.items()
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the stored lines of the record *name*, field docstrings as descriptions.

    It requires no field that has a default: lines of earlier versions lack it.
    """
    schema = msgspec.json.schema(STORED_TYPES[name])
    definitions: dict[str, Any] = schema["$defs"]
    module = inspect.getmodule(RECORD_TYPES[name])
    for part, described in definitions.items():
        record_type = getattr(module, part)
        described["description"] = inspect.getdoc(record_type)
        added = {field.name for field in dataclasses.fields(record_type) if field.default is not dataclasses.MISSING}
        described["required"] = [field for field in described["required"] if field not in added]
        for field, text in field_docs(record_type).items():
            described["properties"][field]["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def violation(record: Record) -> str | None:
    """Return why *record* may not be stored, with the field's name; None when it fits the schema.

    Checked on its JSON: types, times with an offset, `captured_at` and `run_id` present, numbers and texts in range.
    """
    try:
        _DECODERS[type(record).__name__].decode(msgspec.json.encode(record))
    except (TypeError, ValueError) as error:  # msgspec's own errors are ValueErrors; so is a lone surrogate
        return str(error)
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
    content = msgspec.json.encode(json_schema(name))
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


if __name__ == "__main__":
    write_schemas()
