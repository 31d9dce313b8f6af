"""Many portals as one set of Parquet files, `KIND/portal=NAME/month=…`: a task a portal, which can be done again."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout, RecordKind
from newscrawl.dataset.storage.safe_files import read_small, sync_folder, write_whole
from newscrawl.errors import DatasetError, NewscrawlError, WrongUsageError
from newscrawl.exports.selection import Selection
from newscrawl.exports.target import PACKAGE, Target
from newscrawl.exports.write_export import ExportRequest, export
from newscrawl.tasks import Workers

LISTING = "portals.json"
"""Lists what is in the set. A folder with it is one of ours."""
_PACKAGE_MAX_BYTES = 64 << 20


class PortalDone(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of the export of one portal."""

    portal: str
    records: dict[RecordKind, int] = {}
    byte_count: int = 0
    is_kept: bool = False
    """Whether it was in the set already, and its dataset has not changed since."""
    unknown_sections: tuple[str, ...] = ()
    fault: str = ""
    """Why it was not exported; empty where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetExporter:
    """Exports one portal after the other into a set. Folders must mean the same for every worker."""

    data: Path
    """The folder of the datasets."""

    to: Path
    titles: Mapping[str, str]
    """Portal → its printed name."""

    kinds: tuple[RecordKind, ...]
    selection: Selection
    now: datetime
    is_forced: bool = False

    def export(self, portal: str) -> PortalDone:
        """Export *portal*, unless the set has the same already. A fault of its dataset is in the result.

        Raises `WrongUsageError` for an impossible selection.
        """
        try:
            return self._exported(portal)
        except WrongUsageError:
            raise
        except NewscrawlError as error:
            return PortalDone(portal=portal, fault=str(error))

    def _exported(self, portal: str) -> PortalDone:
        state = self._state(portal)
        if not self.is_forced and (kept := self._kept(portal, state)) is not None:
            return kept
        aside = self.to / f".{portal}.{uuid4().hex}"
        try:
            done = export(self._request(portal, aside), now=self.now)
            records = done.record_counts
            marked = {"state": state, "records": records, "bytes": done.byte_count}
            with self._locked(portal):
                self._publish(portal, aside, marked)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return PortalDone(
            portal=portal, records=records, byte_count=done.byte_count, unknown_sections=done.unknown_sections
        )

    def _request(self, portal: str, aside: Path) -> ExportRequest:
        return ExportRequest(
            folder=self.data / portal,
            title=self.titles.get(portal, portal),
            target=Target(aside, "parquet", "", is_folder=True, partition=f"portal={portal}"),
            kinds=self.kinds,
            selection=self.selection,
        )

    def _publish(self, portal: str, aside: Path, marked: dict[str, Any]) -> None:
        """Put the files that are whole in *aside* in their place; the descriptor comes last and vouches for them."""
        package = msgspec.json.decode((aside / PACKAGE).read_bytes())
        package["newscrawl"]["set"] = marked
        self._package(portal).unlink(missing_ok=True)
        for kind in RECORD_KINDS:
            old, new = self.to / kind / f"portal={portal}", aside / kind / f"portal={portal}"
            shutil.rmtree(old, ignore_errors=True)
            if new.exists():
                old.parent.mkdir(exist_ok=True)
                new.rename(old)
                sync_folder(old.parent)
        (aside / "README.md").replace(self.to / f"{portal}.README.md")
        write_whole(self._package(portal), msgspec.json.format(msgspec.json.encode(package)) + b"\n")

    def _kept(self, portal: str, state: str) -> PortalDone | None:
        marked = _marked(self._package(portal))
        if marked is None or marked["state"] != state:
            return None
        return PortalDone(portal=portal, records=marked["records"], byte_count=marked["bytes"], is_kept=True)

    def _state(self, portal: str) -> str:
        """Return a digest of what decides what the export of *portal* holds."""
        layout = Layout(self.data / portal)
        files = [(file.name, file.path.stat().st_size) for kind in self.kinds for file in layout.record_files(kind)]
        return sha256(msgspec.json.encode([self.kinds, self.selection.as_text(), files])).hexdigest()

    def _package(self, portal: str) -> Path:
        return self.to / f"{portal}.{PACKAGE}"

    @contextmanager
    def _locked(self, portal: str) -> Iterator[None]:
        """Hold the portal's place in the set: a worker that was thought lost may come back with the same task."""
        with (self.to / f".{portal}.lock").open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def export_set(
    exporter: SetExporter,
    portals: Sequence[str],
    workers: Workers,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[PortalDone]:
    """Export each of *portals* into the set; return the outcome of each. Can be stopped at any time and called again.

    Raises `DatasetError` where the set's folder holds other things.
    """
    _open_set(exporter.to)
    found = []
    with closing(workers.in_order(exporter.export, portals)) as results:
        for done in results:
            found.append(done)
            progress(len(found), len(portals))
    _remove_remains(exporter.to, portals)
    listed = {path.name.removesuffix(f".{PACKAGE}"): _marked(path) for path in sorted(exporter.to.glob(f"*.{PACKAGE}"))}
    content = {name: {"records": one["records"], "bytes": one["bytes"]} for name, one in listed.items() if one}
    write_whole(exporter.to / LISTING, msgspec.json.format(msgspec.json.encode(content)) + b"\n")
    return found


def _open_set(folder: Path) -> None:
    if folder.exists() and not (folder / LISTING).exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DatasetError(f"{folder}: expected an empty folder or a set of portals, got other files; choose another")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / LISTING).exists():
        write_whole(folder / LISTING, b"{}\n")


def _remove_remains(folder: Path, portals: Sequence[str]) -> None:
    """Remove what killed tasks have left, and the locks."""
    for portal in portals:
        (folder / f".{portal}.lock").unlink(missing_ok=True)
        for path in folder.glob(f".{portal}.{'[0-9a-f]' * 32}*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in folder.glob(f"..{portal}.{'[0-9a-f]' * 32}*"):  # aside of aside
            shutil.rmtree(path, ignore_errors=True)


def _marked(package: Path) -> dict[str, Any] | None:
    """Return what the set noted in a portal's descriptor; None where it has none that can be read."""
    try:
        found = msgspec.json.decode(read_small(package, _PACKAGE_MAX_BYTES))["newscrawl"]["set"]
        return found if {"state", "records", "bytes"} <= found.keys() else None
    except (OSError, DatasetError, msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
        return None
