"""Which names a file of a dataset can have: what a journal, a manifest or a record may name at all."""

from __future__ import annotations

import pytest

from newscrawl.dataset.storage.layout import is_file_name

DAY = "date=2026-11-23"
RUN = "20261123T224501Z-5f3a9c"
OWN = (
    f"articles/{DAY}/{RUN}.jsonl", f"rankings/{DAY}/{RUN}.jsonl.zst", f"rejected/{DAY}/{RUN}.jsonl.part",
    f"observations/{DAY}/20261123-day.jsonl", f"articles/{DAY}/20261123-day2.jsonl.gz",
    f"captures/{DAY}/{RUN}.warc.gz", f"captures/{DAY}/{RUN}-12.warc.gz", f"runs/{RUN}.json",
)  # fmt: skip
FOREIGN = (
    "", "/etc/passwd", "../x", f"articles/../{DAY}/{RUN}.jsonl", f"articles/{DAY}/../{RUN}.jsonl", f"articles/{RUN}.jsonl",
    f"articles/{DAY}/{RUN}.jsonl.exe", f"articles/{DAY}/odd.jsonl", f"articles/date=2026-11-24/{RUN}.jsonl",
    "articles/date=2026-02-31/20260231T000000Z-5f3a9c.jsonl", f"captures/{DAY}/{RUN}.warc", f"captures/{DAY}/{RUN}-0.warc.gz",
    f"torn/{RUN}.jsonl", "runs/latest.json", f"runs/{RUN}.json/x", f"articles/{DAY}/{RUN}.jsonl\0", f"articles/{DAY}/{RUN}.jsonl\n",
)  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_a_name_that_newscrawl_gives_is_known(name: str) -> None:
    assert is_file_name(name)


@pytest.mark.parametrize("name", FOREIGN)
def test_any_other_name_is_refused(name: str) -> None:
    assert not is_file_name(name)
