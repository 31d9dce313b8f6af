"""Feeds (`-o`, `-O`) with times that keep their offset: Scrapy's own encoder drops it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import msgspec
from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    JsonItemExporter,
    JsonLinesItemExporter,
    XmlItemExporter,
)

from newscrawl.items import Article


class _PlainValues(BaseItemExporter):
    """Turns each field into plain lists, maps, texts and numbers, a time into ISO 8601 with its offset."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:  # noqa: ARG002
        return msgspec.to_builtins(value)


class RecordLinesExporter(_PlainValues, JsonLinesItemExporter):
    """JSON Lines."""

    def export_item(self, item: Any) -> None:
        """Write *item* as one line, as the dataset would."""
        self.file.write(msgspec.json.encode(item) + b"\n")


class RecordJsonExporter(_PlainValues, JsonItemExporter):
    """One JSON array."""


class RecordCsvExporter(_PlainValues, CsvItemExporter):
    """CSV; lists and maps as JSON. Without rows: the names of the columns. For flat columns: `scrapy export`."""

    has_rows: bool = False

    def export_item(self, item: Any) -> None:
        """Write *item* as a row."""
        self.has_rows = True
        super().export_item(item)

    def finish_exporting(self) -> None:
        """Write the names of the columns where no row has written them."""
        if self.include_headers_line and not self.has_rows and not self.fields_to_export:
            self.csv_writer.writerow(field.name for field in fields(Article))
        super().finish_exporting()

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Return *value* as one cell."""
        plain = super().serialize_field(field, name, value)
        return msgspec.json.encode(plain).decode() if isinstance(plain, list | tuple | dict) else plain


class RecordXmlExporter(_PlainValues, XmlItemExporter):
    """XML."""
