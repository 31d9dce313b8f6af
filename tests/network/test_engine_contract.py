"""What `newscrawl.network.engine` takes from inside Scrapy still means what it meant. Run it with each new Scrapy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.network.engine_probe"]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=True
    )
    return dict(json.loads(done.stdout))


def test_slots_are_keyed_by_host_name_and_have_no_settings_of_their_own_at_first(found: dict[str, Any]) -> None:
    assert (found["key"], found["settings_before"]) == ("127.0.0.1", {})


def test_what_waits_in_a_slot_fails_with_the_given_error(found: dict[str, Any]) -> None:
    assert sorted(found["failed"]) == ["/1", "/2"]


def test_a_slots_delay_can_be_set_and_gives_when_it_sent_last(found: dict[str, Any]) -> None:
    assert found["settings_after"] == {"delay": 0.01, "jitter": 0.0, "concurrency": 1}
    assert isinstance(found["last_sent"], float)
    assert found["unused_slot"] is None


def test_a_resumed_engine_looks_into_its_scheduler_at_once(found: dict[str, Any]) -> None:
    assert found["answered_after_resume"] == 2  # the first page, and the one that waited in the scheduler


def test_the_beginning_of_the_end_can_be_seen(found: dict[str, Any]) -> None:
    before, after = found["is_closing_before"], found["is_closing_after"]
    assert (before, after, found["is_stopped_before"], found["is_stopped_after"]) == (False, True, False, True)
