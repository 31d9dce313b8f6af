"""Pages with parts of them taken away: which witness does a reader depend on?

A scorer takes each as `MODULE:FUNCTION`, as those of `benchmarks.pages`: `benchmarks.ablation:without_jsonld`,
`without_meta`, `without_data` (neither, nor microdata), `with_hashed_names` (classes and ids say nothing), and the same with `trafilatura_`
before it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from benchmarks.pages import by_trafilatura, found

Reader = Callable[[str, str], dict[str, Any]]
Change = Callable[[str], str]

_JSONLD = re.compile(r"<script\b[^>]*ld\+json[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<meta\b(?![^>]*charset)[^>]*>", re.IGNORECASE)
_MICRODATA = re.compile(
    r"\s(?:itemprop|itemscope|itemtype|property|typeof|vocab)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?"
)
_NAMES = re.compile(r"(\s(?:class|id)\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z][^<>]{0,5000}>")


def _without_jsonld(html: str) -> str:
    return _JSONLD.sub("", html)


def _without_meta(html: str) -> str:
    return _META.sub("", html)


def _without_data(html: str) -> str:
    bare = _without_meta(_without_jsonld(html))
    return _TAG.sub(lambda tag: _MICRODATA.sub("", tag[0]), bare)


def _with_hashed_names(html: str) -> str:
    return _TAG.sub(lambda tag: _NAMES.sub(_hashed, tag[0]), html)


def _hashed(match: re.Match[str]) -> str:
    names = match[2][1:-1].split()
    return f'{match[1]}"{" ".join(f"c{hashlib.sha1(name.encode()).hexdigest()[:7]}" for name in names)}"'


def _changed(reader: Reader, change: Change) -> Reader:
    return lambda html, url: reader(change(html), url)


without_jsonld = _changed(found, _without_jsonld)
without_meta = _changed(found, _without_meta)
without_data = _changed(found, _without_data)
with_hashed_names = _changed(found, _with_hashed_names)
trafilatura_without_jsonld = _changed(by_trafilatura, _without_jsonld)
trafilatura_without_meta = _changed(by_trafilatura, _without_meta)
trafilatura_without_data = _changed(by_trafilatura, _without_data)
trafilatura_with_hashed_names = _changed(by_trafilatura, _with_hashed_names)
