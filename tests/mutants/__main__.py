"""Do the tests notice a fault? Writes faults into a copy of the code, one at a time, drawn at random.

`python -m tests.mutants [PACKAGE=COUNT …] [--seed N] [--reached FILE]`: COUNT faults of each package, e.g. `loaders=20`. The
tests of the package's own folders run once, to learn which of them reach which line. Then each fault meets those that
reach it, until one fails. A line a fault goes to standard output, then the share that no test noticed. FILE keeps what
was learned: a later run with the same code need not learn it again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Mutant, mutants_of
from tests.mutants.reached import IN_CHILD, Reached

ROOT = Path(__file__).parents[2]
CRAWLS = tuple(
    f"tests/test_{name}.py"
    for name in (
        "bad_pages", "crawl", "discovery", "faults", "front_pager", "incremental_lists", "incremental_sections",
        "incremental_visits", "kinds_of_edits", "misbehaving_portal", "moved_articles", "redesign", "revision_changes",
        "section_labels", "since", "telling",
    )
)  # fmt: skip
"""Crawls of whole portals that find faults of several packages."""

TESTS = {
    "loaders": ("tests/loaders", "tests/pages"),
    "dataset": ("tests/dataset", "tests/pipelines", "tests/spidermiddlewares", "tests/test_revision_changes.py"),
    "pipelines": ("tests/pipelines", "tests/dataset/revisions", *CRAWLS),
    "spidermiddlewares": ("tests/spidermiddlewares", *CRAWLS),
    "downloadermiddlewares": ("tests/downloadermiddlewares", *CRAWLS),
    "exports": ("tests/exports",),
}
"""The tests that belong to a package."""
COUNTS = ("loaders=20", "dataset=20", "pipelines=10")
OPTIONS = ("-q", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=120", "-o", "faulthandler_exit_on_timeout=true")
SECONDS = 900
"""After this long the tests of one fault hang: it is noticed."""
MEMORY_BYTES = 4 << 30


@dataclass(frozen=True, slots=True)
class Place:
    """A fault and the module that gets it, e.g. `newscrawl/loaders/explain.py`."""

    module: str
    mutant: Mutant

    @property
    def source(self) -> str:
        """The module with the fault."""
        return self.mutant.applied((ROOT / self.module).read_text("utf-8"))

    @property
    def line(self) -> int:
        """The line of the fault, from 1."""
        return (ROOT / self.module).read_bytes()[: self.mutant.begin].count(b"\n") + 1

    def __str__(self) -> str:
        """Return the place, the kind and the line before and after."""
        sources = (ROOT / self.module).read_text("utf-8"), self.source
        before, after = (" ".join(source.split("\n")[self.line - 1].split()) for source in sources)
        return f"{self.module}:{self.line}: {self.mutant.kind}\n    - {before}\n    + {after}"


def main() -> int:
    """Return 0: a share of faults that no test notices is a figure to lower, not an error."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("samples", nargs="*", default=COUNTS, metavar="PACKAGE=COUNT")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reached", type=Path, help="the file that keeps which tests reach which line")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    samples = {name: int(count) for name, _, count in (text.partition("=") for text in options.samples)}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder, "tree")
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*", "*.egg-info", "data", "build", "mutants.*"))
        reached = options.reached or Path(folder, "reached")
        if not reached.exists():
            learn(tree, reached, sorted({test for name in samples for test in TESTS[name]}))
        for name, count in samples.items():
            try_package(tree, Reached(reached), name, drawn(name, count, options.seed))
    return 0


def drawn(package: str, count: int, seed: int) -> list[Place]:
    """Return *count* faults of a package, each as likely as any other."""
    modules = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "newscrawl" / package).rglob("*.py"))
    places = [Place(name, mutant) for name in modules for mutant in mutants_of((ROOT / name).read_text("utf-8"))]
    random.Random(f"{seed} {package}").shuffle(places)
    return places[:count]


def learn(tree: Path, reached: Path, tests: list[str]) -> None:
    """Run the tests as they are; ends the program when they fail."""
    if run(tree, "-p", "tests.mutants.reach", *tests, REACHED=str(reached)):
        sys.exit(f"the tests fail without a fault: run 'pytest {' '.join(tests)}'")


def try_package(tree: Path, reached: Reached, package: str, places: list[Place]) -> None:
    """Try each fault and print what became of it."""
    in_process = [reached.tests_of(place.module, place.mutant, TESTS[package]) for place in places]
    in_child = [reached.tests_of(place.module, place.mutant, TESTS[package], IN_CHILD) for place in places]
    firsts = forked(tree, places, in_process)
    fates: Counter[str] = Counter()
    for place, first, own, started in zip(places, firsts, in_process, in_child, strict=True):
        fate = first if own or started else "unreached"
        if fate == "unnoticed" and reached.runs_on_import(place.module, place.mutant):
            fate = "not here"
        if fate == "not here" or (fate == "unnoticed" and started):
            fate = written(tree, place, own * (fate == "not here") + started)
        fates[fate] += 1
        print(f"{fate}: {place}", flush=True)
    print(
        f"{package}: {len(places)} faults, " + ", ".join(f"{count} {fate}" for fate, count in fates.items()), flush=True
    )


def forked(tree: Path, places: list[Place], tests: list[list[str]]) -> Iterator[str]:
    """Yield what each fault meets in the functions of one process: 'noticed', 'unnoticed', or 'not here'."""
    faults = [
        {"module": place.module, "source": place.source, "line": place.line, "tests": some}
        for place, some in zip(places, tests, strict=True)
    ]
    plan = tree / "faults.json"
    plan.write_text(json.dumps(faults), "utf-8")
    files = sorted({test.partition("::")[0] for some in tests for test in some})
    run(tree, "-p", "tests.mutants.forks", *files, FAULTS=str(plan))
    yield from plan.with_suffix(".fates").read_text("utf-8").splitlines()


def written(tree: Path, place: Place, tests: list[str]) -> str:
    """Return what a fault meets that is written into its module: 'noticed' or 'unnoticed'."""
    path = tree / place.module
    source = path.read_text("utf-8")
    arguments = tree / "mutants.txt"
    arguments.write_text("\n".join(tests), "utf-8")
    path.write_text(place.source, "utf-8")
    try:
        return "noticed" if tests and run(tree, "-x", f"@{arguments}", timeout=SECONDS) else "unnoticed"
    finally:
        path.write_text(source, "utf-8")


def run(tree: Path, *arguments: str, timeout: float | None = None, **environment: str) -> int:
    """Run pytest in *tree* and return its exit code; 1 for a hang.

    No byte code is written: a fault may leave a file's size and second as they were.
    """
    command = [sys.executable, "-m", "pytest", *OPTIONS, *arguments]
    variables = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"} | environment
    with subprocess.Popen(
        command, cwd=tree, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            return 1


if __name__ == "__main__":
    sys.exit(main())
