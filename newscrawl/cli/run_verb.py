"""Runs one verb from any folder: imports its command alone, with the settings of the folder it is started in."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from scrapy.commands import ScrapyCommand, ScrapyHelpFormatter
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, Settings
from scrapy.utils.conf import closest_scrapy_cfg
from scrapy.utils.project import get_project_settings

from newscrawl.cli.output import print_error
from newscrawl.cli.verbs import Verb

_SETTINGS = "newscrawl.settings"
_FOLDERS = ("NEWSCRAWL_DATASET_DIR", "NEWSCRAWL_PORTALS_DIR")


def run_verb(verb: Verb, arguments: list[str]) -> int:
    """Run *verb* with *arguments*; return its exit code."""
    command = command_of(verb)
    command.settings = settings_here()
    command.settings.setdict(command.default_settings, priority="command")
    parser = parser_of(verb, command)
    options, rest = parser.parse_known_args(arguments)
    try:
        command.process_options(rest, options)
        if not closest_scrapy_cfg():
            _anchor_folders(command.settings)  # those of -s
        if command.requires_crawler_process:
            from scrapy.crawler import CrawlerProcess  # noqa: PLC0415  slow: only verbs that crawl pay for it

            command.crawler_process = CrawlerProcess(command.settings)
        command.run(rest, options)
    except UsageError as error:
        print_error(str(error) or f"wrong usage; 'newscrawl {verb.name} -h' lists the options")
        return 2
    return command.exitcode


def command_of(verb: Verb) -> ScrapyCommand:
    """Return the command of *verb*."""
    made: ScrapyCommand = import_module(verb.module).Command()
    return made


def parser_of(verb: Verb, command: ScrapyCommand) -> argparse.ArgumentParser:
    """Return the parser of *command*, whose settings are set."""
    parser = argparse.ArgumentParser(
        prog=f"newscrawl {verb.name}",
        usage=f"newscrawl {verb.name} {command.syntax()}",
        description=command.long_desc(),
        formatter_class=ScrapyHelpFormatter,
        conflict_handler="resolve",
    )
    command.add_options(parser)
    return parser


def settings_here() -> Settings:
    """Return the settings of the project that the working folder is in, else newscrawl's.

    Outside a project, relative folders of portals and data are taken from the working folder.
    """
    if closest_scrapy_cfg():
        settings = get_project_settings()
        if settings.get("NEWSCRAWL_DATASET_DIR") is not None:
            return settings
    os.environ["SCRAPY_SETTINGS_MODULE"] = _SETTINGS
    settings = get_project_settings()
    _anchor_folders(settings)
    sys.path[:0] = [folder for folder in [str(Path.cwd())] if folder not in sys.path]
    return settings


def _anchor_folders(settings: Settings) -> None:
    """Take relative folders from the working folder."""
    for name in _FOLDERS:
        folder = Path.cwd() / Path(settings[name]).expanduser()
        settings.set(name, str(folder), priority=max(settings.getpriority(name) or 0, SETTINGS_PRIORITIES["project"]))
