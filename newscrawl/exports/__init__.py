"""The dataset as files for other programs: Parquet, CSV, JSON Lines, SQLite, each with a datasheet.

In: a dataset and a selection. Out: files that are whole or absent.
Read `write_export.py` first; `portal_set.py` does many portals.
"""

from newscrawl.exports.portal_set import PortalDone, SetExporter, export_set
from newscrawl.exports.selection import Selection, time_bound
from newscrawl.exports.target import Target, target_of
from newscrawl.exports.write_export import ExportDone, ExportRequest, export

__all__ = [
    "ExportDone",
    "ExportRequest",
    "PortalDone",
    "Selection",
    "SetExporter",
    "Target",
    "export",
    "export_set",
    "target_of",
    "time_bound",
]
