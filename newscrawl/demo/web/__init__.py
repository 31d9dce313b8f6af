"""Serves the demo portal over real HTTP on loopback, with faults on request.

In: a `Snapshot` and a theme. Out: HTTP answers, and a log of the requests.
Read `demo_site.py` first, then `server.py`.
"""
