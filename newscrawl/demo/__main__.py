"""`python -m newscrawl.demo`: serves the demo portal until it is interrupted; its first line of output is the URL."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
from datetime import datetime

from newscrawl.demo.portal import DemoPortal
from newscrawl.demo.server import DemoServer
from newscrawl.demo.themes import THEMES


def main(arguments: list[str] | None = None) -> int:
    """Serve; return the exit code: 0 after an interrupt, 1 where the port is taken."""
    options = _parser().parse_args(arguments)
    portal = DemoPortal(options.seed, options.articles)
    server = DemoServer(
        portal,
        options.at,
        theme=options.theme,
        port=options.port,
        faults=dict(options.fault),
        crawl_delay_secs=options.crawl_delay,
    )
    try:
        asyncio.run(_serve(server))
    except OSError as error:
        sys.stderr.write(f"port {options.port}: expected a free one ({error}); choose another with --port\n")
        return 1
    return 0


async def _serve(server: DemoServer) -> None:
    serving = asyncio.ensure_future(server.serve_forever(_announce))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, serving.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await serving


def _announce(url: str) -> None:
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m newscrawl.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--articles", type=int, default=200, help="articles at the world's start (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which world (%(default)s)")
    parser.add_argument("--theme", choices=["mixed", *THEMES], default="mixed")
    parser.add_argument("--at", type=_moment, help="the portal's time, e.g. 2026-11-23T09:00+09:00")
    parser.add_argument("--crawl-delay", type=float, metavar="SECS", help="for robots.txt")
    parser.add_argument("--fault", type=_fault, action="append", default=[], metavar="PATH=KIND", help="repeatable")
    return parser


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"expected an offset such as +09:00, got {written!r}")
    return moment


def _fault(written: str) -> tuple[str, str]:
    path, equals, kind = written.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected PATH=KIND, got {written!r}")
    return path, kind


if __name__ == "__main__":
    sys.exit(main())
