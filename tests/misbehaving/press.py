"""A portal of eight articles on a real HTTP server, which misbehaves as a kind says, and what a perfect dataset holds."""

from __future__ import annotations

import html
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl.items import Article
from tests.crawling import Stored, crawl, stored
from tests.downloadermiddlewares.conftest import Answer, Server
from tests.misbehaving.story import COUNT, EDITED, EDITED_AT, START, Story, edit, front_page, original, printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request for an article."""

    now: datetime
    run: int
    nth: int
    """How often the page was asked for before."""
    url: str
    path: str
    headers: Mapping[str, str]
    stories: tuple[Story, ...]


Alter = Callable[[Story, Ask], Story | Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One way to misbehave."""

    alter: Alter
    runs: tuple[tuple[float, bool], ...] = ((0, False), (2, True), (4, True), (30, False))
    """Hour of each run, and whether the portal misbehaves then."""
    codes: frozenset[int] = frozenset({0, 3})
    """What the runs may end with while it misbehaves."""
    revisions: Mapping[int, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """Article → what each later revision changes, in place of the edit alone."""
    gone: frozenset[int] = frozenset()
    """Articles that visits may find gone."""
    others: frozenset[str] = frozenset()
    """Articles that the portal made itself, by another number."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    front: Callable[[Ask], Answer | None] = lambda ask: None
    noted: str = ""
    """A name among the counts of visits in a report of a bad run, or words of its reasons."""


@dataclass(slots=True)
class Press:
    """The portal while one kind of it lives."""

    kind: Kind
    server: Server
    now: datetime = START
    run: int = 0
    misbehaves: bool = False
    asked: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def stories(self) -> tuple[Story, ...]:
        found = [original(index, self.server.url) for index in range(COUNT)]
        if self.now >= EDITED_AT:
            found[EDITED] = replace(found[EDITED], **edit(found[EDITED]))
        return tuple(found)

    def answer(self, path: str, _nth: int, headers: dict[str, str]) -> Answer:
        stories = self.stories()
        ask = Ask(now=self.now, run=self.run, nth=self.asked[path], url=self.server.url, path=path, headers=headers,
                  stories=stories)  # fmt: skip
        self.asked[path] += 1
        if path == "/":
            replaced = self.kind.front(ask) if self.misbehaves else None
            return replaced or Answer(body=front_page(stories).encode())
        number = "".join(filter(str.isdecimal, path.partition("?")[0].removeprefix("/news/")))
        index = int(number or 0) % 1000 - 101
        if path.startswith("/robots") or not path.startswith("/news/") or not 0 <= index < COUNT:
            return Answer(404)
        made = self.kind.alter(stories[index], ask) if self.misbehaves else stories[index]
        return made if isinstance(made, Answer) else Answer(body=printed(made).encode())


def live(kind: Kind, folder: Path) -> tuple[list[str], Stored]:
    """Let the portal live through the runs of *kind*; return the differences from a perfect dataset, and what is stored."""
    server = Server()
    press = Press(kind, server)
    server.script = press.answer
    codes = []
    try:
        settings = _settings(folder, server) | dict(kind.settings)
        for run, (hours, misbehaves) in enumerate(kind.runs):
            press.now, press.run, press.misbehaves = START + timedelta(hours=hours), run, misbehaves
            settings["NEWSCRAWL_CLOCK_START"] = press.now.isoformat()
            ended = crawl(f"{server.url}/", folder / "data", portal="press", settings=settings)
            allowed = kind.codes if misbehaves else {0}
            if ended.returncode not in allowed:
                codes.append(f"run {run}: exit {ended.returncode}, expected one of {sorted(allowed)}")
        found = stored(folder / "data", "press")
        return [*codes, *_differences(kind, press.server.url, found), *_unnoted(kind, found)], found
    finally:
        server.close()


def _settings(folder: Path, server: Server) -> dict[str, Any]:
    (folder / "portals").mkdir(parents=True, exist_ok=True)
    (folder / "portals" / "press.toml").write_text(
        'title = "入江日報"\nlanguage = "ja"\nzone = "Asia/Tokyo"\nhosts = ["127.0.0.1", "localhost"]\n'
        f'start_urls = ["{server.url}/"]\nallow_private_addresses = true\n'
        "[urls]\narticle = ['^/news/(?P<number>\\d+)/?$']\n",
        "utf-8",
    )
    hours = ",".join(map(str, range(1, 400)))
    return {
        "NEWSCRAWL_PORTALS_DIR": folder / "portals",
        "NEWSCRAWL_REVISE_VISIT_HOURS": hours,
        "NEWSCRAWL_CAPTURE_ENABLED": False,
        "NEWSCRAWL_POLITENESS_BACKOFF_SECS": 0.01,
        "RETRY_TIMES": 1,
    }


def _differences(kind: Kind, url: str, found: Stored) -> Iterator[str]:
    revisions: defaultdict[str, list[Article]] = defaultdict(list)
    for record in found.articles:
        revisions[record.article_id].append(record)
    statuses: defaultdict[str, list[str]] = defaultdict(list)
    for visit in found.observations:
        statuses[visit.article_id].append(visit.status)
    for index in range(COUNT):
        name = f"press:{101 + index}"
        story = original(index, url)
        changes = kind.revisions.get(index, (edit(story),) if index == EDITED else ())
        wanted = [_record(story), *(_record(replace(story, **change)) for change in changes)]
        yield from _of_revisions(name, wanted, [_seen(record) for record in revisions.pop(name, [])])
        if "gone" in statuses[name] and index not in kind.gone:
            yield f"{name}: called gone ({statuses[name]})"
        if index not in kind.gone and statuses[name][-1:][0] not in {
            "new",
            "changed",
            "unchanged",
            "not_modified",
            "moved",
        }:
            yield f"{name}: its last visit is {statuses[name][-1]}"
    yield from (f"{name}: expected no such article" for name in revisions.keys() - kind.others)


def _of_revisions(name: str, wanted: list[dict[str, Any]], got: list[dict[str, Any]]) -> Iterator[str]:
    if len(wanted) != len(got):
        changed = [sorted(key for key in one if one[key] != other[key]) for one, other in itertools.pairwise(got)]
        yield f"{name}: expected {len(wanted)} revisions, got {len(got)}: {changed}"
        return
    for number, (one, other) in enumerate(zip(wanted, got, strict=True), 1):
        yield from (
            f"{name} revision {number}, {key}: expected {one[key]!r}, got {other[key]!r}"
            for key in one
            if one[key] != other[key]
        )


def _record(story: Story) -> dict[str, Any]:
    return {
        "headline": story.headline, "authors": (story.author,), "section": story.section, "tags": story.tags,
        "published_at": story.published_at, "modified_at": story.modified_at,
        "body": "\n\n".join(html.unescape(text) for text in story.paragraphs), "images": (story.image,),
    }  # fmt: skip


def _seen(record: Article) -> dict[str, Any]:
    return {
        **{
            name: getattr(record, name)
            for name in ("headline", "section", "tags", "published_at", "modified_at", "body")
        },
        "authors": tuple(author.name for author in record.authors),
        "images": tuple(image.url for image in record.images),
    }


def _unnoted(kind: Kind, found: Stored) -> Iterator[str]:
    notes = [str(report["reasons"]) + str(report["visits"].get("counts")) for report in found.reports]
    if kind.noted and not any(kind.noted in note for note in notes):
        yield f"no report has {kind.noted!r}: {notes}"
