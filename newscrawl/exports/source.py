"""The stored lines as typed SQL views of DuckDB: selected, in the order in which they were stored, in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from newscrawl.dataset.storage.jsonl import read_lines
from newscrawl.dataset.storage.layout import RECORD_KINDS, Layout, RecordKind
from newscrawl.errors import DatasetError, NewscrawlError, WrongUsageError
from newscrawl.exports.columns import ZONED, columns, defaults, json_structure
from newscrawl.exports.selection import Selection, conditions, latest, literal
from newscrawl.program import as_typed, lacks
from newscrawl.text import counted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Found = TypeVar("Found")

MEMORY_MB = 384
"""DuckDB's memory limit; with it an export of any number of articles takes about 300 MB, as fast as with 1,024."""

_BATCH_COUNT = 1000
_SAMPLED_FILES, _SAMPLED_LINES = 50, 20
LONG_LINE_BYTES = 16_000
"""One thread reads longer ones: with 60 kB records two took 380 MB (one: 300), and were not faster."""

_NO_RECORD = "expected a record, got a line without article_id"


class Source:
    """The finished files of one dataset, listed once: the next export takes what a run stores meanwhile.

    SQL can read and write only the dataset and *scratch*, the folder in which the export is written.
    *is_joined*: whether a selection joins records with others. Then one thread keeps their order; a test with two did
    not. Raises `NewscrawlError` where DuckDB is not installed.
    """

    def __init__(self, layout: Layout, *, scratch: Path, memory_mb: int = MEMORY_MB, is_joined: bool = False) -> None:
        layout.refuse_odd_entries()  # DuckDB opens files by their names
        files = {kind: layout.record_files(kind) for kind in RECORD_KINDS}
        self.portal = layout.folder.name
        self.part_count = sum(file.is_part for found in files.values() for file in found)
        if self.part_count and self.part_count == sum(map(len, files.values())):
            raise DatasetError(
                f"{layout.folder}: expected records of a run that has ended, got "
                f"{counted(self.part_count, 'file')} of a run that has not ended; export again after it"
            )
        self._paths = {
            kind: [str(file.path.absolute()) for file in found if not file.is_part] for kind, found in files.items()
        }
        self._whole: set[str] = set()
        """The views that take every line."""
        self._memory_mb = memory_mb
        self._connection = connect([layout.folder, scratch], memory_mb)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="duckdb")
        if is_joined or self.line_bytes("articles") > LONG_LINE_BYTES:
            self._connection.execute("SET threads = 1")
        self._connection.execute("SET lock_configuration = true")
        with self._plain_errors():
            for kind in RECORD_KINDS:
                self._connection.execute(f"CREATE TEMP VIEW all_{kind} AS {typed_lines(kind, self._read(kind))}")

    def close(self) -> None:
        """Close the connection."""
        self._thread.shutdown()
        self._connection.close()

    def select(self, kind: RecordKind, selection: Selection) -> str:
        """Make the view of *kind*'s selected records; return its name. Raises `WrongUsageError` for a bad condition.

        Its columns are the record's fields, `<time>_offset` beside zoned times, and `line`, the stored line itself.
        """
        found = conditions(kind, selection)
        if selection.is_latest:
            found.append(latest(kind, selection))
        if selection.where:
            self._try_condition(kind, selection.where)
            found.append(f"(\n{selection.where}\n)")
        condition = " AND ".join(found) or "true"
        view = f"selected_{kind}"
        self.run(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM all_{kind} WHERE {condition}")
        if not found:
            self._whole.add(view)
        return view

    def line_bytes(self, kind: RecordKind) -> int:
        """Return the approximate line length of *kind*: the file with the longest of a few lines decides."""
        paths = self._paths[kind]
        return max((_mean_bytes(Path(path)) for path in paths[:: len(paths) // _SAMPLED_FILES + 1]), default=0)

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of *statement*, which are few. Raises `DatasetError`, `OSError`."""
        with self._plain_errors():
            return self._awaited(lambda: self._connection.execute(statement).fetchall())

    def lines(self, kind: RecordKind, view: str) -> Iterator[bytes]:
        """Yield the stored lines of *view*, which selects from *kind*, without their newlines.

        A view of all lines is not parsed here: reading the view before (`facts_of`) finds a line that is not a record.
        """
        if view in self._whole:
            yield from self._stored_lines(kind)
            return
        with self._plain_errors():
            result = self._awaited(lambda: self._connection.execute(f"SELECT encode(line) FROM {view}"))
            while rows := self._awaited(lambda: result.fetchmany(_BATCH_COUNT)):
                for (line,) in rows:
                    yield line

    def _stored_lines(self, kind: RecordKind) -> Iterator[bytes]:
        for path in self._paths[kind]:
            for offset, line in read_lines(Path(path)):
                if line.isspace():  # DuckDB does not count such a line.
                    raise DatasetError(
                        f"{path}: expected a record, got an empty line at byte {offset}; "
                        f"run {as_typed('verify --repair')!r}"
                    )
                yield line.removesuffix(b"\n")

    def _read(self, kind: RecordKind) -> str:
        if not self._paths[kind]:
            return "(SELECT NULL::JSON AS json WHERE false)"
        paths = ", ".join(literal(path) for path in self._paths[kind])
        return f"read_json_objects([{paths}], format='newline_delimited')"

    def _try_condition(self, kind: RecordKind, where: str) -> None:
        import duckdb

        statement = f"EXPLAIN SELECT * FROM all_{kind} WHERE (\n{where}\n)"
        try:
            if len(self._connection.extract_statements(statement)) != 1:
                raise WrongUsageError(f"--where: expected one condition, got several statements: {where!r}")
            self._connection.execute(statement)
        except duckdb.Error as error:
            names = ", ".join(column.name for column in columns(kind))
            raise WrongUsageError(
                f"--where: {_first_line(error)}; expected an SQL condition over the columns of {kind}: {names}"
            ) from error

    def _awaited(self, query: Callable[[], Found]) -> Found:
        """Run *query* in a thread and wait for it: DuckDB 2.0 misses every third Ctrl-C of the thread it runs in."""
        running = self._thread.submit(query)
        try:
            while not running.done():  # Wait in pieces: a library that handles SIGINT beside Python may wake no thread.
                wait([running], timeout=0.1)
            return running.result()
        except KeyboardInterrupt:
            while not running.done():  # A query that is about to begin forgets an interrupt.
                self._connection.interrupt()
                wait([running], timeout=0.05)
            raise

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.IOException as error:
            raise OSError(_first_line(error)) from error
        except duckdb.OutOfMemoryException as error:
            raise NewscrawlError(
                f"{self.portal}: the records do not fit in {self._memory_mb} MB, a row group at a time "
                f"({_first_line(error)}); export a part of them (--since, --until)"
            ) from error
        except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
            raise WrongUsageError(f"--where: {_first_line(error)}") from error  # a stored line's type is checked before
        except (duckdb.Error, UnicodeDecodeError) as error:  # the message of an error may hold bytes that are no text
            raise DatasetError(
                f"{self.portal}: cannot read the stored lines ({_first_line(error)}); "
                f"run {as_typed(f'verify {self.portal}')!r}"
            ) from error


def typed_lines(kind: RecordKind, read: str) -> str:
    """Return the query of typed columns, and `line`, over *read*, which gives the column `json`."""
    shown = []
    for column in columns(kind):
        part = f'record."{column.name}"'
        if column.name in ZONED:
            shown.append(f"{part}::TIMESTAMPTZ AS {column.name}")
            shown.append(f"nullif(regexp_extract({part}, '(Z|[+-][0-9:]+)$'), '') AS {column.name}_offset")
        else:
            value = f"coalesce({part}, error({literal(_NO_RECORD)}))" if column.name == "article_id" else part
            shown.append(f'{value} AS "{column.name}"')
    record = f"from_json_strict({_with_defaults(kind)}, {literal(json_structure(kind))}) AS record"
    return f"SELECT {', '.join(shown)}, line FROM (SELECT json::VARCHAR AS line, {record} FROM {read})"


def _with_defaults(kind: RecordKind) -> str:
    """Return the SQL of a stored line with the default of each field that its version did not have yet."""
    whole = "json"
    for name, default in defaults(kind).items():
        patched = f"json_merge_patch({whole}, {literal(msgspec.json.encode({name: default}).decode())})"
        whole = f"CASE WHEN json_exists(json, '$.{name}') THEN {whole} ELSE {patched} END"
    return whole


def connect(folders: list[Path], memory_mb: int) -> DuckDBPyConnection:
    """Return a connection that can read and write *folders* alone; the last one takes what does not fit in memory."""
    try:
        import duckdb
    except ImportError as error:
        raise NewscrawlError(lacks("export needs DuckDB", "export")) from error
    scratch = folders[-1].absolute()
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "memory_limit": f"{memory_mb}MB"})
    allowed = ", ".join(literal(f"{folder.absolute()}/") for folder in folders)
    for statement in (
        "SET TimeZone = 'UTC'",
        f"SET temp_directory = {literal(f'{scratch}/.spill')}",
        f"SET allowed_directories = [{allowed}]",
        "SET enable_external_access = false",
        "SET enable_progress_bar = false",
        "SET disabled_optimizers = 'build_side_probe_side'",  # a swapped join loses the order
    ):
        connection.execute(statement)
    return connection


def _mean_bytes(path: Path) -> int:
    lengths = [len(line) for _, line in islice(read_lines(path), _SAMPLED_LINES)]
    return sum(lengths) // max(1, len(lengths))


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].strip()
