"""Opens a dataset for a Python program: a folder, or a copy in an object store."""

from __future__ import annotations

from os import PathLike

from newscrawl.dataset.read.reader import OnDamage, open_reader
from newscrawl.frames.portal_dataset import PortalDataset


def open_dataset(place: str | PathLike[str], *, on_damage: OnDamage = "raise") -> PortalDataset:
    """Return the dataset in the folder *place*, or of the copy at an address such as ``s3://bucket/news/kangnam``.

    A copy is mirrored below the user's cache folder first, without captures. Files that are there stay.
    *on_damage*: ``raise``, or go on behind damaged lines. Raises `DatasetError` where there is no dataset.
    """
    if "://" in str(place):
        from newscrawl.remote.mirror import mirror  # needs the extra `remote`

        place = mirror(str(place))
    return PortalDataset(open_reader(place, on_damage=on_damage))
