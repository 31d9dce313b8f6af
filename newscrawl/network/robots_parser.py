"""Reads a robots.txt, and its rates as delays."""

from __future__ import annotations

from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.python import to_unicode

LONGEST_SECS = 10**9
"""What a longer time in a rate means, too. A rate may have hundreds of digits."""


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
        return max(delay_secs or 0.0, min(rate.seconds, LONGEST_SECS) / min(rate.requests, LONGEST_SECS))
