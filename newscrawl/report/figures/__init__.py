"""The figures of a report, counted in one walk over each kind of lines: no text is kept that is not shown.

In: a dataset and a window of days. Out: `Figures`. Memory: the edited articles of the window without their texts.
Read `gather.py` first.
"""
