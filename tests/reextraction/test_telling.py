"""What a re-reading says of itself."""

from __future__ import annotations

from collections import Counter

import pytest

from newscrawl.reextraction import Summary, summary_lines


@pytest.mark.parametrize(
    ("summary", "is_applied", "last"),
    [
        (Summary(outcomes=Counter(same=3)), False, "nothing to write"),
        (
            Summary(outcomes=Counter(same=3, changed=2, found=1)),
            False,
            "nothing was written; --apply writes 3 revisions",
        ),
        (Summary(outcomes=Counter(changed=2), written_count=2, run_id="R"), True, "2 revisions written by run R"),
        (
            Summary(outcomes=Counter(same=3, changed=2), is_complete=False),
            False,
            "broken off before the end; nothing was written",
        ),
        (
            Summary(outcomes=Counter(same=3, changed=2), written_count=2, run_id="R", is_complete=False),
            True,
            "broken off before the end; 2 revisions written by run R",
        ),
    ],
    ids=["same", "different", "applied", "broken off", "broken off while it wrote"],
)
def test_the_last_line_says_what_was_written_and_whether_all_was_read(
    summary: Summary, is_applied: bool, last: str
) -> None:
    assert summary_lines(summary, is_applied=is_applied)[-1] == last
