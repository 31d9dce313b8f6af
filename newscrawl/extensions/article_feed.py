"""Writes the run's new and changed articles to the files of `-o` and `-O`."""

from __future__ import annotations

from scrapy import Spider
from scrapy.extensions.feedexport import FeedExporter

from newscrawl.extensions.run_session import RunSession


class ArticleFeedExporter(FeedExporter):
    """Scrapy's exporter, which leaves the files of a run that did not begin as they are.

    `-O` replaces its file in every other run, also where nothing is new: then the file is empty, and no program takes
    the articles of an earlier run for those of this one.

    Settings: `NEWSCRAWL_DATASET_ENABLED`.
    """

    async def close_spider(self, spider: Spider) -> None:
        """Finish the files."""
        session = self.crawler.get_extension(RunSession)
        if session is not None and not session.is_open:  # another run holds the dataset, or it cannot be opened
            for slot in self.slots:
                slot.store_empty = False
        await super().close_spider(spider)
