"""Reads what a page declares about itself for machines.

In: the parsed tree. Out: JSON-LD nodes, meta tags, microdata and microformats, as raw values.
`jsonld.py` reads scripts, `markup_metadata.py` the rest. `document.page.Page` calls them when a value is first needed.
"""
