"""One portal's dataset, as `newscrawl.open_dataset` returns it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newscrawl.dataset.read.gaps import Gap, runs_seen
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.layout import RecordKind
from newscrawl.dataset.storage.report_file import RunReport
from newscrawl.errors import WrongUsageError
from newscrawl.frames.edit_rows import Edit, edits_of
from newscrawl.frames.overview import html_overview, overview
from newscrawl.frames.ranking_entries import RankingEntries
from newscrawl.frames.record_set import Records, query_over
from newscrawl.frames.selected_lines import Moment, SelectedLines, is_between, moment, one_or_more
from newscrawl.items import Article, Observation, RankingEntry
from newscrawl.text import fold

if TYPE_CHECKING:
    import duckdb

_Record = TypeVar("_Record")
_FIELDS = tuple(field.name for field in fields(Article))


class PortalDataset:
    """What is kept of one portal. Nothing is read before it is used, and each use reads the files anew.

    Every method returns `Records`: iterate them for typed records, or turn them into a frame with `to_polars`,
    `to_pandas`, `to_arrow`. Records come in stored order, oldest run first.
    """

    def __init__(self, lines: DatasetReader) -> None:
        self.folder: Path = lines.folder
        self.portal: str = lines.portal
        self._lines = lines

    def articles(
        self,
        *,
        section: str | Collection[str] | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
        author: str | None = None,
        text: str | None = None,
        latest: bool = False,
    ) -> Records[Article]:
        """Return the revisions of all articles, or with *latest* the last one of each; filters apply after that.

        *section*: one label as printed, or several. *since*, *until*: captured at or after, and before; a day as
        *until* is included; UTC where no offset is given. *author*: a whole name. *text*: a part of headline, lead or
        body. For author and text, full and half width, case and white space make no difference.
        Raises `WrongUsageError` for a time in another form.
        """
        sections, name, words = one_or_more(section), fold(author or ""), fold(text or "")

        def fits(article: Article) -> bool:
            if sections and article.section not in sections:
                return False
            if name and all(fold(one.name) != name for one in article.authors):
                return False
            return not words or any(
                words in fold(part or "") for part in (article.headline, article.lead, article.body)
            )

        has_condition = bool(sections or name or words)
        asked = self._asked("articles", Article, since, until, is_latest=latest, fits=fits if has_condition else None)
        return Records("articles", Article, asked.records)

    def article(self, article_id: str) -> Article | None:
        """Return the last revision of an article; None for an unknown article.

        *article_id*: such as ``kangnam:48213``, or what is behind the colon.
        """
        return max(self.revisions(article_id), key=lambda article: article.revision, default=None)

    def revisions(self, article_id: str) -> Records[Article]:
        """Return all revisions of one article; *article_id* as for `article`."""
        whole_id = article_id if ":" in article_id else f"{self.portal}:{article_id}"
        asked = SelectedLines(dataset=self._lines, kind="articles", record_type=Article, article_id=whole_id)
        return Records("articles", Article, asked.records)

    def edits(self, *, field: str | None = None, since: Moment | None = None) -> Records[Edit]:
        """Return the edits that the newsroom made, in order of capture; the same ones as in the report and exports.

        *field*: only those that changed it, e.g. ``headline``. *since*: first seen at or after.
        Raises `WrongUsageError` for a field that no article has.
        """
        if field is not None and field not in _FIELDS:
            raise WrongUsageError(f"field: expected a field of an article, such as headline or body, got {field!r}")
        begin = moment(since, "since")

        def read() -> Iterator[Edit]:
            for edit in edits_of(self._lines):
                if (field is None or field in edit.fields) and is_between(edit.captured_at, begin, None):
                    yield edit

        return Records("edits", Edit, _for_both(read))

    def rankings(self, *, list: str | None = None, since: Moment | None = None) -> RankingEntries:  # noqa: A002  the word
        """Return the entries of all lists at all captures, or of those with the printed name *list*.

        Full and half width are the same name. *since*: captured at or after.
        """
        name = fold(list or "")
        fits = (lambda entry: fold(entry.list_name) == name) if name else None
        return RankingEntries(
            "rankings", RankingEntry, self._asked("rankings", RankingEntry, since, None, fits=fits).records
        )

    def observations(self, *, since: Moment | None = None) -> Records[Observation]:
        """Return the visits to articles, with the counts that each found. *since*: captured at or after."""
        asked = self._asked("observations", Observation, since, None)
        return Records("observations", Observation, asked.records)

    def runs(self) -> Records[RunReport]:
        """Return the runs' reports, oldest first. In frames `settings` is a map of names to values as JSON."""
        return Records("runs", RunReport, _for_both(self._lines.runs))

    def gaps(self) -> Records[Gap]:
        """Return the stretches of time without a run that saw the portal, judged by the schedule of their time."""
        return Records("gaps", Gap, _for_both(lambda: iter(runs_seen(self._lines.runs()).gaps)))

    def records(self, kind: RecordKind, record_type: type[_Record], *, since_date: str = "") -> Iterator[_Record]:
        """Yield the records of *kind* as *record_type*, a class with the fields that matter: the fewer, the faster.

        Opens no files of days before *since_date* (``2026-11-23``, the UTC start of their runs).
        """
        return self._lines.records(kind, record_type, since_date=since_date)

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """Return what DuckDB gives for *query* over articles, rankings, observations, edits, runs and gaps.

        For example ``dataset.sql("SELECT section, count(*) AS revisions FROM articles GROUP BY ALL").pl()``. Each
        table is read when the result is used, in flat memory. Times are in UTC.
        """
        return query_over(self._tables(), query)

    def __repr__(self) -> str:
        return overview(self._lines)

    def _repr_html_(self) -> str:
        return html_overview(self._lines)

    def _tables(self) -> dict[str, Records[Any]]:
        return {
            "articles": self.articles(),
            "rankings": self.rankings(),
            "observations": self.observations(),
            "edits": self.edits(),
            "runs": self.runs(),
            "gaps": self.gaps(),
        }

    def _asked(
        self,
        kind: RecordKind,
        record_type: type[_Record],
        since: Moment | None,
        until: Moment | None,
        *,
        is_latest: bool = False,
        fits: Callable[[_Record], bool] | None = None,
    ) -> SelectedLines[_Record]:
        return SelectedLines(
            dataset=self._lines,
            kind=kind,
            record_type=record_type,
            since=moment(since, "since"),
            until=moment(until, "until", is_end=True),
            is_latest=is_latest,
            fits=fits,
        )


def _for_both(read: Callable[[], Iterator[_Record]]) -> Callable[[bool], Iterator[_Record]]:
    """Return *read* for records and for columns alike."""
    return lambda _: read()
