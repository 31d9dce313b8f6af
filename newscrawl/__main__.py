"""The command `newscrawl`: every verb of the project, from any folder. `python -m newscrawl` is the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with *arguments* (default: those of the process); return the exit code.

    A Ctrl-C while Scrapy is imported, before a command runs, is one sentence and exit code 6.
    """
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("newscrawl: interrupted before it began; nothing was changed\n")
        return 6


def _run(arguments: Sequence[str] | None) -> int:
    from newscrawl.cli.verbs import VERBS, help_text, unknown_verb  # noqa: PLC0415  a Ctrl-C may come at any import

    given = list(sys.argv[1:] if arguments is None else arguments)
    name, rest = (given[0], given[1:]) if given else ("--help", [])
    if name == "help" and rest:
        name, rest = rest[0], ["--help"]
    if name in {"-h", "--help", "help"}:
        return _print(help_text())
    if name in {"-V", "--version"}:
        from importlib.metadata import version  # noqa: PLC0415  slow

        return _print(f"newscrawl {version('newscrawl')}")
    if name not in VERBS:
        return _refuse(unknown_verb(name))
    if name == "completion":
        return _complete(rest)
    from newscrawl.cli.run_verb import run_verb  # noqa: PLC0415  help and version need no Scrapy

    return run_verb(VERBS[name], rest)


def _complete(arguments: list[str]) -> int:
    from newscrawl.cli.completion import SHELLS, completion_script  # noqa: PLC0415  it imports every command

    if arguments and arguments[0] in {"-h", "--help"}:
        return _print(
            "Usage: newscrawl completion SHELL\n\n"
            f"Print the completion script of SHELL: {', '.join(SHELLS)}. "
            'In bash: eval "$(newscrawl completion bash)"'
        )
    if len(arguments) != 1 or arguments[0] not in SHELLS:
        return _refuse(f"completion: expected one of {', '.join(SHELLS)}, got {' '.join(arguments) or 'nothing'}")
    return _print(completion_script(arguments[0]))


def _print(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"newscrawl: {sentence}\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
