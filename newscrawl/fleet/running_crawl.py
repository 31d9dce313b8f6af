"""What the coordinator keeps of a crawl that runs."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from newscrawl.fleet.fleet_file import FleetMember


@dataclass(slots=True)
class RunningCrawl:
    """A crawl that was given to a worker."""

    member: FleetMember
    worker: str
    future: Future[bytes]
    deadline: float
    """Monotonic: a crawl that is not back by then is given up. Its dataset's lock keeps a second one out."""
    before: str
    """The newest reported run when the crawl started."""
    reported_at: float = 0.0
    """Monotonic: when a newer report was first seen; 0 before."""
