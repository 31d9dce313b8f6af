"""Which settings a fleet hands to its crawls: a worker has no file of settings."""

from __future__ import annotations

from scrapy.settings import Settings

from newscrawl.commands.fleet import own_settings


def test_settings_of_the_folder_and_of_the_command_line_reach_each_crawl() -> None:
    settings = Settings()
    settings.setmodule("newscrawl.settings", priority="project")
    settings.setdict(
        {"NEWSCRAWL_CONTACT": "mailto:me@example.org", "NEWSCRAWL_REVISE_VISIT_HOURS": [1, 6.5], "DNS_TIMEOUT": 9},
        priority="project",
    )
    settings.set("DOWNLOAD_DELAY", "1.0", priority="cmdline")
    settings.set("LOG_ENABLED", value=False, priority="command")

    assert own_settings(settings) == {
        "NEWSCRAWL_CONTACT": "mailto:me@example.org",
        "NEWSCRAWL_REVISE_VISIT_HOURS": "1,6.5",
        "DNS_TIMEOUT": "9",
        "DOWNLOAD_DELAY": "1.0",
    }
