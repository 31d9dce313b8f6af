"""What a dataset shows of itself in a Python prompt or a notebook: counts of files, not of records, so it is fast."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from newscrawl.clock import run_start
from newscrawl.dataset.read.reader import DatasetReader
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout
from newscrawl.text import printable

_NEXT = ".articles(latest=True).to_polars(), .edits(field='headline'), .sql('SELECT …')"


def overview(dataset: DatasetReader) -> str:
    """Return the dataset in some lines of text for a terminal."""
    rows = "\n".join(f"  {name:<13} {value}" for name, value in _facts(dataset))
    return f"<dataset of {printable(dataset.portal)} in {printable(str(dataset.folder))}\n{rows}\n  try {_NEXT}>"


def html_overview(dataset: DatasetReader) -> str:
    """Return the dataset as a table in HTML, with every value escaped."""
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in _facts(dataset))
    title = escape(f"Dataset of {printable(dataset.portal)} in {printable(str(dataset.folder))}")
    return f"<table><caption>{title}</caption>{rows}</table><p>Try <code>{escape(_NEXT)}</code></p>"


def _facts(dataset: DatasetReader) -> Iterator[tuple[str, str]]:
    layout = Layout(dataset.folder)
    runs = [path.stem for path in layout.reports()]
    if runs:
        span = f", {run_start(runs[0]):%Y-%m-%d} to {run_start(runs[-1]):%Y-%m-%d} UTC"
    yield "runs", f"{len(runs):,}{span if runs else ''}"
    for kind in RECORD_KINDS:
        files = layout.record_files(kind)
        size = sum(file.byte_count for file in files) / 1e6
        yield kind, f"{len(files):,} {'file' if len(files) == 1 else 'files'}, {size:,.1f} MB"
