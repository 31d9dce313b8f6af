"""What counts as an edit: the same rule gives another value, or the text changed. Another way to read it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from newscrawl.dataset.revisions.edit_decision import decide, with_kept
from newscrawl.items import Article, Author, Image, SourcedValue
from tests.dataset.records import START, article, text_of

RULES = {
    "headline": "html:h1",
    "authors": "rel:author",
    "section": "rel:category",
    "tags": "rel:tag",
    "published_at": "jsonld:datePublished",
    "modified_at": "jsonld:dateModified",
    "body": "general:body",
    "images": "general:images",
}
KNOWN = article(7, run_id="r", sources=RULES, tags=("港",), captured_at=START, modified_at=START - timedelta(days=1))
LATER = START + timedelta(hours=20)
OTHER = (Author(name="森健二", email=None),)
PICTURE = (Image(url="https://demo.example/i/8.jpg", caption=None, credit=None),)


def read(rules: dict[str, str] | None = None, **changes: Any) -> Article:
    sources = {name: rule for name, rule in {**RULES, **(rules or {})}.items() if rule}
    return replace(KNOWN, captured_at=LATER, sources=sources, **changes)


EDITS: dict[str, tuple[dict[str, Any], dict[str, str], tuple[str, ...]]] = {
    "another headline": ({"headline": "別の見出し"}, {}, ("headline",)),
    "another headline by another rule": ({"headline": "別の見出し"}, {"headline": "meta:og:title"}, ("headline",)),
    "another text": ({"body": KNOWN.body + "\n\n続報。"}, {}, ("body",)),
    "other authors by the same rule": ({"authors": OTHER}, {}, ("authors",)),
    "another section by the same rule": ({"section": "経済"}, {}, ("section",)),
    "other tags by the same rule": ({"tags": ("港", "船")}, {}, ("tags",)),
    "another picture": ({"images": PICTURE}, {}, ("images",)),
    "a later time of modification": ({"modified_at": START + timedelta(hours=3)}, {}, ("modified_at",)),
    "a later one by another rule": (
        {"modified_at": START + timedelta(hours=3)},
        {"modified_at": "general:printed_time"},
        ("modified_at",),
    ),
}


@pytest.mark.parametrize(("changes", "rules", "edited"), EDITS.values(), ids=EDITS.keys())
def test_what_the_newsroom_changed_is_an_edit(
    changes: dict[str, Any], rules: dict[str, str], edited: tuple[str, ...]
) -> None:
    found = decide(KNOWN, read(rules, **changes))

    assert (found.edited, found.read_differently) == (edited, ())


READINGS: dict[str, tuple[dict[str, Any], dict[str, str], tuple[str, ...]]] = {
    "authors that no rule finds": ({"authors": ()}, {"authors": ""}, ("authors",)),
    "a section that no rule finds": ({"section": None}, {"section": ""}, ("section",)),
    "other tags by another rule": ({"tags": ("港", "政治")}, {"tags": "css:a"}, ("tags",)),
    "a time of modification that is lost": ({"modified_at": None}, {"modified_at": ""}, ("modified_at",)),
    "an earlier one by another rule": (
        {"modified_at": START - timedelta(days=3)},
        {"modified_at": "general:printed_time"},
        ("modified_at",),
    ),
    "a headline with other quotation marks by another rule": (
        {"headline": KNOWN.headline.replace("“", '"').replace("”", '"')},
        {"headline": "meta:og:title"},
        ("headline",),
    ),
    "white space alone": ({"headline": f" {KNOWN.headline} ", "body": f"{KNOWN.body}\n\n "}, {}, ()),
    "the same time in another zone": ({"published_at": KNOWN.published_at}, {"published_at": "html:time"}, ()),
}


@pytest.mark.parametrize(("changes", "rules", "fields"), READINGS.values(), ids=READINGS.keys())
def test_another_way_to_read_a_field_is_no_edit(
    changes: dict[str, Any], rules: dict[str, str], fields: tuple[str, ...]
) -> None:
    found = decide(KNOWN, read(rules, **changes))

    assert (found.edited, found.read_differently) == ((), fields)


def test_a_headline_that_both_pages_print_is_only_read_from_another_place() -> None:
    values = (
        SourcedValue(source="meta:og:title", value="短い題"),
        SourcedValue(source="html:h1", value=KNOWN.headline),
    )
    now = read({"headline": "meta:og:title"}, headline="短い題", disagreements={"headline": values})

    assert decide(KNOWN, now).read_differently == ("headline",)


def test_a_time_of_modification_that_a_new_layout_prints_tells_of_no_edit_before_the_last_visit() -> None:
    known = replace(KNOWN, modified_at=None, sources={**RULES, "modified_at": ""})

    old, new = (decide(known, read(modified_at=START + wait)) for wait in (-timedelta(days=1), timedelta(hours=2)))

    assert (old.read_differently, new.edited) == (("modified_at",), ("modified_at",))


def test_a_time_of_modification_that_is_the_clock_at_each_visit_is_noise() -> None:
    known = replace(KNOWN, modified_at=START - timedelta(seconds=2))

    [change] = decide(known, read(modified_at=LATER - timedelta(seconds=1))).changes

    assert (change.how, change.is_edit) == ("noise", False)


@pytest.mark.parametrize(("minutes", "kind"), [(59, "modified_at:recent"), (61, "modified_at")])
def test_a_time_of_modification_that_is_hardly_past_is_a_kind_of_change_of_its_own(minutes: int, kind: str) -> None:
    decision = decide(KNOWN, read(modified_at=LATER - timedelta(minutes=minutes), section="経済"))

    assert [change.kind for change in decision.changes] == ["section", kind]


CONFIRMED: dict[str, tuple[dict[str, Any], bool, bool]] = {
    "a text alone": ({"body": KNOWN.body + "\n\n続報。"}, False, False),
    "a text that a feed announces": ({"body": KNOWN.body + "\n\n続報。"}, True, True),
    "a text with its time": (
        {"body": KNOWN.body + "\n\n続報。", "modified_at": START + timedelta(hours=1)},
        False,
        True,
    ),
    "another text altogether with a time": ({"body": article(9, run_id="r").body, "modified_at": LATER}, False, False),
    "a text and the clock": ({"body": KNOWN.body + "\n\n続報。", "modified_at": LATER}, False, False),
}


@pytest.mark.parametrize(("changes", "is_announced", "is_sure"), CONFIRMED.values(), ids=CONFIRMED.keys())
def test_an_edit_is_sure_when_the_article_or_a_feed_confirms_it(
    changes: dict[str, Any], is_announced: bool, is_sure: bool
) -> None:
    assert decide(KNOWN, read(**changes), is_announced=is_announced).is_sure is is_sure


def test_a_revision_keeps_what_its_page_no_longer_gives_and_names_the_rule_that_gave_it() -> None:
    now = read({"authors": ""}, authors=(), headline="別の見出し")

    made = with_kept(now, KNOWN, decide(KNOWN, now).read_differently)

    assert (made.authors, made.sources["authors"], made.headline) == (KNOWN.authors, "kept:rel:author", "別の見出し")
    assert made.digest != now.digest


def test_a_kept_value_that_its_rule_gives_again_is_no_change_and_another_one_is_an_edit() -> None:
    kept = with_kept(read({"authors": ""}, authors=()), KNOWN, ("authors",))

    assert decide(kept, read()).changes == ()
    assert decide(kept, read(authors=OTHER)).edited == ("authors",)


WALLED = KNOWN.body.partition("\n\n")[0]


def test_a_text_that_goes_behind_a_wall_is_no_edit_and_a_further_edit_keeps_the_whole_text() -> None:
    found = decide(KNOWN, read(body=WALLED, is_paywalled=True))

    assert (found.edited, found.read_differently) == ((), ("body",))
    assert with_kept(read(body=WALLED, headline="別"), KNOWN, ["body"]).body == KNOWN.body


@pytest.mark.parametrize(
    ("changes", "edited"),
    [
        ({"body": WALLED[:100]}, ()),
        ({"body": WALLED[:100], "modified_at": START + timedelta(hours=3)}, ("modified_at", "body")),
        ({"body": KNOWN.body[:-5]}, ("body",)),
        ({"body": "別の文。", "is_paywalled": True}, ("body",)),
    ],
    ids=["less than half", "less than half, dated", "most of it", "another text"],
)
def test_only_the_beginning_of_a_text_is_an_edit_where_the_page_dates_it(
    changes: dict[str, Any], edited: tuple[str, ...]
) -> None:
    assert decide(KNOWN, read(**changes)).edited == edited


def test_in_another_layout_a_changed_picture_is_not_believed_and_a_headline_is() -> None:
    found = decide(KNOWN, read(authors=(), section=None, images=PICTURE, headline="別"))

    assert (found.edited, set(found.read_differently)) == (("headline",), {"authors", "section", "images"})


@pytest.mark.parametrize(
    "changes", [{"tags": ("船", "港")}, {"authors": (Author(name="山田　花子", email=None),)}], ids=["order", "space"]
)
def test_the_order_of_tags_and_spaces_in_names_do_not_count(changes: dict[str, Any]) -> None:
    before = replace(KNOWN, tags=("港", "船"))

    assert decide(before, replace(read(tags=("港", "船")), **changes)).changes == ()


@pytest.mark.parametrize(
    ("body", "is_new"),
    [(KNOWN.body[:60], False), (KNOWN.body + text_of(8) * 9, False), (text_of(8), True), (text_of(8)[:60], True)],
    ids=["cut", "grown", "another", "a short notice"],
)
def test_a_text_that_was_cut_or_has_grown_is_not_another_text(body: str, is_new: bool) -> None:
    assert decide(KNOWN, read(body=body)).has_new_text is is_new


def test_a_change_names_both_rules_and_nothing_where_a_field_is_gone() -> None:
    gone = decide(KNOWN, read({"section": ""}, section=None))
    new = decide(replace(KNOWN, section=None, sources={**RULES, "section": ""}), read(section="経済"))

    assert [change.rules for change in gone.changes if change.field == "section"] == ["rel:category → nothing"]
    assert [change.rules for change in new.changes if change.field == "section"] == ["nothing → rel:category"]


@pytest.mark.parametrize(("printed", "read_differently"), [(KNOWN.section, ()), ("経済", ("section",))])
def test_a_section_that_a_feed_gave_and_the_page_now_prints_is_no_edit(
    printed: str, read_differently: tuple[str, ...]
) -> None:
    known = replace(KNOWN, sources={**RULES, "section": "feed:category"})

    found = decide(known, read({"section": "general:label"}, section=printed))

    assert (found.edited, found.read_differently) == ((), read_differently)


def test_the_time_of_an_edit_that_is_known_is_no_edit_when_the_page_prints_it_again() -> None:
    earlier = {"modified_at": "kept:jsonld:dateModified"}
    known = replace(KNOWN, sources={**RULES, **earlier})

    decision = decide(known, read(modified_at=START - timedelta(hours=3)))

    assert (decision.edited, decision.read_differently) == ((), ("modified_at",))


@pytest.mark.parametrize(
    ("rules", "edited"),
    [({}, ("section",)), ({"tags": "css:a"}, ("section",)), ({"tags": "css:a", "authors": "css:b"}, ())],
    ids=["the same rules", "one other rule", "two other rules"],
)
def test_two_other_rules_are_another_layout_in_which_a_changed_section_is_not_believed(
    rules: dict[str, str], edited: tuple[str, ...]
) -> None:
    assert decide(KNOWN, read(rules, section="経済")).edited == edited


HALF = len(KNOWN.body) // 2


@pytest.mark.parametrize(
    ("changes", "edited"),
    [
        ({"body": KNOWN.body[: HALF - 10]}, ()),
        ({"body": KNOWN.body[: HALF + 10]}, ("body",)),
        ({"body": KNOWN.body[: HALF + 10], "is_paywalled": True}, ()),
        ({"body": KNOWN.body[5 : HALF - 10]}, ("body",)),
        ({"body": KNOWN.body[: HALF - 10] + "…"}, ()),
    ],
    ids=["less than half", "more than half", "more than half before a wall", "not its beginning", "with an ellipsis"],
)
def test_a_text_of_which_only_the_first_half_is_shown_is_no_edit(
    changes: dict[str, Any], edited: tuple[str, ...]
) -> None:
    assert decide(KNOWN, read(**changes)).edited == edited
