"""`newscrawl check PORTAL`: whether a portal file still fits its portal."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from newscrawl.cli.look import LookingCommand, look
from newscrawl.cli.output import print_error, print_json, print_line
from newscrawl.cli.portal_argument import only_portal
from newscrawl.cli.verbs import summary_of
from newscrawl.onboarding.check_look import CHECK_LIMIT, look_again
from newscrawl.onboarding.promises import PromiseFinding, articles_seen, findings_of
from newscrawl.onboarding.seen import Seen
from newscrawl.onboarding.trial import coverage_of, print_coverage
from newscrawl.paths import portals_folder
from newscrawl.portals import Portal, load_portal, portal_names, portal_path
from newscrawl.portals.position import line_of
from newscrawl.program import as_typed

_LONGEST_VALUE = 60


class Command(LookingCommand):
    """Looks at a portal with its file's rules and stores nothing."""

    requires_project = True
    interrupted = "interrupted; nothing was kept"

    def syntax(self) -> str:
        return "[options] PORTAL"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            f"Look at a portal with at most {CHECK_LIMIT} polite requests; print what each line of its file matched: "
            "addresses, sections, lists, and the fields of three articles with the rules that gave them. Nothing is "
            "stored. Exit codes: 0 all was found; 1 no answer came; 2 wrong usage; 3 something that the file promises "
            "was not found; 4 the site refuses (robots.txt, login, bot check)."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object for each line of the file")

    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101
        folder = portals_folder(self.settings)
        name = only_portal(args, portal_names(folder), command="check")
        portal, path = load_portal(name, folder), portal_path(name, folder)
        source = path.read_text("utf-8")
        seen: Seen = look(
            self,
            portal.start_urls[0],
            lambda asker: look_again(asker, portal),
            limit=CHECK_LIMIT,
            allows_private=portal.allow_private_addresses,
        )
        found = [(line_of(source, f"$.{one.key}"), one) for one in findings_of(seen, portal)]
        broken = [(line, one) for line, one in found if one.is_broken]
        if opts.json:
            for line, one in found:
                print_json({"file": str(path), "line": line, **asdict(one)})
        else:
            print_line(f"{path}: {seen.request_count} requests to {portal.start_urls[0]}")
            _print_table(found)
            _print_fields(seen, portal)
        for line, one in broken:
            print_error(f"{path}:{line}: {one.key}: {one.found}{_remedy(one)}")
        if broken:
            self.exitcode = 3
        elif not opts.json:
            print_line(f"All that the file promises was found. Next: {as_typed(f'crawl {name}')}")


def _print_table(found: Sequence[tuple[int, PromiseFinding]]) -> None:
    """Print a line for each finding: `!` broken, `-` unused, `+` found."""
    for line, one in found:
        mark = "!" if one.is_broken else "+" if one.is_found else "-"
        value = one.written if len(one.written) <= _LONGEST_VALUE else f"{one.written[:_LONGEST_VALUE]}…"
        print_line(f"{mark} {line:>3} {one.key}{f' = {value}' if value else ''}\n      {one.found}")


def _print_fields(seen: Seen, portal: Portal) -> None:
    coverage, examples = coverage_of(articles_seen(seen, portal), portal)
    print_coverage(coverage, examples)


def _remedy(finding: PromiseFinding) -> str:
    table = finding.key.partition(".")[0].partition("[")[0]
    if table in {"fields", "links"}:
        return f"; {as_typed('extract URL --explain')!r} shows what a page has"
    return f"; {as_typed('add URL --dry-run')!r} proposes lines for the portal as it is now"
