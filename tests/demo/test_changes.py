"""What happened between two times is the difference of the two truths."""

from datetime import timedelta

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from tests.demo.changes import changes
from tests.truth import truth

BASE = "http://127.0.0.1:8765"


@pytest.mark.parametrize(("first_hours", "last_hours"), [(0, 2), (0, 24), (30, 200)])
def test_changes_are_the_difference_of_two_truths(first_hours, last_hours):
    portal = DemoPortal(8, 120)
    after, until = (portal.start + timedelta(hours=hours) for hours in (first_hours, last_hours))
    old, new = (truth(portal, at, BASE).articles for at in (after, until))
    both = old.keys() & new.keys()

    found = changes(portal, after, until)

    def content(record):
        return (record.headline, record.body, record.modified_at)

    assert found.new == new.keys() - old.keys()
    assert found.ended == old.keys() - new.keys()
    assert found.edited == {name for name in both if content(old[name]) != content(new[name])}
    assert found.moved == {name for name in both if old[name].canonical_url != new[name].canonical_url}
    assert found.page_count >= len(found.new) + len(found.edited)


def test_nothing_happens_in_no_time():
    portal = DemoPortal(8, 120)

    found = changes(portal, portal.start, portal.start)

    assert not (found.new | found.edited | found.ended | found.moved)
    assert found.page_count == 0
