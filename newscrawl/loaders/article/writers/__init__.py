"""Finds who wrote an article, as its page prints it.

In: the page's blocks, the place of the headline, the text. Out: the people of the sign with the most evidence.
Read `who_wrote.py` first: it weighs the signs around the headline against those at the end of the text and below it.
"""
