"""The verbs of the command line: one module a verb, named by it. Scrapy makes a command of each class here.

In: arguments. Out: results on standard output and an exit code. What commands share is in `cli/`.
Read `crawl.py` first.
"""

from newscrawl.cli.output import end_quietly_on_interrupt

end_quietly_on_interrupt()  # Scrapy imports this package first: a Ctrl-C may come long before a command runs
