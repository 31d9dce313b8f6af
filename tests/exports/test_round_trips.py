"""What was stored is what is read back from an export, whatever the text."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.dataset.storage.jsonl import encode_line
from newscrawl.items import Article, Author, CapturePlace, FoundIn, Image, RelatedArticle, SourcedValue
from tests.dataset.records import article

from .made import RUN, exported, store
from .reading import articles_of

NAMES = ["a.parquet", "folder", "a.csv", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.sqlite"]
ODD = (
    "改行\nと\r\n復帰\r、\"引用\" 'と' “これ” 「も」, カンマ; タブ\t、絵文字👨‍👩‍👧‍👦😀、𠮷野家、"
    "結合か\u3099、終端\x00のあと、\u2028行\u2029段、\ufeff、=SUM(A1)、\\n、NULL、\x1f"
)
STARTS = [
    "=1",
    "+1",
    "-1",
    "@a",
    "\ta",
    "\ra",
    "\na",
    "\x00a",
    "\ufeffa",
    " a ",
    "'",
    '"',
    "null",
    "[]",
    "\\N",
    "0",
    "true",
]
"""Texts that a form may take for something else, by how they begin or because they are all that a cell holds."""

JST = timezone(timedelta(hours=9))
ZONES = [UTC, JST, *(timezone(timedelta(minutes=m)) for m in (-720, -570, -210, -1, 1, 345, 840))]
texts = st.one_of(st.sampled_from(STARTS), st.text(st.characters(exclude_categories=["Cs"])))
moments = st.none() | st.datetimes(
    datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.sampled_from(ZONES)  # noqa: DTZ001  they get their zone
)  # fmt: skip
counts = st.none() | st.integers(0, 2**53)


def full(number: int, text: str, **changes: object) -> Article:
    """Return an article that has *text* in every place that holds text."""
    made = {
        "headline": text or "無題",
        "authors": (Author(name=text, email=text), Author(name="二人目", email=None)),
        "section": text or None,
        "tags": (text, "鉄道"),
        "published_at": datetime(2026, 11, 24, 8, 30, 0, 123456, tzinfo=JST),
        "modified_at": datetime(2026, 11, 24, 8, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
        "lead": text or None,
        "body": text,
        "images": (Image(url="https://demo.example/i", caption=text, credit=None),),
        "related": (RelatedArticle(url="https://demo.example/r", headline=text),),
        "language": text or None,
        "found_in": (FoundIn(list=text, page_url="https://demo.example/", position=3),),
        "captures": (CapturePlace(file=f"captures/{text}.warc.gz", offset=3_000_000_000),),
        "reextracted_from": number,
        "is_paywalled": number % 2 == 0,
        "duplicate_of": "demo:1",
        "sources": {"headline": text, "body": "css:p"},
        "disagreements": {
            "headline": (SourcedValue(source="css:h1", value=text), SourcedValue(source="og", value="別"))
        },
    }
    return article(number, run_id=RUN, **{**made, **changes})


def bare(number: int) -> Article:
    """Return an article that has nothing where that may be."""
    nothing = dict.fromkeys(
        ("section", "published_at", "modified_at", "lead", "language", "comment_count", "duplicate_of")
    )
    return article(number, run_id=RUN, body="", authors=(), images=(), sources={}, **nothing)


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Draw articles with any text, any time in any zone, any count, and some that have nothing."""
    drawn = draw(st.lists(st.tuples(texts, moments, moments, counts, st.booleans()), min_size=1, max_size=8))
    return [
        bare(number) if is_bare else full(number, text, published_at=published, modified_at=modified, view_count=count)
        for number, (text, published, modified, count, is_bare) in enumerate(drawn, 1)
    ]


def assert_same(name: str, stored: list[Article]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "demo"
        store(folder, "articles", stored)

        exported(folder, Path(scratch) / name)

        found = articles_of(Path(scratch) / name)
        # As built-in values, so that a time with another offset is another.
        assert [msgspec.to_builtins(one) for one in found] == [msgspec.to_builtins(one) for one in stored]


@pytest.mark.parametrize("name", NAMES)
def test_odd_texts_and_offsets_come_back_letter_for_letter(name: str) -> None:
    assert_same(name, [full(1, ODD), bare(2), *(full(number, text) for number, text in enumerate(STARTS, 3))])


@pytest.mark.parametrize("name", NAMES)
def test_a_body_of_a_megabyte_comes_back_whole(name: str) -> None:
    assert_same(name, [article(1, run_id=RUN, body="𠮷本\n" * 170_000)])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, deadline=None)
@given(stored=articles())
def test_any_record_comes_back(name: str, stored: list[Article]) -> None:
    assert_same(name, stored)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_and_the_last_days_of_all_come_back_with_their_offsets(name: str) -> None:
    ends = [datetime(1, 1, 3), datetime(9999, 12, 29, 23, 59, 59, 999999)]  # noqa: DTZ001  they get their zone
    moments = [end.replace(tzinfo=zone) for zone in ZONES for end in ends]

    assert_same(name, [article(n, run_id=RUN, published_at=at, modified_at=at) for n, at in enumerate(moments, 1)])


@pytest.mark.parametrize("text", ["\ud83d", "a\udc00b"])
def test_half_a_character_is_never_stored(text: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        encode_line(article(1, run_id=RUN, body=text))


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_json_lines_are_the_stored_bytes(name: str, tmp_path: Path) -> None:
    stored = [full(number, ODD) for number in range(1, 4)]
    store(tmp_path / "demo", "articles", stored)

    exported(tmp_path / "demo", tmp_path / name)
    exported(tmp_path / "demo", tmp_path / f"again-{name}")

    assert (tmp_path / name).read_bytes() == (tmp_path / f"again-{name}").read_bytes()
    if name == "a.jsonl":
        assert (tmp_path / name).read_bytes() == b"".join(encode_line(one) for one in stored)
