"""What docs/operations.md shows in Python does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.captures import Exchange
from tests.dataset.records import START

PAGE = Path(__file__).parent.parent / "docs/operations.md"
HTML = (
    "<html lang=ja><meta charset=utf-8><title>経済 - 江南タイムズ</title><h1>経済</h1><aside><h3>話題</h3><ol>"
    + "".join(f'<li><a href="/economy/4820{number}.html">見出し{number}</a></li>' for number in range(1, 6))
    + "</ol></aside></html>"
)


def test_the_lists_of_kept_pages_are_read_by_todays_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Session(tmp_path / "data", "kangnam", clock=Clock(START)) as session:
        for status in (200, 404):
            session.add_capture(
                Exchange(
                    url="https://kangnamtimesjp.com/economy/", captured_at=START, method="GET", request_headers=(),
                    protocol="HTTP/1.1", status=status, headers=(("Content-Type", "text/html; charset=utf-8"),),
                    body=HTML.encode(), labels={"kind": "section"},
                )
            )  # fmt: skip
    block = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)
    assert block is not None
    monkeypatch.chdir(tmp_path)

    exec(block.group(1), {})

    at = "2026-11-23T22:45:01.000000Z"
    assert capsys.readouterr().out.splitlines() == [f"{at} 話題 {n} 見出し{n}" for n in range(1, 6)]
