"""Writes the demo's texts: sentences from patterns and words, the same for the same draws."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from newscrawl.demo.newsroom import sentences, words

_SLOT = re.compile(r"\{(\w+?)\}")


class Desk:
    """The desk that writes one article: few people, places and topics, so that its sentences belong together."""

    def __init__(self, chance: Random, section: str) -> None:
        self._random = chance.random
        roles = chance.sample(words.ROLES, 4)
        people = [name + role for name, role in zip(chance.sample(words.SURNAMES, 4), roles, strict=True)]
        groups = chance.sample(words.GROUPS, 5)
        places = chance.sample(words.PLACES, 5)
        self._tables: dict[str, tuple[str, ...] | list[str]] = {
            "topic": chance.sample(words.TOPICS[section], 6),
            "who": people[:2],
            "who2": people[2:],
            "group": groups[:3],
            "group2": groups[3:],
            "place": places[:3],
            "place2": places[3:],
            "venue": chance.sample(words.VENUES, 6),
            "nick": chance.sample(words.NICKNAMES, 3),
            "role": words.ROLES,
            "when": words.WHENS,
            "num": words.NUMBERS,
            "adj": words.ADJECTIVES,
            "feel": words.FEELINGS,
            "say": sentences.SAYINGS,
            "say2": sentences.SAYINGS,
        }
        self._cores = chance.sample(sentences.CORES, len(sentences.CORES))

    def fill(self, pattern: str) -> str:
        """Return *pattern* with every slot replaced."""
        parts: list[str] = []
        for literal, slot in _parsed(pattern):
            parts.append(literal)
            if slot:
                parts.append(self._word(slot))
        return "".join(parts)

    def one_of(self, patterns: tuple[str, ...] | list[str]) -> str:
        """Return one of *patterns*, filled."""
        return self.fill(patterns[int(self._random() * len(patterns))])

    def sentence(self) -> str:
        """Return a sentence with its full stop. No pattern comes twice in one text before all were used."""
        if not self._cores:
            self._cores = list(sentences.CORES)
        core = self.fill(self._cores.pop())
        ending = sentences.ENDINGS[int(self._random() * len(sentences.ENDINGS))]
        if not core.endswith(("た", "る")):
            ending = "。"
        return self.one_of(sentences.OPENERS) + core + ending

    def paragraph(self, at_least: int, at_most: int) -> str:
        """Return a paragraph of between *at_least* and about *at_most* characters."""
        text = self.sentence()
        while len(text) < at_least:
            text += self.sentence()
        while len(text) + 60 < at_most and self._random() < 0.5:
            text += self.sentence()
        return text

    def _word(self, slot: str) -> str:
        table = self._tables[slot]
        word = table[int(self._random() * len(table))]
        return self.fill(word) if "{" in word else word


@cache
def _parsed(pattern: str) -> tuple[tuple[str, str | None], ...]:
    pieces = _SLOT.split(pattern)
    slots: list[str | None] = [*pieces[1::2], None]
    return tuple(zip(pieces[::2], slots, strict=True))
