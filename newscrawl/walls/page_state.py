"""Finds pages with status 200 in an article's place: not found, expired, a login, a check for bots, maintenance."""

from __future__ import annotations

import re
from typing import Literal

from newscrawl.text import letters
from newscrawl.walls import gone_words
from newscrawl.walls.notice import has_marks_of_article, may_be_notice, notice_in
from newscrawl.walls.page_facts import (
    PageFacts,
    Titles,
    has_many_sentences,
    is_prose,
    page_facts_of,
    titles_of,
)
from newscrawl.walls.password_form import asked_in_text, calls_itself_login, may_ask_password, states_password
from newscrawl.walls.wall_words import WALLS, WallState, addresses_the_reader

GoneState = Literal["soft_404", "expired"]
"""`soft_404`: the page prints that no such page exists. `expired`: it prints that the article was taken down."""
PageState = GoneState | WallState

GONE_STATES: frozenset[PageState] = frozenset({"soft_404", "expired"})
"""The states in which there is no article any more."""

_QUOTES = re.compile('[「『“"‘„«]')
_SENTENCE = re.compile(r"[。．！？!?]|\.(?:\s|$)")
_LONGEST_STATEMENT = 120
_TITLE_PROSE_MAX_COUNT = 3  # what a page with such a title may print beside it: a notice, a footer
_BLOCK_PROSE_MAX_COUNT = 1
# A page that is longer, or has more links, must state in its title or heading that it is a wall.
_BARE_PAGE_CHARACTERS = 30_000
_BARE_PAGE_LINK_COUNT = 5
_TITLE_ONLY: frozenset[WallState] = frozenset({"login"})  # a link or button of many pages has just that


def state_in(source: str, *, is_article: bool = True) -> PageState | None:
    """Return what the page whose HTML is *source* is, if it is in the place of another; None for any other page.

    *is_article*: an article was asked for. Lists have no prose of their own to recognise them by.

    The title, a heading, or a whole block of text must state it, in a whole sentence. And the page must have (almost)
    no prose: an article about such pages has paragraphs, and its headline has more words. What is prose beside a wall
    turns to its reader. A form or a notice beside an article is no wall.
    """
    titles, is_long = titles_of(source), has_many_sentences(source)
    gone = _gone_by(titles)
    if gone or (not is_long and gone_words.has_traces(source)):
        facts = page_facts_of(source)
        if gone and _prose_beside(facts) <= _TITLE_PROSE_MAX_COUNT and _prose_of_article(facts) <= 1:
            return gone
        gone = _first_gone(facts.blocks)
        if gone and _prose_beside(facts) <= _BLOCK_PROSE_MAX_COUNT:
            return gone
    wall = _wall_in(source, titles)
    if wall is None and is_article and may_ask_password(source):
        wall = _password_wall(source, titles)
    if wall or not is_article or is_long or not may_be_notice(titles) or has_marks_of_article(source):
        return wall
    return notice_in(titles, page_facts_of(source))


def _gone_by(titles: Titles) -> GoneState | None:
    if stated := _first_gone(titles.all):
        return stated
    return "soft_404" if any(gone_words.BARE_404.fullmatch(letters(title)) for title in titles.all) else None


def _first_gone(texts: tuple[str, ...]) -> GoneState | None:
    return next((stated for text in texts if (stated := _gone(text))), None)


def _gone(text: str) -> GoneState | None:
    """Return what *text* states in its first sentence with a meaning."""
    if len(text) > _LONGEST_STATEMENT or _QUOTES.search(text):
        return None
    for sentence in _SENTENCE.split(text):
        plain = letters(sentence)
        if gone_words.EXPIRED.fullmatch(plain):
            return "expired"
        if gone_words.SOFT_404.fullmatch(plain):
            return "soft_404"
        if plain and not gone_words.APOLOGY.fullmatch(plain):
            return None
    return None


def _prose_beside(facts: PageFacts) -> int:
    """Count the prose that is not the statement itself."""
    return facts.prose_count - sum(_gone(block) is not None for block in facts.blocks if len(block) >= 50)


def _wall_in(source: str, titles: Titles) -> WallState | None:
    """Return the wall that the page is by its title or its own heading; a bare page may state it in its text."""
    stated = _first_wall(titles.own)
    if stated is None and not _is_bare(source):
        return None
    facts = page_facts_of(source)
    prose_count = _prose_of_article(facts)
    if stated is None and not prose_count:
        wall = _first_wall(facts.blocks)
        return None if wall in _TITLE_ONLY else wall
    return stated if prose_count <= 1 else None


def _password_wall(source: str, titles: Titles) -> WallState | None:
    """Return which wall a field for a password is in the place of the text: no text beside it, and one more witness.

    A title or heading that is for a good part a word for logins is one. Text beside it may turn to the reader, and
    explain the form on a page whose markup is no article's.
    """
    facts = page_facts_of(source)
    own = (*titles.parts[:1], *titles.main)
    most = _TITLE_PROSE_MAX_COUNT if calls_itself_login(own) and not has_marks_of_article(source) else 0
    if calls_itself_login(titles.own) and _prose_of_article(facts) <= most:
        return asked_in_text(source, is_anywhere=True)
    stated = [block for block in facts.blocks if states_password(letters(block))]
    if any(is_prose(block) and block not in stated for block in facts.blocks):
        return None
    return "password" if stated else asked_in_text(source)


def _prose_of_article(facts: PageFacts) -> int:
    """Count the prose that neither turns to the reader nor states that the page is gone: that of an article."""
    prose = (block for block in facts.blocks if is_prose(block) and not addresses_the_reader(block))
    return sum(_gone(block) is None for block in prose)


def _is_bare(source: str) -> bool:
    return len(source) <= _BARE_PAGE_CHARACTERS and source.count("<a ") <= _BARE_PAGE_LINK_COUNT


def _first_wall(texts: tuple[str, ...]) -> WallState | None:
    parts = (part for text in texts for part in (_first_sentence(text), text) if len(part) <= _LONGEST_STATEMENT)
    plain = dict.fromkeys(folded for part in parts if (folded := letters(part)))
    return next((state for state, words in WALLS.items() if any(map(words.fullmatch, plain))), None)


def _first_sentence(text: str) -> str:
    return next((part for part in _SENTENCE.split(text) if part.strip()), "")
