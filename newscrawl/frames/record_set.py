"""Records that are read when they are used: one by one, in batches, as a frame, or by SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from newscrawl.errors import NewscrawlError
from newscrawl.program import lacks

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_Record = TypeVar("_Record")


class Records(Generic[_Record]):
    """Records of one kind. Each use reads the files anew, in flat memory; nothing is read before.

    Iterate for typed records. `to_arrow`, `to_polars`, `to_pandas` give frames: a row a record, a column a field. Times
    are instants in UTC with microseconds; `published_at_offset` and `modified_at_offset` are the printed offsets.
    Lists and objects are nested; maps such as `sources` are Arrow maps. Also an Arrow stream for other libraries:
    `pyarrow.table(records)`, `polars.DataFrame(records)`.

    Every use raises `DamagedLineError` for a line that is no record, unless the dataset was opened with
    ``on_damage="skip"``. Frames raise it also for a number of more than 64 bits.
    """

    def __init__(
        self, name: str, record_type: type[_Record], read: Callable[[bool], Iterator[_Record]], description: str = ""
    ) -> None:
        self._name = name
        self._record_type = record_type
        self._read = read
        self._description = description

    def __iter__(self) -> Iterator[_Record]:
        return self._read(False)

    def __repr__(self) -> str:
        ways = f".to_polars() .to_pandas() .to_arrow() .sql('FROM {self._name}')"
        return f"<{self._name}{self._description}: iterate, or {ways}>"

    def to_arrow(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a `pyarrow.Table`: a row a record in stored order, all columns or *columns*.

        Raises `WrongUsageError` for an unknown column, and `NewscrawlError` without the extra `frames`.
        """
        return self.batches(columns).read_all()

    def to_polars(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return a `polars.DataFrame`, as `to_arrow` does."""
        polars = _needed("polars")
        frame: pl.DataFrame = polars.from_arrow(self.to_arrow(columns))
        return frame

    def to_pandas(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a `pandas.DataFrame`, as `to_arrow` does.

        Its types are Arrow's (`pandas.ArrowDtype`), so that missing counts stay missing and whole numbers whole.
        """
        pandas = _needed("pandas")
        frame: pd.DataFrame = self.to_arrow(columns).to_pandas(types_mapper=pandas.ArrowDtype)
        return frame

    def batches(self, columns: Sequence[str] | None = None, *, row_count: int = 1_000) -> pa.RecordBatchReader:
        """Return a `pyarrow.RecordBatchReader` over batches of at most *row_count* rows: any number in flat memory."""
        pyarrow = _needed("pyarrow")
        from newscrawl.frames import arrow_columns

        chosen = arrow_columns.arrow_columns(self._record_type, columns)
        schema = arrow_columns.schema_of(chosen)
        records = self._read(True)
        reader: pa.RecordBatchReader = pyarrow.RecordBatchReader.from_batches(
            schema, arrow_columns.batches(chosen, schema, records, row_count)
        )
        return reader

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """Return what DuckDB gives for *query* over these records, which have the name of their kind.

        For example ``records.sql("SELECT section, count(*) FROM articles GROUP BY ALL")``. The result is read when it
        is used: `.pl()`, `.df()`, `.fetchall()`, `.arrow()`. Each use reads the files again.
        """
        return query_over({self._name: self}, query)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.batches().__arrow_c_stream__(requested_schema)


def query_over(tables: dict[str, Any], query: str) -> duckdb.DuckDBPyRelation:
    """Return what DuckDB gives for *query* over *tables*, name → an Arrow stream."""
    engine, _ = _needed("duckdb"), _needed("pyarrow")
    connection = engine.connect(config={"autoinstall_known_extensions": False})
    connection.execute("SET TimeZone = 'UTC'")
    for name, table in tables.items():
        connection.register(name, table)
    relation: duckdb.DuckDBPyRelation = connection.sql(query)
    return relation


def _needed(package: str) -> Any:
    from importlib import import_module

    try:
        return import_module(package)
    except ImportError as error:
        raise NewscrawlError(lacks(f"frames need {package}, which is not installed", "frames")) from error
