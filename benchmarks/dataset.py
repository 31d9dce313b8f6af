"""The dataset at a million articles: writing, start, known-check, rebuild, verification, and the memory that each takes.

`python -m benchmarks.dataset [COUNT [FOLDER]]`; each step runs in a process of its own, so that its peak memory is its
own. The dataset is made once in FOLDER (default: a temporary one) through the project's own writer.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.memory import peak_mb
from newscrawl.clock import Clock
from newscrawl.dataset import Session
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.items import SCHEMA_VERSION, Article, Author, Image, Observation

COUNT = 1_000_000
RUN_SIZE = 2_000
BODY_CHARACTERS = 800
START = datetime(2020, 1, 1, tzinfo=UTC)
_LETTERS = "".join(chr(0x4E00 + number) for number in range(2000)) + "のにはをたがでとしれさある" * 60


def article(number: int, run_id: str, body: str) -> Article:
    published_at = START + timedelta(minutes=number * 3)
    return Article(
        schema_version=SCHEMA_VERSION,
        portal="bench",
        article_id=f"bench:{number}",
        url=f"https://news.example/article/{number}",
        canonical_url=f"https://news.example/article/{number}",
        headline=f"見出し{number}",
        authors=(Author(name="山田花子", email="yamada@news.example"),),
        section="国際・政治",
        tags=("政治", "国際"),
        published_at=published_at,
        modified_at=None,
        lead=body[:80],
        body=body,
        images=(Image(url=f"https://news.example/i/{number}.jpg", caption="会見", credit="時事"),),
        related=(),
        language="ja",
        comment_count=number % 50,
        view_count=None,
        is_paywalled=None,
        revision=1,
        digest=f"{number:064x}",
        duplicate_of=None,
        found_in=(),
        captured_at=published_at + timedelta(minutes=20),
        run_id=run_id,
        captures=(),
        reextracted_from=None,
        sources={"headline": "jsonld:headline", "body": "css:article p"},
        disagreements={},
    )


def visit(of: Article) -> Observation:
    return Observation(
        portal=of.portal,
        article_id=of.article_id,
        url=of.url,
        captured_at=of.captured_at,
        run_id=of.run_id,
        status="new",
        http_status=200,
        revision=1,
        comment_count=of.comment_count,
        view_count=None,
        next_visit_at=of.captured_at + timedelta(days=7),
    )


def session(root: Path, at: datetime) -> Session:
    return Session(root, "bench", clock=Clock(at), sync_record_count=100)


def make(root: Path, count: int) -> dict[str, float]:
    chance = random.Random(20)
    text = "".join(chance.choices(_LETTERS, k=1_000_000))
    started = time.perf_counter()
    for first in range(0, count, RUN_SIZE):
        with session(root, START + timedelta(minutes=first * 3)) as run:
            for number in range(first, min(first + RUN_SIZE, count)):
                offset = number * 331 % 990_000
                made = article(number, run.run_id, text[offset : offset + BODY_CHARACTERS])
                run.add_article(made, visit(made), signature=None)
    secs = time.perf_counter() - started
    return {"secs": secs, "articles_per_sec": count / secs}


def end(count: int) -> datetime:
    return START + timedelta(minutes=count * 3)


def start(root: Path, count: int) -> dict[str, float]:
    started = time.perf_counter()
    run = session(root, end(count))
    run.open()
    opened = time.perf_counter()
    run.close()
    return {"open_secs": opened - started, "close_secs": time.perf_counter() - opened}


def known(root: Path, count: int) -> dict[str, float]:
    chance = random.Random(7)
    numbers = [chance.randrange(count * 2) for _ in range(100_000)]  # every second one is unknown
    figures = {}
    with session(root, end(count)) as run:
        for cache in ("first", "warm"):  # the first look may have to read the index from the disk
            started = time.perf_counter()
            for number in numbers:
                run.article_of_url(f"https://news.example/article/{number}")
            figures[f"{cache}_urls_100k_secs"] = time.perf_counter() - started
        started = time.perf_counter()
        for number in numbers:
            run.article(f"bench:{number}")
        figures["articles_100k_secs"] = time.perf_counter() - started
    return figures


def rebuild(root: Path, count: int, window_days: int = 0) -> dict[str, float]:
    """The index from the lines; signatures are made for the texts of the last *window_days* days only."""
    Layout(root / "bench").index.unlink()
    run = Session(root, "bench", clock=Clock(end(count)), window_days=window_days)
    started = time.perf_counter()
    recovery = run.open()
    secs = time.perf_counter() - started
    run.close()
    return {"secs": secs, "lines": recovery.line_count, "lines_per_sec": recovery.line_count / secs}


def rebuild_signed(root: Path, count: int) -> dict[str, float]:
    return rebuild(root, count, 30)


def check(root: Path, _count: int) -> dict[str, float]:
    found = verify(Layout(root / "bench"))
    return {
        "secs": found.secs,
        "lines": sum(found.line_counts.values()),
        # the made runs have no reports
        "findings": sum(finding.code != "report_missing" for finding in found.findings),
    }


STEPS = {
    "make": make,
    "start": start,
    "known": known,
    "rebuild": rebuild,
    "rebuild_signed": rebuild_signed,
    "verify": check,
}


def step(name: str, root: Path, count: int) -> dict[str, float]:
    """Run one step in a process of its own and return its figures."""
    command = [sys.executable, "-m", "benchmarks.dataset", "--step", name, str(root), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    return json.loads(done.stdout)


def main(count: int = COUNT, folder: Path | None = None) -> dict[str, dict[str, float]]:
    """Print each step's figures as they come; return them all."""
    figures = {}
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as scratch:
        root = folder or Path(scratch)
        is_made = (root / "bench").exists()
        for name in [name for name in STEPS if not (name == "make" and is_made)]:
            figures[name] = step(name, root, count)
            print(name, *(f"{key}={value:,.3f}" for key, value in figures[name].items()), flush=True)
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        name, root, count = sys.argv[2:]
        result = STEPS[name](Path(root), int(count))
        spent = resource.getrusage(resource.RUSAGE_SELF)
        result["cpu_secs"] = spent.ru_utime + spent.ru_stime  # the machine may be busy with other things
        result["peak_mb"] = peak_mb()
        print(json.dumps(result))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
