"""The name under which the project asks: its own, and the address at which its user can be reached."""

from __future__ import annotations

from scrapy.settings import BaseSettings


def name_contact(settings: BaseSettings, *, priority: str) -> None:
    """Put `NEWSCRAWL_CONTACT`, where it is set, behind `USER_AGENT`: ``newscrawl/0.1 (+mailto:you@example.org)``."""
    if contact := settings["NEWSCRAWL_CONTACT"]:
        settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})", priority=priority)
