"""What rules fall back on: structured data, Japanese dates, body text. No clock, no randomness, no network.

In: bytes. Out: a `Page`, and values found on it.
Read `document/page.py` first. The folders are layers: `pyproject.toml` has their order.
"""
