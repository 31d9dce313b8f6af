"""A sign: the people that one place of a page names as writers, with the evidence that the place gives."""

from __future__ import annotations

from typing import NamedTuple

from newscrawl.items import Author

LABEL, MARK, LINE, NEAR, ALONE, LEAST = 5, 4, 3, 2, 1, 0
"""The evidence of a place.

LABEL: By, 文＝. MARK: a class, a link to a writer's page, a line that is a label. LINE: a time or a bracket in the
line; below a text, a credit line. NEAR: a name beside a time; below a text, a box or a role. ALONE: a name, no more.
LEAST: a company, a desk of the house.
"""


class Sign(NamedTuple):
    """The people that one place names."""

    authors: tuple[Author, ...]
    weight: int
    """How much evidence the place has."""
