"""Whether a file is on a disk of this machine, where processes can share memory through files."""

from __future__ import annotations

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
_LOCAL = frozenset(
    "apfs bcachefs btrfs exfat ext2 ext3 ext4 f2fs jfs nilfs2 ntfs3 overlay ramfs reiserfs tmpfs vfat xfs zfs".split()
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def is_on_local_disk(path: Path, mounts: Path = MOUNTS) -> bool:
    """Return whether *path* is on a file system of this machine alone.

    False for NFS, CephFS, Lustre, FUSE and any other kind that is not known to be local. *mounts*: the list of proc(5);
    a system without it counts as local.
    """
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return True
    best, kind = -1, ""
    resolved = path.resolve()
    for line in lines:
        before, _, after = line.partition(" - ")
        point = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), before.split(" ")[4]))
        if resolved.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return not kind or kind in _LOCAL
