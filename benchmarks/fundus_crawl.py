"""Fundus crawls the second site, by its sitemap and a parser written for it: `PYTHON benchmarks/fundus_crawl.py URL`.

PYTHON is that of an environment of its own (`make .venv-fundus`): Fundus needs an older lxml than this project has.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from urllib.parse import urljoin

from fundus import Crawler, Sitemap
from fundus.parser import ArticleBody, BaseParser, Image, ParserProxy, attribute
from fundus.parser.utility import (
    extract_article_body_with_selector,
    generic_author_parsing,
    generic_date_parsing,
    image_extraction,
)
from fundus.publishers.base_objects import Publisher
from lxml.etree import XPath

from benchmarks.memory import peak_mb

_PARAGRAPHS = XPath("//div[@class='honbun']/div[@class='dan']")


class KotobaParser(ParserProxy):
    """What the conventional spider reads, as Fundus's own parsers do."""

    class V1(BaseParser):
        """The only form that the site has."""

        @attribute
        def body(self) -> ArticleBody | None:
            return extract_article_body_with_selector(self.precomputed.doc, paragraph_selector=_PARAGRAPHS)

        @attribute
        def authors(self) -> list[str]:
            return generic_author_parsing(self.precomputed.meta.get("author"))

        @attribute
        def publishing_date(self) -> datetime | None:
            return generic_date_parsing(self.precomputed.meta.get("article:published_time"))

        @attribute
        def title(self) -> str | None:
            return self.precomputed.meta.get("og:title")

        @attribute
        def images(self) -> list[Image]:
            return image_extraction(
                doc=self.precomputed.doc,
                paragraph_selector=_PARAGRAPHS,
                image_selector=XPath("//div[@id='kiji-oku']//img"),
                upper_boundary_selector=XPath("//div[@id='kiji-oku']"),
                caption_selector=XPath("./following-sibling::div[@class='kyapu']"),
            )


def main(url: str) -> None:
    """Crawl, and print the figures as one line of JSON, in the form of `crawl_child.py`."""
    publisher = Publisher("ことば日報", url, KotobaParser, [Sitemap(urljoin(url, "/sitemap.xml"))])
    crawler = Crawler(publisher, delay=0.0, ignore_robots=True)
    begin, cpu = time.perf_counter(), time.process_time()
    pages = sum(bool(article.title and article.body) for article in crawler.crawl(error_handling="raise"))
    secs, cpu_secs = time.perf_counter() - begin, time.process_time() - cpu
    figures = {
        "pages": pages,
        "secs": secs,
        "pages_per_sec": pages / secs,
        "cpu_ms_per_page": cpu_secs / pages * 1000,
        "peak_mb": peak_mb(),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1])
