"""A plugin of pytest: writes which tests run which lines of newscrawl, and how long each takes.

Use: `REACHED=FILE pytest -p tests.mutants.reach`. FILE gets coverage's data with a context a test; FILE.json gets the
seconds. Of the processes that a test starts, those of `tests.warm_scrapy` are seen, unless they are killed or may write no more.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData
from coverage.exceptions import DataError

from tests.mutants.reached import IN_CHILD

_file = os.environ["REACHED"]
_seconds: Counter[str] = Counter()
_coverage = Coverage(data_file=_file, source=["newscrawl"])
_coverage.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count what runs from here on for this test, its fixtures too."""
    _coverage.switch_context(item.nodeid)
    os.environ["REACHED_BY"] = f"{item.nodeid}{IN_CHILD}"
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add the time of a test, its fixtures too."""
    _seconds[report.nodeid] += report.duration


def pytest_sessionfinish() -> None:
    """Write the files."""
    _coverage.stop()
    _coverage.save()
    for part in Path(_file).parent.glob(f"{Path(_file).name}.*.*"):
        with suppress(DataError):  # cut by the end of its process, or by a test's bound for files
            _coverage.get_data().update(_read(part))
        part.unlink()
    Path(f"{_file}.json").write_text(json.dumps(_seconds), "utf-8")


def _read(part: Path) -> CoverageData:
    data = CoverageData(str(part))
    data.read()
    return data
