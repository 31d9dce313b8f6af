"""Golden pages: each folder holds a page and what must be read on it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from newscrawl.api import extract

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*/expected.json"))


@pytest.mark.parametrize("expected", CASES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_a_golden_page_gives_what_is_expected(expected: Path) -> None:
    case = json.loads(expected.read_text("utf-8"))

    extraction = extract((expected.parent / "page.html").read_bytes(), case["url"], case["portal"])

    read = json.loads(msgspec.json.encode(extraction.article))
    assert {field: read[field] for field in case["article"]} == case["article"]


def test_there_are_golden_pages() -> None:
    assert len(CASES) >= 3
