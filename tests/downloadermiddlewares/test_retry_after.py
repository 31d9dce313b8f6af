from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.network.pause import Backoff
from newscrawl.network.response_headers import retry_after_secs

NOW = datetime(2026, 11, 24, 6, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "secs"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("1.5", 1.5),
        ("9" * 20, 1e9),
        ("9" * 4000, 1e9),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC) - NOW).total_seconds()),
        ("Tue, 24 Nov 2026 06:00:30 GMT", 30.0),
        ("Tuesday, 24-Nov-26 06:00:30 GMT", 30.0),
        ("Tue Nov 24 06:00:30 2026", 30.0),
        ("Tue, 24 Nov 2026 15:00:30 +0900", 30.0),
        ("Tue, 24 Nov 2026 05:00:00 GMT", 0.0),
    ],
)
def test_seconds_and_dates_of_every_form_are_read(printed, secs):
    assert retry_after_secs(printed, now=NOW) == secs


@pytest.mark.parametrize(
    "printed", ["", "soon", "-5", "１２０", "1e9", "0x10", "120s", "Tue, 99 Nov 2026", "-1.5", "+5", "Sun Nov", "P1D"]
)
def test_anything_else_is_none(printed):
    assert retry_after_secs(printed, now=NOW) is None


@given(st.text(max_size=60))
def test_no_text_raises_and_none_gives_a_negative_wait(printed):
    secs = retry_after_secs(printed, now=NOW)

    assert secs is None or secs >= 0


@given(st.integers(min_value=0, max_value=10**6))
def test_a_date_so_many_seconds_ahead_means_so_many_seconds(secs):
    printed = format_datetime(NOW + timedelta(seconds=secs), usegmt=True)

    assert retry_after_secs(printed, now=NOW) == secs


def test_the_pause_doubles_up_to_its_ceiling_and_a_good_answer_starts_over():
    backoff = Backoff(2.0, 10.0)

    pauses = [backoff.fail() for _ in range(5)]
    backoff.succeed()

    assert pauses == [2.0, 4.0, 8.0, 10.0, 10.0]
    assert backoff.fail() == 2.0


def test_a_thousand_failures_in_a_row_do_not_overflow():
    backoff = Backoff(2.0, 120.0)

    assert {backoff.fail() for _ in range(1000)} <= {2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 120.0}
