"""Every setting, in the order of the flow. docs/settings.md explains the project's own; Scrapy's keep their meaning."""

import sys

from newscrawl.program import commands_module

# Who we are
BOT_NAME = "newscrawl"
NEWSCRAWL_CONTACT = ""  # a URL or address that the portal's owner can write to; part of the user agent
USER_AGENT = "newscrawl/0.1"  # the contact is added by the spider

# Where things are
SPIDER_MODULES = ["newscrawl.spiders"]
SPIDER_LOADER_CLASS = "newscrawl.spiders.spider_loader.PortalSpiderLoader"
COMMANDS_MODULE = commands_module(sys.argv)  # the typed verb alone: to import all commands takes 0.8 CPU s
NEWSCRAWL_PORTALS_DIR = "portals"  # own portal files, from the project's folder; the shipped ones stay

# Where to go
NEWSCRAWL_SPIDER_SECTION_PAGE_COUNT = 5000  # a section that goes on for longer is an endless calendar
DEPTH_LIMIT = 0  # sections are deep by nature: the line above is the limit
NEWSCRAWL_KNOWN_VISIT_COUNT = 1000  # known articles that a run visits again at most …
NEWSCRAWL_KNOWN_VISIT_SHARE = 0.5  # … and of its request budget, where it has one
URLLENGTH_LIMIT = 2000
NEWSCRAWL_SPIDER_SECTION_COUNT = 500  # sections that a run asks for at most
NEWSCRAWL_SPIDER_BARREN_SECTION_COUNT = 10  # after so many sections in a row without a new article no more are followed
NEWSCRAWL_SPIDER_NEAR_EQUAL_SHARE = 0.5  # more articles are near duplicates: links on articles are no longer followed
NEWSCRAWL_READING_PAGE_SECS = 10.0  # of processor time: a page that takes more is given up (too_slow); 0: no limit
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # KnownMiddleware keeps each address once, by article
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"  # one host: no need to balance between hosts
SPIDER_MIDDLEWARES = {
    "newscrawl.spidermiddlewares.first_visits.FirstVisitsMiddleware": 50,  # behind the one that knows what is new
    "newscrawl.spidermiddlewares.known.KnownMiddleware": 100,
    "newscrawl.spidermiddlewares.sections.SectionsMiddleware": 150,
    "newscrawl.spidermiddlewares.keep_content.KeepContentMiddleware": 200,
    "newscrawl.spidermiddlewares.identity.IdentityMiddleware": 300,  # next to the spider: who an article is
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # watches spiders that copy meta: ours none
}

# Manners
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 4  # a graceful stop waits for what is queued here
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0  # seconds; also repairs Scrapy 2.19, which ignores the line above when there is no delay
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
ROBOTSTXT_PARSER = "newscrawl.network.robots_parser.RateRobotParser"  # reads Request-rate, too
NEWSCRAWL_CRAWL_DELAY_MAX_SECS = 900.0  # a portal that asks for a longer Crawl-delay ends the run (exit 6)
NEWSCRAWL_ROBOTS_AGE_MAX_HOURS = 24.0  # a run that goes on for longer asks for robots.txt again
NEWSCRAWL_POLITENESS_BACKOFF_SECS = 2.0  # the first pause after a failure; each further one is twice as long …
NEWSCRAWL_POLITENESS_BACKOFF_MAX_SECS = 120.0  # … up to this
NEWSCRAWL_POLITENESS_PAUSE_MAX_SECS = 900.0  # a portal that asks for a longer pause ends the run (exit 6)
NEWSCRAWL_POLITENESS_FAILURE_MAX_COUNT = 8  # failures of the host in a row after which it is left alone
NEWSCRAWL_POLITENESS_GIVEN_UP_MAX_COUNT = 20  # requests given up in a row after which it is left alone, too
NEWSCRAWL_BUDGET_REQUEST_COUNT = 0  # requests a run, all counted; 0: no limit
NEWSCRAWL_BUDGET_DAY_REQUEST_COUNT = 0  # the same a day of the portal's zone
NEWSCRAWL_QUIET_HOURS = ""  # e.g. 23:00-06:00 in the portal's zone: no run begins or goes on

# The network
TWISTED_REACTOR = "newscrawl.network.bounded_reactor.BoundedReactor"  # a server may send heads without an end
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # at Scrapy's 1 GiB a compressed bomb takes 700 MB of memory
DOWNLOAD_HANDLERS = {
    "http": "newscrawl.network.whole_body_handler.WholeBodyHandler",  # half a page is no page
    "https": "newscrawl.network.whole_body_handler.WholeBodyHandler",
}
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # an article that refreshes itself is still that article
RETRY_TIMES = 2
TWISTED_DNS_RESOLVER = "newscrawl.network.resolver.PublicAddressResolver"  # a spider's own setting would come too late
NEWSCRAWL_REVALIDATE_LIST_COUNT = 24  # after so many answers 304 in a row a list is asked for whole: an ETag may lie
NEWSCRAWL_REVALIDATE_ARTICLE_COUNT = 3  # the same for an article
NEWSCRAWL_REVALIDATE_ENABLED = True  # ETag and Last-Modified are sent back: what has not changed is not sent again
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # lets start pages and redirects leave the portal
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # takes every failure for permission
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # tries again within milliseconds
    "newscrawl.downloadermiddlewares.quiet_hours.QuietHoursMiddleware": 20,
    "newscrawl.downloadermiddlewares.private_address.PrivateAddressMiddleware": 40,
    "newscrawl.downloadermiddlewares.offsite.OffsiteMiddleware": 50,
    "newscrawl.downloadermiddlewares.robots.RobotsMiddleware": 100,
    "newscrawl.downloadermiddlewares.block_pages.BlockPageMiddleware": 200,
    "newscrawl.downloadermiddlewares.retry.RetryMiddleware": 550,
    "newscrawl.downloadermiddlewares.unpack.UnpackMiddleware": 595,  # right before HttpCompressionMiddleware
    "newscrawl.downloadermiddlewares.revalidate.RevalidateMiddleware": 650,
    "newscrawl.downloadermiddlewares.crawl_delay.CrawlDelayMiddleware": 800,
    "newscrawl.downloadermiddlewares.shutdown.ShutdownMiddleware": 810,
    "newscrawl.downloadermiddlewares.capture.CaptureMiddleware": 820,  # next to the network: bodies as they were sent
    "newscrawl.downloadermiddlewares.budget.BudgetMiddleware": 830,  # next to the network: counts what is sent
}

# What is kept
ITEM_PIPELINES = {
    "newscrawl.pipelines.validate.ValidatePipeline": 100,
    "newscrawl.pipelines.revise.RevisePipeline": 200,
    "newscrawl.pipelines.deduplicate.DeduplicatePipeline": 300,
    "newscrawl.pipelines.store.StorePipeline": 400,
}
CONCURRENT_ITEMS = 1  # pipelines are synchronous; at 100, Scrapy starts 101 tasks a response
NEWSCRAWL_REVISE_VISIT_HOURS = [1, 6, 24, 72, 168]  # after publication; then never again
NEWSCRAWL_REVISE_SUSPICIOUS_COUNT = 5  # so many pages in a row that are one; so many visits of a run, and more than …
NEWSCRAWL_REVISE_SUSPICIOUS_SHARE = 0.5  # … so many of them, that read alike: the portal changed, no article did
NEWSCRAWL_DEDUPLICATE_SIMILARITY = 0.7  # of the distinct character 4-grams of two texts, the share in common
NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS = 30  # texts are compared with those captured within so many days

# The dataset
NEWSCRAWL_DATASET_DIR = "data"
NEWSCRAWL_DATASET_ENABLED = True
NEWSCRAWL_DATASET_SYNC_COUNT = 100  # records are synced to disk in groups of so many …
NEWSCRAWL_DATASET_SYNC_SECS = 5.0  # … or after so long
NEWSCRAWL_DATASET_LOCK_WAIT_SECS = 0.0  # how long a run waits for another one to end before it gives up

NEWSCRAWL_CAPTURE_ENABLED = True  # the responses are kept, so that they can be read again by better rules
NEWSCRAWL_CAPTURE_ROTATE_MB = 1000.0  # a capture file that has reached this size is followed by another
# Old capture files are deleted by these two, unless a latest revision was read from them; 0: never
NEWSCRAWL_CAPTURE_KEEP_DAYS = 0  # those that are older
NEWSCRAWL_CAPTURE_KEEP_GB = 0.0  # the oldest of more than that

# The run
EXTENSIONS = {
    "scrapy.extensions.feedexport.FeedExporter": None,  # the next one takes its place
    "newscrawl.extensions.article_feed.ArticleFeedExporter": 0,
    "newscrawl.extensions.printable_log.PrintableLogExtension": 50,  # before the others log
    "newscrawl.network.run_end.RunEnd": 50,  # the middlewares end the run through it
    "newscrawl.extensions.run_report.RunReportExtension": 100,  # writes into the dataset before the next one closes it
    "newscrawl.extensions.run_session.RunSession": 200,
    "newscrawl.extensions.clock_check.ClockCheckExtension": 220,
    "newscrawl.extensions.keep_validators.ValidatorsExtension": 250,
    "scrapy.extensions.logstats.LogStats": None,  # the project's own progress line has more
    "newscrawl.extensions.progress.ProgressExtension": 300,
    "newscrawl.extensions.live_line.LiveLineExtension": 350,
    "newscrawl.extensions.garbage.GarbageExtension": 400,
}
NEWSCRAWL_REPORT_FAILED_SHARE = 0.2  # more requests failed than that: the run failed (exit 1)
NEWSCRAWL_REPORT_BLOCKED_SHARE = 0.1  # more were blocked: exit 4
NEWSCRAWL_REPORT_UNREADABLE_SHARE = 0.5  # more article pages gave no article: the layout has changed (exit 3)
NEWSCRAWL_REPORT_LOST_FIELD_DAYS = 7.0  # the last 20 articles lack what most of so many days have: exit 3; 0: never
NEWSCRAWL_PROGRESS_SECS = 60.0
NEWSCRAWL_PROGRESS_LINE_ENABLED = False  # the command sets it where standard error is a terminal
NEWSCRAWL_GARBAGE_YOUNG_COUNT = 10_000  # new objects between two searches for cycles (Python: 700); 0: Python's habit
NEWSCRAWL_CLOCK_START = ""  # for tests and the demo: the time at which the run's clock starts, ISO 8601 with an offset
WARN_ON_GENERATOR_RETURN_VALUE = False  # mypy finds them; Scrapy reads the callback's source for it at every answer

# What Scrapy writes
LOG_LEVEL = "INFO"
LOG_FORMATTER = "newscrawl.extensions.quiet_log.QuietLogFormatter"  # makes no line that LOG_LEVEL drops
FEED_EXPORT_ENCODING = "utf-8"
FEED_STORE_EMPTY = False  # for -o, which adds to a file; -O writes an empty one
FEED_EXPORTERS = {
    "jsonl": "newscrawl.exporters.RecordLinesExporter",
    "jsonlines": "newscrawl.exporters.RecordLinesExporter",
    "jl": "newscrawl.exporters.RecordLinesExporter",
    "json": "newscrawl.exporters.RecordJsonExporter",
    "csv": "newscrawl.exporters.RecordCsvExporter",
    "xml": "newscrawl.exporters.RecordXmlExporter",
}

# Scrapy's own components but for three, which it would import also where they are off: 0.2 CPU s and 15 MB a process
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": 300,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,
}
COOKIES_ENABLED = False  # an anonymous reader
TELNETCONSOLE_ENABLED = False  # doors stay closed
REMOTE_CONTROL_ENABLED = False  # an HTTP server that runs posted Python
