"""Printed times are read right, in every form of the tables."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newscrawl.extraction.dates.read_times import read_time, read_times
from tests.extraction.date_forms import CAPTURED_AT, ELSEWHERE, IN_JAPAN, TOKYO, rows


@pytest.mark.parametrize(("printed", "expected"), rows(IN_JAPAN))
def test_a_form_that_a_japanese_portal_prints_is_read(printed, expected):
    read = read_time(printed, zone=TOKYO, captured_at=CAPTURED_AT)

    assert read.reason is None
    assert read.at == datetime.fromisoformat(expected).replace(tzinfo=TOKYO)
    assert read.at.utcoffset() is not None


@pytest.mark.parametrize(("zone_and_printed", "expected"), rows(ELSEWHERE))
def test_a_form_of_another_country_is_read_in_its_zone(zone_and_printed, expected):
    key, printed = zone_and_printed.split(maxsplit=1)
    zone = ZoneInfo(key)

    read = read_time(printed.strip(), zone=zone, captured_at=CAPTURED_AT)

    assert (read.reason, read.at) == (None, datetime.fromisoformat(expected).replace(tzinfo=zone))


def documented() -> list[tuple[str, ...]]:
    """Return the rows of the tables of docs/dates.md."""
    page = Path(__file__).parents[2] / "docs" / "dates.md"
    rows = [
        line.strip("| \n").split(" | ")
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return [(re.sub(r"^`(.*?)`.*$", r"\1", row[0]), *row[1:]) for row in rows]


@pytest.mark.parametrize("row", documented(), ids=lambda row: row[0])
def test_the_documentation_tells_what_is_read(row):
    times = read_times(row[0], zone=TOKYO, captured_at=CAPTURED_AT)

    if len(row) == 3:
        assert {time.label or "published": time.at.isoformat() for time in times} == {
            "published": row[1],
            "modified": row[2],
        }
    else:
        assert [time.at.isoformat() if time.at else time.reason for time in times] == [row[1]]


def test_the_table_has_at_least_120_forms():
    assert len(rows(IN_JAPAN)) + len(rows(ELSEWHERE)) >= 120
