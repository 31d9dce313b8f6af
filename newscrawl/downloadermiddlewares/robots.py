"""robots.txt, obeyed whole: no answer means no crawl, and its rates are read as delays."""

from __future__ import annotations

import asyncio
import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.python import to_unicode

from newscrawl.downloadermiddlewares.ending import ROBOTS_UNAVAILABLE, end_run, is_ending
from newscrawl.downloadermiddlewares.refusals import RobotsUnavailableError, RunEndingError
from newscrawl.resolver import refused_names

logger = logging.getLogger(__name__)


class RateRobotParser(ProtegoRobotParser):
    """Scrapy's default parser, whose crawl delay also heeds Request-rate. For the setting ROBOTSTXT_PARSER.

    `Request-rate: 1/10s` is a delay of ten seconds. A rate for some hours of the day counts all day: slower is
    never impolite.
    """

    def crawl_delay(self, user_agent: str | bytes) -> float | None:
        """Return the longer of Crawl-delay and Request-rate in seconds between requests; None where neither is set."""
        delay_secs = super().crawl_delay(user_agent)
        rate = self.rp.request_rate(to_unicode(user_agent))
        if rate is None:
            return delay_secs
        return max(delay_secs or 0.0, rate.seconds / rate.requests)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's RobotsTxtMiddleware, which takes every failure for permission, made to tell failures apart.

    As RFC 9309 has it: a robots.txt that does not exist (any 4xx, except 429) allows everything, and its page is not
    read as rules; one that cannot be had (5xx, 429, no answer, a redirect to a refused address) allows nothing. Then
    the run ends with the reason `robots_unavailable`. robots.txt is asked for anew in every run.

    Settings: ROBOTSTXT_OBEY, ROBOTSTXT_PARSER, ROBOTSTXT_USER_AGENT.
    Stats: newscrawl/robots/unavailable_count; robotstxt/… as Scrapy's.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._is_ending = False
        self._locks: dict[str, asyncio.Lock] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of *request*'s host. Raises `RobotsUnavailableError`, and ends the run, without them."""
        # One at a time: of several requests that wait for one robots.txt, Scrapy 2.19 gives the rules to the first
        # two only, and lets the others through unchecked.
        async with self._locks.setdefault(urlparse_cached(request).netloc, asyncio.Lock()):
            parser = await super().robot_parser(request)
        if parser is None:
            if is_ending(self.crawler):
                raise RunEndingError(f"{request.url}: the run ends before robots.txt was asked for")
            self._end(request)
            raise RobotsUnavailableError(f"{request.url}: robots.txt of its host cannot be had")
        return parser

    def process_response(self, request: Request, response: Response) -> Response:
        """Turn the answer to a request for robots.txt into rules, none, or an error."""
        if not _is_for_robots(request):
            return response
        if response.status == 429 or not 200 <= response.status < 500:
            raise RobotsUnavailableError(f"{response.url}: answered {response.status}")
        return response if response.status < 300 else response.replace(body=b"")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Name what keeps robots.txt away; Scrapy would log it with its whole traceback.

        A refused name is left to `PrivateAddressMiddleware`, which stands behind and names it better.
        """
        is_refused = urlparse_cached(request).hostname in refused_names
        if _is_for_robots(request) and not is_refused and not isinstance(exception, IgnoreRequest):
            raise RobotsUnavailableError(f"{request.url}: {exception}") from exception

    def _end(self, request: Request) -> None:
        if self._is_ending:
            return
        self._is_ending = True
        self.crawler.stats.inc_value("newscrawl/robots/unavailable_count")
        logger.error(
            "Ending the run (%(reason)s): robots.txt of %(netloc)s cannot be had, so nothing may be asked there",
            {"reason": ROBOTS_UNAVAILABLE, "netloc": urlparse_cached(request).netloc},
        )
        end_run(self.crawler, ROBOTS_UNAVAILABLE)


def _is_for_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt")) and (
        urlparse_cached(request).path == "/robots.txt" or any(map(_ends_robots, request.meta.get("redirect_urls", ())))
    )


def _ends_robots(url: str) -> bool:
    return url.endswith("/robots.txt")
