"""Checks a dataset and repairs it.

In: a dataset folder. Out: findings, each with its place.
Read `verify_dataset.py` first, then `repair.py`.
"""
