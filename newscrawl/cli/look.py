"""Runs a look at a site from a command: a few polite requests, nothing stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from scrapy.commands import ScrapyCommand

from newscrawl.errors import NewscrawlError
from newscrawl.onboarding.ask import Asker, LookSpider


def look(
    command: ScrapyCommand, url: str, work: Callable[[Asker], Awaitable[Any]], *, limit: int, allows_private: bool
) -> Any:
    """Return what *work* gives, which asks *url*'s site for at most *limit* addresses. Raises `NewscrawlError`."""
    assert command.settings is not None  # noqa: S101  set by whoever runs the command
    assert command.crawler_process is not None  # noqa: S101
    command.settings.set("NEWSCRAWL_ALLOW_PRIVATE_ADDRESSES", allows_private, priority="cmdline")
    command.settings.set("NEWSCRAWL_DATASET_ENABLED", False, priority="cmdline")
    if contact := command.settings["NEWSCRAWL_CONTACT"]:
        agent = f"{command.settings['USER_AGENT']} (+{contact})"
        command.settings.set("USER_AGENT", agent, priority="cmdline")
    result: dict[str, Any] = {}
    command.crawler_process.crawl(LookSpider, work=work, limit=limit, result=result, start_url=url)
    command.crawler_process.start()
    if error := result.get("error"):
        raise error
    if "done" not in result:
        raise NewscrawlError(f"{url}: the look ended before it was done; run it again")
    return result["done"]
