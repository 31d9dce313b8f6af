"""The demo portal: a Japanese news portal that runs on this machine.

In: a seed, a size, a time. Out: pages over HTTP (`web/`). The tests have the exact records of a perfect crawl of it.
Read `newsroom/demo_portal.py` first.
"""
