"""Feeds keep a time's offset and a text's letters."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest

from newscrawl.exporters import RecordCsvExporter, RecordJsonExporter, RecordLinesExporter
from tests.dataset.records import article

MOMENT = datetime.fromisoformat("2026-11-23T09:00:00+09:00")


@pytest.mark.parametrize("exporter", [RecordLinesExporter, RecordJsonExporter])
def test_json_feeds_hold_the_record(exporter: type) -> None:
    file = io.BytesIO()
    one = exporter(file, encoding="utf-8")
    record_in = article(1, run_id="r", published_at=MOMENT, headline="見出し♥“引用”")

    one.start_exporting()
    one.export_item(record_in)
    one.finish_exporting()

    text = file.getvalue().decode()
    record = json.loads(text.strip().strip("[]"))
    assert record["published_at"] == "2026-11-23T09:00:00+09:00"
    assert record["headline"] == "見出し♥“引用”"
    assert "見出し♥" in text


def test_csv_feeds_keep_the_offset() -> None:
    file = io.BytesIO()
    one = RecordCsvExporter(file, encoding="utf-8")

    one.start_exporting()
    one.export_item(article(1, run_id="r", published_at=MOMENT))
    one.finish_exporting()

    (row,) = csv.DictReader(io.StringIO(file.getvalue().decode()))
    assert row["published_at"] == "2026-11-23T09:00:00+09:00"
    assert isinstance(json.loads(row["authors"]), list)
