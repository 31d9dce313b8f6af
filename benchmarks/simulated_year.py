"""A year of a portal as a dataset: 2,592 runs, 11,584 articles, 117,024 positions, with edits, gaps, drift and losses.

`python -m benchmarks.simulated_year FOLDER [days]` writes it to FOLDER/demo; the same numbers each time.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from newscrawl.dataset.storage.jsonl import encode_line
from newscrawl.dataset.storage.layout import Layout
from newscrawl.dataset.storage.report_file import FieldCoverage, RunReport, write_report
from newscrawl.items import SCHEMA_VERSION, Article, Author, Image, Observation, RankingEntry, content_digest

ARTICLE_COUNT, GOOD_RUN_COUNT, BAD_RUN_COUNT = 11_584, 2_544, 48
DAYS = 365
START = datetime(2026, 1, 1, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Tokyo")
STEP = timedelta(hours=3)
SECTIONS = ("国際・政治", "経済", "エンタメ", "スポーツ", "自動車", "気になる")
_WHO = "市長 監督 アナリスト 登山家 整備士 脚本家 投資家 学芸員 広報担当者 医師 歌手 議員".split()
_PLACE = "大阪 ソウル パリ オスロ 江陵 釜山 ハノイ 札幌 那覇 ローマ ナイロビ シカゴ".split()
_WHAT = "予算審議 巻き寿司 満月の行進 四輪駆動車 地方分権 通信会社 代表選考 耐久レース 監視衛星 新曲 人気投票 長期金利".split()
_HOW = (
    "をめぐり声明 に仰天の舞台裏 を語る「目を疑った」 の実験が始まる が9対4で決着 に粘り強い反発 を静かに見直し".split()
)
_MARKS = ("【更新】", "【続報】", "【独自】")


def main() -> None:
    folder = Path(sys.argv[1]) / "demo"
    simulate(folder, days=int(sys.argv[2]) if len(sys.argv) > 2 else DAYS)


def simulate(folder: Path, *, days: int = DAYS) -> None:
    """Write the dataset; with fewer *days* than a year, as much less of everything."""
    world = _World(random.Random(7), days)
    layout = Layout(folder)
    for slot, verdict in world.runs:
        at = START + slot * STEP
        run_id = f"{at:%Y%m%dT%H%M%SZ}-{slot:06x}"
        records = world.records(at, run_id) if verdict == "done" else {}
        for kind, found in records.items():
            path = layout.final(layout.name(kind, run_id))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(encode_line(record) for record in found))
        write_report(layout.report(run_id), _report(at, run_id, verdict, records))


class _World:
    def __init__(self, rng: random.Random, days: int) -> None:
        self.rng = rng
        share = days / DAYS
        self.runs = _runs(rng, round(GOOD_RUN_COUNT * share), round(BAD_RUN_COUNT * share), days)
        count = round(ARTICLE_COUNT * share)
        first = min(120, count)  # what the lists hold already when the first run comes
        moments = [START - timedelta(days=1) * rng.random() for _ in range(first)]
        moments += [START + timedelta(days=days) * rng.random() * 0.995 for _ in range(count - first)]
        self.waiting = sorted(moments)
        self.known: list[Article] = []
        self.due: dict[int, list[int]] = defaultdict(list)
        self.last_run = self.runs[-1][0] if self.runs else 0
        self.last_good = max(slot for slot, verdict in self.runs if verdict == "done")
        self.lists: dict[str, list[int]] = {}
        self.drifts_at = START + timedelta(days=days * 0.6)

    def records(self, at: datetime, run_id: str) -> dict[str, list[object]]:
        articles: list[Article] = []
        visits: list[Observation] = []
        while self.waiting and (self.waiting[0] <= at or at == START + self.last_good * STEP):
            self._publish(self.waiting.pop(0), at, run_id, articles, visits)
        for slot in sorted(slot for slot in self.due if START + slot * STEP <= at):
            for number in self.due.pop(slot):
                self._visit(number, at, run_id, articles, visits)
        return {"articles": articles, "observations": visits, "rankings": list(self._rankings(at, run_id))}

    def _publish(
        self, published_at: datetime, at: datetime, run_id: str, articles: list[Article], visits: list[Observation]
    ) -> None:
        number = len(self.known)
        made = self._article(number, published_at, at, run_id)
        self.known.append(made)
        articles.append(made)
        visits.append(_seen(made, "new", 200))
        slot = (at - START) // STEP
        for later in (1, 3, 8, 24, 56):
            self.due[slot + later].append(number)

    def _visit(
        self, number: int, at: datetime, run_id: str, articles: list[Article], visits: list[Observation]
    ) -> None:
        made = replace(self.known[number], run_id=run_id, captured_at=at + timedelta(seconds=number % 100))
        chance = self.rng.random()
        if chance < 0.06:
            made = self._edited(made)
            self.known[number] = made
            articles.append(made)
            visits.append(_seen(made, "changed", 200))
        elif chance < 0.068:
            visits.append(_seen(made, "gone" if chance < 0.065 else "moved", 404 if chance < 0.065 else 200))
        else:
            visits.append(_seen(made, "unchanged", 200))

    def _edited(self, article: Article) -> Article:
        changes: dict[str, object] = {"revision": article.revision + 1}
        if self.rng.random() < 0.25:
            plain = article.headline.rpartition("】")[2]
            changes["headline"] = self.rng.choice([mark for mark in _MARKS if mark not in article.headline]) + plain
        if self.rng.random() < 0.7:
            paragraphs = article.body.split("\n\n")
            place = self.rng.randrange(len(paragraphs))
            paragraphs[place] += f"{self.rng.choice(_PLACE)}の{self.rng.choice(_WHO)}は「確認中だ」と話した。"
            changes["body"] = "\n\n".join(paragraphs)
        if len(changes) == 1 or self.rng.random() < 0.75:
            changes["modified_at"] = article.captured_at.astimezone(ZONE)
        made = replace(article, **changes)
        return replace(made, digest=content_digest(made))

    def _article(self, number: int, published_at: datetime, at: datetime, run_id: str) -> Article:
        rng = self.rng
        headline = f"{rng.choice(_PLACE)}の{rng.choice(_WHO)}、{rng.choice(_WHAT)}{rng.choice(_HOW)}"
        body = "\n\n".join(self._paragraph() for _ in range(rng.randint(6, 10)))
        rule = "microdata" if at < self.drifts_at else "meta"
        is_copy = number > 50 and rng.random() < 0.04
        made = Article(
            schema_version=SCHEMA_VERSION,
            portal="demo",
            article_id=f"demo:{40_000 + number}",
            url=f"https://demo.example/a/{40_000 + number}",
            canonical_url=f"https://demo.example/a/{40_000 + number}",
            headline=headline,
            authors=(Author(name=rng.choice("山田花子 久我佳奈 パク・ソジン 根津一郎".split()), email=None),),
            section=rng.choice(SECTIONS),
            tags=(rng.choice(_WHAT),) if rng.random() < 0.5 else (),
            published_at=published_at.astimezone(ZONE).replace(microsecond=0),
            modified_at=None,
            lead=body[:60] if rng.random() < 0.72 else None,
            body=body,
            images=(Image(url=f"https://demo.example/i/{number}.jpg", caption="駅前", credit="時事"),),
            related=(),
            language="ja",
            comment_count=rng.randrange(300) if rng.random() < 0.6 else None,
            view_count=rng.randrange(9_000) if rng.random() < 0.1 else None,
            is_paywalled=None,
            revision=1,
            digest="",
            duplicate_of=f"demo:{40_000 + number - rng.randint(1, 40)}" if is_copy else None,
            found_in=(),
            captured_at=at + timedelta(seconds=number % 100),
            run_id=run_id,
            captures=(),
            reextracted_from=None,
            sources={
                "headline": f"{rule}:headline",
                "body": f"{rule}:articleBody",
                "published_at": "jsonld:datePublished",
            },
            disagreements={},
        )
        return replace(made, digest=content_digest(made))

    def _paragraph(self) -> str:
        rng = self.rng
        return "".join(
            f"{rng.choice(_PLACE)}で{rng.choice(_WHAT)}を追う{rng.choice(_WHO)}は、{rng.choice(_WHAT)}の行方を{rng.randint(2, 90)}日見守った。"
            for _ in range(rng.randint(2, 5))
        )

    def _rankings(self, at: datetime, run_id: str) -> Iterator[RankingEntry]:
        for name, kind, section, size in (
            ("おすすめニュース", "recommended", None, 5),
            ("話題", "trending", None, 5),
            *((f"[{label}] ランキング", "section_ranking", label, 6) for label in SECTIONS),
        ):
            for position, number in enumerate(self._list(name, section, size), 1):
                story = self.known[number]
                yield RankingEntry(
                    schema_version=SCHEMA_VERSION,
                    portal="demo",
                    list_name=name,
                    list_kind=kind,
                    list_section=section,
                    position=position,
                    article_id=story.article_id,
                    url=story.canonical_url,
                    headline=story.headline,
                    section=story.section,
                    page_url="https://demo.example/",
                    captured_at=at + timedelta(seconds=1),
                    run_id=run_id,
                )

    def _list(self, name: str, section: str | None, size: int) -> list[int]:
        """Let the list of the last run change a little: a newcomer, and neighbours that swap."""
        fresh = list(range(max(0, len(self.known) - 300), len(self.known)))
        fits = [n for n in fresh if section is None or self.known[n].section == section]
        fits = fits if len(fits) >= size else fresh
        now = self.lists.get(name, [])
        while len(now) < size or self.rng.random() < 0.45:
            newcomer = self.rng.choice(fits[-30:])
            now = [n for n in now if n != newcomer]
            now.insert(self.rng.randint(0, min(len(now), size)), newcomer)
        place = self.rng.randrange(size - 1)
        now[place], now[place + 1] = now[place + 1], now[place]
        self.lists[name] = now[:size]
        return self.lists[name]


def _runs(rng: random.Random, good: int, bad: int, days: int) -> list[tuple[int, str]]:
    slots = list(range(days * 8))
    while len(slots) > good + bad:  # outages of some hours to two days
        begin = rng.randrange(8, len(slots) - 8)
        del slots[begin : begin + min(rng.randint(1, 16), len(slots) - good - bad)]
    is_bad = set(rng.sample(slots[1:-1], bad))
    return [(slot, rng.choice(["failed", "blocked", "died"]) if slot in is_bad else "done") for slot in slots]


def _seen(article: Article, status: str, http_status: int) -> Observation:
    return Observation(
        portal="demo",
        article_id=article.article_id,
        url=article.url,
        captured_at=article.captured_at,
        run_id=article.run_id,
        status=status,
        http_status=http_status,
        revision=article.revision,
        comment_count=article.comment_count,
        view_count=article.view_count,
        next_visit_at=None,
    )


def _report(at: datetime, run_id: str, verdict: str, records: dict[str, list[object]]) -> RunReport:
    reasons = {
        "failed": ("the portal answered no request",),
        "blocked": ("the portal refused the crawl with 403",),
        "died": ("the process ended without a report",),
    }
    stored = len(records.get("articles", ()))
    return RunReport(
        portal="demo",
        run_id=run_id,
        started_at=at,
        finished_at=at + timedelta(minutes=2),
        verdict=verdict,
        exit_code={"done": 0, "failed": 1, "blocked": 4}.get(verdict),
        reasons=reasons.get(verdict, ()),
        versions={"newscrawl": "0.1.0"},
        settings={"ROBOTSTXT_OBEY": True},
        requests_by_kind={"front_page": 1, "section_page": 6, "article": 40} if records else {"front_page": 1},
        responses_by_status={"200": 47} if records else {"403": 1},
        records={kind: len(found) for kind, found in records.items()},
        fields={"headline": FieldCoverage(found_count=stored, record_count=stored)},
        seen_count=stored + 100 if records else 1,
        fates={"stored": stored, "known": 100} if records else {"failed": 1},
        response_bytes=2_000_000 if records else 300,
    )


if __name__ == "__main__":
    main()
