"""Files and folders that the user may not read: every use of the dataset ends in a sentence that names the place."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.errors import NewscrawlError
from tests.dataset import hostile
from tests.dataset.test_hostile import USES

_NOBODY = 65534
QUICK = ("crawl", "repair", "export")
PLACES = (
    "lock", "manifest.json", "index.sqlite", "index.sqlite.seal", "articles", "articles/date=2026-11-23", "captures", "runs",
    "articles/date=2026-11-23/*.jsonl", "articles/date=2026-11-23/*.part", "observations/date=2026-11-23/*.jsonl",
    "rankings/date=2026-11-23/*.jsonl", "captures/date=2026-11-23/*.warc.gz", "runs/*.json", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sound dataset, of which each use was made once: what it imports is there for everybody."""
    made = hostile.make(tmp_path_factory.mktemp("sound"))
    for name, use in USES.items():
        use(hostile.copy_of(made, tmp_path_factory.mktemp("used") / name))
    return made


@contextmanager
def copied(sound: Path) -> Iterator[Path]:
    """Give a copy of the dataset *sound*; the block runs as a user whom modes bind: root reads everything."""
    home, is_root = Path(tempfile.mkdtemp()), os.geteuid() == 0
    try:
        folder = hostile.copy_of(sound, home)
        if is_root:
            for path in (home, *home.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        subprocess.run(["chmod", "-R", "u+rwX", home], check=True)
        shutil.rmtree(home)


def forbid(folder: Path, place: str) -> Path:
    """Take all rights from the first file or folder at *place*."""
    path = min(folder.glob(place)) if place else folder
    path.chmod(0)
    return path


@pytest.mark.parametrize("uses", [QUICK, pytest.param(tuple(USES), marks=pytest.mark.torture)], ids=["some", "all"])
@pytest.mark.parametrize("place", PLACES)
def test_a_dataset_with_a_file_that_may_not_be_read_ends_in_a_sentence(
    sound: Path, place: str, uses: tuple[str, ...]
) -> None:
    for use in uses:
        with copied(sound) as folder, suppress(NewscrawlError, OSError):
            forbid(folder, place)
            USES[use](folder)


@pytest.mark.parametrize("place", [one for one in PLACES if one not in {"lock", "index.sqlite.seal"}])
def test_verify_names_what_may_not_be_read(sound: Path, place: str) -> None:
    with copied(sound) as folder:
        path = forbid(folder, place)
        try:
            found = [f"{one.place} {one.message}" for one in verify(Layout(folder), hashes_captures=True).findings]
        except (NewscrawlError, OSError) as error:
            found = [str(error)]

    assert any(path.name in one for one in found), found
