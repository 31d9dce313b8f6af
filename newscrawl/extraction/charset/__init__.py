"""Turns a page's bytes into text.

In: bytes and the `Content-Type` header. Out: `Decoded`, the text and the encoding that gave it.
Read `decode.py` first: it is the door. `plausible_text.py` judges the candidates for it.
"""
