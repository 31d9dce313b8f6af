"""The tree is one that a stranger can find things in: faces, small folders, names once, no circles."""

from __future__ import annotations

import ast
from collections import Counter
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


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph("newscrawl", cache_dir=None)
    waiting = {module: set(graph.find_modules_directly_imported_by(module)) & graph.modules for module in graph.modules}

    while done := {module for module, needed in waiting.items() if not needed & waiting.keys()}:
        waiting = {module: needed for module, needed in waiting.items() if module not in done}

    assert sorted(waiting) == []
