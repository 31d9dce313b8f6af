"""The tree is one that a stranger can find things in: faces, small folders, names once, no circles."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import grimp
import pytest

import newscrawl

PACKAGE = Path(newscrawl.__file__).parent
FOLDERS = sorted(path.parent for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)
MOST_MODULES = 12
VERBS = PACKAGE / "commands"
"""One module a verb: as many as there are verbs, named like them."""


def modules_in(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.py") if not path.name.startswith("__")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_folder_has_a_face_that_gives_input_output_and_where_to_begin(folder: Path) -> None:
    face = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""

    assert "\n\nIn: " in face
    assert "Out: " in face
    assert len(face.splitlines()) >= 4


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_folder_is_small_enough_to_be_seen_at_once(folder: Path) -> None:
    assert folder == VERBS or len(modules_in(folder)) <= MOST_MODULES


def test_no_two_modules_have_one_name() -> None:
    names = Counter(path.name for folder in [PACKAGE, *FOLDERS] if folder != VERBS for path in modules_in(folder))

    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_tests_are_imported_under_one_name() -> None:
    tests = Path(__file__).parent
    names = Counter(
        ".".join([path.parent.relative_to(tests).as_posix(), path.stem])
        if (path.parent / "__init__.py").exists()
        else path.stem
        for path in tests.rglob("test_*.py")
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph("newscrawl", cache_dir=None)
    waiting = {module: set(graph.find_modules_directly_imported_by(module)) & graph.modules for module in graph.modules}

    while done := {module for module, needed in waiting.items() if not needed & waiting.keys()}:
        waiting = {module: needed for module, needed in waiting.items() if module not in done}

    assert sorted(waiting) == []


BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith, ast.Match)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_NESTING = 400, 40, 3
"""A module aims at 100 lines. The longest are two that are always read together: they are one."""


def _nesting(node: ast.AST, depth: int = 0) -> int:
    """Return how deep blocks are in each other; an `elif` is as deep as its `if`."""
    inner = [depth]
    for child in ast.iter_child_nodes(node):
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        if not isinstance(child, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            inner.append(_nesting(child, depth + (isinstance(child, BLOCKS) and not is_elif)))
    return max(inner)


@cache
def _functions() -> dict[str, ast.AST]:
    files = sorted(PACKAGE.rglob("*.py"))
    trees = {file.relative_to(PACKAGE): ast.parse(file.read_text("utf-8")) for file in files}
    return {
        f"{file}:{node.name}": node
        for file, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS)
    }


def test_no_module_is_longer_than_a_reader_can_keep_in_mind() -> None:
    lengths = {
        str(file.relative_to(PACKAGE)): len(file.read_text("utf-8").splitlines()) for file in PACKAGE.rglob("*.py")
    }

    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {name: node.end_lineno - node.lineno + 1 for name, node in _functions().items()}

    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_function_nests_deep() -> None:
    assert {name for name, node in _functions().items() if _nesting(node) > MOST_NESTING} == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_face_names_files_that_exist(folder: Path) -> None:
    face = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    named = re.findall(r"`([\w/]+\.py)`", face)

    assert [name for name in named if not (folder / name).exists() and not (PACKAGE / name).exists()] == []


def test_no_two_public_classes_have_one_name() -> None:
    modules = [
        path for path in PACKAGE.rglob("*.py") if not {"demo", "commands"} & set(path.relative_to(PACKAGE).parts)
    ]
    classes = Counter(
        node.name
        for path in modules
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )

    assert [name for name, count in classes.items() if count > 1] == []
