"""The completion scripts of the command `newscrawl`, made by shtab from the verbs' own parsers."""

from __future__ import annotations

import argparse

import shtab

from newscrawl.cli.run_verb import command_of, parser_of, settings_here
from newscrawl.cli.verbs import VERBS

SHELLS = tuple(shtab.SUPPORTED_SHELLS)


def completion_script(shell: str) -> str:
    """Return the script for *shell*, one of `SHELLS`."""
    return shtab.complete(_whole_parser(), shell)


def _whole_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newscrawl")
    parser.add_argument("--version", action="store_true", help="print the version")
    verbs = parser.add_subparsers()
    settings = settings_here()
    for verb in VERBS.values():
        if verb.name == "completion":
            verbs.add_parser(verb.name, help=verb.summary).add_argument("shell", choices=SHELLS)
            continue
        command = command_of(verb)
        command.settings = settings
        own = parser_of(verb, command)
        verbs.add_parser(verb.name, parents=[own], help=verb.summary, add_help=False, conflict_handler="resolve")
    return parser
