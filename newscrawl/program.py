"""The program that this process runs as, so that a message names the commands that its reader can type."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

COMMANDS = "newscrawl.commands"
"""The package of all commands."""


def as_typed(words: str) -> str:
    """Return *words*, a verb and its arguments, as a command: ``scrapy verify --repair`` or ``newscrawl verify …``."""
    return f"{program_name(sys.argv[0] if sys.argv else '')} {words}"


def program_name(called: str) -> str:
    """Return ``scrapy`` where the program *called* is that, also by ``python -m scrapy``; else ``newscrawl``.

    `newscrawl` works in every folder; `scrapy` only in one that belongs to a project.
    """
    path = Path(called)
    return "scrapy" if "scrapy" in {path.stem, path.parent.name if path.name == "__main__.py" else ""} else "newscrawl"


def user_agent(agent: str, contact: str) -> str:
    """Return the name under which the project asks for pages: *agent* with *contact*, where that is set, behind it."""
    return f"{agent} (+{contact})" if contact else agent


def lacks(need: str, extra: str) -> str:
    """Return the sentence for a part of newscrawl that *need* names, without the packages of its *extra*."""
    return f"{need}: pip install 'newscrawl[{extra}]', in a checkout pip install -e '.[{extra}]'"


def commands_module(arguments: Sequence[str]) -> str:
    """Return the module in which Scrapy looks for commands: that of the typed verb, or the package of all.

    *arguments* are those of the process. Scrapy imports each command of a package to find one, and the commands
    together import nearly the whole project: that is about 0.8 CPU seconds. Another program than `scrapy` may run any
    command, whatever its own arguments are: it gets the package.
    """
    called, *rest = arguments or [""]
    verb = next((word for word in rest if not word.startswith("-")), "")  # as Scrapy finds it
    is_ours = program_name(called) == "scrapy" and verb.isidentifier() and find_spec(f"{COMMANDS}.{verb}") is not None
    return f"{COMMANDS}.{verb}" if is_ours else COMMANDS
