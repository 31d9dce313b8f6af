"""Drafts of the demo's articles: what each prints when it is first published."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from random import Random

from newscrawl.demo.newsroom import sentences, words
from newscrawl.demo.newsroom.article_content import Block, Draft, Picture
from newscrawl.demo.newsroom.draws import draws
from newscrawl.demo.newsroom.writing import Desk
from newscrawl.items import Author

AGENCIES = ("イースト通信", "半島経済")


@lru_cache(maxsize=4096)
def write_draft(seed: int, index: int, section: str, number: int) -> Draft:
    """Return the *index*-th article of the world *seed* as it was first published."""
    chance = draws(seed, "draft", index)
    desk = Desk(chance, section)
    blocks = _blocks(chance, desk)
    is_paywalled = chance.random() < 0.03
    return Draft(
        headline=desk.one_of(sentences.HEADLINES),
        authors=_authors(chance),
        tags=tuple(chance.sample(words.TAGS, chance.randint(1, 4))) if chance.random() < 0.5 else (),
        lead=desk.sentence() + desk.sentence() if chance.random() < 0.7 else None,
        blocks=_free_part(blocks) if is_paywalled else blocks,
        pictures=_pictures(chance, number),
        is_paywalled=is_paywalled,
    )


def copy_draft(seed: int, index: int, section: str, number: int, original: Draft) -> Draft:
    """Return a syndicated copy of *original*: other headline, writer and pictures, small edits in the text."""
    chance = draws(seed, "copy", index)
    desk = Desk(chance, section)
    blocks = list(original.blocks)
    shortest = min(range(len(blocks)), key=lambda place: len(blocks[place].text))
    if len(blocks) > 6:
        del blocks[shortest]
    place = chance.randrange(len(blocks))
    blocks[place] = replace(blocks[place], text=blocks[place].text.replace("。", "、と同通信は伝えた。", 1))
    return Draft(
        headline=desk.one_of(sentences.HEADLINES) if chance.random() < 0.5 else f"【転載】{original.headline}",
        authors=(Author(name=chance.choice(AGENCIES), email=None),),
        tags=(),
        lead=original.lead,
        blocks=tuple(blocks),
        pictures=_pictures(chance, number),
        is_paywalled=False,
    )


def addition(seed: int, index: int, edit: int, section: str) -> str:
    """Return the sentence that the *edit*-th edit adds to an article's text."""
    return Desk(draws(seed, "addition", index, edit), section).one_of(sentences.ADDITIONS)


def _blocks(chance: Random, desk: Desk) -> tuple[Block, ...]:
    paragraph_count = 3 if chance.random() < 0.04 else chance.randint(8, 12)
    blocks = [Block(desk.paragraph(60, chance.choice((110, 180, 300, 420)))) for _ in range(paragraph_count)]
    if paragraph_count > 3 and chance.random() < 0.2:
        for place in (paragraph_count * 2 // 3, paragraph_count // 3):
            blocks.insert(place, Block(desk.one_of(sentences.SUBHEADINGS), is_heading=True))
    return tuple(blocks)


def _free_part(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return what is printed of a text behind a paywall: how it begins, up to the end of a paragraph."""
    return blocks[:2] if blocks[2].is_heading else blocks[:3]


def _authors(chance: Random) -> tuple[Author, ...]:
    if chance.random() < 0.06:
        return (Author(name=chance.choice(AGENCIES), email=None),)
    count = 2 if chance.random() < 0.07 else 1
    return tuple(_author(chance, place) for place in chance.sample(range(len(words.GIVEN_NAMES) * 20), count))


def _author(chance: Random, place: int) -> Author:
    surname, given = place // len(words.GIVEN_NAMES), place % len(words.GIVEN_NAMES)
    name = words.SURNAMES[surname] + words.GIVEN_NAMES[given]
    mail = f"{words.MAIL_NAMES[given]}{surname:02d}@kangnamtimes-demo.example"
    return Author(name=name, email=mail if chance.random() < 0.85 else None)


def _pictures(chance: Random, number: int) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            path=f"/img/{number // 100}/{number}-{place}.jpg",
            caption=chance.choice(words.CAPTIONS) if chance.random() < 0.25 else None,
            credit=chance.choice(words.CREDITS).replace("_", " "),
        )
        for place in range(1, chance.choice((1, 1, 1, 2, 3)) + 1)
    )
