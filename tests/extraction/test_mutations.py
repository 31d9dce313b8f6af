"""Pages that were changed at random: each is read or refused, and none takes long."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from benchmarks import mutations
from newscrawl.api import extract
from newscrawl.errors import UnreadablePageError
from tests.loaders.test_load_article import HTML, URL

BODY = HTML.encode()
BAD_DATA = (
    b'<script type="application/ld+json">{"@type":["NewsArticle",5],"headline":{"a":[1]},"author":[[{"name":["x",{"name":'
    b'null}]}],7,null],"datePublished":[{}],"keywords":{"a":1},"image":[[]],"articleBody":5,"mainEntityOfPage":[1,{"@id":7}],'
    b'"url":9,"publisher":[1],"commentCount":"x","articleSection":[null,3],"isAccessibleForFree":[]}</script>'
)


def _cut(chance: random.Random) -> bytes:
    return BODY[: chance.randrange(len(BODY))]


def _without_a_part(chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(BODY)) for _ in range(2))
    return BODY[:first] + BODY[last:]


def _other_bytes(chance: random.Random) -> bytes:
    changed = bytearray(BODY)
    for _ in range(100):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _nested(chance: random.Random) -> bytes:
    place = chance.randrange(len(BODY))
    tag = chance.choice(
        [b"<div>", b"<b>", b"<a href=/world/1>", b"<table><tr><td>", b'<span class="byline">', b"<dl><dt>"]
    )
    return BODY[:place] + tag * chance.choice([10, 300, 5_000]) + BODY[place:]


def _other_encoding(chance: random.Random) -> bytes:
    encoding = chance.choice(["utf-16", "cp932", "euc_jp", "iso2022_jp", "latin-1", "utf-7", "big5", "cp949"])
    return HTML.encode(encoding, "replace")


def _without_a_sign(chance: random.Random) -> bytes:
    return BODY.replace(
        chance.choice([b'"', b">", b"</div>", b"</a>", b"<", b"</title>"]), chance.choice([b"", b"\x00", b"&#xD800;"])
    )


def _with_bad_data(chance: random.Random) -> bytes:
    place = chance.randrange(len(BODY))
    bad = chance.choice(
        [BAD_DATA, b"<base href='http://['>", b"<link rel=canonical href='http://[x'>", b"<a href='http://[::1'>x</a>"]
    )
    return BODY[:place] + bad + BODY[place:]


@pytest.mark.parametrize(
    "mutate",
    [_cut, _without_a_part, _other_bytes, _nested, _other_encoding, _without_a_sign, _with_bad_data],
)
def test_a_changed_page_is_read_or_refused_in_time(mutate: Callable[[random.Random], bytes]) -> None:
    chance = random.Random(7)

    for _ in range(30):
        begin = time.process_time()
        try:
            extract(mutate(chance), URL, chance.choice(["kangnam", None]))
        except UnreadablePageError as error:
            begin += 0 if error.reason else 100
        assert time.process_time() - begin < 2


def test_pages_changed_in_every_way_are_read_or_refused() -> None:
    tally = mutations.run(80)

    assert tally.failed == []
    assert tally.outcomes.keys() <= {"read", "no article", "refused"}
    assert tally.slowest_secs < mutations.SECONDS


def test_a_page_that_breaks_the_reader_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(mutations, "extract", breaks)
    tally = mutations.Tally()

    mutations.try_page(b"<p>x", None, tally)

    assert [page for _, page in tally.failed] == [b"<p>x"]
