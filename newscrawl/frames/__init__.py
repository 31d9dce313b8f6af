"""A dataset in Python programs: typed records one by one, or as Arrow, Polars and pandas frames, or by SQL.

In: a dataset's files. Out: records and frames with true types, read from the files at each use.
Read `portal_dataset.py` first, then `record_set.py`. Frames need the extra `newscrawl[frames]`.
"""

from newscrawl.frames.edit_rows import Edit
from newscrawl.frames.open_place import open_dataset
from newscrawl.frames.portal_dataset import PortalDataset
from newscrawl.frames.ranking_entries import RankingEntries
from newscrawl.frames.record_set import Records

__all__ = ["Edit", "PortalDataset", "RankingEntries", "Records", "open_dataset"]
