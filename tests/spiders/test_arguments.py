"""The spider's arguments are checked before the first request."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.errors import WrongUsageError
from newscrawl.portals import load_portal
from newscrawl.spiders.arguments import parse_arguments


def test_sections_are_split_at_commas_of_either_width() -> None:
    assert parse_arguments({"sections": "国際・政治, エンタメ、気になる"}).sections == (
        "国際・政治",
        "エンタメ",
        "気になる",
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"section": "x"}, "did you mean 'sections'"),
        ({"zzz": "x"}, "known arguments"),
        ({"max_pages": "many"}, "a number from 1"),
        ({"max_pages": "0"}, "a number from 1"),
        ({"since": "yesterday"}, "expected a day or a time"),
    ],
)
def test_a_wrong_argument_is_told(given: dict[str, str], words: str) -> None:
    with pytest.raises(WrongUsageError, match=words):
        parse_arguments(given)


def test_a_start_on_another_host_is_refused() -> None:
    with pytest.raises(WrongUsageError, match="start_url"):
        parse_arguments({"start_url": "https://example.com/"}).portal(load_portal("kangnam"))


def test_a_day_begins_in_the_zone_of_the_portal() -> None:
    zone = ZoneInfo("Asia/Tokyo")

    assert parse_arguments({"since": "2026-11-01"}, zone).since == datetime(2026, 11, 1, tzinfo=zone)
