"""Compares what many runs stored while the portal misbehaved, and afterwards, with what a perfect crawl stores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newscrawl.demo.newsroom.demo_portal import FIRST_NUMBER, DemoPortal
from newscrawl.demo.newsroom.snapshot import snapshot_at
from newscrawl.demo.web.misbehaviours import ADVERTS, flipped, is_flipping
from newscrawl.items import Article, Observation
from tests.truth import PORTAL, article_record

UNREADABLE = frozenset({"same_text", "notice_200", "all_gone_day"})
"""While the portal does this, no article can be read."""
_READ = frozenset({"new", "changed", "unchanged", "moved"})
_BARE = ("tags", "modified_at")
_COMPARED = ("headline", "body", "authors", "section", "published_at", "images", *_BARE)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a run was, and what the portal did then (`misbehaviours.MISBEHAVIOURS`; empty for nothing)."""

    at: datetime
    misbehaviour: str = ""


def misbehaving_differences(
    portal: DemoPortal,
    base_url: str,
    runs: Mapping[str, Moment],
    *,
    articles: Iterable[Article],
    observations: Iterable[Observation],
) -> list[str]:
    """Return every difference from what a perfect crawl of *runs* (`run_id` → moment) stores; lists are not compared.

    A perfect crawl makes a revision for each edit that it could see, calls gone what is gone, and knows each article
    that it could read once. Of a page that flips between two headlines it may have both, each once.
    """
    revisions: defaultdict[str, list[Article]] = defaultdict(list)
    for record in articles:
        revisions[record.article_id].append(record)
    visits: defaultdict[str, list[Observation]] = defaultdict(list)
    for visit in observations:
        visits[visit.article_id].append(visit)
    found: list[str] = []
    for name in sorted(revisions.keys() | visits.keys()):
        found += _of_article(portal, base_url, runs, name, revisions[name], visits[name])
    return found + list(_of_completeness(portal, runs, revisions.keys()))


def _of_article(
    portal: DemoPortal,
    base_url: str,
    runs: Mapping[str, Moment],
    name: str,
    revisions: list[Article],
    visits: list[Observation],
) -> Iterator[str]:
    index = int(name.rpartition(":")[2]) - FIRST_NUMBER
    known: dict[str, Any] = {}
    wanted: list[tuple[str, dict[str, Any]]] = []
    for visit in visits:
        moment = runs[visit.run_id]
        if visit.status == "gone" and known and portal.is_there(index, moment.at):
            yield f"{name}: called gone at {moment.at}, though it is there"
        if visit.status in _READ:
            given = _given(article_record(portal, index, moment.at, base_url), moment.misbehaviour)
            if {field for field, value in given.items() if known.get(field) != value} - _without_edit(known, given):
                known = known | given
                wanted.append((visit.run_id, known))
    yield from _of_revisions(name, wanted, revisions)


def _without_edit(known: dict[str, Any], given: dict[str, Any]) -> set[str]:
    """Return the fields that show no edit: no tags, and a time, where the theme of all visits so far left both out."""
    hidden = {field for field in _BARE if known and field not in known}
    return {field for field in hidden if field == "modified_at" or not given.get(field)}


def _given(truth: Article, misbehaviour: str) -> dict[str, Any]:
    """Return the fields that the page prints: a bare theme leaves some out, and `3分前に更新` hides a true time."""
    hidden = {"theme_switch": _BARE, "noise_in_body": ("modified_at",)}.get(misbehaviour, ())
    return {field: getattr(truth, field) for field in _COMPARED if field not in hidden}


def _of_revisions(name: str, wanted: list[tuple[str, dict[str, Any]]], revisions: list[Article]) -> Iterator[str]:
    own = [record for record in revisions if not record.headline.startswith(flipped(""))]
    if len(own) != len(wanted):
        yield f"{name}: expected {len(wanted)} revisions ({[run for run, _ in wanted]}), got {len(own)}"
        return
    if len(own) < len(revisions) and not is_flipping(int(name.rpartition(":")[2])):
        yield f"{name}: another article's headline"
    texts = [(record.headline, record.body, record.modified_at, record.tags) for record in revisions]
    if len(set(texts)) < len(texts):
        yield f"{name}: one text is stored more than once"
    for (run_id, fields), record in zip(wanted, own, strict=True):
        for field, value in fields.items():
            got = _without_noise(record.body) if field == "body" else getattr(record, field)
            if got != value:
                yield f"{name} revision {record.revision} of {run_id}, {field}: expected {value!r}, got {got!r}"


def _without_noise(body: str) -> str:
    return "\n\n".join(
        block for block in body.split("\n\n") if block not in ADVERTS and not block.endswith("分前に更新")
    )


def _of_completeness(portal: DemoPortal, runs: Mapping[str, Moment], stored: Iterable[str]) -> Iterator[str]:
    names = set(stored)
    for moment in runs.values():
        if moment.misbehaviour not in UNREADABLE:
            live = (f"{PORTAL}:{FIRST_NUMBER + index}" for index in snapshot_at(portal, moment.at).live)
            yield from (
                f"{name}: not stored, though it could be read at {moment.at}" for name in live if name not in names
            )
