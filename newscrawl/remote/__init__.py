"""Copies of a dataset in an object store: S3, GCS, Azure, or a folder as `file://`.

In: a dataset and the address of a bucket. Out: the finished files there; the manifest that names them is written last.
Read `push_dataset.py` first. It needs the extra `newscrawl[remote]`.
"""

from newscrawl.remote.check_copy import check_copy
from newscrawl.remote.mirror import mirror
from newscrawl.remote.push_dataset import PushDone, push

__all__ = ["PushDone", "check_copy", "mirror", "push"]
