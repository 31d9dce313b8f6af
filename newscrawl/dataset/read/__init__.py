"""Reads a dataset: records, edits, ranking series. It writes nothing and needs no lock.

In: a dataset folder. Out: typed records, one by one.
Read `reader.py` first: `open_reader` is the door.
"""
