"""The client of a Dask cluster, and its workers."""

from __future__ import annotations

import json
import logging
import time
from pathlib import Path
from typing import Any, cast

from newscrawl.errors import NewscrawlError, WrongUsageError
from newscrawl.program import lacks

SILENT_SECS = 20.0
"""A worker without a heartbeat for so long gets nothing new: it is stopped, or its machine is."""
CONNECT_SECS = 10.0


_FILE_MAX_BYTES = 1 << 20


class ClusterLostError(NewscrawlError):
    """The cluster's scheduler does not answer: what ran there has ended, or will."""


class DaskCluster:
    """A connection to a Dask scheduler, by its address or the file of `dask scheduler --scheduler-file FILE.json`.

    Raises `ClusterLostError` where it does not answer, and `WrongUsageError` for a wrong address.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, KilledWorker  # noqa: PLC0415  an extra
        except ImportError as error:
            raise NewscrawlError(lacks("--on needs Dask", "cluster")) from error
        for name in (
            "distributed",
            "distributed.client",
            "tornado.application",
        ):  # Their tracebacks come here as `ClusterLostError`.
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self.address = address
        self.losses: tuple[type[Exception], ...] = (KilledWorker,)
        """What a call raises that ended its worker again and again."""
        try:
            self._client: Any = cast("Any", Client)(_address(address), timeout=CONNECT_SECS, set_as_default=False)
        except OSError as error:
            raise ClusterLostError(f"{address}: expected a Dask scheduler, got {error}; start it") from error

    def executor(self, **options: Any) -> Any:
        """Return a `concurrent.futures.Executor` whose calls run on the cluster. *options* are those of Dask."""
        return self._client.get_executor(pure=False, **options)

    def workers(self) -> dict[str, dict[str, Any]]:
        """Return address → what the scheduler has on each worker."""
        lost = f"{self.address}: the Dask scheduler does not answer; start it again"
        if self._client.status != "running":
            raise ClusterLostError(lost)
        try:
            found: dict[str, dict[str, Any]] = self._client.scheduler_info(n_workers=-1)["workers"]
        except (OSError, TimeoutError) as error:
            raise ClusterLostError(lost) from error
        return found

    def slots(self) -> dict[str, int]:
        """Return the address of each worker with a fresh heartbeat → its threads."""
        now, found = time.time(), {}
        for address, worker in self.workers().items():
            if now - worker["last_seen"] <= SILENT_SECS and worker["status"] == "running":
                found[address] = int(worker["nthreads"])
        return found

    def close(self) -> None:
        """Leave the scheduler."""
        self._client.close(timeout=CONNECT_SECS)


def _address(printed: str) -> str:
    """Return the address itself, also of a scheduler's file. Raises `OSError` for another or an unfinished file."""
    from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415  an extra

    if not printed.endswith(".json"):
        try:
            get_address_host_port(printed)
        except ValueError as error:
            raise WrongUsageError(f"--on: expected tcp://HOST:PORT or a scheduler's file, got {printed!r}") from error
        return printed
    with Path(printed).open("rb") as file:
        content = file.read(_FILE_MAX_BYTES)
    try:
        address: str = json.loads(content)["address"]
        get_address_host_port(address)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise OSError(f"no scheduler's file ({error})") from error
    return address
