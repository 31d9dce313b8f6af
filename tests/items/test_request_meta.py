"""Every key that the project puts into a request's meta is described in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newscrawl
from newscrawl.items.request_meta import RequestMeta

PACKAGE = Path(newscrawl.__file__).parent
SCRAPYS = {
    "autothrottle_dont_adjust_delay", "dont_obey_robotstxt", "dont_retry", "handle_httpstatus_list", "redirect_urls",
    "download_maxsize",
}  # fmt: skip
FOLDERS = ("spiders", "spidermiddlewares", "downloadermiddlewares", "extensions", "network")


def is_meta(node: ast.expr) -> bool:
    """Whether *node* is `meta` or `….meta` of a request or response."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name == "meta"


def keys_in(tree: ast.AST) -> Iterator[str]:
    """Give each key by which `meta` is read or written as a literal."""
    for node in ast.walk(tree):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript) and is_meta(node.value):
            key = node.slice
        elif isinstance(node, ast.Compare) and any(map(is_meta, node.comparators)):
            key = node.left
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_meta(node.func.value):
            key = node.args[0] if node.args else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def used_keys() -> dict[str, str]:
    """Return key → a module that uses it."""
    modules = [module for folder in FOLDERS for module in (PACKAGE / folder).rglob("*.py")]
    return {key: module.name for module in modules for key in keys_in(ast.parse(module.read_text("utf-8")))}


def test_every_key_in_use_is_described():
    unknown = {key: module for key, module in used_keys().items() if key not in RequestMeta.__annotations__}

    assert unknown.keys() <= SCRAPYS, unknown


def test_the_search_for_keys_finds_reads_writes_and_questions():
    code = 'meta["a"]; request.meta.get("b", 1); response.meta.pop("c"); x = "d" in one.meta; other["e"]'

    assert sorted(keys_in(ast.parse(code))) == ["a", "b", "c", "d"]
