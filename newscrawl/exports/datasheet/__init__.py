"""Describes an export to a stranger: what it holds, what is missing, how far to trust it.

In: the exported files and the run reports. Out: `datapackage.json` and a README beside the export.
Read `write_datasheet.py` first.
"""
