"""Rules: the portal's own and the general ones, compiled once for a site.

In: rules as text (`css:…`, `jsonld:…`). Out: raw values, and for each field the function that reads them.
Read `general_rules.py` first, then `compiled_rules.py`, `site.py`.
"""
