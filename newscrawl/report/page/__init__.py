"""The report as one HTML file, and the edits as an Atom feed. Every value is escaped where it is written.

In: `Figures`. Out: text in UTF-8 without script, without outside addresses but links to the portal's pages.
Read `report_page.py` first; templates and style sheet are in `templates/`.
"""
