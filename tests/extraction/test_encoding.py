"""A page's bytes become its text, whatever is declared."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.errors import UnreadablePageError
from newscrawl.extraction.charset.decode import decode
from newscrawl.extraction.charset.frequent_letters import beyond_ascii

JAPANESE = "米大統領は14日、東京で首相と会談し、半導体の輸出について話し合った。「韓国ドラマ」が人気だという。"
KOREAN = "한국 정부는 14일 서울에서 기자회견을 열고 새로운 경제 정책을 발표했다. 대통령은 국민에게 설명했다."
SIMPLIFIED = "中国政府十四日在北京宣布新的经济政策，总理表示将会继续推动改革开放，这是人民的要求。"
TRADITIONAL = "臺灣總統府十四日宣布新的經濟政策，行政院長表示將會繼續推動改革，這是人民的要求。"
GERMAN = "Der Präsident sagte am Dienstag „nein“ – über Öl für Köln und Städte im Süden."
RUSSIAN = "Президент заявил во вторник, что правительство продолжит реформы в стране."
POLISH = "Prezydent powiedział we wtorek, że rząd będzie kontynuował reformy w całym kraju."

WRITTEN = {
    "utf-8 japanese": (JAPANESE, "utf-8"),
    "shift_jis": (JAPANESE, "cp932"),
    "euc-jp": (JAPANESE, "euc_jp"),
    "iso-2022-jp": (JAPANESE, "iso2022_jp"),
    "euc-kr": (KOREAN, "euc_kr"),
    "utf-8 korean": (KOREAN, "utf-8"),
    "gb2312": (SIMPLIFIED, "gb2312"),
    "gb18030": (SIMPLIFIED, "gb18030"),
    "big5": (TRADITIONAL, "big5"),
    "windows-1252": (GERMAN, "cp1252"),
}
LABELS = ["utf-8", "shift_jis", "euc-jp", "euc-kr", "gb2312", "big5", "iso-8859-1", "x-unheard-of"]


def page(text: str, *, charset: str | None = None, lang: str = "ja") -> str:
    """Return a small page that prints *text*."""
    meta = f'<meta charset="{charset}">' if charset else ""
    return f'<html lang="{lang}"><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("label", LABELS)
def test_the_text_is_right_whatever_the_header_says(written, label):
    text, codec = WRITTEN[written]
    html = page(text)

    decoded = decode(html.encode(codec), content_type=f"text/html; charset={label}")

    assert decoded.text == html


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("label", LABELS)
def test_the_text_is_right_whatever_the_meta_element_says(written, label):
    text, codec = WRITTEN[written]
    html = page(text, charset=label)

    assert decode(html.encode(codec)).text == html


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(("header", "meta"), list(permutations(["utf-8", "shift_jis", "euc-kr", "big5", "latin-1"], 2)))
def test_the_text_is_right_where_header_and_meta_element_name_two_others(written, header, meta):
    text, codec = WRITTEN[written]
    html = page(text, charset=meta)

    assert decode(html.encode(codec), content_type=f"text/html; charset={header}").text == html


@pytest.mark.parametrize("label", LABELS)
def test_a_byte_order_mark_is_believed_before_header_and_meta_element(label):
    html = page(JAPANESE, charset=label)

    assert decode(html.encode("utf-8-sig"), content_type=f"text/html; charset={label}").text == html


@pytest.mark.parametrize("written", WRITTEN)
def test_the_text_is_right_with_nothing_declared(written):
    text, codec = WRITTEN[written]
    html = page(text)

    decoded = decode(html.encode(codec), content_type="text/html")

    assert decoded.text == html
    assert decoded.source == "content"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_left_out(codec):
    html = page(JAPANESE)

    decoded = decode(html.encode(codec), content_type="text/html; charset=Shift_JIS")

    assert (decoded.text, decoded.source) == (html, "bom")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark_is_read(codec):
    html = page(JAPANESE)

    assert decode(html.encode(codec)).text == html


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8_r", RUSSIAN),
        ("iso-8859-2", "iso8859_2", POLISH),
        ("windows-1250", "cp1250", POLISH),
    ],
)
def test_a_declared_alphabet_is_believed_where_its_letters_fit(label, codec, text):
    html = page(text, lang="")

    assert decode(html.encode(codec), content_type=f"text/html; charset={label}").text == html


@pytest.mark.parametrize(("codec", "text"), [("cp1251", RUSSIAN), ("koi8_r", RUSSIAN), ("cp1250", POLISH)])
def test_an_alphabet_is_found_behind_a_header_that_says_latin_1(codec, text):
    lang = "pl" if text == POLISH else "ru"

    decoded = decode(page(text, lang=lang).encode(codec), content_type="text/html; charset=ISO-8859-1")

    assert text in decoded.text


def test_an_english_page_with_japanese_marks_is_read():
    html = page("Japan’s “new” policy … ※ ○○ 2025", lang="en")

    assert decode(html.encode("cp932"), content_type="text/html; charset=utf-8").text == html


def test_a_few_marks_beyond_ascii_are_no_east_asian_letters():
    html = page("It’s ‘here’ — didn’t they say? © 2025", lang="en")

    assert decode(html.encode("cp1252"), content_type="text/html").text == html


@pytest.mark.parametrize(("lang", "codec", "text"), [("ru", "cp1251", RUSSIAN), ("pl", "cp1250", POLISH)])
def test_an_undeclared_alphabet_follows_the_pages_language(lang, codec, text):
    html = page(text, lang=lang)

    assert decode(html.encode(codec)).text == html


@pytest.mark.parametrize(
    ("printed", "codec", "shown"),
    [
        ("①Ⅱ㈱～髙﨑", "cp932", "①Ⅱ㈱～髙﨑"),
        ("①の話〜続き", "euc_jis_2004", "①の話～続き"),
        ("똠방각하", "cp949", "똠방각하"),
        ("“引号”镕囍", "gbk", "“引号”镕囍"),
    ],
)
def test_letters_beyond_a_standard_are_read_as_browsers_show_them(printed, codec, shown):
    label = {"cp932": "shift_jis", "euc_jis_2004": "euc-jp", "cp949": "euc-kr", "gbk": "gb2312"}[codec]
    around = {"cp949": KOREAN, "gbk": SIMPLIFIED}.get(codec, JAPANESE)

    decoded = decode(page(around + printed).encode(codec), content_type=f"text/html; charset={label}")

    assert shown in decoded.text


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_page_cut_inside_a_character_loses_that_character_alone(written, cut):
    text, codec = WRITTEN[written]
    whole = page(text)
    body = whole.encode(codec).removesuffix("</p></body></html>".encode(codec))

    decoded = decode(body[:-cut], content_type="text/html")

    assert whole.startswith(decoded.text.rstrip("\ufffd"))
    assert len(decoded.text) >= len(whole) - len("</p></body></html>") - 5


def test_a_few_broken_bytes_do_not_make_a_page_unreadable():
    body = page(JAPANESE * 20).encode().replace("首相".encode(), b"\xe9\xa6", 1)

    decoded = decode(body, content_type="text/html; charset=utf-8")

    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.replaced_count <= 2


def test_a_declared_and_true_encoding_is_taken_from_the_header():
    decoded = decode(page(JAPANESE, charset="shift_jis").encode("cp932"), content_type="text/html; charset=Shift_JIS")

    assert (decoded.encoding, decoded.source) == ("cp932", "header")


def test_a_lying_header_yields_to_the_meta_element():
    decoded = decode(page(JAPANESE, charset="shift_jis").encode("cp932"), content_type="text/html; charset=utf-8")

    assert (decoded.encoding, decoded.source) == ("cp932", "meta")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\0" * 100, "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\x01" * 50, "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "binary"),
        (b"\x1f\x8b\x08\0" + bytes(range(256)), "binary"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_a_named_event(body, reason):
    with pytest.raises(UnreadablePageError) as caught:
        decode(body, content_type="text/html; charset=utf-8", url="https://example.jp/1")

    assert caught.value.reason == reason
    assert caught.value.url == "https://example.jp/1"


def test_bytes_that_no_encoding_explains_are_mojibake():
    body = b"<html><body>" + bytes([0x81, 0xFE, 0x8D, 0x9D, 0xFF, 0x90, 0x20]) * 300 + b"</body></html>"

    with pytest.raises(UnreadablePageError) as caught:
        decode(body, content_type="text/html; charset=Shift_JIS")

    assert caught.value.reason == "mojibake"


@pytest.mark.parametrize("text", [JAPANESE, KOREAN, SIMPLIFIED])
def test_text_that_was_read_as_latin_letters_before_it_was_saved_is_mended(text):
    body = page(text).encode().decode("latin-1").encode()

    decoded = decode(body, content_type="text/html; charset=utf-8")

    assert (decoded.text, decoded.source) == (page(text), "content")


def test_text_that_lost_letters_when_it_was_read_as_latin_is_mojibake():
    body = page(JAPANESE).encode().decode("cp1252", "replace").encode()

    with pytest.raises(UnreadablePageError) as caught:
        decode(body, content_type="text/html; charset=utf-8")

    assert caught.value.reason == "mojibake"


@pytest.mark.parametrize("text", ["São Paulo não é… «ã»", "naïve café – Müller ß", "Ã€ la carte, déjà…"])
def test_latin_letters_are_no_mojibake(text):
    assert decode(page(text).encode(), content_type="text/html; charset=utf-8").text == page(text)


@given(
    text=st.text(st.characters(codec="utf-8", exclude_characters="\0\x1b", exclude_categories=["Cc", "Cs"]), min_size=1)
)
def test_utf_8_declared_as_such_is_kept_letter_for_letter(text):
    html = page(text)

    assert decode(html.encode(), content_type="text/html; charset=UTF-8").text == html


@given(body=st.binary(max_size=400), label=st.sampled_from([*LABELS, "utf-16", "", "hz-gb-2312", "iso-2022-jp"]))
def test_any_bytes_give_a_text_or_a_reason(body, label):
    result: object
    try:
        result = decode(body, content_type=f"text/html; charset={label}").text
    except UnreadablePageError as error:
        result = error.reason

    assert isinstance(result, str)


@given(cut=st.integers(0, 400), written=st.sampled_from(sorted(WRITTEN)))
def test_a_cut_at_any_byte_never_fails(cut, written):
    text, codec = WRITTEN[written]
    body = page(text).encode(codec)

    assert decode(body[: max(1, len(body) - cut)], content_type="text/html").text.startswith("<")


def outcome(body, **declared):
    """Return the decoded page, or the reason why it cannot be read: private characters may look like mojibake."""
    try:
        return decode(body, **declared)
    except UnreadablePageError as error:
        return error.reason


@example(text="\U00105f2c", content_type="text/html; charset=Shift_JIS")
@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200),
    content_type=st.sampled_from(["text/html", "text/html; charset=utf-8", "text/html; charset=Shift_JIS"]),
)
def test_a_text_that_is_known_in_utf_8_is_taken_as_it_would_be_decoded(text, content_type):
    body = page(text).encode()

    known = outcome(body, content_type=content_type, utf8_text=page(text))

    assert known == outcome(body, content_type=content_type)


@pytest.mark.parametrize("broken", [b"\xe9", b"\xff", b"\xe3\x81", b"\x93quoted\x94"], ids=repr)
@pytest.mark.parametrize("text", [JAPANESE, "Ein schöner Tag für Müller über größere Brücken, déjà vu, Ångström"])
def test_utf_8_with_a_few_broken_or_latin_bytes_stays_utf_8_and_the_loss_is_reported(text, broken):
    body = page(text).encode().replace(b"</", b" " + broken + b" </", 2)

    decoded = decode(body, content_type="text/html; charset=utf-8")

    assert decoded.encoding == "utf-8"
    assert text in decoded.text
    assert decoded.replaced_count > 0


@pytest.mark.parametrize("codec", ["cp1252", "cp932", "euc_jp"])
def test_a_page_that_only_declares_utf_8_is_not_utf_8(codec):
    text = "Ein schöner Tag für Müller, größere Brücken" if codec == "cp1252" else JAPANESE

    assert decode(page(text).encode(codec), content_type="text/html; charset=utf-8").encoding == codec


@pytest.mark.parametrize(
    ("body", "is_kept"),
    [("<p>あ</p>".encode(), True), ("<p>あ".encode()[:-1], False), ("\ufeff<p>あ</p>".encode(), False)],
    ids=["whole", "cut", "with a BOM"],
)
def test_bytes_that_are_the_text_in_utf_8_are_given_with_it(body, is_kept):
    decoded = decode(body, content_type="text/html; charset=utf-8")

    assert decoded.utf8 == (body if is_kept else None)


FEW_SIGNS = [
    ("It was 27℃ in Gifu, and the mayor’s office closed at 3.", "cp932"),
    ("The mayor’s “plan” costs ×3 → 40 …", "euc_jp"),
    (RUSSIAN.replace("—", "-"), "cp932"),
    (RUSSIAN.replace("—", "-"), "euc_jp"),
    ("It’s 27℃ in Seoul ● and ½ as warm in Busan.", "cp949"),
    ("The “plan” is 27℃ → 30℃.", "gb18030"),
    ("The “plan” is 27℃ → 30℃.", "big5hkscs"),
]


@pytest.mark.parametrize(("text", "codec"), FEW_SIGNS)
def test_a_page_of_an_east_asian_site_in_another_language_reads_as_declared(text, codec):
    html = page(text, charset=codec, lang="en")

    assert decode(html.encode(codec)).text == html


WESTERN = ["It’s a “test” — it’s £5.", "Les élèves du café voisin", "Ärger über Öl", "naïve façade", "Señor Muñoz año"]


@pytest.mark.parametrize("label", ["shift_jis", "euc-jp", "euc-kr", "gb2312", "big5"])
@pytest.mark.parametrize("text", WESTERN)
def test_few_western_letters_stay_western_where_an_east_asian_encoding_is_declared(text, label):
    html = page(text, charset=label, lang="fr")

    assert decode(html.encode("cp1252")).text == html


@given(st.text(st.characters(categories=("L", "S", "P", "Cs", "Co", "Cc"))))
def test_what_is_beyond_ascii_is_found_in_any_text(text: str) -> None:
    assert beyond_ascii(text) == "".join(one for one in text if not one.isascii())


def test_a_page_of_surrogates_is_read() -> None:
    body = b"<html><p>+2AA-+2AE- " + b"words in seven bits " * 9
    assert decode(body, content_type="text/html; charset=utf-7").text.endswith("seven bits ")
