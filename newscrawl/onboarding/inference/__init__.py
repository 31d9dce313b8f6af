"""From what was seen of a site to a portal file: addresses, lists, fields, facts, each with its evidence.

In: `Seen`. Out: a `Draft`.
Read `infer.py` first.
"""
