"""Reads list pages and the lists that are on article pages.

In: a `Page` and the portal. Out: `RankingEntry` records and the address of the next page.
Read `section_page.py` first, then `page_lists.py`.
"""
