"""Counts what a run does, judges it, and writes `runs/<run_id>.json`."""

from __future__ import annotations

import logging
import platform
import resource
import sys
from collections import Counter, defaultdict
from datetime import datetime
from importlib.metadata import version
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.dataset.revisions.edit_decision import is_kept
from newscrawl.dataset.run.field_regression import lost_fields
from newscrawl.dataset.run.section_state import section_state
from newscrawl.dataset.storage.report_file import FieldCoverage, RunReport, SectionCoverage
from newscrawl.errors import DatasetError
from newscrawl.extensions.run_session import RunSession
from newscrawl.extensions.verdict import NOT_FOR_ALL, Judgement, RunFacts, Shares, judge
from newscrawl.extensions.visit_findings import layout_findings, suspicions, visit_coverage
from newscrawl.items import Article, MissedPage, Ranking
from newscrawl.network.refusals import UNANSWERED

logger = logging.getLogger(__name__)

PACKAGES = ("newscrawl", "scrapy", "lxml", "parsel", "msgspec", "rensa")
"""What shapes the data."""

SETTINGS = (
    "USER_AGENT ROBOTSTXT_OBEY DOWNLOAD_DELAY AUTOTHROTTLE_ENABLED CONCURRENT_REQUESTS_PER_DOMAIN DOWNLOAD_MAXSIZE "
    "CLOSESPIDER_TIMEOUT NEWSCRAWL_BUDGET_REQUEST_COUNT NEWSCRAWL_SPIDER_SECTION_PAGE_COUNT "
    "NEWSCRAWL_REVISE_VISIT_HOURS NEWSCRAWL_REVISE_SUSPICIOUS_COUNT NEWSCRAWL_REVISE_SUSPICIOUS_SHARE "
    "NEWSCRAWL_DEDUPLICATE_SIMILARITY NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS "
    "NEWSCRAWL_CLOCK_START"
).split()
"""The settings that matter for the data."""

_PRIVATE = tuple(f"newscrawl/private_address/refused_count/{how}" for how in ("literal", "resolved"))

COVERED = (
    "headline authors section tags published_at modified_at lead body images related language comment_count view_count "
    "is_paywalled"
).split()

_NO_FAULT_OF_RULES = frozenset({"unavailable", *NOT_FOR_ALL})
"""Why a page is no article although its rules fit: the site's own notice is in the place of the text."""
_UNNAMED = {"related": "lists"}
"""Field → the rules that give it, where a record's `sources` do not name them; as 'extract --explain' prints it."""


class RunReportExtension:
    """Keeps the run's facts from Scrapy's signals; at the end judges them and writes the report.

    Settings: `NEWSCRAWL_REPORT_FAILED_SHARE`, `NEWSCRAWL_REPORT_BLOCKED_SHARE`, `NEWSCRAWL_REPORT_UNREADABLE_SHARE`,
    `NEWSCRAWL_REPORT_LOST_FIELD_DAYS`.
    Must be before the extension that closes the dataset.
    """

    def __init__(self, crawler: Crawler, *, shares: Shares, lost_field_days: float) -> None:
        self.crawler = crawler
        self.shares = shares
        self.lost_field_days = lost_field_days
        self.facts = RunFacts()
        self.judgement: Judgement | None = None
        self.is_closing = False
        self.started_at: datetime | None = None
        self.requests: Counter[str] = Counter()
        self.section_pages: dict[str, Counter[str]] = defaultdict(Counter)
        """Address of a section's first page → pages asked for and read, articles listed and stored."""
        self.section_labels: dict[str, str] = {}
        self.section_of_page: dict[str, str] = {}
        self.field_sources: dict[str, Counter[str]] = defaultdict(Counter)
        self.fields_found: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to the run's signals."""
        settings = crawler.settings
        if not settings.getbool("NEWSCRAWL_DATASET_ENABLED"):
            raise NotConfigured  # the dataset is switched off
        shares = Shares(
            failed=settings.getfloat("NEWSCRAWL_REPORT_FAILED_SHARE"),
            blocked=settings.getfloat("NEWSCRAWL_REPORT_BLOCKED_SHARE"),
            unreadable=settings.getfloat("NEWSCRAWL_REPORT_UNREADABLE_SHARE"),
        )
        report = cls(crawler, shares=shares, lost_field_days=settings.getfloat("NEWSCRAWL_REPORT_LOST_FIELD_DAYS"))
        connect = crawler.signals.connect
        connect(report.spider_opened, signal=signals.spider_opened)
        connect(report.request_scheduled, signal=signals.request_scheduled)
        connect(report.request_sent, signal=signals.request_reached_downloader)
        connect(report.item_scraped, signal=signals.item_scraped)
        connect(report.item_error, signal=signals.item_error)
        connect(report.spider_error, signal=signals.spider_error)
        connect(report.spider_closed, signal=signals.spider_closed)
        return report

    @property
    def session(self) -> RunSession:
        """The run's dataset."""
        session = self.crawler.get_extension(RunSession)
        if session is None:
            raise NotConfigured(
                "EXTENSIONS: expected newscrawl.extensions.run_session.RunSession beside the run report"
            )
        return session

    # Facts

    def spider_opened(self) -> None:
        """Begin."""
        self.started_at = self.session.clock.now()

    def request_scheduled(self, request: Request) -> None:
        """Note how far a section must be read."""
        meta = request.meta
        if meta.get("kind") == "section" and not meta.get("is_read_again"):
            self.section_labels[meta["section_url"]] = meta["section"]
            self.section_pages[meta["section_url"]]["asked"] += 1

    def request_sent(self, request: Request) -> None:
        """Count what is really asked for; a request without a kind is robots.txt."""
        self.requests[request.meta.get("kind", "robots")] += 1

    def item_scraped(self, item: Any, response: Response | None) -> None:
        """Count what was read."""
        if isinstance(item, Article):
            self._count_article(item)
        elif isinstance(item, Ranking) and response is not None:
            self._count_list(item, response.meta)
        elif (
            isinstance(item, MissedPage)
            and item.kind == "article"
            and item.http_status == 200
            and item.fate == "failed"
            and item.reason not in _NO_FAULT_OF_RULES
        ):
            self.facts.articles_unreadable += 1

    def _count_article(self, article: Article) -> None:
        self.facts.articles_read += 1
        for place in article.found_in:
            if section_url := self.section_of_page.get(place.page_url):
                self.section_pages[section_url]["stored"] += 1
        for name in COVERED:
            if getattr(article, name) not in (None, "", ()) and not is_kept(article, name):
                self.fields_found[name] += 1
                self.field_sources[name][article.sources.get(name, _UNNAMED.get(name, "unknown"))] += 1

    def _count_list(self, ranking: Ranking, meta: dict[str, Any]) -> None:
        kind = ranking.entries[0].list_kind
        if kind == "front_page":
            self.facts.list_entries += len(ranking.entries)
        elif kind == "section_page":
            self.facts.list_entries += len(ranking.entries)
            counts = self.section_pages[meta["section_url"]]
            self.section_of_page[ranking.entries[0].page_url] = meta["section_url"]
            counts["read"] += 1
            counts["articles"] += len(ranking.entries)

    def item_error(self, failure: Failure) -> None:
        """Count an exception of a pipeline. A dataset that refuses records ends the run: nothing more can be kept."""
        error = failure.value
        if isinstance(error, DatasetError | OSError):
            self.session.refuse(error)
        else:
            self.facts.exceptions[type(error).__name__] += 1

    def spider_error(self, failure: Failure) -> None:
        """Count an exception of a callback."""
        self.facts.exceptions[type(failure.value).__name__] += 1

    # The end

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Judge the run, and write its report unless the dataset is another run's."""
        self.is_closing = True
        session = self.session
        self._gather(session, reason)
        self.facts.wrong_usage = str(getattr(spider, "wrong_usage", ""))
        self.judgement = judge(self.facts, self.shares)
        if session.is_open:
            self._write(session, spider)

    def _gather(self, session: RunSession, reason: str) -> None:
        facts = self.facts
        facts.close_reason = reason
        facts.dataset = str(session.layout.folder)
        facts.was_opened = session.is_open
        facts.why_down = next((why for why in UNANSWERED if self._stat(f"newscrawl/robots/no_answer_count/{why}")), "")
        if session.refusal is not None:
            facts.dataset_error = str(session.refusal)
        elif not facts.dataset_error:
            try:
                session.flush()
            except (DatasetError, OSError) as error:
                facts.dataset_error = str(error)
        if reason == "finished":
            session.fates.settle_rest("failed", "lost")  # a fault of ours: a run that ended by itself has every fate
        else:
            session.fates.settle_rest("budget")
        facts.private_count = sum(map(self._stat, _PRIVATE))
        facts.fates.update(session.fates.counts())
        kinds = session.fates.counts_by_kind()
        facts.sections_seen = sum(kinds.get("section", {}).values())
        facts.has_section_rules = self.crawler.settings.getbool("NEWSCRAWL_PORTAL_HAS_SECTIONS")
        facts.front_pages_read = kinds.get("front_page", {}).get("read", 0)
        if "front_page" not in kinds:  # a portal of feeds and sitemaps alone: they replace the front page
            facts.front_pages_read = sum(kinds.get(kind, {}).get("read", 0) for kind in ("feed", "sitemap"))
            facts.list_entries = sum(kinds.get("article", {}).values()) + kinds.get("sitemap", {}).get("known", 0)
        facts.article_fates.update(kinds.get("article", {}))
        facts.failures.update(session.fates.failures())
        facts.visit_findings = layout_findings(session.visits)
        facts.suspicions = suspicions(session.visits, articles_read=facts.articles_read)
        facts.returned_count = session.visits.returned.count
        facts.lost_fields = lost_fields(
            session.layout, self._fields(), now=session.clock.now(), days=self.lost_field_days
        )

    def _stat(self, name: str) -> int:
        count: int = self.crawler.stats.get_value(name, 0)
        return count

    def _write(self, session: RunSession, spider: Spider) -> None:
        try:
            session.write_report(self._report(session, spider))
        except (DatasetError, OSError) as error:
            logger.error("the report could not be written: %(error)s", {"error": error})  # noqa: TRY400
            self.facts.dataset_error = self.facts.dataset_error or str(error)
            self.judgement = judge(self.facts, self.shares)

    def _report(self, session: RunSession, spider: Spider) -> RunReport:
        assert self.judgement is not None  # noqa: S101  the caller has judged
        stats = self.crawler.stats
        prefix = "downloader/response_status_count/"
        statuses = {
            key.removeprefix(prefix): value for key, value in stats.get_stats().items() if key.startswith(prefix)
        }
        if errors := stats.get_value("downloader/exception_count", 0):
            statuses["error"] = errors
        return RunReport(
            portal=session.portal,
            run_id=session.run_id,
            started_at=self.started_at or session.clock.now(),
            finished_at=session.clock.now(),
            verdict=self.judgement.verdict,
            exit_code=self.judgement.exit_code,
            reasons=(self.judgement.sentence,),
            versions={"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
            settings={name: self.crawler.settings.get(name) for name in SETTINGS},
            arguments=getattr(spider, "given_arguments", {}),
            requests_by_kind=dict(sorted(self.requests.items())),
            responses_by_status=dict(sorted(statuses.items())),
            records=dict(sorted(session.record_counts.items())),
            captures=session.captures.counts(),
            sections=self._sections(),
            fields=self._fields(),
            visits=visit_coverage(session.visits),
            seen_count=session.fates.seen_count,
            fates=dict(sorted(self.facts.fates.items())),
            failures=dict(sorted(self.facts.failures.items())),
            request_bytes=stats.get_value("downloader/request_bytes", 0),
            response_bytes=stats.get_value("downloader/response_bytes", 0),
            peak_memory_bytes=peak_memory_bytes(),
            recovery=session.recovery,
        )

    def _sections(self) -> tuple[SectionCoverage, ...]:
        return tuple(
            SectionCoverage(
                section=self.section_labels[section_url],
                page_count=counts["read"],
                article_count=counts["articles"],
                stored_count=counts["stored"],
                is_complete=counts["read"] == counts["asked"] and section_state(self.session, section_url).is_complete,
            )
            for section_url, counts in self.section_pages.items()
        )

    def _fields(self) -> dict[str, FieldCoverage]:
        return {
            name: FieldCoverage(
                found_count=self.fields_found[name],
                record_count=self.facts.articles_read,
                sources=dict(self.field_sources[name].most_common()),
            )
            for name in COVERED
        }


def peak_memory_bytes() -> int:
    """Return the largest resident size that this process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
