"""Field by field: what a new reading says that the stored record does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from newscrawl.items import Author, SourcedValue, content_digest
from newscrawl.reextraction.compare_records import FIELDS, differing, kind_of_change, revised, shortened, shortened_pair
from tests.dataset.records import article

STORED = article(1, run_id="20261123T224501Z-5f3a9c")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, "経済", "gained"),
        ("", "経済", "gained"),
        ((), (Author(name="小池", email=None),), "gained"),
        ("経済", None, "lost"),
        (("週末版",), (), "lost"),
        ("経済", "政治", "changed"),
        (0, 3, "changed"),
        (3, 0, "changed"),
        (False, True, "changed"),
    ],
    ids=str,
)
def test_a_field_is_gained_lost_or_changed(before: object, after: object, kind: str) -> None:
    assert kind_of_change(before, after) == kind


def test_the_same_instant_in_another_zone_is_another_time() -> None:
    stored = replace(STORED, published_at=AT)
    read = replace(STORED, published_at=AT.astimezone(timezone(timedelta(hours=9))))

    assert stored.published_at == read.published_at
    assert differing(stored, read) == ("published_at",)
    assert differing(stored, stored) == ()


def test_only_what_was_asked_for_is_taken_with_its_source() -> None:
    stored = replace(STORED, sources={"headline": "html:h1", "section": "meta:section"}, disagreements={})
    contradiction = (SourcedValue(source="jsonld:headline", value="新"), SourcedValue(source="html:h1", value="旧"))
    read = replace(
        stored,
        headline="新しい見出し",
        section="政治",
        sources={"headline": "jsonld:headline", "section": "text:政治"},
        disagreements={"headline": contradiction, "section": contradiction},
    )

    made = revised(stored, read, ("headline",))

    assert (made.headline, made.section) == ("新しい見出し", stored.section)
    assert made.sources == {"headline": "jsonld:headline", "section": "meta:section"}
    assert made.disagreements == {"headline": contradiction}
    assert made.digest == content_digest(made) != stored.digest


def test_all_fields_are_taken_where_all_are_asked_for() -> None:
    read = replace(STORED, headline="新しい見出し", tags=("週末版",), sources={"tags": "rel:tag"})

    assert revised(STORED, read, FIELDS) == replace(read, digest=content_digest(read))


def test_two_long_texts_are_shown_from_shortly_before_they_part() -> None:
    before, after = shortened_pair("あ" * 200 + "旧" + "い" * 200, "あ" * 200 + "新" + "い" * 200)

    assert before == f"…{'あ' * 20}旧{'い' * 59}… (221 characters)"
    assert after == before.replace("旧", "新")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        ((), "nothing"),
        ("", "nothing"),
        (0, "0"),
        ("一行\n二行", "一行 二行"),
        (("a", "b"), '["a","b"]'),
    ],
    ids=str,
)
def test_a_value_is_shown_as_one_short_line(value: object, shown: str) -> None:
    assert shortened(value) == shown
