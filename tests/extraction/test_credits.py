"""What is printed under a picture is split into caption and credit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.images.read_images import split_caption
from newscrawl.text import squash

SPLIT = {
    "引用:SBS": (None, "SBS"),
    "引用：Instagram": (None, "Instagram"),
    "引用 : MBC『ラジオスター』": (None, "MBC『ラジオスター』"),
    "画像引用元：KBS": (None, "KBS"),
    "出典：気象庁": (None, "気象庁"),
    "写真：共同": (None, "共同"),
    "写真＝聯合ニュース": (None, "聯合ニュース"),
    "写真=聯合ニュース": (None, "聯合ニュース"),
    "写真/アフロ": (None, "アフロ"),
    "（写真＝聯合ニュース）": (None, "聯合ニュース"),
    "首相官邸に入る首相（写真＝聯合ニュース）": ("首相官邸に入る首相", "聯合ニュース"),
    "首相官邸に入る首相(写真:AP/アフロ)": ("首相官邸に入る首相", "AP/アフロ"),
    "試合に臨む選手 写真：田中太郎": ("試合に臨む選手", "田中太郎"),
    "首相官邸に入る首相。写真：田中太郎": ("首相官邸に入る首相。", "田中太郎"),
    "提供：NASA": (None, "NASA"),
    "新型車 提供＝トヨタ": ("新型車", "トヨタ"),
    "新型車（トヨタ提供）": ("新型車", "トヨタ"),
    "新型車（提供：トヨタ）": ("新型車", "トヨタ"),
    "会見する大統領＝14日、東京（共同）": ("会見する大統領＝14日、東京", "共同"),
    "造り替えられる広場＝緑川市で": ("造り替えられる広場＝緑川市で", None),
    "水揚げされるサンマ＝22日、白浜漁港": ("水揚げされるサンマ＝22日、白浜漁港", None),
    "水揚げされるサンマ＝22日、白浜漁港、山田太郎撮影": ("水揚げされるサンマ＝22日、白浜漁港", "山田太郎"),
    "【写真】水揚げされるサンマ": ("水揚げされるサンマ", None),
    "会見する大統領＝共同": ("会見する大統領", "共同"),
    "会見する大統領=ロイター": ("会見する大統領", "ロイター"),
    "山田花子撮影": (None, "山田花子"),
    "撮影：山田花子": (None, "山田花子"),
    "撮影＝山田花子": (None, "山田花子"),
    "© Getty Images": (None, "Getty Images"),
    "©NHK": (None, "NHK"),
    "(c) AFP": (None, "AFP"),
    "（C）AFP": (None, "AFP"),
    "首相 ©共同": ("首相", "共同"),
    "Photo: AP": (None, "AP"),
    "Photo：AP": (None, "AP"),
    "Photo by Jane Doe": (None, "Jane Doe"),
    "A dog (Photo by Jane Doe/Getty Images)": ("A dog", "Jane Doe/Getty Images"),
    "The president speaks (AP)": ("The president speaks", "AP"),
    "A man walks / Getty Images": ("A man walks", "Getty Images"),
    "Image: NASA/JPL (public domain)": (None, "NASA/JPL (public domain)"),
    "Demonstrators in Paris. Photo: Jane Doe/AP": ("Demonstrators in Paris.", "Jane Doe/AP"),
    "Der Kanzler in Berlin. Foto: Kay Muster/dpa": ("Der Kanzler in Berlin.", "Kay Muster/dpa"),
    "Der Kanzler (Foto: dpa)": ("Der Kanzler", "dpa"),
    "Bild: Imago": (None, "Imago"),
    "Quelle: dpa": (None, "dpa"),
    "Crédit : AFP": (None, "AFP"),
    "Le président à Paris. Crédit photo : AFP": ("Le président à Paris.", "AFP"),
    "Foto di Mario Rossi": (None, "Mario Rossi"),
    "Foto: EFE": (None, "EFE"),
    "[사진=연합뉴스]": (None, "연합뉴스"),
    "대통령이 연설하고 있다. [사진=연합뉴스]": ("대통령이 연설하고 있다.", "연합뉴스"),
    "대통령이 연설하고 있다. 연합뉴스 제공": ("대통령이 연설하고 있다.", "연합뉴스"),
    "图片来源：新华社": (None, "新华社"),
    "Plain caption.": ("Plain caption.", None),
    "首相官邸に入る首相": ("首相官邸に入る首相", None),
    "写真は会見する首相。14日、東京で": ("写真は会見する首相。14日、東京で", None),
    "図：財務省の資料から作成": ("図：財務省の資料から作成", None),
    "ドラマ「愛の不時着」（全16話）": ("ドラマ「愛の不時着」（全16話）", None),
    "A and B / C": ("A and B / C", None),
    "ビタミン（Ｃ）の働きを説明する医師": ("ビタミン（Ｃ）の働きを説明する医師", None),
    "A 501(c) group meets in town": ("A 501(c) group meets in town", None),
    "喜ぶ店主ら(C)緑川新報": ("喜ぶ店主ら", "緑川新報"),
    "": (None, None),
    " \u3000 ": (None, None),
}


@pytest.mark.parametrize(("printed", "expected"), SPLIT.items())
def test_a_caption_is_split_from_its_credit(printed, expected):
    assert split_caption(printed) == expected


@pytest.mark.parametrize(
    "label", ["引用:", "引用：", "写真＝", "写真=", "提供：", "撮影：", "© ", "Photo: ", "Foto: ", "Crédit : "]
)
@given(credit=st.text(st.characters(categories=["Lu", "Lo"], exclude_characters="年月日"), min_size=2, max_size=12))
def test_a_credit_is_kept_letter_for_letter(label, credit):
    credit = "X" + credit.replace("撮", "").replace("提", "") + "X"

    caption, found = split_caption(label + credit)

    assert (caption, found.replace(" ", "") if found else None) == (
        None,
        squash(credit),
    )


@given(printed=st.text(max_size=100))
def test_any_text_is_split_without_empty_halves(printed):
    caption, credit = split_caption(printed)

    assert caption != ""
    assert credit != ""
