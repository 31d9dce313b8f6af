"""`newscrawl add URL`: a portal file from an address alone."""

from __future__ import annotations

import argparse
import difflib
import re
from pathlib import Path
from urllib.parse import urlsplit

from newscrawl.cli.look import LookingCommand, look
from newscrawl.cli.output import print_json, print_line
from newscrawl.cli.portal_argument import refuse_options
from newscrawl.cli.verbs import summary_of
from newscrawl.clock import Clock
from newscrawl.errors import WrongUsageError
from newscrawl.onboarding.draft import Draft, toml_of
from newscrawl.onboarding.explore import REQUEST_LIMIT, explore
from newscrawl.onboarding.inference.infer import article_pages, infer, portal_of
from newscrawl.onboarding.seen import Seen
from newscrawl.onboarding.trial import coverage_of, numbered, print_coverage
from newscrawl.paths import portals_folder
from newscrawl.portals import PORTAL_NAME, load_portal, portals_of_host
from newscrawl.program import as_typed
from newscrawl.urls import absolute, has_user, host_of, with_ascii_host


class Command(LookingCommand):
    """Looks at a site and writes its portal file."""

    interrupted = "interrupted; nothing was written"

    def syntax(self) -> str:
        return "[options] URL"

    def short_desc(self) -> str:
        return summary_of(__name__)

    def long_desc(self) -> str:
        return (
            f"Look at the news site at URL with at most {REQUEST_LIMIT} polite requests and write its portal file, "
            "with comments that name what each line was inferred from. "
            "Exit codes: 0 done; 1 no articles were found, or no "
            "answer came; 2 wrong usage, or the file exists; 4 the site refuses (robots.txt, login, bot check)."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        group = parser.add_argument_group(title="The file")
        group.add_argument("--name", help="the portal's name (default: from the host)")
        group.add_argument("--dry-run", action="store_true", help="print the file; write nothing")
        group.add_argument("--json", action="store_true", help="with --dry-run: print one JSON object instead")
        group.add_argument("--update", action="store_true", help="show what differs from the existing file; replace it")
        group.add_argument(
            "--allow-private-addresses", action="store_true", help="the site is on this machine or network"
        )

    def _run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101
        url = _address(args)
        name = _name(opts.name, url)
        if opts.json and not opts.dry_run:
            raise WrongUsageError(
                f"--json: expected --dry-run beside it; {as_typed('check PORTAL --json')!r} reads a file"
            )
        path = portals_folder(self.settings) / f"{name}.toml"
        if path.exists() and not (opts.update or opts.dry_run):
            raise WrongUsageError(
                f"{path}: exists already; --update shows what differs and replaces it, --name takes another"
            )
        allows_private = opts.allow_private_addresses
        seen: Seen = look(
            self, url, lambda asker: explore(asker, url), limit=REQUEST_LIMIT, allows_private=allows_private
        )
        draft = infer(seen, name=name, allows_private=allows_private)
        for other in _portals_beside(name, draft.start_url, path.parent):
            draft.doubt(5, f"the portal {other} begins on this host, too: both may store the same articles")
        day = Clock.from_setting(self.settings["NEWSCRAWL_CLOCK_START"]).now().date().isoformat()
        text = toml_of(draft, asked=url, day=day)
        if opts.json:
            print_json(_as_data(seen, draft, name, text))
            return
        _show(seen, draft, name)
        _write(path, text, opts)
        print_line(_next_step(name, path, is_written=not opts.dry_run))


def _address(args: list[str]) -> str:
    refuse_options(args, command="add")
    if len(args) != 1:
        raise WrongUsageError(f"add: expected one URL, got {len(args)}")
    written = args[0] if "://" in args[0] else f"https://{args[0]}"
    url = absolute(written, written)
    if url is None or not host_of(url) or "%" in host_of(url):  # of a space or control character
        raise WrongUsageError(f"add: expected an http(s) address, got {args[0]!r}")
    if has_user(url):
        raise WrongUsageError(f"add: expected an address without a user and password, got one for {host_of(url)}")
    return with_ascii_host(url)


def _name(given: str | None, url: str) -> str:
    """Return the portal's name: *given*, or the host's without www, ending and signs. Raises `WrongUsageError`."""
    if given is not None:
        if not PORTAL_NAME.fullmatch(given):
            raise WrongUsageError(f"--name: expected a-z, 0-9 and _, beginning with a letter, got {given!r}")
        return given
    host = host_of(url).removeprefix("www.")
    labels = host.split(".")
    made = re.sub(r"[^a-z0-9]+", "_", "_".join(labels[:-1] if len(labels) > 1 else labels)).strip("_")
    return made if PORTAL_NAME.fullmatch(made) else f"site_{made}".rstrip("_")


def _portals_beside(name: str, url: str, folder: Path) -> list[str]:
    """Return the portals, without *name*, with a front page on the host and port of *url*."""
    place = urlsplit(url).netloc
    found = [one for one in portals_of_host(host_of(url), folder) if one != name]
    return [one for one in found if place in {urlsplit(start).netloc for start in load_portal(one, folder).start_urls}]


def _show(seen: Seen, draft: Draft, name: str) -> None:
    coverage, examples = coverage_of(article_pages(seen), portal_of(draft, name))
    print_coverage(coverage, examples)
    if doubts := draft.worst_doubts():
        print_line("\n".join(["Most doubtful:", *numbered(doubts)]))


def _as_data(seen: Seen, draft: Draft, name: str, text: str) -> dict[str, object]:
    """Return the draft for a program; `toml` is the file's text."""
    coverage, _ = coverage_of(article_pages(seen), portal_of(draft, name))
    return {
        "portal": name,
        "request_count": seen.request_count,
        "toml": text,
        "article_count": coverage.page_count - coverage.reasons.total(),
        "coverage": dict(coverage.found),
        "doubts": draft.worst_doubts(len(draft.doubts)),
    }


def _write(path: Path, text: str, opts: argparse.Namespace) -> None:
    if opts.update and path.exists():
        before = path.read_text("utf-8").splitlines(keepends=True)
        changes = difflib.unified_diff(before, text.splitlines(keepends=True), str(path), "new")
        print_line("".join(changes) or f"Nothing differs from {path}.")
    if opts.dry_run:
        print_line(text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _next_step(name: str, path: Path, *, is_written: bool) -> str:
    if not is_written:
        return "Nothing was written (--dry-run)."
    first, then = as_typed(f"check {name}"), as_typed(f"crawl {name} --max-requests 50")
    return f"Wrote {path}. Next: {first}; then {then}"
