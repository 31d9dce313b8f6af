"""The figures of docs/speed.md come from commands."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.budget import OTHER, PARTS, Sampler, part_of
from benchmarks.speed_page import PAGE, TABLES, with_table

NEWSCRAWL = Path(__file__).parents[1] / "newscrawl"


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_its_place_on_the_page(name: str) -> None:
    page = with_table(PAGE.read_text("utf-8"), name, "| a | b |")

    assert f"<!-- {name} -->\n\n| a | b |\n\n<!-- end -->" in page


def test_a_table_without_a_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected <!-- known -->"):
        with_table("# Speed", "known", "")


def test_a_table_changes_nothing_around_it() -> None:
    assert with_table("a\n<!-- x -->\nold\n<!-- end -->\nb", "x", "new") == "a\n<!-- x -->\n\nnew\n\n<!-- end -->\nb"


@pytest.mark.parametrize("place", [place for _, places in PARTS.values() for place in places])
def test_each_part_is_a_module_that_exists(place: str) -> None:
    module = place.partition(":")[0]

    assert list(NEWSCRAWL.glob(f"{module}*")) or (NEWSCRAWL / module).exists()


@pytest.mark.parametrize(
    ("file", "function", "part"),
    [
        ("/x/newscrawl/extraction/document/outline.py", "read_outline", "outline: blocks, links, pictures, zones"),
        ("/x/newscrawl/extraction/document/page.py", "parse_tree", "decoding and parsing"),
        ("/x/newscrawl/extraction/document/blocks.py", "folded", None),
        ("/x/newscrawl/text.py", "fold", None),
        ("/x/site-packages/scrapy/core/engine.py", "_download", OTHER),
    ],
)
def test_a_function_is_its_modules_part_or_its_callers(file: str, function: str, part: str | None) -> None:
    assert part_of(file, function) == part


def test_the_shares_of_all_parts_are_one() -> None:
    sampler = Sampler()
    sampler.start()
    begin = time.process_time()
    while time.process_time() - begin < 0.1:
        pass
    shares = sampler.stop()

    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares[OTHER] == pytest.approx(1.0)


@pytest.mark.torture
def test_reading_again_is_measured_in_several_processes_by_the_command_of_its_docstring() -> None:
    pytest.importorskip("trafilatura")
    command = [sys.executable, "-m", "benchmarks.reextract", "40", "1"]

    ended = subprocess.run(command, cwd=NEWSCRAWL.parent, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout.count('"pages": ')) == (0, 12), ended.stderr
