"""Finds an article's pictures with caption and credit.

In: the blocks from the headline to the end of the text. Out: `Image` records.
Read `read_images.py` first: it is the door.
"""
