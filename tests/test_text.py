"""Text as it is kept and as it is compared."""

import re
import unicodedata
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rensa import RMinHash  # type: ignore[attr-defined]

from newscrawl.dataset.index.index import signature_of
from newscrawl.text import (
    _COMPATIBLE,
    character_ngrams,
    cjk_share,
    counted,
    ends_sentence,
    fold,
    nfkc,
    ngram_tokens,
    safe,
    squash,
    squash_paragraphs,
)


@pytest.mark.parametrize(("count", "words"), [(0, "0 files"), (1, "1 file"), (1200, "1,200 files")])
def test_one_thing_is_not_printed_as_several(count: int, words: str) -> None:
    assert counted(count, "file") == words
    assert counted(count, "address", "addresses") == words.replace("files", "addresses").replace("file", "address")


@given(st.text())
def test_squashed_text_is_squashed(text: str) -> None:
    assert squash(squash(text)) == squash(text)


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Lo"]), max_size=20))
def test_safe_text_can_be_encoded_and_holds_no_controls(text: str) -> None:
    kept = safe(text)

    assert not any(ord(character) < 32 and character not in "\t\n\r" for character in kept)
    assert kept.encode("utf-8").decode("utf-8") == kept


def test_full_and_half_width_are_the_same_folded() -> None:
    assert fold("［国際・政治］　ランキング") == fold("[国際・政治] ランキング")
    assert fold("ｵｽｽﾒ ﾆｭｰｽ") == fold("オススメニュース")


def test_paragraphs_stay_paragraphs() -> None:
    assert squash_paragraphs(" 一つ\n目 \n\n\n 二つ目\xa0\n") == "一つ 目\n\n二つ目"


@pytest.mark.parametrize(
    ("text", "share"), [("日本語", 1.0), ("abc", 0.0), ("日本ab", 0.5), ("123!", 0.0), ("한국", 1.0)]
)
def test_the_share_of_cjk_counts_letters(text: str, share: float) -> None:
    assert cjk_share(text) == share


def test_ngrams_are_made_of_characters_without_punctuation() -> None:
    assert character_ngrams("大統領、東京へ。") == {"大統領東", "統領東京", "領東京へ"}
    assert character_ngrams("ab") == {"ab"}
    assert character_ngrams("…") == frozenset()


@given(st.text(alphabet='あ。．.!?」』”"…)） a1', max_size=12))
def test_a_sentence_ends_in_a_stop_or_in_a_mark_behind_it(line: str) -> None:
    assert ends_sentence(line) is (re.search(r"[。．.!?！？」』”\"…)）]\Z", line) is not None)


_MIXED = st.text(st.sampled_from("新しい橋の計画abc12éñ가나𠮷𩸽 。"), max_size=400)


@given(_MIXED)
def test_the_tokens_of_a_text_are_its_ngrams_some_as_utf8(text: str) -> None:
    tokens = [token if isinstance(token, str) else token.decode() for token in ngram_tokens(text)]

    assert set(tokens) == character_ngrams(text)


def test_a_long_run_of_letters_of_three_bytes_loses_no_token() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(3000))

    assert len(ngram_tokens(text)) == len(set(ngram_tokens(text))) == len(character_ngrams(text)) == 2997


@pytest.mark.parametrize("length", [4, 5, 7, 8, 1023, 1024, 1025, 1027, 1028, 2051])
@pytest.mark.parametrize("letters_of", ["0123456789abcdef", "市場の計画が発表された橋"])
def test_a_run_of_any_length_is_cut_into_all_its_pieces(letters_of: str, length: int) -> None:
    text = (letters_of * length)[:length]

    tokens = [token if isinstance(token, str) else token.decode() for token in ngram_tokens(text)]

    assert sorted(tokens) == sorted(text[i : i + 4] for i in range(max(1, length - 3)))


@given(_MIXED)
def test_a_signature_is_that_of_the_ngrams_as_texts(text: str) -> None:
    ngrams = character_ngrams(text)
    sketch = RMinHash(num_perm=128, seed=20)
    sketch.update(sorted(ngrams))

    assert signature_of(text) == (array("I", sketch.digest()).tobytes() if len(ngrams) >= 20 else None)


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("…！？ｶﾞﾊﾟ㎡①½ﬁ\u3099\u0301　")))
def test_the_quick_way_to_nfkc_gives_nfkc(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("sign", "…！％　㎡①½")
def test_one_wide_sign_leaves_the_rest_of_a_text_to_the_quick_way(sign: str) -> None:
    text = "漁協の組合長が港で話した" * 9
    leaves_letters = _COMPATIBLE.sub("", f"{text}{sign}{text}")

    assert leaves_letters == text * 2
    assert unicodedata.is_normalized("NFKC", leaves_letters)
