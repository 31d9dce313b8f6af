"""Reads printed times.

In: a printed text, the zone of the site and the time of the capture. Out: `TimeResult`, an aware time or a reason.
Read `read_times.py` first: it is the door. `days_and_eras.py` finds days (also by era: 令和),
`date_layout.py` the times of day that belong to them. The words and zones are tables beside them.
docs/dates.md lists the forms.
"""
