"""Runs one verb from any folder: imports its command alone, with the settings of the folder it is started in."""

from __future__ import annotations

import argparse
import configparser
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

from scrapy.commands import ScrapyCommand, ScrapyHelpFormatter
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, Settings
from scrapy.utils.conf import closest_scrapy_cfg
from scrapy.utils.project import get_project_settings

from newscrawl.cli.output import print_error
from newscrawl.cli.verbs import Verb
from newscrawl.errors import WrongUsageError
from newscrawl.paths import DEFAULT_FOLDERS, named_folder

_SETTINGS = "newscrawl.settings"


def run_verb(verb: Verb, arguments: list[str]) -> int:
    """Run *verb* with *arguments*; return its exit code."""
    try:
        command = command_of(verb)
        command.settings = settings_here()
        command.settings.setdict(command.default_settings, priority="command")
        options, rest = parser_of(verb, command).parse_known_args(arguments)
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
    except WrongUsageError as error:
        print_error(error)
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

    Outside a project, relative folders of portals and data are taken from the working folder. Raises `WrongUsageError`
    for settings that cannot be read.
    """
    if config := closest_scrapy_cfg():
        settings = _project_settings(config)
        if "NEWSCRAWL_DATASET_DIR" in settings:
            return settings
    os.environ["SCRAPY_SETTINGS_MODULE"] = _SETTINGS
    settings = get_project_settings()
    _anchor_folders(settings)
    sys.path[:0] = [folder for folder in [str(Path.cwd())] if folder not in sys.path]
    return settings


def _project_settings(config: str) -> Settings:
    """Return the settings of the project whose `scrapy.cfg` is *config*. Raises `WrongUsageError`."""
    try:
        return get_project_settings()
    except configparser.Error as error:
        raise WrongUsageError(f"{config}: expected an INI file with [settings]: {error}") from error
    except Exception as error:  # the file is somebody's Python: it may raise anything
        place = _raised_at(error)
        module = os.environ.get("SCRAPY_SETTINGS_MODULE", "")
        if isinstance(error, ModuleNotFoundError) and error.name and f"{module}.".startswith(f"{error.name}."):
            raise WrongUsageError(
                f"{config}: expected a module of settings, got {module!r}; there is no {error.name}.py"
            ) from error
        raise WrongUsageError(
            f"{place}: expected settings that Python can read, got {type(error).__name__}: {error}; correct that line"
        ) from error


def _raised_at(error: Exception) -> str:
    """Return file and line of what raised *error*."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _anchor_folders(settings: Settings) -> None:
    """Take relative folders from the working folder."""
    for name in DEFAULT_FOLDERS:
        folder = Path.cwd() / named_folder(settings, name)
        settings.set(name, str(folder), priority=max(settings.getpriority(name) or 0, SETTINGS_PRIORITIES["project"]))
