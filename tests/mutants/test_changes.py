"""The faults that 'make mutants' writes into the code."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from newscrawl.dataset.storage import jsonl
from tests.mutants.changes import mutants_of

FAULTS = {
    "if a:\n    b()": ["if (not (a)):\n    b()", "if a:\n    pass"],
    "x = a and b": ["x = (a or b)"],
    "x = 'é', a < 1": ["x = 'é', (a <= 1)", "x = 'é', a < (2)", "x = 'é', a < (0)"],
    "x = [y for y in z if y]": ["x = [y for y in z if (not (y))]"],
    "x = sorted(y, key=z)": ["x = (list(y))"],
    "x = y['date']": ["x = (y['date_x'])"],
    "x = {'date': y}": ["x = {'date_x': y}"],
    "f(a, b)": ["pass", "(f(b, a))"],
    "def f() -> int | None:\n    '''Text.'''\n    return a": [
        "def f() -> int | None:\n    '''Text.'''\n    return None"
    ],
    "for x in y:\n    break": ["for x in y:\n    continue"],
    "raise ValueError(f'{a + 1}')": [],
    "logger.info('text', a, b)": [],
}


@pytest.mark.parametrize(("source", "expected"), FAULTS.items(), ids=FAULTS)
def test_each_fault_changes_one_place(source: str, expected: list[str]) -> None:
    assert sorted(mutant.applied(source) for mutant in mutants_of(source)) == sorted(expected)


def test_every_fault_of_a_module_is_a_program_that_differs() -> None:
    source = Path(inspect.getfile(jsonl)).read_text("utf-8")
    programs = [ast.dump(ast.parse(mutant.applied(source))) for mutant in mutants_of(source)]

    assert len(set(programs) - {ast.dump(ast.parse(source))}) == len(programs) > 50
