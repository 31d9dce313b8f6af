"""What a dataset is worth looking at for: the state of each portal, and one HTML page of figures and charts.

In: the lines, run reports and index of a dataset. Out: `PortalStatus`, a `Report`, its HTML, an Atom feed.
Read `figures/gather.py` first, then `page/report_page.py`; `portal_status.py` is the short form.
"""
