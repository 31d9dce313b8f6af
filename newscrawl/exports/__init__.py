"""The dataset as files for other programs: Parquet, CSV, JSON Lines, SQLite, each with a datasheet."""

from newscrawl.exports.run import ExportDone, ExportRequest, export
from newscrawl.exports.selection import Selection, time_bound
from newscrawl.exports.target import Target, target_of

__all__ = ["ExportDone", "ExportRequest", "Selection", "Target", "export", "target_of", "time_bound"]
