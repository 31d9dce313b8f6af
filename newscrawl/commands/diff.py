"""`scrapy diff PORTAL ARTICLE_ID`: what each revision of an article changed."""

from __future__ import annotations

import argparse
from typing import Any, ClassVar

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand

from newscrawl.cli.output import exit_code_on_error, print_json
from newscrawl.cli.portal_argument import portal_folder, refuse_options
from newscrawl.dataset.read.reader import DatasetReader, open_reader
from newscrawl.dataset.read.revision_diff import Change, RevisionDiff, diff_history
from newscrawl.errors import DatasetError, WrongUsageError
from newscrawl.items import Article
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import portal_names
from newscrawl.program import as_typed
from newscrawl.text import printable

_STYLES = {"same": "", "added": "green", "removed": "red strike"}
_MARKS = {"same": ("", ""), "added": ("{+", "+}"), "removed": ("[-", "-]")}


class Command(ScrapyCommand):
    """Shows the revisions of one article, one after the other."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] PORTAL ARTICLE_ID"

    def short_desc(self) -> str:
        return "Show what changed between the revisions of an article"

    def long_desc(self) -> str:
        return (
            "Show what each revision of an article changed, by field, paragraph and word. ARTICLE_ID is e.g. "
            "kangnam:48213, or 48213. Deletions are red and insertions green; without a terminal: "
            "[-…-], {+…+}. A silent edit changes content and not the printed time, an empty one the time alone. A "
            f"revision that {as_typed('reextract')!r} made is marked as read again: the rules changed, not the portal. "
            "Exit codes: 0 shown; 1 no such article, or a damaged dataset; 2 wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object a revision after the first")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with exit_code_on_error(self):
            revisions = self._revisions(args)
            diffs = diff_history(revisions)
            if not opts.json:
                _show(revisions, diffs, Console(soft_wrap=True, highlight=False))
            for diff in diffs if opts.json else ():
                print_json(diff)

    def _revisions(self, args: list[str]) -> list[Article]:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        refuse_options(args, command="diff")
        if len(args) != 2:
            raise WrongUsageError(f"expected PORTAL and ARTICLE_ID, got {len(args)} arguments")
        portal, name = args
        known = portal_names(portals_folder(self.settings["NEWSCRAWL_PORTALS_DIR"]))
        root = dataset_root(self.settings["NEWSCRAWL_DATASET_DIR"])
        dataset = open_reader(portal_folder([portal], known, root, command="diff"))
        article_id = name if ":" in name else f"{portal}:{name}"
        found = _of_article(dataset, article_id)
        if not found:
            example = next((f", e.g. {article.article_id}" for article in dataset.articles()), "")
            raise DatasetError(f"{dataset.folder}: expected an article that is stored{example}, got {article_id}")
        return found


def _of_article(dataset: DatasetReader, article_id: str) -> list[Article]:
    found = (article for article in dataset.articles() if article.article_id == article_id)
    return sorted(found, key=lambda article: article.revision)


def _show(revisions: list[Article], diffs: list[RevisionDiff], console: Console) -> None:
    last = revisions[-1]
    console.print(Text(f"{printable(last.article_id)}  {printable(last.headline)}\n{printable(last.canonical_url)}"))
    console.print(Text(f"revision {revisions[0].revision}  {_time(revisions[0].captured_at)}"))
    for diff in diffs:
        console.print(Text(f"\nrevision {diff.to_revision}  {_time(diff.captured_at)}{_mark(diff)}", style="bold"))
        for change in diff.changes:
            console.print(_line(change, is_marked=not console.is_terminal or console.no_color))


def _mark(diff: RevisionDiff) -> str:
    return _meaning(diff) + ("  too different to compare word by word" if diff.is_coarse else "")


def _meaning(diff: RevisionDiff) -> str:
    if diff.reextracted_from is not None:
        return f"  revision {diff.reextracted_from} read again by newer rules"
    edit = "  silent edit" if diff.is_silent else "  empty edit" if diff.is_empty else ""
    if diff.read_again_as is None:
        return edit
    none = "" if diff.is_edit else "  no edit"
    return f"{edit}{none}  read again by newer rules as revision {diff.read_again_as}"


def _line(change: Change, *, is_marked: bool) -> Text:
    where = f"{change.field} ¶{change.paragraph}" if change.paragraph else change.field
    line = Text(f"  {where} {change.kind}: ")
    for piece in change.pieces:
        before, after = _MARKS[piece.kind] if is_marked else ("", "")
        line.append(f"{before}{printable(piece.text)}{after}", style=_STYLES[piece.kind])
    return line


def _time(captured_at: object) -> str:
    return f"{captured_at:%Y-%m-%d %H:%M:%S} UTC" if captured_at else "not captured"
