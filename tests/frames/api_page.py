"""Makes docs/api.md from signatures and docstrings: `python -m tests.frames.api_page > docs/api.md`."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

import newscrawl
from newscrawl.dataset.read.gaps import Gap
from newscrawl.frames import Edit, RankingEntries
from newscrawl.loaders import Extraction

HEAD = """\
# The Python interface

What a program imports. A test makes this page from the docstrings and compares it. [tutorial.md](tutorial.md) shows the
names in use, [DATA.md](../DATA.md) explains the fields of articles, rankings, observations and runs. Frames need
`pip install 'newscrawl[frames]'`: PyArrow, Polars, pandas and DuckDB. The rest needs no extra.

    from newscrawl import extract, open_dataset

`newscrawl.items` has the record types `Article`, `RankingEntry` and `Observation`, and `newscrawl.errors` the errors. Each is a
`NewscrawlError`. The package has types (`py.typed`).
"""
SHOWN = [
    newscrawl.open_dataset,
    newscrawl.PortalDataset,
    newscrawl.Records,
    RankingEntries,
    Edit,
    Gap,
    newscrawl.extract,
    Extraction,
]


def page() -> str:
    return "\n".join([HEAD, *(line for shown in SHOWN for line in entry(shown))]).rstrip() + "\n"


def entry(shown: Any) -> Iterator[str]:
    """Give the lines for a function, a class with its methods, or a record with its fields."""
    if is_dataclass(shown):
        yield from (f"## {shown.__name__}", "", docstring(shown), "", "| field | meaning |", "| --- | --- |")
        yield from (f"| `{name}` | {text} |" for name, text in fields_of(shown))
        yield ""
        return
    yield from (f"## {shown.__name__}", "")
    if inspect.isfunction(shown):
        yield from code(shown.__name__, shown)
    yield from (docstring(shown), "")
    for name, method in inspect.getmembers(shown if inspect.isclass(shown) else None, inspect.isfunction):
        if not name.startswith("_") and name in vars(shown):
            yield from (f"### {shown.__name__}.{name}", "", *code(name, method), docstring(method), "")


def code(name: str, function: Any) -> Iterator[str]:
    signature = inspect.signature(function)
    parameters = [one for one in signature.parameters.values() if one.name != "self"]
    yield from (
        "```python",
        name + re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(signature.replace(parameters=parameters))),
        "```",
        "",
    )


def docstring(shown: Any) -> str:
    return (inspect.getdoc(shown) or "").replace("``", "`")


def fields_of(record: type) -> Iterator[tuple[str, str]]:
    body = ast.parse(textwrap.dedent(inspect.getsource(record))).body[0].body  # type: ignore[attr-defined]
    for one, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(one, ast.AnnAssign):
            text = after.value.value if isinstance(after, ast.Expr) else ""
            yield one.target.id, " ".join(str(text).split()).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
