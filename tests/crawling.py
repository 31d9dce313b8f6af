"""Runs real crawls of the demo portal in subprocesses, and reads what they store."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.items import Article, Observation, RankingEntry
from tests import warm_scrapy

PROJECT = Path(__file__).parent.parent
FAST = {
    "DOWNLOAD_DELAY": 0.001,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS": 8,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "LOG_LEVEL": "WARNING",
}


def scrapy(
    *arguments: str,
    folder: Path | None = None,
    timeout_secs: float = 300,
    settings_module: str = "newscrawl.settings",
) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` as a user would, in the project or in *folder*, in a process of its own that is warm already."""
    return warm_scrapy.run(arguments, folder or PROJECT, _environment(settings_module), timeout_secs)


def crawl(
    url: str, data: Path, *arguments: str, portal: str = "demo", settings: dict[str, Any] | None = None
) -> subprocess.CompletedProcess[str]:
    """Crawl the demo portal at *url* into *data*."""
    return scrapy("crawl", portal, *crawl_options(url, data, settings), *arguments)


def killed_crawl(
    url: str, data: Path, kill_at: str, settings: dict[str, Any] | None = None
) -> subprocess.CompletedProcess[str]:
    """Crawl the demo portal at *url* into *data*, in a process that dies at *kill_at* (`tests.killing`)."""
    options = crawl_options(url, data, {**(settings or {}), "KILL_AT": kill_at})
    return scrapy("crawl", "demo", *options, settings_module="tests.killing.settings")


def crawl_options(url: str, data: Path, settings: dict[str, Any] | None = None) -> list[str]:
    """Return the options of a quick crawl of *url* into *data*."""
    options = ["-a", f"start_url={url}"]
    for name, value in {**FAST, "NEWSCRAWL_DATASET_DIR": data, **(settings or {})}.items():
        options += ["-s", f"{name}={value}"]
    return options


@dataclass(slots=True)
class Stored:
    """What lies on disk."""

    articles: list[Article] = field(default_factory=list)
    rankings: list[RankingEntry] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)


def stored(data: Path, portal: str = "demo") -> Stored:
    """Read every finished file of the dataset strictly."""
    folder = data / portal
    return Stored(
        articles=list(_records(folder / "articles", Article)),
        rankings=list(_records(folder / "rankings", RankingEntry)),
        observations=list(_records(folder / "observations", Observation)),
        reports=[json.loads(path.read_text("utf-8")) for path in sorted((folder / "runs").glob("*.json"))],
    )


def _records(folder: Path, kind: type[Any]) -> list[Any]:
    lines = [line for path in sorted(folder.glob("date=*/*.jsonl")) for line in path.read_bytes().splitlines()]
    return [msgspec.json.decode(line, type=kind) for line in lines]


def start_crawl(url: str, data: Path, settings: dict[str, Any] | None = None) -> warm_scrapy.Started:
    """Begin a crawl of the demo portal in a process of its own, and return that."""
    return start_scrapy("crawl", "demo", *crawl_options(url, data, settings))


def start_scrapy(*arguments: str, folder: Path | None = None) -> warm_scrapy.Started:
    """Start `scrapy` as `scrapy` runs it, and return the process."""
    return warm_scrapy.start(arguments, folder or PROJECT, _environment("newscrawl.settings"))


def _environment(settings_module: str) -> dict[str, str]:
    return {**os.environ, "SCRAPY_SETTINGS_MODULE": settings_module, "PYTHONPATH": str(PROJECT)}
