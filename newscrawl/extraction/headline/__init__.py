"""Cleans headlines and finds where the page prints them.

In: raw titles and the page's outline. Out: the headline letter for letter, and the block that prints it.
Read `clean_headline.py` first, then `printed_headline.py`.
"""
