"""What tests of several files begin with."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newscrawl.demo.web.server import DemoServer
from tests.repeating import PORTAL, run

pytest_plugins = ["pytester"]

_MEMORY = Path("/dev/shm")
_ROOM_BYTES = 4 << 30

# A disk needs milliseconds for each sync and each removed folder, memory none. A killed process loses nothing in either.
if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM_BYTES:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

# A shell starts background jobs with SIGINT ignored, and children inherit that: the tests interrupt them.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes depends on what else the machine does.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden pages."""
    parser.addoption("--update-golden", action="store_true", help="rewrite what golden pages are expected to give")


def pytest_collection_finish() -> None:
    """Leave what was collected out of each later search for garbage: thousands of tests stay until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def first_crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoServer, Path]]:
    """Crawl a portal once: it takes longer than what most tests do then."""
    data = tmp_path_factory.mktemp("first") / "data"
    with DemoServer(PORTAL) as server:
        run(server, data)
        yield server, data


@pytest.fixture
def crawled(first_crawl: tuple[DemoServer, Path], tmp_path: Path) -> tuple[DemoServer, Path]:
    """Return the portal as it was crawled, and a dataset of its own."""
    server, data = first_crawl
    server.set_now(PORTAL.start)
    server.set_faults({})
    shutil.copytree(data, tmp_path / "data")
    return server, tmp_path / "data"
