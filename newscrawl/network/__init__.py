"""What Scrapy's components share about hosts, waits and refusals, and parts of its engine that are replaced here.

In: responses, headers, addresses. Out: waits in seconds, refusals as exceptions with a reason.
Read `refusals.py` first: it lists every reason why a request is not sent.
"""
