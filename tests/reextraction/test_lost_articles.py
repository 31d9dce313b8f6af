"""Articles that broken rules lost wholly: their captures are all that is left of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec

from newscrawl.clock import Clock
from newscrawl.dataset.read.reader import open_reader
from newscrawl.dataset.storage.jsonl import encode_line, read_lines
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.verify.repair import repair
from newscrawl.dataset.verify.verify_dataset import verify
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.items import Observation
from tests.comparison import differences
from tests.crawling import crawl, scrapy, stored
from tests.dataset.records import START
from tests.truth import truth


def lose(layout: Layout) -> None:
    """Leave the dataset as rules would that read every second article as none: a failed visit, and its capture."""
    for path in layout.folder.glob("articles/*/*.jsonl"):
        path.write_bytes(b"".join(line for _, line in read_lines(path) if not is_lost(msgspec.json.decode(line))))
    for path in layout.folder.glob("observations/*/*.jsonl"):
        visits = [msgspec.json.decode(line, type=Observation) for _, line in read_lines(path)]
        failed = [
            replace(one, status="failed", revision=None) if is_lost(msgspec.to_builtins(one)) else one for one in visits
        ]
        path.write_bytes(b"".join(encode_line(one) for one in failed))
    for path in (layout.index, layout.folder / "manifest.json", *layout.runs.iterdir()):
        path.unlink()
    repair(layout, clock=Clock(START), window_days=30)


def is_lost(record: dict[str, object]) -> bool:
    return int(str(record["article_id"]).partition(":")[2]) % 2 == 0


def test_articles_that_broken_rules_lost_are_found_in_their_captures(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with DemoServer(DemoPortal(seed=3, article_count=30)) as server:
        crawl(server.url, data, settings={"NEWSCRAWL_CLOCK_START": server.now.isoformat()})
        expected = truth(server.portal, server.now, server.base_url)
    lose(Layout(data / "demo"))
    kept = {article.article_id for article in stored(data).articles}

    done = scrapy("reextract", "demo", "--apply", "--json", "--jobs", "1", "-s", f"NEWSCRAWL_DATASET_DIR={data}")

    summary = json.loads(done.stdout)
    found = [one for one in open_reader(data / "demo").articles(latest=True) if one.article_id not in kept]
    lost_count = len(expected.articles) - len(kept)
    told = sum(summary["still_unread"]["counts"].values())
    assert lost_count > 5
    assert len(found) == summary["outcomes"]["found"] == lost_count - told
    assert all(one.revision == 1 and one.reextracted_from is None and one.captures for one in found)
    whole = [line for line in differences(expected, found, expected.rankings) if not line.endswith("not stored")]
    assert [line for line in whole if "expected one first" not in line] == []
    assert verify(Layout(data / "demo")).findings == ()
    visits = [visit for visit in stored(data).observations if visit.article_id in {one.article_id for one in found}]
    assert Counter(visit.status for visit in visits) == {"failed": len(found), "new": len(found)}
    assert all(visit.next_visit_at for visit in visits)
