"""A process that exports: `python child.py FOLDER TO [BYTES]`, with files of at most BYTES where given."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from newscrawl.errors import NewscrawlError
from tests.exports.made import exported


def main(folder: str, to: str, limit_bytes: str = "") -> int:
    if limit_bytes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit_bytes), int(limit_bytes)))
    print("ready", flush=True)
    try:
        exported(Path(folder), to)
    except NewscrawlError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
