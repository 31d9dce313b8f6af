"""How much memory this process has taken at most."""

from __future__ import annotations

import re
import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def peak_mb() -> float:
    """Return the largest resident memory of this program in MB.

    `getrusage` keeps what the process that started it had before, so Linux is asked for the program's own.
    """
    match = _PEAK.search(_STATUS.read_text("ascii")) if _STATUS.exists() else None
    return (int(match[1]) if match else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
