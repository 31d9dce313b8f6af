"""`scrapy push PORTAL s3://bucket/prefix`: a copy of the dataset in an object store."""

from __future__ import annotations

import argparse
import sys
from typing import Any, ClassVar

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from newscrawl.cli.output import exit_code_on_error, print_json, print_line
from newscrawl.cli.portal_argument import portal_folder
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import Clock
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.manifest import read_manifest
from newscrawl.errors import WrongUsageError
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import portal_names
from newscrawl.program import as_typed
from newscrawl.remote.last_push import noted
from newscrawl.remote.push_dataset import PushDone, push
from newscrawl.remote.store_errors import without_secrets
from newscrawl.text import counted


class Command(VerbCommand):
    """Copies a dataset's finished files to where others can read them."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "PORTAL s3://bucket/prefix [options]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Copy the finished files of PORTAL that the copy lacks to ADDRESS/PORTAL, then the manifest that names "
            "them. Readers that follow the manifest never see half a push. It can be stopped at any moment and run "
            "again. Credentials come from the usual environment variables or profile. "
            f"{as_typed('verify ADDRESS/PORTAL')!r} checks the copy. "
            "Exit codes: 0 done; 1 no dataset, or the store refused; 2 wrong usage; "
            "6 interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--delete", action="store_true", help="delete objects that the manifest does not name")
        parser.add_argument("--json", action="store_true", help="print what was done as one JSON object")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        with exit_code_on_error(self, interrupted="interrupted; the copy is as before: run it again to continue"):
            if len(args) != 2:
                raise WrongUsageError(
                    f"expected PORTAL and an address, e.g. {as_typed('push kangnam s3://bucket/news')}"
                )
            known = portal_names(portals_folder(self.settings))
            root = dataset_root(self.settings)
            layout = Layout(portal_folder(args[:1], known, root, command="push"))
            url = f"{_prefix(args[1])}/{layout.folder.name}"
            clock = Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"])
            with noted(layout.folder, without_secrets(url), clock):
                done = _pushed(layout, url, deletes=opts.delete)
            if opts.json:
                print_json(done)
            else:
                print_line(_sentence(done, without_secrets(url)))


def _prefix(address: str) -> str:
    scheme, mark, place = address.rstrip("/").partition("://")
    if not scheme or not mark or not place:
        shown = without_secrets(address)
        raise WrongUsageError(f"push: expected an address such as s3://bucket/news, got {shown!r}")
    return address.rstrip("/")


def _pushed(layout: Layout, url: str, *, deletes: bool) -> PushDone:
    manifest = read_manifest(layout)
    total = sum(entry.bytes for entry in manifest.files) if manifest else 0
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True, disable=not sys.stderr.isatty(), console=Console(stderr=True)) as bar:
        task = bar.add_task("copying", total=total)
        return push(layout, url, deletes=deletes, progress=lambda count: bar.advance(task, count))


def _sentence(done: PushDone, url: str) -> str:
    deleted = f", {done.deleted_count} deleted" if done.deleted_count else ""
    copied = f"{counted(done.copied_count, 'file')} copied ({done.copied_bytes:,} bytes)"
    return f"{url}: {copied}, {done.kept_count} were there{deleted}"
