"""Reads and checks a portal's file. Every fault is one error: file, line, what was expected, how to repair it."""

from __future__ import annotations

import difflib
import logging
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from newscrawl.errors import PortalFileError, WrongUsageError
from newscrawl.portals.discovery_rules import Discovery
from newscrawl.portals.position import line_of
from newscrawl.portals.structure import FieldRules, Links, List, ListKind, Portal, Urls
from newscrawl.portals.validation import faults_of
from newscrawl.urls import ascii_host, with_ascii_host

logger = logging.getLogger(__name__)

PORTALS_DIR = Path(__file__).parent
PORTAL_NAME = re.compile(r"[a-z][a-z0-9_]*")


def portal_names(folder: Path = PORTALS_DIR) -> list[str]:
    """Return the names of the portals that have a file in *folder* or among the shipped ones, sorted.

    A file whose name no portal can have is among them: loading it gives the reason.
    """
    paths = (path for place in {folder, PORTALS_DIR} for path in place.glob("*.toml"))
    return sorted({path.stem for path in paths if not path.name.startswith(".")})


def portal_path(name: str, folder: Path = PORTALS_DIR) -> Path:
    """Return where the file of the portal *name* is: in *folder*, which wins, or among the shipped ones."""
    own = folder / f"{name}.toml"
    return own if own.exists() or not (PORTALS_DIR / own.name).exists() else PORTALS_DIR / own.name


def portals_of_host(host: str, folder: Path = PORTALS_DIR) -> list[str]:
    """Return the portals that have *host*, those with a file in *folder* first."""
    names = [name for name in portal_names(folder) if has_host(name, folder, host)]
    return sorted(names, key=lambda name: portal_path(name, folder).parent != folder)


@cache
def load_portal(name: str, folder: Path = PORTALS_DIR) -> Portal:
    """Return the portal whose file is *name*.toml, in *folder* or among the shipped ones.

    Raises `WrongUsageError` where the file does not exist, and `PortalFileError` where it is wrong.
    """
    path, names = portal_path(name, folder), portal_names(folder)
    if name not in names and not path.exists():
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]!r}?" if near else f"known portals: {', '.join(names)}"
        raise WrongUsageError(f"no portal is called {name!r}; {hint}")
    return load_portal_file(path)


def has_host(name: str, folder: Path, host: str) -> bool:
    """Return whether the portal *name* has *host*; a portal whose file is wrong has none, and the log names it."""
    try:
        return host in load_portal(name, folder).hosts
    except PortalFileError as error:
        logger.warning("portal left out: %(error)s", {"error": error})
        return False


def load_portal_file(path: Path) -> Portal:
    """Return the portal that the file at *path* describes. Raises `PortalFileError`."""
    source = _read(path)
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        line = int(where[1]) if where else source.count("\n") + 1
        raise PortalFileError(path, line, "valid TOML", str(error), "correct the syntax of that line") from error
    if not PORTAL_NAME.fullmatch(path.stem):
        expected = "a file name of a-z, 0-9 and _ that begins with a letter"
        raise PortalFileError(path, 1, expected, repr(path.stem), "rename the file: it names the portal")
    portal = _with_ascii_hosts(_convert(path, source, table))
    for place, expected, got, remedy in faults_of(portal):
        raise PortalFileError(path, line_of(source, place), expected, got, remedy)
    return _with_loader(path, source, portal) if portal.loader else portal


def _with_ascii_hosts(portal: Portal) -> Portal:
    """Return *portal* with all host names as requests name them: a file may have them as a reader sees them."""
    found = portal.discovery
    return msgspec.structs.replace(
        portal,
        hosts=tuple(ascii_host(host) if not host.isascii() else host for host in portal.hosts),
        start_urls=tuple(map(with_ascii_host, portal.start_urls)),
        discovery=msgspec.structs.replace(
            found,
            feeds=found.feeds if found.feeds == "auto" else tuple(map(with_ascii_host, found.feeds)),
            sitemaps=tuple(map(with_ascii_host, found.sitemaps)),
        ),
    )


def _with_loader(path: Path, source: str, portal: Portal) -> Portal:
    """Return *portal* with the whole path of its loader's file, which is beside its own."""
    file, _, name = str(portal.loader).partition(":")
    line = line_of(source, "$.loader")
    if not re.fullmatch(r"\w+\.py", file) or not name.isidentifier():
        remedy = f"write loader = '{portal.name}.py:{portal.name.title()}Loader'"
        raise PortalFileError(path, line, "a file name, a colon and a class", repr(portal.loader), remedy)
    if not (path.parent / file).is_file():
        raise PortalFileError(path, line, f"the file {file} in {path.parent}", "none", "put it beside this file")
    return msgspec.structs.replace(portal, loader=f"{(path.parent / file).resolve()}:{name}")


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        got = error.strerror or str(error)
        raise PortalFileError(path, 1, "a file that can be read", got, "fix its permissions, or remove it") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PortalFileError(
            path, line, "UTF-8", f"the byte {data[error.start]:#04x}", "save the file as UTF-8"
        ) from error


def _convert(path: Path, source: str, table: dict[str, object]) -> Portal:
    if "name" in table:
        raise PortalFileError(path, line_of(source, "$.name"), "no key 'name'", "one", "the file's name is the name")
    try:
        return msgspec.convert({"name": path.stem, **table}, Portal)
    except msgspec.ValidationError as error:
        raise _convert_error(path, source, str(error)) from error


def _convert_error(path: Path, source: str, message: str) -> PortalFileError:
    what, _, place = message.partition(" - at `")
    where = place.rstrip("`") or "$"
    if unknown := re.search(r"unknown field `(.*)`", what):
        key = unknown[1]
        known = _keys(where)
        near = difflib.get_close_matches(key, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"take it out, or use one of: {', '.join(known)}"
        return PortalFileError(path, line_of(source, f"{where}.{key}"), "a known key", f"{key!r}", remedy)
    if missing := re.search(r"missing required field `(.*)`", what):
        table = "the top of the file" if where == "$" else where.removeprefix("$.")
        remedy = f"add {missing[1]} = … at {table}; docs/adding-a-portal.md explains it"
        return PortalFileError(path, line_of(source, where), f"the key {missing[1]!r}", "none", remedy)
    if wrong := re.search(r"Invalid enum value (.*)", what):
        kinds = ", ".join(get_args(ListKind))
        return PortalFileError(path, line_of(source, where), f"one of {kinds}", wrong[1], "choose what the list is")
    expected, _, got = what.removeprefix("Expected ").partition(", got ")
    return PortalFileError(path, line_of(source, where), expected, got or what, f"correct {where.removeprefix('$.')}")


def _keys(where: str) -> tuple[str, ...]:
    tables: dict[str, type[msgspec.Struct]] = {
        "$": Portal,
        "$.urls": Urls,
        "$.links": Links,
        "$.discovery": Discovery,
    }
    table = FieldRules if where.startswith("$.fields") else tables.get(where, List)
    names = table.__struct_fields__
    return tuple(name for name in names if where != "$" or name != "name")
