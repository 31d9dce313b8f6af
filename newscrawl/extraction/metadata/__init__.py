"""Reads what a page declares about itself for machines.

In: the parsed tree. Out: JSON-LD nodes, meta tags, microdata and microformats, as raw values.
Each module reads one format; `document.page.Page` calls them when a value is first asked for.
"""
