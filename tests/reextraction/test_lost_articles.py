"""Articles that a broken rule lost wholly: their captures are all that is left of them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from newscrawl.dataset.layout import Layout
from newscrawl.dataset.reader import open_dataset
from newscrawl.dataset.verify import verify
from newscrawl.demo.comparison import differences
from newscrawl.demo.portal import DemoPortal
from newscrawl.demo.server import DemoServer
from newscrawl.demo.truth import truth
from tests.crawling import crawl, scrapy, stored
from tests.reextraction.portals import NO_ARTICLE, portals_with


def test_articles_that_a_broken_rule_lost_are_found_in_their_captures(tmp_path: Path) -> None:
    data, right = tmp_path / "data", portals_with(tmp_path / "right")
    broken = portals_with(tmp_path / "broken", NO_ARTICLE)
    with DemoServer(DemoPortal(seed=3, article_count=30)) as server:
        clock = {"NEWSCRAWL_CLOCK_START": server.now.isoformat()}
        crawl(server.url, data, settings={**clock, "NEWSCRAWL_PORTALS_DIR": broken})
        expected = truth(server.portal, server.now, server.base_url)
        kept = {article.article_id for article in stored(data).articles}

        done = scrapy(
            "reextract", "demo", "--apply", "--json", "--jobs", "1", "-s", f"NEWSCRAWL_DATASET_DIR={data}",
            "-s", f"NEWSCRAWL_PORTALS_DIR={right}",
        )  # fmt: skip

    summary = json.loads(done.stdout)
    found = [one for one in open_dataset(data / "demo").articles(latest=True) if one.article_id not in kept]
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
