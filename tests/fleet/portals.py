"""Many demo portals, each with a file, a server and a truth of its own, and a fleet file for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.dataset import open_reader
from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from newscrawl.portals.portal_file import PORTALS_DIR
from tests.crawling import FAST, PROJECT, scrapy
from tests.series import run_differences


@dataclass(slots=True)
class Town:
    """The portals that are served, and where their files and data are."""

    folder: Path
    servers: dict[str, DemoServer] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return next(iter(self.servers.values())).now

    def go_on(self, hours: float) -> None:
        """Move the time of all portals on."""
        for server in self.servers.values():
            server.set_now(server.now + timedelta(hours=hours))

    def write_fleet(self, **values: Any) -> Path:
        """Write the fleet file: all portals every two hours, and *values*."""
        path = self.folder / "fleet.toml"
        own = {"portals": ["town*"], "interval": "2h", "max_time": "60s", **values}
        lines = (f"{key} = {msgspec.json.encode(value).decode()}" for key, value in own.items())
        path.write_text("\n".join(lines), "utf-8")
        return path

    def options(self, **settings: Any) -> list[str]:
        """Return the options that let crawls run quickly, at the portals' time."""
        own = {**FAST, "NEWSCRAWL_PORTALS_DIR": self.folder / "portals", "NEWSCRAWL_CLOCK_START": self.now.isoformat()}
        return [word for name, value in {**own, **settings}.items() for word in ("-s", f"{name}={value}")]

    def run(self, *arguments: str, **settings: Any) -> Any:
        """Run `scrapy fleet run fleet.toml` to its end."""
        return scrapy("fleet", "run", str(self.folder / "fleet.toml"), *self.options(**settings), *arguments)

    def differences(self, name: str) -> list[str]:
        """Return how the dataset of *name* differs from what its portal printed at the time of each finished run."""
        dataset, server = open_reader(self.folder / "data" / name), self.servers[name]
        articles = [as_demo(record, name) for record in dataset.articles()]
        rankings = [as_demo(record, name) for record in dataset.rankings()]
        numbers = [(record.article_id, record.revision) for record in articles]
        found = [f"{name}: {one} is stored twice" for one in {one for one in numbers if numbers.count(one) > 1}]
        finished = [run for run in dataset.runs() if run.verdict == "done"]
        for run in finished[-1:]:
            at = run.started_at
            found += run_differences(
                server.portal, server.base_url, run.run_id, at, articles=articles, rankings=rankings
            )
        return found if finished else [f"{name}: no run has finished"]


def as_demo(record: Any, name: str) -> Any:
    """Return *record* as the portal `demo` would have it: the truth knows that name alone."""
    text = msgspec.json.encode(record).replace(f'"{name}'.encode(), b'"demo')
    return msgspec.json.decode(text, type=type(record))


@contextmanager
def town(folder: Path, count: int, article_count: int = 60) -> Iterator[Town]:
    """Serve *count* portals, `town00` and so on."""
    made = Town(folder)
    (folder / "portals").mkdir(parents=True)
    form = (PORTALS_DIR / "demo.toml").read_text("utf-8")
    with ExitStack() as stack:
        for number in range(count):
            name = f"town{number:02d}"
            server = stack.enter_context(DemoServer(DemoPortal(seed=100 + number, article_count=article_count)))
            text = form.replace("http://127.0.0.1:8765/", server.url).replace(', "localhost"]', "]")
            (folder / "portals" / f"{name}.toml").write_text(text, "utf-8")
            made.servers[name] = server
        yield made


__all__ = ["PROJECT", "Town", "town"]
