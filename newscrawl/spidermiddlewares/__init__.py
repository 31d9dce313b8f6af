"""Between the engine and the spider: which requests are worth sending.

In: what the spider yields. Out: what is new or due; sections stop at known articles.
Read `known.py` first, then `sections.py`. `first_visits.py` gives the order of visits and new articles;
`keep_content.py` keeps lists for a later 304.
"""
