"""Reads what a page declares about itself for machines.

In: the parsed tree. Out: JSON-LD nodes, meta tags, microdata and microformats, as raw values.
Read `declared_data.py`. `Page` calls it when a value is first needed; a rule for a class calls `microformats.py`.
`metadata_words.py` has the names of properties.
"""
