"""Runs real crawls of the demo portal in subprocesses, and compares what they store with the truth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.demo.truth import Truth, comparable
from newscrawl.items import Article, Observation, RankingEntry

PROJECT = Path(__file__).parent.parent
FAST = {
    "DOWNLOAD_DELAY": 0.001,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS": 8,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "LOG_LEVEL": "WARNING",
}


def scrapy(*arguments: str, folder: Path | None = None, timeout_secs: float = 300) -> subprocess.CompletedProcess[str]:
    """Run `scrapy` as a user would, in the project or in *folder*."""
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=folder or PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=timeout_secs,
        check=False,
    )


def crawl(
    url: str, data: Path, *arguments: str, portal: str = "demo", settings: dict[str, Any] | None = None
) -> subprocess.CompletedProcess[str]:
    """Crawl the demo portal at *url* into *data*."""
    return scrapy("crawl", portal, *crawl_options(url, data, settings), *arguments)


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


def differences(articles: Sequence[Article], truth: Truth) -> list[str]:
    """Return each way in which *articles*, one revision each, are not what *truth* says; empty when they are."""
    found = [f"{name} is missing" for name in truth.articles.keys() - {article.article_id for article in articles}]
    for article in articles:
        expected = truth.articles.get(article.article_id)
        if expected is None:
            found.append(f"{article.article_id} is extra")
            continue
        if article.url not in truth.addresses[article.article_id]:
            found.append(f"{article.article_id}.url: {article.url}")
        found += field_differences(comparable(article), expected)
    found += duplicate_differences(articles, truth)
    if len({article.article_id for article in articles}) != len(articles):
        found.append("an article stands twice")
    return found


def field_differences(got: Any, expected: Any) -> list[str]:
    """Return the fields in which two records differ, with both values."""
    names = [name for name in type(got).__slots__ if getattr(got, name) != getattr(expected, name)]
    return [f"{got.article_id}.{name}: {getattr(got, name)!r}, expected {getattr(expected, name)!r}" for name in names]


def duplicate_differences(articles: Sequence[Article], truth: Truth) -> list[str]:
    """Return where `duplicate_of` is not: null for one of a group of like texts, and its identity for the others."""
    by_id = {article.article_id: article for article in articles}
    clustered = {article_id: cluster for cluster in truth.clusters for article_id in cluster}
    found = []
    for article in articles:
        cluster = clustered.get(article.article_id, frozenset())
        if article.duplicate_of is not None and article.duplicate_of not in cluster:
            found.append(f"{article.article_id} is no duplicate of {article.duplicate_of}")
    for cluster in truth.clusters:
        originals = [name for name in cluster if name in by_id and by_id[name].duplicate_of is None]
        named = {by_id[name].duplicate_of for name in cluster if name in by_id} - {None}
        if len(originals) != 1 or not named <= set(originals):
            found.append(f"{sorted(cluster)}: {len(originals)} originals, named {sorted(map(str, named))}")
    return found


def ranking_differences(rankings: Sequence[RankingEntry], truth: Truth) -> list[str]:
    """Return the positions that are missing, extra or wrong."""
    got = {_place(entry): comparable(entry) for entry in rankings}
    expected = {_place(entry): entry for entry in truth.rankings}
    found = [f"position {place} is missing" for place in expected.keys() - got.keys()]
    found += [f"position {place} is extra" for place in got.keys() - expected.keys()]
    for place in got.keys() & expected.keys():
        found += [f"{place}: {line}" for line in field_differences(got[place], expected[place])]
    if len(got) != len(rankings):
        found.append("a position stands twice")
    return sorted(found)


def _place(entry: RankingEntry) -> tuple[Any, ...]:
    made = comparable(entry)
    return (made.list_kind, made.list_name, made.list_section, made.page_url, made.position)


def start_crawl(url: str, data: Path, settings: dict[str, Any] | None = None) -> subprocess.Popen[bytes]:
    """Begin a crawl of the demo portal in a process of its own, and return that."""
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "demo", *crawl_options(url, data, settings)],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
