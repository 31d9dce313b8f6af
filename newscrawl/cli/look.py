"""Runs a look at a site from a command: a few polite requests, nothing stored."""

from __future__ import annotations

import argparse
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from newscrawl.cli.output import exit_code_on_error, print_error
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.errors import NewscrawlError
from newscrawl.onboarding.ask import Asker, LookSpider
from newscrawl.onboarding.explore import SiteRefusedError
from newscrawl.program import user_agent


class LookingCommand(VerbCommand):
    """A command that looks at a site: its own sentences instead of a log, exit code 4 where the site refuses."""

    interrupted: ClassVar[str]
    """What a Ctrl-C is answered with."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Hide the log where no level is asked for."""
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101  set by whoever runs the command
        if not opts.loglevel and not opts.nolog:
            self.settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")  # the command reports what failed

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look; end with the exit code of what happened."""
        with exit_code_on_error(self, interrupted=self.interrupted):
            try:
                self._run(args, opts)
            except SiteRefusedError as error:
                print_error(error)
                self.exitcode = 4

    @abstractmethod
    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look, and print what was found."""


def look(
    command: VerbCommand, url: str, work: Callable[[Asker], Awaitable[Any]], *, limit: int, allows_private: bool
) -> Any:
    """Return what *work* gives, which asks *url*'s site for at most *limit* addresses. Raises `NewscrawlError`."""
    assert command.settings is not None  # noqa: S101  set by whoever runs the command
    assert command.crawler_process is not None  # noqa: S101
    command.settings.set("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", allows_private, priority="cmdline")
    command.settings.set("NEWSCRAWL_DATASET_ENABLED", False, priority="cmdline")
    agent = user_agent(command.settings["USER_AGENT"], command.settings["NEWSCRAWL_CONTACT"])
    command.settings.set("USER_AGENT", agent, priority="cmdline")
    result: dict[str, Any] = {}
    command.crawler_process.crawl(LookSpider, work=work, limit=limit, result=result, start_url=url)
    command.crawler_process.start()
    if error := result.get("error"):
        raise error
    if "done" not in result:
        raise NewscrawlError(f"{url}: the look ended before it was done; run it again")
    return result["done"]
