"""Which tests reach a fault, and in which order to try them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from coverage import CoverageData

from tests.mutants.changes import Mutant

IN_CHILD = " in a child"
"""The end of a test's context in a process that it starts."""
SLOW_SECONDS = 1.0


class Reached:
    """What `tests.mutants.reach` wrote to a file."""

    def __init__(self, file: Path) -> None:
        self._data = CoverageData(str(file))
        self._data.read()
        files = map(self._data.contexts_by_lineno, self._data.measured_files())
        self._line_counts = Counter(
            name.removesuffix(IN_CHILD) for lines in files for names in lines.values() for name in names
        )
        self._seconds: dict[str, float] = json.loads(Path(f"{file}.json").read_text("utf-8"))

    def tests_of(self, module: str, mutant: Mutant, places: tuple[str, ...], end: str = "") -> list[str]:
        """Return the tests in *places* that run a line of the fault, those first that are likely to notice it.

        With *end* `IN_CHILD`, those in which a process that they start does. A line that runs when its module is imported is reached by each test that runs any line of the module.
        """
        lines = self._data.contexts_by_lineno(self._measured(module))
        names = {name for line in range(mutant.first_line, mutant.last_line + 1) for name in lines.get(line, ())}
        if "" in names:
            names = {name for contexts in lines.values() for name in contexts}
        beginnings = tuple(f"{place}::" if place.endswith(".py") else f"{place}/" for place in places)
        names = {name for name in names if name.startswith(beginnings) and name.endswith(IN_CHILD) == bool(end)}
        return self._ordered({name.removesuffix(IN_CHILD) for name in names})

    def runs_on_import(self, module: str, mutant: Mutant) -> bool:
        """Return whether a line of the fault runs before the tests: what it gives may be kept by then."""
        lines = self._data.contexts_by_lineno(self._measured(module))
        return any("" in lines.get(line, ()) for line in range(mutant.first_line, mutant.last_line + 1))

    def _measured(self, module: str) -> str:
        """Return the path under which a module was measured: in another copy of the tree, perhaps."""
        return next((file for file in self._data.measured_files() if file.endswith(f"/{module}")), module)

    def _ordered(self, names: set[str]) -> list[str]:
        """Put first what is quick and runs little else: such a test looks at what it runs."""
        return sorted(names, key=lambda name: (self._seconds[name] > SLOW_SECONDS, self._line_counts[name], name))
