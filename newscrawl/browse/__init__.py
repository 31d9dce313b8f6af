"""`scrapy browse`: a dataset as pages to search and read, on this machine, without script.

In: finished files of a dataset, by way of a SQLite cache beside them. Out: an ASGI application.
Read `web_app.py` first, then `browse_cache.py`, `cache_tables.py` and `article_cards.py`.
"""
