"""Finds an article's text.

In: the page's blocks (`Page.outline`) and the frame of the article. Out: `BodyText`, the paragraphs in their order.
Read `find_body.py` first, then `paragraphs.py`. `line_kinds.py` has what a line is, `other_texts.py` what is of others.
"""
