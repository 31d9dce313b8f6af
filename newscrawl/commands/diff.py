"""`scrapy diff PORTAL [ARTICLE_ID]`: what each revision of an article changed; without one, every edit in a line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from rich.text import Text

from newscrawl.cli.output import exit_code_on_error, print_json, print_line
from newscrawl.cli.portal_argument import portal_folder, refuse_options
from newscrawl.cli.verb_command import VerbCommand
from newscrawl.cli.verbs import summary_of
from newscrawl.dataset.read.reader import DatasetReader, open_reader
from newscrawl.dataset.read.revision_diff import Change, Piece, RevisionDiff, diff_history, diff_text
from newscrawl.errors import DatasetError, WrongUsageError
from newscrawl.frames import Edit, open_dataset
from newscrawl.items import Article
from newscrawl.paths import dataset_root, portals_folder
from newscrawl.portals import portal_names
from newscrawl.program import as_typed
from newscrawl.text import printable

_STYLES = {"same": "", "added": "green", "removed": "red strike"}
_MARKS = {"same": ("", ""), "added": ("{+", "+}"), "removed": ("[-", "-]")}


class Command(VerbCommand):
    """Shows the revisions of one article, one after the other, or every edit of a dataset."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] PORTAL [ARTICLE_ID]"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            "Show what each revision of an article changed, by field, paragraph and word. ARTICLE_ID is e.g. "
            "kangnam:48213, or 48213. Without it: every edit of the dataset, in order of capture, "
            "a line each. Deletions are red and insertions green; without a terminal: [-…-], {+…+}. An announced edit "
            "changes content and the printed time, a silent one content alone, 'time only' the time alone. A "
            f"revision that {as_typed('reextract')!r} made is marked as read again: the rules changed, not the portal. "
            "Exit codes: 0 shown; 1 no such article, or a damaged dataset; 2 wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--field", metavar="FIELD", help="only edits of this field, e.g. headline or body")
        parser.add_argument("--json", action="store_true", help="print one JSON object for each revision or edit")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with exit_code_on_error(self):
            refuse_options(args, command="diff")
            if len(args) not in {1, 2}:
                raise WrongUsageError(f"expected PORTAL and, for one article, ARTICLE_ID; got {len(args)} arguments")
            folder = self._folder(args[0])
            console = Console(soft_wrap=True, highlight=False)
            edits = open_dataset(folder).edits(field=opts.field)
            if len(args) == 1:
                _show_edits(edits, console, args[0], opts)
                return
            revisions = _revisions(open_reader(folder), args[0], args[1])
            diffs = _of_field(diff_history(revisions), opts.field)
            if not opts.json:
                _show(revisions, diffs, console)
            for diff in diffs if opts.json else ():
                print_json(diff)

    def _folder(self, portal: str) -> Path:
        assert self.settings is not None  # noqa: S101  set in scrapy.cmdline
        known = portal_names(portals_folder(self.settings))
        return portal_folder([portal], known, dataset_root(self.settings), command="diff")


def _revisions(dataset: DatasetReader, portal: str, name: str) -> list[Article]:
    article_id = name if ":" in name else f"{portal}:{name}"
    if found := _of_article(dataset, article_id):
        return found
    example = next((f", e.g. {article.article_id}" for article in dataset.articles()), "")
    raise DatasetError(f"{dataset.folder}: expected an article that is stored{example}, got {article_id}")


def _of_field(diffs: list[RevisionDiff], field: str | None) -> list[RevisionDiff]:
    """Return *diffs* with the changes of *field* alone, without those that have none; all of them without a field."""
    if field is None:
        return diffs
    chosen = (
        replace(diff, changes=tuple(change for change in diff.changes if change.field == field)) for diff in diffs
    )
    return [diff for diff in chosen if diff.changes]


def _of_article(dataset: DatasetReader, article_id: str) -> list[Article]:
    found = (article for article in dataset.articles() if article.article_id == article_id)
    return sorted(found, key=lambda article: article.revision)


def _show_edits(edits: Iterable[Edit], console: Console, portal: str, opts: argparse.Namespace) -> None:
    edit = None
    for edit in edits:
        print_json(edit) if opts.json else console.print(_edit_line(edit, console))
    if edit is None:
        print_line(f"{portal}: no edits{f' of {opts.field}' if opts.field else ''} yet", is_result=False)


def _show(revisions: list[Article], diffs: list[RevisionDiff], console: Console) -> None:
    last = revisions[-1]
    console.print(Text(f"{printable(last.article_id)}  {printable(last.headline)}\n{printable(last.canonical_url)}"))
    console.print(Text(f"revision {revisions[0].revision}  {_time(revisions[0].captured_at)}"))
    for diff in diffs:
        console.print(Text(f"\nrevision {diff.to_revision}  {_time(diff.captured_at)}{_mark(diff)}", style="bold"))
        for change in diff.changes:
            console.print(_line(change, is_marked=_is_marked(console)))


def _mark(diff: RevisionDiff) -> str:
    return _meaning(diff) + ("  too different to compare word by word" if diff.is_coarse else "")


def _meaning(diff: RevisionDiff) -> str:
    if diff.reextracted_from is not None:
        return f"  revision {diff.reextracted_from} read again by newer rules"
    edit = "  silent edit" if diff.is_silent else "  time only" if diff.is_empty else ""
    if diff.read_again_as is None:
        return edit
    none = "" if diff.is_edit else "  no edit"
    return f"{edit}{none}  read again by newer rules as revision {diff.read_again_as}"


def _edit_line(edit: Edit, console: Console) -> Text:
    """Return an edit with its headline, in which a change of the headline is marked."""
    words = f"{edit.article_id} revision {edit.revision}  {edit.kind}: {', '.join(edit.fields)}"
    line = Text(f"{_time(edit.captured_at)}  {printable(words)}  ")
    return _with_pieces(line, diff_text(edit.before_headline, edit.headline), is_marked=_is_marked(console))


def _is_marked(console: Console) -> bool:
    """Return whether signs mark what changed: there are no colors."""
    return not console.is_terminal or console.no_color


def _line(change: Change, *, is_marked: bool) -> Text:
    where = f"{change.field} ¶{change.paragraph}" if change.paragraph else change.field
    return _with_pieces(Text(f"  {where} {change.kind}: "), change.pieces, is_marked=is_marked)


def _with_pieces(line: Text, pieces: Sequence[Piece], *, is_marked: bool) -> Text:
    for piece in pieces:
        before, after = _MARKS[piece.kind] if is_marked else ("", "")
        line.append(f"{before}{printable(piece.text)}{after}", style=_STYLES[piece.kind])
    return line


def _time(captured_at: object) -> str:
    return f"{captured_at:%Y-%m-%d %H:%M:%S} UTC" if captured_at else "not captured"
