"""What the downloader middlewares share about hosts, waits and refusals.

In: responses, headers, addresses. Out: waits in seconds, refusals as exceptions with a reason.
Read `refusals.py` first: it lists every reason why a request is not sent.
"""
