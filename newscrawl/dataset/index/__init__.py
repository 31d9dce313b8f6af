"""The SQLite index: a cache of the lines that answers what is known. It can always be rebuilt.

In: lines. Out: known articles, due visits, near duplicates.
Read `index.py` first: it also finds nearly equal texts. `sync.py` has whether it can be trusted, and its rebuild.
"""
