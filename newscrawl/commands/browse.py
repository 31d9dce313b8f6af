"""`scrapy browse PORTAL`: a page to search and read a dataset, served on this machine."""

from __future__ import annotations

import argparse
import socket
import sys
from contextlib import closing, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from newscrawl.cli.output import exit_code_on_error, print_error, print_line
from newscrawl.cli.portal_argument import only_name, portal_folder
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.commands.report import title_and_zone
from newscrawl.dataset.read.reader import open_reader
from newscrawl.errors import NewscrawlError
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import portal_names
from newscrawl.program import lacks
from newscrawl.report.page.html import size
from newscrawl.terminal_line import TerminalLine, can_paint

if TYPE_CHECKING:
    from newscrawl.browse.browse_cache import BrowseCache

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
DEFAULT_PORT = 8766


class Command(VerbCommand):
    """Serves the pages of a dataset until it is interrupted."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "PORTAL [options]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Serve pages about PORTAL's dataset on this machine, until Ctrl-C: search, articles with their revisions, "
            "rankings, runs, edits, captured pages. It reads a cache, browse.sqlite in the dataset's folder, which it "
            "updates from finished files. Needs the extra [browse]. Exit codes: 0 ended; 1 no dataset or no free port; "
            "2 wrong usage; 6 interrupted before the cache was whole."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="default: %(default)s")
        parser.add_argument(
            "--host",
            default=_LOOPBACK[0],
            help="the address to listen on (default: %(default)s, this machine alone); with another one everybody who "
            "reaches it can read the whole dataset, without a password",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        with exit_code_on_error(self, interrupted="interrupted; the next start goes on from here"):
            portals_dir = portals_folder(self.settings)
            known = portal_names(portals_dir)
            name = only_name(args, known, command="browse")
            folder = portal_folder(args, known, dataset_root(self.settings), command="browse")
            open_reader(folder)
            if not find_spec("starlette") or not find_spec("uvicorn"):
                raise NewscrawlError(lacks("browse needs Starlette and uvicorn", "browse"))
            if opts.host not in _LOOPBACK:
                print_error(f"--host {opts.host}: everybody who reaches this address can read the whole dataset")
            _serve(folder, name, portals_dir, opts)


def _serve(folder: Path, name: str, portals_dir: Path, opts: argparse.Namespace) -> None:
    import uvicorn  # noqa: PLC0415  an extra

    from newscrawl.browse.browse_cache import BrowseCache  # noqa: PLC0415
    from newscrawl.browse.web_app import browse_app  # noqa: PLC0415

    title, zone = title_and_zone(name, portals_dir)
    with closing(_bound(opts.host, opts.port)) as taken:
        cache = BrowseCache(folder)
        print_line(f"reading the finished files of {folder} …")
        _read(cache)
        host = f"[{opts.host}]" if ":" in opts.host else opts.host
        taken.listen()
        print_line(f"http://{host}:{opts.port}/  shows {name}. Ctrl-C ends it.")
        names = frozenset() if opts.host in {"0.0.0.0", "::"} else frozenset({opts.host.lower()})  # noqa: S104  compared only
        app = browse_app(cache, title=title, zone=zone, names=names)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[taken])


def _bound(host: str, port: int) -> socket.socket:
    """Take the address before the cache is made, which can last minutes; nobody can connect until it listens."""
    taken = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except (OSError, UnicodeError) as error:
        if taken is not None:
            taken.close()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise NewscrawlError(f"{host} port {port}: {reason}; choose another one with --port or --host") from error
    return taken


def _read(cache: BrowseCache) -> None:
    """Bring the cache up to date; a million articles take minutes, so a terminal shows how far it is."""
    line = TerminalLine(sys.stderr) if can_paint(sys.stderr) else None
    try:
        cache.refresh(
            lambda done, total: line.show([f"{done * 100 // max(1, total)} % of {size(total)}"]) if line else None
        )
    finally:
        if line:
            line.clear()


def _port(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 65_535:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 65535, got {written!r}")
    return int(written)
