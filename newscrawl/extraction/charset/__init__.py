"""Turns a page's bytes into text.

In: bytes and the `Content-Type` header. Out: `Decoded`, the text and the encoding that gave it.
Read `decode.py`. `frequent_letters.py` is its table: the letters of each language.
"""
