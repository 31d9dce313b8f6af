"""Reads pages in worker processes: from this project's captures, or from WARC files of others.

In: places of captures. Out: extractions, in the order of the places.
Read `worker.py` first for the dataset's own captures, `warc_import.py` for foreign archives.
"""
