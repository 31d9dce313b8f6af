"""The verbs of the command `newscrawl`, in groups, and the words that help prints for them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb, known without importing its command."""

    name: str
    summary: str

    @property
    def module(self) -> str:
        """The module that holds its command."""
        return f"newscrawl.commands.{self.name}"


GROUPS: dict[str, tuple[Verb, ...]] = {
    "Begin": (
        Verb("init", "make a folder to work in: portals, settings, cron, systemd"),
        Verb("add", "write a portal file from the address of a news site"),
        Verb("check", "check that a portal file still fits its portal"),
        Verb("list", "print the names of the portals"),
        Verb("demo", "serve a demo portal here, crawl it, show what was found"),
    ),
    "Collect": (
        Verb("crawl", "crawl a portal into its dataset"),
        Verb("fleet", "crawl many portals when they are due, here or on a cluster"),
        Verb("extract", "print the records of one page as JSON Lines"),
        Verb("shell", "look at a page in a Python shell"),
    ),
    "Look after a dataset": (
        Verb("verify", "check that a dataset is complete and undamaged"),
        Verb("compact", "keep one file a day instead of one a run"),
        Verb("reextract", "read the kept responses again with today's rules"),
    ),
    "Use a dataset": (
        Verb("status", "show the state of each dataset and the outcome of its last run"),
        Verb("report", "write one page about runs, edits, rankings and gaps"),
        Verb("browse", "search and read a dataset in a browser"),
        Verb("diff", "show what the edits of one article changed, or every edit"),
        Verb("export", "write Parquet, CSV, JSON Lines or SQLite"),
        Verb("push", "copy a dataset to an object store: S3, GCS, Azure"),
    ),
    "This command": (Verb("completion", "print the completion script of a shell"),),
}
VERBS: dict[str, Verb] = {verb.name: verb for group in GROUPS.values() for verb in group}


SCRAPYS = frozenset({"fetch", "view"})
"""The commands of use that only `scrapy` has."""


def summary_of(module: str) -> str:
    """Return the summary of the verb that *module* holds, as the first words of a text."""
    summary = VERBS[module.rpartition(".")[2]].summary
    return summary[0].upper() + summary[1:]


def help_text() -> str:
    """Return what `newscrawl` prints without arguments."""
    lines = ["Usage: newscrawl VERB [options] [arguments]", ""]
    for title, verbs in GROUPS.items():
        lines += [f"{title}:", *(f"  {verb.name:<11} {verb.summary}" for verb in verbs), ""]
    lines += [
        "'newscrawl VERB -h' shows the options of a verb, --version the version.",
        "Portal files are in ./portals, datasets in ./data.",
    ]
    return "\n".join(lines)


def unknown_verb(written: str) -> str:
    """Return the sentence for a verb that does not exist, with the nearest one."""
    if written in SCRAPYS:
        return f"{written!r} is a verb of Scrapy alone: 'scrapy {written}', in a folder that 'newscrawl init' made"
    near = difflib.get_close_matches(written, VERBS, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else "'newscrawl --help' lists the verbs"
    return f"{written!r} is not a verb of newscrawl; {hint}"
