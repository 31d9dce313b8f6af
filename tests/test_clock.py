"""The time of day."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.clock import Clock, new_run_id, run_date
from newscrawl.errors import WrongUsageError


def test_a_clock_starts_where_it_is_set_and_runs_on() -> None:
    clock = Clock.from_setting("2026-11-23T09:00:00+09:00")

    assert timedelta() <= clock.now() - datetime(2026, 11, 23, tzinfo=UTC) < timedelta(seconds=5)


@pytest.mark.parametrize("printed", ["yesterday", "2026-11-23T09:00:00"])
def test_a_start_without_a_clear_instant_is_refused(printed: str) -> None:
    with pytest.raises(WrongUsageError, match="NEWSCRAWL_CLOCK_START"):
        Clock.from_setting(printed)


def test_a_run_bears_its_utc_start() -> None:
    run_id = new_run_id(datetime.fromisoformat("2026-11-24T07:45:01+09:00"))

    assert run_id.startswith("20261123T224501Z-")
    assert run_date(run_id) == "2026-11-23"
