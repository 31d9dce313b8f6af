"""Spreads tasks over processes of this machine or over a Dask cluster, and gives the results in the order of the tasks.

In: a function that can be pickled, and its tasks. Out: one result a task, in order, in flat memory.
Read `local_workers.py` first, then `cluster_workers.py`. `warm_server.py` starts the processes of both.
"""

from newscrawl.tasks.cluster_workers import ClusterWorkers
from newscrawl.tasks.local_workers import LocalWorkers, Workers, core_count

__all__ = ["ClusterWorkers", "LocalWorkers", "Workers", "core_count"]
