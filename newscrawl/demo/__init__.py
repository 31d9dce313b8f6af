"""The demo portal: a Japanese news portal that runs on this machine and has a truth to compare with.

In: a seed, a size, a time. Out: pages over HTTP (`web/`), and the exact records of a perfect crawl (`truth.py`).
Read `newsroom/demo_portal.py` first.
"""
