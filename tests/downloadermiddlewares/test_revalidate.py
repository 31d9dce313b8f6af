from datetime import UTC, datetime

from newscrawl.clock import Clock
from newscrawl.dataset.run.session import Session
from tests.downloadermiddlewares.conftest import Answer
from tests.downloadermiddlewares.test_budget import SESSION

DATE = "Tue, 24 Nov 2026 05:00:00 GMT"


def keep(root, *validators):
    session = Session(
        root, "ordered", clock=Clock(datetime(2026, 11, 24, tzinfo=UTC)), sync_record_count=1, sync_secs=1.0,
        on_lock="skip", lock_wait_secs=0.0, window_days=30,
    )  # fmt: skip
    session.open()
    for url, etag, last_modified in validators:
        session.set_validators(url, etag, last_modified)
    session.close()


def conditional(path, nth, headers):
    if path == "/robots.txt":
        return Answer(404)
    if path == "/moved":
        return Answer(301, headers={"Location": "/target"})
    is_known = headers.get("if-none-match") == '"a1"' or headers.get("if-modified-since") == DATE
    return Answer(304 if is_known else 200)


def test_what_is_kept_of_a_page_is_sent_and_its_304_reaches_the_callback(server, crawl, tmp_path):
    server.script = conditional
    keep(
        tmp_path,
        (f"{server.url}/etag", '"a1"', None),
        (f"{server.url}/date", None, DATE),
        (f"{server.url}/old", '"a0"', None),
    )

    told = crawl([f"{server.url}/{path}" for path in ("etag", "date", "old", "new")], **SESSION,
                 NEWSCRAWL_DATASET_DIR=str(tmp_path), NEWSCRAWL_CLOCK_START="")  # fmt: skip

    assert list(told.fates.values()) == [304, 304, 200, 200]
    assert told.stats["newscrawl/revalidate/conditional_count"] == 3
    assert told.stats["newscrawl/revalidate/not_modified_count"] == 2
    assert "if-none-match" not in server.headers[-1]


def test_the_conditions_of_one_page_do_not_follow_a_redirect_to_another(server, crawl, tmp_path):
    server.script = conditional
    keep(tmp_path, (f"{server.url}/moved", '"a1"', DATE))

    told = crawl([f"{server.url}/moved"], **SESSION, NEWSCRAWL_DATASET_DIR=str(tmp_path), NEWSCRAWL_CLOCK_START="")

    assert told.fates == {f"{server.url}/moved": 200}
    assert server.headers[1]["if-none-match"] == '"a1"'
    assert not {"if-none-match", "if-modified-since"} & set(server.headers[2])


def test_a_page_whose_etag_never_changes_is_asked_for_whole_now_and_then(server, crawl, tmp_path):
    server.script = conditional
    keep(tmp_path, (f"{server.url}/etag", '"a1"', None))

    came = [
        crawl([f"{server.url}/etag"], **SESSION, NEWSCRAWL_DATASET_DIR=str(tmp_path), NEWSCRAWL_CLOCK_START="",
              NEWSCRAWL_REVALIDATE_ARTICLE_COUNT=2).fates[f"{server.url}/etag"]
        for _ in range(4)
    ]  # fmt: skip

    assert came == [304, 304, 200, 304]
