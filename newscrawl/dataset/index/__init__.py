"""The SQLite index: a cache of the lines that answers what is known. It can always be rebuilt.

In: lines. Out: known articles, due visits, near duplicates.
Read `index.py` first, then `sync.py`. `text_signatures.py` finds nearly equal texts.
"""
