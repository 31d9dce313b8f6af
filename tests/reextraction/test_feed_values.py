"""What a feed or sitemap said of an article is not lost when its page, which does not say so, is read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.clock import Clock
from newscrawl.dataset.captures import Exchange
from newscrawl.dataset.run.session import Session
from newscrawl.dataset.storage.layout import Layout
from newscrawl.items import Article, SourcedValue, content_digest, is_feed_value
from newscrawl.portals import load_portal
from newscrawl.reextraction import FIELDS, KeptPage, Scope, Worker, read_page
from newscrawl.reextraction.candidates import candidates
from newscrawl.reextraction.workers.worker import Reread
from tests.dataset.records import START, visit

TEXT = "政府は26日の会見で、新しい予算の案を来月までにまとめると述べた。専門家は慎重な見方を示している。" * 3
URL = "http://127.0.0.1:8765/news/40001.html"
PAGE = f"<html lang=ja><h1>見出し</h1><article><p>{TEXT}</p><p>{TEXT[::-1]}</p></article></html>".encode()
TOLD_AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
TYPE = "text/html; charset=utf-8"


def said(**changes: object) -> Article:
    """Return the article of `PAGE` with the time and section that a feed gave, and *changes*."""
    kept = KeptPage(url=URL, body=PAGE, content_type=TYPE)
    read = read_page(kept, load_portal("demo"), captured_at=START).article
    assert read is not None
    sources = {**read.sources, "published_at": "feed:pubDate", "section": "feed:category"}
    return replace(read, published_at=TOLD_AT, section="経済", sources=sources, **changes)


def store(folder: Path, article: Article, page: bytes = PAGE) -> None:
    """Store *article* with its page."""
    with Session(folder, "demo", clock=Clock(START)) as session:
        place = session.add_capture(
            Exchange(
                url=URL, captured_at=START, method="GET", request_headers=(), protocol="HTTP/1.1", status=200,
                headers=(("Content-Type", TYPE),), body=page, labels={"kind": "article", "asked_url": URL},
            )
        )  # fmt: skip
        made = replace(article, run_id=session.run_id, captures=(place,))
        session.add_article(replace(made, digest=content_digest(made)), visit(made), signature=None)


def reread(folder: Path, article: Article, page: bytes = PAGE) -> Reread:
    """Store *article* with its page, and read that again."""
    store(folder, article, page)
    worker = Worker(folder=folder / "demo", portal=load_portal("demo"), fields=FIELDS, scope=Scope())
    (found,) = worker.again(candidates(Layout(folder / "demo"), Scope()).places)
    return found


def test_an_article_whose_time_only_a_feed_gave_reads_the_same(tmp_path: Path) -> None:
    assert reread(tmp_path, said()).outcome == "same"


def test_a_new_revision_keeps_what_the_feed_said(tmp_path: Path) -> None:
    found = reread(tmp_path, said(headline="お知らせ"))

    assert found.fields == ("headline",)
    assert found.article is not None
    assert (found.article.headline, found.article.published_at, found.article.section) == ("見出し", TOLD_AT, "経済")
    assert found.article.sources["published_at"] == "feed:pubDate"


def test_what_the_page_says_now_takes_the_place_of_what_a_feed_said(tmp_path: Path) -> None:
    printed = b"</h1><time datetime='2026-11-23T18:30:00+09:00'>18:30</time>"

    found = reread(tmp_path, said(), page=PAGE.replace(b"</h1>", printed))

    assert found.fields == ("published_at",)
    assert found.article is not None
    assert found.article.published_at == TOLD_AT + timedelta(minutes=90)
    assert not is_feed_value(found.article, "published_at")


@pytest.mark.parametrize("headline", ["見出し", "お知らせ"])
def test_a_contradiction_of_a_feed_stays_while_its_field_does(tmp_path: Path, headline: str) -> None:
    values = (SourcedValue(source="html:lang", value="ja"), SourcedValue(source="feed:language", value="ko"))
    told = {"language": values}

    found = reread(tmp_path, said(headline=headline, disagreements=told))

    assert found.outcome == ("same" if headline == "見出し" else "changed")
    assert found.article is None or found.article.disagreements == told
