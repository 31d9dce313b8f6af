"""`scrapy reextract`, killed at the moment of the setting KILL_AT."""

import argparse

from newscrawl.commands import reextract
from tests.killing.kill import Kill


class Command(reextract.Command):
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.crash_point = Kill(self.settings["KILL_AT"])
        super().run(args, opts)
