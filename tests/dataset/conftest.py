from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session, signature_of
from newscrawl.items import Article

from . import compacting
from .records import START, article, visit

Open = Callable[..., Session]


@pytest.fixture
def new_session(tmp_path: Path) -> Open:
    """Return a maker of sessions on one dataset in *tmp_path*; each is to be opened and closed by the test."""

    def make(**options: Any) -> Session:
        return Session(tmp_path, "demo", **{"clock": Clock(START), **options})

    return make


@pytest.fixture(scope="session")
def many_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a dataset that is worth compacting; copy it (`compacting.copy_of`)."""
    return compacting.make(tmp_path_factory.mktemp("many_files"))


def store(session: Session, number: int, *, revision: int = 1, **changes: object) -> Article:
    """Store article *number* with its visit and return it."""
    made = article(number, run_id=session.run_id, revision=revision, **changes)
    session.add_article(made, visit(made), signature=signature_of(made.body))
    return made
