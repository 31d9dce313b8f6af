"""Reads printed times.

In: a printed text, the zone of the site and the time of the capture. Out: `TimeResult`, an aware time or a reason.
Read `read_times.py` first: it is the door. `find_days.py` finds days (also by era: 令和), `resolve_day.py` their year.
docs/dates.md lists the forms.
"""
