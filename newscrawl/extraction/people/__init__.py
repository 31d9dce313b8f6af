"""Reads who wrote a text.

In: printed bylines, datelines and signatures. Out: `Author` records (name, e-mail address).
Read `read_people.py` first: it is the door. `byline_forms.py` prepares the text, `plausible_names.py` judges the names.
"""
