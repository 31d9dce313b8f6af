"""What the commands share: output, exit codes, arguments. Scrapy makes a command of every class in `commands/`.

In: arguments and exceptions. Out: results on standard output, one sentence on standard error, the exit code.
Read `output.py` first.
"""
