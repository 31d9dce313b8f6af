"""robots.txt, obeyed whole: no answer means no crawl."""

from __future__ import annotations

import asyncio
import logging
import time
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawl.network.refusals import RefusedRequestError, RobotsUnavailableError, RunEndingError, unanswered_reason
from newscrawl.network.resolver import refused_names
from newscrawl.network.robots_cache import RULES, START_BYTES, RobotsTexts
from newscrawl.network.run_end import ROBOTS_UNAVAILABLE, end_run, is_ending

logger = logging.getLogger(__name__)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's RobotsTxtMiddleware, which takes every failure for permission, changed to distinguish failures.

    As RFC 9309 has it: a robots.txt that does not exist (any 4xx, except 429) allows everything, and its page is not
    read as rules. One that cannot be fetched (5xx, 429, no whole answer, a redirect to a refused or odd address)
    allows nothing. Where that is a host and port of the portal's start pages, the run ends with the reason
    `robots_unavailable`, and all requests are left to the next run, since none was sent; elsewhere (a redirect can lead
    to any port) only the requests to it are refused.

    Every run asks for it, and a run of more than NEWSCRAWL_ROBOTS_AGE_MAX_HOURS asks again; with the ETag and
    Last-Modified that it had before, so that 304 brings back the text that is kept. Without such an answer the kept
    text is never used, however young it is.

    Settings: ROBOTSTXT_OBEY, ROBOTSTXT_PARSER, ROBOTSTXT_USER_AGENT, NEWSCRAWL_ROBOTS_AGE_MAX_HOURS.
    Stats: newscrawl/robots/unavailable_count, newscrawl/robots/no_answer_count/<why>; robotstxt/… as Scrapy's.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._texts = RobotsTexts(crawler)
        self._parser_class = load_object(crawler.settings.get("ROBOTSTXT_PARSER"))
        self._age_max_secs = 3600 * crawler.settings.getfloat("NEWSCRAWL_ROBOTS_AGE_MAX_HOURS")
        self._locks: dict[str, asyncio.Lock] = {}
        self._read: dict[str, tuple[RobotParser, float]] = {}
        """Host with port → its rules, and when they were asked for (`time.monotonic`)."""
        self._unavailable: set[str] = set()
        """Hosts with port whose robots.txt cannot be fetched."""

    async def robot_parser(self, request: Request) -> RobotParser:
        """Return the rules of *request*'s host. Raises `RefusedRequestError` without them."""
        netloc = urlparse_cached(request).netloc
        # One at a time: of several requests that wait for one robots.txt, Scrapy 2.19 gives the rules to the first
        # two only, and lets the others through unchecked.
        async with self._locks.setdefault(netloc, asyncio.Lock()):
            if netloc in self._unavailable:
                raise self._refusal(request)
            read = self._read.get(netloc)
            if read is None or time.monotonic() - read[1] > self._age_max_secs:
                read = self._read[netloc] = await self._ask(request), time.monotonic()
        return read[0]

    async def _ask(self, request: Request) -> RobotParser:
        """Ask the host of *request* for its robots.txt."""
        assert self.crawler.engine is not None  # noqa: S101  it is what sends requests
        parts = urlparse_cached(request)
        asked = Request(
            f"{parts.scheme}://{parts.netloc}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True, "rules": RULES, "start_bytes": START_BYTES},
            callback=NO_CALLBACK,
        )
        self.crawler.stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(asked)
        except IgnoreRequest as error:
            if is_ending(self.crawler):
                raise RunEndingError(f"{request.url}: the run ends before robots.txt was read") from error
            self._miss(parts.netloc, why_down=unanswered_reason(error))
            raise self._refusal(request) from error
        return await self._parsed(response, request)

    async def _parsed(self, response: Response, request: Request) -> RobotParser:
        self.crawler.stats.inc_value("robotstxt/response_count")
        self.crawler.stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        parser: RobotParser = build_from_crawler(self._parser_class, self.crawler, response.body)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return parser

    def process_response(self, request: Request, response: Response) -> Response:
        """Turn the answer to a request for robots.txt into rules, none, or an error."""
        if not _is_for_robots(request):
            return response
        if response.status == 304:
            text = self._texts.kept(request)
            if text is None:
                raise RobotsUnavailableError(f"{response.url}: answered 304 without having been asked for changes")
            return response.replace(body=text)
        if response.status == 429 or not (200 <= response.status < 300 or 400 <= response.status < 500):
            raise RobotsUnavailableError(f"{response.url}: answered {response.status}")
        return response.replace(body=self._texts.keep(response) if response.status < 300 else b"")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Name what keeps robots.txt away; Scrapy would log it with its whole traceback.

        A refused name is left to `PrivateAddressMiddleware`, which is behind and names it better.
        """
        is_unresolved = isinstance(exception, CannotResolveHostError)
        is_refused = is_unresolved and urlparse_cached(request).hostname in refused_names
        if _is_for_robots(request) and not is_refused and not isinstance(exception, IgnoreRequest):
            raise RobotsUnavailableError(f"{request.url}: {exception}") from exception

    def _refusal(self, request: Request) -> RefusedRequestError:
        message = f"{request.url}: robots.txt of its host cannot be fetched"
        return RunEndingError(message) if is_ending(self.crawler) else RobotsUnavailableError(message)

    def _miss(self, netloc: str, *, why_down: str) -> None:
        """Note that nothing may be asked at *netloc*, and end the run where that is the portal."""
        self._unavailable.add(netloc)
        self.crawler.stats.inc_value("newscrawl/robots/unavailable_count")
        if why_down:
            self.crawler.stats.inc_value(f"newscrawl/robots/no_answer_count/{why_down}")
        starts = getattr(self.crawler.spider, "start_urls", None)
        if starts and netloc not in {urlsplit(url).netloc for url in starts}:
            logger.warning("could not fetch robots.txt of %(netloc)s: nothing is asked there", {"netloc": netloc})
            return
        what = "no answer from" if why_down else "could not fetch robots.txt of"
        logger.warning(
            "Ending the run (%(reason)s): %(what)s %(netloc)s, so nothing is asked there",
            {"reason": ROBOTS_UNAVAILABLE, "what": what, "netloc": netloc},
        )
        end_run(self.crawler, ROBOTS_UNAVAILABLE)


def _is_for_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt")) and (
        urlparse_cached(request).path == "/robots.txt" or any(map(_ends_robots, request.meta.get("redirect_urls", ())))
    )


def _ends_robots(url: str) -> bool:
    return url.endswith("/robots.txt")
