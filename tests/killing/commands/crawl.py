"""`scrapy crawl`, as it is: its dataset kills it."""

from newscrawl.commands import crawl


class Command(crawl.Command):
    pass
