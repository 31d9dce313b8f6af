import json
import signal
import subprocess
import time

from tests.downloadermiddlewares.conftest import CRAWL, ROOT, Answer


def test_a_run_whose_time_is_up_leaves_queued_requests_to_the_next(server, crawl):
    told = crawl(
        [f"{server.url}/{number}" for number in range(8)],
        CLOSESPIDER_TIMEOUT=1,
        CONCURRENT_REQUESTS=4,
        DOWNLOAD_DELAY=9,
    )

    assert told.reason == "closespider_timeout"
    assert told.secs < 18
    assert set(told.fates.values()) == {"run_ending"}
    assert told.stats["newscrawl/prompt_end/left_count"] == len(told.fates)


def test_a_run_that_is_told_to_stop_leaves_queued_requests_to_the_next(server):
    server.script = lambda path, nth, headers: Answer(404 if path == "/robots.txt" else 200)
    order = {
        "urls": [f"{server.url}/{number}" for number in range(8)], "spider": {}, "names": {},
        "settings": {"CONCURRENT_REQUESTS": 4, "DOWNLOAD_DELAY": 9},
    }  # fmt: skip
    with subprocess.Popen(
        CRAWL,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        process.stdin.write(json.dumps(order))
        process.stdin.close()
        wait_until = time.monotonic() + 20
        while not server.log and time.monotonic() < wait_until:
            time.sleep(0.05)
        time.sleep(0.3)

        told_at = time.monotonic()
        process.send_signal(signal.SIGTERM)
        told = json.loads(process.stdout.read())
        process.wait()

    assert time.monotonic() - told_at < 18
    assert told["reason"] == "shutdown"
    assert set(told["fates"].values()) == {"run_ending"}
