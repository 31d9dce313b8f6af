"""Each field has its bounds: what is outside is left out, and the page is noted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import extract
from newscrawl.extraction.counts import count_at
from newscrawl.items.article import LARGEST_COUNT, LONGEST, MOST, bounded
from newscrawl.items.schema import violation
from newscrawl.loaders import Extraction

URL = "https://example.com/news/1.html"
TEXT = "<p>" + "江南の市場で新しい商店街の計画が発表され、住民の間で話題になっている。" * 6 + "</p>"


def page(data: object = None, head: str = "", body: str = "") -> str:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data is not None else ""
    return f"<html lang=ja><head>{head}{script}</head><body><article><h1>市場の計画</h1>{body}{TEXT}</article></body></html>"


def read(**fields: object) -> Extraction:
    return extract(page({"@type": "NewsArticle", "headline": "市場の計画", **fields}), URL)


COUNTS = {
    "7": 7, "1,234": 1234, "1.234": 1234, "１２３４": 1234, "12,345,678 views": 12345678, "0": 0,
    "1.5万": 15_000, "1万2345": 12_345, "1億2千万": 120_000_000, "3만": 30_000, "2.3K": 2300, "1.2M": 1_200_000,
    "2 million": 2_000_000, "1e300": None, "1.5": None, "-7": None, "": None, "多数": None,
}  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), COUNTS.items(), ids=map(repr, COUNTS))
def test_a_printed_count_is_read_whole_with_its_unit(printed: str, expected: int | None) -> None:
    found = count_at(printed)

    assert (found[0] if found else None) == expected


@given(st.text(alphabet="0123456789,.，．万億千百kKM e-+ ", max_size=60))
def test_any_text_gives_a_count_or_none(text: str) -> None:
    found = count_at(text)

    assert found is None or (found[0] >= 0 and 0 < found[1] <= len(text))


@pytest.mark.parametrize("written", [7, 7.0, "7", LARGEST_COUNT])
def test_a_count_within_bounds_is_kept_without_a_note(written: object) -> None:
    extraction = read(commentCount=written)

    assert extraction.article is not None
    assert extraction.article.comment_count == int(str(written).removesuffix(".0"))
    assert extraction.notes == ()


@pytest.mark.parametrize(
    "written", [-7, 2**53, 2**64, 10**300, 1e300, "9" * 30, "9" * 5000], ids=lambda written: str(written)[:12]
)
def test_a_count_out_of_bounds_is_null_with_a_note_and_the_article_is_stored(written: object) -> None:
    extraction = read(commentCount=written)

    assert extraction.article is not None
    assert extraction.article.comment_count is None
    assert extraction.notes == ("value_out_of_bounds",)


def test_a_count_that_was_printed_with_5000_digits_is_null() -> None:
    html = page(body=f"<p>コメント {'9' * 5000}</p>")
    portal = "demo"
    article = extract(html, "http://127.0.0.1/news/1", portal).article

    assert article is not None
    assert article.comment_count is None


@pytest.mark.parametrize(
    "written", ["1989-12-31T10:00:00+09:00", "1900-01-01", "2099-12-31T10:00:00Z", "9999-01-01", "0001-01-01"]
)
def test_a_year_out_of_bounds_is_no_time_of_publication(written: str) -> None:
    extraction = read(datePublished=written)

    assert extraction.article is not None
    assert extraction.article.published_at is None or extraction.article.published_at.year == 2099


LONG = {
    "headline": {"headline": "見" * 2000},
    "section": {"articleSection": "節" * 2000},
    "lead": {"description": "要" * 30_000},
    "authors": {"author": [{"name": "Jane Doe"}, {"name": "Ａ" * 2000}]},
    "tags": {"keywords": ["話", "題" * 2000]},
}


@pytest.mark.parametrize("field", LONG)
def test_a_text_longer_than_its_field_may_be_is_left_out(field: str) -> None:
    extraction = read(**LONG[field])
    value = getattr(extraction.article, field)

    assert len(str(value)) < LONGEST[field]


def test_an_article_has_at_most_so_many_tags_authors_and_pictures() -> None:
    people = [
        {"@type": "Person", "name": f"Jane Do{chr(97 + number % 26)}{chr(97 + number // 26)}"} for number in range(400)
    ]
    pictures = "".join(f"<p><img src='/photo{number}.jpg'>文</p>" for number in range(400))
    html = page({"@type": "NewsArticle", "author": people, "keywords": [f"話題{n}" for n in range(400)]}, body=pictures)
    extraction = extract(html, URL)

    assert extraction.article is not None
    assert max(len(getattr(extraction.article, name)) for name in ("tags", "authors", "images")) <= MOST
    assert "value_out_of_bounds" in extraction.notes


def test_a_body_without_end_is_no_article() -> None:
    extraction = extract(page(body=f"<p>{'長い文章が続く。' * 260_000}</p>"), URL)

    assert (extraction.article, extraction.reason) == (None, "body_too_long")


SELF = {
    "a person whose name is its own identity": {"author": {"@id": "#me", "name": {"@id": "#me"}}},
    "persons who name each other": {
        "author": [{"@id": "#one", "name": {"@id": "#two"}, "x": 1}, {"@id": "#two", "name": {"@id": "#one"}, "x": 1}]
    },
    "an author in an author": {"author": {"author": {"author": {"author": {"name": "Jane Doe"}}}}},
}


@pytest.mark.parametrize("data", SELF.values(), ids=SELF.keys())
def test_data_that_refer_to_themselves_are_read_to_an_end(data: dict[str, object]) -> None:
    person = [{"@graph": [data["author"], {"@type": "NewsArticle", "headline": "市場の計画", **data}]}]

    assert extract(page(person), URL).article is not None


@given(st.one_of(st.integers(), st.floats(allow_nan=True), st.text(max_size=30), st.none(), st.booleans()))
def test_whatever_a_count_is_the_record_fits_its_schema(value: object) -> None:
    article = read(commentCount=value, datePublished=value, author=value, keywords=value, articleSection=value).article

    assert article is None or not (violation(article) or "").startswith(("Expected `int`", "Number out of range"))


def test_what_is_within_bounds_is_given_back_as_it_is() -> None:
    tags = ("話", "題")

    assert bounded("tags", tags) is tags
    assert bounded("tags", ("題" * 2000,)) is None
