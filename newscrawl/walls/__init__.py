"""Block pages: bot checks, refusals, logins, consent, notices and missing pages in the place of an article.

In: the text of an answer. Out: the kind of wall, or None.
Read `page_state.py` first. The functions are pure: crawls and re-readings use the same ones.
"""

from newscrawl.walls.challenge import BlockReason, challenge_in
from newscrawl.walls.gone_words import NOT_FOUND_HEADLINE
from newscrawl.walls.page_state import GONE_STATES, PageState, state_in

__all__ = ["GONE_STATES", "NOT_FOUND_HEADLINE", "BlockReason", "PageState", "challenge_in", "state_in", "wall_in"]

_START_CHARACTERS = 65_536
_MAX_CHARACTERS = 400_000  # such pages are short: of a longer one only the start is searched


def wall_in(source: str, *, is_article: bool = True) -> BlockReason | PageState | None:
    """Return what the page with status 200 whose HTML is *source* is in the place of another; None for any other."""
    source = source[:_MAX_CHARACTERS]
    return challenge_in(200, {}, source[:_START_CHARACTERS]) or state_in(source, is_article=is_article)
