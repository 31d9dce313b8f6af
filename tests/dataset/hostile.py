"""Datasets as a stranger may send them: each is a small sound one with one thing in it that attacks who opens it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
from backports import zstd

from newscrawl.clock import Clock
from newscrawl.dataset import Session, signature_of

from .records import START, article, page, ranking, report_of, visit

Attack = Callable[[Path, Path], None]
"""Changes the dataset in the first folder; the second is outside, with the file `precious`."""

ESCAPES = "\x1b]0;owned\x07\x1b[31m\x9b2J\u202egnp.exe\u2028\x00\r"
"""What a terminal obeys: ESC, C1, a title, a bidi override, line ends."""
_LINK_PLACES = (
    "lock", "manifest.json", ".manifest.json.tmp", "index.sqlite", "index.sqlite-wal", "index.sqlite-journal",
    "index.sqlite.seal", "index.sqlite.new", "torn", ".compact", "runs", "captures", "articles",
)  # fmt: skip


def make(root: Path) -> Path:
    """Make a sound dataset `demo` of two runs, the second of which died; return its folder.

    It is copied as the second run left it: that run's index is closed by Python some time later, and changes then.
    """
    for number in (1, 2):
        session = Session(root, "demo", clock=Clock(START))
        session.open()
        for article_number in (number, number + 10):
            place = session.add_capture(page(article_number))
            made = article(article_number, run_id=session.run_id, captures=(place,))
            session.add_article(made, visit(made), signature=signature_of(made.body))
        session.add_capture(page(number))
        session.add_ranking(ranking(number, run_id=session.run_id))
        session.flush()
        if number == 1:
            session.write_report(report_of(session, START))
            session.close()
    left = root / "left" / "demo"
    shutil.copytree(root / "demo", left)
    session.close()
    return left


def copy_of(folder: Path, to: Path) -> Path:
    """Copy the dataset *folder* below *to*, where the folder `outside` holds the file `precious`."""
    (to / "outside").mkdir(parents=True)
    (to / "outside" / "precious").write_text("precious\n")
    shutil.copytree(folder, to / "data" / "demo")
    return to / "data" / "demo"


def _first(folder: Path, kind: str, end: str) -> Path:
    return next(path for path in sorted((folder / kind).rglob("*")) if path.name.endswith(end))


def _line(folder: Path) -> Path:
    return _first(folder, "articles", ".jsonl")


def _linked(place: str) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        path = folder / place
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(outside if "." not in place and place != "lock" else outside / "precious")

    return attack


def _linked_file(kind: str, end: str) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        path = _first(folder, kind, end)
        path.unlink()
        path.symlink_to(outside / "precious")

    return attack


def _instead(kind: str, end: str, content: bytes | Callable[[Path], None]) -> Attack:
    """Put *content* in the place of a file, or what it makes there."""

    def attack(folder: Path, outside: Path) -> None:
        path = _first(folder, kind, end) if kind else folder / end
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content)

    return attack


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(600 << 20)


def _terabyte(path: Path) -> None:
    """A terabyte of zeros, which takes no room on a disk and little in an archive."""
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _listed_terabyte(folder: Path, outside: Path) -> None:
    """A terabyte of zeros in the place of captures and of a report, as the manifest lists them."""
    manifest = folder / "manifest.json"
    listed = json.loads(manifest.read_text())
    for entry in listed["files"]:
        if entry["path"].startswith(("captures/", "runs/")):
            entry["bytes"] = 1 << 40
            _terabyte(folder / entry["path"])
    manifest.write_text(json.dumps(listed))


def _changed(**changes: object) -> Attack:
    """Change fields of the first article's line."""

    def attack(folder: Path, outside: Path) -> None:
        path = _line(folder)
        first, *rest = path.read_bytes().splitlines(keepends=True)
        record = {**json.loads(first), **changes}
        path.write_bytes(
            json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" + b"".join(rest)
        )

    return attack


def _journal(target: str, target_path: str, *sources: tuple[str, str, int]) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        named = json.dumps({"target": target, "target_path": target_path, "sources": sources})
        (folder / ".compact").mkdir()
        (folder / ".compact" / "journal.json").write_text(named.replace("OUTSIDE", str(outside)))

    return attack


def _real_journal(folder: Path, outside: Path) -> None:
    """A journal of right names, whose target does not hold the lines of the files that it names."""
    path = _line(folder)
    day, name = path.parent.name, f"articles/{path.parent.name}/{path.name}"
    target = f"articles/{day}/{day[5:].replace('-', '')}-day.jsonl"
    (folder / target).write_bytes(b"")
    _journal(target, target, (name, name, 0))(folder, outside)


def _index(script: str) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        with sqlite3.connect(folder / "index.sqlite", isolation_level=None) as database:
            database.executescript(script)
        database.close()
        look = (folder / "index.sqlite").stat()
        seal = f"{look.st_size} bytes, changed at {look.st_mtime_ns} ns\n"
        (folder / "index.sqlite.seal").write_text(seal)

    return attack


def _sqlite_journal(folder: Path, outside: Path) -> None:
    """A rollback journal that names a file outside as its parent: SQLite deletes such a parent when it has rolled back."""
    name = str(outside / "precious").encode()
    header = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + (0).to_bytes(4, "big") * 2 + (1).to_bytes(4, "big")
    header += (512).to_bytes(4, "big") + (4096).to_bytes(4, "big")
    tail = name + len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big") + b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    (folder / "index.sqlite-journal").write_bytes(header.ljust(512, b"\0") + tail)


def _revisit(pointing: Callable[[str, int], str]) -> Attack:
    """Make the first article's capture a revisit that points where *pointing* says (file, offset)."""

    def attack(folder: Path, outside: Path) -> None:
        path = _first(folder, "captures", ".warc.gz")
        name, offset = f"captures/{path.parent.name}/{path.name}", path.stat().st_size
        head = b"HTTP/1.1 200 OK\r\n\r\n"
        fields = (
            "WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-11-23T00:00:00Z\r\n"
            f"WARC-Target-URI: https://demo.example/a/1\r\nNewscrawl-Refers-To-Place: {pointing(name, offset)}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(head)}\r\n\r\n"
        )
        with path.open("ab") as file:
            file.write(gzip.compress(fields.encode() + head + b"\r\n\r\n"))
        _changed(captures=[{"file": name, "offset": offset}])(folder, outside)

    return attack


def _warc(head: bytes) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        path = _first(folder, "captures", ".warc.gz")
        offset = path.stat().st_size
        with path.open("ab") as file:
            file.write(gzip.compress(head))
        _changed(captures=[{"file": f"captures/{path.parent.name}/{path.name}", "offset": offset}])(folder, outside)

    return attack


def _report(**changes: object) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        path = _first(folder, "runs", ".json")
        path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))

    return attack


def _manifest(path: str) -> Attack:
    def attack(folder: Path, outside: Path) -> None:
        file = folder / "manifest.json"
        kept = json.loads(file.read_text())
        kept["files"][0]["path"] = path.replace("OUTSIDE", str(outside))
        file.write_text(json.dumps(kept))

    return attack


def _named(*parts: str) -> Attack:
    """Add a copy of the articles' file under another name."""

    def attack(folder: Path, outside: Path) -> None:
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_line(folder), path)

    return attack


def _deep(folder: Path, outside: Path) -> None:
    path = folder / "articles"
    for _ in range(900):
        path = path / "d"
    os.makedirs(path)  # noqa: PTH103  that of pathlib calls itself for each level


def _zstd_bomb(path: Path) -> None:
    path.with_name(path.name + ".zst").write_bytes(zstd.compress(b"\n" * 300_000))


_DAY = "date=2026-11-23"
_DEEP_JSON = b"[" * 100_000 + b"]" * 100_000 + b"\n"
_RECURSIVE = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"

ATTACKS: dict[str, Attack] = {
    **{f"a link in the place of {place}": _linked(place) for place in _LINK_PLACES},
    "a link in the place of lines": _linked_file("articles", ".jsonl"),
    "a link in the place of a dead run's lines": _linked_file("articles", ".part"),
    "a link in the place of a dead run's observations": _linked_file("observations", ".part"),
    "a link in the place of a dead run's captures": _linked_file("captures", ".warc.gz.part"),
    "a link in the place of a report": _linked_file("runs", ".json"),
    "a link in the place of a day": lambda folder, outside: (folder / "articles" / "date=2026-11-22").symlink_to(outside),
    "a FIFO in the place of lines": _instead("articles", ".jsonl", os.mkfifo),
    "a FIFO in the place of the lock": _instead("", "lock", os.mkfifo),
    "a FIFO in the place of the manifest": _instead("", "manifest.json", os.mkfifo),
    "a FIFO in the place of the index": _instead("", "index.sqlite", os.mkfifo),
    "a FIFO in the place of a report": _instead("runs", ".json", os.mkfifo),
    "a FIFO in the place of captures": _instead("captures", ".warc.gz", os.mkfifo),
    "a link to an endless device": _instead("articles", ".jsonl", lambda path: path.symlink_to("/dev/zero")),
    "a line of 600 MB": _instead("articles", ".jsonl", _sparse),
    "a dead run's line of 600 MB": _instead("articles", ".jsonl.part", _sparse),
    "a report of 600 MB": _instead("runs", ".json", _sparse),
    "a manifest of 600 MB": _instead("", "manifest.json", _sparse),
    "a line of a terabyte": _instead("articles", ".jsonl", _terabyte),
    "a report of a terabyte": _instead("runs", ".json", _terabyte),
    "captures of a terabyte": _instead("captures", ".warc.gz", _terabyte),
    "a dead run's captures of a terabyte": _instead("captures", ".warc.gz.part", _terabyte),
    "a terabyte of captures that the manifest lists": _listed_terabyte,
    "a lock of 600 MB": _instead("", "lock", _sparse),
    "an index of 600 MB of nothing": _instead("", "index.sqlite", _sparse),
    "a seal of 600 MB": _instead("", "index.sqlite.seal", _sparse),
    "a compressed file that unpacks to three hundred thousand lines": _instead("rankings", ".jsonl", _zstd_bomb),
    "captures of 600 MB of nothing": _instead("captures", ".warc.gz", _sparse),
    "a line of JSON of a hundred thousand levels": _instead("articles", ".jsonl", _DEEP_JSON),
    "a report of a hundred thousand levels": _instead("runs", ".json", _DEEP_JSON),
    "a manifest of a hundred thousand levels": _instead("", "manifest.json", _DEEP_JSON),
    "a lock of a hundred thousand levels": _instead("", "lock", _DEEP_JSON[:60_000]),
    "a journal of a hundred thousand levels": _instead("", ".compact/journal.json", _DEEP_JSON),
    "losses of a hundred thousand levels": _instead("", "torn/losses.json", _DEEP_JSON),
    "a count of 2^70": _changed(comment_count=2**70),
    "a count of 2^64": _changed(comment_count=2**64 - 1),
    "a revision of 2^62": _changed(revision=2**62),
    "a revision of 0": _changed(revision=0),
    "a time of year 1": _changed(captured_at="0001-01-01T00:00:00+09:00"),
    "a time of year 9999": _changed(captured_at="9999-12-31T23:59:59-09:00"),
    "a publication in year 1": _changed(published_at="0001-01-01T00:00:00+14:00"),
    "a time without an offset": _changed(captured_at="2026-11-23T00:00:00"),
    "an article without text": _changed(body=None),
    "a run that is a path": _changed(run_id="../../../outside/precious"),
    "captures at byte -5": lambda folder, outside: _changed(
        captures=[{"file": json.loads(_line(folder).read_text().splitlines()[0])["captures"][0]["file"], "offset": -5}]
    )(folder, outside),
    "captures at byte 2^62": lambda folder, outside: _changed(
        captures=[{"file": json.loads(_line(folder).read_text().splitlines()[0])["captures"][0]["file"], "offset": 2**62}]
    )(folder, outside),
    "captures outside": _changed(captures=[{"file": "../../outside/precious", "offset": 0}]),
    "captures at an absolute path": _changed(captures=[{"file": "/etc/passwd", "offset": 0}]),
    "captures with a zero in their name": _changed(captures=[{"file": "captures/\0", "offset": 0}]),
    "text that a terminal obeys": _changed(headline=f"見出し{ESCAPES}", section=ESCAPES, article_id=f"demo:{ESCAPES}"),
    "another portal that a terminal obeys": _changed(portal=ESCAPES),
    "a key that a terminal obeys": _changed(**{ESCAPES: 1}),
    "a journal that deletes a file outside": _journal(
        f"articles/{_DAY}/20261123-day.jsonl", "manifest.json", ("x", "../../outside/precious", 1)
    ),
    "a journal that deletes a file by its absolute path": _journal(
        "manifest.json", "manifest.json", ("x", "OUTSIDE/precious", 1)
    ),
    "a journal that makes a file outside": _journal("../../outside/made", "../../outside/made"),
    "a journal whose target holds nothing": _real_journal,
    "an index with a view that never ends": _index(f"DROP TABLE files; CREATE VIEW files AS {_RECURSIVE}"),
    "an index with a trigger": _index("CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM files; END"),
    "an index of files outside": _index("UPDATE files SET name = '../../outside/' || name"),
    "an index of odd places": _index("UPDATE articles SET line_offset = -5, line_bytes = 1 << 60"),
    "an index of odd times": _index("UPDATE articles SET last_seen_at = 1 << 62, next_visit_at = -(1 << 62)"),
    "an index without tables": _index("DROP TABLE articles"),
    "a journal of SQLite that names a file outside": _sqlite_journal,
    "a revisit that points at itself": _revisit(lambda name, offset: f"{name}#{offset}"),
    "a revisit that points outside": _revisit(lambda name, offset: "../../outside/precious#0"),
    "a revisit that points before the file": _revisit(lambda name, offset: f"{name}#-7"),
    "a revisit that points nowhere": _revisit(lambda name, offset: "#"),
    "a WARC record without an address": _warc(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"),
    "a WARC record of 80 MB on one line": _warc(b"WARC/1.1\r\nX: " + b"a" * 80_000_000),
    "a WARC record with an address that a terminal obeys": _warc(
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/ {ESCAPES[:6]}\r\nContent-Length: -1\r\n\r\n".encode()
    ),
    "a report that started in year 1": _report(started_at="0001-01-01T00:00:00+00:00"),
    "a report that started at no place": _report(started_at="2026-11-23T00:00:00"),
    "a report of 2^70 records": _report(records={"articles": 2**70}),
    "a report of -5 records": _report(records={"articles": -5}),
    "a report that a terminal obeys": _report(reasons=[ESCAPES], records={ESCAPES: 3}),
    "a manifest of a file outside": _manifest("../../outside/precious"),
    "a manifest with a zero in a name": _manifest("articles/\0"),
    "an odd name of lines": _named("articles", _DAY, "odd.jsonl"),
    "a name that a terminal obeys": _named("articles", _DAY, "\x1b[31m.jsonl"),
    "a run whose name is no time": _named("articles", _DAY, "20261399T996199Z-abcdef.jsonl"),
    "a day that is none": _named("articles", "date=2026-02-31", "20260231T000000Z-abcdef.jsonl"),
    "a dead run of another day": _named("articles", "date=2026-11-24", "20261123T000000Z-abcdef.jsonl.part"),
    "a report of no run": lambda folder, outside: (folder / "runs" / "latest.json").write_text("{}"),
    "folders of nine hundred levels": _deep,
    "losses of another shape": _instead("", "torn/losses.json", msgspec.json.encode([{"kind": 1}])),
    "a file in the place of a folder": lambda folder, outside: (
        shutil.rmtree(folder / "captures"), (folder / "captures").write_text("x"))[1] and None,
    "a folder in the place of a file": lambda folder, outside: (
        (folder / "manifest.json").unlink(), (folder / "manifest.json").mkdir())[1],
}  # fmt: skip
HARMLESS = {
    "a dead run's line of 600 MB",  # a dead run is found before, too
    "a dead run's captures of a terabyte",
    "a lock of 600 MB",
    "a lock of a hundred thousand levels",  # what it holds is a hint: the lock itself is the kernel's
    "a seal of 600 MB",
    "an index of odd places",
    "an index of odd times",
    "an index of files outside",  # it is compared with the lines where no run died
    "folders of nine hundred levels",
}
"""What newscrawl does not look at, or what is sound."""
