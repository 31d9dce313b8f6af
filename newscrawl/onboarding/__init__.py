"""A portal file from an address alone, and the same look at a portal that has a file.

In: a polite `Asker` and an address, or a portal. Out: a `Draft` (portal, evidence, doubts), or the report of a check.
Read `explore.py` first: what is asked for; then `inference/infer.py`: what follows from it.
"""
