"""What counts as an edit: one article's two readings compared, then a run's visits judged together.

In: the known record and the new one. Out: a decision, and what the run holds back.
Read `edit_decision.py` first, then `brake.py`.
"""
