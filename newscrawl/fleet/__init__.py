"""Many portals crawled by one command, each at its own interval, on this machine or on a Dask cluster.

In: a fleet file, and the run reports of each portal's dataset. Out: crawls, each a process of its own.
Read `coordinator.py` first: it keeps no state, `due.py` takes what is due from the reports.
"""

from newscrawl.fleet.coordinator import Coordinator
from newscrawl.fleet.due import Due, next_run
from newscrawl.fleet.fleet_file import Fleet, FleetMember, load_fleet, members_of

__all__ = ["Coordinator", "Due", "Fleet", "FleetMember", "load_fleet", "members_of", "next_run"]
