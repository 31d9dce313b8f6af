"""The dataset as one run writes it, and what the run remembers.

In: records of the pipelines. Out: synced lines first, then the index.
Read `session.py` first: `Session` is the only writer.
"""
