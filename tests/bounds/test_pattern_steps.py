"""A pattern that each sentence of a text is matched against takes few steps a letter, and no more for a longer one."""

from __future__ import annotations

import re

import pytest

from newscrawl.extraction.body import line_forms, notice_forms
from newscrawl.loaders.article.field_forms import AUTHOR_BOX
from tests.bounds.pattern_steps import StepCounter, TooManyStepsError

MOST_STEPS, MOST_STEPS_A_LETTER = 300, 10
"""For the branches that a pattern has, and for each letter."""
SENTENCES = (
    "港町の漁協によると、沖合の観測所では先月から水温が例年を2度ほど上回り、イカの水揚げは3年ぶりの低さとなった。",
    "浜田組合長は「秋の祭りまでには戻ってほしい」と話し、若い漁師らは夜明け前の岸壁で網の手入れを続けている。",
    "The harbour was closed for a day, and the ferries waited outside until it opened, said the head of the port.",
    "Der Hafen blieb einen Tag lang gesperrt, und die Fähren warteten draußen, bis er am Abend wieder öffnete.",
)
FORMS = {
    **{name: form for name, form in vars(line_forms).items() if isinstance(form, re.Pattern)},
    **{f"FURNITURE {place}": form for place, form in enumerate(line_forms.FURNITURE)},
    **{name: form for name, form in vars(notice_forms).items() if isinstance(form, re.Pattern)},
    "AUTHOR_BOX": AUTHOR_BOX,
}
BEHIND_A_LOOK = {"RIGHTS", "COPYRIGHT", "PASSWORD", "WALL"}
"""Few sentences come so far: `tests/extraction/test_quick_looks.py`."""


def match_in_few_steps(form: re.Pattern[str], text: str) -> None:
    """Match *form* against *text*. Raises `TooManyStepsError`."""
    counter = StepCounter(form, most=MOST_STEPS + MOST_STEPS_A_LETTER * len(text))

    assert counter.fullmatch(text) == (form.fullmatch(text) is not None)


@pytest.mark.parametrize("name", sorted(FORMS.keys() - BEHIND_A_LOOK))
def test_a_pattern_takes_few_steps_a_letter_of_a_sentence(name: str) -> None:
    for text in (*SENTENCES, "".join(SENTENCES[:2] * 4), " ".join(SENTENCES[2:] * 4)):
        match_in_few_steps(FORMS[name], text)


@pytest.mark.parametrize(
    "costly",
    [
        r"(?=.*(?:text|tekst|fragment|error|typo|mistake|greš|klaid|kļūd|хиб|текст|ошибк))(?=.*\+).{0,120}ctrl",
        r"(?:[^。]*、?)*！",
    ],
)
def test_a_costly_pattern_is_found(costly: str) -> None:
    with pytest.raises(TooManyStepsError):
        match_in_few_steps(re.compile(costly, re.IGNORECASE), SENTENCES[1])


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (r"(?:a|ab)(?:c|bcd)(d*)", "abcd"),
        (r"(?>a*)ab", "aab"),
        (r"(?i:x+?y)(?-i:Z)?", "XXyZ"),
        (r"(?<!a)b{2,3}+(?=c)\w", "bbbc"),
        (r"(?:ab|a)++b", "aab"),
        (r"(?!ab)[a-c]+", "acb"),
    ],
)
def test_the_steps_are_counted_to_the_outcome_that_the_pattern_has(form: str, line: str) -> None:
    for text in (line, line + "d", line.upper(), line[1:]):
        counter = StepCounter(re.compile(form), most=1000)

        assert counter.fullmatch(text) == (re.fullmatch(form, text) is not None)
