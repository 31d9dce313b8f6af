"""A visit that gave no article is read again from what it brought, each address as it came last."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from newscrawl.clock import Clock
from newscrawl.dataset.captures import Exchange
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.layout import Layout
from newscrawl.items import CapturePlace
from newscrawl.portals import load_portal
from newscrawl.reextraction import FIELDS, KeptPage, Scope, Worker, read_article
from newscrawl.reextraction.candidates import candidates
from newscrawl.reextraction.reread import lost_articles
from newscrawl.reextraction.workers.worker import Reread
from newscrawl.tasks import LocalWorkers
from tests.dataset.records import START, visit
from tests.reextraction.portals import portals_with
from tests.reextraction.test_feed_values import PAGE, TEXT, TYPE, URL, said


def exchange(body: bytes) -> Exchange:
    return Exchange(
        url=URL, captured_at=START, method="GET", request_headers=(), protocol="HTTP/1.1", status=200,
        headers=(("Content-Type", TYPE),), body=body, labels={"kind": "article", "article_id": said().article_id},
    )  # fmt: skip


def read_again(folder: Path, *bodies: bytes) -> tuple[list[Reread], list[CapturePlace]]:
    """Store a failed visit that brought *bodies* from one address; return what it gives, and where they are kept."""
    with Session(folder, "demo", clock=Clock(START)) as session:
        places = [session.add_capture(exchange(body)) for body in bodies]
        made = replace(said(), run_id=session.run_id)
        session.add_observation(visit(made, status="failed", revision=None))
    layout = Layout(folder / "demo")
    worker = Worker(folder=layout.folder, portal=load_portal("demo"), fields=FIELDS, scope=Scope())
    return worker.found(lost_articles(layout, worker, candidates(layout, Scope()).failed, LocalWorkers())), places


def test_an_address_that_was_fetched_twice_is_read_once_as_it_came_last(tmp_path: Path) -> None:
    cut = PAGE.replace("見出し".encode(), "古い見出し".encode())

    (found,), (_, last) = read_again(tmp_path, cut, PAGE)

    assert found.article is not None
    assert (found.article.headline, found.article.captures) == ("見出し", (last,))
    assert found.article.body == f"{TEXT}\n\n{TEXT[::-1]}"


def test_a_first_answer_that_is_no_article_does_not_hide_the_last(tmp_path: Path) -> None:
    (found,), _ = read_again(tmp_path, b"<html><p>busy</p></html>", PAGE)

    assert (found.outcome, found.reason) == ("found", "")


def test_damage_in_the_captures_of_a_run_is_told_and_hides_nothing_in_front_of_it(tmp_path: Path) -> None:
    with Session(tmp_path, "demo", clock=Clock(START)) as session:
        for number in (1, 2):
            one = exchange(PAGE.replace("見出し".encode(), f"見出し{number}".encode()))
            place = session.add_capture(replace(one, labels={**one.labels, "article_id": f"demo:{number}"}))
            made = replace(said(), run_id=session.run_id, article_id=f"demo:{number}")
            session.add_observation(visit(made, status="failed", revision=None))
    path = tmp_path / "demo" / place.file
    content = bytearray(path.read_bytes())
    content[place.offset + 40 : place.offset + 60] = b"\xff" * 20
    path.write_bytes(content)

    layout = Layout(tmp_path / "demo")
    worker = Worker(folder=layout.folder, portal=load_portal("demo"), fields=FIELDS, scope=Scope())
    found = worker.found(lost_articles(layout, worker, candidates(layout, Scope()).failed, LocalWorkers()))

    assert [one.outcome for one in found] == ["found", "damaged"]
    assert place.file in found[1].reason


def test_a_visit_of_which_nothing_was_kept_is_told_as_that(tmp_path: Path) -> None:
    (found,), _ = read_again(tmp_path)

    assert found.outcome == "uncaptured"


def test_a_rule_that_raises_hides_its_own_pages_alone(tmp_path: Path) -> None:
    rules = """headline = ["xpath:re:replace(string(//h1), concat('(', ''), '', '')"]"""
    portal = load_portal("demo", portals_with(tmp_path / "portals", rules))
    page = KeptPage(url=URL, body=PAGE, content_type=TYPE)

    assert (
        read_article([page], portal, captured_at=START).reason == f"fault_{re.error.__name__}"
    )  # "PatternError" since Python 3.13
