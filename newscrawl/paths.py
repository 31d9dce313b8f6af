"""Where the folder of all datasets is, and the one of the user's own portal files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from newscrawl.errors import WrongUsageError

_MARK = "scrapy.cfg"

DEFAULT_FOLDERS = {"NEWSCRAWL_DATASET_DIR": "data", "NEWSCRAWL_PORTALS_DIR": "portals"}
"""The settings that hold a folder, each with its default."""


class Readable(Protocol):
    """Settings, as far as they are read here."""

    def __getitem__(self, name: str, /) -> Any:
        """Return the value of the setting *name*."""


def dataset_root(settings: Readable) -> Path:
    """Return the folder that the setting ``NEWSCRAWL_DATASET_DIR`` names.

    A relative one is taken from the project's folder, so that a run that is started elsewhere (cron, a subfolder) finds
    the same dataset instead of beginning an empty one.
    """
    return _from_project(named_folder(settings, "NEWSCRAWL_DATASET_DIR"))


def portals_folder(settings: Readable) -> Path:
    """Return the folder of own portal files that the setting ``NEWSCRAWL_PORTALS_DIR`` names; it may not exist."""
    return _from_project(named_folder(settings, "NEWSCRAWL_PORTALS_DIR"))


def named_folder(settings: Readable, name: str) -> Path:
    """Return the path that the setting *name* holds. Raises `WrongUsageError` for what is no path."""
    written = settings[name]
    if not isinstance(written, str | Path) or not str(written).strip():
        raise WrongUsageError(f"{name}: expected a folder such as {DEFAULT_FOLDERS[name]!r}, got {written!r}")
    return Path(written).expanduser()


def _from_project(path: Path) -> Path:
    home = project_folder()
    return path if path.is_absolute() or home == Path.cwd() else home / path


def project_folder() -> Path:
    """Return the nearest folder from the working one upwards that holds a ``scrapy.cfg``, as Scrapy looks for it.

    The dataset is free of Scrapy, so that Scrapy's own function cannot be used. Without any: the folder that this
    package is in, where that is a project; else the working folder.
    """
    here = Path.cwd()
    found = (folder for folder in (here, *here.parents) if (folder / _MARK).is_file())
    return next(found, _own_folder() or here)


def not_a_folder(path: Path) -> str:
    """Return the error message where *path*, the folder of all datasets or of one portal, is no folder."""
    place = path.parent if path.parent.is_file() else path
    return (
        f"{place.absolute()}: expected the folder of a dataset, got a file; move it away, or name another folder in "
        "NEWSCRAWL_DATASET_DIR"
    )


def _own_folder() -> Path | None:
    folder = Path(__file__).parent.parent
    return folder if (folder / _MARK).is_file() else None
