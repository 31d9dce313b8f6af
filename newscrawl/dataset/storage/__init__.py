"""The files of a dataset: names, lines, checksums, manifest, lock.

In: records as bytes. Out: files that are whole on disk or absent.
Read `layout.py` first, then `jsonl.py`. Everything else in `dataset/` builds on this folder.
"""
