"""What is remembered from one page for the next changes no record: by content alone, whatever was read before."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from tests.pages.test_golden import CASES, read_case


def _read_in_order(seed: int) -> dict[str, object]:
    """Return every golden page's records, read one after the other in an order of *seed*."""
    shuffled = random.Random(seed).sample(CASES, len(CASES))
    return {str(one): read_case(one, json.loads(one.read_text("utf-8"))) for one in shuffled}


def _read_by_a_new_process(seed: int) -> object:
    command = [sys.executable, "-m", "tests.pages.test_order", str(seed)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.parametrize("seed", [1, 2])
def test_cold_and_warm_readers_give_equal_records_in_any_order(seed: int) -> None:
    cold = _read_by_a_new_process(seed)

    warm = _read_in_order(seed + 10)

    assert cold == warm


if __name__ == "__main__":
    print(json.dumps(_read_in_order(int(sys.argv[1]))))
