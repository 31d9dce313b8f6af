"""A line is a byline by its label, a dateline by its bracket, a signature by its address; other lines name nobody."""

from __future__ import annotations

import pytest

from newscrawl.extraction.people.read_people import byline_in, dateline_authors, names_alone, signature_of
from newscrawl.items import Author


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("（ソウル＝小池和樹） 韓国政府は14日、発表した。", ["小池和樹"]),
        ("【ソウル＝小池和樹】韓国政府は14日、発表した。", ["小池和樹"]),
        ("【ソウル聯合ニュース】韓国政府は14日、発表した。", ["聯合ニュース"]),
        ("【ワシントン共同】米政府は14日、発表した。", ["共同"]),
        ("[서울=뉴시스]김철수 기자 = 정부는 14일 발표했다.", ["뉴시스", "김철수"]),
        ("(서울=연합뉴스) 정부는 14일 발표했다.", ["연합뉴스"]),
        ("SALEM, Ore. (AP) — Divers raised a lost ferry on Monday.", ["AP"]),
        ("BERLIN (dpa) Die Regierung hat am Montag beschlossen.", ["dpa"]),
        ("Berlin (dpa) - Die Regierung hat am Montag beschlossen.", ["dpa"]),
        ("Berlin (Bezirk Mitte) - Die Regierung hat am Montag beschlossen.", []),
        ("PARIS (Reuters) - The government said on Monday.", ["Reuters"]),
        ("The Alliance (NATO) - founded in 1949 - said on Monday.", []),
        ("The Associated Press (AP) reported on Monday.", []),
        ("政府は14日、発表した。【小池和樹】", ["小池和樹"]),
        ("政府は14日、発表した。（小池和樹、田中太郎）", ["小池和樹", "田中太郎"]),
        ("政府は14日、発表した。（共同）", ["共同"]),
        ("[사진=MBC, SBS]", []),
        ("（写真＝小池和樹）", []),
        ("政府は14日、発表した。（続く）", []),
        ("政府は14日、発表した。（敬称略）", []),
        ("政府は14日、発表した。（東京都）", []),
        ("首相は会見した（写真）", []),
        ("大会には選手（小池和樹）", []),
        ("（14日）の会見で述べた。", []),
        ("普通の段落である。", []),
    ],
)
def test_a_dateline_names_its_writer(paragraph, names):
    assert [author.name for author in dateline_authors(paragraph)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("取材・文＝小池和樹", ["小池和樹"]),
        ("小池和樹記者", ["小池和樹"]),
        ("Jane Doe", []),
        ("今日の天気", []),
        ("Hafen | von Clara Winter", ["Clara Winter"]),
        ("Glückwünsche von Winter, Sommer und Berger-Lindner", []),
        ("The pier is said to be repaired by Mr Oak.", []),
        ("Mehr Hinweise zu den Konzerten von Paul Winter in Lübeck: Halle Nord", []),
        ("By TPN, in News · Portugal, Business · 31 Jan 2025, 0 Comments", ["TPN"]),
        (
            "Von: Jane MCDOE, Clara WINTERHALL, AFP Deutschland",
            ["Jane MCDOE", "Clara WINTERHALL", "AFP Deutschland"],
        ),
        ("By Oscar Field , Anh Le on Monday, November 23rd, 2026 at 11:08 a.m.", ["Oscar Field", "Anh Le"]),
        ("Posted on Oktober 27, 2015 by Jane Doe", ["Jane Doe"]),
        ("Written by Jane Doe, MS, RD on November 14, 2019", ["Jane Doe"]),
        ("By Jane Doe for the Daily News", ["Jane Doe"]),
        ("By Jane Doe/AFP", ["Jane Doe", "AFP"]),
        ("Photo by Jane Doe", []),
        ("Von Jane Doe", ["Jane Doe"]),
        ("Par Jane Doe", ["Jane Doe"]),
        ("Por Juan Pérez y Ana Díaz", ["Juan Pérez", "Ana Díaz"]),
        ("Di Mario Rossi", ["Mario Rossi"]),
        ("Door Jan Jansen", ["Jan Jansen"]),
        ("Tekst: Ola Nordmann", ["Ola Nordmann"]),
        ("Skrevet av Ola Nordmann", ["Ola Nordmann"]),
        ("Geschreven door Jan Jansen", ["Jan Jansen"]),
        ("Escrito por Juan Pérez", ["Juan Pérez"]),
        ("Écrit par Jean Dupont", ["Jean Dupont"]),
        ("Publicado por João Silva", ["João Silva"]),
        ("記者 小池和樹", ["小池和樹"]),
        ("記者：小池和樹 公開 2025年1月14日", ["小池和樹"]),
        ("文/小池和樹", ["小池和樹"]),
        ("2026年11月20日 18時30分 文・小池 和樹", ["小池 和樹"]),
        ("聞き手・小池和樹 写真・田中太郎", ["小池和樹"]),
        ("記者王小明／台北報導", ["王小明"]),
        ("記者は会見で説明した", []),
        ("記者 会見の様子を伝える", []),
        ("wollen den Bau einer neuen Brücke, wie die Antwort auf den Stau am alten Hafen aussehen soll", []),
        ("Die Städte suchen, von Lübeck bis Linz, nach einer Antwort auf volle Züge", []),
    ],
)
def test_a_text_is_a_byline_only_with_a_label(text, names):
    assert [author.name for author in byline_in(text)] == names


@pytest.mark.parametrize(
    ("lines", "line_count", "authors"),
    [
        (["発表した。", "小池和樹", "koike@example.jp"], 2, [("小池和樹", "koike@example.jp")]),
        (["発表した。", "小池和樹 koike@example.jp"], 1, [("小池和樹", "koike@example.jp")]),
        (["発表した。", "小池和樹 記者 koike@example.jp"], 1, [("小池和樹", "koike@example.jp")]),
        (["発表した。", "koike@example.jp"], 1, []),
        (["発表した。", "（小池和樹）"], 1, [("小池和樹", None)]),
        (["発表した。", "小池和樹記者"], 1, [("小池和樹", None)]),
        (["발표했다.", "구현모 기자 nine@example.kr"], 1, [("구현모", "nine@example.kr")]),
        (["発表した。", "小池和樹", "", "koike@example.jp", ""], 4, [("小池和樹", "koike@example.jp")]),
        (["He left.", "Jane Doe", "jane@example.com"], 2, [("Jane Doe", "jane@example.com")]),
        (["発表した。", "小池和樹"], 0, []),
        (["発表した。", "そうなのか。"], 0, []),
        (["He left.", "The end"], 0, []),
        (["連絡先は koike@example.jp まで。お待ちしています。"], 0, []),
        ([], 0, []),
    ],
)
def test_a_signature_is_told_from_the_body(lines, line_count, authors):
    signature = signature_of(lines)

    assert signature.line_count == line_count
    assert signature.authors == tuple(Author(name=name, email=email) for name, email in authors)


def test_a_name_alone_is_a_signature_when_the_byline_has_it():
    assert signature_of(["発表した。", "小池和樹"], authors=["小池 和樹"]).line_count == 1


@pytest.mark.parametrize("name", ["小池和樹", "小池 和樹", "四十万靖", "小泉進次郎", "高橋マリ", "구현모", "Jane Doe"])
def test_a_name_alone_is_known_without_a_label(name):
    assert [author.name for author in names_alone(name)] == [name]


LABELS = (
    "社会 国際・政治 政治経済 高校野球 大相撲 東京 韓国経済 記事全文 写真特集 独自 速報 無料記事 公式 会員登録 朝刊 目次 拡大 標準 "
    "新型コロナ 能登地震 米大統領選 中東情勢 紙面から 天気予報 記事を印刷 音声で聴く 保存済み 印刷する 共有 入力"
).split()


@pytest.mark.parametrize("label", LABELS)
def test_sections_topics_and_buttons_name_nobody(label):
    assert names_alone(label) == ()
    assert dateline_authors(f"【{label}】市は23日、計画を発表した。") == ()
    assert dateline_authors(f"市は23日、計画を発表した。（{label}）") == ()


@pytest.mark.parametrize(
    "label", ["Latest News", "World Cup", "Photo Gallery", "New York", "Members Only", "Zum Thema", "FC Bayern"]
)
def test_western_labels_and_topics_name_nobody(label):
    assert names_alone(label) == ()
