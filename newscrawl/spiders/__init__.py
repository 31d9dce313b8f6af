"""Where to go: one spider, which any portal file drives.

In: a portal file and the run's arguments. Out: requests, and the records that the loaders read from the answers.
Read `portal.py` first, then `parse_decorators.py`: it gives each callback its page.
"""
