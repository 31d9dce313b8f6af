"""What is asked for first: a higher number goes before a lower one."""

from __future__ import annotations

# Rankings and first pages show what is new now; old pages can wait, and an article's further
# pages complete a record that is already half read.
# Feeds show what has changed: read first, they make it due in time for the lists that show it, too.
FEED = 110
FRONT_PAGE = 100
ARTICLE_PAGE = 90
SECTION_AGAIN = 85
SECTION = 80
LISTED_ARTICLE = 60
LINKED_ARTICLE = 40
OLD_ARTICLE = 30
OLD_SECTION_PAGE = 20
VISIT = 10
