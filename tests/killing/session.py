"""The run's dataset, in a process that dies at the moment of the setting KILL_AT."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from newscrawl.dataset.storage.safe_files import CrashPoint
from newscrawl.extensions.run_session import RunSession
from tests.killing.kill import Kill


class KilledSession(RunSession):
    """Settings: `KILL_AT`, as `Kill` takes it."""

    @classmethod
    def crash_point(cls, settings: BaseSettings) -> CrashPoint:
        """Return what kills this process."""
        return Kill(settings["KILL_AT"])
