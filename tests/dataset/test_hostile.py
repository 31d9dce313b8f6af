"""A dataset from a stranger: whatever is in it, opening it changes nothing outside, hangs nowhere, and ends in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session, open_dataset
from newscrawl.dataset.compaction import compact, today
from newscrawl.dataset.read.revision_diff import diff_history
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.errors import NewscrawlError
from newscrawl.exports import ExportRequest, Selection, export, target_of
from newscrawl.items import Article
from newscrawl.reextraction import Scope, candidates

from . import hostile
from .records import START

CLOCK = Clock(START)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.make(tmp_path_factory.mktemp("sound"))


def _read_all(folder: Path) -> None:
    dataset = open_dataset(folder, on_damage="skip")
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


USES: dict[str, Callable[[Path], object]] = {
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


@pytest.mark.parametrize("attack", hostile.ATTACKS)
def test_a_hostile_dataset_ends_in_a_sentence_and_changes_nothing_outside(
    sound: Path, tmp_path: Path, attack: str
) -> None:
    for use, opens in USES.items():
        folder = hostile.copy_of(sound, tmp_path / use)
        outside = tmp_path / use / "outside"
        hostile.ATTACKS[attack](folder, outside)

        with suppress(NewscrawlError, OSError):
            opens(folder)

        assert [(path.name, path.read_text()) for path in outside.iterdir()] == [("precious", "precious\n")], use


@pytest.mark.parametrize("attack", [one for one in hostile.ATTACKS if one not in hostile.HARMLESS])
def test_verify_finds_what_is_hostile_and_names_its_place(sound: Path, tmp_path: Path, attack: str) -> None:
    folder = hostile.copy_of(sound, tmp_path)
    before = {one.code for one in verify(Layout(folder)).findings}
    hostile.ATTACKS[attack](folder, tmp_path / "outside")

    try:
        found = [one.place for one in verify(Layout(folder), hashes_captures=True).findings if one.code not in before]
    except NewscrawlError as error:
        found = [str(error)]

    assert found
    assert all("demo" in one for one in found)
