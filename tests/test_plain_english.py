"""What a person reads is plain English: docs/style.md has the rule."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import newscrawl

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "DATA.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
MODULES = sorted(Path(newscrawl.__file__).parent.rglob("*.py"))
AVOIDED = re.compile(
    r"\b(?:tells?|told|stands?|stood|standing|mends?|mended|mending|whom|(?:is|are) none\b|wants? for|lets? go|"
    r"comes? of|came of|says? (?:of|so|why)|speaks? (?:of|for)|bears?|borne|at work|be had|broke off|is to be|are to be|"
    r"(?:pages?|files?|feeds?|tags?|elements?|headers?|headings?|names?|rules?|index|manifest) (?:says?|knows?))\b",
    re.IGNORECASE,
)
SHOWN = {"print", "write", "print_error", "info", "warning", "error", "critical", "exception", "log"}
"""Calls whose literals a person reads: output and log lines."""
SHOWN_AS = {"help", "sentence", "reason", "remedy", "interrupted"}
"""Keyword arguments that a person reads."""


SENTENCE = re.compile(r"[a-z]+,? [a-z]+,? [a-z]+")
"""A literal with words in a row is for a person, wherever it is."""


def _is_prose(literal: ast.AST) -> bool:
    """Return whether *literal* has words in a row; tables of the words of news sites have other scripts beside them."""
    written = ast.unparse(literal)
    return written.isascii() and SENTENCE.search(written) is not None


def prose(document: Path) -> Iterator[tuple[int, str]]:
    """Give the lines of *document* without code, and without the examples of bad prose in the style guide."""
    text = document.read_text("utf-8")
    text = re.sub(r"```.*?```", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    for number, line in enumerate(text.splitlines(), 1):
        if not (document.name == "style.md" and line.startswith("|")):
            yield number, re.sub(r"`[^`]*`", "", line)


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """Give the string literals inside *node*."""
    return (one for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))


def messages(module: Path) -> Iterator[tuple[int, str]]:
    """Give what *module* shows to a person: errors, output, log lines, help, each literal with words in a row."""
    found: dict[tuple[int, str], None] = {}
    nodes = list(ast.walk(ast.parse(module.read_text("utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Raise):
            shown: list[ast.AST] = [node]
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            shown = list(node.args) if name in SHOWN else [one.value for one in node.keywords if one.arg in SHOWN_AS]
        elif isinstance(node, ast.FunctionDef) and node.name in {"short_desc", "long_desc", "syntax"}:
            shown = list(node.body)
        elif id(node) not in docstrings and isinstance(node, ast.Constant | ast.JoinedStr) and _is_prose(node):
            shown = [node]
        else:
            continue
        found |= dict.fromkeys((one.lineno, one.value) for part in shown for one in literals(part))
    yield from found


def explanations(module: Path) -> Iterator[tuple[int, str]]:
    """Give the docstrings and comments of *module*, without names of code."""
    source = module.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines = re.sub(r"`[^`]*`|\*\w+\*", "", node.value.value).splitlines()
            yield from enumerate(lines, node.lineno)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], re.sub(r"`[^`]*`", "", token.string)


def found_in(lines: Iterator[tuple[int, str]]) -> list[str]:
    return [f"{number}: {hit[0]!r} in {line.strip()[:100]}" for number, line in lines for hit in AVOIDED.finditer(line)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_are_plain(document: Path) -> None:
    assert found_in(prose(document)) == []


def test_messages_are_plain() -> None:
    found = {str(module.relative_to(ROOT)): found_in(messages(module)) for module in MODULES}

    assert {module: lines for module, lines in found.items() if lines} == {}


def test_docstrings_and_comments_are_plain() -> None:
    found = {str(module.relative_to(ROOT)): found_in(explanations(module)) for module in MODULES}

    assert {module: lines for module, lines in found.items() if lines} == {}


def test_the_search_sees_docstrings_of_all_kinds_and_comments_and_no_names_of_code(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""Tells it."""\n\nA = 1\n"""It stands.\n\nIt mends `told`, *tell*."""\n\n'
        'def f():\n    """Says of it."""\n    return "told"  # whom\n',
        "utf-8",
    )

    assert {line.partition(" in ")[0] for line in found_in(explanations(module))} == {
        "1: 'Tells'", "4: 'stands'", "6: 'mends'", "9: 'Says of'", "10: 'whom'",
    }  # fmt: skip


def test_the_search_sees_errors_output_log_lines_and_help_and_no_keys(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        'logger.warning("told %s", one)\nprint("it stands")\nadd(help="mends it")\nkey = {"tell": "told"}\n'
        'def f():\n    raise ValueError("what we say says of it")\n',
        "utf-8",
    )

    assert [line.partition(" in ")[0] for line in found_in(messages(module))] == [
        "1: 'told'", "2: 'stands'", "3: 'mends'", "6: 'says of'",
    ]  # fmt: skip
