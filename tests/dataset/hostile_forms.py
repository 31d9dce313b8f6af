"""More attacks: one for each form that a stranger can give to a name, a file, a line, a report, a capture or a database."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli
from backports import zstd

from .hostile import ESCAPES, Attack, _changed, _first, _index, _instead, _line, _manifest, _named, _report, _warc

_DAY = "date=2026-11-23"
_OWN = (
    "lock", "manifest.json", "index.sqlite", "index.sqlite-wal", "index.sqlite-shm", "index.sqlite.seal", "index.sqlite.new",
    "browse.sqlite", ".manifest.json.tmp", "push.json",
)  # fmt: skip
_FOLDERS = ("articles", "rankings", "observations", "captures", "runs", "torn", ".compact", f"articles/{_DAY}")
_VIEW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


def _removed(path: Path) -> Path:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _hard_link(path: Path, outside: Path) -> None:
    _removed(path).hardlink_to(outside / "precious")


def _at(place: str, make: Callable[[Path, Path], object]) -> Attack:
    """Make something at *place*, after what is there was removed."""

    def attack(folder: Path, outside: Path) -> None:
        make(_removed(folder / place), outside)

    return attack


def _of_first(kind: str, end: str, make: Callable[[Path, Path], object]) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        make(_removed(_first(folder, kind, end)), outside)

    return attack


def _folder_with_file(path: Path, outside: Path) -> None:
    path.mkdir()
    (path / "file").write_text("x")


def _text(path: Path, outside: Path) -> None:
    path.write_text("x")


def _fifo(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, outside: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket has at most 107 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _rewritten(change: Callable[[bytes], bytes], kind: str = "articles", end: str = ".jsonl") -> Attack:
    """Change the bytes of the first file of *kind*."""

    def attack(folder: Path, outside: Path) -> None:
        path = _first(folder, kind, end)
        path.write_bytes(change(path.read_bytes()))

    return attack


def _without_offsets(content: bytes) -> bytes:
    return re.sub(rb'(T[0-9]{2}:[0-9]{2}:[0-9]{2}[.0-9]*)(?:Z|[+-][0-9]{2}:[0-9]{2})"', rb'\1"', content)


def _with_value(name: str, written: bytes, kind: str = "articles") -> Attack:
    """Write *written* as the value of the field *name* of the first line, as it is."""

    def change(content: bytes) -> bytes:
        first, _, rest = content.partition(b"\n")
        record = json.loads(first)
        record[name] = "@@value@@"
        line = json.dumps(record, ensure_ascii=False).encode().replace(b'"@@value@@"', written)
        return line + b"\n" + rest

    return _rewritten(change, kind)


def _wrong_types(kind: str) -> Attack:
    """Give each field, in a line of its own, each type of JSON."""

    def change(content: bytes) -> bytes:
        record = json.loads(content.partition(b"\n")[0])
        values: tuple[Any, ...] = (
            None,
            True,
            -1,
            2**80,
            1.5,
            "",
            "\u202e" * 9,
            [],
            [[]],
            {},
            {"a": [None]},
            [1, "a", None],
        )
        changed = ({**record, name: value} for name in record for value in values)
        return content + b"".join(json.dumps(one).encode() + b"\n" for one in changed)

    return _rewritten(change, kind)


def _lines(kind: str, **fields: tuple[Any, ...]) -> Attack:
    """Add a line for each of the values of *fields*."""

    def change(content: bytes) -> bytes:
        record = json.loads(content.partition(b"\n")[0])
        made = ({**record, name: value} for name, values in fields.items() for value in values)
        return content + b"".join(json.dumps(one).encode("utf-8", "surrogatepass") + b"\n" for one in made)

    return _rewritten(change, kind)


def _bomb(path: Path, outside: Path) -> None:
    """Ten gigabytes of zeros in ten megabytes."""
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(b"\0" * (100 << 20), 9) * 100)


def _bomb_of_line_ends(path: Path, outside: Path) -> None:
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(b"\n" * (10 << 20), 9) * 100)


def _zstd_bomb(path: Path, outside: Path) -> None:
    path.with_name(f"{path.name}.zst").write_bytes(zstd.compress(b"\0" * (100 << 20)) * 100)


def _wide_zstd(path: Path, outside: Path) -> None:
    """A frame that asks for a window of 3.75 TB."""
    path.with_name(f"{path.name}.zst").write_bytes(b"\x28\xb5\x2f\xfd\x00\xff" + b"\x01\x00\x00" * 9)


def _many_members(path: Path, outside: Path) -> None:
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(b"") * 100_000)


def _packed_lines(spoil: Callable[[bytes], bytes]) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        path = _line(folder)
        path.with_name(f"{path.name}.gz").write_bytes(spoil(gzip.compress(path.read_bytes())))
        path.unlink()

    return attack


def _captures_bomb(path: Path, outside: Path) -> None:
    path.write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n" + b"\0" * (100 << 20), 9) * 20)


def _answer(head: str, body: bytes, **fields: str) -> bytes:
    answer = f"HTTP/1.1 {head}\r\n\r\n".encode("latin-1") + body
    named = {
        "WARC-Type": "response", "WARC-Record-ID": "<urn:uuid:1>", "WARC-Date": "2026-11-23T00:00:00Z",
        "WARC-Target-URI": "https://demo.example/a/1", "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(answer)), **{name.replace("_", "-"): value for name, value in fields.items()},
    }  # fmt: skip
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + answer + b"\r\n\r\n"


_HTML = "200 OK\r\nContent-Type: text/html"
_BROTLI_BOMB = brotli.compress(b"\0" * (200 << 20), quality=1)
_WARC_FORMS = {
    "a length that is too short": _answer(_HTML, b"<h1>a</h1>" * 99, Content_Length="40"),
    "a length that is too long": _answer(_HTML, b"<h1>a</h1>", Content_Length="99999"),
    "a length of 2^63": _answer(_HTML, b"<h1>a</h1>", Content_Length=str(2**63)),
    "a length of five thousand digits": _answer(_HTML, b"<h1>a</h1>", Content_Length="9" * 5000),
    "a length that is no number": _answer(_HTML, b"<h1>a</h1>", Content_Length="٣"),
    "a date that is none": _answer(_HTML, b"", WARC_Date="0000-13-41T99:99:99Z"),
    "a date of year 9999": _answer(_HTML, b"", WARC_Date="9999-12-31T23:59:59Z"),
    "a status of five digits": _answer("99999 OK", b""),
    "a status that is no number": _answer("²00 OK", b""),
    "no status line": _answer("", b"").replace(b"HTTP/1.1", b"\0"),
    "a hundred thousand headers": _answer(_HTML + "\r\na: b" * 100_000, b""),
    "a folded header": _answer(_HTML + "\r\n b\r\n\tc", b""),
    "a brotli bomb": _answer(_HTML + "\r\nContent-Encoding: br", _BROTLI_BOMB),
    "ten encodings": _answer(_HTML + "\r\nContent-Encoding: " + "gzip, " * 10, gzip.compress(b"a")),
    "an encoding that is none": _answer(_HTML + "\r\nContent-Encoding: ../../x", b"a"),
    "a charset of Python": _answer(_HTML + "; charset=unicode_escape", rb"\N{BELL}\ud800"),
    "a charset that is no text": _answer(_HTML + "; charset=zip", b"a"),
    "a charset that is a path": _answer(_HTML + "; charset=../../x\0", b"a"),
    "chunks that never end": _answer(_HTML + "\r\nTransfer-Encoding: chunked", b"ffffffff\r\na"),
    "an address that is a script": _answer(_HTML, b"<h1>a</h1>", WARC_Target_URI="javascript:alert(1)"),
    "an address of a file": _answer(_HTML, b"<h1>a</h1>", WARC_Target_URI="file:///etc/passwd"),
    "an address of a megabyte": _answer(_HTML, b"", WARC_Target_URI="http://demo.example/" + "a" * 900_000),
    "an address with an endless port": _answer(_HTML, b"", WARC_Target_URI="http://[::1]:" + "9" * 5000),
    "no blank line": b"WARC/1.1\r\nWARC-Type: response",
    "nothing": b"",
}  # fmt: skip


def _database(change: Callable[[bytearray], object], name: str = "index.sqlite") -> Attack:
    """Change bytes of the index, and seal it as a stranger can."""

    def attack(folder: Path, outside: Path) -> None:
        path = folder / name
        content = bytearray(path.read_bytes())
        change(content)
        path.write_bytes(content)
        _index("SELECT 1")(folder, outside) if bytes(content[:15]) == b"SQLite format 3" else None

    return attack


def _sealed(script: str) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        try:
            _index(script)(folder, outside)
        except sqlite3.Error as error:
            raise AssertionError(script) from error

    return attack


def _endless_tree(folder: Path, outside: Path) -> None:
    """Make the pages of the table of articles lead to one another, many times over, and seal the file."""
    path = folder / "index.sqlite"
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        (size,) = database.execute("PRAGMA page_size").fetchone()
        (root,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'articles'").fetchone()
    database.close()
    content = bytearray(path.read_bytes())
    leaf, first = bytes(content[(root - 1) * size : root * size]), len(content) // size + 1
    pages = [_interior(size, child, 300) for child in (*range(first, first + 8), first + 8)]
    content[(root - 1) * size : root * size] = pages[0]
    content += b"".join(pages[1:]) + leaf
    content += leaf
    content[28:32] = (len(content) // size).to_bytes(4, "big")
    path.write_bytes(content)
    look = path.stat()
    (folder / "index.sqlite.seal").write_text(f"{look.st_size} bytes, changed at {look.st_mtime_ns} ns\n")


def _interior(size: int, child: int, count: int) -> bytes:
    """Return an interior page of a table with *count* cells that all lead to the page *child*."""
    cells = b"".join(child.to_bytes(4, "big") + bytes([number % 127 + 1]) for number in range(count))
    start = size - len(cells)
    head = b"\x05" + (0).to_bytes(2, "big") + count.to_bytes(2, "big") + start.to_bytes(2, "big") + b"\0"
    places = b"".join((start + 5 * number).to_bytes(2, "big") for number in range(count))
    return (head + child.to_bytes(4, "big") + places).ljust(start, b"\0") + cells


def _browse_cache(script: str) -> Attack:
    """Put a cache of `scrapy browse` there that lists all files as read, and whose tables are what *script* makes."""

    def attack(folder: Path, outside: Path) -> None:
        with sqlite3.connect(folder / "browse.sqlite", isolation_level=None) as database:
            database.executescript(
                "CREATE TABLE browse_files (name TEXT PRIMARY KEY) WITHOUT ROWID; PRAGMA user_version = 1;" + script
            )
            for path in folder.rglob("*.jsonl"):
                database.execute("INSERT INTO browse_files VALUES (?)", (path.relative_to(folder).as_posix(),))
        database.close()

    return attack


def _manifest_of(**fields: object) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        file = folder / "manifest.json"
        kept = json.loads(file.read_text())
        kept["files"][0].update(fields)
        file.write_text(json.dumps(kept))

    return attack


def _reports_of_all_times(folder: Path, outside: Path) -> None:
    report = json.loads(_first(folder, "runs", ".json").read_text())
    for year in ("0002", "1970", "2038", "9998"):
        run_id = f"{year}1123T224501Z-abcdef"
        times = {
            "run_id": run_id,
            "started_at": f"{year}-11-23T22:45:01+00:00",
            "finished_at": f"{year}-11-23T22:45:02+00:00",
        }
        (folder / "runs" / f"{run_id}.json").write_text(json.dumps({**report, **times}))


def _many_names(folder: Path, outside: Path) -> None:
    for number in range(500):
        (folder / "articles" / _DAY / f"{number}.jsonl").touch()


def _byte_names(folder: Path, outside: Path) -> None:
    for name in (b"\xff\xfe.jsonl", b"\n\r.jsonl", b"-rf", b"a" * 250, b" ", b"\xe2\x80\xae.jsonl"):
        for kind in ("articles/date=2026-11-23", "captures/date=2026-11-23", "runs", "torn"):
            place = folder / kind
            place.mkdir(parents=True, exist_ok=True)
            (place / os.fsdecode(name)).touch()


def _wide_digits(folder: Path, outside: Path) -> None:
    day = folder / "articles" / "date=２０２６-11-23"
    day.mkdir()
    shutil.copy(_line(folder), day / "２０２６1123T224501Z-abcdef.jsonl")


def _times() -> Iterator[str]:
    yield from (
        "2026-11-23T24:00:00Z",
        "2026-11-23T23:59:60Z",
        "2026-11-23T00:00:00+99:99",
        "2026-11-23T00:00:00-23:59",
    )
    yield from (
        "0000-01-01T00:00:00Z",
        "2026-11-23",
        "2026-11-23T00:00:00.12345678901234567890Z",
        "-2026-01-01T00:00:00Z",
    )
    yield from (
        "99999-01-01T00:00:00Z",
        "２０２６-11-23T00:00:00Z",
        "2026-W48-1T00:00:00Z",
        "2026-11-23t00:00:00z",
        "1e9",
    )


_ADDRESSES = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "//a", "http://[", "",
              "http://a\r\nb: c", "http://user:pass@a/", "https://demo.example/" + "a" * 1_000_000, "vbscript:x", "\x01javascript:x")  # fmt: skip
_SCHEMA_FORMS = {
    "a generated column": "ALTER TABLE articles ADD COLUMN g INT GENERATED ALWAYS AS (abs(revision)) VIRTUAL",
    "an index over an expression": "CREATE INDEX e ON articles (abs(revision))",
    "a virtual table": "CREATE VIRTUAL TABLE v USING fts5(a)",
    "a table of its own": "CREATE TABLE own (a)",
    "a version of 2^31": "PRAGMA user_version = 2147483647",
    "a version below zero": "PRAGMA user_version = -2147483648",
    "the table of articles as a view": f"DROP TABLE articles; CREATE VIEW articles AS {_VIEW}",
    "values of other types": "UPDATE files SET name = CAST(zeroblob(1000000) AS TEXT) || name",
    "texts in the place of numbers": "UPDATE articles SET canonical_url = CAST(x'ff00' AS TEXT), article_id = CAST(x'00ff' AS TEXT) || article_id",
    "a name of ten megabytes": "UPDATE files SET name = printf('%.*c', 10000000, 'x') WHERE rowid = 1",
    "a journal mode of its own": "PRAGMA journal_mode = WAL",
    "a page in an odd vacuum": "PRAGMA auto_vacuum = 2; VACUUM",
}

ATTACKS: dict[str, Attack] = {
    **{f"a hard link in the place of {place}": _at(place, _hard_link) for place in _OWN},
    "a hard link in the place of a dead run's lines": _of_first("articles", ".part", _hard_link),
    "a hard link in the place of a dead run's captures": _of_first("captures", ".warc.gz.part", _hard_link),
    **{f"a folder in the place of {place}": _at(place, _folder_with_file) for place in _OWN},
    "a folder in the place of lines": _of_first("articles", ".jsonl", _folder_with_file),
    "a folder in the place of a dead run's lines": _of_first("articles", ".part", _folder_with_file),
    "a folder in the place of a report": _of_first("runs", ".json", _folder_with_file),
    "a folder in the place of captures": _of_first("captures", ".warc.gz", _folder_with_file),
    **{f"a file in the place of {place}": _at(place, _text) for place in _FOLDERS},
    "a socket in the place of lines": _of_first("articles", ".jsonl", _socket),
    "a socket in the place of the lock": _at("lock", _socket),
    "a socket in the place of captures": _of_first("captures", ".warc.gz", _socket),
    "a FIFO in the place of the cache of browse": _at("browse.sqlite", _fifo),
    "a FIFO in the place of the write-ahead log": _at("index.sqlite-wal", _fifo),
    "names that are no text": _byte_names,
    "a day in wide digits": _wide_digits,
    "a folder in other case": lambda folder, outside: (folder / "articles").rename(folder / "Articles") and None,
    "five hundred odd names": _many_names,
    "lines beside their packed form": lambda folder, outside: (
        _line(folder).with_name(f"{_line(folder).name}.gz").write_bytes(gzip.compress(b"other\n")) and None),
    "a bomb of ten gigabytes of zeros": _of_first("articles", ".jsonl", _bomb),
    "a bomb of a gigabyte of line ends": _of_first("rankings", ".jsonl", _bomb_of_line_ends),
    "a bomb of zstd": _of_first("observations", ".jsonl", _zstd_bomb),
    "a zstd window of terabytes": _of_first("articles", ".jsonl", _wide_zstd),
    "a hundred thousand empty members": _of_first("articles", ".jsonl", _many_members),
    "a bomb of captures": _of_first("captures", ".warc.gz", _captures_bomb),
    "packed lines that are cut": _packed_lines(lambda packed: packed[:-30]),
    "packed lines with a wrong checksum": _packed_lines(lambda packed: packed[:-8] + b"\0" * 8),
    "packed lines with noise behind them": _packed_lines(lambda packed: packed + b"noise" * 99),
    "packed lines that are none": _packed_lines(lambda packed: b"{}" * 99),
    "lines in UTF-16": _rewritten(lambda content: content.decode().encode("utf-16")),
    "lines with a byte order mark": _rewritten(lambda content: b"\xef\xbb\xbf" + content),
    "lines that end in CR LF": _rewritten(lambda content: content.replace(b"\n", b"\r\n")),
    "lines of bytes that are no text": _rewritten(lambda content: content.replace(b"https", b"\xff\xfe\xc0")),
    "lines of zeros": _rewritten(lambda content: b"\0" * 4096 + b"\n" + content),
    "lines without a last end": _rewritten(lambda content: content[:-1]),
    "lines of blanks": _rewritten(lambda content: b" \n\n\t\n" + content),
    "no lines": _rewritten(lambda content: b""),
    "lines that are lists": _rewritten(lambda content: b'[]\n[[]]\n1\nnull\n"a"\n' + content),
    "lines twice over": _rewritten(lambda content: content * 3),
    "keys twice over": _rewritten(lambda content: content.replace(b"{", b'{"headline":"other","portal":"x",', 1)),
    "a count that is no number": _with_value("comment_count", b"NaN"),
    "a count without an end": _with_value("comment_count", b"Infinity"),
    "a count of 1e400": _with_value("comment_count", b"1e400"),
    "a count of 1e10": _with_value("comment_count", b"1e10"),
    "a count of five thousand digits": _with_value("view_count", b"9" * 5000),
    "a revision of five thousand digits": _with_value("revision", b"9" * 5000),
    "half a surrogate": _with_value("headline", rb'"\ud800\udfff\udc00"'),
    "a text with zeros": _with_value("body", rb'"\u0000\u0000"'),
    "a text of ten megabytes": _with_value("body", b'"' + b"a " * 5_000_000 + b'"'),
    "a hundred thousand authors": _with_value("authors", b"[" + b",".join([b'{"name":"a","email":null}'] * 100_000) + b"]"),
    "a hundred thousand captures": _with_value("captures", b"[" + b",".join([b'{"file":"a","offset":1}'] * 100_000) + b"]"),
    "sources of a hundred thousand levels": _with_value("sources", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    **{f"{kind} of wrong types": _wrong_types(kind) for kind in ("articles", "rankings", "observations")},
    **{f"{kind} of odd times": _lines(kind, captured_at=tuple(_times())) for kind in ("articles", "rankings", "observations")},
    **{f"{kind} whose times have no offset": _rewritten(_without_offsets, kind) for kind in ("articles", "rankings", "observations")},
    "articles of odd times of publication": _lines("articles", published_at=tuple(_times()), modified_at=tuple(_times())),
    "articles of odd addresses": _lines("articles", url=_ADDRESSES, canonical_url=_ADDRESSES, article_id=_ADDRESSES),
    "rankings of odd addresses": _lines("rankings", url=_ADDRESSES, page_url=_ADDRESSES, list_name=_ADDRESSES),
    "rankings of odd positions": _lines("rankings", position=(0, -1, 2**31, 2**63, 2**64), list_kind=("", "x", ESCAPES)),
    "observations of odd numbers": _lines(
        "observations", http_status=(-1, 0, 99999, 2**63), revision=(-1, 0, 2**63), comment_count=(-1, 2**53 + 1, 2**64),
        status=("", "x", ESCAPES), next_visit_at=("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    ),
    "a portal that is a path": _changed(portal="../../outside"),
    "a portal that is HTML": _changed(portal="<script>alert(1)</script>", headline="</title><script>alert(1)</script>"),
    "a report whose verdict is a link": _report(verdict=f"[link=file:///etc/passwd]x[/link]{ESCAPES}", reasons=["[bold]x[/nope]"]),
    "a report of wrong types": _report(records=[1], requests="x", reasons={}, verdict=1),
    "a report of a million reasons": _report(reasons=["x"] * 1_000_000),
    "a report of numbers without end": _rewritten(
        lambda content: content.replace(b"0", b"1e308").replace(b"1,", b"1e999,"), "runs", ".json"),
    "a report that ended before it started": _report(finished_at="0001-01-01T00:00:00+00:00"),
    "a report of another run": _report(run_id="20200101T000000Z-abcdef"),
    "a report in UTF-16": _rewritten(lambda content: content.decode().encode("utf-16"), "runs", ".json"),
    "reports of all times": _reports_of_all_times,
    "a manifest of odd numbers": _manifest_of(bytes=-1, records=2**62),
    "a manifest of numbers without end": _manifest_of(bytes=2**80),
    "a manifest of a file in a file": _manifest("manifest.json/x"),
    "a manifest of a file that leads up": _manifest(f"articles/{_DAY}/../../../../outside/precious"),
    "a manifest of itself": _manifest("manifest.json"),
    "a manifest of wrong types": _instead("", "manifest.json", b'{"portal":1,"files":{"a":[]}}'),
    "a manifest that is half": _rewritten(lambda content: content[: len(content) // 2], "", "manifest.json"),
    "a manifest of another portal": _rewritten(lambda content: content.replace(b'"demo"', b'"../x"'), "", "manifest.json"),
    "a lock that a terminal obeys": _instead("", "lock", json.dumps(
        {"pid": 2**80, "host": ESCAPES, "since": "9999-12-31T23:59:59Z", "run_id": ESCAPES, "unreported": [ESCAPES, "../x"]}).encode()),
    "a lock of wrong types": _instead("", "lock", b'{"pid":[],"host":{},"since":1,"run_id":null}\n'),
    "a report that is a capture": _named("runs", "20261123T224501Z-abcdef.warc.gz"),
    **{f"a WARC record with {name}": _warc(content) for name, content in _WARC_FORMS.items()},
    **{f"an index with {name}": _sealed(script) for name, script in _SCHEMA_FORMS.items()},
    "an index of pages that never end": _endless_tree,
    "an index that is encrypted": _instead("", "index.sqlite", os.urandom(8192)),
    "an index whose header lies about its size": _database(lambda content: content.__setitem__(slice(28, 32), b"\x7f" * 4)),
    "an index whose header lies about its pages": _instead("", "index.sqlite", b"SQLite format 3\0\x00\x01\x09\x09" + b"\xff" * 4096),
    "an index with a log of another one": _instead("", "index.sqlite-wal", b"\x37\x7f\x06\x82" + b"\x01" * 8192),
    "an index with a damaged map of its log": _instead("", "index.sqlite-shm", b"\xff" * 32768),
    "a cache of browse with a view that never ends": _browse_cache(
        "".join(f"CREATE VIEW {name} AS {_VIEW};" for name in ("articles", "rankings", "edits", "latest", "captures"))),
    "a cache of browse with nothing in it": _browse_cache(""),
    "a cache of browse with a journal": _instead("", "browse.sqlite-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600),
}  # fmt: skip
HARMLESS = {
    # written in place never, and refused by name by who would
    *(f"a hard link in the place of {place}" for place in _OWN if not place.startswith(("index.sqlite-", "manifest"))),
    "a hard link in the place of a dead run's lines",
    "a hard link in the place of a dead run's captures",
    # caches, hints and names that are for one moment: what they hold is not believed
    *(
        f"a folder in the place of {place}"
        for place in _OWN
        if place.endswith((".seal", ".new", ".tmp", "browse.sqlite", "push.json"))
    ),
    "a file in the place of torn",
    "a lock that a terminal obeys",
    "a lock of wrong types",
    "a manifest of another portal",
    *(name for name in ATTACKS if name.startswith("a cache of browse")),
    # the index of a dead run is compared with the lines by the next run
    "an index with values of other types",
    "an index with texts in the place of numbers",
    "an index with a name of ten megabytes",
    "an index with a journal mode of its own",
    "an index with a page in an odd vacuum",
    "an index with a log of another one",
    "an index with a damaged map of its log",
} - {"a hard link in the place of index.sqlite"}
"""What newscrawl does not look at, or what is sound."""
