"""Recovers a dataset after a run that did not end.

In: the files that a dead run left. Out: whole files, an index that agrees with them, the dead run's report.
Read `recover.py` first: its docstring lists the steps in order.
"""
