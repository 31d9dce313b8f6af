"""Serves the demo portal in the foreground: until an interrupt, or until the process that started it has gone."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable
from datetime import datetime

from newscrawl.clock import instant_of
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.themes import THEMES
from newscrawl.demo.web.misbehaviours import MISBEHAVIOURS
from newscrawl.demo.web.server import DemoServer
from newscrawl.demo.web.server_faults import parse_fault


def main(arguments: list[str] | None = None) -> int:
    """Serve what *arguments* ask for; return the exit code: 0 after an interrupt, 1 where the port is taken."""
    options = _parser().parse_args(arguments)
    server = DemoServer(
        DemoPortal(options.seed, options.articles),
        options.at,
        theme=options.theme,
        port=options.port,
        faults=dict(options.fault),
        crawl_delay_secs=options.crawl_delay,
    )
    try:
        serve(server, _announce, ends_with_stdin=options.ends_with_stdin)
    except OSError as error:
        sys.stderr.write(f"port {options.port}: expected a free one ({error.strerror}); choose another with --port\n")
        return 1
    return 0


def serve(server: DemoServer, started: Callable[[str], None], *, ends_with_stdin: bool = False) -> None:
    """Serve until SIGINT or SIGTERM, or until standard input closes; *started* is called with the URL.

    Raises `OSError` where the port is taken.
    """
    asyncio.run(_serve(server, started, ends_with_stdin))


async def _serve(server: DemoServer, started: Callable[[str], None], ends_with_stdin: bool) -> None:
    loop = asyncio.get_running_loop()
    serving = asyncio.ensure_future(server.serve_forever(started))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, serving.cancel)
    if ends_with_stdin:
        await loop.connect_read_pipe(lambda: _Watch(serving), sys.stdin)
    with contextlib.suppress(asyncio.CancelledError):
        await serving


class _Watch(asyncio.Protocol):
    """Ends the server when the other end of standard input closes, however its process ended."""

    def __init__(self, serving: asyncio.Future[None]) -> None:
        self._serving = serving

    def eof_received(self) -> None:
        """Called by asyncio at the end of the input."""
        self._serving.cancel()


def _announce(url: str) -> None:
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m newscrawl.demo", description="Serve the demo portal on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--articles", type=int, default=200, help="articles at the world's start (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which world (%(default)s)")
    parser.add_argument("--theme", choices=["mixed", *THEMES], default="mixed")
    parser.add_argument("--at", type=moment, help="the portal's time, e.g. 2026-11-23T09:00+09:00")
    parser.add_argument("--crawl-delay", type=float, metavar="SECS", help="for robots.txt")
    parser.add_argument(
        "--fault",
        type=_fault,
        action="append",
        default=[],
        metavar="PATH=KIND",
        help="repeatable; KIND alone: what all articles do",
    )
    parser.add_argument("--ends-with-stdin", action="store_true", help="end when standard input closes")
    return parser


def moment(written: str) -> datetime:
    """Return the time that *written* is, for argparse: ISO 8601 with an offset."""
    try:
        return instant_of(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _fault(written: str) -> tuple[str, str]:
    path, equals, kind = written.partition("=")
    if written in MISBEHAVIOURS:
        return "/*", written
    if not equals:
        raise argparse.ArgumentTypeError(f"expected PATH=KIND, got {written!r}")
    try:
        parse_fault(kind)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return path, kind
