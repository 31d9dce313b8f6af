"""A real S3 server over HTTP, and a small dataset to copy there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

if find_spec("obstore") is None or find_spec("moto") is None:
    pytest.skip("needs obstore and moto", allow_module_level=True)


@pytest.fixture(scope="session")
def s3_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve S3 on loopback as long as the tests run; give its address."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    log = tmp_path_factory.mktemp("s3") / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as process,
    ):
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text("utf-8"))):
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.05)
        yield found[0]
        process.kill()


@pytest.fixture
def environment(s3_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """Set the usual variables of S3 programs, for this process and its children."""
    own = s3_variables(s3_address, tmp_path / "cache")
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    return own


def s3_variables(address: str, cache: Path) -> dict[str, str]:
    """Return the usual variables of S3 programs."""
    return {
        "AWS_ENDPOINT_URL": address, "AWS_ALLOW_HTTP": "true", "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLEEXAMPLE00", "AWS_SECRET_ACCESS_KEY": "secret-of-the-test",
        "XDG_CACHE_HOME": str(cache),
    }  # fmt: skip


@pytest.fixture
def bucket(s3_address: str, environment: dict[str, str]) -> str:
    """Make a bucket of its own for the test; return its address."""
    return new_bucket(s3_address)


def new_bucket(address: str) -> str:
    """Make a bucket at the server's *address*; return the address of a folder in it."""
    name = f"news-{uuid.uuid4().hex[:12]}"
    with urlopen(Request(f"{address}/{name}", method="PUT")) as response:
        assert response.status == 200
    return f"s3://{name}/copies"
