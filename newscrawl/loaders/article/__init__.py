"""Reads an article page.

In: a `Page` and the portal. Out: `Extraction`, the article with its lists, or the reason why the page is no article.
Read `load_article.py` first: it is the door.
"""
