"""A fleet file is checked like a portal's file: one sentence with place, expected, got and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.errors import WrongUsageError
from newscrawl.fleet import load_fleet, members_of
from newscrawl.portals.portal_file import PORTALS_DIR


def written(folder: Path, text: str) -> Path:
    path = folder / "fleet.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_smallest_file_has_a_portal_and_sensible_limits(tmp_path: Path) -> None:
    members, errors = members_of(load_fleet(written(tmp_path, 'portals = ["kangnam"]')), PORTALS_DIR)

    (member,) = members
    assert (member.name, member.interval_secs, member.max_time_secs, errors) == ("kangnam", 600, 540, [])
    assert "kangnamtimesjp.com" in {site.removeprefix("www.") for site in member.sites}


def test_a_group_gives_some_portals_other_values_and_the_last_one_wins(tmp_path: Path) -> None:
    text = """
        portals = ["*"]
        interval = "10m"
        [[group]]
        portals = ["*"]
        interval = "1h"
        [[group]]
        portals = ["demo"]
        interval = "2h"
        max_requests = 50
    """

    members, _ = members_of(load_fleet(written(tmp_path, text)), PORTALS_DIR)

    found = {member.name: (member.interval_secs, member.max_requests) for member in members}
    assert (found["demo"], found["kangnam"]) == ((7200, 50), (3600, 0))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('portals = ["kangnm"]', "no portal is called 'kangnm'; known portals: demo"),
        ('portals = ["kangnam"]\ninterval = "soon"', "interval: expected a time such as 9m"),
        ('portals = ["kangnam"]\njobs = 0', "jobs: expected a number from 1, got 0"),
        ('portals = ["kangnam"]\nintervall = "1h"', "unknown field `intervall`"),
        ("portals = [", "expected TOML"),
        ("", "missing required field `portals`"),
    ],
    ids=["portal", "interval", "jobs", "key", "syntax", "empty"],
)
def test_a_wrong_file_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(WrongUsageError, match=r"fleet\.toml|portals|interval") as caught:
        members_of(load_fleet(written(tmp_path, text)), PORTALS_DIR)

    assert words in str(caught.value)


def test_a_portal_whose_file_is_wrong_is_left_out_and_the_others_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "portals"
    folder.mkdir()
    (folder / "good.toml").write_text((PORTALS_DIR / "kangnam.toml").read_text("utf-8"), "utf-8")
    (folder / "broken.toml").write_text("title = 1", "utf-8")

    members, errors = members_of(load_fleet(written(tmp_path, 'portals = ["*"]')), folder)

    names = {member.name for member in members}
    assert ("good" in names, "broken" in names) == (True, False)
    assert "broken.toml:1" in str(errors[0])


@pytest.mark.parametrize("address", ["bucket/news", "s3://", "s3://key:secret@bucket/x", "s3://bucket?sig=secret"])
def test_an_address_for_copies_is_checked_and_never_holds_credentials(tmp_path: Path, address: str) -> None:
    fleet = load_fleet(written(tmp_path, f'portals = ["demo"]\npush = "{address}"'))

    with pytest.raises(WrongUsageError, match=r"push: expected an address such as s3://bucket/news") as caught:
        members_of(fleet, PORTALS_DIR)

    assert "secret" not in str(caught.value)


def test_a_group_can_have_no_copies(tmp_path: Path) -> None:
    text = 'portals = ["*"]\npush = "s3://bucket/news/"\n[[group]]\nportals = ["demo"]\npush = ""'

    members, _ = members_of(load_fleet(written(tmp_path, text)), PORTALS_DIR)

    assert {member.name: member.push for member in members}["demo"] == ""
    assert {member.push for member in members if member.name != "demo"} == {"s3://bucket/news"}
