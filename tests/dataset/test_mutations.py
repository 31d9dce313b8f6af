"""Damage by chance: whatever file of a dataset is changed in whatever way, whoever opens it gets a sentence, soon."""

from __future__ import annotations

import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newscrawl.dataset.compaction import compact, today
from newscrawl.dataset.storage.layout import Layout
from newscrawl.errors import NewscrawlError

from . import hostile
from .test_hostile import CLOCK, USES

LONGEST_SECS = 60
_ODD = (b"9999999999999999999999", b"-1", b"null", b'"\xff', b"[[[[[[", b"{}", b"\x00" * 9, b"\x1b[31m", b"0001-01-01T00:00",
        b"9999-12-31T23:59", b"../../outside/precious", b"\n", b"1e999", b"\xed\xa0\x80")  # fmt: skip

Mutation = Callable[[bytearray, random.Random], None]


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 4, 64))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _drop(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    del content[start : start + chance.choice((1, 7, 300, 5000))]


def _insert(content: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(content))
    content[place:place] = chance.choice(_ODD)


def _overwrite(content: bytearray, chance: random.Random) -> None:
    place, odd = chance.randrange(len(content)), chance.choice(_ODD)
    content[place : place + len(odd)] = odd


def _replace_value(content: bytearray, chance: random.Random) -> None:
    """Put something odd in the place of a number or a text of JSON."""
    starts = [place for place, byte in enumerate(content) if byte in b":,["]
    if starts:
        place = chance.choice(starts) + 1
        end = min((at for at in (content.find(mark, place) for mark in b",}]") if at >= 0), default=place)
        content[place:end] = chance.choice(_ODD)


def _double(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.choice((1, 100, 10_000))]
    content[start:start] = piece


def _zero(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    size = min(chance.choice((1, 16, 4096)), len(content) - start)
    content[start : start + size] = bytes(size)


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _drop, _insert, _overwrite, _replace_value, _double, _zero)


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return datasets that together hold every kind of file: of a dead run, compressed, of a cut compaction, with losses."""
    died = hostile.make(tmp_path_factory.mktemp("died"))
    packed = hostile.copy_of(died, tmp_path_factory.mktemp("packed"))
    for ending in (".zst", ".gz"):
        list(compact(Layout(packed), clock=CLOCK, window_days=30, before=today(CLOCK), compression=ending))
    (packed / "torn").mkdir(exist_ok=True)
    (packed / "torn" / "losses.json").write_text(
        '[{"kind":"articles","run_id":"20261123T224501Z-abcdef","line_count":1,"reason":"damaged_line",'
        '"noted_at":"2026-11-23T00:00:00Z"}]'
    )
    cut = hostile.copy_of(died, tmp_path_factory.mktemp("cut"))
    hostile.ATTACKS["a journal whose target holds nothing"](cut, cut)
    return died, packed, cut


@contextmanager
def ended_by(secs: int) -> Iterator[None]:
    def too_long(number: int, frame: object) -> None:
        raise AssertionError(f"still at it after {secs} s")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(secs)
    try:
        yield
    finally:
        signal.alarm(0)


def mutate(folder: Path, chance: random.Random) -> str:
    """Change one file below *folder*; return what was done."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    path, mutation = chance.choice(files), chance.choice(MUTATIONS)
    content = bytearray(path.read_bytes())
    mutation(content, chance)
    path.write_bytes(content)
    return f"{path.relative_to(folder)} {mutation.__name__}"


def _try(bases: tuple[Path, ...], home: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = hostile.copy_of(chance.choice(bases), home)
    done = [mutate(folder, chance) for _ in range(chance.choice((1, 1, 3)))]
    for use in ("verify", chance.choice(list(USES)), "verify again"):
        try:
            with ended_by(LONGEST_SECS):
                USES[use](folder)
        except (NewscrawlError, OSError):
            continue  # the sentence
        except BaseException as error:
            error.add_note(f"seed {seed}: {use} of {done}")
            raise
    assert (home / "outside" / "precious").read_text() == "precious\n", (seed, done)
    shutil.rmtree(home)


@pytest.mark.parametrize("seed", range(4))
def test_a_mutated_dataset_ends_in_a_sentence(bases: tuple[Path, ...], tmp_path: Path, seed: int) -> None:
    for number in range(15):
        _try(bases, tmp_path / str(number), seed * 1000 + number)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(50))
def test_five_thousand_mutated_datasets_end_in_sentences(bases: tuple[Path, ...], tmp_path: Path, seed: int) -> None:
    for number in range(100):
        _try(bases, tmp_path / str(number), 1_000_000 + seed * 1000 + number)
