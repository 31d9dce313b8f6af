"""Reads printed times.

In: a printed text, the zone of the site and the time of the capture. Out: `ReadTime`, an aware time or a reason.
Read `read_date.py` first: it is the door. docs/dates.md lists the forms.
"""
