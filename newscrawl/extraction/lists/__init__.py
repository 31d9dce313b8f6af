"""Finds headed lists of articles: rankings, related articles, section lists.

In: the page's outline and the printed headings to look for. Out: `ArticleList`, each with its entries in order.
Read `find_lists.py` first: it is the door.
"""
