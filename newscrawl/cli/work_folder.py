"""The folder that `newscrawl init` makes: portal files, settings, a crontab line, systemd units, a .gitignore."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from newscrawl.errors import WrongUsageError
from newscrawl.portals import PORTALS_DIR

_OWN_SETTINGS = "newscrawl_settings"
_SCRAPY_CFG = f"[settings]\ndefault = {_OWN_SETTINGS}\n"
_SETTINGS = '''\
"""The settings of this folder. Those that are not named here keep the default of newscrawl (docs/settings.md)."""

from newscrawl.settings import *

# An address or URL at which the owners of the portals can reach you. It becomes part of the user agent.
NEWSCRAWL_CONTACT = ""
'''
_GITIGNORE = "data/\nlog/\n__pycache__/\n"
_CRONTAB = """\
# Add this line with 'crontab -e': a crawl every ten minutes, which ends before the next one begins.
*/10 * * * *  cd {cron_folder} && {cron_command} crawl kangnam --max-time 9m --logfile log/kangnam.log
"""
_SERVICE = """\
# Copy this file and newscrawl@.timer to /etc/systemd/system/, then: systemctl enable --now newscrawl@kangnam.timer
[Unit]
Description=newscrawl: crawl %i
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={unit_folder}
ExecStart={unit_command} crawl %i --max-time 9m --logfile log/%i.log
# 5: another run holds the dataset; 6: the run goes on next time.
SuccessExitStatus=5 6
TimeoutStopSec=2min
NoNewPrivileges=true
ProtectSystem=strict
ReadWritePaths={unit_path}
"""
_TIMER = """\
[Unit]
Description=newscrawl: crawl %i every ten minutes

[Timer]
OnCalendar=*:0/10
RandomizedDelaySec=60
Persistent=true

[Install]
WantedBy=timers.target
"""


def make_folder(folder: Path) -> tuple[list[Path], list[Path]]:
    """Make *folder*, and in it what is missing; return the files made, and those left as they were.

    Raises `WrongUsageError` where *folder* is a file, and `OSError`.
    """
    if folder.exists() and not folder.is_dir():
        raise WrongUsageError(f"{folder}: expected a folder or a new name, got a file")
    place, command = str(folder.absolute()), _command()
    words = {
        "cron_folder": _for_cron([place]), "cron_command": _for_cron(command),
        "unit_folder": place.replace("%", "%%"), "unit_path": _quoted(place),
        "unit_command": _for_systemd(command), "user": _user(),
    }  # fmt: skip
    made: list[Path] = []
    kept: list[Path] = []
    files = _files(words)
    if not _uses_own_settings(folder / "scrapy.cfg"):
        del files[f"{_OWN_SETTINGS}.py"]
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            kept.append(path)
            continue
        path.write_text(content, "utf-8")
        made.append(path)
    for name in ("data", "log"):
        (folder / name).mkdir(exist_ok=True)
    return made, kept


def _uses_own_settings(project: Path) -> bool:
    """Return whether the `scrapy.cfg` at *project* names the folder's own settings, or is still to be made."""
    return not project.exists() or _OWN_SETTINGS in project.read_text("utf-8", "replace")


def _files(words: dict[str, str]) -> dict[str, str]:
    """Return name → content of each file."""
    return {
        "portals/kangnam.toml": (PORTALS_DIR / "kangnam.toml").read_text("utf-8"),
        "scrapy.cfg": _SCRAPY_CFG,
        f"{_OWN_SETTINGS}.py": _SETTINGS,
        "crontab": _CRONTAB.format(**words),
        "systemd/newscrawl@.service": _SERVICE.format(**words),
        "systemd/newscrawl@.timer": _TIMER,
        ".gitignore": _GITIGNORE,
    }


def _command() -> list[str]:
    """Return the command by its whole path: cron and systemd look in few folders."""
    beside = Path(sys.executable).parent / "newscrawl"
    found = str(beside) if beside.exists() else shutil.which("newscrawl")
    return [found] if found else [sys.executable, "-m", "newscrawl"]


def _for_cron(words: list[str]) -> str:
    """Return words of a shell for a crontab, which takes a bare ``%`` for the end of the line."""
    return shlex.join(words).replace("%", r"\%")


def _for_systemd(words: list[str]) -> str:
    """Return words for ``ExecStart=``, in quotes where one needs them."""
    escaped = (word.replace("$", "$$") for word in words)
    return " ".join(_quoted(word) if re.search(r"[\s%\"'\\]", word) else word for word in escaped)


def _quoted(word: str) -> str:
    """Return *word* of a unit in quotes, where systemd reads ``%`` and backslashes."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _user() -> str:
    return os.environ.get("USER") or os.environ.get("LOGNAME") or "newscrawl"
