"""Reads who wrote a text.

In: printed bylines, datelines and signatures. Out: `Author` records (name, e-mail address).
Read `read_people.py` first: it decides whether a line is a credit. `east_credits.py` and `west_credits.py` read a line
into a `Credit` (`credit.py`), `plausible_names.py` judges names and houses. `east_words.py`, `west_words.py` and
`name_words.py` are words by role.
"""
