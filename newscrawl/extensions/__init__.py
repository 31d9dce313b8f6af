"""What spans a whole run: the dataset session, progress, report and verdict.

In: Scrapy's signals. Out: the run report and the exit code.
Read `run_session.py` first, then `run_report.py` and `verdict.py`.
"""
