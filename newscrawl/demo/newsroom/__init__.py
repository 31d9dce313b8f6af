"""The content of the demo portal: articles, edits and lists as pure functions of a seed and a time.

In: seed, size, time. Out: `Snapshot`, the lists and articles of that moment.
Read `demo_portal.py` first.
"""
