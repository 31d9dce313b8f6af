"""Where exports go: whole or not there, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.errors import DatasetError, NewscrawlError, WrongUsageError
from newscrawl.exports import target_of

from .made import exported


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_export_and_its_datasheet_are_all_that_is_left(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "out" / "a.parquet")

    assert names_in(tmp_path / "out") == ["a.parquet", "a.parquet.README.md", "a.parquet.datapackage.json"]


def test_a_file_that_stands_is_replaced_only_by_force(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("mine", "utf-8")

    with pytest.raises(DatasetError, match=r"already exists.*--force"):
        exported(folder, target)
    kept = target.read_text("utf-8")
    exported(folder, target, is_forced=True)

    assert kept == "mine"
    assert target.read_text("utf-8").startswith("schema_version,portal,")


@pytest.mark.parametrize("name", ["a.csv", "a.sqlite", "out"])
@pytest.mark.parametrize("is_there", [True, False], ids=["link", "link to nothing"])
def test_a_link_is_neither_followed_nor_replaced(folder: Path, tmp_path: Path, name: str, is_there: bool) -> None:
    precious = tmp_path / f"precious-{name}"
    if is_there:
        exported(folder, precious)
    (tmp_path / name).symlink_to(precious)

    with pytest.raises(DatasetError, match="a link of that name exists"):
        exported(folder, tmp_path / name, is_forced=True)

    assert (tmp_path / name).is_symlink()
    assert precious.exists() is is_there


def test_what_is_aside_is_not_removed_through_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work", "utf-8")
    target_of(str(tmp_path / "a.csv")).aside.symlink_to(tmp_path / "home")

    with pytest.raises(NewscrawlError, match="symbolic link"):
        exported(folder, tmp_path / "a.csv")

    assert (tmp_path / "home" / "thesis.txt").read_text("utf-8") == "years of work"


def test_a_folder_of_other_things_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work", "utf-8")

    with pytest.raises(DatasetError, match="got other files"):
        exported(folder, tmp_path / "home", is_forced=True)

    assert (tmp_path / "home" / "thesis.txt").read_text("utf-8") == "years of work"


def test_a_folder_is_replaced_whole(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "out", "articles", "rankings")

    exported(folder, tmp_path / "out", "observations", is_forced=True)

    assert names_in(tmp_path / "out") == ["README.md", "datapackage.json", "observations"]
    assert names_in(tmp_path) == ["demo", "out"]


def test_what_a_killed_export_left_aside_does_not_matter(folder: Path, tmp_path: Path) -> None:
    aside = target_of(str(tmp_path / "a.csv")).aside
    aside.mkdir()
    (aside / "a.csv").write_text("half a li", "utf-8")

    exported(folder, tmp_path / "a.csv")

    assert not aside.exists()
    assert (tmp_path / "a.csv").read_text("utf-8").count("見出し") == 10


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "a.csv.gz", ".csv", "/"])
def test_a_name_without_a_known_end_is_wrong_usage(name: str) -> None:
    with pytest.raises(WrongUsageError, match="--to"):
        target_of(name)
