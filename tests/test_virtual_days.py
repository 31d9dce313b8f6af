"""Days of a portal's life, run after run: the dataset is the truth of each run's time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from newscrawl.dataset.reader import Dataset
from newscrawl.demo.portal import DemoPortal
from newscrawl.demo.series import series_differences
from newscrawl.demo.server import DemoServer
from tests.crawling import crawl

PORTAL = DemoPortal(seed=8, article_count=60, new_article_mins=60)
TIMES = [PORTAL.start + timedelta(hours=hours) for hours in (0, 2, 4, 9, 18, 30, 54, 80)]


def test_after_days_of_runs_every_revision_and_list_is_there_once(tmp_path: Path) -> None:
    with DemoServer(PORTAL) as server:
        for at in TIMES:
            server.set_now(at)
            ended = crawl(server.url, tmp_path, settings={"NEWSCRAWL_CLOCK_START": at.isoformat()})
            assert ended.returncode == 0, ended.stderr[-2000:]
    dataset = Dataset(tmp_path / "demo")
    runs = {report.run_id: at for report, at in zip(dataset.runs(), TIMES, strict=True)}

    found = series_differences(
        PORTAL,
        server.base_url,
        runs,
        articles=dataset.articles(),
        observations=dataset.observations(),
        rankings=dataset.rankings(),
    )

    statuses = {visit.status for visit in dataset.observations()}
    assert found == []
    assert statuses >= {"new", "changed", "unchanged", "gone"}
