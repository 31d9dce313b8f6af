"""Makes records from the pages in a WARC file from elsewhere."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from newscrawl.dataset.storage.jsonl import encode_line
from newscrawl.deadline import PAGE_SECS
from newscrawl.errors import UnreadablePageError
from newscrawl.items import CapturePlace
from newscrawl.portals import Portal
from newscrawl.reextraction.summary import Reasons
from newscrawl.reextraction.workers.captured_articles import read_page
from newscrawl.reextraction.workers.warc_import import ForeignPage, Found, Passed, pages_in
from newscrawl.tasks import Workers
from newscrawl.text import printable_json
from newscrawl.urls import host_of

_CHUNK = 16
_CHUNK_BYTES = 4_000_000


@dataclass(slots=True, kw_only=True)
class ArchiveSummary:
    """What a WARC file held."""

    response_count: int = 0
    """Responses, damaged records among them."""

    article_count: int = 0
    passed: Reasons = field(default_factory=Reasons)
    """What was skipped or gave no article, by reason."""

    secs: float = 0.0

    @property
    def damaged_count(self) -> int:
        """Records that are damaged."""
        return self.passed.counts["damaged record"]


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads pages as lines of articles."""

    name: str
    """The file's name in records."""

    portal: Portal | None
    """None for general rules."""

    page_secs: float = PAGE_SECS
    """The longest time for reading one page; 0: no limit."""

    def lines(self, pages: Sequence[Found]) -> list[bytes | Passed]:
        """Return for each of *pages* the line of its article, or why there is no article."""
        return [one if isinstance(one, Passed) else self._line(one) for one in pages]

    def _line(self, found: ForeignPage) -> bytes | Passed:
        url = found.page.url
        if self.portal is not None and host_of(url) not in self.portal.hosts:
            return Passed(offset=found.offset, reason="other host", detail=url)
        try:
            extraction = read_page(found.page, self.portal, captured_at=found.captured_at, page_secs=self.page_secs)
            article = extraction.article
            if article is None:
                return Passed(offset=found.offset, reason=extraction.reason or "no_article", detail=url)
            return encode_line(replace(article, captures=(CapturePlace(file=self.name, offset=found.offset),)))
        except UnreadablePageError as error:
            return Passed(offset=found.offset, reason=error.reason, detail=url)


def article_lines(
    path: Path,
    portal: Portal | None,
    *,
    workers: Workers,
    summary: ArchiveSummary,
    progress: Callable[[int], None],
    page_secs: float = PAGE_SECS,
) -> Generator[bytes]:
    """Yield the article of each page in the WARC file *path* as a line, in the file's order; count in *summary*.

    Here each page of a multi-page article is its own article. *progress* receives the number of bytes read.
    """
    started = time.monotonic()
    reader = PageReader(path.name, portal, page_secs)
    chunks = _chunks(_with_progress(pages_in(path), progress))
    with closing(workers.in_order(reader.lines, chunks)) as results:
        for line in itertools.chain.from_iterable(results):
            summary.response_count += 1
            if isinstance(line, Passed):
                summary.passed.add(line.reason, f"byte {line.offset} {line.detail}".strip())
            else:
                summary.article_count += 1
                yield line
            summary.secs = time.monotonic() - started


def write_article_lines(lines: Iterable[bytes], to: Path | None) -> None:
    """Write *lines* to standard output, or to the file *to*, which appears when all are written, or not at all."""
    if to is None:
        sys.stdout.buffer.writelines(map(printable_json, lines))
        sys.stdout.buffer.flush()
        return
    aside = to.with_name(f".{to.name}.tmp")
    try:
        with aside.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(to)
    finally:
        aside.unlink(missing_ok=True)


def _with_progress(pages: Iterable[Found], progress: Callable[[int], None]) -> Iterator[Found]:
    for one in pages:
        progress(one.offset)
        yield one


def _chunks(pages: Iterable[Found]) -> Iterator[Sequence[Found]]:
    """Yield pages in groups that are small in number and in size."""
    chunk: list[Found] = []
    size = 0
    for one in pages:
        chunk.append(one)
        size += len(one.page.body) if isinstance(one, ForeignPage) else 0
        if len(chunk) >= _CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def archive_summary_lines(summary: ArchiveSummary) -> list[str]:
    """Return *summary* in lines."""
    lines = [f"{summary.response_count} responses, {summary.article_count} articles in {summary.secs:.1f} s"]
    for reason, count in summary.passed.counts.most_common():
        lines.append(f"{count} {reason}: {', '.join(summary.passed.examples[reason])}")
    return lines
