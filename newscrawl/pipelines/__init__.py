"""The path of each item: validated, compared with what is known, checked for duplicates, stored.

In: records of the spider. Out: lines in the dataset, through the run's `Session`.
Read in the order of `settings.ITEM_PIPELINES`.
"""
