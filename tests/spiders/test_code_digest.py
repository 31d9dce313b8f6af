"""The digest of the code that reads pages: kept list readings are used only while it stays the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import newscrawl
from newscrawl.spiders.list_page import digest_of_code

PACKAGE = Path(newscrawl.__file__).parent
READING = ("extraction", "loaders", "portals", "spiders", "items")
MODULES = sorted(str(one.relative_to(PACKAGE)) for part in READING for one in (PACKAGE / part).rglob("*.py"))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(PACKAGE, tmp_path_factory.mktemp("code") / "newscrawl"))


def test_a_change_in_any_reading_module_changes_the_digest_at_any_depth(copy: Path):
    before = digest_of_code(copy)

    for name in MODULES:
        module = copy / name
        text = module.read_text("utf-8")
        module.write_text(text + "# changed\n", "utf-8")
        assert digest_of_code(copy) != before, name
        module.write_text(text, "utf-8")


def test_a_change_elsewhere_keeps_the_digest(copy: Path):
    before = digest_of_code(copy)

    (copy / "settings.py").write_text("", "utf-8")

    assert digest_of_code(copy) == before
