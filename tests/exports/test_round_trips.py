"""What was stored is what is read back from an export, whatever the text."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.dataset.jsonl import encode_line
from newscrawl.items import Article, Author, CapturePlace, FoundIn, Image, RelatedArticle, SourcedValue
from tests.dataset.records import article

from .made import RUN, exported, store
from .reading import articles_of

NAMES = ["a.parquet", "folder", "a.csv", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.sqlite"]
ODD = (
    "改行\nと\r\n復帰\r、\"引用\" 'と' “これ” 「も」, カンマ; タブ\t、絵文字👨‍👩‍👧‍👦😀、𠮷野家、"
    "結合か\u3099、終端\x00のあと、\u2028行\u2029段、\ufeff、=SUM(A1)、\\n、NULL、\x1f"
)
JST = timezone(timedelta(hours=9))


def full(number: int, text: str) -> Article:
    """Return an article that has *text* in every place that holds text."""
    return article(
        number,
        run_id=RUN,
        headline=text or "無題",
        authors=(Author(name=text, email=text), Author(name="二人目", email=None)),
        section=text or None,
        tags=(text, "鉄道"),
        published_at=datetime(2026, 11, 24, 8, 30, 0, 123456, tzinfo=JST),
        modified_at=datetime(2026, 11, 24, 8, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
        lead=text or None,
        body=text,
        images=(Image(url="https://demo.example/i", caption=text, credit=None),),
        related=(RelatedArticle(url="https://demo.example/r", headline=text),),
        found_in=(FoundIn(list=text, page_url="https://demo.example/", position=3),),
        captures=(CapturePlace(file=f"captures/{text}.warc.gz", offset=3_000_000_000),),
        reextracted_from=number,
        is_paywalled=number % 2 == 0,
        duplicate_of="demo:1",
        sources={"headline": text, "body": "css:p"},
        disagreements={"headline": (SourcedValue(source="css:h1", value=text), SourcedValue(source="og", value="別"))},
    )


def assert_same(name: str, stored: list[Article]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "demo"
        store(folder, "articles", stored)

        exported(folder, Path(scratch) / name)

        found = articles_of(Path(scratch) / name)
        assert [msgspec.to_builtins(one) for one in found] == [msgspec.to_builtins(one) for one in stored]


@pytest.mark.parametrize("name", NAMES)
def test_odd_texts_and_offsets_come_back_letter_for_letter(name: str) -> None:
    assert_same(name, [full(1, ODD), article(2, run_id=RUN, published_at=None), full(3, "ふつう")])


@pytest.mark.parametrize("name", NAMES)
def test_a_body_of_a_megabyte_comes_back_whole(name: str) -> None:
    assert_same(name, [article(1, run_id=RUN, body="𠮷本\n" * 170_000)])


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl.zst", "a.sqlite"])
@settings(max_examples=8, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=12))
def test_any_text_comes_back(name: str, texts: list[str]) -> None:
    assert_same(name, [full(number, text) for number, text in enumerate(texts, 1)])


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_json_lines_are_the_stored_bytes(name: str, tmp_path: Path) -> None:
    stored = [full(number, ODD) for number in range(1, 4)]
    store(tmp_path / "demo", "articles", stored)

    exported(tmp_path / "demo", tmp_path / name)
    exported(tmp_path / "demo", tmp_path / f"again-{name}")

    assert (tmp_path / name).read_bytes() == (tmp_path / f"again-{name}").read_bytes()
    if name == "a.jsonl":
        assert (tmp_path / name).read_bytes() == b"".join(encode_line(one) for one in stored)
