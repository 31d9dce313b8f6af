"""The dataset that most tests of exports take."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dataset.records import article, ranking, visit

from .made import RUN, report, store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten articles, the last two without section and with a duplicate, their visits, one list."""
    made = [article(n, run_id=RUN) for n in range(1, 9)]
    made += [article(n, run_id=RUN, section=None, duplicate_of="demo:1") for n in (9, 10)]
    folder = tmp_path / "demo"
    store(folder, "articles", made)
    store(folder, "observations", [visit(one) for one in made])
    store(folder, "rankings", ranking(1, run_id=RUN))
    report(folder, RUN)
    return folder
