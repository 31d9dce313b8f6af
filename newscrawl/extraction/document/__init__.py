"""A page as a reader sees it.

In: bytes. Out: `Page`, parsed once, with its outline of blocks, links, pictures and zones.
Read `page.py` first, then `blocks.py`; `zone_evidence.py` decides which part of the page a block is in. Once the
headline is known, `other_articles.py` marks the parts of other articles.
"""
