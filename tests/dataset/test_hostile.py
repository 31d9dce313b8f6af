"""A dataset from a stranger: whatever is in it, opening it changes nothing outside, hangs nowhere, and ends in a sentence."""

from __future__ import annotations

import asyncio
import shutil
import signal
import time
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote
from zlib import crc32

import pytest
from starlette.applications import Starlette

from newscrawl.browse.browse_cache import BrowseCache
from newscrawl.browse.web_app import browse_app
from newscrawl.clock import Clock
from newscrawl.dataset import Session, open_reader
from newscrawl.dataset.compaction import compact, today
from newscrawl.dataset.read.revision_diff import diff_history
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.errors import NewscrawlError
from newscrawl.exports import ExportRequest, Selection, export, target_of
from newscrawl.fleet.due import next_run, recent_runs
from newscrawl.fleet.fleet_file import Fleet, members_of
from newscrawl.items import Article
from newscrawl.reextraction import Scope, candidates
from newscrawl.remote import check_copy, mirror, push
from newscrawl.report.figures.gather import gather
from newscrawl.report.page.atom_feed import atom_feed
from newscrawl.report.page.figures_json import figures_json
from newscrawl.report.page.report_page import report_page
from newscrawl.report.portal_status import status_of

from . import hostile, hostile_forms
from .records import START

CLOCK = Clock(START)
ATTACKS = hostile.ATTACKS | hostile_forms.ATTACKS
HARMLESS = hostile.HARMLESS | hostile_forms.HARMLESS
_LONGEST_SECS = 60.0
HEAVY = {
    "a bomb of ten gigabytes of zeros",
    "a bomb of a gigabyte of line ends",
    "a bomb of captures",
}
"""Some seconds for each use."""


@pytest.fixture(scope="session")
def known_codes(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return what `verify` finds before an attack."""
    return {one.code for one in verify(Layout(hostile.copy_of(sound, tmp_path_factory.mktemp("known")))).findings}


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.make(tmp_path_factory.mktemp("sound"))


def _read_all(folder: Path) -> None:
    dataset = open_reader(folder, on_damage="skip")
    articles: list[Article] = list(dataset.articles())
    diff_history(articles[:2])
    list(dataset.observations())
    list(dataset.rankings())
    list(dataset.runs())


def _crawl(folder: Path) -> None:
    with Session(folder.parent, "demo", clock=CLOCK) as session:
        session.due(CLOCK.now(), 10)
        session.read_article("demo:1")


def _export(folder: Path) -> None:
    for number, name in enumerate(("all.jsonl", "all.sqlite")):
        target = target_of(str(folder.parent.parent / f"{number}-{name}"))
        kinds = ("articles", "rankings", "observations") if number else ("articles",)
        request = ExportRequest(
            folder=folder, title="Demo", target=target, kinds=kinds, selection=Selection(), is_forced=True
        )
        export(request, now=CLOCK.now())


def _report(folder: Path) -> None:
    figures = gather(open_reader(folder), title="Demo", day_count=30, zone=UTC)
    report_page(figures)
    atom_feed(figures, field=None)
    figures_json(figures)


PAGES = ("/", "/?q=見出し", "/articles/demo:1?against=1", "/rankings", "/runs", "/edits", "/edits.xml", "/captures/1/0")


def _browse(folder: Path) -> None:
    cache = BrowseCache(folder)
    cache.refresh()
    app = browse_app(cache, title="Demo", zone=UTC)
    for page in PAGES:
        assert answer(app, page) in {200, 404, 500}


def answer(app: Starlette, address: str) -> int:
    """Return the status of the answer of *app* to a request for *address*. Raises what no handler caught."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "method": "GET", "path": path, "query_string": quote(query, safe="=&").encode(),
        "headers": [(b"host", b"localhost")],
    }  # fmt: skip
    told: list[Any] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    asyncio.run(app(scope, receive, send))
    return int(told[0]["status"])


def _fleet(folder: Path) -> None:
    members, _ = members_of(Fleet(portals=("demo",)), Path("portals"))
    next_run(members[0], recent_runs(folder, CLOCK.now()), retry_secs=60, backoff_max_secs=3600, now=CLOCK.now())


def _push(folder: Path) -> None:
    copies = folder.parent.parent / "copies"
    push(Layout(folder), f"file://{copies}")
    list(check_copy(f"file://{copies}"))
    mirror(f"file://{copies}", folder.parent.parent / "mirrors")


def _mirror(folder: Path) -> None:
    """Read the dataset as if it were a copy in a store of somebody else."""
    read = mirror(f"file://{folder}", folder.parent.parent / "mirrors")
    _read_all(read)


USES: dict[str, Callable[[Path], object]] = {
    "report": _report,
    "status": lambda folder: status_of(folder, now=CLOCK.now()),
    "browse": _browse,
    "fleet": _fleet,
    "push": _push,
    "mirror": _mirror,
    "verify": lambda folder: verify(Layout(folder), hashes_captures=True),
    "read": _read_all,
    "export": _export,
    "candidates": lambda folder: candidates(Layout(folder), Scope()),
    "compact": lambda folder: list(
        compact(Layout(folder), clock=CLOCK, window_days=30, before=today(CLOCK), compression=".zst")
    ),
    "crawl": _crawl,
    "repair": lambda folder: repair(Layout(folder), clock=CLOCK, window_days=30),
    "verify again": lambda folder: verify(Layout(folder)),
}


def _uses_of(attack: str) -> list[str]:
    """Return two uses for *attack*, others for each: all pairs are in `make torture`."""
    first = crc32(attack.encode()) % len(USES)
    return [*USES, *USES][first : first + 2]


@pytest.mark.parametrize("attack", [one for one in ATTACKS if one not in HEAVY])
def test_a_hostile_dataset_ends_in_a_sentence_and_changes_nothing_outside(
    sound: Path, tmp_path: Path, attack: str
) -> None:
    for use in _uses_of(attack):
        check(sound, tmp_path, attack, use)


@pytest.mark.parametrize("attack", [one for one in ATTACKS if one.endswith("whose times have no offset")])
def test_a_report_of_times_without_an_offset_ends_in_a_sentence(sound: Path, tmp_path: Path, attack: str) -> None:
    check(sound, tmp_path, attack, "report")


@pytest.mark.torture
@pytest.mark.parametrize("attack", ATTACKS)
def test_every_use_of_a_hostile_dataset_ends_in_a_sentence(sound: Path, tmp_path: Path, attack: str) -> None:
    for use in USES:
        check(sound, tmp_path, attack, use)


def within(limit_secs: float, use: Callable[[], object]) -> None:
    """Call *use*; fail after *limit_secs* by the clock, also where it waits: a pipe may never give anything."""

    def end(*_given: object) -> NoReturn:
        pytest.fail(f"not over after {limit_secs} s")

    previous = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, limit_secs)
    try:
        use()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def check(sound: Path, tmp_path: Path, attack: str, use: str) -> None:
    """Attack a copy of the dataset *sound* and open it by *use*: in time, with a sentence, and with nothing changed outside."""
    folder = hostile.copy_of(sound, tmp_path / use)
    outside = tmp_path / use / "outside"
    ATTACKS[attack](folder, outside)

    began = time.monotonic()
    with suppress(NewscrawlError, OSError):
        within(_LONGEST_SECS, partial(USES[use], folder))

    assert time.monotonic() - began < _LONGEST_SECS, use
    assert [(path.name, path.read_bytes()) for path in outside.iterdir()] == [("precious", b"precious\n")], use
    shutil.rmtree(tmp_path / use, ignore_errors=True)


@pytest.mark.parametrize("attack", [one for one in ATTACKS if one not in HARMLESS])
def test_verify_finds_what_is_hostile_and_names_its_place(
    sound: Path, known_codes: set[str], tmp_path: Path, attack: str
) -> None:
    folder = hostile.copy_of(sound, tmp_path)
    ATTACKS[attack](folder, tmp_path / "outside")

    try:
        findings = verify(Layout(folder), hashes_captures=True).findings
        found = [one.place for one in findings if one.code not in known_codes]
    except NewscrawlError as error:
        found = [str(error)]

    assert found
    assert all("demo" in one for one in found)
