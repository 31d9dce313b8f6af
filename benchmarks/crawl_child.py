"""One crawl that measures itself: `python -m benchmarks.crawl_child KIND SITE URL FOLDER [URLS]`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, Self

from itemloaders.processors import Join, MapCompose, TakeFirst
from scrapy import Field, Item, Request, Spider, signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.loader import ItemLoader
from scrapy.settings import Settings
from scrapy.spiders import CrawlSpider, Rule
from scrapy.utils.project import get_project_settings

from benchmarks.budget import Sampler
from benchmarks.memory import peak_mb

FAST = {
    "LOG_LEVEL": "WARNING",
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}


OWN = frozenset({"newscrawl", "no captures", "parts"})
"""This project: with captures, without, and with a look at which part of it works."""


class Timing:
    """Measures from the spider's opening to its closing."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.figures: dict[str, Any] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        timing = cls(crawler)
        crawler.signals.connect(timing.opened, signal=signals.spider_opened)
        crawler.signals.connect(timing.closed, signal=signals.engine_stopped)
        return timing

    def opened(self) -> None:
        self.begin, self.cpu = time.perf_counter(), time.process_time()

    def closed(self) -> None:
        secs, cpu_secs = time.perf_counter() - self.begin, time.process_time() - self.cpu
        pages = self.crawler.stats.get_value("downloader/response_count", 0)
        self.figures = {
            "pages": pages,
            "secs": secs,
            "pages_per_sec": pages / secs,
            "cpu_ms_per_page": cpu_secs / pages * 1000,
            "peak_mb": peak_mb(),
        }


class PartsTiming(Timing):
    """Measures the share of each part of this project, too."""

    def opened(self) -> None:
        super().opened()
        self.sampler = Sampler()
        self.sampler.start()

    def closed(self) -> None:
        shares = self.sampler.stop()
        super().closed()
        self.figures["parts"] = shares


class BareSpider(Spider):
    """Downloads the pages that are named, and nothing else."""

    name = "bare"

    async def start(self) -> Any:
        for url in json.loads(Path(self.urls).read_text("utf-8")):
            yield Request(url, self.parse)

    def parse(self, response: Any) -> None:
        return None


class ConventionalItem(Item):
    """About ten fields."""

    url = Field()
    headline = Field()
    author = Field()
    section = Field()
    published_at = Field()
    modified_at = Field()
    body = Field()
    images = Field()
    captions = Field()
    tags = Field()


class ConventionalLoader(ItemLoader):
    """As tutorials do it."""

    default_item_class = ConventionalItem
    default_input_processor = MapCompose(str.strip)
    default_output_processor = TakeFirst()
    body_out = Join("\n\n")


PATTERNS = {
    "demo": ([r"/\d{5}(?:_\d+)?\.html", r"/news/\d{5}"], r"^https?://[^/]+/[a-z]+/(?:page/\d+/)?$"),
    "kotoba": ([r"/kiji/\d{7}$"], r"/bu/[a-z]+(?:\?page=\d+)?$"),
}
"""Site → the addresses of its articles and of its sections."""
_ELSEWHERE = r"^https?://(?!127\.0\.0\.1)"
"""Buttons that share an article name its address behind that of their own site."""
TEXTS = {"demo": "article p::text", "kotoba": ".honbun .dan::text"}
"""Site → its paragraphs."""


class ConventionalSpider(CrawlSpider):
    """Rules with LinkExtractor for sections and articles, an ItemLoader, a feed."""

    name = "conventional"
    follows = False
    rules = ()

    def __init__(self, *args: Any, site: str, **kwargs: Any) -> None:
        self.site = site
        articles, sections = PATTERNS[site]
        self.rules = (
            Rule(LinkExtractor(articles, deny=_ELSEWHERE), callback="parse_article", follow=self.follows),
            Rule(LinkExtractor([sections], deny=_ELSEWHERE)),
        )
        super().__init__(*args, **kwargs)

    def parse_article(self, response: Any) -> Any:
        loader = ConventionalLoader(response=response)
        loader.add_value("url", response.url)
        loader.add_css("headline", "h1::text")
        loader.add_xpath("author", "//meta[@name='author']/@content")
        loader.add_xpath("section", "//meta[@property='article:section']/@content")
        loader.add_xpath("published_at", "//meta[@property='article:published_time']/@content")
        loader.add_xpath("modified_at", "//meta[@property='article:modified_time']/@content")
        loader.add_css("body", TEXTS[self.site])
        loader.add_css("images", "article img::attr(src)")
        loader.add_css("captions", "article figcaption::text")
        loader.add_css("tags", "a[rel=tag]::text")
        yield loader.load_item()


class FollowingSpider(ConventionalSpider):
    """The conventional one, on links of articles too."""

    name = "following"
    follows = True


class TrafilaturaSpider(FollowingSpider):
    """Trafilatura in place of selectors."""

    name = "trafilatura"

    def parse_article(self, response: Any) -> Any:
        from benchmarks.pages import by_trafilatura

        yield {"url": response.url, **by_trafilatura(response.text, response.url)}


SPIDERS = {spider.name: spider for spider in (BareSpider, ConventionalSpider, FollowingSpider, TrafilaturaSpider)}


def settings_for(kind: str, folder: Path) -> Settings:
    """Return the settings of one run."""
    if kind in OWN:
        settings = get_project_settings()
        settings.set("NEWSCRAWL_DATASET_DIR", str(folder))
        settings.set("NEWSCRAWL_PORTALS_DIR", str(Path(__file__).parent / "portals"))
        settings.set("NEWSCRAWL_CAPTURE_ENABLED", kind != "no captures")
    else:
        settings = Settings()
    settings.setdict(FAST, priority="cmdline")
    if kind in {"conventional", "following", "trafilatura"}:
        feed = {str(folder / "out.jsonl"): {"format": "jsonlines"}}
        settings.set("FEEDS", feed, priority="cmdline")
    timing = PartsTiming if kind == "parts" else Timing
    settings.set("EXTENSIONS", {**settings.getdict("EXTENSIONS"), timing: 0}, priority="cmdline")
    return settings


def main(kind: str, site: str, url: str, folder: str, urls: str) -> None:
    """Crawl, and print the figures as one line of JSON."""
    process = CrawlerProcess(settings_for(kind, Path(folder)))
    if kind in OWN:
        crawler = process.create_crawler(site)
        process.crawl(crawler, start_url=url)
    else:
        crawler = process.create_crawler(SPIDERS[kind])
        process.crawl(crawler, start_urls=[url], urls=urls, site=site)
    process.start()
    if kind == "newscrawl":
        name_pages(Path(folder), site)
    if failed := crawler.stats.get_value("spider_exceptions/count", 0):
        raise RuntimeError(f"{kind}: {failed} callbacks failed; what they did not do was not measured")
    timing = crawler.get_extension(PartsTiming if kind == "parts" else Timing)
    assert timing is not None
    print(json.dumps(timing.figures))


def name_pages(folder: Path, site: str) -> None:
    """Write the addresses of all pages that the crawl stored something of, for the bare spider."""
    urls = set()
    for path in folder.glob(f"{site}/*/date=*/*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            urls.add(record.get("page_url") or record["url"])
    (folder / "urls.json").write_text(json.dumps(sorted(urls)), "utf-8")


if __name__ == "__main__":
    main(*(sys.argv[1:] + [""])[:5])
