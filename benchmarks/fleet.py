"""`python -m benchmarks.fleet [overhead|portals|scheduling]`: what a fleet costs beside its crawls.

`overhead`: a crawl as a task, which is forked, beside `scrapy crawl` itself, in turn. `portals`: demo portals an hour on this machine, new
and with nothing new. `scheduling`: the coordinator alone with a thousand portals whose crawls only pretend: CPU, memory.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import Future
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from newscrawl.fleet import Coordinator, Fleet, Member
from newscrawl.fleet.crawl_process import PRELOADED, CrawlJob, CrawlResult, new_log, reports_changed_at, run_crawl
from newscrawl.portals.portal_file import PORTALS_DIR
from newscrawl.tasks.task import outcome_of, request_of, result_of
from newscrawl.tasks.warm_server import WarmServer
from tests.crawling import FAST, PROJECT

ROUNDS = 5
ENVIRONMENT = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(PROJECT)}


def main(parts: list[str]) -> None:
    """Measure the parts that are asked for, each printed as a line of JSON."""
    for name, part in {"overhead": overhead, "portals": portals, "scheduling": scheduling}.items():
        if not parts or name in parts:
            print(json.dumps({name: part(), "load": os.getloadavg()[0]}), flush=True)


class Towns:
    """Demo portals, each served by a process of its own, and their files."""

    def __init__(self, folder: Path, count: int, article_count: int) -> None:
        self.folder, self.stack = folder, ExitStack()
        (folder / "portals").mkdir()
        form = (PORTALS_DIR / "demo.toml").read_text("utf-8")
        for number in range(count):
            command = [sys.executable, "-m", "newscrawl.demo", "--port", "0", "--seed", str(number)]
            process = subprocess.Popen(
                [*command, "--articles", str(article_count)], cwd=PROJECT, env=ENVIRONMENT,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            self.stack.callback(process.wait)
            self.stack.callback(process.kill)
            assert process.stdout is not None
            url = next(word for line in process.stdout for word in line.split() if word.startswith("http://"))
            text = form.replace("http://127.0.0.1:8765/", url if url.endswith("/") else f"{url}/")
            (folder / "portals" / f"town{number:02d}.toml").write_text(text.replace(', "localhost"]', "]"), "utf-8")

    def settings(self, **more: Any) -> dict[str, str]:
        own = {**FAST, "NEWSCRAWL_PORTALS_DIR": self.folder / "portals", **more}
        return {name: str(value) for name, value in own.items()}


def overhead() -> dict[str, float]:
    """Return the seconds of a crawl with nothing new, as `scrapy crawl` and as a task of a fleet."""
    with tempfile.TemporaryDirectory() as place:
        towns = Towns(Path(place), 1, 60)
        with towns.stack:
            crawl_alone(towns)  # everything is new to this one
            rounds = [
                [measured(lambda: crawl_alone(towns))]
                + [measured(lambda n=n: crawl_as_tasks(towns, n)) for n in (1, 5)]
                for _ in range(ROUNDS)
            ]
    found: dict[str, float] = {}
    for i, what in enumerate(("wall", "cpu")):
        each = [(five[i] - one[i]) / 4 for _, one, five in rounds]
        found[f"alone_{what}_secs"] = statistics.median(alone[i] for alone, _, _ in rounds)
        found[f"task_{what}_secs"] = statistics.median(each)
        found[f"first_task_{what}_secs"] = statistics.median(one[i] for _, one, _ in rounds)
    return {name: round(value, 3) for name, value in found.items()}


def measured(run: Any) -> tuple[float, float]:
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begin, cpu


def crawl_alone(towns: Towns) -> None:
    settings = towns.settings(NEWSCRAWL_DATASET_DIR=towns.folder / "data")
    words = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "crawl", "town00", *words]
    subprocess.run(
        command, cwd=PROJECT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )


def crawl_as_tasks(towns: Towns, count: int) -> None:
    """Crawl *count* times, one after the other, as tasks of one server; it starts with the first."""
    with closing(WarmServer(PRELOADED)) as server:
        for _ in range(count):
            job = CrawlJob(
                portal="town00", data=str(towns.folder / "data"), log=str(new_log(towns.folder / "log")),
                locks=str(towns.folder / ".sites"), sites=("127.0.0.1",), max_time_secs=60,
                reports_at=reports_changed_at(towns.folder / "data" / "town00"), settings=tuple(towns.settings().items()),
            )  # fmt: skip
            assert result_of(server.done(request_of(run_crawl, job))).exit_code == 0


def portals(count: int = 12, rounds: int = 3) -> dict[str, float]:
    """Return the portals an hour of two jobs: whole, and with nothing new, and the CPU seconds of each crawl."""
    with tempfile.TemporaryDirectory() as place:
        towns = Towns(Path(place), count, 60)
        with towns.stack:
            fleet = towns.folder / "fleet.toml"
            fleet.write_text('portals = ["town*"]\ninterval = "1s"\nmax_time = "60s"\njobs = 2\n', "utf-8")
            new = measured(lambda: run_fleet(towns, fleet))
            later = [measured(lambda: run_fleet(towns, fleet)) for _ in range(rounds)]
    nothing_new = statistics.median(one[0] for one in later), statistics.median(one[1] for one in later)
    return {
        "new_portals_an_hour": round(count / new[0] * 3600),
        "new_cpu_secs_a_portal": round(new[1] / count, 2),
        "unchanged_portals_an_hour": round(count / nothing_new[0] * 3600),
        "unchanged_cpu_secs_a_portal": round(nothing_new[1] / count, 2),
    }


def run_fleet(towns: Towns, fleet: Path) -> None:
    words = [word for name, value in towns.settings().items() for word in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "fleet", "run", str(fleet), "--once", *words]
    subprocess.run(
        command, cwd=PROJECT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )


class PretendEngine:
    """Fifty slots whose crawls end after a moment with a report, and do nothing."""

    slot_count = 50

    def __init__(self) -> None:
        self.count = 0

    def slots(self) -> dict[str, int]:
        return {"pretend": self.slot_count}

    def host_of(self, worker: str) -> str:
        return worker

    def has_lost(self, worker: str) -> bool:
        return False

    def close(self) -> None:
        """Nothing to release."""

    def submit(self, worker: str, job: CrawlJob) -> Future[bytes]:
        future: Future[bytes] = Future()
        timer = threading.Timer(2.0, self._end, (job, future))
        timer.daemon = True
        timer.start()
        return future

    def _end(self, job: CrawlJob, future: Future[bytes]) -> None:
        self.count += 1
        write_run(Path(job.data) / job.portal, self.count)
        future.set_result(outcome_of(request_of(ended_well, job.portal)))


def ended_well(portal: str) -> CrawlResult:
    return CrawlResult(portal=portal, exit_code=0, last_line="")


def write_run(dataset: Path, number: int, hours_ago: float = 0.0) -> None:
    """Write the report of a run."""
    (dataset / "runs").mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC) - timedelta(hours=hours_ago)
    run_id = f"{now:%Y%m%dT%H%M%SZ}-{number % 0xFFFFFF:06x}"
    report = {"run_id": run_id, "started_at": now, "command": "crawl", "verdict": "done", "exit_code": 0}
    (dataset / "runs" / f"{run_id}.json").write_bytes(msgspec.json.encode(report))


def scheduling(count: int = 1000, secs: float = 120.0) -> dict[str, float]:
    """Return what a coordinator of *count* portals, every minute each, takes of a core, and its memory."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        data = Path(place) / "data"
        members = [
            Member(
                name=f"town{number:04d}", interval_secs=60, max_time_secs=50, max_requests=0, quiet_hours="", hosts=(),
                push="", sites=frozenset({f"host{number}"}),
            )
            for number in range(count)
        ]  # fmt: skip
        for number, member in enumerate(members):
            for run in range(20):
                write_run(data / member.name, 20 * number + run, hours_ago=20 - run)
        engine = PretendEngine()
        coordinator = Coordinator(
            fleet=Fleet(portals=("*",)), jobs=50, members=members, make_engine=lambda: engine,
            data=data, logs=Path(place) / "log",
        )  # fmt: skip
        thread = threading.Thread(target=coordinator.run, daemon=True)
        begin = time.process_time()
        thread.start()
        time.sleep(secs)
        used = time.process_time() - begin
        rss = next(line for line in Path("/proc/self/status").read_text("ascii").splitlines() if "VmRSS" in line)
        return {
            "portals": count,
            "crawls_a_minute": round(engine.count / secs * 60),
            "core_share": round(used / secs, 3),
            "memory_mb": round(int(rss.split()[1]) / 1024),
        }


if __name__ == "__main__":
    main(sys.argv[1:])
