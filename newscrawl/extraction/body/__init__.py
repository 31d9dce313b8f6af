"""Finds an article's text.

In: the page's blocks (`document.outline`) and the frame of the article. Out: `BodyText`, the paragraphs in their order.
Read `find_body.py` first, then `paragraphs.py`. Other folders import `find_body`, `paragraphs`, `script_state`.
"""
