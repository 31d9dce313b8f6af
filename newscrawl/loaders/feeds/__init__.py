"""Reads feeds and sitemaps.

In: XML bytes from strangers. Out: `Feed`, the addresses with what the feed gives for each.
Read `feed.py` first.
"""
