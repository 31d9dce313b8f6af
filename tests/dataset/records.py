"""Records for the tests of the dataset: made from a number, so that a test can name what must be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newscrawl.dataset import RunReport, Session
from newscrawl.dataset.captures import Exchange
from newscrawl.items import SCHEMA_VERSION, Article, Author, Image, Observation, RankingEntry, content_digest

START = datetime(2026, 11, 23, 22, 45, 1, tzinfo=UTC)
_WORDS = "政府 予算 地震 選手 映画 市場 新型 会見 大学 首相 俳優 電池 鉄道 漁港 気温 台風 議会 医療 農業 輸出".split()


def text_of(number: int) -> str:
    """Return a text of about 300 characters that shares little with other numbers' texts."""
    state, words = number * 7919 + 17, []
    for _ in range(60):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        words.append(_WORDS[state // 65_536 % len(_WORDS)] + chr(0x4E00 + state // 256 % 5000))
    return "".join(words[:30]) + "。\n\n" + "".join(words[30:]) + "。"


def article(number: int, *, run_id: str, revision: int = 1, **changes: object) -> Article:
    made = Article(
        schema_version=SCHEMA_VERSION,
        portal="demo",
        article_id=f"demo:{number}",
        url=f"https://demo.example/a/{number}",
        canonical_url=f"https://demo.example/a/{number}",
        headline=f"見出し“{number}”",
        authors=(Author(name="山田花子", email=None),),
        section="国際・政治",
        tags=(),
        published_at=START - timedelta(hours=number % 1000),
        modified_at=None,
        lead=None,
        body=text_of(number) + ("" if revision == 1 else f"\n\n訂正{revision}"),
        images=(Image(url=f"https://demo.example/i/{number}.jpg", caption="駅前", credit="時事"),),
        related=(),
        language="ja",
        comment_count=3,
        view_count=None,
        is_paywalled=None,
        revision=revision,
        digest="",
        duplicate_of=None,
        found_in=(),
        captured_at=START + timedelta(seconds=number, hours=revision - 1),
        run_id=run_id,
        captures=(),
        reextracted_from=None,
        sources={"headline": "css:h1"},
        disagreements={},
    )
    made = replace(made, **changes)
    return replace(made, digest=content_digest(made))


def page(number: int, revision: int = 1) -> Exchange:
    """Return the answer from which revision *revision* of article *number* was read."""
    made = article(number, run_id="", revision=revision)
    return Exchange(
        url=made.url,
        captured_at=made.captured_at,
        method="GET",
        request_headers=(("User-Agent", "newscrawl/0.1"),),
        protocol="HTTP/1.1",
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=f"<h1>{made.headline}</h1><p>{made.body}</p>".encode(),
        labels={"kind": "article", "asked_url": made.url, "article_id": made.article_id},
    )


def visit(of: Article, *, status: str | None = None, **changes: object) -> Observation:
    made = Observation(
        portal=of.portal,
        article_id=of.article_id,
        url=of.url,
        captured_at=of.captured_at,
        run_id=of.run_id,
        status=status or ("new" if of.revision == 1 else "changed"),
        http_status=200,
        revision=of.revision,
        comment_count=3,
        view_count=None,
        next_visit_at=of.captured_at + timedelta(hours=1),
    )
    return replace(made, **changes)


def ranking(number: int, *, run_id: str, size: int = 6) -> list[RankingEntry]:
    return [
        RankingEntry(
            schema_version=SCHEMA_VERSION,
            portal="demo",
            list_name=f"[部門{number}] ランキング",
            list_kind="section_ranking",
            list_section=f"部門{number}",
            position=position,
            article_id=f"demo:{number * 10 + position}",
            url=f"https://demo.example/a/{number * 10 + position}",
            headline=f"見出し{position}",
            section=None,
            page_url=f"https://demo.example/s/{number}",
            captured_at=START + timedelta(seconds=number),
            run_id=run_id,
        )
        for position in range(1, size + 1)
    ]


def report_of(session: Session, started_at: datetime) -> RunReport:
    """Return the report of a run that ended well, with what *session* has written."""
    return RunReport(
        portal="demo",
        run_id=session.run_id,
        started_at=started_at,
        verdict="done",
        exit_code=0,
        records=dict(session.record_counts),
    )
